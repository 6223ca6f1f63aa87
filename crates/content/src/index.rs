//! The index of lessons as Rust source, for the app's build script.

use std::fmt::Write as _;

use crate::{Lang, Site};

impl Site {
    /// Rust source of the tables `PARTS` and `LESSONS`.
    ///
    /// The app defines the types, and brings them into scope where it includes
    /// the source; every pair is `[zh, en]`:
    ///
    /// ```
    /// pub struct PartEntry {
    ///     pub id: &'static str,
    ///     pub title: [&'static str; 2],
    /// }
    /// pub struct LessonEntry {
    ///     pub slug: &'static str,
    ///     pub part: &'static str,
    ///     pub minutes: u16,
    ///     pub updated: &'static str,
    ///     pub questions: usize,
    ///     pub explorables: &'static [&'static str],
    ///     pub needs: &'static [&'static str],
    ///     pub title: [&'static str; 2],
    ///     pub summary: [&'static str; 2],
    ///     pub question: [&'static str; 2],
    /// }
    /// ```
    pub fn index_rs(&self) -> String {
        let mut out =
            String::from("/// The parts, in reading order.\npub static PARTS: &[PartEntry] = &[\n");
        for part in &self.structure.parts {
            // Writing to a string cannot fail.
            let _ = writeln!(
                out,
                "    PartEntry {{ id: {:?}, title: {:?} }},",
                part.id, part.title
            );
        }
        out.push_str(
            "];\n\n/// The lessons, in reading order.\npub static LESSONS: &[LessonEntry] = &[\n",
        );
        for (part, place) in self.structure.lessons() {
            let pair = Lang::ALL.map(|lang| self.lesson(lang, &place.slug));
            let [Some(zh), Some(en)] = pair else { continue };
            let _ = writeln!(
                out,
                "    LessonEntry {{\n        slug: {:?},\n        part: {:?},\n        minutes: {},\n        \
                 updated: {:?},\n        questions: {},\n        explorables: &{:?},\n        needs: &{:?},\n        title: {:?},\n        \
                 summary: {:?},\n        question: {:?},\n    }},",
                place.slug,
                part.id,
                zh.meta.minutes,
                (&zh.meta.updated).max(&en.meta.updated),
                zh.questions,
                place.explorables,
                place.needs,
                [&zh.meta.title, &en.meta.title],
                [&zh.meta.summary, &en.meta.summary],
                [&zh.meta.question, &en.meta.question],
            );
        }
        out.push_str("];\n");
        out
    }
}
