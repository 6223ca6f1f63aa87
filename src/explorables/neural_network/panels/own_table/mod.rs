//! The reader's own table: paint, paste, type, drop or choose it, see how it is read,
//! choose the columns, train on it. It stays on the machine.

mod brush;
mod choice;
mod columns;
mod desk;
mod files;
mod pad;
mod preview;
mod sample;

use super::words::{size, table_error};
use crate::engine::Client;
use crate::i18n::{Locale, number, td_string, use_locale};
use columns::Columns;
use desk::Desk;
use files::{Problem, decodable};
use leptos::prelude::*;
use leptos::web_sys::DragEvent;
use neural::table::{Encoding, MAX_BYTES, MAX_ROWS, MIN_ROWS, Options, TableError, TaskKind};
use pad::Brush;
use preview::PreviewTable;

/// The panel. `accept` is called with every table that the reader puts to use,
/// and again when they change how a table in use is read.
#[component]
pub fn OwnTable(
    /// Reads the table.
    engine: Client,
    /// Takes the bytes and how to read them.
    accept: Callback<(Vec<u8>, Options)>,
) -> impl IntoView {
    let locale = use_locale();
    let desk = Desk::new(engine, accept);
    desk.follow();
    let over = RwSignal::new(false);
    let on_over = move |event: DragEvent| {
        if carries_files(&event) {
            event.prevent_default();
            over.set(true);
        }
    };
    let on_drop = move |event: DragEvent| {
        over.set(false);
        let file = event
            .data_transfer()
            .and_then(|carried| carried.files())
            .and_then(|files| files.item(0));
        if let Some(file) = file {
            event.prevent_default();
            desk.take_file(file);
        }
    };
    view! {
        <section
            class="panel own-table"
            class:own-table-over=over
            aria-label=td_string!(locale, panels.own)
            on:dragover=on_over
            on:dragleave=move |_| over.set(false)
            on:drop=on_drop
        >
            <Brush desk/>
            <Field desk/>
            <Messages desk/>
            <Columns desk/>
            <PreviewTable desk/>
        </section>
    }
    .into_any()
}

fn carries_files(event: &DragEvent) -> bool {
    event
        .data_transfer()
        .is_some_and(|carried| carried.types().includes(&"Files".into(), 0))
}

/// Where the table is given.
#[component]
fn Field(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let hint = td_string!(
        locale,
        panels.paste_hint,
        rows = MIN_ROWS,
        most = number(MAX_ROWS as f64, 0),
        size = size(MAX_BYTES)
    );
    let choose = move |event: leptos::ev::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let file = input.files().and_then(|files| files.item(0));
        if let Some(file) = file {
            // So that the same file can be chosen again after a correction.
            input.set_value("");
            desk.take_file(file);
        }
    };
    let file = move || {
        let given = desk.given.get()?;
        let (name, size) = (given.file?, size(given.bytes.len()));
        Some(if given.shown {
            td_string!(locale, panels.file_shown, name = name, size = size)
        } else {
            td_string!(locale, panels.file_hidden, name = name, size = size)
        })
    };
    view! {
        <div class="own-table-field">
            <label>
                <span>{td_string!(locale, panels.paste)}</span>
                <textarea
                    node_ref=desk.field
                    rows="6"
                    wrap="off"
                    spellcheck="false"
                    autocomplete="off"
                    autocapitalize="off"
                    aria-describedby="own-table-hint"
                    on:input=move |_| desk.typed()
                    on:compositionstart=move |_| desk.composing(true)
                    on:compositionend=move |_| desk.composing(false)
                ></textarea>
            </label>
            <p id="own-table-hint" class="panel-hint">
                {hint} " " {td_string!(locale, panels.local)}
            </p>
            <p class="buttons">
                <button class="primary" on:click=move |_| desk.put_to_use()>
                    {td_string!(locale, network.csv_use)}
                </button>
                <button on:click=move |_| desk.take_sample()>{td_string!(locale, panels.sample)}</button>
            </p>
            <p class="own-table-file">
                <label class="file">
                    {td_string!(locale, panels.choose)} " "
                    <input
                        type="file"
                        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
                        on:change=choose
                    />
                </label>
                <span class="panel-hint">{td_string!(locale, panels.drop)}</span>
            </p>
            <p class="panel-hint">{file}</p>
            <p class="panel-hint">{td_string!(locale, panels.sample_source, rows = sample::rows())}</p>
        </div>
    }
    .into_any()
}

