use leptos::prelude::*;
#[component]
pub fn Notices() -> impl IntoView {}
