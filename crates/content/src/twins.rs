//! What is checked between files: the two languages, links between lessons,
//! and the structure against the lessons.

use crate::lesson::{Placed, file};
use crate::{Kind, Lang, Lesson, Problem, Structure};

/// The lessons as far as they exist, with their slugs, `[zh, en]`.
pub(crate) type Pairs = Vec<(String, [Option<Lesson>; 2])>;

pub(crate) const STRUCTURE: &str = "structure.toml";

pub(crate) fn check(structure: &Structure, pairs: &Pairs, problems: &mut Vec<Problem>) {
    for (slug, pair) in pairs {
        match pair {
            [Some(zh), Some(en)] => check_pair(zh, en, problems),
            [Some(one), None] | [None, Some(one)] => {
                let twin = file(one.lang.other(), slug);
                problems.push(Problem::new(one.file(), 1, Kind::TwinMissing { twin }));
            }
            [None, None] => {}
        }
        if structure.lesson(slug).is_none() {
            for lesson in pair.iter().flatten() {
                let slug = slug.clone();
                problems.push(Problem::new(lesson.file(), 1, Kind::Unlisted { slug }));
            }
        }
        for lesson in pair.iter().flatten() {
            check_sections(lesson, pairs, problems);
        }
    }
    check_structure(structure, pairs, problems);
}

fn check_pair(zh: &Lesson, en: &Lesson, problems: &mut Vec<Problem>) {
    let same = |(a, b): (&Placed, &Placed)| a.name == b.name && a.state == b.state;
    let pairs = zh.placed.iter().zip(&en.placed);
    let matching = pairs.clone().take_while(|pair| same(*pair)).count();
    if matching < zh.placed.len().max(en.placed.len()) {
        let kind = Kind::ExplorablesDiffer {
            found: listed(zh),
            twin: listed(en),
            twin_file: en.file(),
        };
        let line = zh.placed.get(matching).map_or(1, |placed| placed.line);
        problems.push(Problem::new(zh.file(), line, kind));
    }
    let both_given = zh.meta.minutes > 0 && en.meta.minutes > 0;
    if both_given && zh.meta.minutes != en.meta.minutes {
        let kind = Kind::MinutesDiffer {
            found: zh.meta.minutes,
            twin: en.meta.minutes,
            twin_file: en.file(),
        };
        problems.push(Problem::new(zh.file(), 1, kind));
    }
    let ids = |lesson: &Lesson| -> Vec<String> {
        let headings = lesson.headings.iter();
        headings.map(|heading| heading.id.clone()).collect()
    };
    if ids(zh) != ids(en) {
        let kind = Kind::SectionsDiffer {
            found: zh.headings.len(),
            twin: en.headings.len(),
            twin_file: en.file(),
        };
        problems.push(Problem::new(zh.file(), 1, kind));
    }
}

fn listed(lesson: &Lesson) -> String {
    let show = |(name, state): (&str, &str)| match state {
        "" => name.to_owned(),
        state => format!("{name}?{state}"),
    };
    lesson
        .explorables()
        .map(show)
        .collect::<Vec<_>>()
        .join(", ")
}

/// Checks the links from a lesson to sections of it and of other lessons.
fn check_sections(lesson: &Lesson, pairs: &Pairs, problems: &mut Vec<Problem>) {
    for link in &lesson.section_links {
        let target = pairs
            .iter()
            .find(|(slug, _)| *slug == link.slug)
            .and_then(|(_, pair)| pair[lesson.lang.index()].as_ref());
        let Some(target) = target else { continue };
        let mut known = ids(target);
        if !known.contains(&link.id) {
            known.sort();
            let kind = Kind::UnknownSection {
                slug: link.slug.clone(),
                id: link.id.clone(),
                known: known.join(", "),
            };
            problems.push(Problem::new(lesson.file(), link.line, kind));
        }
    }
}

/// Everything on a lesson's page that a link can lead to.
fn ids(lesson: &Lesson) -> Vec<String> {
    let headings = lesson.headings.iter().map(|heading| heading.id.clone());
    let explorables = lesson.placed.iter().map(|placed| placed.name.clone());
    let questions = (1..=lesson.questions).map(|number| format!("q{number}"));
    headings.chain(explorables).chain(questions).collect()
}

fn check_structure(structure: &Structure, pairs: &Pairs, problems: &mut Vec<Problem>) {
    for (_, place) in structure.lessons() {
        let pair = pairs.iter().find(|(slug, _)| *slug == place.slug);
        let Some((_, pair)) = pair else {
            for lang in Lang::ALL {
                let twin = file(lang, &place.slug);
                problems.push(Problem::new(
                    STRUCTURE,
                    place.line,
                    Kind::TwinMissing { twin },
                ));
            }
            continue;
        };
        let Some(lesson) = pair.iter().flatten().next() else {
            continue;
        };
        let placed: Vec<_> = lesson.explorables().map(|(name, _)| name).collect();
        if placed != place.explorables {
            let kind = Kind::ExplorablesListed {
                slug: place.slug.clone(),
                listed: place.explorables.join(", "),
                placed: placed.join(", "),
            };
            problems.push(Problem::new(STRUCTURE, place.line, kind));
        }
    }
}
