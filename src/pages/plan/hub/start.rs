//! Three ways to begin a plan: blank, from the readiness check, from a case.

use super::super::document::{Kept, blank};
use super::super::place;
use super::cases::Cases;
use super::checked::Checked;
use crate::documents::{Documents, use_documents};
use crate::i18n::{Locale, td_string, use_locale};
use crate::pages::check::today;
use crate::route::{Page, Route};
use crate::site::use_site;
use documents::Id;
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use venture::plan::Plan;
use venture::plan::bounded::Line;
use venture::plan::date::Date;
use venture::plan::money::Currency;

/// Saves new plans and goes to them.
#[derive(Clone)]
pub struct Beginning {
    documents: Documents,
    page: String,
    go: Callback<String>,
    /// Whether the last one could not be saved.
    pub failed: RwSignal<bool>,
}

impl Beginning {
    fn new(locale: Locale) -> Self {
        let navigate = use_navigate();
        Self {
            documents: use_documents(),
            page: use_site().href(&Route::Page(locale, Page::Plan)),
            go: Callback::new(move |address: String| {
                let options = NavigateOptions {
                    resolve: false,
                    ..NavigateOptions::default()
                };
                navigate(&address, options);
            }),
            failed: RwSignal::new(false),
        }
    }

    /// Saves a plan under a name and opens it.
    pub fn begin(&self, name: &str, plan: Plan) {
        self.begin_then(name, plan, |_, _, _| {});
    }

    /// The same, with something to do between the two.
    pub fn begin_then(&self, name: &str, plan: Plan, then: impl FnOnce(Documents, &Id, &Plan)) {
        let plan = Kept(plan);
        match self.documents.create(name, &plan) {
            Ok(handle) => {
                then(self.documents, handle.id(), &plan.0);
                self.go.run(place::of_plan(&self.page, handle.id()));
            }
            Err(_) => self.failed.set(true),
        }
    }
}

/// The first day of the month after the present one: plans count whole months.
pub fn first_month() -> Option<Date> {
    let next = today().plus_months(1)?;
    Date::new(next.year(), next.month(), 1)
}

/// The part of the page.
#[component]
pub fn Start() -> impl IntoView {
    let locale = use_locale();
    let beginning = Beginning::new(locale);
    let failed = beginning.failed;
    view! {
        <section aria-labelledby="plan-begin">
            <h2 id="plan-begin">{td_string!(locale, plan.begin)}</h2>
            {move || failed.get().then(|| view! { <p role="alert">{td_string!(locale, plan.begin_failed)}</p> })}
            <Blank beginning=beginning.clone()/>
            <Checked beginning=beginning.clone()/>
            <Cases beginning/>
        </section>
    }
}

/// An empty plan, with a name and a currency.
#[component]
fn Blank(beginning: Beginning) -> impl IntoView {
    let locale = use_locale();
    let name = NodeRef::<html::Input>::new();
    let currency = NodeRef::<html::Select>::new();
    let usual = match locale {
        Locale::zh => Currency::Cny,
        Locale::en => Currency::Usd,
    };
    let begin = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = name.get_untracked().map(|input| input.value());
        let name = match typed.as_deref().map_or("", str::trim) {
            "" => td_string!(locale, plan.unnamed).to_owned(),
            name => name.to_owned(),
        };
        let code = currency.get_untracked().map(|select| select.value());
        let currency = Currency::ALL
            .into_iter()
            .find(|one| Some(one.code()) == code.as_deref());
        let mut plan = blank(currency.unwrap_or(usual));
        plan.title = Line::clipped(&name);
        plan.start = first_month();
        beginning.begin(&name, plan);
    };
    let options = Currency::ALL.map(|one| {
        let name = super::super::format::currency_name(one);
        view! { <option value=one.code() selected=one == usual>{name}</option> }
    });
    view! {
        <h3>{td_string!(locale, plan.blank)}</h3>
        <form class="plan-line-form" on:submit=begin>
            <label>
                <span>{td_string!(locale, plan.name)}</span>
                <input type="text" node_ref=name autocomplete="off" maxlength="80"/>
            </label>
            <label class="plan-narrow">
                <span>{td_string!(locale, plan.currency)}</span>
                <select node_ref=currency>{options.collect_view()}</select>
            </label>
            // Nothing can be begun before the program is there.
            <button class="primary" disabled=!cfg!(target_arch = "wasm32")>
                {td_string!(locale, plan.begin_blank)}
            </button>
        </form>
    }
}
