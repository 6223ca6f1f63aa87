//! The plan of the venture: which it is, what it says to the check, and what it
//! has taken over.

use crate::documents::{Documents, use_documents};
use crate::i18n::{Locale, td_string, use_locale};
use crate::pages::Offer;
use crate::pages::check::open::Open;
use crate::pages::check::plan::{Linked, Trouble, hand_over};
use crate::pages::plan::{Kept, field_address};
use crate::route::{Page, Route};
use crate::site::{SiteRoot, use_site};
use crate::ui::controls::Select;
use documents::Id;
use leptos::prelude::*;
use venture::bridge::Handed;
use venture::plan::Section;
use venture::readiness::Basis;

/// The value of the choice 'no plan'.
const NONE: &str = "none";

/// Puts what waits into the plan, and says what came of it.
#[derive(Clone, Copy)]
pub struct Desk {
    open: Open,
    documents: Documents,
    locale: Locale,
    /// What was last said.
    pub said: RwSignal<String>,
}

impl Desk {
    /// The desk of a venture.
    pub fn new(open: Open) -> Self {
        Self {
            open,
            documents: use_documents(),
            locale: use_locale(),
            said: RwSignal::default(),
        }
    }

    /// Hands the tasks that wait over to the venture's plan, if it has one.
    pub fn hand(self) {
        let document = self.open.document;
        self.said.set(String::new());
        if untrack(|| document.with(|venture| venture.plan.is_none())) {
            return;
        }
        leptos::task::spawn_local(async move {
            let handed = hand_over(self.documents, document, self.locale).await;
            let _ = self.said.try_set(came_of(self.locale, handed));
        });
    }

    /// How many tasks wait for the venture's plan; tracked.
    fn waiting(self) -> u32 {
        self.open.document.with(|venture| {
            let plan = venture.plan.as_ref().map(ToString::to_string);
            let waits = |plan: String| {
                let tasks = venture.tasks.iter();
                tasks.filter(|task| task.waits_for(&plan)).count() as u32
            };
            plan.map_or(0, waits)
        })
    }

    /// Where the plan has the task of a criterion: the address of its milestone,
    /// or of all of them where it goes by another name now; tracked. `None` while
    /// no plan has it.
    pub fn milestone(self, site: &SiteRoot, criterion: &str) -> Option<String> {
        let id = self.open.document.with(|venture| {
            let id = venture.plan.clone()?;
            let task = venture.task(criterion)?;
            (!task.waits_for(&id.to_string())).then_some(id)
        })?;
        self.open.plan.with(|plan| match plan {
            Linked::There(found) => {
                let page = Page::Section(Section::Milestones);
                let page = site.href(&Route::Page(self.locale, page));
                Some(match found.milestones.get(criterion) {
                    Some(at) => field_address(&page, &id, &format!("milestones.{at}.name")),
                    None => format!("{page}#{id}"),
                })
            }
            _ => None,
        })
    }
}

/// What handing over came to, in words.
fn came_of(locale: Locale, handed: Result<Handed, Trouble>) -> String {
    match handed {
        Ok(Handed { waiting, .. }) if waiting > 0 => {
            td_string!(locale, check.plan_full, count = waiting as u32)
        }
        Ok(Handed { added: 0, .. }) => String::new(),
        Ok(Handed { added, .. }) => td_string!(locale, check.plan_took, count = added as u32),
        Err(trouble) => words_of(trouble, locale).to_owned(),
    }
}

fn words_of(trouble: Trouble, locale: Locale) -> &'static str {
    match trouble {
        Trouble::Trashed => td_string!(locale, check.plan_trashed),
        Trouble::Gone => td_string!(locale, check.plan_gone),
        Trouble::Unreadable => td_string!(locale, check.plan_unreadable),
        Trouble::Newer => td_string!(locale, check.plan_newer),
        Trouble::NotSaved => td_string!(locale, check.plan_not_saved),
        Trouble::NotLoaded => td_string!(locale, check.plan_unread),
    }
}

/// Which plan is the venture's, and what there is to say of it. Nothing in a
/// frame, which has no plans.
#[component]
pub fn YourPlan(desk: Desk) -> impl IntoView {
    use_context::<Offer>()
        .is_none()
        .then(|| view! { <Choosing desk/> })
}

