//! Cuts the app's program into parts that are loaded when they are needed, at
//! the functions under `#[wasm_split]` (`src/lazy.rs`).
//!
//! Cutting comes between Cargo and wasm-bindgen, where Trunk has no hook. But
//! Trunk runs the `wasm-bindgen` that it finds on `PATH`, so this program
//! stands there under that name: it cuts what can be cut, and has the real
//! wasm-bindgen do its work on the main part.

mod groups;
mod join;
mod link;
mod names;
mod parts;

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use wasm_split_cli_support as splitter;

use crate::hash;
use crate::optimiser;
use crate::process;

/// The name that Trunk looks for.
const NAME: &str = "wasm-bindgen";
/// Tells the stand-in where the real program is.
const REAL: &str = "QIMO_WASM_BINDGEN";
/// Tells the stand-in how to optimise the parts; empty for a debug build.
const OPTIMISE: &str = "QIMO_WASM_OPT";
/// What every program with a cut in it imports from.
const PLACEHOLDER: &[u8] = b"__wasm_split_placeholder__";
/// The folder of the parts, in wasm-bindgen's output and in the site. Not
/// among the snippets: Trunk would have every page load them all ahead.
const PARTS: &str = "parts";
/// The module that loads the parts.
const LINK: &str = "link.js";

/// Makes a Trunk command cut the program. `index` is the text of
/// `index.html`, which holds wasm-opt's options.
pub fn prepare(trunk: &mut Command, folder: &Path, real: &Path, index: Option<&str>) -> Result<()> {
    let stand_in = folder.join(format!("{NAME}{}", env::consts::EXE_SUFFIX));
    fs::create_dir_all(folder)?;
    // A new file rather than a changed one: the old one may still be running.
    let fresh = folder.join("fresh");
    fs::copy(env::current_exe()?, &fresh).context("copying this program")?;
    fs::rename(&fresh, &stand_in)?;
    trunk.env(REAL, real);
    trunk.env(
        OPTIMISE,
        index
            .map(|index| optimiser::options(index, "main"))
            .transpose()?
            .unwrap_or_default(),
    );
    Ok(())
}

/// Runs as the stand-in, if that is the name this program was called by.
pub fn stand_in() -> Option<Result<bool>> {
    let called = PathBuf::from(env::args_os().next()?);
    (called.file_stem()? == NAME).then(|| bindgen(env::args_os().skip(1).collect()))
}

/// `wasm-bindgen` with these arguments, after cutting. `false` if it failed.
fn bindgen(arguments: Vec<OsString>) -> Result<bool> {
    let real = env::var_os(REAL).with_context(|| format!("{REAL} is not set"))?;
    let run = |arguments: &[OsString]| -> Result<bool> {
        let status = Command::new(&real)
            .args(arguments)
            .status()
            .with_context(|| format!("running {}", real.display()))?;
        Ok(status.success())
    };
    let Some(cut) = Cut::of(&arguments)? else {
        let done = run(&arguments)?;
        if done {
            shorten(&arguments)?;
        }
        return Ok(done);
    };
    let main = cut.split()?;
    let mut arguments: Vec<_> = arguments
        .into_iter()
        .filter(|argument| Path::new(argument) != cut.input)
        .collect();
    arguments.extend(["--keep-lld-exports".into(), main.into_os_string()]);
    let done = run(&arguments)?;
    if done {
        shorten(&arguments)?;
        cut.finish()?;
    }
    Ok(done)
}

/// The value of an argument such as `--out-dir=`.
fn value<'a>(arguments: &'a [OsString], name: &str) -> Option<&'a str> {
    arguments
        .iter()
        .find_map(|argument| argument.to_str()?.strip_prefix(name))
}

/// Shortens the module that wasm-bindgen wrote, and what it shares with the
/// program.
fn shorten(arguments: &[OsString]) -> Result<()> {
    let (Some(out), Some(name)) = (
        value(arguments, "--out-dir="),
        value(arguments, "--out-name="),
    ) else {
        return Ok(());
    };
    if env::var_os(OPTIMISE).is_none_or(|options| options.is_empty()) {
        return Ok(());
    }
    let module = Path::new(out).join(format!("{name}.js"));
    let program = Path::new(out).join(format!("{name}_bg.wasm"));
    let (shorter, script) = names::shorten(&fs::read(&program)?, &fs::read_to_string(&module)?)?;
    fs::write(program, shorter)?;
    fs::write(&module, script)?;
    minify(&module)
}

/// Rewrites a module without what only a person needs.
fn minify(module: &Path) -> Result<()> {
    tool("terser", |command| {
        command
            .args(["--module", "--compress", "--mangle"])
            .arg("--output")
            .args([module, module]);
    })
}

/// Runs one of the tools from npm.
fn tool(name: &str, arguments: impl FnOnce(&mut Command)) -> Result<()> {
    let program = process::find(name).with_context(|| format!("no {name} on PATH"))?;
    let mut command = process::command(program);
    arguments(&mut command);
    let output = process::run_captured(name, &mut command)?;
    if !output.status.success() {
        bail!("{name}: {}", output.text.trim());
    }
    Ok(())
}

/// One program on its way through.
struct Cut {
    input: PathBuf,
    program: Vec<u8>,
    /// wasm-bindgen's output folder, and its name for the program.
    out: PathBuf,
    name: String,
    /// `parts/<digest>`.
    parts: PathBuf,
}

