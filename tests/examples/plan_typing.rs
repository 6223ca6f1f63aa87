//! The browser's part of the third part of `cargo xtask bench`: how long a key
//! typed into a large plan takes to the repainted result, and how long a plan of
//! 2 MB takes to open, in the built site.
//!
//! Argument: the file to write, as JSON.

use browser_tests::measure::{ask, measure};
use browser_tests::{Browser, Context, Result, Site};
use serde_json::{Map, Value, json};

const ID: &str = "7xcga0bx4rc3v8by";
const LARGE: &str = "8xcga0bx4rc3v8by";
/// A plan of the tests, from which the large ones are made.
const PLAN: &str = include_str!("../../crates/venture/tests/fixtures/plan-1.json");

/// What is typed into, and the result that is looked at: a section, the field,
/// the element of the result.
const KEYS: [(&str, &str, &str); 4] = [
    ("finance", "finance.drivers.opening_cash", "#plan-cash"),
    ("funding", "funding.ownership.pool", "#plan-captable"),
    ("team", "team.roles.0.salary", ".plan-body"),
    ("risks", "risks.0.title", "[id='risks.0'] .plan-row-title"),
];
const ROUNDS: usize = 200;

/// Types a digit and takes it back, at a moment that knows nothing of the
/// screen's clock: until the work is done, and until the frame that shows the
/// result is painted.
const MEASURE: &str = r"
    const [path, shown, rounds, done] = arguments;
    const field = document.getElementById(path);
    const result = () => document.querySelector(shown).textContent;
    const next = (schedule) => new Promise((after) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => after(performance.now());
      schedule(() => port2.postMessage(0));
    });
    const pause = (time) => new Promise((after) => setTimeout(after, time));
    (async () => {
      field.focus();
      field.setSelectionRange(field.value.length, field.value.length);
      const work = [], frame = [];
      for (let round = 0; round < rounds; round++) {
        await pause(60 + Math.random() * 40);
        const before = result(), from = performance.now();
        const painted = next(requestAnimationFrame);
        document.execCommand(round % 2 ? 'delete' : 'insertText', false, '7');
        const worked = await next((then) => then());
        frame.push(await painted - from);
        work.push(worked - from);
        if (result() === before) return done({ error: `${path}: the result did not follow the key` });
      }
      done({ work, frame });
    })().catch((error) => done({ error: String(error) }));";

/// Opens a plan from the list, and goes back, again and again: from the press to
/// the frame that shows its first page.
const OPEN: &str = r"
    const [id, rounds, done] = arguments;
    const painted = () => new Promise((after) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => after(performance.now());
      port2.postMessage(0);
    }));
    const until = async (there) => { while (!there()) await painted(); return painted(); };
    const link = () => document.querySelector(`.plan-list a[href$='#${id}']`);
    (async () => {
      const times = [];
      for (let round = 0; round < rounds; round++) {
        await until(link);
        await new Promise((after) => setTimeout(after, 200));
        const from = performance.now();
        link().click();
        const there = await until(() => document.querySelector('.plan-section [id=title]'));
        times.push(there - from);
        history.back();
      }
      done({ times });
    })().catch((error) => done({ error: String(error) }));";
const OPENINGS: usize = 11;
/// The size of the plan that is opened, as stored.
const LARGE_BYTES: usize = 2_000_000;

/// Texts that make up what is missing to that size.
#[rustfmt::skip]
const SECTIONS: [&str; 17] = [
    "problem", "product", "data", "compute", "canvas", "lean", "value", "pricing", "team",
    "funding", "milestones", "risks", "compliance", "finance", "assumptions", "competition", "pitch",
];
const PRODUCT: [&str; 6] = [
    "description",
    "technique",
    "edge",
    "moat",
    "why_now",
    "oversight",
];