/// What became of it.
#[component]
fn Messages(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let status = move || {
        if desk.reading.get() {
            return td_string!(locale, panels.reading).to_owned();
        }
        let summary = desk
            .preview
            .with(|preview| summary(preview.as_ref()?, locale));
        match (summary, desk.given.get().is_some()) {
            (Some(summary), true) if desk.in_use.get() => {
                td_string!(locale, panels.in_use, summary = summary)
            }
            (Some(summary), true) if desk.problem.get().is_none() => {
                td_string!(locale, panels.ready, summary = summary)
            }
            _ => String::new(),
        }
    };
    let problem = move || {
        let problem = desk.problem.get()?;
        let (words, encoding) = match &problem {
            Problem::Table(error) => (table_error(error, locale), encoding_of(error)),
            Problem::Unreadable => (td_string!(locale, panels.unreadable).to_owned(), None),
            Problem::NotDecoded(encoding) => {
                let name = decodable(*encoding).map_or("", |(_, name)| name);
                (
                    td_string!(locale, panels.not_decoded, encoding = name),
                    None,
                )
            }
        };
        let again = encoding.and_then(|encoding| {
            let (_, name) = decodable(encoding)?;
            Some(view! {
                <button on:click=move |_| desk.read_as(encoding)>
                    {td_string!(locale, panels.read_as, encoding = name)}
                </button>
            })
        });
        Some(view! {
            <div class="notice notice-problem" role="alert">
                <p>{words}</p>
                {again}
            </div>
        })
    };
    view! {
        <p class="figure-status" role="status">{status}</p>
        {problem}
    }
    .into_any()
}

fn encoding_of(error: &TableError) -> Option<Encoding> {
    match error {
        TableError::Encoding { looks_like, .. } => Some(*looks_like),
        _ => None,
    }
}

/// What training uses, in a sentence or two; `None` if it cannot be trained on.
fn summary(preview: &neural::table::Preview, locale: Locale) -> Option<String> {
    let selection = preview.selection.as_ref().ok()?;
    let target = preview.columns.get(selection.target as usize)?.name.clone();
    let rows = number(f64::from(selection.rows), 0);
    let inputs = td_string!(locale, panels.inputs, count = selection.inputs.len() as u32);
    let mut summary = match selection.task {
        TaskKind::Regression => td_string!(
            locale,
            panels.summary_number,
            target = target,
            inputs = inputs,
            rows = rows
        ),
        TaskKind::Classification => td_string!(
            locale,
            panels.summary_class,
            target = target,
            classes = selection.classes.len(),
            inputs = inputs,
            rows = rows
        ),
    };
    if selection.dropped > 0 {
        if locale == Locale::en {
            summary.push(' ');
        }
        summary.push_str(&td_string!(
            locale,
            panels.dropped,
            count = selection.dropped
        ));
    }
    Some(summary)
}

#[cfg(test)]
mod tests {
    use super::*;
    use neural::table::{Missing, preview};

    #[test]
    fn the_summary_counts_what_is_used() {
        let read = |options: &Options| preview(sample::TEXT.as_bytes(), options).unwrap();
        let species = read(&sample::options());
        assert_eq!(
            summary(&species, Locale::en).unwrap(),
            "“species” is predicted as one of 3 classes from 4 inputs, over 56 rows."
        );
        assert_eq!(
            summary(&species, Locale::zh).unwrap(),
            "共56行，根据4个输入预测「species」属于3类中的哪一类。"
        );
        let mass = Options {
            target: Some(5),
            features: Some(vec![4]),
            ..Options::default()
        };
        assert_eq!(
            summary(&read(&mass), Locale::en).unwrap(),
            "“body_mass_g” is predicted as a number from 1 input, over 56 rows."
        );
    }

    #[test]
    fn rows_with_gaps_are_counted_apart() {
        let text = sample::TEXT.replacen(",39.1,", ",,", 1);
        let mut options = sample::options();
        let told = |options: &Options| {
            summary(&preview(text.as_bytes(), options).unwrap(), Locale::en).unwrap()
        };
        assert!(told(&options).ends_with("over 55 rows. 1 row with an empty cell is left out."));
        options.missing = Missing::Mean;
        assert!(told(&options).ends_with("over 56 rows."));
    }

    #[test]
    fn what_cannot_be_trained_on_has_no_summary() {
        let preview = preview(b"a,b\n1,2\n3,4\n", &Options::default()).unwrap();
        assert_eq!(summary(&preview, Locale::en), None);
    }
}
