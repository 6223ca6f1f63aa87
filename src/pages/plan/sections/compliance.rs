//! Compliance: where, how and for whom, what follows from that, and what has
//! been done about it.

use super::super::editor::use_editor;
use super::super::file::file_name;
use super::super::kit::{Check, Choice, Field, Lens, Several, at, date, line, text, whole};
use super::super::{format, lang};
use crate::i18n::{Locale, td_string, use_locale};
use crate::pages::check::today;
use crate::ui::download::download;
use leptos::prelude::*;
use venture::plan::Plan;
use venture::plan::bounded::Line;
use venture::plan::compliance::{
    Certainty, FACTS, FACTS_AS_OF, FACTS_REVIEW, Item, obligations, to_ics,
};
use venture::plan::document::Filing;
use venture::plan::route::{BuildMode, Market};

/// More people than there are.
const EVERYBODY: i128 = 10_000_000_000;

/// The fields.
#[component]
pub fn Compliance() -> impl IntoView {
    let locale = use_locale();
    view! {
        <h2>{td_string!(locale, plan_law.route)}</h2>
        <Several of=at!(route.markets) label=td_string!(locale, plan_law.markets) options=markets(locale)/>
        <Choice of=at!(route.build) label=td_string!(locale, plan_law.build) options=builds(locale)/>
        <Field of=date(at!(route.launch)) label=td_string!(locale, plan_law.launch) hint=td_string!(locale, plan_law.launch_hint)/>
        <Check of=at!(route.public) label=td_string!(locale, plan_law.public)/>
        <Check of=at!(route.generates) label=td_string!(locale, plan_law.generates)/>
        <Check of=at!(route.personal_data) label=td_string!(locale, plan_law.personal_data)/>
        <Check of=at!(route.high_risk) label=td_string!(locale, plan_law.high_risk) hint=td_string!(locale, plan_law.high_risk_hint)/>
        <Exported/>
        <Calendar/>
        <h2>{td_string!(locale, plan_law.incidents)}</h2>
        <Field of=line(at!(compliance.incident_owner)) label=td_string!(locale, plan_law.incident_owner)/>
        <Field
            of=text(at!(compliance.incident_process))
            label=td_string!(locale, plan_law.incident_process)
            hint=td_string!(locale, plan_law.incident_process_hint)
        />
    }
}

fn markets(locale: Locale) -> Vec<(Market, String)> {
    [
        (Market::China, td_string!(locale, plan_law.china)),
        (Market::Eu, td_string!(locale, plan_law.eu)),
        (Market::Us, td_string!(locale, plan_law.us)),
        (Market::Other, td_string!(locale, plan_law.other)),
    ]
    .map(|(market, name)| (market, name.to_owned()))
    .to_vec()
}

fn builds(locale: Locale) -> Vec<(BuildMode, String)> {
    [
        (BuildMode::Api, td_string!(locale, plan_law.api)),
        (BuildMode::FineTune, td_string!(locale, plan_law.fine_tune)),
        (BuildMode::Pretrain, td_string!(locale, plan_law.pretrain)),
        (BuildMode::Edge, td_string!(locale, plan_law.edge)),
    ]
    .map(|(build, name)| (build, name.to_owned()))
    .to_vec()
}

/// People whose data leave mainland China: asked where it matters.
#[component]
fn Exported() -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let asked = Memo::new(move |_| {
        editor.with(|plan| plan.route.sells_in(Market::China) && plan.route.personal_data)
    });
    move || {
        asked.get().then(|| {
            view! {
                <div class="plan-pair">
                    <Field
                        of=whole(at!(route.exported_people), 0, EVERYBODY)
                        label=td_string!(locale, plan_law.exported)
                        hint=td_string!(locale, plan_law.exported_hint)
                    />
                    <Field
                        of=whole(at!(route.exported_sensitive), 0, EVERYBODY)
                        label=td_string!(locale, plan_law.exported_sensitive)
                    />
                </div>
            }
        })
    }
}

