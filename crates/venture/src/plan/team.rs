//! Skills against people: who has each now, and which hire brings it.

use super::document::Team;

/// What separates skills in a line, in either language.
const SEPARATORS: [char; 7] = [',', '，', '、', ';', '；', '/', '\n'];

/// A hire that brings a skill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hire {
    /// The position.
    pub title: String,
    /// Its first month, from 0.
    pub month: u16,
}

/// A skill of the team or of its hiring plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skill {
    /// Its name, as it was first written.
    pub name: String,
    /// Who has it now: founders, and whoever fills a position.
    pub here: Vec<String>,
    /// Open positions that bring it, the earliest first.
    pub hires: Vec<Hire>,
}

impl Skill {
    /// Whether nobody has it yet.
    pub fn is_gap(&self) -> bool {
        self.here.is_empty()
    }
}

/// The skills in a line.
fn skills(line: &str) -> impl Iterator<Item = &str> {
    line.split(SEPARATORS)
        .map(str::trim)
        .filter(|skill| !skill.is_empty())
}

/// Every skill, those that nobody has first, by the month in which one comes;
/// then those that are here, in the order in which they were written.
pub fn coverage(team: &Team) -> Vec<Skill> {
    let mut found: Vec<Skill> = Vec::new();
    for founder in &team.founders {
        for name in skills(founder.skills.as_str()) {
            of(&mut found, name).here.push(founder.name.to_string());
        }
    }
    for role in &team.roles {
        for name in skills(role.skills.as_str()) {
            let skill = of(&mut found, name);
            if role.filled_by.is_blank() {
                skill.hires.push(Hire {
                    title: role.title.to_string(),
                    month: role.start,
                });
            } else {
                skill.here.push(role.filled_by.to_string());
            }
        }
    }
    for skill in &mut found {
        skill.hires.sort_by_key(|hire| hire.month);
    }
    found.sort_by_key(|skill| {
        let month = skill.hires.first().map_or(u16::MAX, |hire| hire.month);
        (!skill.is_gap(), if skill.is_gap() { month } else { 0 })
    });
    found
}

/// The skill of a name, whatever the case of its letters.
fn of<'a>(found: &'a mut Vec<Skill>, name: &str) -> &'a mut Skill {
    let same = |skill: &Skill| skill.name.to_lowercase() == name.to_lowercase();
    let at = found.iter().position(same).unwrap_or_else(|| {
        found.push(Skill {
            name: name.to_owned(),
            here: Vec::new(),
            hires: Vec::new(),
        });
        found.len() - 1
    });
    &mut found[at]
}

/// Open positions in the order in which they are filled: places in the plan.
pub fn hiring_order(team: &Team) -> Vec<usize> {
    let open = team.roles.iter().enumerate();
    let mut open: Vec<_> = open
        .filter(|(_, role)| role.filled_by.is_blank() && role.people > 0)
        .map(|(index, role)| (role.start, index))
        .collect();
    open.sort_unstable();
    open.into_iter().map(|(_, index)| index).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::plan::bounded::{Line, List};
    use crate::plan::document::Founder;
    use crate::plan::finance::Role;

    fn line(text: &str) -> Line {
        Line::new(text).unwrap()
    }

    fn role(title: &str, skills: &str, start: u16, filled_by: &str) -> Role {
        Role {
            title: line(title),
            skills: line(skills),
            people: 1,
            start,
            filled_by: line(filled_by),
            ..Role::default()
        }
    }

    #[test]
    fn a_gap_stands_first_with_the_hire_that_closes_it() {
        let team = Team {
            founders: List::new(vec![Founder {
                name: line("林"),
                skills: line("语音识别、Rust"),
                ..Founder::default()
            }])
            .unwrap(),
            roles: List::new(vec![
                role("Seller", "sales", 6, ""),
                role("Auditor", "audit; Sales", 3, ""),
                role("Engineer", "rust", 0, "Wu"),
            ])
            .unwrap(),
            ..Team::default()
        };
        let found = coverage(&team);
        let names: Vec<_> = found.iter().map(|skill| skill.name.as_str()).collect();
        assert_eq!(names, ["sales", "audit", "语音识别", "Rust"]);
        let months: Vec<_> = found[0].hires.iter().map(|hire| hire.month).collect();
        assert_eq!(months, [3, 6]);
        assert!(found[0].is_gap() && found[1].is_gap() && !found[2].is_gap());
        assert_eq!(found[3].here, ["林", "Wu"]);
        assert_eq!(hiring_order(&team), [1, 0]);
    }
}
