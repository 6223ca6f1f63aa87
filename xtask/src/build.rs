//! `cargo xtask build`: from sources to `dist/`, a folder of files for any
//! static host.

mod csp;
mod depth;
mod discovery;
mod fingerprint;
mod head;
mod not_found;
mod paths;
mod precache;
mod routes;
mod site_url;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use walkdir::WalkDir;

pub use fingerprint::SOURCES;
pub use site_url::SiteUrl;

use crate::process::{self, Step};
use crate::setup::{self, Purpose, Tools};
use crate::split;
use crate::workspace::Workspace;
use routes::Routes;

/// How to build.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Options {
    /// Compile quickly and without optimising
    #[arg(long)]
    pub debug: bool,
    /// Where the site will be, such as <https://example.org/qimo/>: makes the
    /// sitemap, canonical links and oEmbed answers absolute
    #[arg(long, value_name = "URL", env = "QIMO_SITE_URL")]
    pub site_url: Option<SiteUrl>,
}

/// Installs what building needs, then builds.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let tools = setup::run(workspace, Purpose::Build)?;
    site(workspace, &tools, options)
}

/// Builds `dist/`, unless it is up to date.
pub fn site(workspace: &Workspace, tools: &Tools, options: &Options) -> Result<()> {
    let started = Instant::now();
    let stamp = workspace.target().join("dist.fingerprint");
    let fingerprint = fingerprint::of(workspace.root(), &format!("{options:?} {:?}", tools.wasm))?;
    if workspace.dist().join("index.html").is_file()
        && fs::read_to_string(&stamp).is_ok_and(|stored| stored == fingerprint)
    {
        println!("build: dist/ is up to date");
        return Ok(());
    }
    let made = trunk(workspace, tools, options)?;
    let pages = prerender(workspace)?;
    assemble(workspace, &made, &pages, options.site_url.as_ref())?;
    fs::write(stamp, fingerprint)?;
    println!(
        "build: dist/ is ready ({})",
        process::elapsed(started.elapsed())
    );
    Ok(())
}

/// Compiles the app and its worker to `target/trunk`. Returns the folder of
/// what wasm-bindgen made, the program's parts among it.
fn trunk(workspace: &Workspace, tools: &Tools, options: &Options) -> Result<PathBuf> {
    let mut trunk = process::command("trunk");
    trunk
        .arg("build")
        .arg(format!("--release={}", !options.debug))
        .arg("--dist")
        .arg(workspace.trunk_dist())
        .current_dir(workspace.root())
        // Trunk reads `1` as neither yes nor no.
        .env_remove("NO_COLOR");
    let stand_in = workspace.target().join("stand-in");
    let index = fs::read_to_string(workspace.root().join("index.html"))?;
    let index = (!options.debug).then_some(index.as_str());
    split::prepare(&mut trunk, &stand_in, &tools.wasm_bindgen()?, index)?;
    tools.on_path(&mut trunk, &[stand_in])?;
    tools.wasm.apply(&mut trunk);
    paths::shorten(&mut trunk);
    // wasm-bindgen's last output would be copied with the new one.
    let bindgen = workspace.target().join("wasm-bindgen");
    if bindgen.exists() {
        fs::remove_dir_all(&bindgen)?;
    }
    process::run(
        &Step {
            name: "compiling the app to WebAssembly (trunk)",
            remedy: "mend what the compiler names above, then run the command again",
        },
        &mut trunk,
    )?;
    Ok(bindgen.join(if options.debug { "debug" } else { "release" }))
}

/// Renders every route to a page, natively.
fn prerender(workspace: &Workspace) -> Result<PathBuf> {
    let pages = workspace.target().join("pages");
    if pages.exists() {
        fs::remove_dir_all(&pages)?;
    }
    let mut cargo = process::command("cargo");
    cargo
        .args([
            "run",
            "--quiet",
            "--package",
            "qimo",
            "--features",
            "ssr",
            "--bin",
            "prerender",
            "--",
        ])
        .arg(workspace.trunk_dist())
        .arg(&pages)
        .current_dir(workspace.root());
    process::run(
        &Step {
            name: "prerendering the pages",
            remedy: "mend what is named above (a lesson, a string, or the code), then run the command again",
        },
        &mut cargo,
    )?;
    Ok(pages)
}

/// Puts the parts together in a folder of its own and then in place, so that
/// a failure leaves the last site as it was.
fn assemble(
    workspace: &Workspace,
    made: &Path,
    pages: &Path,
    site_url: Option<&SiteUrl>,
) -> Result<()> {
    let next = workspace.root().join("dist.next");
    if next.exists() {
        fs::remove_dir_all(&next)?;
    }
    copy(&workspace.trunk_dist(), &next, &["index.html"])?;
    copy(&workspace.root().join("public"), &next, &["sw.js"])?;
    copy(pages, &next, &["routes.json"])?;
    split::take_parts(made, &next)?;
    finish(&next, &Routes::read(pages)?, site_url)?;
    let worker = fs::read_to_string(workspace.root().join("public/sw.js"))?;
    fs::write(
        next.join("sw.js"),
        precache::Manifest::of(&next)?.fill(&worker)?,
    )?;

    let dist = workspace.dist();
    if dist.exists() {
        fs::remove_dir_all(&dist)?;
    }
    fs::rename(&next, &dist).context("putting dist/ in place")
}

/// Finishes the pages and writes what follows from all of them.
fn finish(site: &Path, routes: &Routes, site_url: Option<&SiteUrl>) -> Result<()> {
    for page in &routes.pages {
        let file = page.file();
        edit(&site.join(&file), |html| {
            let html = site_url.map_or_else(
                || Ok(html.to_owned()),
                |site| head::absolute_images(html, site),
            )?;
            let html = depth::rewrite_depth(&html, page.depth())?;
            csp::finish(&html, &head::elements(page, routes, site_url))
        })?;
    }
    edit(&site.join("404.html"), |html| {
        let html = not_found::standalone(html, |link| not_found::read_linked(site, link))?;
        csp::finish(&html, "<meta name=\"robots\" content=\"noindex\">")
    })?;
    fs::write(
        site.join("sitemap.xml"),
        discovery::sitemap(routes, site_url),
    )?;
    fs::write(site.join("robots.txt"), discovery::robots(site_url))?;
    fs::create_dir_all(site.join("oembed"))?;
    for explorable in &routes.explorables {
        fs::write(
            site.join(format!("oembed/{}.json", explorable.name)),
            discovery::oembed(explorable, site_url),
        )?;
    }
    Ok(())
}

fn edit(path: &Path, change: impl FnOnce(&str) -> Result<String>) -> Result<()> {
    let name = || path.display().to_string();
    let html = fs::read_to_string(path).with_context(name)?;
    fs::write(path, change(&html).with_context(name)?).with_context(name)
}

/// Copies a folder's content, but for some files at its top.
pub fn copy(from: &Path, to: &Path, except: &[&str]) -> Result<()> {
    for entry in WalkDir::new(from) {
        let entry = entry?;
        let relative = entry.path().strip_prefix(from)?;
        if except.iter().any(|name| relative == Path::new(name)) {
            continue;
        }
        let target = to.join(relative);
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target)?;
        } else {
            fs::copy(entry.path(), &target)
                .with_context(|| format!("copying {}", relative.display()))?;
        }
    }
    Ok(())
}
