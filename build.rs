//! Compiles what the app has as files into Rust: the strings of both languages
//! and the index of lessons; the readiness check becomes bytes.

use leptos_i18n_parser::parse_locales::options::{Config, ParseOptions};
use leptos_i18n_parser::parse_locales::parse_locales;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

type Failure = Box<dyn std::error::Error>;

/// The files of `locales/{zh,en}/`, one a part of the app.
const NAMESPACES: [&str; 33] = [
    "shell",
    "home",
    "learn",
    "check",
    "plan",
    "plan_canvas",
    "plan_checks",
    "plan_compute",
    "plan_data",
    "plan_edit",
    "plan_errors",
    "plan_finance",
    "plan_formulas",
    "plan_funding",
    "plan_pricing",
    "plan_law",
    "plan_sections",
    "plan_story",
    "plan_team",
    "plan_work",
    "library",
    "settings",
    "explorable",
    "neuron",
    "optimisers",
    "landscape",
    "evaluation",
    "tuning",
    "network",
    "controls",
    "panels",
    "runs",
    "backprop",
];

fn main() -> Result<(), Failure> {
    // Where the program may be cut is found by its relocations (`src/lazy.rs`).
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        println!("cargo::rustc-link-arg-bin=qimo=--emit-relocs");
    }
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    strings(&out.join("i18n.rs"))?;
    let site = lessons(&out.join("lessons.rs"))?;
    readiness(&out, &site)
}

/// The strings, as a module checked at compile time. What the library merely
/// warns of (a string that one language lacks) is refused here.
fn strings(out: &Path) -> Result<(), Failure> {
    println!("cargo::rerun-if-changed=locales");
    let mut config = Config::new("en")
        .and_then(|config| config.add_locale("zh"))
        .and_then(|config| config.add_namespaces(NAMESPACES))
        .map_err(|error| error.to_string())?;
    config.options = ParseOptions::new().interpolate_display(true);
    let parsed = parse_locales(None, config).map_err(|error| error.to_string())?;
    let warnings: Vec<_> = parsed
        .diag
        .warnings()
        .iter()
        .map(ToString::to_string)
        .collect();
    if !warnings.is_empty() {
        return Err(format!("locales/: {}", warnings.join("\nlocales/: ")).into());
    }
    let module = leptos_i18n_codegen::gen_code(&parsed, None, true, None, false)
        .map_err(|error| error.to_string())?;
    std::fs::write(out, module.to_string())?;
    Ok(())
}

/// Every problem on a line, with the path of its file.
fn in_content(problems: &[impl std::fmt::Display]) -> String {
    let lines: Vec<_> = problems
        .iter()
        .map(|problem| format!("content/{problem}"))
        .collect();
    lines.join("\n")
}

/// The index of lessons. The prerenderer checks names of explorables, keys and
/// readings against the app's registry, which a build script cannot see.
fn lessons(out: &Path) -> Result<content::Site, Failure> {
    println!("cargo::rerun-if-changed=content");
    let site = content::Site::load(Path::new("content"), &content::Unchecked)
        .map_err(|problems| in_content(&problems))?;
    std::fs::write(out, site.index_rs())?;
    Ok(site)
}

/// The readiness check: its model, the words of each language, and the sources
/// of its facts (title and address by key), as the page decodes them.
fn readiness(out: &Path, site: &content::Site) -> Result<(), Failure> {
    let read = |file: &str| {
        let path = Path::new("content").join(file);
        std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let check = venture::readiness::load(&venture::readiness::Files {
        structure: &read("readiness.toml")?,
        sources: &read("sources.toml")?,
        zh: &read("zh/readiness.toml")?,
        en: &read("en/readiness.toml")?,
    })
    .map_err(|problems| in_content(&problems))?;
    let cited = check.model.fact.iter().flat_map(|fact| &fact.sources);
    let sources: BTreeMap<_, _> = cited
        .filter_map(|key| site.sources.get(key))
        .map(|source| (&source.key, (&source.title, &source.url)))
        .collect();
    for (file, bytes) in [
        ("readiness.model", postcard::to_allocvec(&check.model)?),
        ("readiness.zh", postcard::to_allocvec(&check.zh)?),
        ("readiness.en", postcard::to_allocvec(&check.en)?),
        ("readiness.sources", postcard::to_allocvec(&sources)?),
    ] {
        std::fs::write(out.join(file), bytes)?;
    }
    Ok(())
}
