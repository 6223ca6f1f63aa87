//! Accelerators: the choice of one, and the table of public figures.

use crate::i18n::{Locale, number, td_string, use_locale};
use crate::pages::plan::editor::use_editor;
use crate::pages::plan::kit::{Choice, Field, Lens, Line, Table, at, line};
use crate::pages::plan::lang;
use leptos::prelude::*;
use venture::plan::Plan;
use venture::plan::bounded::Line as Text;
use venture::plan::compute::{ACCELERATORS, Accelerator, Certainty, accelerator};

/// The accelerator of the run: one of the table, or another by its name.
#[component]
pub fn Chosen() -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    // Choosing one of the table writes its peak, too.
    let of: Lens<usize> = Lens::new(
        "compute.budget.accelerator",
        |plan: &Plan| Some(place(plan.compute.budget.accelerator.as_str())),
        |plan: &mut Plan, chosen| {
            let budget = &mut plan.compute.budget;
            match ACCELERATORS.get(chosen) {
                Some(known) => {
                    budget.accelerator = Text::clipped(known.name);
                    budget.peak_flops = known.peak_flops;
                }
                None => budget.accelerator = Text::default(),
            }
        },
    );
    let known = ACCELERATORS.iter().enumerate();
    let known = known.map(|(index, one)| {
        let name = format!("{} · {}", maker(one, locale), one.name);
        let name = match one.certainty {
            Certainty::Check => format!("{name} · {}", td_string!(locale, plan_compute.to_check)),
            _ => name,
        };
        (index, name)
    });
    let other = td_string!(locale, plan_compute.other_accelerator).to_owned();
    let options = known
        .chain([(ACCELERATORS.len(), other)])
        .collect::<Vec<_>>();
    let another = Memo::new(move |_| {
        editor.with(|plan| accelerator(plan.compute.budget.accelerator.as_str()).is_none())
    });
    let name = move || {
        another.get().then(|| {
            let mut of = at!(compute.budget.accelerator);
            "compute.budget.accelerator.name".clone_into(&mut of.path);
            view! { <Field of=line(of) label=td_string!(locale, plan_compute.accelerator_name)/> }
        })
    };
    view! {
        <Choice
            of
            label=td_string!(locale, plan_compute.accelerator)
            hint=td_string!(locale, plan_compute.accelerator_hint)
            options
        />
        <Origin/>
        {name}
    }
}

/// Where the figures of the chosen one are from, and a warning where that could
/// not be found out.
#[component]
fn Origin() -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let chosen =
        Memo::new(move |_| editor.with(|plan| place(plan.compute.budget.accelerator.as_str())));
    move || {
        let one = ACCELERATORS.get(chosen.get())?;
        let text = td_string!(
            locale,
            plan_compute.origin,
            certainty = certainty(one.certainty, locale),
            source = one.source.get(lang(locale)),
            date = month(one)
        );
        let warning = (one.certainty == Certainty::Check).then(|| {
            view! { <strong>{td_string!(locale, plan_compute.check_first)}</strong> }
        });
        Some(view! { <p class="plan-hint" role="status">{text}" "{warning}</p> })
    }
}

fn certainty(certainty: Certainty, locale: Locale) -> &'static str {
    match certainty {
        Certainty::Published => td_string!(locale, plan_compute.published),
        Certainty::Reported => td_string!(locale, plan_compute.reported),
        Certainty::Check => td_string!(locale, plan_compute.to_check),
    }
}

/// The month of the source: its day is the first of the month of publication.
fn month(one: &Accelerator) -> String {
    let day = one.as_of.to_string();
    day.get(..7).unwrap_or_default().to_owned()
}

fn place(name: &str) -> usize {
    let found = ACCELERATORS.iter().position(|one| one.name == name);
    found.unwrap_or(ACCELERATORS.len())
}

/// The makers' names as the language writes them.
fn maker(one: &Accelerator, locale: Locale) -> &'static str {
    match one.maker {
        "NVIDIA" => td_string!(locale, plan_compute.nvidia),
        "Huawei" => td_string!(locale, plan_compute.huawei),
        "Cambricon" => td_string!(locale, plan_compute.cambricon),
        "Kunlunxin" => td_string!(locale, plan_compute.kunlunxin),
        "Biren" => td_string!(locale, plan_compute.biren),
        "Iluvatar CoreX" => td_string!(locale, plan_compute.iluvatar),
        "Moore Threads" => td_string!(locale, plan_compute.moore_threads),
        "MetaX" => td_string!(locale, plan_compute.metax),
        "Hygon" => td_string!(locale, plan_compute.hygon),
        other => other,
    }
}

/// Every accelerator with its public figures, each dated and sourced.
#[component]
pub fn Accelerators() -> impl IntoView {
    let locale = use_locale();
    let columns = [
        td_string!(locale, plan_compute.maker),
        td_string!(locale, plan_compute.peak_column),
        td_string!(locale, plan_compute.memory_column),
        td_string!(locale, plan_compute.bandwidth_column),
        td_string!(locale, plan_compute.certainty),
        td_string!(locale, plan_compute.as_of),
        td_string!(locale, plan_compute.source),
    ];
    let rows = ACCELERATORS.iter().map(|one| {
        let cells = [
            maker(one, locale).to_owned(),
            format!(
                "{} ({})",
                number(one.peak_flops as f64 / 1e12, 1),
                one.format
            ),
            number(f64::from(one.memory_gb), 0),
            one.bandwidth_gb_s.map_or_else(
                || "–".to_owned(),
                |bandwidth| number(f64::from(bandwidth), 0),
            ),
            certainty(one.certainty, locale).to_owned(),
            month(one),
            one.source.get(lang(locale)).to_owned(),
        ];
        Line::new(one.name, cells)
    });
    let rows: Vec<Line> = rows.collect();
    view! {
        <details class="plan-accelerators">
            <summary>{td_string!(locale, plan_compute.accelerators)}</summary>
            <p class="plan-hint">{td_string!(locale, plan_compute.accelerators_hint)}</p>
            <Table
                id="plan-accelerators"
                caption=Signal::stored(td_string!(locale, plan_compute.accelerators).to_owned())
                corner=td_string!(locale, plan_compute.accelerator)
                columns=Signal::stored(columns.map(str::to_owned).to_vec())
                rows=Signal::stored(rows)
                words=true
            />
        </details>
    }
}

/// What the run's accelerator holds, in bytes, where it is in the table.
pub fn capacity(plan: &Plan) -> Option<(&'static str, u128)> {
    let known = accelerator(plan.compute.budget.accelerator.as_str())?;
    Some((known.name, u128::from(known.memory_gb) * 1_000_000_000))
}

/// Whether so many bytes fit, in words; nothing for an unknown accelerator.
pub fn fits(needed: u128, there: Option<(&'static str, u128)>, locale: Locale) -> Option<String> {
    let (name, capacity) = there?;
    let capacity_gb = number(capacity as f64 / 1e9, 0);
    let needed_gb = number(needed as f64 / 1e9, 1);
    Some(if needed <= capacity {
        td_string!(
            locale,
            plan_compute.fits,
            needed = needed_gb,
            there = capacity_gb,
            name = name
        )
    } else {
        td_string!(
            locale,
            plan_compute.does_not_fit,
            needed = needed_gb,
            there = capacity_gb,
            name = name
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_maker_has_a_chinese_name() {
        for one in ACCELERATORS {
            let name = maker(one, Locale::zh);
            assert!(name == "NVIDIA" || name != one.maker, "{name}");
        }
    }
}
