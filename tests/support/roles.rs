//! Finding elements as assistive technology does: by role and accessible name.
//!
//! A script narrows the page down to candidates, cheaply and generously; the
//! browser's own computation (`computedrole`, `computedlabel` of `WebDriver`)
//! decides.

use crate::axe;
use anyhow::{Context, Result};
use http::Method;
use serde_json::{Value, json};
use std::sync::Arc;
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::session::handle::SessionHandle;
use thirtyfour::{RequestData, SessionId, WebElement};

/// What an accessible name is compared with.
#[derive(Clone, Debug)]
pub enum Name {
    /// The whole name.
    Is(String),
    /// A part of it.
    Contains(String),
    /// Any name.
    Any,
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self::Is(text.to_owned())
    }
}

impl From<&String> for Name {
    fn from(text: &String) -> Self {
        Self::Is(text.clone())
    }
}

/// A name that has this part.
pub fn containing(part: &str) -> Name {
    Name::Contains(part.to_owned())
}

impl Name {
    fn matches(&self, name: &str) -> bool {
        match self {
            Self::Is(text) => text == name,
            Self::Contains(part) => name.contains(part.as_str()),
            Self::Any => true,
        }
    }

    fn hint(&self) -> &str {
        match self {
            Self::Is(text) | Self::Contains(text) => text,
            Self::Any => "",
        }
    }
}

/// Elements that can have a role, as a CSS selector.
fn selector(role: &str) -> String {
    let native = match role {
        "alert" | "status" => "output",
        "article" => "article",
        "banner" => "header",
        "button" => "button, summary, input[type=submit], input[type=button], input[type=reset]",
        "checkbox" | "switch" => "input[type=checkbox]",
        "combobox" => "select, input[list]",
        "complementary" => "aside",
        "contentinfo" => "footer",
        "dialog" => "dialog",
        "figure" => "figure",
        "group" => "fieldset, details, optgroup",
        "heading" => "h1, h2, h3, h4, h5, h6",
        "image" | "img" => "img, svg",
        "link" => "a[href]",
        "list" => "ul, ol",
        "listitem" => "li",
        "main" => "main",
        "navigation" => "nav",
        "option" => "option",
        "progressbar" => "progress",
        "radio" => "input[type=radio]",
        "region" => "section",
        "searchbox" => "input[type=search]",
        "slider" => "input[type=range]",
        "spinbutton" => "input[type=number]",
        "table" => "table",
        "textbox" => {
            "textarea, input:not([type]), input[type=text], input[type=email], input[type=url]"
        }
        _ => "",
    };
    let explicit = format!("[role~=\"{role}\"]");
    if native.is_empty() {
        explicit
    } else {
        format!("{native}, {explicit}")
    }
}

const CANDIDATES: &str = r#"
const [selector, hint, scope] = arguments;
const flat = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const wanted = flat(hint);
const texts = (element) => [
  element.getAttribute("aria-label"), element.title, element.alt, element.placeholder, element.value,
  element.textContent,
  ...(element.getAttribute("aria-labelledby") ?? "").split(/\s+/).map((id) => id && document.getElementById(id)?.textContent),
  ...[...(element.labels ?? [])].map((label) => label.textContent),
];
return [...(scope ?? document).querySelectorAll(selector)].filter((element) =>
  element.checkVisibility({ visibilityProperty: true }) &&
  (!wanted || texts(element).some((text) => typeof text === "string" && flat(text).includes(wanted))));
"#;

/// The visible elements of this role and name below `scope`, or in the whole
/// document of the present frame.
pub async fn all(
    session: &Arc<SessionHandle>,
    scope: Option<&WebElement>,
    role: &str,
    name: &Name,
) -> Result<Vec<WebElement>> {
    let scope = scope.map_or(Ok(Value::Null), WebElement::to_json)?;
    let arguments = vec![json!(selector(role)), json!(name.hint()), scope];
    let candidates = session.execute(CANDIDATES, arguments).await?;
    let mut found = Vec::new();
    if session
        .execute("return self !== top", vec![])
        .await?
        .convert()?
    {
        // The driver cannot compute roles in a frame of another process.
        for (element, is, named) in axe::roles(session, candidates.json()).await? {
            if is == role && name.matches(&named) {
                found.push(element);
            }
        }
        return Ok(found);
    }
    for candidate in candidates.elements()? {
        if self::role(&candidate).await? == role && name.matches(&self::name(&candidate).await?) {
            found.push(candidate);
        }
    }
    Ok(found)
}

/// An element's role, as the browser tells assistive technology.
pub async fn role(element: &WebElement) -> Result<String> {
    computed(element, "computedrole").await
}

/// An element's accessible name, as the browser tells assistive technology.
pub async fn name(element: &WebElement) -> Result<String> {
    computed(element, "computedlabel").await
}

async fn computed(element: &WebElement, what: &'static str) -> Result<String> {
    let response = element
        .handle()
        .cmd(Computed {
            element: element.element_id().to_string(),
            what,
        })
        .await
        .with_context(|| what.to_owned())?;
    Ok(response.value()?)
}

/// A read-only `WebDriver` command on one element.
#[derive(Debug)]
struct Computed {
    element: String,
    what: &'static str,
}

impl FormatRequestData for Computed {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let Self { element, what } = self;
        RequestData::new(
            Method::GET,
            format!("session/{session}/element/{element}/{what}"),
        )
    }
}
