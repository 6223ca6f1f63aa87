//! The report of a shared link: scores only.

use super::gates::passage;
use super::scores::{Summary, fits};
use crate::i18n::{date, td_string, use_locale};
use crate::pages::check::data::{gate_name, model};
use crate::pages::check::open::keep_place;
use crate::pages::check::place::use_places;
use leptos::prelude::*;
use venture::readiness::{Passage, Scores, ShareError};

/// The scores of a code.
#[component]
pub fn Shared(code: String) -> impl IntoView {
    let locale = use_locale();
    let check = use_places().list();
    let body = match Scores::decode(&code) {
        Ok(scores) if fits(model(), &scores) => view! { <Named scores/> }.into_any(),
        Ok(scores) => view! {
            <p role="alert">{td_string!(locale, check.shared_other)}</p>
            <p>{td_string!(
                locale,
                check.shared_numbers,
                date = date(locale, &scores.on.to_string()),
                index = u32::from(scores.index),
                confidence = u32::from(scores.confidence)
            )}</p>
        }
        .into_any(),
        Err(ShareError::Newer(_)) => {
            view! { <p role="alert">{td_string!(locale, check.shared_newer)}</p> }.into_any()
        }
        Err(ShareError::Damaged) => {
            view! { <p role="alert">{td_string!(locale, check.shared_damaged)}</p> }.into_any()
        }
    };
    keep_place(move || format!("#s={code}"));
    view! {
        <div class="wide readiness report">
            <h1>{td_string!(locale, check.shared_heading)}</h1>
            {body}
            <p><a class="button" href=check>{td_string!(locale, check.to_check)}</a></p>
        </div>
    }
}

#[component]
fn Named(scores: Scores) -> impl IntoView {
    let locale = use_locale();
    let gates = model().gate.iter().zip(&scores.gates);
    let gates = gates
        .filter(|(_, state)| **state != Passage::OffRoute)
        .map(|(gate, state)| {
            view! {
                <tr>
                    <th scope="row">{gate_name(locale, &gate.id)}</th>
                    <td>{passage(locale, *state)}</td>
                </tr>
            }
        })
        .collect_view();
    let on = date(locale, &scores.on.to_string());
    view! {
        <p class="lead">{td_string!(locale, check.shared_text, date = on)}</p>
        <Summary scores=scores/>
        <section aria-labelledby="report-gates">
            <h2 id="report-gates">{td_string!(locale, check.gates)}</h2>
            <div class="table"><table><tbody>{gates}</tbody></table></div>
        </section>
    }
}
