//! What can be chosen besides the entrants: the surface, the time, the start, the
//! picture, and the schedule.

use super::choices::{SCHEDULE_NAMES, SPEED_NAMES, SURFACE_NAMES, VIEW_NAMES, surface_name};
use super::run::Run;
use super::state::{CONDITION, DECAY, LONGEST, NOISE, REACH, State};
use crate::i18n::{td_string, use_locale};
use crate::ui::controls::Slider;
use crate::ui::terrain::relief::{TILT, wrapped};
use leptos::prelude::*;

/// The surface, and what the reader chooses of it.
#[component]
pub fn Ground(run: Run) -> impl IntoView {
    let locale = use_locale();
    let surface = Memo::new(move |_| run.state.with(|state| state.surface));
    let words = (0..SURFACE_NAMES.len()).map(move |index| surface_name(index, locale).to_owned());
    view! {
        {run.fields().named("surface", td_string!(locale, optimisers.surface), (0..).zip(words), SURFACE_NAMES,
            |state| state.surface, |state, index| *state = state.on(index))}
        {move || (surface.get() == 0).then(|| run.fields().typed("kappa", td_string!(locale, optimisers.condition), CONDITION,
            |state| state.condition, |state, value| state.condition = value))}
        {run.fields().typed("noise", td_string!(locale, optimisers.noise), NOISE,
            State::noise, |state, value| state.noise = Some(value))}
    }
    .into_any()
}

/// Play, step forward and back, rewind, how fast, and the race's time itself.
#[component]
pub fn Transport(run: Run) -> impl IntoView {
    let locale = use_locale();
    let name = move || {
        if run.playing.get() {
            td_string!(locale, network.pause)
        } else {
            td_string!(locale, network.play)
        }
    };
    let play = run.stage.shows("play").then(|| {
        view! {
            <button class="primary play" on:click=move |_| run.toggle()>
                <svg viewBox="0 0 16 16" aria-hidden="true">
                    {move || if run.playing.get() {
                        view! { <path d="M4 2h3v12H4zM9 2h3v12H9z"/> }
                    } else {
                        view! { <path d="M4 2l10 6-10 6z"/> }
                    }}
                </svg>
                {name}
            </button>
            <button on:click=move |_| run.move_by(-1)>{td_string!(locale, optimisers.back)}</button>
            <button on:click=move |_| run.move_by(1)>{td_string!(locale, network.step)}</button>
            <button on:click=move |_| run.rewind()>{td_string!(locale, network.rewind)}</button>
        }
    });
    let speeds = SPEED_NAMES
        .iter()
        .map(move |speed| td_string!(locale, optimisers.steps_a_second, speed = *speed));
    let at = Memo::new(move |_| {
        run.told.track();
        (run.step(), run.race.with_value(|race| race.plan().length))
    });
    let said = move || td_string!(locale, optimisers.at_step, step = at.get().0);
    let time = run.stage.shows("time").then(|| {
        view! {
            <label class="scrub">
                <span>{td_string!(locale, optimisers.time)}</span>
                <input
                    type="range"
                    min="0"
                    max=move || at.get().1
                    step="1"
                    value="0"
                    prop:value=move || at.get().0
                    aria-valuetext=said
                    on:input=move |event| {
                        if let Ok(step) = event_target_value(&event).parse() {
                            run.playing.set(false);
                            run.go_to(step);
                        }
                    }
                />
                <span class="number" data-reading="step" aria-hidden="true">{move || at.get().0}</span>
            </label>
        }
    });
    view! {
        <div class="transport">
            {play}
            {run.fields().named("speed", td_string!(locale, network.speed), (0..).zip(speeds), SPEED_NAMES,
                |state| state.speed, |state, index| state.speed = index)}
        </div>
        {time}
    }
    .into_any()
}

