//! The reader's table on its way to the network: given, read by the engine,
//! put to use.

use super::super::next_request;
use super::brush::Painting;
use super::choice::forget_columns;
use super::files::{self, Problem};
use super::sample;
use crate::engine::Client;
use leptos::html;
use leptos::prelude::*;
use neural::session::Command;
use neural::table::{Encoding, Options, Preview, TableError};
use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

/// How long the reader pauses before what they typed is read.
const PAUSE: Duration = Duration::from_millis(400);
/// Bytes of the longest file that is shown in the field: it can be corrected there.
const SHOWN: usize = 100_000;

/// What the reader gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// The file's name; `None` for a text from the field.
    pub file: Option<String>,
    /// The table.
    pub bytes: Arc<Vec<u8>>,
    /// Whether the field shows it.
    pub shown: bool,
}

/// What outlives the panel: a change of language builds it anew. Nothing of it
/// is stored.
#[derive(Clone)]
struct Kept {
    given: Given,
    options: Options,
    in_use: bool,
}

thread_local! {
    static KEPT: RefCell<Option<Kept>> = const { RefCell::new(None) };
}

#[derive(Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "four facts, each true or false whatever the others are"
)]
struct Progress {
    /// The question that the engine still owes an answer to.
    asked: Option<u32>,
    /// Put the table to use when it turns out well.
    wanted: bool,
    /// It has been put to use: further choices apply at once.
    used: bool,
    /// The field holds what hasn't been read.
    typed: bool,
    /// An input method is composing.
    composing: bool,
    /// Counts what the reader does, so that a late file or timer is let go.
    turn: u32,
    /// The columns that the options were chosen for.
    names: Vec<String>,
}

/// The table's state, shared by the panel's parts.
#[derive(Clone, Copy)]
pub struct Desk {
    engine: Client,
    accept: Callback<(Vec<u8>, Options)>,
    /// What the reader gave last.
    pub given: RwSignal<Option<Given>>,
    /// How it is to be read and used.
    pub options: RwSignal<Options>,
    /// How the engine read it.
    pub preview: RwSignal<Option<Preview>>,
    /// Why it cannot be read or used.
    pub problem: RwSignal<Option<Problem>>,
    /// Whether it is being read.
    pub reading: RwSignal<bool>,
    /// Whether the network was given this table with these options.
    pub in_use: RwSignal<bool>,
    /// The field for pasting and typing.
    pub field: NodeRef<html::Textarea>,
    progress: StoredValue<Progress>,
}

impl Desk {
    /// An empty desk; `accept` is called with a table that can be trained on.
    pub fn new(engine: Client, accept: Callback<(Vec<u8>, Options)>) -> Self {
        Self {
            engine,
            accept,
            given: RwSignal::new(None),
            options: RwSignal::new(Options::default()),
            preview: RwSignal::new(None),
            problem: RwSignal::new(None),
            reading: RwSignal::new(false),
            in_use: RwSignal::new(false),
            field: NodeRef::new(),
            progress: StoredValue::new(Progress::default()),
        }
    }

    /// Follows the engine's answers, and takes up what was given before.
    pub fn follow(self) {
        Effect::new(move |before: Option<()>| {
            if self.field.get().is_some() && before.is_none() {
                untrack(|| self.restore());
            }
        });
        Effect::new(move || {
            let answer = self.engine.previewed.get();
            if let Some((request, result)) = answer {
                untrack(|| self.answered(request, result));
            }
        });
    }

    fn restore(self) {
        if let Some(kept) = KEPT.with_borrow(Clone::clone) {
            self.options.set(kept.options);
            self.in_use.set(kept.in_use);
            self.progress
                .update_value(|progress| progress.used = kept.in_use);
            self.show(&kept.given);
            self.given.set(Some(kept.given));
            self.ask();
        }
    }

    fn keep(self) {
        let kept = self.given.get_untracked().map(|given| Kept {
            given,
            options: self.options.get_untracked(),
            in_use: self.in_use.get_untracked(),
        });
        KEPT.set(kept);
    }

