//! The numbers of the present step.

use super::readings::figures;
use super::run::Run;
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;

/// Milliseconds between two announcements while it trains.
const PACE: f64 = 5000.0;

/// Epoch, losses and accuracies. Screen readers hear them now and then, and
/// when the run stands.
#[component]
pub fn Figures(run: Run) -> impl IntoView {
    let locale = use_locale();
    let names = [
        td_string!(locale, network.epoch),
        td_string!(locale, network.loss),
        td_string!(locale, network.test_loss),
        td_string!(locale, network.accuracy),
        td_string!(locale, network.test_accuracy),
    ];
    let values = Memo::new(move |_| figures(run.frame().as_deref()));
    let items = names
        .into_iter()
        .enumerate()
        .map(|(index, name)| {
            let key = figures(None)[index].0;
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd class="number" data-reading=key>{move || values.with(|values| values[index].1.clone())}</dd>
                </div>
            }
        })
        .collect_view();
    let sizes = Memo::new(move |_| {
        let info = run.info()?;
        Some((info.train, info.test, info.parameters))
    });
    let sizes = move || {
        sizes.get().map(|(train, test, parameters)| {
            td_string!(
                locale,
                network.sizes,
                train = train,
                test = test,
                parameters = parameters
            )
        })
    };
    let said = RwSignal::new(String::new());
    Effect::new(move |last: Option<f64>| {
        let (playing, values) = (run.playing.get(), values.get());
        let now = js_sys::Date::now();
        match last {
            Some(last) if playing && now - last < PACE => last,
            _ => {
                let [(_, epoch), (_, loss), (_, test), ..] = values;
                said.set(td_string!(
                    locale,
                    network.announce,
                    epoch = epoch,
                    loss = loss,
                    test = test
                ));
                now
            }
        }
    });
    view! {
        <dl class="readings">{items}</dl>
        <p class="figure-status">{sizes}</p>
        <p class="hidden-status" role="status">{said}</p>
    }
    .into_any()
}
