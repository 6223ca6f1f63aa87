//! The style sheet: the files of `style/`, in the order of their names, as one
//! file named by its content.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// Writes the bundle into `out` and returns its file name.
pub fn bundle(folder: &Path, out: &Path) -> Result<String, super::Failure> {
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
    let name = format!("site-{:016x}.css", hasher.finish());
    super::write(&out.join(&name), &css)?;
    Ok(name)
}
