//! The index of lessons, compiled from `content/` by `build.rs`: what the
//! navigation, the map and the prerenderer need. The texts themselves are in
//! the prerendered pages (see [`crate::prose`]).

use crate::i18n::Locale;

/// One lesson.
#[derive(Debug)]
pub struct LessonEntry {
    /// Its last path segment.
    pub slug: &'static str,
    /// The id of the part it belongs to.
    pub part: &'static str,
    /// Reading time in minutes.
    pub minutes: u16,
    /// When the text was last changed, ISO 8601.
    pub updated: &'static str,
    /// The explorables in it, in order.
    pub explorables: &'static [&'static str],
    /// Slugs of the lessons it builds on.
    pub needs: &'static [&'static str],
    /// How many checking questions it has.
    pub questions: usize,
    /// Title, `[zh, en]`.
    pub title: [&'static str; 2],
    /// Summary, `[zh, en]`.
    pub summary: [&'static str; 2],
    /// The founder's question, `[zh, en]`.
    pub question: [&'static str; 2],
}

/// A part of the course.
#[derive(Debug)]
pub struct PartEntry {
    /// Identifies it.
    pub id: &'static str,
    /// Title, `[zh, en]`.
    pub title: [&'static str; 2],
}

include!(concat!(env!("OUT_DIR"), "/lessons.rs"));

/// The text for a language out of a `[zh, en]` pair.
pub fn pick(pair: [&'static str; 2], locale: Locale) -> &'static str {
    match locale {
        Locale::zh => pair[0],
        Locale::en => pair[1],
    }
}

/// The lesson with this slug.
pub fn find(slug: &str) -> Option<&'static LessonEntry> {
    LESSONS.iter().find(|lesson| lesson.slug == slug)
}
