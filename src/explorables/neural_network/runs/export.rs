//! What can be taken out of a run for other programs: pictures, data, weights,
//! code.

use super::super::run::Run;
use super::super::samples;
use super::files::name;
use super::picture::{self, Shot};
use crate::i18n::{Locale, td_string, use_locale};
use crate::ui::clipboard::{Copied, copy};
use crate::ui::download::{download, download_blob, download_bytes};
use leptos::html;
use leptos::prelude::*;
use neural::data::Dataset;
use neural::session::{Data, Source, generate};
use portable::safetensors::safetensors;
use portable::{Model, tables, torch_code, weights_json};

/// What there is to export as a picture, by the place in the figure that shows it.
const PICTURES: [(&str, &str); 3] = [
    ("map", ".decision"),
    ("network", ".graph"),
    ("curves", ".curves"),
];

/// Title, form, ending of the file's name, media type, and what makes it.
type Text = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    fn(Run) -> Option<String>,
);

/// The buttons.
#[component]
pub fn Export(run: Run) -> impl IntoView {
    let locale = use_locale();
    let ready = Memo::new(move |_| run.info().is_some());
    let root = NodeRef::<html::Div>::new();
    let failed = RwSignal::new(false);
    let copied = RwSignal::new(Copied::No);
    let copy_code = move |_| {
        copied.set(Copied::No);
        match with_model(run, torch_code) {
            Some(code) => copy(code, copied),
            None => failed.set(true),
        }
    };
    let pictures = PICTURES
        .into_iter()
        .map(|(what, place)| {
            let title = picture_title(what, locale);
            let save = move |png: bool| {
                failed.set(false);
                let Some(root) = root.get_untracked() else {
                    return;
                };
                let file = format!("{}-{what}", name(run));
                let Some(shot) = picture::shoot(&root, place, title) else {
                    failed.set(true);
                    return;
                };
                if png {
                    save_png(shot, file, failed);
                } else if !download(&format!("{file}.svg"), "image/svg+xml", &shot.svg) {
                    failed.set(true);
                }
            };
            view! {
                <tr>
                    <th scope="row">{title}</th>
                    <td>
                        <button aria-label=format!("{title}: SVG") on:click=move |_| save(false)>"SVG"</button>
                        <button aria-label=format!("{title}: PNG") on:click=move |_| save(true)>"PNG"</button>
                    </td>
                </tr>
            }
        })
        .collect_view();
    let text = move |ending: &'static str, kind: &'static str, make: fn(Run) -> Option<String>| {
        move |_| {
            failed.set(false);
            let made = make(run);
            let done =
                made.is_some_and(|text| download(&format!("{}{ending}", name(run)), kind, &text));
            failed.set(!done);
        }
    };
    let tensors = move |_| {
        failed.set(false);
        let bytes = with_model(run, safetensors);
        let file = format!("{}.safetensors", name(run));
        let done =
            bytes.is_some_and(|bytes| download_bytes(&file, "application/octet-stream", &bytes));
        failed.set(!done);
    };
    let disabled = move || !ready.get();
    let row = |title: &'static str, buttons: AnyView| {
        view! { <tr><th scope="row">{title}</th><td>{buttons}</td></tr> }
    };
    let texts: [Text; 4] = [
        (
            td_string!(locale, runs.export_data),
            "CSV",
            "-data.csv",
            "text/csv",
            data_csv,
        ),
        (
            td_string!(locale, runs.export_curve),
            "CSV",
            "-curve.csv",
            "text/csv",
            curve_csv,
        ),
        (
            td_string!(locale, runs.export_weights),
            "JSON",
            "-weights.json",
            "application/json",
            |run| with_model(run, weights_json),
        ),
        (
            td_string!(locale, runs.export_code),
            "PyTorch",
            ".py",
            "text/x-python",
            |run| with_model(run, torch_code),
        ),
    ];
    let texts = texts
        .into_iter()
        .map(|(title, form, ending, kind, make)| {
            let more = (form == "JSON").then(|| {
                view! {
                    <button aria-label=format!("{title}: safetensors") disabled=disabled on:click=tensors>
                        "safetensors"
                    </button>
                }
            });
            // Browsers warn of programs that are saved; a copy needs no file.
            let code = (form == "PyTorch").then(|| {
                let copy = td_string!(locale, runs.copy_code);
                view! {
                    <button aria-label=format!("{title}: {copy}") disabled=disabled on:click=copy_code>{copy}</button>
                }
            });
            let buttons = view! {
                {code}
                <button aria-label=format!("{title}: {form}") disabled=disabled on:click=text(ending, kind, make)>
                    {form}
                </button>
                {more}
            };
            row(title, buttons.into_any())
        })
        .collect_view();
    let said = move || match copied.get() {
        Copied::No => "",
        Copied::Yes => td_string!(locale, explorable.copied),
        Copied::Refused => td_string!(locale, explorable.copy_failed),
    };
    let caption = td_string!(locale, runs.export_caption);
    view! {
        <div node_ref=root>
            <table class="run-table run-export">
                <caption>{caption}</caption>
                <tbody>
                    {pictures}
                    {texts}
                </tbody>
            </table>
            <p class="panel-hint" role="status">{said}</p>
            <p class="panel-hint">{td_string!(locale, runs.export_hint)}</p>
            {move || failed.get().then(|| view! {
                <div class="notice notice-problem" role="alert"><p>{td_string!(locale, runs.export_failed)}</p></div>
            })}
        </div>
    }
    .into_any()
}

fn picture_title(what: &str, locale: Locale) -> &'static str {
    match what {
        "map" => td_string!(locale, runs.picture_map),
        "network" => td_string!(locale, runs.picture_network),
        _ => td_string!(locale, runs.picture_curves),
    }
}

fn save_png(shot: Shot, file: String, failed: RwSignal<bool>) {
    leptos::task::spawn_local(async move {
        let done = match picture::rasterise(&shot).await {
            Some(blob) => download_blob(&format!("{file}.png"), &blob),
            None => false,
        };
        if !done {
            let _ = failed.try_set(true);
        }
    });
}

/// Something made of the present model.
fn with_model<T>(run: Run, make: impl FnOnce(&Model<'_>) -> T) -> Option<T> {
    let (info, frame) = untrack(|| Some((run.info()?, run.frame()?)))?;
    Model::of(&info, &frame).map(|model| make(&model))
}

fn curve_csv(run: Run) -> Option<String> {
    Some(
        run.engine
            .curve
            .with_untracked(|curve| tables::curve(curve)),
    )
}

fn data_csv(run: Run) -> Option<String> {
    let info = untrack(|| run.info())?;
    let data = run.state.with_untracked(|state| state.data);
    let dataset = dataset(samples::whole(data)?, &info.config)?;
    Some(tables::data(&dataset, &info.config))
}

/// The samples of a run, as the engine reads them.
fn dataset(data: Data, config: &neural::session::RunConfig) -> Option<Dataset> {
    match (config.source, data) {
        (Source::Shape(shape), _) => Some(generate(config, shape)),
        (_, Data::Digits(bytes)) => neural::data::digits(&bytes).ok(),
        (_, Data::Table { bytes, options }) => {
            let read = neural::table::dataset(&bytes, &options).ok();
            read.map(|(_, dataset)| dataset)
        }
        (_, Data::Keep) => None,
    }
}
