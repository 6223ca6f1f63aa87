//! Chinese is typed through an input method, whose composition nothing may cut:
//! no saving, no undo, no text of another tab, no key that belongs to it.

use crate::check_support::{ID, keep_case, open, question, stored};
use browser_tests::chromium::command;
use browser_tests::{Browser, Lang, Result, Setup, Site, ensure, eventually, run};
use serde_json::json;
use std::time::Duration;

/// Longer than an autosave waits for a pause.
const LONGER_THAN_A_PAUSE: Duration = Duration::from_millis(1500);

/// Composes a text, as an input method shows it before it is chosen.
async fn compose(browser: &Browser, text: &str) -> Result<()> {
    let end = text.chars().count();
    let composition = json!({ "text": text, "selectionStart": end, "selectionEnd": end });
    command(&browser.driver, "Input.imeSetComposition", composition).await?;
    Ok(())
}

/// Chooses what was composed.
async fn choose(browser: &Browser, text: &str) -> Result<()> {
    command(&browser.driver, "Input.insertText", json!({ "text": text })).await?;
    Ok(())
}

async fn value(browser: &Browser, id: &str) -> Result<String> {
    browser
        .value(&format!("document.getElementById('{id}').value"))
        .await
}

#[test]
fn a_composition_is_neither_saved_nor_cut() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        keep_case(browser, &site, "driving").await?;
        open(browser, &site, &question(Lang::Zh, ID, "interviews")).await?;
        let note = browser.find("textbox", &Lang::Zh.say("check.note")).await?;
        note.clear().await?;
        note.focus().await?;
        choose(browser, "访谈").await?;
        eventually("the first words to be saved", async || {
            let body = stored(browser, ID).await?;
            Ok((body["answers"]["questions"]["interviews"]["note"] == "访谈").then_some(()))
        })
        .await?;
        compose(browser, "ji'lu").await?;
        let_pass(LONGER_THAN_A_PAUSE).await;
        ensure!(
            value(browser, "note").await? == "访谈ji'lu",
            "the composition was cut: {}",
            value(browser, "note").await?
        );
        let body = stored(browser, ID).await?;
        ensure!(
            body["answers"]["questions"]["interviews"]["note"] == "访谈",
            "half a word was saved: {body}"
        );
        choose(browser, "记录").await?;
        ensure!(value(browser, "note").await? == "访谈记录");
        eventually("the chosen words to be saved", async || {
            let body = stored(browser, ID).await?;
            Ok((body["answers"]["questions"]["interviews"]["note"] == "访谈记录").then_some(()))
        })
        .await?;
        // The date is far from the text, and changing it does not touch it.
        browser
            .click("button", &Lang::Zh.say("check.dated_today"))
            .await?;
        ensure!(value(browser, "note").await? == "访谈记录");
        Ok(())
    });
}

#[test]
fn another_tabs_text_waits_for_the_composition() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        keep_case(browser, &site, "driving").await?;
        let path = question(Lang::Zh, ID, "interviews");
        open(browser, &site, &path).await?;
        let first = browser.driver.window().await?;
        let second = browser.driver.new_tab().await?;
        browser.driver.switch_to_window(second).await?;
        browser.open_app(&site.url(&path)).await?;
        browser.driver.switch_to_window(first).await?;
        let note = browser.find("textbox", &Lang::Zh.say("check.note")).await?;
        note.clear().await?;
        note.focus().await?;
        choose(browser, "我").await?;
        eventually("it to be saved", async || {
            let body = stored(browser, ID).await?;
            Ok((body["answers"]["questions"]["interviews"]["note"] == "我").then_some(()))
        })
        .await?;
        compose(browser, "men").await?;
        // The other tab changes another answer, and says so.
        let other = "
            const frame = document.createElement('iframe');
            frame.src = 'about:blank';
            document.body.append(frame);
            const key = 'qimo/doc/' + arguments[0];
            const value = JSON.parse(localStorage.getItem(key));
            value.revision += 1;
            value.data.body.answers.questions.payer.note = 'elsewhere';
            frame.contentWindow.localStorage.setItem(key, JSON.stringify(value));";
        browser.script::<()>(other, vec![ID.into()]).await?;
        let_pass(LONGER_THAN_A_PAUSE).await;
        ensure!(
            value(browser, "note").await? == "我men",
            "the composition was cut"
        );
        choose(browser, "们").await?;
        ensure!(value(browser, "note").await? == "我们");
        // Both are kept: this one in a copy, since the other came first.
        eventually("both to be kept", async || {
            let kept: Vec<String> = browser
                .value("Object.entries(localStorage).filter(([key]) => key.startsWith('qimo/doc/')).map(([, value]) => value)")
                .await?;
            let both = kept.iter().any(|text| text.contains("elsewhere"))
                && kept.iter().any(|text| text.contains("我们"));
            Ok(both.then_some(()))
        })
        .await
    });
}

/// Lets time pass, where that nothing happens is what is tested.
async fn let_pass(time: Duration) {
    tokio::time::sleep(time).await;
}