    /// What the reader does from here on counts, what is under way doesn't.
    fn turn(self) -> u32 {
        self.progress
            .try_update_value(|progress| {
                progress.turn = progress.turn.wrapping_add(1);
                progress.turn
            })
            .unwrap_or_default()
    }

    fn is_turn(self, turn: u32) -> bool {
        self.progress
            .try_with_value(|progress| progress.turn == turn)
            == Some(true)
    }

    /// The field's text changed. It is read when the reader pauses, and never
    /// written to.
    pub fn typed(self) {
        if self.progress.with_value(|progress| progress.composing) {
            return;
        }
        let turn = self.turn();
        self.progress.update_value(|progress| {
            progress.typed = true;
            progress.asked = None;
            progress.wanted = false;
            progress.used = false;
        });
        self.problem.set(None);
        self.reading.set(false);
        self.in_use.set(false);
        set_timeout(
            move || {
                if self.is_turn(turn) {
                    self.take_field();
                }
            },
            PAUSE,
        );
    }

    /// An input method began to compose, or ended.
    pub fn composing(self, composing: bool) {
        self.turn();
        self.progress
            .update_value(|progress| progress.composing = composing);
        if !composing {
            self.typed();
        }
    }

    /// Reads the field. Columns chosen before stay chosen: the reader may be
    /// correcting a cell.
    fn take_field(self) {
        let Some(field) = self.field.get_untracked() else {
            return;
        };
        self.progress
            .update_value(|progress| progress.typed = false);
        let text = field.value();
        if text.trim().is_empty() {
            self.given.set(None);
            self.preview.set(None);
            self.keep();
            return;
        }
        self.given.set(Some(Given {
            file: None,
            bytes: Arc::new(text.into_bytes()),
            shown: true,
        }));
        self.keep();
        self.ask();
    }

    /// Puts the table to use, as soon as it is read.
    pub fn put_to_use(self) {
        self.turn();
        let (typed, reading) = self.progress.with_value(|progress| {
            let empty = self.given.with_untracked(Option::is_none);
            (progress.typed || empty, progress.asked.is_some())
        });
        self.progress
            .update_value(|progress| progress.wanted = true);
        if typed {
            self.take_field();
            if self.given.with_untracked(Option::is_none) {
                self.refuse(Problem::Table(TableError::Empty));
            }
        } else if self.can_be_used() {
            self.hand_over();
        } else if !reading {
            self.ask();
        }
    }

    /// Takes a file that the reader chose or dropped, and puts it to use.
    pub fn take_file(self, file: web_sys::File) {
        let turn = self.turn();
        self.problem.set(None);
        self.reading.set(true);
        leptos::task::spawn_local(async move {
            let read = files::read(&file).await;
            if !self.is_turn(turn) {
                return;
            }
            match read {
                Ok(bytes) => self.give(Some(file.name()), bytes, Options::default(), true),
                Err(problem) => self.refuse(problem),
            }
        });
    }

    /// Takes what is painted, and puts it to use if that is at least `least` points
    /// of two classes. Before that nothing is wrong: the reader is still painting.
    pub fn paint(self, painting: &Painting, least: usize) {
        let turn = self.turn();
        let table = painting.table().into_bytes();
        if painting.can_be_learnt(least) {
            self.give(None, table, Options::default(), true);
            return;
        }
        let given = (!painting.dots.is_empty()).then(|| Given {
            file: None,
            bytes: Arc::new(table),
            shown: true,
        });
        self.progress.set_value(Progress {
            turn,
            ..Progress::default()
        });
        match &given {
            Some(given) => self.show(given),
            None => {
                if let Some(field) = self.field.get_untracked() {
                    field.set_value("");
                }
            }
        }
        self.problem.set(None);
        self.reading.set(false);
        self.in_use.set(false);
        self.preview.set(None);
        self.options.set(Options::default());
        self.given.set(given);
        self.keep();
    }

    /// Fills in the sample. The reader looks at it before it is used.
    pub fn take_sample(self) {
        self.turn();
        let bytes = sample::TEXT.as_bytes().to_vec();
        self.give(None, bytes, sample::options(), false);
    }

