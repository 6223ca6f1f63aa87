//! The network as a picture: each weight a line, each neuron a node with the
//! map of what it answers over the plane. Where there is no plane, layers are
//! told by their sizes.

use super::advanced::Look;
use super::canvas::Sheets;
use super::handles::{Handles, bias_mark, bias_paint, biased, spot_of};
use super::layout::{Layout, Link, NODE, Node, level};
use super::run::Run;
use super::spot::{Field, Spot};
use crate::i18n::{Locale, td_string, use_locale};
use crate::ui::canvas::{Colours, watch_width};
use crate::ui::scale::colour;
use leptos::prelude::*;
use leptos::{html, svg};
use neural::session::Frame;
use wasm_bindgen::JsCast;

/// The picture.
#[component]
pub fn Graph(
    run: Run,
    layout: Memo<Layout>,
    colours: Colours,
    hovered: RwSignal<Option<Node>>,
    spot: RwSignal<Option<Spot>>,
) -> impl IntoView {
    let locale = use_locale();
    let picture = NodeRef::<svg::Svg>::new();
    let canvas = NodeRef::<html::Canvas>::new();
    let sheets = StoredValue::new_local(None);
    let shown = watch_width(canvas);
    let drawn = StoredValue::new_local(Drawn::default());
    let retry = RwSignal::new(0_u32);

    Effect::new(move || {
        retry.track();
        let layout = layout.get();
        let (Some(svg), Some(frame)) = (picture.get(), run.frame()) else {
            return;
        };
        if !matches_layout(&frame, &layout) {
            return;
        }
        let updated = drawn.try_update_value(|drawn| drawn.update(&svg, &layout, &frame));
        if updated == Some(false) {
            // The lines of a new layout come with the next repaint.
            request_animation_frame(move || {
                let _ = retry.try_update(|count| *count = count.wrapping_add(1));
            });
        }
    });
    Effect::new(move || {
        let layout = layout.get();
        let (Some(canvas), Some(palette)) = (canvas.get(), colours.get()) else {
            return;
        };
        let frame = run.frame().filter(|frame| matches_layout(frame, &layout));
        let hard = run.state.with(|state| state.advanced.map == Look::Hard);
        let shown = shown.get();
        sheets.update_value(|sheets| {
            if sheets.is_none() {
                *sheets = Sheets::new();
            }
            if let (Some(sheets), Some(frame)) = (sheets, frame) {
                sheets.draw_nodes(&canvas, shown, &layout, &frame, &palette, hard);
            }
        });
    });

    view! {
        <div class="graph">
            <svg
                node_ref=picture
                viewBox=move || layout.with(|layout| format!("0 0 {} {}", layout.size.0, layout.size.1))
                role="group"
                aria-label=td_string!(locale, network.graph)
            >
                {move || {
                    let layout = layout.get();
                    let frame = still_frame(run);
                    view! {
                        <g stroke="var(--rule-strong)" stroke-width="1" fill="none">
                            {layout.links.iter().map(|link| line(link, frame.as_deref())).collect_view()}
                        </g>
                        {layout.nodes.iter().map(|node| drawn_node(node, &layout, locale, hovered, spot)).collect_view()}
                        {biased(&layout).map(|node| bias_mark(node, frame.as_deref())).collect_view()}
                        {layer_names(&layout, locale)}
                    }
                }}
                <Handles run layout spot/>
            </svg>
            <canvas node_ref=canvas class="graph-maps" aria-hidden="true"></canvas>
        </div>
    }
    .into_any()
}

/// In a prerendered page the lines carry their weights; in the browser the
/// frames set them.
fn still_frame(run: Run) -> Option<std::sync::Arc<Frame>> {
    if cfg!(feature = "ssr") {
        run.engine.frame.get_untracked()
    } else {
        None
    }
}

/// A frame of the run before may still stand while another is loaded.
fn matches_layout(frame: &Frame, layout: &Layout) -> bool {
    frame.layers.len() + 1 == layout.sizes.len()
        && frame
            .layers
            .iter()
            .zip(layout.sizes.windows(2))
            .all(|(layer, sizes)| {
                layer.inputs as usize == sizes[0] && layer.biases.len() == sizes[1]
            })
}

