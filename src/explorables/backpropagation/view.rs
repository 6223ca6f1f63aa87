//! The figure: its parts on one walk.

use super::chain::Chain;
use super::check::Check;
use super::fold::{Fold, is_narrow};
use super::folded::Folded;
use super::formula;
use super::graph::Graph;
use super::math;
use super::matrix_view::Matrices;
use super::notices::Notices;
use super::numbers::short;
use super::readings::readings;
use super::run::Run;
use super::settings::{DataChoice, Settings};
use super::state::{CONTROLS, KEYS, State};
use super::subjects::{ParameterChoice, SampleChoice};
use super::table::ValueTable;
use super::transport::{Transport, on_key};
use crate::explorables::state::{decode, encode, host_problems, value_of};
use crate::explorables::{Request, Stage};
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;

/// The view on a stage.
pub fn view(stage: Stage) -> AnyView {
    let (start, problems) = stage.initial.with_value(|query| {
        let (start, mut problems) = decode(KEYS, &State::default(), query);
        problems.extend(host_problems(CONTROLS, query));
        (start, problems)
    });
    stage.problems.set(problems);
    let state = RwSignal::new(start);
    let run = Run::new(state, stage);
    let told = move || {
        run.present.with(|present| {
            let present = present.as_ref();
            present.map(|present| state.with(|state| readings(state, Some(present))))
        })
    };
    if let Some(readings) = untrack(told) {
        stage.readings.set(readings);
    }
    Effect::new(move || {
        stage
            .query
            .set(state.with(|state| encode(KEYS, &State::default(), state)));
        if let Some(readings) = told() {
            stage.readings.set(readings);
        }
    });
    follow_requests(run);

    let locale = use_locale();
    let folded = Memo::new(move |_| {
        run.present
            .with(|present| present.as_ref().map(|present| present.scene.folded))
    });
    let open = !is_narrow();
    let shows = move |panel: &str| stage.shows(panel);
    view! {
        <div class="bp" tabindex="-1" on:keydown=move |event| on_key(run, &event)>
            <div class="network-head">
                <DataChoice run/>
                <SampleChoice run/>
            </div>
            <Notices run/>
            <Transport run/>
            {move || match folded.get() {
                Some(true) => view! { <Folded run/> }.into_any(),
                Some(false) => view! { <Graph run/> }.into_any(),
                None => ().into_any(),
            }}
            <Scales run/>
            <Losses run/>
            <Formula run=run.following()/>
            <ParameterChoice run/>
            <div class="bp-panels">
                {shows("chain").then(|| view! {
                    <Fold title=td_string!(locale, backprop.chain) open=true><Chain run=run.following()/></Fold>
                })}
                {shows("check").then(|| view! {
                    <Fold title=td_string!(locale, backprop.check) open=open><Check run=run.following()/></Fold>
                })}
                {shows("matrices").then(|| view! {
                    <Fold title=td_string!(locale, backprop.matrices) open=open><Matrices run=run.following()/></Fold>
                })}
                {shows("values").then(|| view! {
                    <Fold title=td_string!(locale, backprop.values)><ValueTable run=run.following()/></Fold>
                })}
            </div>
            <Settings run/>
        </div>
    }
    .into_any()
}

/// The two scales of colours: of what goes forward, and of gradients.
#[component]
fn Scales(run: Run) -> impl IntoView {
    let locale = use_locale();
    let scale = move |name: &'static str, end: f64| {
        view! {
            <div class="legend bp-legend" role="group" aria-label=td_string!(locale, explorable.legend)>
                <span class="legend-name">{name}</span>
                <span>{short(-end)}</span>
                <span class="legend-bar"></span>
                <span>{short(end)}</span>
            </div>
        }
    };
    let scales = move || {
        run.present.with(|present| {
            let scene = &present.as_ref()?.scene;
            Some(view! {
                {scale(td_string!(locale, backprop.scale_values), scene.largest_value)}
                {scale(td_string!(locale, backprop.scale_gradients), scene.largest_gradient)}
            })
        })
    };
    view! { <div class="bp-scales">{scales}</div> }.into_any()
}

/// The loss of the batch before the update and after it.
#[component]
fn Losses(run: Run) -> impl IntoView {
    let locale = use_locale();
    let parts = move || {
        run.present.with(|present| {
            let present = present.as_ref()?;
            let step = &present.scene.step;
            let there = present.seen(neural::backprop::Stage::Loss).is_there();
            let text = |value: f64, there: bool| if there { short(value) } else { "–".to_owned() };
            let updated = present.is_updated();
            let verdict = updated.then(|| {
                if step.loss_after > step.pass.loss {
                    td_string!(locale, backprop.rose)
                } else {
                    td_string!(locale, backprop.fell)
                }
            });
            Some(view! {
                <div>
                    <dt>{td_string!(locale, backprop.loss_before)}</dt>
                    <dd class="number" data-reading="loss">{text(step.pass.loss, there)}</dd>
                </div>
                <div>
                    <dt>{td_string!(locale, backprop.loss_after)}</dt>
                    <dd class="number" data-reading="loss_after">{text(step.loss_after, updated)}</dd>
                </div>
                <div class="bp-verdict"><dt>{td_string!(locale, backprop.step_told)}</dt><dd>{verdict.unwrap_or("–")}</dd></div>
            })
        })
    };
    view! { <dl class="readings">{parts}</dl> }.into_any()
}

