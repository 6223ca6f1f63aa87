//! The picture's handles: what a pointer takes hold of to read a weight or a
//! bias, to drag it, or to open its neuron.

use super::layout::{Layout, Link, NODE, Node, level};
use super::run::Run;
use super::spot::{Field, Spot};
use crate::i18n::{number, td_string, use_locale};
use crate::ui::scale::colour;
use leptos::prelude::*;
use neural::session::Frame;
use wasm_bindgen::JsCast;
use web_sys::PointerEvent;

/// Change of a weight per unit of the screen that it is dragged.
const PER_PIXEL: f32 = 0.01;
/// Pixels before a press counts as a drag.
const SLACK: i32 = 4;
/// Values that fit one below the other before each neuron of a layer.
const STACKED: usize = 4;
/// Units of the picture from one such value to the next.
const PITCH: f64 = 9.0;

/// A handle that is pressed: where, and what it held.
#[derive(Clone, Copy)]
struct Press {
    spot: Spot,
    from: (i32, f32),
    dragging: bool,
}

/// A link's spot.
pub fn spot_of(link: &Link, layout: &Layout) -> Spot {
    let inputs = layout.sizes[link.layer].max(1);
    Spot::whole(link.layer + 1, link.weight / inputs).with(Field::Weight(link.weight % inputs))
}

/// The nodes that have a bias.
pub fn biased(layout: &Layout) -> impl Iterator<Item = &Node> {
    layout.nodes.iter().filter(|node| node.layer > 0)
}

/// Where a link's value is written: before its neuron, in the order of the inputs.
fn label_place(link: &Link, layout: &Layout) -> (f64, f64) {
    let inputs = layout.sizes[link.layer].clamp(1, super::layout::SHOWN);
    let input = (link.weight % layout.sizes[link.layer].max(1)) as f64 + 0.5;
    let (x, y) = link.ends[1];
    (x - 17.0, y + (input - inputs as f64 / 2.0) * PITCH)
}

/// Whether the values of all of a layer's links can be told apart.
fn legible(layer: usize, layout: &Layout) -> bool {
    layout.sizes[layer] <= STACKED || layout.sizes[layer + 1] == 1
}

/// A bias as a small square at the lower left corner of its neuron.
pub fn bias_mark(node: &Node, frame: Option<&Frame>) -> impl IntoView + use<> {
    let (x, y) = (node.place.0 - 5.0, node.place.1 + NODE - 6.0);
    let spot = Spot::whole(node.layer, node.index).with(Field::Bias);
    let paint = frame
        .and_then(|frame| spot.value(frame))
        .map(|bias| bias_paint(level(bias)));
    view! { <rect class="bias" x=x y=y width="9" height="9" rx="2" fill=paint/> }
}

/// The colour of a bias.
pub fn bias_paint(level: i8) -> String {
    colour(f64::from(level) / 20.0)
}

