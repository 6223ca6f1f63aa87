//! The messages between an embedded figure and the page around it: a closed
//! set of types, bounded values, never HTML and never an address to open. Pure.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Marks our messages among a page's others.
pub const NAMESPACE: &str = "qimo";
/// The protocol's version.
pub const VERSION: u32 = 1;
/// A state longer than this is not read.
const MAX_STATE: usize = 4096;

/// What the figure says.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Outgoing {
    /// The figure works.
    Ready,
    /// Its height in CSS pixels.
    Height {
        /// Whole pixels.
        height: u32,
    },
    /// Its state, as a query.
    State {
        /// Without `?`.
        state: String,
    },
    /// It stopped.
    Error {
        /// What happened.
        message: String,
    },
    /// What the visitor has found, offered by the visitor.
    Score(Score),
}

/// The scores of a readiness check. Nothing that the visitor wrote is in them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Score {
    /// All scores as in a shared link.
    pub code: String,
    /// The day, `2026-11-25`.
    pub on: String,
    /// The index, 0 to 100.
    pub index: u8,
    /// The confidence in per cent.
    pub confidence: u8,
    /// The highest gate passed.
    pub stage: Option<String>,
    /// The dimension that holds the venture back.
    pub bottleneck: String,
    /// The level of each dimension, 0 to 5.
    pub levels: BTreeMap<String, u8>,
}

/// A message with its envelope.
#[derive(Debug, Serialize)]
pub struct Envelope {
    ns: &'static str,
    v: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(flatten)]
    message: Outgoing,
}

impl Envelope {
    /// Wraps a message; `id` is the one the page around gave the frame.
    pub fn new(id: Option<String>, message: Outgoing) -> Self {
        Self {
            ns: NAMESPACE,
            v: VERSION,
            id,
            message,
        }
    }
}

/// How the figure is lit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system is.
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The value of `data-theme`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads the address's `theme` key.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Auto, Self::Light, Self::Dark]
            .into_iter()
            .find(|theme| theme.name() == name)
    }
}

/// What the page around asks: any of language, theme and state.
#[derive(Clone, Debug, PartialEq)]
pub struct Set {
    /// A language tag.
    pub lang: Option<String>,
    /// A theme.
    pub theme: Option<Theme>,
    /// A state, as a query.
    pub state: Option<String>,
}

#[derive(Deserialize)]
struct Incoming {
    ns: String,
    v: u32,
    #[serde(rename = "type")]
    kind: String,
    lang: Option<String>,
    theme: Option<Theme>,
    state: Option<String>,
}

/// Reads a message; anything that isn't one of ours, or is out of bounds, is nothing.
pub fn read(json: &str) -> Option<Set> {
    if json.len() > 2 * MAX_STATE {
        return None;
    }
    let message: Incoming = serde_json::from_str(json).ok()?;
    let bounded = message
        .state
        .as_ref()
        .is_none_or(|state| state.len() <= MAX_STATE)
        && message.lang.as_ref().is_none_or(|lang| lang.len() <= 35);
    (message.ns == NAMESPACE && message.v == VERSION && message.kind == "set" && bounded).then_some(
        Set {
            lang: message.lang,
            theme: message.theme,
            state: message.state,
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_messages_are_read_and_no_others() {
        let set =
            read(r#"{"ns":"qimo","v":1,"type":"set","lang":"zh","theme":"dark","state":"b=-2"}"#);
        assert_eq!(
            set,
            Some(Set {
                lang: Some("zh".into()),
                theme: Some(Theme::Dark),
                state: Some("b=-2".into())
            })
        );
        for other in [
            "",
            "[]",
            "{}",
            r#"{"ns":"other","v":1,"type":"set"}"#,
            r#"{"ns":"qimo","v":2,"type":"set"}"#,
            r#"{"ns":"qimo","v":1,"type":"navigate","state":"javascript:alert(1)"}"#,
            r#"{"ns":"qimo","v":1,"type":"set","theme":"<b>"}"#,
            r#"{"ns":"qimo","v":1,"type":"set","state":7}"#,
        ] {
            assert_eq!(read(other), None, "{other}");
        }
        let long = format!(
            r#"{{"ns":"qimo","v":1,"type":"set","state":"{}"}}"#,
            "x".repeat(5000)
        );
        assert_eq!(read(&long), None);
    }

    #[test]
    fn messages_have_the_agreed_form() {
        let json = serde_json::to_string(&Envelope::new(
            Some("a".into()),
            Outgoing::Height { height: 320 },
        ));
        assert_eq!(
            json.unwrap(),
            r#"{"ns":"qimo","v":1,"id":"a","type":"height","height":320}"#
        );
        let score = Outgoing::Score(Score {
            code: "AQ".into(),
            on: "2026-11-25".into(),
            index: 39,
            confidence: 12,
            stage: None,
            bottleneck: "team".into(),
            levels: [("team".to_owned(), 2)].into(),
        });
        assert_eq!(
            serde_json::to_string(&Envelope::new(None, score)).unwrap(),
            concat!(
                r#"{"ns":"qimo","v":1,"type":"score","code":"AQ","on":"2026-11-25","index":39,"#,
                r#""confidence":12,"stage":null,"bottleneck":"team","levels":{"team":2}}"#
            )
        );
        let ready = serde_json::to_string(&Envelope::new(None, Outgoing::Ready));
        assert_eq!(ready.unwrap(), r#"{"ns":"qimo","v":1,"type":"ready"}"#);
    }
}