/// The present sub-step as formulas with their numbers.
#[component]
fn Formula(run: Run) -> impl IntoView {
    let locale = use_locale();
    let lines = move || {
        run.present.with(|present| {
            let present = present.as_ref()?;
            let lines = formula::lines(present);
            let hint = lines.is_empty() && present.sample().is_none();
            Some(if lines.is_empty() {
                hint.then(|| view! { <p class="panel-hint">{td_string!(locale, backprop.choose_sample)}</p> })
                    .into_any()
            } else {
                math::formula(lines)
            })
        })
    };
    view! {
        <div class="formula bp-formula bp-scrolls" role="group" tabindex="0" aria-label=td_string!(locale, controls.formula)>
            {lines}
        </div>
    }
    .into_any()
}

/// What the prose, the page's tools and an embedding page ask for.
fn follow_requests(run: Run) {
    // A figure that is built anew does not repeat what was asked before.
    let seen = run.stage.request.with_untracked(|(count, _)| *count);
    Effect::new(move || {
        let (count, request) = run.stage.request.get();
        if count == seen {
            return;
        }
        let (base, query) = match request {
            Some(Request::Set(query)) => (run.state.get_untracked(), query),
            Some(Request::Replace(query)) => {
                run.playing.set(false);
                (State::default(), query)
            }
            Some(Request::Do(action)) => {
                untrack(|| run.act(&action));
                return;
            }
            None => return,
        };
        let (next, problems) = decode(KEYS, &base, &query);
        run.stage.problems.set(problems);
        run.state.set(next);
        if let Some(action) = value_of(&query, "do") {
            untrack(|| run.act(&action));
        }
    });
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::super::place::write_stage;
    use super::*;
    use crate::explorables::Host;
    use crate::explorables::shipped::File;
    use crate::i18n::Locale;
    use neural::backprop::stages;

    fn rendered(query: &str, locale: Locale) -> String {
        let owner = Owner::new();
        let html = owner.with(|| {
            provide_context(locale);
            view(Stage::new(Host::Page, query)).to_html()
        });
        owner.cleanup();
        html
    }

    fn chips(query: &str) -> usize {
        rendered(query, Locale::en).matches("bp-chip").count()
    }

    #[test]
    fn what_is_not_computed_is_not_drawn() {
        // Two inputs and six biases, then sum by sum.
        let start = 2 + 6;
        assert_eq!(chips("at=batch"), start);
        assert_eq!(chips("at=z1"), start + 3);
        assert_eq!(chips("at=a1"), start + 6);
        assert_eq!(chips("at=loss"), start + 12);
        assert_eq!(chips("at=delta3"), start + 13);
        // All: z, a and δ of six, ∂a of five, and six slopes of biases.
        assert_eq!(chips("at=update3"), start + 18 + 5 + 6);
        // Of the mean there are the parameters and their gradients.
        assert_eq!(chips("at=update3&sample=mean"), 6 + 6);
    }

    #[test]
    fn every_sub_step_can_be_drawn_in_both_languages() {
        for query in [
            "",
            "data=arms&hidden=4,4,4",
            "data=wave&hidden=&loss=mae",
            "sample=mean",
        ] {
            for stage in stages(4) {
                for locale in [Locale::zh, Locale::en] {
                    let html = rendered(&format!("{query}&at={}", write_stage(stage)), locale);
                    assert!(html.contains("bp-graph") && html.contains("bp-fold"));
                    // The policy of the prerendered page forbids it.
                    assert!(!html.contains(" style="), "{query} {stage:?}");
                }
            }
        }
    }

    #[test]
    fn digits_are_folded_and_few_elements() {
        File::Digits.at_hand().unwrap();
        for stage in stages(3) {
            let at = write_stage(stage);
            let html = rendered(
                &format!("data=digits&hidden=16,16&batch=8&at={at}"),
                Locale::zh,
            );
            assert!(html.contains("bp-folded") && !html.contains("bp-graph"));
            // A path per colour, not an element for each of the 1,440 weights: but for
            // the neuron in focus, whose 64 slopes are written out with their numbers.
            let elements = html.matches('<').count() - html.matches("</").count();
            assert!(elements < 3500, "{stage:?}: {elements}");
        }
    }

    #[test]
    fn what_the_address_hides_is_not_there() {
        let all = rendered("at=update3", Locale::en);
        let none = rendered(
            "at=update3&hide=data,play,scrub,sample,weight,hidden,act,loss,lr,batch,seed,chain,check,matrices,values",
            Locale::en,
        );
        for part in [
            "<select",
            "<details",
            "type=\"range\"",
            "type=\"number\"",
            "transport",
        ] {
            assert!(all.contains(part), "{part}");
            assert!(!none.contains(part), "{part}");
        }
        assert!(none.contains("bp-graph") && none.contains("<math"));
    }
}
