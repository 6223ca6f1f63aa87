//! People against skills: who brings what, what nobody can do, and whom to hire
//! first.

use serde::Serialize;

use super::bounded::Line;
use super::document::Team;

/// Whoever brings skills.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The path of the founder or role in the plan.
    pub field: String,
    /// The founder's name or the role's title.
    pub name: Line,
    /// Whether the place is filled. An open one brings nothing yet.
    pub here: bool,
    /// For each skill of the matrix, whether it is brought.
    pub brings: Vec<bool>,
}

/// Founders and roles against skills.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SkillMatrix {
    /// Every skill named, in the order of first mention.
    pub skills: Vec<String>,
    /// The founders, then the roles.
    pub people: Vec<Person>,
    /// Places in `skills` that nobody here brings.
    pub gaps: Vec<usize>,
    /// Skills that one person alone brings: what leaves with that person.
    pub single: Vec<usize>,
    /// Open roles, by place in `people`, in the order to hire them: the role
    /// that starts first, and among those of a month the one that closes most
    /// gaps which are still open by then.
    pub order: Vec<usize>,
}

/// The skills of a line. Founders write commas and stops of both scripts.
pub fn skills(line: &Line) -> impl Iterator<Item = &str> {
    let parts = line.as_str().split([',', '，', '、', ';', '；', '/', '\n']);
    parts.map(str::trim).filter(|skill| !skill.is_empty())
}

/// The matrix of a team. Skills are the same where they differ in case only.
pub fn skill_matrix(team: &Team) -> SkillMatrix {
    let founders = team.founders.iter().enumerate().map(|(at, founder)| {
        let field = format!("team.founders.{at}");
        (field, &founder.name, true, &founder.skills)
    });
    let roles = team.roles.iter().enumerate().map(|(at, role)| {
        let here = !role.filled_by.is_blank();
        (format!("team.roles.{at}"), &role.title, here, &role.skills)
    });
    let people: Vec<_> = founders.chain(roles).collect();
    let mut matrix = SkillMatrix::default();
    for (.., line) in &people {
        for skill in skills(line) {
            if place(&matrix.skills, skill).is_none() {
                matrix.skills.push(skill.to_owned());
            }
        }
    }
    for (field, name, here, line) in people {
        let mut brings = vec![false; matrix.skills.len()];
        for at in skills(line).filter_map(|skill| place(&matrix.skills, skill)) {
            brings[at] = true;
        }
        matrix.people.push(Person {
            field,
            name: name.clone(),
            here,
            brings,
        });
    }
    let here = |skill: usize| {
        let people = matrix.people.iter();
        people
            .filter(|person| person.here && person.brings[skill])
            .count()
    };
    let all = 0..matrix.skills.len();
    let gaps: Vec<_> = all.clone().filter(|skill| here(*skill) == 0).collect();
    let single = all.filter(|skill| here(*skill) == 1).collect();
    let order = order(team, &matrix.people, gaps.clone());
    SkillMatrix {
        gaps,
        single,
        order,
        ..matrix
    }
}

fn place(skills: &[String], skill: &str) -> Option<usize> {
    let lower = skill.to_lowercase();
    skills
        .iter()
        .position(|known| known.to_lowercase() == lower)
}

/// One after another, since each hire closes gaps that the next need not close.
fn order(team: &Team, people: &[Person], mut gaps: Vec<usize>) -> Vec<usize> {
    let founders = team.founders.len();
    let mut open: Vec<usize> = (founders..people.len())
        .filter(|at| !people[*at].here && team.roles[at - founders].people > 0)
        .collect();
    let mut order = Vec::with_capacity(open.len());
    while !open.is_empty() {
        let closes = |at: usize| gaps.iter().filter(|gap| people[at].brings[**gap]).count();
        let rank = |at: usize| {
            let start = team.roles[at - founders].start;
            (start, std::cmp::Reverse(closes(at)), at)
        };
        let Some(next) = (0..open.len()).min_by_key(|next| rank(open[*next])) else {
            break;
        };
        let next = open.remove(next);
        gaps.retain(|gap| !people[next].brings[*gap]);
        order.push(next);
    }
    order
}
