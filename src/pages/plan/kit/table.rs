//! A computed table. It scrolls within itself, by keys too; its first column
//! stays. A change repaints the rows that changed, and no others.

use leptos::prelude::*;

/// A row of a computed table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// What the row is.
    pub label: String,
    /// Its values, one a column.
    pub cells: Vec<String>,
    /// What kind of row it is.
    pub kind: LineKind,
}

/// What a row of a computed table is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineKind {
    /// A value among others.
    #[default]
    Plain,
    /// A sum or a result.
    Sum,
    /// A part of the row above it, so many levels down.
    Part(u8),
}

impl Line {
    /// A row of values.
    pub fn new(label: impl Into<String>, cells: impl IntoIterator<Item = String>) -> Self {
        Self {
            label: label.into(),
            cells: cells.into_iter().collect(),
            kind: LineKind::Plain,
        }
    }

    /// The same as a row of another kind.
    #[must_use]
    pub fn kind(mut self, kind: LineKind) -> Self {
        self.kind = kind;
        self
    }
}

/// A table of numbers that follows the plan.
#[component]
pub fn Table(
    /// The id of its caption, one on the page.
    id: &'static str,
    /// What it shows.
    #[prop(into)]
    caption: Signal<String>,
    /// What its rows are.
    #[prop(into)]
    corner: String,
    /// The columns' names.
    #[prop(into)]
    columns: Signal<Vec<String>>,
    /// The rows.
    #[prop(into)]
    rows: Signal<Vec<Line>>,
    /// Whether the cells are words, not numbers.
    #[prop(optional)]
    words: bool,
) -> impl IntoView {
    let columns = Memo::new(move |_| columns.get());
    // Once for all rows: each of them reads its own.
    let rows = Memo::new(move |_| rows.get());
    let count = Memo::new(move |_| rows.with(Vec::len));
    let caption_id = format!("{id}-caption");
    let named_by = caption_id.clone();
    let heads = move || {
        let heads = columns.get().into_iter();
        heads
            .map(|head| view! { <th scope="col">{head}</th> })
            .collect_view()
    };
    view! {
        <div class="table plan-table" class:plan-table-words=words role="region" aria-labelledby=named_by tabindex="0">
            <table id=id>
                <caption id=caption_id>{move || caption.get()}</caption>
                <thead>
                    <tr><th scope="col">{corner}</th>{heads}</tr>
                </thead>
                <tbody>
                    <For each=move || 0..count.get() key=|index| *index let(index)>
                        <OneLine rows index/>
                    </For>
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn OneLine(rows: Memo<Vec<Line>>, index: usize) -> impl IntoView {
    let row = Memo::new(move |_| rows.with(|rows| rows.get(index).cloned().unwrap_or_default()));
    let kind = Memo::new(move |_| row.with(|row| row.kind));
    let class = move || match kind.get() {
        LineKind::Plain => "",
        LineKind::Sum => "plan-sum",
        LineKind::Part(0) => "plan-part",
        LineKind::Part(_) => "plan-part plan-part-of-part",
    };
    let cells = move || {
        let cells = row.with(|row| row.cells.clone());
        cells
            .into_iter()
            .map(|cell| view! { <td>{cell}</td> })
            .collect_view()
    };
    view! {
        <tr class=class>
            <th scope="row">{move || row.with(|row| row.label.clone())}</th>
            {cells}
        </tr>
    }
}
