//! The plan builder: begun, written, computed, kept.

mod computed;
mod hub;
mod keeping;
mod sections;
mod tabs;

use browser_tests::{Browser, Lang, Result, Site, eventually};
use serde_json::Value;

/// Begins an empty plan and waits for its first page. Gives its id.
async fn begin(browser: &Browser, site: &Site, lang: Lang, name: &str) -> Result<String> {
    browser
        .open_app(&site.url(&format!("{}/plan/", lang.code())))
        .await?;
    let field = browser.find("textbox", &lang.say("plan.name")).await?;
    field.send_keys(name).await?;
    browser
        .click("button", &lang.say("plan.begin_blank"))
        .await?;
    browser.find("heading", name).await?;
    id(browser).await
}

/// Begins a plan from the first case. Gives its id.
async fn begin_case(browser: &Browser, site: &Site, lang: Lang) -> Result<String> {
    browser
        .open_app(&site.url(&format!("{}/plan/", lang.code())))
        .await?;
    let begin = browser.select(".plan-cases button").await?;
    begin.scroll_into_view().await?;
    begin.click().await?;
    browser.select(".plan h1").await?;
    id(browser).await
}

/// The id of the plan in the address.
async fn id(browser: &Browser) -> Result<String> {
    browser.until("location.hash.length > 8").await?;
    browser.value("location.hash.slice(1)").await
}

/// Opens a section of a plan, or its first page, as an address does.
async fn open(browser: &Browser, site: &Site, lang: Lang, section: &str, id: &str) -> Result<()> {
    // The fragment alone would not load the page anew.
    browser.open("about:blank").await?;
    let page = match section {
        "" => "plan/".to_owned(),
        section => format!("plan/{section}/"),
    };
    browser
        .open_app(&site.url(&format!("{}/{page}#{id}", lang.code())))
        .await
}

/// Goes to a section by the navigation, as a reader does.
async fn visit(browser: &Browser, section: &str) -> Result<()> {
    let link = format!(".plan-nav-wide a[href*='/plan/{section}/#']");
    browser.select(&link).await?.click().await?;
    browser
        .until(&format!("location.pathname.endsWith('/plan/{section}/')"))
        .await?;
    browser.select(&format!("[id=\"notes.{section}\"]")).await?;
    Ok(())
}

/// Reloads the page.
async fn reload(browser: &Browser) -> Result<()> {
    browser.driver.refresh().await?;
    browser.app_runs().await
}

/// What is stored of a plan: the plan itself.
async fn stored(browser: &Browser, id: &str) -> Result<Value> {
    let text: Option<String> = browser
        .script(
            "return localStorage.getItem('qimo/doc/' + arguments[0])",
            vec![id.into()],
        )
        .await?;
    let value: Value = text.map_or(Value::Null, |text| {
        serde_json::from_str(&text).unwrap_or(Value::String(text))
    });
    Ok(value["data"]["body"].clone())
}

/// Waits until a field of a stored plan, by its JSON pointer, has this value.
async fn keeps(browser: &Browser, id: &str, pointer: &str, wanted: impl Into<Value>) -> Result<()> {
    let wanted = wanted.into();
    eventually(&format!("{pointer} to be {wanted}"), async || {
        let plan = stored(browser, id).await?;
        Ok((plan.pointer(pointer) == Some(&wanted)).then_some(()))
    })
    .await
}

/// Types into the field of a path, after clearing it.
async fn fill(browser: &Browser, path: &str, text: &str) -> Result<()> {
    let field = browser.select(&format!("[id=\"{path}\"]")).await?;
    field.scroll_into_view().await?;
    browser.set(&field, text).await
}

/// What the field of a path holds.
async fn holds(browser: &Browser, path: &str) -> Result<String> {
    browser
        .value(&format!("document.getElementById('{path}').value"))
        .await
}

/// Waits until the field of a path holds this.
async fn shows(browser: &Browser, path: &str, text: &str) -> Result<()> {
    let text = serde_json::to_string(text)?;
    browser
        .until(&format!(
            "document.getElementById('{path}')?.value === {text}"
        ))
        .await
}

/// Waits until the field of a path has the focus.
async fn has_focus(browser: &Browser, path: &str) -> Result<()> {
    browser
        .until(&format!("document.activeElement.id === '{path}'"))
        .await
}

/// Fills the storage to the last character with what is not ours.
const FILL: &str = "let size = 4 << 20, count = 0;\
    while (size >= 1) { try { localStorage.setItem('filler' + count++, 'x'.repeat(size)) } catch { size >>= 1 } }";

/// Makes room again.
const EMPTY: &str = "for (const key of Object.keys(localStorage))\
    if (key.startsWith('filler')) localStorage.removeItem(key)";
