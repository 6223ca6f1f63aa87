//! Height above the lowest point over the steps, on a logarithmic scale.

use super::choices::RULES;
use super::race::Lane;
use super::run::Run;
use crate::i18n::{number, td_string, use_locale};
use crate::ui::plot::Projection;
use leptos::prelude::*;

const WIDTH: f64 = 300.0;
const HEIGHT: f64 = 130.0;
/// Points of a line: more than that no screen shows.
const MARKS: usize = 200;
/// What is lower stands at the foot: single precision has no more to say.
const FLOOR: f64 = 1e-8;

/// Powers of ten at the foot and the head of the chart.
fn range<'a>(lanes: impl Iterator<Item = &'a Lane>) -> (f64, f64) {
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    for height in lanes.flat_map(|lane| &lane.heights) {
        let height = f64::from(*height);
        if height.is_finite() {
            let power = height.max(FLOOR).log10();
            (least, most) = (least.min(power), most.max(power));
        }
    }
    if least > most {
        return (-2.0, 2.0);
    }
    // One that diverges must not flatten the others.
    let head = most.ceil().min(6.0);
    (least.floor().min(head - 1.0), head)
}

fn line(lane: &Lane, projection: &Projection) -> String {
    let stride = lane.heights.len().div_ceil(MARKS).max(1);
    let last = lane.heights.len().saturating_sub(1);
    let kept = lane
        .heights
        .iter()
        .enumerate()
        .filter(|(step, _)| step % stride == 0 || *step == last)
        .map(|(step, height)| (step as f64, f64::from(*height).clamp(FLOOR, 1e7).log10()));
    projection.polyline(kept)
}

/// The chart.
#[component]
pub fn Chart(run: Run) -> impl IntoView {
    let locale = use_locale();
    let content = move || {
        run.told.track();
        run.race.with_value(|race| {
            let (low, high) = range(race.lanes.iter());
            let length = f64::from(race.plan().length);
            let projection = Projection::new((0.0, length), (low, high), WIDTH, HEIGHT);
            let every = ((high - low) / 6.0).ceil().max(1.0) as i32;
            let marks = (low as i32..=high as i32)
                .filter(|power| power.rem_euclid(every) == 0)
                .map(|power| {
                    let (_, y) = projection.project((0.0, f64::from(power)));
                    let text = match power {
                        -3..=4 => number(10f64.powi(power), (-power).max(0) as usize),
                        _ => super::figures::figure(10f64.powi(power)).replace("1.00×", ""),
                    };
                    view! {
                        <line x1="0" x2=WIDTH y1=y y2=y/>
                        <text x="-5" y=y + 4.0 text-anchor="end">{text}</text>
                    }
                })
                .collect_view();
            let (now, _) = projection.project((f64::from(race.step()), low));
            let lines = race
                .lanes
                .iter()
                .map(|lane| {
                    let class = format!("race-line rule-{}", RULES[lane.rule].key);
                    view! { <polyline class=class points=line(lane, &projection)/> }
                })
                .collect_view();
            view! {
                <g class="axes">{marks}</g>
                <line class="race-now" x1=now x2=now y1="0" y2=HEIGHT/>
                {lines}
                <text x=WIDTH y=HEIGHT + 15.0 text-anchor="end">
                    {td_string!(locale, optimisers.steps_count, count = race.plan().length)}
                </text>
            }
        })
    };
    view! {
        <svg
            class="chart race-chart"
            viewBox=format!("-46 -18 {} {}", WIDTH + 54.0, HEIGHT + 36.0)
            role="img"
            aria-label=td_string!(locale, optimisers.chart)
        >
            <text class="chart-name" x="0" y="-6">{td_string!(locale, optimisers.chart_name)}</text>
            {content}
        </svg>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::super::race::Race;
    use super::super::state::{KEYS, State};
    use super::*;
    use crate::explorables::state::decode;

    fn at(query: &str, step: u32) -> Race {
        let mut race = Race::new(decode(KEYS, &State::default(), query).0.plan());
        race.go_to(step);
        race
    }

    #[test]
    fn the_scale_holds_every_height_in_whole_powers() {
        // From 25.625 down.
        let race = at("rules=gd", 0);
        assert_eq!(range(race.lanes.iter()), (1.0, 2.0));
        let race = at("rules=gd", 300);
        let (low, high) = range(race.lanes.iter());
        assert!(low < -3.0 && (high - 2.0).abs() < 1e-12, "{low}");
        assert_eq!(range([].into_iter()), (-2.0, 2.0));
    }

    #[test]
    fn one_that_diverges_leaves_room_for_the_others() {
        let race = at("rules=gd,adam&lr=gd:0.5", 200);
        assert!(range(race.lanes.iter()).1 <= 6.0);
    }

    #[test]
    fn long_lines_are_thinned_to_their_end() {
        let race = at("rules=adam&steps=5000", 5000);
        let projection = Projection::new((0.0, 5000.0), (-8.0, 2.0), WIDTH, HEIGHT);
        let text = line(&race.lanes[0], &projection);
        assert!(text.split(' ').count() <= MARKS + 1);
        assert!(
            text.split(' ')
                .next_back()
                .is_some_and(|last| last.starts_with("300.0,"))
        );
    }
}
