//! A run in a link, in a file, and back.

use super::super::choices::Dataset;
use super::super::run::Run;
use super::super::state::{KEYS, State};
use super::arrival::Arriving;
use super::files::{self, NotRead};
use super::lab::Baseline;
use crate::explorables::state::{decode, encode};
use crate::i18n::{Locale, number, td_string, use_locale};
use crate::ui::clipboard::{Copied, copy};
use crate::ui::download::download;
use leptos::html;
use leptos::prelude::*;
use portable::run_file::{FileError, LONGEST, RunFile};
use portable::weights::{Precision, Weights, WeightsError};
use std::sync::Arc;

/// Sharing, saving, loading.
#[component]
pub fn Keep(run: Run) -> impl IntoView {
    view! {
        <Link run/>
        <File run/>
    }
    .into_any()
}

/// The settings as a query, without weights.
fn settings(state: &State) -> String {
    let bare = State {
        start: None,
        ..state.clone()
    };
    encode(KEYS, &State::default(), &bare)
}

/// What came of asking for a link.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Made {
    /// It has no weights.
    Bare,
    /// It has them, this exactly, in so many characters.
    With(Precision, usize),
    /// The network is too large.
    TooLarge(usize),
}

/// A link to the run.
#[component]
fn Link(run: Run) -> impl IntoView {
    let locale = use_locale();
    let with_weights = RwSignal::new(false);
    let copied = RwSignal::new(Copied::No);
    let made = RwSignal::new(None::<Made>);
    let share = move |_| {
        copied.set(Copied::No);
        let mut query = run.state.with_untracked(settings);
        let outcome = if with_weights.get_untracked() {
            let Some(weights) = weights_now(run) else {
                return;
            };
            match weights.for_link() {
                Some((text, precision)) => {
                    let length = text.len();
                    if !query.is_empty() {
                        query.push('&');
                    }
                    query.push_str("w=");
                    query.push_str(&text);
                    Made::With(precision, length)
                }
                None => Made::TooLarge(weights.parameters.len()),
            }
        } else {
            Made::Bare
        };
        made.set(Some(outcome));
        if matches!(outcome, Made::TooLarge(_)) {
            return;
        }
        let location = window().location();
        if let (Ok(origin), Ok(path)) = (location.origin(), location.pathname()) {
            let query = if query.is_empty() {
                query
            } else {
                format!("?{query}")
            };
            copy(format!("{origin}{path}{query}#neural-network"), copied);
        }
    };
    let told = move || {
        let count = |value: usize| number(value as f64, 0);
        let made = made.get()?;
        Some(match (made, copied.get()) {
            (Made::TooLarge(parameters), _) => {
                td_string!(locale, runs.link_too_large, count = count(parameters))
            }
            (_, Copied::No) => return None,
            (_, Copied::Refused) => td_string!(locale, explorable.copy_failed).to_owned(),
            (Made::Bare, Copied::Yes) => td_string!(locale, runs.link_bare).to_owned(),
            (Made::With(Precision::Single, length), Copied::Yes) => {
                td_string!(locale, runs.link_exact, length = count(length))
            }
            (Made::With(Precision::Half, length), Copied::Yes) => {
                td_string!(locale, runs.link_half, length = count(length))
            }
        })
    };
    view! {
        <div class="run-row">
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || with_weights.get()
                    on:change=move |event| with_weights.set(event_target_checked(&event))
                />
                {td_string!(locale, runs.with_weights)}
            </label>
            <button on:click=share>{td_string!(locale, runs.copy_link)}</button>
        </div>
        <p class="panel-hint" role="status">{told}</p>
    }
    .into_any()
}

/// The present weights; `None` while nothing is loaded.
fn weights_now(run: Run) -> Option<Weights> {
    untrack(|| run.frame()).map(|frame| Weights::of(&frame))
}

/// What the reader may load.
#[derive(Clone, Debug)]
struct Offer {
    name: String,
    file: RunFile,
    state: State,
    problems: usize,
}

/// A file of the run.
#[component]
fn File(run: Run) -> impl IntoView {
    let locale = use_locale();
    let input = NodeRef::<html::Input>::new();
    let offer = RwSignal::new(None::<Offer>);
    let problem = RwSignal::new(None::<String>);
    let done = RwSignal::new(false);
    let ready = Memo::new(move |_| run.info().is_some());
    let save = move |_| {
        if let Some(weights) = weights_now(run) {
            let file = RunFile {
                settings: run.state.with_untracked(settings),
                weights,
                curve: run.engine.curve.get_untracked(),
            };
            let name = format!("{}.json", files::name(run));
            download(&name, "application/json", &file.write());
        }
    };
    let chosen = move |_| {
        offer.set(None);
        problem.set(None);
        done.set(false);
        let files = input.get_untracked().and_then(|input| input.files());
        let Some(file) = files.and_then(|files| files.get(0)) else {
            return;
        };
        leptos::task::spawn_local(async move {
            let read = files::read_text(&file, LONGEST).await;
            // The same file may be chosen again after it was changed.
            if let Some(Some(input)) = input.try_get_untracked() {
                input.set_value("");
            }
            let read = read
                .map_err(|error| not_read(error, locale))
                .and_then(|text| RunFile::read(&text).map_err(|error| refusal(&error, locale)));
            match read {
                Ok(read) => {
                    let (state, problems) = decode(KEYS, &State::default(), &read.settings);
                    let _ = offer.try_set(Some(Offer {
                        name: file.name(),
                        file: read,
                        state,
                        problems: problems.len(),
                    }));
                }
                Err(text) => {
                    let _ = problem.try_set(Some(text));
                }
            }
        });
    };
    let take = move |_| {
        if let Some(found) = offer.get_untracked() {
            offer.set(None);
            done.set(true);
            bring_in(run, found);
        }
    };
    view! {
        <div class="run-row">
            <button disabled=move || !ready.get() on:click=save>{td_string!(locale, runs.save)}</button>
            <label class="run-file">
                {td_string!(locale, runs.load)} " "
                <input type="file" accept=".json,application/json" node_ref=input on:change=chosen/>
            </label>
        </div>
        {move || problem.get().map(|text| view! {
            <div class="notice notice-problem" role="alert"><p>{text}</p></div>
        })}
        {move || offer.get().map(|found| view! {
            <div class="notice" role="status">
                <p>{offered(&found, locale)}</p>
                <button class="primary" on:click=take>{td_string!(locale, runs.take_run)}</button>
                <button on:click=move |_| offer.set(None)>{td_string!(locale, runs.cancel)}</button>
            </div>
        })}
        <p class="panel-hint" role="status">
            {move || done.get().then(|| td_string!(locale, runs.run_taken))}
        </p>
    }
    .into_any()
}

