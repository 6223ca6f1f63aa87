//! The pinned runs, side by side.

use super::super::bench::{Bench, Task};
use super::super::head::data_name;
use super::super::pins::{differing, value};
use super::super::readings::gap;
use super::super::state::{KEYS, Setting};
use crate::i18n::{Locale, number, percent, td_string, use_locale};
use leptos::prelude::*;
use neural::job::CureRun;

/// A setting's name.
fn key_name(key: &str, locale: Locale) -> &'static str {
    match key {
        "data" => td_string!(locale, network.data),
        "n" => td_string!(locale, tuning.examples),
        "wrong" => td_string!(locale, tuning.wrong),
        "hidden" => td_string!(locale, tuning.hidden),
        "epochs" => td_string!(locale, tuning.epochs),
        "seed" => td_string!(locale, network.seed),
        "l1" => td_string!(locale, tuning.l1),
        "l2" => td_string!(locale, tuning.l2),
        "drop" => td_string!(locale, tuning.dropout),
        "patience" => td_string!(locale, tuning.stopping),
        "more" => td_string!(locale, tuning.more),
        _ => td_string!(locale, tuning.augmentation),
    }
}

/// A setting's value.
fn key_value(pin: Setting, key: usize, locale: Locale) -> String {
    let cures = pin.cures;
    let none = td_string!(locale, tuning.off).to_owned();
    match KEYS[key].name {
        "data" => data_name(pin.data, locale).to_owned(),
        "l1" if cures.l1 == 0.0 => none,
        "l2" if cures.l2 == 0.0 => none,
        "drop" if cures.dropout == 0.0 => none,
        "drop" => format!("{}%", number(cures.dropout, 0)),
        "patience" if cures.patience == 0 => none,
        "more" if cures.more <= 1 => none,
        "more" => format!("×{}", cures.more),
        "aug" => {
            let names = [
                td_string!(locale, tuning.short_shift),
                td_string!(locale, tuning.short_rotate),
                td_string!(locale, tuning.short_noise),
            ];
            let used = names.into_iter().zip(cures.augment);
            let used: Vec<_> = used
                .filter(|(_, used)| *used)
                .map(|(name, _)| name)
                .collect();
            if used.is_empty() {
                none
            } else {
                used.join(td_string!(locale, tuning.comma))
            }
        }
        _ => value(pin, key),
    }
}

/// A share in percent, and how many points it is above or below another.
fn beside(share: f64, base: Option<f64>) -> String {
    let Some(base) = base else {
        return percent(share, 1);
    };
    let points = 100.0 * (share - base);
    let sign = if points > 0.0 { "+" } else { "" };
    format!("{} ({sign}{})", percent(share, 1), number(points, 1))
}

/// What a run came to, a cell each: training accuracy, test accuracy beside the
/// first run's, gap, test loss, epoch, weights' norm, weights at zero.
fn cells(run: Option<&CureRun>, base: Option<f64>) -> [String; 7] {
    let Some(run) = run else {
        return std::array::from_fn(|_| "–".to_owned());
    };
    let [train, test, between] = gap(run);
    let weights = &run.weights;
    let zeros = f64::from(weights.zeros) / f64::from(weights.count.max(1));
    [
        percent(train, 1),
        beside(test, base),
        number(between * 100.0, 1),
        number(f64::from(run.scores().test.loss), 2),
        run.kept.to_string(),
        number(f64::from(weights.norm), 1),
        percent(zeros, 0),
    ]
}

/// The table of pinned runs.
#[component]
pub fn Pins(bench: Bench) -> impl IntoView {
    let locale = use_locale();
    let pins = Memo::new(move |_| bench.state.with(|state| state.pins.clone()));
    let due =
        Memo::new(move |_| pins.with(|pins| pins.iter().any(|pin| bench.result(pin).is_none())));
    let idle = Memo::new(move |_| !bench.busy(Task::Run));
    let body = move || {
        let pins = pins.get();
        if pins.is_empty() {
            return view! { <p class="panel-hint">{td_string!(locale, tuning.no_pins)}</p> }
                .into_any();
        }
        view! {
            {table(bench, &pins, locale)}
            {move || due.get().then(|| view! {
                <button disabled=move || !idle.get() on:click=move |_| bench.compare()>
                    {td_string!(locale, tuning.train_pins)}
                </button>
            })}
        }
        .into_any()
    };
    view! {
        <section class="tuning-pins">
            <p class="panel-title">{td_string!(locale, tuning.pins)}</p>
            {body}
        </section>
    }
    .into_any()
}