impl Cut {
    /// What the arguments ask for, if it is a program with a cut in it.
    fn of(arguments: &[OsString]) -> Result<Option<Self>> {
        let (Some(out), Some(name)) = (
            value(arguments, "--out-dir="),
            value(arguments, "--out-name="),
        ) else {
            return Ok(None);
        };
        let Some(input) = arguments.iter().map(Path::new).find(|path| path.is_file()) else {
            return Ok(None);
        };
        let program = fs::read(input).with_context(|| format!("reading {}", input.display()))?;
        let marked = program
            .windows(PLACEHOLDER.len())
            .any(|window| window == PLACEHOLDER);
        Ok(marked.then(|| Self {
            input: input.to_owned(),
            out: out.into(),
            name: name.to_owned(),
            parts: Path::new(PARTS).join(&hash::hex(&program)[..16]),
            program,
        }))
    }

    /// Where the parts are made, before they are put in place as a whole.
    fn workshop(&self) -> PathBuf {
        self.out.join(format!("{}-split", self.name))
    }

    /// Cuts the program and returns its main part.
    fn split(&self) -> Result<PathBuf> {
        let workshop = self.workshop();
        if workshop.exists() {
            fs::remove_dir_all(&workshop)?;
        }
        fs::create_dir_all(workshop.join(&self.parts))?;
        let main = workshop.join(format!("{}.wasm", self.name));
        let link = format!("./{}/{LINK}", slashes(&self.parts));
        let module = format!("../../{}.js", self.name);
        let mut options = splitter::Options::new(&self.program);
        options.output_dir = &workshop;
        options.main_out_path = &main;
        options.link_name = &link;
        options.main_module = &module;
        let made = splitter::transform(options)
            .map_err(|error| anyhow::anyhow!("cutting {}: {error:#}", self.input.display()))?;
        for part in made.split_modules {
            let name = part.file_name().context("a part without a name")?;
            fs::rename(&part, workshop.join(&self.parts).join(name))?;
        }
        parts::join_small(&workshop.join(&self.parts))?;
        Ok(main)
    }

    /// Optimises the parts and puts them where [`take_parts`] finds them.
    fn finish(&self) -> Result<()> {
        let made = self.workshop().join(&self.parts);
        let file = made.join(LINK);
        fs::write(&file, link::any_server(&fs::read_to_string(&file)?)?)?;
        if parts::optimise(&made)? {
            minify(&file)?;
        }
        let place = self.out.join(&self.parts);
        if place.exists() {
            fs::remove_dir_all(&place)?;
        }
        fs::create_dir_all(self.out.join(PARTS))?;
        fs::rename(made, place).context("putting the parts in place")
    }
}

/// Takes the parts out of wasm-bindgen's output, `made`, into the site, and
/// tells them the name that Trunk gave the main program.
pub fn take_parts(made: &Path, site: &Path) -> Result<()> {
    let parts = site.join(PARTS);
    super::build::copy(&made.join(PARTS), &parts, &[])?;
    for folder in fs::read_dir(parts)? {
        let link = folder?.path().join(LINK);
        let Ok(text) = fs::read_to_string(&link) else {
            continue;
        };
        let (_, rest) = text
            .split_once("\"../../")
            .with_context(|| format!("{} imports no main program", link.display()))?;
        let (name, _) = rest.split_once(".js\"").context("no name")?;
        let hashed = fs::read_dir(site)?
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .find(|file| {
                let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
                ending == "js" && stem.starts_with(&format!("{name}-"))
            })
            .with_context(|| format!("the site has no {name}-….js"))?;
        fs::write(
            &link,
            text.replace(&format!("../../{name}.js"), &format!("../../{hashed}")),
        )?;
    }
    Ok(())
}

fn slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_without_cuts_is_left_alone() {
        let folder = env::temp_dir().join(format!("qimo-split-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let program = folder.join("engine.wasm");
        let arguments = |path: &Path| {
            vec![
                "--target=web".into(),
                "--out-dir=/out".into(),
                "--out-name=engine".into(),
                path.into(),
            ]
        };
        fs::write(&program, b"\0asm").unwrap();
        assert!(Cut::of(&arguments(&program)).unwrap().is_none());
        assert!(Cut::of(&["--version".into()]).unwrap().is_none());
        fs::write(&program, [b"\0asm", PLACEHOLDER].concat()).unwrap();
        let cut = Cut::of(&arguments(&program)).unwrap().unwrap();
        assert_eq!(
            (cut.name.as_str(), cut.out.as_path()),
            ("engine", Path::new("/out"))
        );
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn parts_find_the_main_program_by_its_hashed_name() {
        let folder = env::temp_dir().join(format!("qimo-link-{}", std::process::id()));
        let (made, site) = (folder.join("made"), folder.join("site"));
        fs::create_dir_all(made.join("parts/0123")).unwrap();
        fs::create_dir_all(&site).unwrap();
        fs::write(site.join("app-9f.js"), "").unwrap();
        let link = "import { initSync } from \"../../app.js\";";
        fs::write(made.join("parts/0123").join(LINK), link).unwrap();
        take_parts(&made, &site).unwrap();
        assert_eq!(
            fs::read_to_string(site.join("parts/0123").join(LINK)).unwrap(),
            "import { initSync } from \"../../app-9f.js\";"
        );
        fs::remove_dir_all(folder).unwrap();
    }
}
