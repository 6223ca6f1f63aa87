//! How the table is read, and which columns are used for what.

use super::super::words::value;
use super::choice::{Columns as Chosen, columns, forget_columns, predict, toggle};
use super::desk::Desk;
use crate::i18n::{Locale, td_string, use_locale};
use crate::ui::controls::Select;
use leptos::prelude::*;
use neural::table::{Column, Kind, Missing, TaskKind};

/// The columns in use, as they are shown.
pub fn chosen(desk: Desk) -> Memo<Chosen> {
    Memo::new(move |_| {
        desk.preview.with(|preview| {
            (preview.as_ref()).map_or_else(Chosen::default, |preview| {
                desk.options.with(|options| columns(preview, options))
            })
        })
    })
}

/// The choices: how the text is read as soon as there is one, the columns as
/// soon as it is read.
#[component]
pub fn Columns(desk: Desk) -> impl IntoView {
    let given = Memo::new(move |_| desk.given.with(Option::is_some));
    // Built anew only for other columns, so that a tick keeps its focus.
    let list = Memo::new(move |_| {
        desk.preview
            .with(|preview| preview.as_ref().map(|preview| preview.columns.clone()))
    });
    let chosen = chosen(desk);
    view! {
        {move || given.get().then(|| view! { <Reading desk/> })}
        {move || list.get().map(|columns| view! { <Use desk chosen columns/> })}
    }
    .into_any()
}

