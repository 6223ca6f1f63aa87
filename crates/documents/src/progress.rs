//! What the reader has read and answered.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::document::{Document, Singleton};
use crate::key::Slot;
use crate::time::Timestamp;

/// The reader's progress through the lessons.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// By the slug of the lesson.
    pub lessons: BTreeMap<String, Lesson>,
}

/// What was done in a lesson.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lesson {
    /// When it was last opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visited_at: Option<Timestamp>,
    /// When it was read to the end, or marked as read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_at: Option<Timestamp>,
    /// When each question, counted from 0, was first answered right. A map and
    /// not a list, so that the answers given in two tabs merge.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answered: BTreeMap<u32, Timestamp>,
}

impl Progress {
    /// Notes that a lesson was opened.
    pub fn visit(&mut self, slug: &str, now: Timestamp) {
        self.lesson_mut(slug).visited_at = Some(now);
    }

    /// Notes that a lesson was read; the first time counts.
    pub fn mark_read(&mut self, slug: &str, now: Timestamp) {
        self.lesson_mut(slug).read_at.get_or_insert(now);
    }

    /// Takes back that a lesson was read.
    pub fn mark_unread(&mut self, slug: &str) {
        if let Some(lesson) = self.lessons.get_mut(slug) {
            lesson.read_at = None;
        }
    }

    /// Notes that a question was answered right; the first time counts.
    pub fn answer_right(&mut self, slug: &str, question: u32, now: Timestamp) {
        self.lesson_mut(slug)
            .answered
            .entry(question)
            .or_insert(now);
    }

    /// Whether a lesson was read.
    pub fn is_read(&self, slug: &str) -> bool {
        self.lessons
            .get(slug)
            .is_some_and(|lesson| lesson.read_at.is_some())
    }

    /// Whether a question was answered right.
    pub fn is_answered(&self, slug: &str, question: u32) -> bool {
        self.lessons
            .get(slug)
            .is_some_and(|lesson| lesson.answered.contains_key(&question))
    }

    /// How many questions of a lesson were answered right.
    pub fn answered(&self, slug: &str) -> usize {
        self.lessons
            .get(slug)
            .map_or(0, |lesson| lesson.answered.len())
    }

    /// How many lessons were read.
    pub fn read(&self) -> usize {
        self.lessons
            .values()
            .filter(|lesson| lesson.read_at.is_some())
            .count()
    }

    /// The lesson opened last.
    pub fn last_visited(&self) -> Option<&str> {
        self.lessons
            .iter()
            .filter_map(|(slug, lesson)| Some((lesson.visited_at?, slug)))
            .max()
            .map(|(_, slug)| slug.as_str())
    }

    fn lesson_mut(&mut self, slug: &str) -> &mut Lesson {
        self.lessons.entry(slug.to_owned()).or_default()
    }
}

impl Document for Progress {
    const KIND: &'static str = "progress";
    const SCHEMA: u32 = 1;
}

impl Singleton for Progress {
    const SLOT: Slot = Slot::Progress;
}
