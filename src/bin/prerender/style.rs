//! The style sheets: `style/` is what every page is drawn with, `style/work/` what
//! the check and the plan need besides. The files of a folder, in the order of
//! their names, become one, named by its content.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// Writes a folder's bundle into `out` and returns its file name, which begins with
/// `name`.
pub fn bundle(folder: &Path, name: &str, out: &Path) -> Result<String, super::Failure> {
    let mut files: Vec<_> = std::fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "css"))
        .collect();
    files.sort();
    let mut css = String::new();
    for file in files {
        css.push_str(&std::fs::read_to_string(&file)?);
    }
    let mut hasher = DefaultHasher::new();
    css.hash(&mut hasher);
    let name = format!("{name}-{:016x}.css", hasher.finish());
    super::write(&out.join(&name), &css)?;
    Ok(name)
}