    /// Reads the file again, in the encoding that it seems to be in.
    pub fn read_as(self, encoding: Encoding) {
        let Some(given) = self.given.get_untracked() else {
            return;
        };
        self.turn();
        match files::decode(&given.bytes, encoding) {
            Ok(text) => self.give(given.file, text.into_bytes(), Options::default(), true),
            Err(problem) => self.refuse(problem),
        }
    }

    fn give(self, file: Option<String>, bytes: Vec<u8>, options: Options, wanted: bool) {
        let shown = bytes.len() <= SHOWN && std::str::from_utf8(&bytes).is_ok();
        let given = Given {
            file,
            bytes: Arc::new(bytes),
            shown,
        };
        self.progress.update_value(|progress| {
            progress.typed = false;
            progress.wanted = wanted;
            progress.used = false;
            progress.names.clear();
        });
        self.show(&given);
        self.problem.set(None);
        self.in_use.set(false);
        self.options.set(options);
        self.given.set(Some(given));
        self.keep();
        self.ask();
    }

    fn show(self, given: &Given) {
        if let Some(field) = self.field.get_untracked() {
            let text = std::str::from_utf8(&given.bytes).ok();
            let text = text.filter(|_| given.shown).unwrap_or_default();
            field.set_value(text.trim_start_matches('\u{feff}'));
        }
    }

    /// Changes how the table is read or used. Of a table in use it applies at once.
    pub fn change(self, change: impl FnOnce(&mut Options)) {
        self.options.update(change);
        self.in_use.set(false);
        self.progress
            .update_value(|progress| progress.wanted = progress.used);
        self.keep();
        self.ask();
    }

    fn ask(self) {
        let Some(given) = self.given.get_untracked() else {
            return;
        };
        let request = next_request();
        self.progress
            .update_value(|progress| progress.asked = Some(request));
        self.reading.set(true);
        self.engine.send(Command::Preview {
            request,
            bytes: given.bytes.to_vec(),
            options: self.options.get_untracked(),
        });
    }

    fn answered(self, request: u32, result: Result<Preview, TableError>) {
        if self.progress.with_value(|progress| progress.asked) != Some(request) {
            return;
        }
        self.progress.update_value(|progress| progress.asked = None);
        self.reading.set(false);
        let preview = match result {
            Ok(preview) => preview,
            Err(error) => {
                self.preview.set(None);
                self.refuse(Problem::Table(error));
                return;
            }
        };
        if self.has_other_columns(&preview) {
            self.options.update(forget_columns);
            self.ask();
            return;
        }
        let problem = preview.selection.as_ref().err().cloned();
        self.problem.set(problem.map(Problem::Table));
        self.preview.set(Some(preview));
        let wanted = self.progress.with_value(|progress| progress.wanted);
        if wanted && self.can_be_used() {
            self.hand_over();
        }
    }

    /// Whether the reader chose among columns that are no longer there.
    fn has_other_columns(self, preview: &Preview) -> bool {
        let names: Vec<_> = preview.columns.iter().map(|c| c.name.clone()).collect();
        let chosen = self
            .options
            .with_untracked(|options| options.target.is_some() || options.features.is_some());
        self.progress
            .try_update_value(|progress| {
                let other = !progress.names.is_empty() && progress.names != names;
                progress.names = names;
                other && chosen
            })
            .unwrap_or_default()
    }

    fn can_be_used(self) -> bool {
        !self.reading.get_untracked()
            && self.preview.with_untracked(|preview| {
                (preview.as_ref()).is_some_and(|preview| preview.selection.is_ok())
            })
    }

    fn hand_over(self) {
        let Some(given) = self.given.get_untracked() else {
            return;
        };
        self.progress.update_value(|progress| {
            progress.wanted = false;
            progress.used = true;
        });
        self.in_use.set(true);
        self.keep();
        self.accept
            .run((given.bytes.to_vec(), self.options.get_untracked()));
    }

    fn refuse(self, problem: Problem) {
        self.progress
            .update_value(|progress| progress.wanted = false);
        self.reading.set(false);
        self.problem.set(Some(problem));
    }
}
