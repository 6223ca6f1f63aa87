//! What the tests of the readiness check share: a venture begun as a reader
//! does it, and one that is there already, with a great deal answered.

use anyhow::Context as _;
use browser_tests::{Browser, Key, Lang, Result, Site};
use serde_json::{Value, json};

/// The id of a venture that is there already.
pub const ID: &str = "9xcga0bx4rc3v8by";
/// Its name, which no shared score may tell.
pub const NAME: &str = "机密 Northern light";

/// The answers of a stored case.
pub fn answers(case: &str) -> Value {
    let text = match case {
        "driving" => include_str!("../../crates/venture/tests/readiness/fixtures/driving.json"),
        "integrator" => {
            include_str!("../../crates/venture/tests/readiness/fixtures/integrator.json")
        }
        other => panic!("no case {other}"),
    };
    let mut case: Value = serde_json::from_str(text).unwrap();
    case["run"]["answers"].take()
}

/// A venture as it is stored.
pub fn venture(schema: u32, revision: u32, name: &str, body: &Value) -> Value {
    let header =
        json!({ "kind": "readiness", "name": name, "created_at": "2026-11-01T08:00:00.000Z" });
    json!({
        "schema": schema, "revision": revision, "saved_at": "2026-11-02T08:00:00.000Z",
        "data": { "header": header, "body": body },
    })
}

/// Puts values into the storage of a site before any page of it is opened.
pub async fn keep(browser: &Browser, site: &Site, values: &[(&str, &Value)]) -> Result<()> {
    // It stands alone, without the app: nothing else writes meanwhile.
    browser.open(&site.url("404.html")).await?;
    for (key, value) in values {
        store(browser, key, value).await?;
    }
    Ok(())
}

/// Puts a value into the storage.
pub async fn store(browser: &Browser, key: &str, value: &Value) -> Result<()> {
    let arguments = vec![(*key).into(), value.to_string().into()];
    browser
        .script::<()>(
            "localStorage.setItem(arguments[0], arguments[1])",
            arguments,
        )
        .await
}

/// Keeps a venture with the answers of a case.
pub async fn keep_case(browser: &Browser, site: &Site, case: &str) -> Result<()> {
    let body = json!({ "answers": answers(case), "runs": [], "tasks": [] });
    let key = format!("qimo/doc/{ID}");
    // Of the first schema, so that it is migrated on the way.
    keep(browser, site, &[(&key, &venture(1, 3, NAME, &body))]).await
}

/// What is stored of a venture.
pub async fn stored(browser: &Browser, id: &str) -> Result<Value> {
    let text: Option<String> = browser
        .script(
            "return localStorage.getItem('qimo/doc/' + arguments[0])",
            vec![id.into()],
        )
        .await?;
    let value: Value = serde_json::from_str(&text.context("nothing is stored")?)?;
    Ok(value["data"]["body"].clone())
}

/// The address of a question, with an empty name that of the overview.
pub fn question(lang: Lang, id: &str, question: &str) -> String {
    let query = if question.is_empty() {
        String::new()
    } else {
        format!("?q={question}")
    };
    format!("{}/check/{query}#{id}", lang.code())
}

/// Opens a page of the check as a new page, so that no other one lives on.
pub async fn open(browser: &Browser, site: &Site, path: &str) -> Result<()> {
    browser.driver.goto("about:blank").await?;
    browser.open_app(&site.url(path)).await
}

/// Begins a check, which asks its first question.
pub async fn begin(browser: &Browser, lang: Lang, name: &str) -> Result<()> {
    let field = browser
        .find("textbox", &lang.say("check.venture_name"))
        .await?;
    field.send_keys(name).await?;
    browser.key(Key::Enter, 1).await?;
    asks(browser, "build-mode").await
}

/// Waits until a question is asked and has the focus.
pub async fn asks(browser: &Browser, question: &str) -> Result<()> {
    browser
        .until(&format!(
            "new URLSearchParams(location.search).get('q') === '{question}'"
        ))
        .await?;
    browser
        .until("document.activeElement.tagName === 'H1'")
        .await
}

/// Presses a key while Control is held.
pub async fn with_control(browser: &Browser, shift: bool, key: &str) -> Result<()> {
    let mut chain = browser.driver.action_chain().key_down(Key::Control);
    if shift {
        chain = chain.key_down(Key::Shift);
    }
    chain = chain.send_keys(key);
    if shift {
        chain = chain.key_up(Key::Shift);
    }
    Ok(chain.key_up(Key::Control).perform().await?)
}