/// Under the picture: which picture, from where, and the start in numbers.
#[component]
pub fn Sights(run: Run) -> impl IntoView {
    let locale = use_locale();
    let relief = Memo::new(move |_| run.state.with(|state| state.relief));
    let words = vec![
        td_string!(locale, optimisers.map).to_owned(),
        td_string!(locale, optimisers.relief).to_owned(),
    ];
    let turning = move || {
        (relief.get() && run.stage.shows("view")).then(|| view! {
            <Slider
                label=td_string!(locale, optimisers.turn)
                value=Signal::derive(move || run.state.with(|state| state.camera.turn))
                min=-180.0
                max=180.0
                step=5.0
                decimals=0
                on_change=Callback::new(move |value| run.state.update(|state| state.camera.turn = wrapped(value)))
            />
            <Slider
                label=td_string!(locale, optimisers.tilt)
                value=Signal::derive(move || run.state.with(|state| state.camera.tilt))
                min=TILT.0
                max=TILT.1
                step=5.0
                decimals=0
                on_change=Callback::new(move |value| run.state.update(|state| state.camera.tilt = value))
            />
        })
    };
    view! {
        <div class="picture-choices">
            {run.fields().named("view", td_string!(locale, optimisers.view), (0..).zip(words), VIEW_NAMES,
                |state| usize::from(state.relief), |state, index| state.relief = index == 1)}
            {run.fields().typed("start", td_string!(locale, optimisers.start_x), (-REACH, REACH),
                |state| state.start()[0], |state, value| state.start[0] = Some(value))}
            {run.fields().typed("start", td_string!(locale, optimisers.start_y), (-REACH, REACH),
                |state| state.start()[1], |state, value| state.start[1] = Some(value))}
        </div>
        {turning}
        <p class="panel-hint">
            {move || if relief.get() {
                td_string!(locale, optimisers.relief_hint)
            } else {
                td_string!(locale, optimisers.map_hint)
            }}
        </p>
    }
    .into_any()
}

/// Schedule, warm-up, decay, noise's seed, the race's length.
#[component]
pub fn More(run: Run) -> impl IntoView {
    let locale = use_locale();
    let schedule = Memo::new(move |_| run.state.with(|state| state.schedule));
    let words = vec![
        td_string!(locale, optimisers.constant).to_owned(),
        td_string!(locale, optimisers.in_steps).to_owned(),
        td_string!(locale, optimisers.cosine).to_owned(),
    ];
    let falls = move || {
        (schedule.get() > 0).then(|| view! {
            {run.fields().whole("every", td_string!(locale, optimisers.every), 1..=LONGEST,
                |state| state.every, |state, value| state.every = value)}
            {(schedule.get() == 1).then(|| run.fields().typed("factor", td_string!(locale, optimisers.factor), (0.0, 1.0),
                |state| state.factor, |state, value| state.factor = value))}
        })
    };
    let now = move || {
        run.told.track();
        let shown = run.state.with(|state| state.shown);
        let rate = run.race.with_value(|race| {
            let lane = race.lanes.iter().find(|lane| lane.rule == shown);
            lane.and_then(|lane| lane.last.as_ref())
                .map(|step| step.rate)
        });
        rate.map(|rate| {
            let name = super::choices::RULES[shown].name;
            let rate = super::figures::figure(f64::from(rate));
            td_string!(locale, optimisers.rate_now, name = name, rate = rate)
        })
    };
    run.stage.shows("more").then(|| {
        view! {
            <details class="more">
                <summary>{td_string!(locale, optimisers.more)}</summary>
                <div class="choices race-more">
                    {run.fields().named("sched", td_string!(locale, optimisers.schedule), (0..).zip(words), SCHEDULE_NAMES,
                        |state| state.schedule, |state, index| state.schedule = index)}
                    {falls}
                    {run.fields().whole("warmup", td_string!(locale, optimisers.warm_up), 0..=LONGEST,
                        |state| state.warm_up, |state, value| state.warm_up = value)}
                    {run.fields().typed("wd", td_string!(locale, optimisers.decay), DECAY,
                        |state| state.decay, |state, value| state.decay = value)}
                    {run.fields().whole("seed", td_string!(locale, network.seed), 0..=u32::MAX,
                        |state| state.seed, |state, value| state.seed = value)}
                    {run.fields().whole("steps", td_string!(locale, optimisers.length), 10..=LONGEST,
                        |state| state.length, |state, value| state.length = value)}
                </div>
                <p class="panel-hint">{now}</p>
                <p class="panel-hint">{td_string!(locale, optimisers.decay_hint)}</p>
            </details>
        }
        .into_any()
    })
}