/// What is due when, and what has been done of it.
#[component]
fn Calendar() -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let items = Memo::new(move |_| {
        let items = editor.with(obligations);
        items.iter().map(|item| item.fact.id).collect::<Vec<_>>()
    });
    let any = Memo::new(move |_| items.with(|items| !items.is_empty()));
    let export = move |_| {
        let name = untrack(|| editor.name());
        let file = editor.with_untracked(|plan| to_ics(&obligations(plan), lang(locale), today()));
        download(&format!("{}.ics", file_name(&name)), "text/calendar", &file);
    };
    let as_of = format::day(FACTS_AS_OF, locale);
    let review = format::day(FACTS_REVIEW, locale);
    view! {
        <fieldset class="plan-rows" id="compliance.filings" tabindex="-1">
            <legend>{td_string!(locale, plan_law.calendar)}</legend>
            <p class="plan-hint">{td_string!(locale, plan_law.not_advice, as_of = as_of, review = review)}</p>
            {move || if any.get() {
                view! {
                    <ol class="plan-row-list">
                        <For each=move || items.get() key=|id| *id let(id)>
                            <Obligation id/>
                        </For>
                    </ol>
                    <p class="buttons">
                        <button type="button" on:click=export>{td_string!(locale, plan_law.ics)}</button>
                    </p>
                }.into_any()
            } else {
                view! { <p>{td_string!(locale, plan_law.calendar_none)}</p> }.into_any()
            }}
        </fieldset>
    }
}

/// One obligation: when, by which rule, and what has been done.
#[component]
fn Obligation(id: &'static str) -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let item = Memo::new(move |_| {
        let items = editor.with(obligations);
        let item = items.into_iter().find(|item| item.fact.id == id);
        item.map(|item| dates(&item, locale))
    });
    let Some(fact) = FACTS.iter().find(|fact| fact.id == id) else {
        return ().into_any();
    };
    let check = (fact.certainty() == Certainty::Check)
        .then(|| view! { <p class="plan-hint">{td_string!(locale, plan_law.check_source)}</p> });
    let gates = fact.gates_launch.then(|| {
        view! { <span class="plan-mark">{td_string!(locale, plan_law.gates)}</span> }
    });
    let planned = filing(
        id,
        "planned",
        |one| one.planned,
        |one, day| one.planned = day,
    );
    let done = filing(id, "done", |one| one.done, |one, day| one.done = day);
    let reference = filing(
        id,
        "reference",
        |one| one.reference.clone(),
        |one, text| one.reference = text,
    );
    view! {
        <li class="plan-row plan-obligation">
            <h3>{fact.title.get(lang(locale))} " " {gates}</h3>
            <p>{move || item.get()}</p>
            <p class="plan-hint">{fact.source} " · " {td_string!(locale, plan_law.in_force, date = format::day(fact.in_force, locale))}</p>
            {check}
            <div class="plan-pair">
                <Field of=date(planned) label=td_string!(locale, plan_law.planned)/>
                <Field of=date(done) label=td_string!(locale, plan_law.done)/>
            </div>
            <Field of=line(reference) label=td_string!(locale, plan_law.reference) hint=td_string!(locale, plan_law.reference_hint)/>
        </li>
    }
    .into_any()
}

fn dates(item: &Item, locale: Locale) -> String {
    let day = |day| format::day(day, locale);
    match (item.begin, item.due) {
        (Some(begin), Some(due)) if begin == due => {
            td_string!(locale, plan_law.from, due = day(due))
        }
        (Some(begin), Some(due)) => {
            td_string!(
                locale,
                plan_law.begin_due,
                begin = day(begin),
                due = day(due)
            )
        }
        _ => td_string!(locale, plan_law.no_launch).to_owned(),
    }
}

/// A field of what has been done about an obligation; it is entered into the
/// plan with the first word.
fn filing<T: Clone + Default + PartialEq + 'static>(
    id: &'static str,
    field: &str,
    get: fn(&Filing) -> T,
    set: fn(&mut Filing, T),
) -> Lens<T> {
    let find = move |filing: &&Filing| filing.obligation.as_str() == id;
    Lens::new(
        format!("compliance.filings.{id}.{field}"),
        move |plan: &Plan| {
            let filed = plan.compliance.filings.iter().find(find);
            Some(filed.map_or_else(T::default, get))
        },
        move |plan: &mut Plan, value| {
            let filings = &mut plan.compliance.filings;
            if let Some(filed) = filings.iter_mut().find(|one| one.obligation.as_str() == id) {
                set(filed, value);
            } else if value != T::default() {
                let mut filed = Filing {
                    obligation: Line::clipped(id),
                    ..Filing::default()
                };
                set(&mut filed, value);
                // There are fewer obligations than the list holds.
                let _ = filings.push(filed);
            }
        },
    )
}