/// Invisible, wide enough to hit; above the lines, below the nodes.
#[component]
pub fn Handles(run: Run, layout: Memo<Layout>, spot: RwSignal<Option<Spot>>) -> impl IntoView {
    let locale = use_locale();
    let over = RwSignal::new(None::<Spot>);
    let press = StoredValue::new(None::<Press>);
    let found = move |event: &PointerEvent| {
        let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
        let read = |name| target.get_attribute(name)?.parse::<usize>().ok();
        layout.with(|layout| {
            let link = read("data-link").and_then(|index| layout.links.get(index));
            let bias = read("data-bias").and_then(|index| biased(layout).nth(index));
            let of_bias = |node: &Node| Spot::whole(node.layer, node.index).with(Field::Bias);
            link.map(|link| spot_of(link, layout))
                .or_else(|| bias.map(of_bias))
        })
    };
    let value = move |spot: Spot| run.frame().and_then(|frame| spot.value(&frame));
    let down = move |event: PointerEvent| {
        let Some(spot) = found(&event).filter(|_| event.button() == 0) else {
            return;
        };
        if let Some(held) = untrack(|| value(spot)) {
            if let Some(target) = event
                .target()
                .and_then(|t| t.dyn_into::<web_sys::Element>().ok())
            {
                let _ = target.set_pointer_capture(event.pointer_id());
            }
            let from = (event.client_x(), held);
            press.set_value(Some(Press {
                spot,
                from,
                dragging: false,
            }));
        }
    };
    let moved = move |event: PointerEvent| {
        let pressed = press.try_update_value(|press| {
            let press = press.as_mut()?;
            let way = event.client_x() - press.from.0;
            press.dragging |= way.abs() > SLACK;
            press
                .dragging
                .then_some((press.spot, press.from.1 + way as f32 * PER_PIXEL))
        });
        match pressed.flatten() {
            Some((spot, value)) => {
                if let Some(part) = spot.part() {
                    run.set(part, (value * 100.0).round() / 100.0);
                }
            }
            None => over.set(found(&event)),
        }
    };
    let up = move |_| {
        if let Some(press) = press.try_update_value(Option::take).flatten()
            && !press.dragging
        {
            spot.set(Some(press.spot));
        }
    };
    let areas = move || {
        layout.with(|layout| {
            let links = layout.links.iter().enumerate().map(|(index, link)| {
                view! { <path data-link=index d=link.path()/> }
            });
            let biases = biased(layout).enumerate().map(|(index, node)| {
                let (x, y) = (node.place.0 - 9.0, node.place.1 + NODE - 10.0);
                view! { <rect data-bias=index x=x y=y width="15" height="16"/> }
            });
            view! {
                {links.collect_view()}
                {biases.collect_view()}
            }
        })
    };
    // Written: every weight if the reader wants it, else those of the open neuron.
    let written = Memo::new(move |_| {
        let all = run.state.with(|state| state.advanced.values);
        let open = spot.get();
        layout.with(|layout| {
            let wanted = |link: &&Link| {
                let of = spot_of(link, layout);
                (all && legible(link.layer, layout))
                    || open.is_some_and(|open| (open.layer, open.unit) == (of.layer, of.unit))
            };
            let place = |link: &Link| (spot_of(link, layout), label_place(link, layout));
            layout
                .links
                .iter()
                .filter(wanted)
                .map(place)
                .collect::<Vec<_>>()
        })
    });
    let text = move |spot: Spot| value(spot).map(|value| number(f64::from(value), 2));
    let labels = move || {
        written.with(|written| {
            let label = |&(spot, (x, y)): &(Spot, (f64, f64))| {
                view! { <text x=x y=y + 3.0 text-anchor="middle">{move || text(spot)}</text> }
            };
            written.iter().map(label).collect_view()
        })
    };
    let tip = move || {
        let spot = over.get()?;
        let (x, y) = layout.with(|layout| place_of(spot, layout))?;
        let name = if spot.field == Field::Bias {
            td_string!(locale, controls.bias)
        } else {
            td_string!(locale, controls.weight)
        };
        Some(view! {
            <text class="tip" x=x y=y - 5.0 text-anchor="middle">
                {move || text(spot).map(|value| format!("{name} {value}"))}
            </text>
        })
    };
    run.stage.shows("edit").then(|| {
        view! {
            <g
                class="handles"
                aria-hidden="true"
                on:pointerdown=down
                on:pointermove=moved
                on:pointerup=up
                on:pointercancel=move |_| press.set_value(None)
                on:pointerleave=move |_| over.set(None)
            >{areas}</g>
            <g class="weight-values" aria-hidden="true">{labels}{tip}</g>
        }
    })
}

fn place_of(spot: Spot, layout: &Layout) -> Option<(f64, f64)> {
    if spot.field == Field::Bias {
        let node = layout.nodes.iter().find(|node| spot.is(node))?;
        return Some((node.place.0, node.place.1 + NODE + 2.0));
    }
    let link = layout
        .links
        .iter()
        .find(|link| spot_of(link, layout) == spot)?;
    Some(label_place(link, layout))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorables::neural_network::state::State;

    #[test]
    fn a_handle_knows_its_weight() {
        let state = State {
            hidden: vec![12, 3],
            ..State::default()
        };
        let layout = Layout::of(&state, None);
        for link in &layout.links {
            let spot = spot_of(link, &layout);
            let Field::Weight(input) = spot.field else {
                panic!("{spot:?}")
            };
            assert_eq!(
                spot.unit * layout.sizes[spot.layer - 1] + input,
                link.weight
            );
            assert_eq!(place_of(spot, &layout), Some(label_place(link, &layout)));
        }
        assert_eq!(biased(&layout).count(), 8 + 3 + 1);
    }

    #[test]
    fn values_stand_apart_and_between_the_layers() {
        for hidden in [vec![4, 2], vec![8, 8], vec![4, 4, 3]] {
            let state = State {
                hidden,
                ..State::default()
            };
            let layout = Layout::of(&state, None);
            let apart = |a: (f64, f64), b: (f64, f64)| {
                (a.0 - b.0).abs() > 1.0 || (a.1 - b.1).abs() >= PITCH
            };
            for link in &layout.links {
                let at = label_place(link, &layout);
                assert!(link.ends[0].0 < at.0 && at.0 < link.ends[1].0);
                for other in &layout.links {
                    let (one, two) = (spot_of(link, &layout), spot_of(other, &layout));
                    let together = legible(link.layer, &layout) || one.unit == two.unit;
                    if one != two && link.layer == other.layer && together {
                        assert!(apart(at, label_place(other, &layout)), "{one:?} {two:?}");
                    }
                }
            }
        }
    }
}