fn weight_level(link: &Link, frame: &Frame) -> i8 {
    let layer = frame.layers.get(link.layer);
    level(
        layer
            .and_then(|layer| layer.weights.get(link.weight))
            .copied()
            .unwrap_or_default(),
    )
}

fn stroke(level: i8) -> (String, String) {
    let share = f64::from(level) / 20.0;
    // A weight near zero stays visible as a thin line.
    let paint = if level == 0 {
        "var(--rule)".to_owned()
    } else {
        colour(share)
    };
    (paint, format!("{:.2}", 0.8 + 4.2 * share.abs()))
}

fn line(link: &Link, frame: Option<&Frame>) -> impl IntoView + use<> {
    let path = link.path();
    let (paint, width) = frame.map(|frame| stroke(weight_level(link, frame))).unzip();
    view! { <path class="weight" d=path stroke=paint stroke-width=width/> }
}

/// How a weight or a bias is drawn: its level, and whether it is frozen.
type Mark = (i8, bool);

fn mark(spot: Spot, frame: &Frame) -> Mark {
    (
        level(spot.value(frame).unwrap_or_default()),
        spot.is_frozen(frame),
    )
}

/// The elements of the picture's weights and biases, and how they are drawn.
#[derive(Default)]
struct Drawn {
    layout: Layout,
    elements: Vec<web_sys::Element>,
    marks: Vec<Mark>,
}

impl Drawn {
    /// Sets what has changed; false if the lines of the layout aren't there yet.
    fn update(&mut self, svg: &web_sys::Element, layout: &Layout, frame: &Frame) -> bool {
        let gone = (self.elements.first()).is_none_or(|element| !element.is_connected());
        if gone || self.layout != *layout {
            self.layout.clone_from(layout);
            self.marks.clear();
            self.elements = elements(svg, ".weight");
            let lines = self.elements.len();
            self.elements.extend(elements(svg, ".bias"));
            if lines != layout.links.len() {
                self.elements.clear();
            }
        }
        let weights = layout.links.iter().map(|link| spot_of(link, layout));
        let biases =
            biased(layout).map(|node| Spot::whole(node.layer, node.index).with(Field::Bias));
        let marks: Vec<Mark> = weights
            .chain(biases)
            .map(|spot| mark(spot, frame))
            .collect();
        if self.elements.len() != marks.len() {
            self.elements.clear();
            return false;
        }
        for (index, (element, now)) in self.elements.iter().zip(&marks).enumerate() {
            if self.marks.get(index) == Some(now) {
                continue;
            }
            if index < layout.links.len() {
                let (paint, width) = stroke(now.0);
                let _ = element.set_attribute("stroke", &paint);
                let _ = element.set_attribute("stroke-width", &width);
            } else {
                let _ = element.set_attribute("fill", &bias_paint(now.0));
            }
            let _ = element.toggle_attribute_with_force("data-frozen", now.1);
        }
        self.marks = marks;
        true
    }
}

fn elements(of: &web_sys::Element, selector: &str) -> Vec<web_sys::Element> {
    let Ok(found) = of.query_selector_all(selector) else {
        return Vec::new();
    };
    let nodes = (0..found.length()).filter_map(|index| found.item(index));
    nodes.filter_map(|node| node.dyn_into().ok()).collect()
}

/// What a layer is called.
pub fn layer_name(layer: usize, layout: &Layout, locale: Locale) -> String {
    if layer == 0 {
        td_string!(locale, network.input).to_owned()
    } else if layout.is_output(layer) {
        td_string!(locale, network.output_name).to_owned()
    } else {
        td_string!(locale, network.layer, layer = layer)
    }
}

/// What a node of a layer is called.
pub fn node_name(layer: usize, unit: usize, layout: &Layout, locale: Locale) -> String {
    if layer == 0 {
        let name = layout.inputs.get(unit).cloned().unwrap_or_default();
        td_string!(locale, network.input_name, name = name)
    } else if !layout.is_output(layer) {
        td_string!(locale, network.neuron_name, layer = layer, index = unit + 1)
    } else if layout.sizes[layer] == 1 {
        td_string!(locale, network.output_name).to_owned()
    } else {
        td_string!(locale, controls.output_number, index = unit + 1)
    }
}

