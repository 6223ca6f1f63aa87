//! The gate: what keeps the launch shut, what should be looked at, and where.

use crate::i18n::{Locale, number, td_string, use_locale};
use crate::pages::plan::editor::use_editor;
use crate::pages::plan::findings::FieldLink;
use crate::pages::plan::kit::{Computed, Line, Shown, Table};
use leptos::prelude::*;
use venture::plan::computed::Computed as Found;
use venture::plan::data::{Gate as Verdict, Obstacle, Reason, Source, gate};

/// The gate over all sources in use.
#[component]
pub fn Gate() -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let basis =
        Memo::new(move |_| editor.with(|plan| (plan.data.sources.to_vec(), plan.route.clone())));
    let verdict = Memo::new(move |_| basis.with(|(sources, route)| gate(sources, route)));
    let used = Memo::new(move |_| basis.with(|(sources, _)| sources.iter().any(|one| one.used)));
    let result = Signal::derive(move || {
        if !used.get() {
            return Err(td_string!(locale, plan_data.nothing_used).to_owned());
        }
        verdict.with(|verdict: &Found<Verdict>| {
            let text = if verdict.value.is_open() {
                td_string!(locale, plan_data.open).to_owned()
            } else {
                td_string!(
                    locale,
                    plan_data.shut,
                    count = verdict.value.blockers.len() as u32
                )
            };
            Ok(Shown::of(verdict, text))
        })
    });
    let blockers = Memo::new(move |_| verdict.with(|verdict| verdict.value.blockers.clone()));
    let warnings = Memo::new(move |_| verdict.with(|verdict| verdict.value.warnings.clone()));
    let columns = Signal::stored(vec![
        td_string!(locale, plan_data.state).to_owned(),
        td_string!(locale, plan_data.tokens).to_owned(),
    ]);
    let rows = Signal::derive(move || {
        basis.with(|(sources, _)| verdict.with(|verdict| lines(sources, &verdict.value, locale)))
    });
    let table = move || {
        used.get().then(|| {
            view! {
                <Table
                    id="plan-sources"
                    caption=Signal::stored(td_string!(locale, plan_data.table).to_owned())
                    corner=td_string!(locale, plan_data.source)
                    columns
                    rows
                />
            }
        })
    };
    view! {
        <Computed label=td_string!(locale, plan_data.gate) result/>
        <Obstacles obstacles=blockers label=td_string!(locale, plan_data.blockers)/>
        <Obstacles obstacles=warnings label=td_string!(locale, plan_data.warnings)/>
        {table}
    }
}

/// What stands in the way, with the way to each field.
#[component]
fn Obstacles(obstacles: Memo<Vec<Obstacle>>, label: &'static str) -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    move || {
        let obstacles = obstacles.get();
        (!obstacles.is_empty()).then(|| {
            let items = obstacles.into_iter().map(|obstacle| {
                view! {
                    <li>
                        {reason(obstacle.reason, locale)}" "
                        <FieldLink editor field=obstacle.field/>
                    </li>
                }
            });
            view! {
                <h2>{label}</h2>
                <ul class="plan-obstacles">{items.collect_view()}</ul>
            }
        })
    }
}

/// One line a source, and the sums.
fn lines(sources: &[Source], verdict: &Verdict, locale: Locale) -> Vec<Line> {
    let billions = |tokens: f64| number(tokens / 1e9, 3);
    let each = sources.iter().enumerate().map(|(index, source)| {
        let blockers = verdict.blockers.iter();
        let blockers = blockers.filter(|one| one.source == index).count() as u32;
        let state = if !source.used {
            td_string!(locale, plan_data.not_used).to_owned()
        } else if blockers > 0 {
            td_string!(locale, plan_data.blocked, count = blockers)
        } else {
            td_string!(locale, plan_data.cleared).to_owned()
        };
        let name = match source.name.as_str().trim() {
            "" => td_string!(locale, plan_edit.row_untitled, number = index as u32 + 1),
            name => name.to_owned(),
        };
        Line::new(name, [state, billions(source.tokens as f64)])
    });
    let sum = |label: &'static str, tokens: u128| {
        Line::new(label, [String::new(), billions(tokens as f64)])
            .kind(crate::pages::plan::kit::LineKind::Sum)
    };
    let sums = [
        sum(td_string!(locale, plan_data.all_tokens), verdict.tokens),
        sum(
            td_string!(locale, plan_data.cleared_tokens),
            verdict.licensed_tokens,
        ),
    ];
    each.chain(sums).collect()
}

fn reason(reason: Reason, locale: Locale) -> &'static str {
    match reason {
        Reason::LicenceUnknown => td_string!(locale, plan_data.licence_unknown),
        Reason::LicenceForbids => td_string!(locale, plan_data.licence_forbids),
        Reason::TrainingRight => td_string!(locale, plan_data.training_right),
        Reason::CommercialRight => td_string!(locale, plan_data.commercial_right),
        Reason::NotScanned => td_string!(locale, plan_data.scan_missing),
        Reason::NoConsent => td_string!(locale, plan_data.no_consent),
        Reason::Expired => td_string!(locale, plan_data.expired),
        Reason::ExpiresSoon => td_string!(locale, plan_data.expires_soon),
        Reason::Harmful => td_string!(locale, plan_data.too_harmful),
        Reason::SampleCount => td_string!(locale, plan_data.sample_count),
        Reason::NotSampled => td_string!(locale, plan_data.not_sampled),
        Reason::ShareAlike => td_string!(locale, plan_data.share_alike_warning),
    }
}
