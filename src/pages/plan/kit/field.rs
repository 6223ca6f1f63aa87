//! A field: its label, hint, control, what is wrong with what was typed, and
//! where it contradicts another.

use super::super::editor::{Editor, use_editor};
use super::super::findings::AtField;
use super::codec::{Bound, Fault, Kind};
use crate::i18n::{Locale, number, td_string, use_locale};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Stands for a date that is half typed: the browser does not tell its text.
const HALF: &str = "?";

/// What is around a control: label, hint, problem, contradictions. Gives the
/// control the ids that describe it.
#[component]
pub fn Around(
    /// The path of the field: the control's id.
    path: String,
    /// What the field holds.
    label: String,
    /// How to fill it.
    #[prop(into)]
    hint: String,
    /// What is wrong.
    #[prop(into)]
    problem: Signal<Option<String>>,
    /// The control.
    children: Children,
) -> impl IntoView {
    let (hint_id, problem_id) = described(&path);
    let hint = (!hint.is_empty()).then(|| view! { <p class="plan-hint" id=hint_id>{hint}</p> });
    view! {
        <div class="plan-field">
            <label for=path.clone()>{label}</label>
            {hint}
            <p class="plan-problem" id=problem_id role="alert">{move || problem.get()}</p>
            {children()}
            <AtField path/>
        </div>
    }
}

/// The ids of a field's hint and of its problem.
fn described(path: &str) -> (String, String) {
    (format!("{path}-hint"), format!("{path}-problem"))
}

/// The value of `aria-describedby` of a field.
pub fn describes(path: &str) -> String {
    let (hint, problem) = described(path);
    format!("{hint} {problem}")
}

/// A field of text, a number or a day.
#[component]
pub fn Field(
    /// Where it is in the plan.
    of: Bound,
    /// What it holds.
    #[prop(into)]
    label: String,
    /// How to fill it.
    #[prop(into, optional)]
    hint: String,
    /// The unit of a number.
    #[prop(into, optional)]
    unit: String,
    /// Lines of a longer text.
    #[prop(default = 3)]
    rows: u32,
) -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let typing = Typing::new(editor, of.clone());
    let problem = Signal::derive(move || {
        let fault = typing.fault.get().filter(|_| typing.shown.get())?;
        Some(words(fault, locale))
    });
    let path = of.path.clone();
    let control = control(typing, &of, rows);
    let unit = (!unit.is_empty()).then(|| view! { <span class="plan-unit">{unit}</span> });
    view! {
        <Around path label hint problem>
            <p class="plan-control">{control} {unit}</p>
        </Around>
    }
}

/// The control of a field alone, for what puts its own around it.
pub fn control(typing: Typing, of: &Bound, rows: u32) -> AnyView {
    let path = of.path.clone();
    let invalid =
        move || (typing.shown.get() && typing.fault.with(Option::is_some)).then_some("true");
    let describes = describes(&path);
    if of.kind == Kind::Text {
        let node = NodeRef::<html::Textarea>::new();
        typing.follow(move || node.get().map(Control::from));
        return view! {
            <textarea
                id=path
                rows=rows
                node_ref=node
                aria-describedby=describes
                aria-invalid=invalid
                on:compositionstart=move |_| typing.compose(true)
                on:compositionend=move |event| typing.composed(&event)
                on:input=move |event| typing.input(&event)
                on:blur=move |event| typing.leave(&event)
            ></textarea>
        }
        .into_any();
    }
    let node = NodeRef::<html::Input>::new();
    typing.follow(move || node.get().map(Control::from));
    let (kind, mode, class) = match of.kind {
        Kind::Date => ("date", None, "plan-date"),
        Kind::Number => ("text", Some("decimal"), "plan-number"),
        Kind::Signed => ("text", None, "plan-number"),
        Kind::Line | Kind::Text => ("text", None, "plan-line"),
    };
    let (min, max) = match of.kind {
        Kind::Date => (Some("1900-01-01"), Some("2199-12-31")),
        _ => (None, None),
    };
    view! {
        <input
            id=path
            type=kind
            class=class
            inputmode=mode
            min=min
            max=max
            autocomplete="off"
            node_ref=node
            aria-describedby=describes
            aria-invalid=invalid
            on:compositionstart=move |_| typing.compose(true)
            on:compositionend=move |event| typing.composed(&event)
            on:input=move |event| typing.input(&event)
            on:blur=move |event| typing.leave(&event)
        />
    }
    .into_any()
}

/// An element that text is typed into.
#[derive(Clone)]
enum Control {
    Input(web_sys::HtmlInputElement),
    Area(web_sys::HtmlTextAreaElement),
}

impl From<web_sys::HtmlInputElement> for Control {
    fn from(element: web_sys::HtmlInputElement) -> Self {
        Self::Input(element)
    }
}

impl From<web_sys::HtmlTextAreaElement> for Control {
    fn from(element: web_sys::HtmlTextAreaElement) -> Self {
        Self::Area(element)
    }
}

impl Control {
    fn of(event: &web_sys::Event) -> Option<Self> {
        let target = event.target()?;
        match target.dyn_into::<web_sys::HtmlInputElement>() {
            Ok(input) => Some(Self::Input(input)),
            Err(target) => target.dyn_into().ok().map(Self::Area),
        }
    }