#[component]
fn Choosing(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let site = use_site();
    let plans = site.href(&Route::Page(locale, Page::Plan));
    let document = desk.open.document;
    let chosen = Memo::new(move |_| document.with(|venture| venture.plan.clone()));
    let options = Memo::new(move |_| options(desk.documents, chosen.get().as_ref(), locale));
    let none = Memo::new(move |_| options.with(|options| options.len() == 1));
    let value = Signal::derive(move || key(chosen.get().as_ref()));
    let on_change = Callback::new(move |key: String| {
        // The word for none is an id as good as any.
        let plan = (key != NONE).then(|| key.parse().ok()).flatten();
        document.commit(|venture| venture.plan = plan);
        desk.hand();
    });
    let address = {
        let plans = plans.clone();
        move || chosen.get().map(|id| format!("{plans}#{id}"))
    };
    let computed = Memo::new(move |_| {
        if desk.open.figures.with(Option::is_none) {
            return 0;
        }
        let evidence = desk.open.report().evidence.into_iter();
        let computed = evidence.filter(|one| matches!(one.basis, Basis::Computed(_)));
        computed.count() as u32
    });
    let stands = move || {
        let text = desk.open.plan.with(|plan| match plan {
            Linked::No if none.get() => Some(td_string!(locale, check.plan_begin).to_owned()),
            Linked::No => Some(td_string!(locale, check.plan_choose).to_owned()),
            Linked::Coming => None,
            Linked::There(_) if computed.get() > 0 => Some(td_string!(
                locale,
                check.plan_computes,
                count = computed.get()
            )),
            Linked::There(_) => Some(td_string!(locale, check.plan_computes_nothing).to_owned()),
            Linked::Not(trouble) => Some(words_of(*trouble, locale).to_owned()),
        });
        text.map(|text| view! { <p>{text}</p> })
    };
    let there = Memo::new(move |_| {
        let is_there =
            |plan: &Linked| matches!(plan, Linked::There(_) | Linked::Not(Trouble::NotLoaded));
        desk.open.plan.with(is_there)
    });
    // What waits although the plan is there: it was in the trash, or was full.
    let late = move || {
        let count = desk.waiting();
        (there.get() && count > 0).then(|| {
            let text = td_string!(locale, check.plan_hand, count = count);
            view! { <button on:click=move |_| desk.hand()>{text}</button> }
        })
    };
    view! {
        <section class="report-plan" aria-labelledby="report-plan">
            <h2 id="report-plan">{td_string!(locale, check.plan)}</h2>
            {stands}
            <p class="buttons report-tools">
                {move || (!none.get()).then(|| view! {
                    <Select label=td_string!(locale, check.plan_of) options=options.get() value on_change/>
                })}
                {late}
                {move || there.get().then(&address).flatten().map(|href| view! {
                    <a class="button" href=href>{td_string!(locale, check.plan_open)}</a>
                })}
                {move || (!there.get()).then(|| view! {
                    <a class="button" href=plans.clone()>{td_string!(locale, check.plan_list)}</a>
                })}
            </p>
            <p class="check-status" role="status">{desk.said}</p>
        </section>
    }
}

fn key(plan: Option<&Id>) -> String {
    plan.map_or_else(|| NONE.to_owned(), ToString::to_string)
}

/// 'No plan', the plans that are not in the trash, and the chosen one, whatever
/// has become of it.
fn options(documents: Documents, chosen: Option<&Id>, locale: Locale) -> Vec<(String, String)> {
    let mut options = vec![(key(None), td_string!(locale, check.plan_none).to_owned())];
    let mut there = false;
    for entry in documents.entries_of::<Kept>() {
        let mine = chosen == Some(&entry.id);
        let name = entry.header.name;
        if entry.header.trashed_at.is_none() {
            options.push((key(Some(&entry.id)), name));
        } else if mine {
            let name = td_string!(locale, check.plan_in_trash, name = name);
            options.push((key(Some(&entry.id)), name));
        }
        there |= mine;
    }
    if let Some(id) = chosen.filter(|_| !there) {
        let name = td_string!(locale, check.plan_lost).to_owned();
        options.push((key(Some(id)), name));
    }
    options
}
