//! `LaTeX` to `MathML`.

use std::error::Error as _;
use std::panic::catch_unwind;

use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::event::{Content, Event};
use pulldown_latex::{Parser, ParserError, Storage, push_mathml};

/// The longest formula accepted, in bytes. The parser recurses into groups,
/// so that an endless formula would exhaust the stack.
const MAX_LENGTH: usize = 2_000;

/// A `<math>` element, or what is wrong with the formula and what to do.
///
/// The parser panics on some malformed formulas (`\char` before a letter that
/// is not ASCII, for one); that too is a mistake in one place of one file, and
/// is reported as such.
pub(crate) fn mathml(latex: &str, display: bool) -> Result<String, String> {
    if latex.len() > MAX_LENGTH {
        return Err(format!("longer than {MAX_LENGTH} bytes; split it"));
    }
    catch_unwind(|| render(latex, display))
        .unwrap_or_else(|_| Err("not understood; write it with simpler commands".to_owned()))
}

fn render(latex: &str, display: bool) -> Result<String, String> {
    let storage = Storage::new();
    let events: Result<Vec<_>, ParserError> = Parser::new(latex, &storage).collect();
    let events = events.map_err(|error| reason(&error))?;
    let config = RenderConfig {
        display_mode: if display {
            DisplayMode::Block
        } else {
            DisplayMode::Inline
        },
        ..RenderConfig::default()
    };
    let mut out = String::new();
    let events = events
        .into_iter()
        .map(|event| Ok::<_, ParserError>(plain(event)));
    push_mathml(&mut out, events, config).map_err(|error| error.to_string())?;
    tidy(&out)
}

/// What the parser refuses, and the piece of the formula it shows for it in
/// lines that start with a bar.
fn reason(error: &ParserError) -> String {
    let shown = error.to_string();
    let kind = error
        .source()
        .map_or_else(|| shown.clone(), ToString::to_string);
    let mut context = shown.lines().filter_map(|line| line.strip_prefix('│'));
    match context.find(|line| !line.trim().is_empty()) {
        Some(near) => format!("{kind} near `{}`; correct it", near.trim()),
        None => format!("{kind}; correct it"),
    }
}

/// The renderer writes the name of a function unescaped; text it escapes.
fn plain(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Content(Content::Function(name)) if name.contains(['<', '>', '&']) => {
            Event::Content(Content::Text(name))
        }
        other => other,
    }
}

/// Escapes what the renderer leaves bare (`<mo><</mo>`), and refuses inline
/// styles, which the site's content security policy forbids.
fn tidy(mathml: &str) -> Result<String, String> {
    let mut out = String::with_capacity(mathml.len());
    let mut rest = mathml;
    while let Some(first) = rest.chars().next() {
        let step = match first {
            '<' => match tag(rest) {
                Some(tag) if tag.contains(" style=") => {
                    return Err(
                        "colours, negative spaces (\\!) and row spacing need an inline style, which the site forbids; leave them out"
                            .to_owned(),
                    );
                }
                Some(tag) => {
                    out.push_str(tag);
                    tag.len()
                }
                None => {
                    out.push_str("&lt;");
                    1
                }
            },
            '&' if rest.starts_with("&nbsp;") => {
                out.push('\u{a0}');
                "&nbsp;".len()
            }
            '&' if ["&amp;", "&lt;", "&gt;"]
                .iter()
                .any(|known| rest.starts_with(known)) =>
            {
                out.push('&');
                1
            }
            '&' => {
                out.push_str("&amp;");
                1
            }
            '>' => {
                out.push_str("&gt;");
                1
            }
            '{' => {
                out.push_str("&#123;");
                1
            }
            other => {
                out.push(other);
                other.len_utf8()
            }
        };
        rest = &rest[step..];
    }
    Ok(out)
}

/// The tag a text starts with.
fn tag(text: &str) -> Option<&str> {
    let name = text[1..].trim_start_matches('/');
    let is_tag = name.starts_with(|first: char| first.is_ascii_lowercase());
    is_tag.then(|| &text[..=text.find('>').unwrap_or(text.len() - 1)])
}
