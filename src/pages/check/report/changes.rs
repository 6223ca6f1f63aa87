//! What moved between two runs, or since one.

use super::gates::passage;
use super::runs::{RunChoice, options};
use crate::i18n::{Locale, td_string, use_locale};
use crate::pages::check::data::{dimension_name, gate_name, model, words};
use crate::pages::check::open::Open;
use crate::pages::check::today::today;
use crate::ui::controls::Select;
use leptos::prelude::*;
use venture::readiness::{Change, Moved};

/// The comparison; nothing while there is no run.
#[component]
pub fn Changes(open: Open) -> impl IntoView {
    let locale = use_locale();
    let document = open.document;
    let choices = Memo::new(move |_| document.with(|venture| options(venture, locale)));
    // The last run but the one of today, and the answers as they are.
    let from = RwSignal::new(None::<RunChoice>);
    let to = RwSignal::new(RunChoice::Now);
    let earlier = Memo::new(move |_| {
        from.get().unwrap_or_else(|| {
            document.with(|venture| {
                let before = venture.runs.iter().rfind(|run| run.on < today());
                let run = before.or(venture.runs.first());
                run.map_or(RunChoice::Now, |run| RunChoice::On(run.on))
            })
        })
    });
    let change = Memo::new(move |_| {
        document.with(|venture| {
            let of = |choice: RunChoice| match choice.of(venture) {
                Some(run) => run.report(model()),
                None => open.report(),
            };
            Change::between(&of(earlier.get()), &of(to.get()))
        })
    });
    move || {
        let choices = choices.get();
        (choices.len() > 1).then(|| {
            let from_key = Signal::derive(move || earlier.get().key());
            let to_key = Signal::derive(move || to.get().key());
            view! {
                <section class="report-changes" aria-labelledby="report-changes">
                    <h2 id="report-changes">{td_string!(locale, check.changes)}</h2>
                    <p class="buttons">
                        <Select
                            label=td_string!(locale, check.from)
                            options=choices.clone()
                            value=from_key
                            on_change=Callback::new(move |key: String| from.set(Some(RunChoice::parse(&key))))
                        />
                        <Select
                            label=td_string!(locale, check.to)
                            options=choices
                            value=to_key
                            on_change=Callback::new(move |key: String| to.set(RunChoice::parse(&key)))
                        />
                    </p>
                    {move || change.with(|change| list(locale, change))}
                </section>
            }
        })
    }
}

fn list(locale: Locale, change: &Change) -> AnyView {
    if change.is_empty() {
        return view! { <p>{td_string!(locale, check.changes_none)}</p> }.into_any();
    }
    let mut rows: Vec<(String, String)> = Vec::new();
    let number =
        |value: Option<u8>| value.map_or_else(|| "–".to_owned(), |value| value.to_string());
    if change.index != 0 {
        rows.push((
            td_string!(locale, check.index).to_owned(),
            signed(change.index),
        ));
    }
    if change.confidence != 0 {
        let confidence = td_string!(locale, check.confidence).to_owned();
        rows.push((confidence, signed(change.confidence)));
    }
    if let Some((before, after)) = &change.stage {
        let name = |gate: &Option<String>| {
            let none = || td_string!(locale, check.stage_none_short).to_owned();
            gate.as_ref()
                .map_or_else(none, |gate| gate_name(locale, gate))
        };
        let stage = td_string!(locale, check.stage).to_owned();
        rows.push((stage, arrow(&name(before), &name(after))));
    }
    if let Some((before, after)) = &change.bottleneck {
        let moved = arrow(
            &dimension_name(locale, before),
            &dimension_name(locale, after),
        );
        rows.push((td_string!(locale, check.bottleneck).to_owned(), moved));
    }
    for Moved { id, from, to } in &change.levels {
        let name = dimension_name(locale, id);
        rows.push((name, arrow(&number(*from), &number(*to))));
    }
    for Moved { id, from, to } in &change.gates {
        let said = |state: &Option<_>| state.map_or("–", |state| passage(locale, state));
        rows.push((gate_name(locale, id), arrow(said(from), said(to))));
    }
    for Moved { id, from, to } in &change.evidence {
        let text = words(locale)
            .question
            .get(id)
            .map(|words| words.text.clone());
        let moved = arrow(&number(*from), &number(*to));
        rows.push((text.unwrap_or_else(|| id.clone()), moved));
    }
    let rows = rows.into_iter().map(|(name, moved)| {
        view! { <tr><th scope="row">{name}</th><td class="report-moved">{moved}</td></tr> }
    });
    view! { <div class="table"><table><tbody>{rows.collect_view()}</tbody></table></div> }
        .into_any()
}

fn arrow(from: &str, to: &str) -> String {
    format!("{from} → {to}")
}

/// A difference with its sign.
fn signed(value: i16) -> String {
    if value < 0 {
        format!("−{}", value.unsigned_abs())
    } else {
        format!("+{value}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_have_their_sign() {
        assert_eq!(signed(-12), "−12");
        assert_eq!(signed(3), "+3");
    }
}
