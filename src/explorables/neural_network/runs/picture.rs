//! A part of the figure as a picture of its own. What is on the page is taken as
//! it is drawn there, in the present theme: drawings with their computed styles,
//! canvases as images, legends as text.

use js_sys::Array;
use leptos::prelude::*;
use std::fmt::Write;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlImageElement,
    Node, Url,
};

/// Room around a picture, in CSS pixels.
const MARGIN: f64 = 12.0;
/// Pixels of a PNG per CSS pixel: sharp in print.
const DENSITY: f64 = 3.0;
/// The styles without which a drawing looks otherwise.
const STYLES: &[&str] = &[
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-opacity",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "paint-order",
    "opacity",
    "font-size",
    "font-weight",
    "font-family",
    "text-anchor",
    "shape-rendering",
];

/// A picture, and its size in CSS pixels.
pub struct Shot {
    /// The document.
    pub svg: String,
    size: (f64, f64),
}

/// Takes the part of the figure around `inside` that `selector` finds; `None` if
/// there is none now.
pub fn shoot(inside: &Element, selector: &str, title: &str) -> Option<Shot> {
    let figure = inside.closest(".network").ok()??;
    let part = figure.query_selector(selector).ok()??;
    let frame = part.get_bounding_client_rect();
    let size = (frame.width() + 2.0 * MARGIN, frame.height() + 2.0 * MARGIN);
    let colours = Colours::new()?;
    let origin = (frame.left() - MARGIN, frame.top() - MARGIN);
    let mut body = String::new();
    // Canvases lie under the drawings that are laid over them, or the other way
    // round: the order of the page is kept.
    for element in all(&part, "svg, canvas, img, .legend-bar")? {
        // A drawing within a drawing comes with it; what isn't shown has no size.
        let inner = (element.parent_element()).and_then(|parent| parent.closest("svg").ok()?);
        let place = Place::of(&element, origin);
        if inner.is_some() || place.width < 1.0 || hidden(&element) {
            continue;
        }
        if let Some(canvas) = element.dyn_ref::<HtmlCanvasElement>() {
            let data = canvas.to_data_url().ok()?;
            // Cells are sharp where the style sheet has them so.
            let _ = write!(
                body,
                "<image {} href=\"{data}\" preserveAspectRatio=\"none\"/>",
                place.attributes()
            );
        } else if element.tag_name().eq_ignore_ascii_case("svg") {
            body.push_str(&drawing(&element, &place, &colours)?);
        } else {
            body.push_str(&bar(&place, &colours));
        }
    }
    for text in all(&part, ".legend, .panel-title")? {
        words(&text, origin, &colours, &mut body);
    }
    let (width, height) = size;
    let (paper, title) = (colours.token("--surface"), escape(title));
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.1} {height:.1}\"><title>{title}</title>\
         <rect width=\"100%\" height=\"100%\" fill=\"{paper}\"/>{body}</svg>"
    );
    Some(Shot { svg, size })
}

/// The picture's pixels as a PNG.
pub async fn rasterise(shot: &Shot) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let parts = Array::of1(&shot.svg.as_str().into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let image = HtmlImageElement::new().ok()?;
    image.set_src(&address);
    let ready = JsFuture::from(image.decode()).await;
    let _ = Url::revoke_object_url(&address);
    ready.ok()?;
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width((shot.size.0 * DENSITY) as u32);
    canvas.set_height((shot.size.1 * DENSITY) as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
    context
        .draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)
        .ok()?;
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let _ = canvas.to_blob(&resolve);
    });
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

/// Where an element lies in the picture.
struct Place {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl Place {
    fn of(element: &Element, origin: (f64, f64)) -> Self {
        let frame = element.get_bounding_client_rect();
        Self {
            x: frame.left() - origin.0,
            y: frame.top() - origin.1,
            width: frame.width(),
            height: frame.height(),
        }
    }

