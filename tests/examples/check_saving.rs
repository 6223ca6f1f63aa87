//! The browser's part of the second half of `cargo xtask bench`: how long a
//! change of the readiness check takes to its saved state, in the built site.
//!
//! Argument: the file to write, as JSON.

use browser_tests::measure::{ask, measure};
use browser_tests::{Browser, Context, Result, Site};
use serde_json::{Value, json};

const ID: &str = "9xcga0bx4rc3v8by";
/// The case with the most answers.
const CASE: &str = include_str!("../../crates/venture/tests/readiness/fixtures/integrator.json");
/// What a founder writes of one piece of evidence, in characters: two lines.
const NOTE: usize = 120;
/// A run each month for a year.
const RUNS: usize = 12;
/// About as many as are asked.
const QUESTIONS: usize = 36;

/// How many answers are other than a month before.
const CHANGED: usize = 6;

/// Changes an answer, from the press to the value that reads back: a choice is
/// saved before the press is over. The first round is not counted: it brings the
/// venture to the present form, of which a snapshot is made.
const MEASURE: &str = r"
    const [key, rounds, done] = arguments;
    const option = (at) => document.getElementById('option-' + at);
    const times = [];
    const round = () => {
      const input = option(times.length % 2 ? 3 : 4);
      const before = localStorage.getItem(key);
      const from = performance.now();
      input.click();
      const saved = localStorage.getItem(key);
      const time = performance.now() - from;
      if (saved === before || !input.checked) return done({ error: 'the change was not saved' });
      times.push(time);
      if (times.length <= rounds) setTimeout(round, 20);
      else done({ times: times.slice(1), bytes: saved.length });
    };
    round();";
const ROUNDS: usize = 200;

fn main() -> Result<()> {
    measure(async |browser| {
        let site = Site::dist()?;
        keep(browser, &site).await?;
        browser
            .open_app(&site.url(&format!("en/check/?q=payer#{ID}")))
            .await?;
        browser.select("#option-3").await?;
        let key = format!("qimo/doc/{ID}");
        ask(browser, MEASURE, vec![key.into(), json!(ROUNDS)]).await
    })
}

/// Keeps a venture with everything answered at length, and a year of runs.
async fn keep(browser: &Browser, site: &Site) -> Result<()> {
    let mut case: Value = serde_json::from_str(CASE)?;
    let mut answers = case["run"]["answers"].take();
    let mut runs = Vec::new();
    for month in 0..RUNS {
        let questions = answers["questions"].as_object_mut();
        let questions = questions.context("a case without questions")?.values_mut();
        for (at, answer) in questions.enumerate() {
            let turn = (at + month * CHANGED) % QUESTIONS;
            if month == 0 || turn < CHANGED {
                answer["note"] = json!(format!("{month}{}", "证据".repeat(NOTE / 2)));
            }
        }
        let on = format!("{}-{:02}-15", 2024 + month / 12, month % 12 + 1);
        runs.push(json!({ "on": on, "revision": 1, "answers": answers }));
    }
    let header =
        json!({ "kind": "readiness", "name": "Full", "created_at": "2024-01-01T08:00:00.000Z" });
    let value = json!({
        "schema": 2, "revision": 1, "saved_at": "2026-11-02T08:00:00.000Z",
        "data": { "header": header, "body": { "answers": answers, "runs": runs, "tasks": [] } },
    });
    browser.open(&site.url("404.html")).await?;
    browser
        .script::<()>(
            "localStorage.setItem(arguments[0], arguments[1])",
            vec![format!("qimo/doc/{ID}").into(), value.to_string().into()],
        )
        .await
}
