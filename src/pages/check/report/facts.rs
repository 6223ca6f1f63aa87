//! What the law says as of a day, with its source. Not legal advice.

use crate::i18n::{Locale, date, td_string, use_locale};
use crate::pages::check::data::{model, source, words};
use crate::pages::check::today::today;
use leptos::prelude::*;
use venture::readiness::{Fact, Report};

/// The facts that concern the venture. Whether one is past its review is a
/// matter of today, also in the report of an earlier run.
#[component]
pub fn Facts(report: Report) -> impl IntoView {
    let locale = use_locale();
    let facts = model().fact.iter();
    let items: Vec<_> = facts
        .filter(|fact| report.facts.iter().any(|state| state.fact == fact.id))
        .map(|fact| item(locale, fact))
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <section aria-labelledby="report-facts">
                <h2 id="report-facts">{td_string!(locale, check.facts)}</h2>
                <p><strong>{td_string!(locale, check.not_advice)}</strong></p>
                <ul class="report-facts">{items}</ul>
            </section>
        }
    })
}

fn item(locale: Locale, fact: &Fact) -> AnyView {
    let own = words(locale)
        .fact
        .get(&fact.id)
        .cloned()
        .unwrap_or_default();
    let day = |day: venture::readiness::Date| date(locale, &day.to_string());
    let dated = td_string!(
        locale,
        check.fact_dated,
        as_of = day(fact.as_of),
        review = day(fact.review_by)
    );
    let sources = fact.sources.iter().filter_map(|key| source(key));
    let sources = sources.map(|(title, url)| {
        view! { <a href=url.clone() rel="external noopener">{title.clone()}</a> " " }
    });
    let sources = sources.collect_view();
    let stale = fact.is_stale(today()).then(|| {
        view! { <p class="report-stale">{td_string!(locale, check.fact_stale)}</p> }
    });
    let check = fact.check.then(|| {
        view! { <p class="report-stale">{td_string!(locale, check.fact_check)}</p> }
    });
    view! {
        <li>
            <p><strong>{own.title}</strong></p>
            <p>{own.text}</p>
            {stale}
            {check}
            <p class="check-small">{dated} " " {sources}</p>
        </li>
    }
    .into_any()
}
