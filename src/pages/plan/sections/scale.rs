//! A judgement from 1 to 5, or none yet.

use super::super::kit::{Choice, Lens};
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;

/// The choice.
#[component]
pub fn Scale(
    /// Where it is in the plan; 0 is not judged yet.
    of: Lens<u8>,
    /// What is judged.
    #[prop(into)]
    label: String,
    /// What 1 means.
    #[prop(into)]
    least: String,
    /// What 5 means.
    #[prop(into)]
    most: String,
) -> impl IntoView {
    let locale = use_locale();
    let none = td_string!(locale, plan_work.not_judged).to_owned();
    let options = vec![
        (0, none),
        (1, format!("1 {least}")),
        (2, "2".to_owned()),
        (3, "3".to_owned()),
        (4, "4".to_owned()),
        (5, format!("5 {most}")),
    ];
    view! { <Choice of label options/> }
}