fn drawn_node(
    node: &Node,
    layout: &Layout,
    locale: Locale,
    hovered: RwSignal<Option<Node>>,
    spot: RwSignal<Option<Spot>>,
) -> impl IntoView + use<> {
    let (x, y) = node.place;
    let name = node_name(node.layer, node.index, layout, locale);
    let label = (node.layer == 0)
        .then(|| layout.inputs.get(node.index).cloned())
        .flatten();
    let node = StoredValue::new(node.clone());
    let is_open = move || {
        let open = spot.get();
        open.is_some_and(|open| node.with_value(|node| open.is(node)))
    };
    let enter = move || hovered.set(Some(node.get_value()));
    let leave = move || hovered.set(None);
    let toggle = move || {
        let whole = node.with_value(|node| Spot::whole(node.layer, node.index));
        spot.set((!is_open()).then_some(whole));
    };
    view! {
        <g
            class="graph-node"
            role="button"
            tabindex="0"
            aria-label=name
            aria-pressed=move || is_open().to_string()
            on:pointerenter=move |_| enter()
            on:pointerleave=move |_| leave()
            on:focus=move |_| enter()
            on:blur=move |_| leave()
            on:click=move |_| toggle()
            on:keydown=move |event| {
                if matches!(event.key().as_str(), "Enter" | " ") {
                    event.prevent_default();
                    toggle();
                }
            }
        >
            <rect x=x y=y width=NODE height=NODE rx="4"/>
            {label.map(|label| view! {
                <text x=x - 4.0 y=y + NODE / 2.0 + 4.0 text-anchor="end">{label}</text>
            })}
        </g>
    }
}

fn layer_names(layout: &Layout, locale: Locale) -> impl IntoView + use<> {
    (0..layout.sizes.len())
        .filter_map(|layer| {
            let first = layout.nodes.iter().find(|node| node.layer == layer)?;
            let last = layout.nodes.iter().rfind(|node| node.layer == layer)?;
            let x = first.place.0 + NODE / 2.0;
            let name = layer_name(layer, layout, locale);
            let rest = layout.left_out(layer);
            let below = (rest > 0).then(|| {
                view! { <text class="graph-rest" x=x y=last.place.1 + NODE + 16.0 text-anchor="middle">{format!("+{rest}")}</text> }
            });
            Some(view! {
                <text class="graph-layer" x=x y="12" text-anchor="middle">{name}</text>
                {below}
            })
        })
        .collect_view()
}

/// The network as a row of its layers' sizes, for data outside the plane.
#[component]
pub fn Folded(run: Run, layout: Memo<Layout>, spot: RwSignal<Option<Spot>>) -> impl IntoView {
    let locale = use_locale();
    let bars = move || {
        let layout = layout.get();
        layout
            .sizes
            .iter()
            .enumerate()
            .map(|(layer, &size)| {
                let name = layer_name(layer, &layout, locale);
                let height = 14.0 + 30.0 * (1.0 + size as f64).log2();
                let y = 130.0 - height / 2.0;
                let count = if size == 0 {
                    "–".to_owned()
                } else {
                    size.to_string()
                };
                view! {
                    <li>
                        <svg viewBox="0 0 48 260" aria-hidden="true">
                            <rect x="8" y=y width="32" height=height rx="6"/>
                        </svg>
                        {if layer > 0 && size > 0 && run.stage.shows("edit") {
                            view! {
                                <button
                                    class="link folded-name"
                                    title=td_string!(locale, controls.look_inside)
                                    on:click=move |_| spot.set(Some(Spot::whole(layer, 0)))
                                >{name}</button>
                            }
                            .into_any()
                        } else {
                            view! { <span class="folded-name">{name}</span> }.into_any()
                        }}
                        <span class="number">{count}</span>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <div class="folded" role="group" aria-label=td_string!(locale, network.graph)>
            <ol>{bars}</ol>
        </div>
    }
    .into_any()
}
