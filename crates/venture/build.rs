//! Writes the register of facts of `content/readiness.toml` as a table, so that
//! the plan's obligations rest on the very facts that the check shows, and the
//! browser needs no parser for them.

use std::fmt::Write as _;
use std::path::Path;

use serde::Deserialize;

const REGISTER: &str = "../../content/readiness.toml";

#[derive(Deserialize)]
struct Register {
    fact: Vec<Fact>,
}

/// What the plan reads of a fact. The check's loader validates all of it.
#[derive(Deserialize)]
struct Fact {
    id: String,
    as_of: String,
    review_by: String,
    #[serde(default)]
    check: bool,
}

/// `2026-11-25` as arguments: no number begins with a zero.
fn day(text: &str) -> Result<String, String> {
    let parts: Result<Vec<u16>, _> = text.split('-').map(str::parse).collect();
    match parts.as_deref() {
        Ok([year, month, day]) => Ok(format!("Date::known({year}, {month}, {day})")),
        _ => Err(format!("{REGISTER}: `{text}` is not a day")),
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={REGISTER}");
    let text = std::fs::read_to_string(REGISTER).map_err(|error| format!("{REGISTER}: {error}"))?;
    let register: Register = toml::from_str(&text)?;
    let mut table = String::from("&[\n");
    for fact in &register.fact {
        let (as_of, review_by) = (day(&fact.as_of)?, day(&fact.review_by)?);
        writeln!(
            table,
            "Fact {{ id: {:?}, as_of: {as_of}, review_by: {review_by}, check: {} }},",
            fact.id, fact.check
        )?;
    }
    table.push(']');
    let out = std::env::var("OUT_DIR")?;
    std::fs::write(Path::new(&out).join("facts.rs"), table)?;
    Ok(())
}
