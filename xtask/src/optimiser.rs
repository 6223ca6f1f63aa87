//! The options of wasm-opt, which `index.html` holds for Trunk.

use anyhow::{Context, Result};

/// Those of the site's program of this type, `main` or `worker`, by the text
/// of `index.html`.
pub fn options(index: &str, kind: &str) -> Result<String> {
    let mark = format!("data-type=\"{kind}\"");
    let link = index
        .lines()
        .find(|line| line.contains(&mark))
        .with_context(|| format!("index.html has no link with {mark}"))?;
    let value = |name: &str| {
        link.split_once(&format!("{name}=\""))
            .and_then(|(_, rest)| rest.split_once('"'))
            .map(|(value, _)| value)
            .with_context(|| format!("index.html has no {name} for the program of type {kind}"))
    };
    Ok(format!(
        "-O{} {}",
        value("data-wasm-opt")?,
        value("data-wasm-opt-params")?
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_program_has_its_own_options() {
        let index = "<link data-type=\"main\" data-wasm-opt=\"z\" data-wasm-opt-params=\"--a --b\">\n\
                     <link data-type=\"worker\" data-wasm-opt=\"3\" data-wasm-opt-params=\"--c\">";
        assert_eq!(options(index, "main").unwrap(), "-Oz --a --b");
        assert_eq!(options(index, "worker").unwrap(), "-O3 --c");
        assert!(options(index, "another").is_err());
        assert!(options("<link data-type=\"main\">", "main").is_err());
    }
}