fn pairs<const N: usize>(choices: [(&str, &'static str); N]) -> Vec<(String, String)> {
    choices
        .into_iter()
        .map(|(value, name)| (value.to_owned(), name.to_owned()))
        .collect()
}

/// Delimiter and header.
#[component]
fn Reading(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let automatic = td_string!(locale, panels.automatic);
    let delimiters = pairs([
        ("", automatic),
        (",", td_string!(locale, panels.comma)),
        (";", td_string!(locale, panels.semicolon)),
        ("\t", td_string!(locale, panels.tab)),
        ("|", td_string!(locale, panels.bar)),
    ]);
    let headers = pairs([
        ("", automatic),
        ("yes", td_string!(locale, panels.header_yes)),
        ("no", td_string!(locale, panels.header_no)),
    ]);
    let delimiter = move || {
        let delimiter = desk.options.with(|options| options.delimiter);
        delimiter.map_or_else(String::new, |byte| char::from(byte).to_string())
    };
    let header = move || match desk.options.with(|options| options.header) {
        None => String::new(),
        Some(true) => "yes".to_owned(),
        Some(false) => "no".to_owned(),
    };
    view! {
        <div class="choices">
            <Select
                label=td_string!(locale, panels.delimiter)
                options=delimiters
                value=Signal::derive(delimiter)
                on_change=Callback::new(move |chosen: String| desk.change(|options| {
                    options.delimiter = chosen.bytes().next();
                    forget_columns(options);
                }))
            />
            <Select
                label=td_string!(locale, panels.header)
                options=headers
                value=Signal::derive(header)
                on_change=Callback::new(move |chosen: String| desk.change(|options| {
                    options.header = (!chosen.is_empty()).then(|| chosen == "yes");
                }))
            />
        </div>
    }
    .into_any()
}

/// Target, task, gaps and features.
#[component]
fn Use(desk: Desk, chosen: Memo<Chosen>, columns: Vec<Column>) -> impl IntoView {
    let locale = use_locale();
    let targets = columns
        .iter()
        .enumerate()
        .map(|(at, column)| (at.to_string(), column.name.clone()))
        .collect();
    let tasks = pairs([
        ("", td_string!(locale, panels.automatic)),
        ("class", td_string!(locale, panels.task_class)),
        ("number", td_string!(locale, panels.task_number)),
    ]);
    let task = move || match desk.options.with(|options| options.task) {
        None => String::new(),
        Some(TaskKind::Classification) => "class".to_owned(),
        Some(TaskKind::Regression) => "number".to_owned(),
    };
    let gaps = pairs([
        ("drop", td_string!(locale, panels.missing_drop)),
        ("mean", td_string!(locale, panels.missing_mean)),
    ]);
    let gap = move || match desk.options.with(|options| options.missing) {
        Missing::Drop => "drop".to_owned(),
        Missing::Mean => "mean".to_owned(),
    };
    let features = columns
        .into_iter()
        .enumerate()
        .map(|(at, column)| view! { <Feature desk chosen at=at as u32 column/> })
        .collect_view();
    view! {
        <div class="choices">
            <Select
                label=td_string!(locale, panels.target)
                options=targets
                value=Signal::derive(move || chosen.with(|chosen| chosen.target.to_string()))
                on_change=Callback::new(move |target: String| {
                    if let Ok(target) = target.parse() {
                        desk.change(|options| predict(options, target));
                    }
                })
            />
            <Select
                label=td_string!(locale, panels.task)
                options=tasks
                value=Signal::derive(task)
                on_change=Callback::new(move |task: String| desk.change(|options| {
                    // The target was found out for the task found out with it.
                    options.target = Some(chosen.with_untracked(|chosen| chosen.target));
                    options.task = match task.as_str() {
                        "class" => Some(TaskKind::Classification),
                        "number" => Some(TaskKind::Regression),
                        _ => None,
                    };
                }))
            />
            <Select
                label=td_string!(locale, panels.missing)
                options=gaps
                value=Signal::derive(gap)
                on_change=Callback::new(move |gap: String| desk.change(|options| {
                    options.missing = if gap == "mean" { Missing::Mean } else { Missing::Drop };
                }))
            />
        </div>
        <fieldset class="own-table-features">
            <legend>{td_string!(locale, panels.features)}</legend>
            <div class="own-table-columns">{features}</div>
        </fieldset>
    }
    .into_any()
}

/// A column to predict from, or not. The one predicted cannot be ticked.
#[component]
fn Feature(desk: Desk, chosen: Memo<Chosen>, at: u32, column: Column) -> impl IntoView {
    let locale = use_locale();
    let is_target = move || chosen.with(|chosen| chosen.target == at);
    let ticked = move || chosen.with(|chosen| chosen.features.contains(&at));
    let description = describe(&column, locale);
    view! {
        <label class="check">
            <input
                type="checkbox"
                disabled=is_target
                prop:checked=ticked
                on:change=move |event| {
                    let on = event_target_checked(&event);
                    let present = chosen.get_untracked();
                    desk.change(|options| toggle(options, &present, at, on));
                }
            />
            <span>
                {column.name}
                <span class="panel-hint">{description}</span>
            </span>
        </label>
    }
    .into_any()
}

/// What a column holds: `numbers, 2.1 to 6.9; 3 empty cells`.
fn describe(column: &Column, locale: Locale) -> String {
    let kind = match column.kind {
        Kind::Number {
            least, greatest, ..
        } => td_string!(
            locale,
            panels.kind_number,
            least = value(least),
            greatest = value(greatest)
        ),
        Kind::Text { different } => td_string!(locale, panels.kind_text, count = different),
    };
    if column.missing == 0 {
        return kind;
    }
    let gaps = td_string!(locale, panels.kind_gaps, count = column.missing);
    match locale {
        Locale::zh => format!("{kind}；{gaps}"),
        Locale::en => format!("{kind}; {gaps}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_described() {
        let numbers = Column {
            name: "size".into(),
            missing: 1,
            kind: Kind::Number {
                least: -2.5,
                greatest: 1800.0,
                different: 9,
                whole: false,
                text: 0,
            },
        };
        assert_eq!(
            describe(&numbers, Locale::en),
            "numbers, −2.5 to 1800; 1 empty cell"
        );
        assert_eq!(
            describe(&numbers, Locale::zh),
            "数字，−2.5到1800；1个空单元格"
        );
        let texts = Column {
            name: "sex".into(),
            missing: 0,
            kind: Kind::Text { different: 2 },
        };
        assert_eq!(describe(&texts, Locale::en), "2 different texts");
    }
}