fn main() -> Result<()> {
    measure(async |browser| {
        let site = Site::dist()?;
        let plan = typed()?;
        let bytes = keep(browser, &site, ID, &plan).await?;
        let mut keys = Map::new();
        for (section, field, result) in KEYS {
            browser.open("about:blank").await?;
            browser
                .open_app(&site.url(&format!("en/plan/{section}/?field={field}#{ID}")))
                .await?;
            browser.select(&format!("[id='{field}']")).await?;
            let found = ask(
                browser,
                MEASURE,
                vec![field.into(), result.into(), json!(ROUNDS)],
            );
            keys.insert(field.to_owned(), found.await?);
        }
        let large = large(plan)?;
        let large_bytes = keep(browser, &site, LARGE, &large).await?;
        browser.open_app(&site.url("en/plan/")).await?;
        let opened = ask(browser, OPEN, vec![LARGE.into(), json!(OPENINGS)]).await?;
        Ok(json!({
            "bytes": bytes, "keys": keys, "large_bytes": large_bytes, "opened": opened["times"],
        }))
    })
}

/// The plan of the specification's figures: 36 months, which every forecast has,
/// 30 hires, 6 rounds, 100 risks.
fn typed() -> Result<Value> {
    let mut plan: Value = serde_json::from_str(PLAN)?;
    for (list, count) in [
        ("/team/roles", 30),
        ("/funding/ownership/rounds", 6),
        ("/risks", 100),
    ] {
        repeat(&mut plan, list, count)?;
    }
    for risk in entries(&mut plan, "/risks")? {
        risk["likelihood"] = json!(3);
        risk["impact"] = json!(4);
        risk["owner"] = json!("Chief technology officer");
        risk["response"] =
            json!("Measured at every release, and told in the monthly report. ".repeat(4));
    }
    Ok(plan)
}

/// The same with so much text that it takes 2 MB.
fn large(mut plan: Value) -> Result<Value> {
    let text: String = "What was tried, what came of it, and what follows. ".repeat(117);
    repeat(&mut plan, "/assumptions", 100)?;
    for risk in entries(&mut plan, "/risks")? {
        risk["response"] = json!(text);
    }
    for assumption in entries(&mut plan, "/assumptions")? {
        repeat(assumption, "/experiments", 2)?;
        for experiment in entries(assumption, "/experiments")? {
            experiment["learnt"] = json!(text);
        }
    }
    let missing = LARGE_BYTES.saturating_sub(plan.to_string().len());
    let more = "n".repeat(missing.div_ceil(SECTIONS.len() + PRODUCT.len()).min(6000));
    for (part, fields) in [("notes", &SECTIONS[..]), ("product", &PRODUCT[..])] {
        let part = plan[part]
            .as_object_mut()
            .context("a plan without a part")?;
        for field in fields {
            part.insert((*field).to_owned(), json!(more));
        }
    }
    Ok(plan)
}

fn entries<'a>(value: &'a mut Value, list: &str) -> Result<&'a mut Vec<Value>> {
    let list = value.pointer_mut(list).and_then(Value::as_array_mut);
    list.context("a plan without one of its lists")
}

/// Makes a list as long as `count` by its own entries, over again.
fn repeat(value: &mut Value, list: &str, count: usize) -> Result<()> {
    let entries = entries(value, list)?;
    let more = entries.iter().cycle().take(count).cloned().collect();
    *entries = more;
    Ok(())
}

/// Keeps a plan in the browser's storage. Gives its size in bytes.
async fn keep(browser: &Browser, site: &Site, id: &str, plan: &Value) -> Result<usize> {
    let header =
        json!({ "kind": "plan", "name": "Large", "created_at": "2026-01-01T08:00:00.000Z" });
    let value = json!({
        "schema": 1, "revision": 1, "saved_at": "2026-11-02T08:00:00.000Z",
        "data": { "header": header, "body": plan },
    });
    let text = value.to_string();
    browser.open(&site.url("404.html")).await?;
    browser
        .script::<()>(
            "localStorage.setItem(arguments[0], arguments[1])",
            vec![format!("qimo/doc/{id}").into(), text.as_str().into()],
        )
        .await?;
    Ok(text.len())
}
