//! A source of data.

use crate::i18n::{Locale, td_string, use_locale};
use crate::pages::plan::kit::{
    Check, Choice, Field, Row, Rows, date, decimal, line, list, of_row, whole,
};
use leptos::prelude::*;
use venture::plan::data::{Licence, PersonalData, Right, Source};
use venture::plan::route::Market;

/// The register.
#[component]
pub fn Sources() -> impl IntoView {
    let locale = use_locale();
    let new = |_: &_| Source {
        used: true,
        ..Source::default()
    };
    view! {
        <Rows
            of=list!(data.sources)
            label=td_string!(locale, plan_data.sources)
            hint=td_string!(locale, plan_data.sources_hint)
            add=td_string!(locale, plan_data.sources_add)
            title=|source: &Source| source.name.to_string()
            new
            row=move |row| view! { <OneSource row/> }.into_any()
        />
    }
}

#[component]
fn OneSource(row: Row<Source>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Field of=line(of_row!(row, name)) label=td_string!(locale, plan_data.name)/>
        <Field of=line(of_row!(row, origin)) label=td_string!(locale, plan_data.origin)/>
        <Check
            of=of_row!(row, used)
            label=td_string!(locale, plan_data.used)
            hint=td_string!(locale, plan_data.used_hint)
        />
        <Choice of=of_row!(row, licence) label=td_string!(locale, plan_data.licence) options=licences(locale)/>
        <Field
            of=line(of_row!(row, evidence))
            label=td_string!(locale, plan_data.evidence)
            hint=td_string!(locale, plan_data.evidence_hint)
        />
        <div class="plan-pair">
            <Choice of=of_row!(row, training) label=td_string!(locale, plan_data.training) options=rights(locale)/>
            <Choice of=of_row!(row, commercial) label=td_string!(locale, plan_data.commercial) options=rights(locale)/>
        </div>
        <Choice of=of_row!(row, personal_data) label=td_string!(locale, plan_data.personal) options=personal(locale)/>
        <Check of=of_row!(row, consent) label=td_string!(locale, plan_data.consent)/>
        <div class="plan-pair">
            <Field
                of=date(of_row!(row, expiry))
                label=td_string!(locale, plan_data.expiry)
                hint=td_string!(locale, plan_data.expiry_hint)
            />
            <Choice of=of_row!(row, jurisdiction) label=td_string!(locale, plan_data.jurisdiction) options=markets(locale)/>
        </div>
        <Field
            of=decimal(of_row!(row, tokens), 9, 0, 1_000_000_000_000_000_000)
            label=td_string!(locale, plan_data.tokens)
            unit=td_string!(locale, plan_compute.billion)
        />
        <div class="plan-pair">
            <Field
                of=whole(of_row!(row, sampled), 0, 4_000_000_000)
                label=td_string!(locale, plan_data.sampled)
                hint=td_string!(locale, plan_data.sampled_hint)
            />
            <Field of=whole(of_row!(row, harmful), 0, 4_000_000_000) label=td_string!(locale, plan_data.harmful)/>
        </div>
    }
}

fn licences(locale: Locale) -> Vec<(Licence, String)> {
    [
        (Licence::Unknown, td_string!(locale, plan_data.unknown)),
        (Licence::Own, td_string!(locale, plan_data.own)),
        (
            Licence::PublicDomain,
            td_string!(locale, plan_data.public_domain),
        ),
        (
            Licence::Attribution,
            td_string!(locale, plan_data.attribution),
        ),
        (
            Licence::ShareAlike,
            td_string!(locale, plan_data.share_alike),
        ),
        (
            Licence::NonCommercial,
            td_string!(locale, plan_data.non_commercial),
        ),
        (
            Licence::NoDerivatives,
            td_string!(locale, plan_data.no_derivatives),
        ),
        (Licence::Contract, td_string!(locale, plan_data.contract)),
        (Licence::Consent, td_string!(locale, plan_data.by_consent)),
        (Licence::Scraped, td_string!(locale, plan_data.scraped)),
    ]
    .map(|(licence, name)| (licence, name.to_owned()))
    .to_vec()
}

fn rights(locale: Locale) -> Vec<(Right, String)> {
    [
        (Right::Unknown, td_string!(locale, plan_data.unknown)),
        (Right::Given, td_string!(locale, plan_data.given)),
        (Right::Refused, td_string!(locale, plan_data.refused)),
    ]
    .map(|(right, name)| (right, name.to_owned()))
    .to_vec()
}

fn personal(locale: Locale) -> Vec<(PersonalData, String)> {
    [
        (
            PersonalData::Unknown,
            td_string!(locale, plan_data.not_scanned),
        ),
        (
            PersonalData::None,
            td_string!(locale, plan_data.no_personal),
        ),
        (
            PersonalData::Pseudonymised,
            td_string!(locale, plan_data.pseudonymised),
        ),
        (
            PersonalData::Personal,
            td_string!(locale, plan_data.identified),
        ),
        (
            PersonalData::Sensitive,
            td_string!(locale, plan_data.sensitive),
        ),
    ]
    .map(|(data, name)| (data, name.to_owned()))
    .to_vec()
}

fn markets(locale: Locale) -> Vec<(Market, String)> {
    [
        (Market::China, td_string!(locale, plan_data.china)),
        (Market::Eu, td_string!(locale, plan_data.eu)),
        (Market::Us, td_string!(locale, plan_data.us)),
        (Market::Other, td_string!(locale, plan_data.elsewhere)),
    ]
    .map(|(market, name)| (market, name.to_owned()))
    .to_vec()
}
