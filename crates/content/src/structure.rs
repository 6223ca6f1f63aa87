//! Parts and lessons, in order.

use std::collections::BTreeMap;

use crate::reader::{Reader, Table, is_slug};
use crate::{Kind, Problem};

/// The order of the lessons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// The parts, in reading order.
    pub parts: Vec<Part>,
}

/// A part of the course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The id, which is a slug.
    pub id: String,
    /// The title in both languages, `[zh, en]`.
    pub title: [String; 2],
    /// The lessons, in reading order.
    pub lessons: Vec<LessonPlace>,
}

/// A lesson's place in its part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonPlace {
    /// The lesson's slug.
    pub slug: String,
    /// The explorables it places, in order.
    pub explorables: Vec<String>,
    /// The lessons it builds on, by slug.
    pub needs: Vec<String>,
    /// Line in `structure.toml`.
    pub(crate) line: usize,
}

impl Structure {
    pub(crate) fn parse(file: &str, source: &str, problems: &mut Vec<Problem>) -> Self {
        let mut reader = Reader::new(file, source, 1, problems);
        let Some(root) = reader.parse() else {
            return Self::default();
        };
        let root = Table {
            entries: root.get_ref(),
            at: 0,
        };
        reader.only(root, &["part"]);
        let mut parts = Vec::new();
        for table in reader.tables(root, "part") {
            reader.only(table, &["id", "title", "lesson"]);
            let title = reader.table(table, "title");
            if let Some(title) = title {
                reader.only(title, &["zh", "en"]);
            }
            let title = ["zh", "en"].map(|lang| {
                let text = title.and_then(|title| reader.string(title, lang));
                text.unwrap_or_default()
            });
            parts.push(Part {
                id: slug(&mut reader, table, "id"),
                title,
                lessons: lessons(&mut reader, table),
            });
        }
        let structure = Self { parts };
        structure.check(file, problems);
        structure
    }

    /// Every lesson's place with its part, in reading order.
    pub fn lessons(&self) -> impl Iterator<Item = (&Part, &LessonPlace)> {
        self.parts
            .iter()
            .flat_map(|part| std::iter::repeat(part).zip(&part.lessons))
    }

    /// The place of a lesson.
    pub fn lesson(&self, slug: &str) -> Option<(&Part, &LessonPlace)> {
        self.lessons().find(|(_, place)| place.slug == slug)
    }

    fn check(&self, file: &str, problems: &mut Vec<Problem>) {
        let mut seen = BTreeMap::new();
        for (_, place) in self.lessons() {
            if seen.insert(&place.slug, place).is_some() {
                let id = place.slug.clone();
                problems.push(Problem::new(file, place.line, Kind::Duplicate { id }));
            }
        }
        for (_, place) in self.lessons() {
            for need in place.needs.iter().filter(|need| !seen.contains_key(need)) {
                let kind = Kind::UnknownLesson {
                    slug: need.clone(),
                    known: seen
                        .keys()
                        .map(|slug| slug.as_str())
                        .collect::<Vec<_>>()
                        .join(", "),
                };
                problems.push(Problem::new(file, place.line, kind));
            }
        }
        if let Some((path, line)) = self.cycle() {
            let path = path.join(" → ");
            problems.push(Problem::new(file, line, Kind::Cycle { path }));
        }
        let mut parts: Vec<_> = self.parts.iter().map(|part| &part.id).collect();
        parts.sort();
        for pair in parts.windows(2).filter(|pair| pair[0] == pair[1]) {
            let id = pair[0].clone();
            problems.push(Problem::new(file, 1, Kind::Duplicate { id }));
        }
    }

    /// A circle of needs, and the line of a lesson in it.
    ///
    /// Lessons without unmet needs are taken away until none is left; what
    /// remains needs each other, and following any need leads round.
    fn cycle(&self) -> Option<(Vec<&str>, usize)> {
        let mut left: BTreeMap<&str, &LessonPlace> = self
            .lessons()
            .map(|(_, place)| (place.slug.as_str(), place))
            .collect();
        loop {
            let free =
                |place: &LessonPlace| !place.needs.iter().any(|need| left.contains_key(&**need));
            let next = left.values().copied().find(|place| free(place));
            let Some(place) = next else { break };
            left.remove(&*place.slug);
        }
        let (mut slug, first) = left
            .first_key_value()
            .map(|(slug, place)| (*slug, *place))?;
        let mut path = Vec::new();
        while !path.contains(&slug) {
            path.push(slug);
            let needs = &left.get(slug)?.needs;
            slug = needs.iter().find(|need| left.contains_key(&***need))?;
        }
        path.push(slug);
        let start = path.iter().position(|step| *step == slug).unwrap_or(0);
        Some((path.split_off(start), first.line))
    }
}

fn lessons(reader: &mut Reader<'_>, part: Table<'_, '_>) -> Vec<LessonPlace> {
    let mut lessons = Vec::new();
    for table in reader.tables(part, "lesson") {
        reader.only(table, &["slug", "explorables", "needs"]);
        lessons.push(LessonPlace {
            slug: slug(reader, table, "slug"),
            explorables: reader.strings(table, "explorables"),
            needs: reader.strings(table, "needs"),
            line: reader.line(table.at),
        });
    }
    lessons
}

fn slug(reader: &mut Reader<'_>, table: Table<'_, '_>, key: &str) -> String {
    let slug = reader.string(table, key).unwrap_or_default();
    if !slug.is_empty() && !is_slug(&slug) {
        reader.bad::<()>(table.at..table.at, key, "a name of a–z, 0–9 and hyphens");
    }
    slug
}
