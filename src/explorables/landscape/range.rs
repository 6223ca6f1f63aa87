//! The range test: the loss while the rate grows, and the rate that it suggests.

use super::trial::Trial;
use crate::explorables::optimisers::choices::{RULE_NAMES, RULES};
use crate::explorables::optimisers::figures::figure;
use crate::i18n::{Locale, number, td_string, use_locale};
use crate::ui::controls::Select;
use crate::ui::plot::Projection;
use leptos::prelude::*;
use neural::job::Ranged;

const WIDTH: f64 = 300.0;
const HEIGHT: f64 = 120.0;

/// A suggestion as a rate that one would type: two digits.
fn round(rate: f64) -> f64 {
    if !(rate.is_finite() && rate > 0.0) {
        return rate;
    }
    let unit = 10f64.powf(rate.log10().floor() - 1.0);
    let digits = (rate / unit).round();
    // Through text, so that 0.012 is what it says.
    format!("{:.9}", digits * unit).parse().unwrap_or(rate)
}

/// Logarithms of the rates, and the losses from 0 to somewhat above the first.
fn projection(ranged: &Ranged) -> Projection {
    let log = |rate: f32| f64::from(rate).log10();
    let (first, last) = match ranged.points[..] {
        [first, .., last] => (log(first.rate), log(last.rate)),
        _ => (-5.0, 1.0),
    };
    let begun = ranged
        .points
        .first()
        .map_or(1.0, |point| f64::from(point.smooth));
    Projection::new((first, last), (0.0, 2.0 * begun), WIDTH, HEIGHT)
}

/// The section.
#[component]
pub fn Range(trial: Trial) -> impl IntoView {
    let locale = use_locale();
    let state = trial.state;
    let tested = Memo::new(move |_| state.with(|state| state.tested));
    let ranged = Memo::new(move |_| trial.ranged());
    let options = RULES
        .iter()
        .map(|rule| (rule.key.to_owned(), rule.name.to_owned()))
        .collect();
    let choose = Callback::new(move |key: String| {
        if let Some(index) = RULE_NAMES.iter().position(|name| *name == key) {
            state.update(|state| state.tested = index);
        }
    });
    let suggested = move || {
        let rate = ranged.get()?.suggestion?;
        Some(round(f64::from(rate)))
    };
    let take = move |_| {
        if let Some(rate) = suggested() {
            let rule = trial.tested.get_untracked();
            state.update(|state| {
                state.rates[rule] = Some(rate);
                state.runs[rule] = true;
            });
        }
    };
    let told = move || {
        ranged.get().map(|_| {
            let name = RULES[trial.tested.get()].name;
            if let Some(rate) = suggested() {
                td_string!(
                    locale,
                    landscape.suggested,
                    name = name,
                    rate = figure(rate)
                )
            } else {
                td_string!(locale, landscape.no_suggestion, name = name)
            }
        })
    };
    trial.stage.shows("range").then(|| {
        view! {
            <section class="race-explain" aria-label=td_string!(locale, landscape.range)>
                <div class="choices">
                    <Select
                        label=td_string!(locale, landscape.range_of)
                        options=options
                        value=Signal::derive(move || RULE_NAMES[tested.get()].to_owned())
                        on_change=choose
                    />
                    <button disabled=move || trial.range.busy() on:click=move |_| trial.test()>
                        {td_string!(locale, landscape.range_run)}
                    </button>
                    {move || suggested().map(|_| view! {
                        <button on:click=take>{td_string!(locale, landscape.take)}</button>
                    })}
                </div>
                <p class="panel-hint" role="status">
                    {move || told().unwrap_or_else(|| td_string!(locale, landscape.range_hint).to_owned())}
                </p>
                {move || ranged.get().map(|ranged| chart(&ranged, locale))}
            </section>
        }
        .into_any()
    })
}

fn chart(ranged: &Ranged, locale: Locale) -> impl IntoView + use<> {
    let projection = projection(ranged);
    let line = |loss: fn(&neural::landscape::RangePoint) -> f32| {
        let top = projection.invert((0.0, 0.0)).1;
        let points = ranged.points.iter().map(move |point| {
            let loss = f64::from(loss(point)).min(top);
            (f64::from(point.rate).log10(), loss)
        });
        projection.polyline(points)
    };
    let (left, right) = (
        projection.invert((0.0, 0.0)).0,
        projection.invert((WIDTH, 0.0)).0,
    );
    let marks = (left.ceil() as i32..=right.floor() as i32)
        .map(|power| {
            let (x, _) = projection.project((f64::from(power), 0.0));
            let text = if (-4..=3).contains(&power) {
                number(10f64.powi(power), (-power).max(0) as usize)
            } else {
                figure(10f64.powi(power)).replace("1.00×", "")
            };
            view! {
                <line x1=x x2=x y1="0" y2=HEIGHT/>
                <text x=x y=HEIGHT + 14.0 text-anchor="middle">{text}</text>
            }
        })
        .collect_view();
    let suggestion = ranged.suggestion.map(|rate| {
        let (x, _) = projection.project((f64::from(rate).log10(), 0.0));
        view! { <line class="race-now range-suggestion" x1=x x2=x y1="0" y2=HEIGHT/> }
    });
    view! {
        <svg
            class="chart range-chart"
            viewBox=format!("-10 -18 {} {}", WIDTH + 30.0, HEIGHT + 36.0)
            role="img"
            aria-label=td_string!(locale, landscape.range_chart)
        >
            <text class="chart-name" x="0" y="-6">{td_string!(locale, landscape.range_name)}</text>
            <g class="axes">{marks}</g>
            <polyline class="range-loss" points=line(|point| point.loss)/>
            <polyline class="range-smooth" points=line(|point| point.smooth)/>
            {suggestion}
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suggestion_has_two_digits() {
        for (rate, short) in [
            (0.012_345, 0.012),
            (1.96, 2.0),
            (0.000_035_1, 0.000_035),
            (7.77, 7.8),
        ] {
            assert!((round(rate) - short).abs() < 1e-12, "{rate}");
        }
        assert!(round(f64::NAN).is_nan());
    }
}
