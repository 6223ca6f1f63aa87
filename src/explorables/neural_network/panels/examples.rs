//! Some test examples with the network's answer to each.

use super::frame_of;
use super::pixels::Pixels;
use super::words::value;
use crate::engine::Client;
use crate::i18n::{Locale, td_string, use_locale};
use leptos::prelude::*;
use neural::data::{DIGIT_PIXELS, Task};
use neural::session::{Example, Prediction, RunInfo, Source};
use std::sync::Arc;

/// What is made of an answer.
#[derive(Clone, Debug, PartialEq)]
struct Verdict {
    /// The answer in words.
    answer: String,
    /// Whether it is right; `None` for a number, which is never quite right.
    right: Option<bool>,
    /// A number's error.
    error: Option<f32>,
}

/// The panel.
#[component]
pub fn Examples(
    /// Has the run.
    engine: Client,
) -> impl IntoView {
    let locale = use_locale();
    let body = move || {
        let info = engine.info.get()?;
        let count = info.examples.len();
        if count == 0 {
            return None;
        }
        let list = if info.config.source == Source::Digits {
            view! { <Digits engine info/> }.into_any()
        } else {
            view! { <Rows engine info/> }.into_any()
        };
        Some(view! {
            <p class="panel-hint">{td_string!(locale, panels.examples_hint, count = count)}</p>
            {list}
        })
    };
    view! {
        <section class="panel examples" aria-label=td_string!(locale, panels.examples)>{body}</section>
    }
    .into_any()
}

/// The verdict on one example, as training changes it.
fn follow(engine: Client, info: &Arc<RunInfo>, at: usize) -> Memo<Option<Verdict>> {
    let info = info.clone();
    Memo::new(move |_| {
        let frame = frame_of(engine, &info)?;
        let (example, prediction) = (info.examples.get(at)?, frame.examples.get(at)?);
        Some(verdict(&info.task, example, prediction))
    })
}

fn verdict(task: &Task, example: &Example, prediction: &Prediction) -> Verdict {
    match task {
        Task::Classification { .. } => Verdict {
            answer: class_name(task, prediction.class as usize),
            right: Some(prediction.class == example.target as u32),
            error: None,
        },
        Task::Regression => {
            let answer = prediction.outputs.first().copied().unwrap_or(f32::NAN);
            Verdict {
                answer: value(answer),
                right: None,
                error: Some(answer - example.target),
            }
        }
    }
}

fn class_name(task: &Task, class: usize) -> String {
    match task {
        Task::Classification { classes } => classes.get(class).cloned().unwrap_or_default(),
        Task::Regression => String::new(),
    }
}

/// What an example truly is.
fn truth(task: &Task, example: &Example) -> String {
    match task {
        Task::Classification { .. } => class_name(task, example.target as usize),
        Task::Regression => value(example.target),
    }
}

/// `✓ right` or `✗ wrong`: a sign and a word besides the colour.
fn mark(verdict: Option<&Verdict>, locale: Locale) -> Option<impl IntoView + use<>> {
    let (class, sign, word) = if verdict?.right? {
        ("mark-right", "✓", td_string!(locale, panels.right))
    } else {
        ("mark-wrong", "✗", td_string!(locale, panels.wrong))
    };
    Some(view! { <span class=class><span aria-hidden="true">{sign}</span> " " {word}</span> })
}

/// Digits as pictures.
#[component]
fn Digits(engine: Client, info: Arc<RunInfo>) -> impl IntoView {
    let locale = use_locale();
    let items = info
        .examples
        .iter()
        .enumerate()
        .filter(|(_, example)| example.columns.len() == DIGIT_PIXELS)
        .map(|(at, example)| {
            let verdict = follow(engine, &info, at);
            let target = truth(&info.task, example);
            let label = td_string!(
                locale,
                panels.example_digit,
                index = at + 1,
                target = target.clone()
            );
            let pixels = example.columns.clone();
            let answer = move || {
                let answer = verdict.get().map_or_else(|| "–".to_owned(), |v| v.answer);
                td_string!(locale, panels.answered, answer = answer)
            };
            let correction = move || {
                let wrong = verdict
                    .get()
                    .is_some_and(|verdict| verdict.right == Some(false));
                wrong.then(|| td_string!(locale, panels.truth_is, target = target.clone()))
            };
            view! {
                <li>
                    <Pixels
                        label=Signal::derive(move || label.clone())
                        pixels=Signal::derive(move || pixels.clone())
                    />
                    <span>{answer}</span>
                    {move || verdict.with(|verdict| mark(verdict.as_ref(), locale))}
                    <span class="panel-hint">{correction}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="example-digits">{items}</ul> }.into_any()
}

/// Rows of a table, or points of a plane.
#[component]
fn Rows(engine: Client, info: Arc<RunInfo>) -> impl IntoView {
    let locale = use_locale();
    let caption = td_string!(locale, panels.examples);
    let classes = info.task.classes() > 0;
    let last = if classes {
        ""
    } else {
        td_string!(locale, panels.error)
    };
    let headings = info
        .columns
        .iter()
        .map(|name| view! { <th scope="col">{name.clone()}</th> })
        .collect_view();
    let rows = info
        .examples
        .iter()
        .enumerate()
        .map(|(at, example)| {
            let verdict = follow(engine, &info, at);
            let cells = example
                .columns
                .iter()
                .map(|cell| view! { <td class="number">{value(*cell)}</td> })
                .collect_view();
            let answer = move || verdict.get().map_or_else(|| "–".to_owned(), |v| v.answer);
            let judged = move || {
                verdict.with(|verdict| {
                    let error = verdict.as_ref().and_then(|verdict| verdict.error);
                    match error {
                        Some(error) => value(error).into_any(),
                        None => mark(verdict.as_ref(), locale).into_any(),
                    }
                })
            };
            view! {
                <tr>
                    <td>{truth(&info.task, example)}</td>
                    <td>{answer}</td>
                    <td class="verdict">{judged}</td>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table" role="region" tabindex="0" aria-label=caption>
            <table class="example-rows">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{td_string!(locale, panels.truth)}</th>
                        <th scope="col">{td_string!(locale, panels.answer)}</th>
                        <th scope="col">{last}</th>
                        {headings}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(target: f32) -> Example {
        Example {
            row: 0,
            columns: vec![1.0],
            target,
        }
    }

    fn answer(outputs: &[f32], class: u32) -> Prediction {
        Prediction {
            outputs: outputs.to_vec(),
            class,
        }
    }

    #[test]
    fn classes_are_right_or_wrong() {
        let task = Task::Classification {
            classes: vec!["Adelie".into(), "Gentoo".into()],
        };
        let told = verdict(&task, &example(1.0), &answer(&[0.2], 0));
        assert_eq!((told.answer.as_str(), told.right), ("Adelie", Some(false)));
        assert_eq!(truth(&task, &example(1.0)), "Gentoo");
        let told = verdict(&task, &example(1.0), &answer(&[0.8], 1));
        assert_eq!(told.right, Some(true));
    }

    #[test]
    fn numbers_have_an_error() {
        let told = verdict(&Task::Regression, &example(3750.0), &answer(&[3800.5], 0));
        assert_eq!(told.right, None);
        assert_eq!(told.error, Some(50.5));
        assert_eq!(truth(&Task::Regression, &example(39.1)), "39.1");
    }
}
