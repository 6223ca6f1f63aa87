//! When to save what is being edited.

use std::time::Duration;

use crate::time::Timestamp;

/// How long the reader must pause before what was typed is saved.
pub const AUTOSAVE_PAUSE: Duration = Duration::from_millis(800);

/// How long typing without a pause may go on unsaved.
pub const AUTOSAVE_LIMIT: Duration = Duration::from_secs(5);

/// Decides when an edited document is saved: after a pause, or after a while
/// without one; not while an input method composes, whose half-made word is no
/// text yet, and not while the page is hidden, where another tab is in use.
#[derive(Clone, Copy, Debug, Default)]
pub struct Autosave {
    /// The first and the last edit that are not saved.
    unsaved: Option<(Timestamp, Timestamp)>,
}

/// What to do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Everything is saved, or saving waits until the page is seen again.
    Nothing,
    /// Look again after this time.
    Later(Duration),
    /// Save.
    Now,
}

impl Autosave {
    /// Notes an edit.
    pub fn edited(&mut self, now: Timestamp) {
        let first = self.unsaved.map_or(now, |(first, _)| first);
        self.unsaved = Some((first, now));
    }

    /// Notes that everything is saved.
    pub fn saved(&mut self) {
        self.unsaved = None;
    }

    /// Whether there is something to save.
    pub fn is_unsaved(&self) -> bool {
        self.unsaved.is_some()
    }

    /// What to do now.
    pub fn due(&self, now: Timestamp, hidden: bool, composing: bool) -> Due {
        let Some((first, last)) = self.unsaved else {
            return Due::Nothing;
        };
        if hidden {
            return Due::Nothing;
        }
        if composing {
            return Due::Later(AUTOSAVE_PAUSE);
        }
        let pause = AUTOSAVE_PAUSE.saturating_sub(now.distance(last));
        let limit = AUTOSAVE_LIMIT.saturating_sub(now.distance(first));
        match pause.min(limit) {
            Duration::ZERO => Due::Now,
            wait => Due::Later(wait),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Timestamp {
        Timestamp::from_millis(1_000_000 + millis)
    }

    #[test]
    fn saves_after_a_pause() {
        let mut autosave = Autosave::default();
        assert_eq!(autosave.due(at(0), false, false), Due::Nothing);
        autosave.edited(at(0));
        autosave.edited(at(500));
        let wait = Due::Later(Duration::from_millis(500));
        assert_eq!(autosave.due(at(800), false, false), wait);
        assert_eq!(autosave.due(at(1_300), false, false), Due::Now);
        autosave.saved();
        assert_eq!(autosave.due(at(1_300), false, false), Due::Nothing);
    }

    #[test]
    fn saves_typing_without_a_pause_after_a_while() {
        let mut autosave = Autosave::default();
        for step in 0..50 {
            autosave.edited(at(step * 100));
        }
        let wait = Due::Later(Duration::from_millis(100));
        assert_eq!(autosave.due(at(4_900), false, false), wait);
        assert_eq!(autosave.due(at(5_000), false, false), Due::Now);
    }

    #[test]
    fn rule_9_a_composition_is_never_cut() {
        let mut autosave = Autosave::default();
        autosave.edited(at(0));
        let later = Due::Later(AUTOSAVE_PAUSE);
        assert_eq!(autosave.due(at(60_000), false, true), later);
        assert_eq!(autosave.due(at(60_000), false, false), Due::Now);
    }

    #[test]
    fn rule_3_nothing_is_saved_while_hidden() {
        let mut autosave = Autosave::default();
        autosave.edited(at(0));
        assert_eq!(autosave.due(at(60_000), true, false), Due::Nothing);
        assert!(autosave.is_unsaved());
    }

    #[test]
    fn a_clock_that_is_set_back_does_not_keep_a_document_from_being_saved() {
        let mut autosave = Autosave::default();
        autosave.edited(at(900_000));
        assert_eq!(autosave.due(at(0), false, false), Due::Now);
    }
}