    /// What is typed; [`HALF`] for half a date.
    fn text(&self) -> String {
        match self {
            Self::Input(input) if input.validity().bad_input() => HALF.to_owned(),
            Self::Input(input) => input.value(),
            Self::Area(area) => area.value(),
        }
    }

    fn set(&self, text: &str) {
        match self {
            Self::Input(input) => input.set_value(text),
            Self::Area(area) => area.set_value(text),
        }
    }
}

/// What goes on in a field that is typed into. The plan holds what can be kept;
/// what cannot is kept as it was typed, with a message, until it is set right.
#[derive(Clone, Copy)]
pub struct Typing {
    editor: Editor,
    of: StoredValue<Bound>,
    /// What is wrong with what is typed.
    pub fault: Memo<Option<Fault>>,
    /// Whether the reader is told: once the field was left.
    pub shown: RwSignal<bool>,
}

impl Typing {
    /// For a place of the plan.
    pub fn new(editor: Editor, of: Bound) -> Self {
        let path = of.path.clone();
        let drafted = editor
            .drafts
            .with_untracked(|drafts| drafts.contains_key(&path));
        let parse = of.parse.clone();
        let fault = Memo::new(move |_| {
            let draft = editor.drafts.with(|drafts| drafts.get(&path).cloned())?;
            parse(&draft).err()
        });
        Self {
            editor,
            of: StoredValue::new(of),
            fault,
            shown: RwSignal::new(drafted),
        }
    }

    /// Writes what is kept into the field where it shows something else: undo,
    /// another tab. The same text would move the cursor, and any text would end
    /// a composition.
    fn follow(self, control: impl Fn() -> Option<Control> + Send + Sync + 'static) {
        let of = self.of.get_value();
        Effect::new(move || {
            let draft = self
                .editor
                .drafts
                .with(|drafts| drafts.get(&of.path).cloned());
            let composing = self.editor.composing.get();
            let stored = self.editor.with(|plan| (of.show)(plan));
            let Some(control) = control().filter(|_| !composing) else {
                return;
            };
            let text = control.text();
            match draft {
                Some(draft) if draft == HALF => {}
                Some(draft) => {
                    if text != draft {
                        control.set(&draft);
                    }
                }
                None => {
                    let agrees = self.editor.with_untracked(|plan| (of.agrees)(plan, &text));
                    if !agrees {
                        control.set(&stored);
                    }
                }
            }
        });
        let editor = self.editor;
        on_cleanup(move || {
            let _ = editor.composing.try_set(false);
        });
    }

    fn compose(self, composing: bool) {
        self.editor.composing.set(composing);
    }

    fn composed(self, event: &web_sys::CompositionEvent) {
        self.take(event);
        self.compose(false);
    }

    fn input(self, event: &web_sys::Event) {
        if !self.editor.composing.get_untracked() {
            self.take(event);
        }
    }

    fn take(self, event: &web_sys::Event) {
        let Some(control) = Control::of(event) else {
            return;
        };
        let text = control.text();
        let of = self.of.get_value();
        match (of.parse)(&text) {
            Ok(change) => {
                // First the plan, so that the field agrees when the draft goes.
                self.editor.type_into(&of.path, change);
                self.editor.draft(&of.path, None);
                self.shown.set(false);
            }
            Err(_) => self.editor.draft(&of.path, Some(text)),
        }
    }

    /// Says what is wrong; writes a number as all are written.
    fn leave(self, event: &web_sys::FocusEvent) {
        self.compose(false);
        // What a program cleared or filled in may not have been told.
        self.take(event);
        let faulty = self.fault.with_untracked(Option::is_some);
        self.shown.set(faulty);
        let of = self.of.get_value();
        let number = matches!(of.kind, Kind::Number | Kind::Signed);
        if let Some(control) = Control::of(event).filter(|_| number && !faulty) {
            let stored = self.editor.with_untracked(|plan| (of.show)(plan));
            if control.text() != stored {
                control.set(&stored);
            }
        }
    }
}

/// The words of a fault.
pub fn words(fault: Fault, locale: Locale) -> String {
    let written = |limit: super::codec::Limit| {
        let divisor = 10_f64.powi(limit.decimals as i32);
        number(limit.value as f64 / divisor, 0)
    };
    match fault {
        Fault::NotNumber => td_string!(locale, plan_edit.fault_number).to_owned(),
        Fault::Decimals(0) => td_string!(locale, plan_edit.fault_whole).to_owned(),
        Fault::Decimals(most) => {
            td_string!(locale, plan_edit.fault_decimals, most = most as u32)
        }
        Fault::TooSmall(limit) => {
            td_string!(locale, plan_edit.fault_small, least = written(limit))
        }
        Fault::TooLarge(limit) => td_string!(locale, plan_edit.fault_large, most = written(limit)),
        Fault::NotDate => td_string!(locale, plan_edit.fault_date).to_owned(),
        Fault::TooLong { found, most } => td_string!(
            locale,
            plan_edit.fault_long,
            found = number(found as f64, 0),
            most = number(most as f64, 0)
        ),
    }
}