    fn attributes(&self) -> String {
        let Self {
            x,
            y,
            width,
            height,
        } = self;
        format!("x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"")
    }
}

fn all(inside: &Element, selector: &str) -> Option<Vec<Element>> {
    let found = inside.query_selector_all(selector).ok()?;
    let elements = (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok());
    Some(elements.collect())
}

fn style_of(element: &Element) -> Option<web_sys::CssStyleDeclaration> {
    window().get_computed_style(element).ok()?
}

fn hidden(element: &Element) -> bool {
    let value = style_of(element).and_then(|style| style.get_property_value("visibility").ok());
    value.is_none_or(|value| value == "hidden")
}

/// A drawing with its styles written into it.
fn drawing(svg: &Element, place: &Place, colours: &Colours) -> Option<String> {
    let copy: Element = svg.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
    let (originals, copies) = (all(svg, "*")?, all(&copy, "*")?);
    for (original, copy) in originals.iter().zip(&copies) {
        let style = style_of(original)?;
        for name in STYLES {
            let value = style.get_property_value(name).ok()?;
            if !value.is_empty() {
                let _ = copy.set_attribute(name, &colours.plain(&value));
            }
        }
        if style.get_property_value("display").ok().as_deref() == Some("none") {
            copy.remove();
            continue;
        }
        for name in ["class", "style", "tabindex", "role"] {
            let _ = copy.remove_attribute(name);
        }
    }
    let view = svg.get_attribute("viewBox").unwrap_or_default();
    let ratio = svg.get_attribute("preserveAspectRatio");
    let ratio = ratio.unwrap_or_else(|| "xMidYMid meet".to_owned());
    Some(format!(
        "<svg {} viewBox=\"{}\" preserveAspectRatio=\"{}\" overflow=\"visible\">{}</svg>",
        place.attributes(),
        escape(&view),
        escape(&ratio),
        well_formed(&copy)?
    ))
}

/// The content of a drawing as XML, which its HTML is not quite.
fn well_formed(svg: &Element) -> Option<String> {
    let writer = web_sys::XmlSerializer::new().ok()?;
    let children = svg.child_nodes();
    let mut text = String::new();
    for at in 0..children.length() {
        let child = children.item(at)?;
        // Leptos marks places by comments.
        if child.node_type() != Node::COMMENT_NODE {
            text.push_str(&writer.serialize_to_string(&child).ok()?);
        }
    }
    Some(text)
}

/// The legend's strip of the diverging scale.
fn bar(place: &Place, colours: &Colours) -> String {
    let stop = |at: u32, token: &str| {
        format!(
            "<stop offset=\"{at}%\" stop-color=\"{}\"/>",
            colours.token(token)
        )
    };
    format!(
        "<defs><linearGradient id=\"scale\">{}{}{}</linearGradient></defs>\
         <rect {} fill=\"url(#scale)\"/>",
        stop(0, "--negative"),
        stop(50, "--zero"),
        stop(100, "--positive"),
        place.attributes()
    )
}

/// An element's text outside drawings, line by line where it stands.
fn words(element: &Element, origin: (f64, f64), colours: &Colours, out: &mut String) {
    let children = element.child_nodes();
    for at in 0..children.length() {
        let Some(node) = children.item(at) else {
            continue;
        };
        if let Some(inner) = node.dyn_ref::<Element>() {
            if !inner.tag_name().eq_ignore_ascii_case("svg") {
                words(inner, origin, colours, out);
            }
            continue;
        }
        let text = node.text_content().unwrap_or_default();
        let (Some(style), Ok(range)) = (style_of(element), document().create_range()) else {
            continue;
        };
        if node.node_type() != Node::TEXT_NODE || text.trim().is_empty() {
            continue;
        }
        let _ = range.select_node_contents(&node);
        let frame = range.get_bounding_client_rect();
        let of = |name: &str| style.get_property_value(name).unwrap_or_default();
        let size: f64 = of("font-size")
            .trim_end_matches("px")
            .parse()
            .unwrap_or(14.0);
        // Most of a line's height is above the foot of its letters.
        let foot = frame.top() + frame.height() / 2.0 + 0.35 * size;
        let _ = write!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{size}\" font-family=\"{}\" fill=\"{}\">{}</text>",
            frame.left() - origin.0,
            foot - origin.1,
            escape(&of("font-family")),
            colours.plain(&of("color")),
            escape(text.trim())
        );
    }
}

/// Text as it may stand in XML.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Turns any colour that the browser computes into one that every program knows.
struct Colours(CanvasRenderingContext2d);

impl Colours {
    fn new() -> Option<Self> {
        let canvas: HtmlCanvasElement =
            document().create_element("canvas").ok()?.dyn_into().ok()?;
        canvas.set_width(1);
        canvas.set_height(1);
        let context = canvas.get_context("2d").ok()??;
        context.dyn_into().ok().map(Self)
    }

    /// A value as it is, or, of a colour in another space than sRGB, its pixel.
    fn plain(&self, value: &str) -> String {
        let elsewhere = ["oklab(", "oklch(", "lab(", "lch(", "color("];
        if !elsewhere.iter().any(|space| value.starts_with(space)) {
            return value.to_owned();
        }
        self.0.clear_rect(0.0, 0.0, 1.0, 1.0);
        self.0.set_fill_style_str(value);
        self.0.fill_rect(0.0, 0.0, 1.0, 1.0);
        let pixel = self.0.get_image_data(0.0, 0.0, 1.0, 1.0);
        pixel.map_or_else(
            |_| value.to_owned(),
            |pixel| {
                let bytes = pixel.data();
                format!("rgb({}, {}, {})", bytes[0], bytes[1], bytes[2])
            },
        )
    }

    /// A colour of the style sheet in the present theme.
    fn token(&self, name: &str) -> String {
        let probe = document().create_element("i").ok();
        let probe = probe.and_then(|probe| probe.dyn_into::<web_sys::HtmlElement>().ok());
        let value = probe.and_then(|probe| {
            // Through the object model: the page's policy forbids the attribute.
            let colour = format!("var({name})");
            probe.style().set_property("color", &colour).ok()?;
            document().body()?.append_child(&probe).ok()?;
            let value = style_of(&probe)?.get_property_value("color").ok();
            probe.remove();
            value
        });
        self.plain(&value.unwrap_or_else(|| "#888".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_classes_cannot_break_out() {
        assert_eq!(
            escape("<a href=\"x\">&"),
            "&lt;a href=&quot;x&quot;&gt;&amp;"
        );
    }
}