fn table(bench: Bench, pins: &[Setting], locale: Locale) -> impl IntoView + use<> {
    let keys = differing(pins);
    let heading = |text: String| view! { <th scope="col">{text}</th> };
    let settings = keys
        .iter()
        .map(|key| heading(key_name(KEYS[*key].name, locale).to_owned()));
    let settings = settings.collect_view();
    let results = [
        td_string!(locale, tuning.train_accuracy),
        td_string!(locale, network.test_accuracy),
        td_string!(locale, tuning.gap),
        td_string!(locale, network.test_loss),
        td_string!(locale, tuning.kept),
        td_string!(locale, tuning.norm),
        td_string!(locale, tuning.zeros),
    ];
    let results = results.map(|name| heading(name.to_owned())).collect_view();
    let first = pins.first().copied();
    let rows = (1_usize..).zip(pins.iter().copied()).map(|(at, pin)| {
        let name = td_string!(locale, tuning.pin_name, at = at);
        let own = keys.iter().map(|key| view! { <td>{key_value(pin, *key, locale)}</td> });
        let own = own.collect_view();
        let present = Memo::new(move |_| bench.state.with(|state| state.run == pin));
        let outcome = move || {
            let run = bench.result(&pin);
            let base = first.filter(|first| *first != pin);
            let base = base.and_then(|base| bench.result(&base)).map(|run| gap(&run)[1]);
            let cells = cells(run.as_deref(), base).map(|cell| view! { <td class="number">{cell}</td> });
            cells.collect_view()
        };
        let take = move |_| {
            bench.state.update(|state| state.run = pin);
            if let Some(run) = untrack(|| bench.result(&pin)) {
                bench.shown.set(Some((pin, run)));
            }
        };
        view! {
            <tr class:best=move || present.get()>
                <th scope="row">{name.clone()}</th>
                {own}
                {outcome}
                <td class="tuning-row-tools">
                    <button aria-label=td_string!(locale, tuning.take_named, name = name.clone()) on:click=take>
                        {td_string!(locale, tuning.take)}
                    </button>
                    <button
                        aria-label=td_string!(locale, tuning.unpin_named, name = name)
                        on:click=move |_| bench.unpin(&pin)
                    >{td_string!(locale, tuning.unpin)}</button>
                </td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let caption = if keys.is_empty() && pins.len() > 1 {
        td_string!(locale, tuning.pins_same)
    } else {
        td_string!(locale, tuning.pins_caption)
    };
    view! {
        <div class="table" role="region" tabindex="0" aria-label=td_string!(locale, tuning.pins)>
            <table class="run-table tuning-table">
                <caption>{caption}</caption>
                <thead><tr><th scope="col">{td_string!(locale, tuning.run_column)}</th>{settings}{results}<td></td></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_has_its_words() {
        let mut pin = Setting::default();
        pin.cures.augment = [true, false, true];
        pin.cures.more = 4;
        let words = |pin: Setting, name: &str| {
            let key = KEYS
                .iter()
                .position(|key| key.name == name)
                .unwrap_or_default();
            key_value(pin, key, Locale::en)
        };
        assert_eq!(words(pin, "more"), "×4");
        assert_eq!(words(pin, "l2"), "off");
        assert_eq!(words(pin, "aug"), "shift, noise");
        assert_eq!(words(pin, "n"), "100");
        assert_eq!(cells(None, None)[0], "–");
        assert_eq!(beside(0.75, Some(0.7)), "75.0% (+5.0)");
        assert_eq!(beside(0.75, Some(0.8)), "75.0% (−5.0)");
        assert_eq!(beside(0.75, None), "75.0%");
    }
}