/// The file's settings and weights become the run; its curve becomes the baseline's.
fn bring_in(run: Run, found: Offer) {
    run.halt();
    run.lab.arrival.set(None);
    if !found.file.curve.is_empty() {
        run.lab.pin(Some(Baseline {
            config: found.state.config(),
            state: found.state.clone(),
            curve: found.file.curve,
        }));
    }
    let arriving = Arriving {
        text: String::new(),
        weights: Ok(Arc::new(found.file.weights)),
    };
    run.state.update(|state| {
        *state = State {
            // How it is shown stays as the reader has it.
            speed: state.speed,
            test_points: state.test_points,
            start: Some(arriving),
            ..found.state
        };
    });
    // The same settings again are loaded again, too.
    run.load();
}

/// What a file holds.
fn offered(found: &Offer, locale: Locale) -> String {
    let state = &found.state;
    let hidden = if state.hidden.is_empty() {
        "0".to_owned()
    } else {
        state.hidden_text()
    };
    let mut text = td_string!(
        locale,
        runs.offer,
        name = found.name.clone(),
        data = state.data.label(locale),
        hidden = hidden,
        weights = number(found.file.weights.parameters.len() as f64, 0),
        epochs = number(f64::from(found.file.weights.epoch), 0)
    );
    if let Some(last) = found.file.curve.last() {
        let loss = number(f64::from(last.test.loss), 4);
        text.push_str(&td_string!(locale, runs.offer_loss, loss = loss));
    }
    if found.problems > 0 {
        text.push_str(&td_string!(
            locale,
            runs.offer_problems,
            count = found.problems as u32
        ));
    }
    if state.data == Dataset::Own {
        text.push_str(td_string!(locale, runs.offer_own));
    }
    text
}

fn not_read(error: NotRead, locale: Locale) -> String {
    match error {
        NotRead::TooLong(bytes) => refusal(&FileError::TooLong(bytes), locale),
        NotRead::Unreadable => td_string!(locale, runs.file_unreadable).to_owned(),
        NotRead::NotText => td_string!(locale, runs.file_not_text).to_owned(),
    }
}

/// Why a file was refused, and what to do.
fn refusal(error: &FileError, locale: Locale) -> String {
    match error {
        FileError::TooLong(bytes) => td_string!(
            locale,
            runs.file_too_long,
            size = number(*bytes as f64 / 1e6, 1),
            most = number(LONGEST as f64 / 1e6, 0)
        ),
        FileError::NotJson { line } => td_string!(locale, runs.file_not_json, line = *line),
        FileError::OtherKind(Some(kind)) => {
            td_string!(locale, runs.file_other_kind, kind = kind.clone())
        }
        FileError::OtherKind(None) => td_string!(locale, runs.file_no_kind).to_owned(),
        FileError::Newer(_) | FileError::Weights(WeightsError::Newer(_)) => {
            td_string!(locale, runs.file_newer).to_owned()
        }
        FileError::Damaged(what) => td_string!(locale, runs.file_damaged, what = what.clone()),
        FileError::Weights(_) => td_string!(locale, runs.file_weights).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_says_that_nothing_changed_and_what_to_do() {
        let errors = [
            (FileError::TooLong(3_400_000), "3.4"),
            (FileError::NotJson { line: 7 }, "7"),
            (FileError::OtherKind(Some("qimo.plan".into())), "qimo.plan"),
            (FileError::OtherKind(None), "JSON"),
            (FileError::Newer(2), "Qimo"),
            (FileError::Damaged("missing field `curve`".into()), "curve"),
            (FileError::Weights(WeightsError::Damaged), ""),
        ];
        for locale in [Locale::zh, Locale::en] {
            for (error, part) in &errors {
                let text = refusal(error, locale);
                assert!(text.contains(part), "{part} is not in: {text}");
                let kept = match locale {
                    Locale::zh => "没有改动",
                    Locale::en => "Nothing has changed",
                };
                assert!(text.contains(kept), "{text}");
            }
        }
    }

    #[test]
    fn settings_come_back_from_a_file_without_the_weights_beside_them() {
        let (state, _) = decode(KEYS, &State::default(), "data=xor&hidden=3&epochs=40");
        let with = State {
            start: Some(Arriving {
                text: "AQ".into(),
                weights: Err(WeightsError::Damaged),
            }),
            ..state.clone()
        };
        let (back, problems) = decode(KEYS, &State::default(), &settings(&with));
        assert_eq!((back, problems), (state, vec![]));
    }
}
