//! Nothing that the reader made is lost: storage that is full, blocked,
//! damaged, newer than the program, or shared by two tabs.

use browser_tests::words::beginning;
use browser_tests::{Browser, Lang, Result, Setup, Site, containing, ensure, eventually, run};
use serde_json::Value;

const EN: Lang = Lang::En;

async fn stored(browser: &Browser, key: &str) -> Result<Value> {
    let text: Option<String> = browser
        .script(
            "return localStorage.getItem(arguments[0])",
            vec![key.into()],
        )
        .await?;
    Ok(text.map_or(Value::Null, |text| {
        serde_json::from_str(&text).unwrap_or(Value::String(text))
    }))
}

async fn store(browser: &Browser, key: &str, text: &str) -> Result<()> {
    browser
        .script(
            "localStorage.setItem(arguments[0], arguments[1])",
            vec![key.into(), text.into()],
        )
        .await
}

async fn theme_is(browser: &Browser, theme: &str) -> Result<()> {
    browser
        .until(&format!(
            "document.documentElement.dataset.theme === '{theme}'"
        ))
        .await
}

async fn choose_theme(browser: &Browser, key: &str) -> Result<()> {
    browser.click("radio", &EN.say(key)).await
}

#[test]
fn every_value_is_stored_with_schema_revision_and_time() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        browser.open_app(&site.url("en/settings/")).await?;
        choose_theme(browser, "shell.theme_dark").await?;
        let first = eventually("the setting to be stored", async || {
            let value = stored(browser, "qimo/settings").await?;
            Ok((value["data"]["theme"] == "dark").then_some(value))
        })
        .await?;
        ensure!(
            first["schema"].is_u64() && first["revision"].is_u64(),
            "{first}"
        );
        ensure!(!first["saved_at"].is_null(), "{first}");
        choose_theme(browser, "shell.theme_light").await?;
        eventually("the next revision", async || {
            let value = stored(browser, "qimo/settings").await?;
            Ok((value["revision"].as_u64() > first["revision"].as_u64()).then_some(()))
        })
        .await
    });
}

#[test]
fn full_storage_keeps_the_change_says_so_and_exports() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        browser.open_app(&site.url("en/settings/")).await?;
        browser
            .script::<()>(
                "let size = 4 << 20, count = 0;\
                 while (size >= 1) { try { localStorage.setItem('filler' + count++, 'x'.repeat(size)) } catch { size >>= 1 } }",
                vec![],
            )
            .await?;
        choose_theme(browser, "shell.theme_dark").await?;
        theme_is(browser, "dark").await?;
        browser.see(&EN.say("shell.notice_quota")).await?;
        // The banner stays from page to page, with the way out beside it.
        browser.press("gl").await?;
        browser.find("heading", &EN.say("learn.heading")).await?;
        browser.see(&EN.say("shell.notice_quota")).await?;
        theme_is(browser, "dark").await?;
        browser
            .click("button", &EN.say("shell.notice_export"))
            .await?;
        let exported = browser.downloaded("json").await?;
        ensure!(
            exported.contains("dark"),
            "the unsaved change is not in the export: {exported}"
        );
        // With room again, the next change is stored and the banner goes.
        browser
            .script::<()>("for (const key of Object.keys(localStorage)) if (key.startsWith('filler')) localStorage.removeItem(key)", vec![])
            .await?;
        browser.press("gs").await?;
        choose_theme(browser, "shell.theme_light").await?;
        eventually("the change to be stored", async || {
            Ok((stored(browser, "qimo/settings").await?["data"]["theme"] == "light").then_some(()))
        })
        .await?;
        eventually("the banner to go", async || {
            Ok((!browser
                .text()
                .await?
                .contains(&EN.say("shell.notice_quota")))
            .then_some(()))
        })
        .await
    });
}

#[test]
fn two_tabs_follow_each_other_and_lose_nothing() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        browser.open_app(&site.url("en/learn/neuron/")).await?;
        let first = browser.driver.window().await?;
        let second = browser.driver.new_tab().await?;
        browser.driver.switch_to_window(second.clone()).await?;
        browser
            .open_app(&site.url("en/learn/neural-network/"))
            .await?;
        // Each tab marks its own lesson; neither overwrites the other.
        browser
            .click("button", containing(&EN.say("learn.mark_read")))
            .await?;
        browser.driver.switch_to_window(first.clone()).await?;
        browser
            .click("button", containing(&EN.say("learn.mark_read")))
            .await?;
        eventually("both lessons to be read", async || {
            let progress = stored(browser, "qimo/progress").await?;
            let read = |slug: &str| !progress["data"]["lessons"][slug]["read_at"].is_null();
            Ok((read("neuron") && read("neural-network")).then_some(()))
        })
        .await?;
        // A setting in one is a setting in the other, without reloading.
        browser.press("t").await?;
        theme_is(browser, "light").await?;
        browser.driver.switch_to_window(second).await?;
        theme_is(browser, "light").await?;
        browser.press("t").await?;
        theme_is(browser, "dark").await?;
        browser.driver.switch_to_window(first).await?;
        theme_is(browser, "dark").await
    });
}

#[test]
fn what_cannot_be_read_is_set_aside_byte_for_byte() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        let damaged = "{\"schema\":1,\"revision\":3,\"sav — 坏了";
        browser.open_app(&site.url("en/")).await?;
        store(browser, "qimo/progress", damaged).await?;
        store(browser, "qimo/settings", "nonsense").await?;
        browser.driver.refresh().await?;
        browser.app_runs().await?;
        browser.see(&EN.say("shell.notice_quarantine")).await?;
        let aside: String = browser
            .value("Object.entries(localStorage).filter(([key]) => key.startsWith('qimo/quarantine/')).map(([, value]) => value).join()")
            .await?;
        let quoted = serde_json::to_string(damaged)?;
        ensure!(
            aside.contains(quoted.trim_matches('"')),
            "{aside} lacks the damaged bytes"
        );
        // The app goes on with fresh values, and a visit later nothing is asked again.
        browser.press("t").await?;
        theme_is(browser, "light").await?;
        browser.driver.refresh().await?;
        browser.app_runs().await?;
        theme_is(browser, "light").await
    });
}

#[test]
fn data_of_a_newer_program_opens_read_only() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        let newer = r#"{"schema":99,"revision":7,"saved_at":"2100-01-01T00:00:00.000Z","data":{"theme":"dark","motion":"auto","aura":"violet"}}"#;
        browser.open_app(&site.url("en/settings/")).await?;
        store(browser, "qimo/settings", newer).await?;
        browser.driver.refresh().await?;
        browser.app_runs().await?;
        browser.see(&EN.say("shell.notice_newer")).await?;
        choose_theme(browser, "shell.theme_light").await?;
        theme_is(browser, "light").await?;
        let kept: String = browser
            .value("localStorage.getItem('qimo/settings')")
            .await?;
        ensure!(kept == newer, "a newer value was overwritten: {kept}");
        Ok(())
    });
}

#[test]
fn blocked_storage_is_told_and_everything_works() {
    run(
        Setup {
            storage_blocked: true,
            ..Setup::default()
        },
        async |browser| {
            let site = Site::dist()?;
            browser.open_app(&site.url("en/settings/")).await?;
            browser.see(&EN.say("shell.notice_memory")).await?;
            choose_theme(browser, "shell.theme_dark").await?;
            theme_is(browser, "dark").await?;
            browser.press("gl").await?;
            browser.find("heading", &EN.say("learn.heading")).await?;
            theme_is(browser, "dark").await?;
            browser.click("link", "The neuron").await?;
            browser.find("slider", &EN.say("neuron.b")).await?;
            browser
                .click("button", containing(&EN.say("learn.mark_read")))
                .await?;
            browser
                .find("button", containing(&EN.say("learn.unmark_read")))
                .await?;
            Ok(())
        },
    );
}

#[test]
fn progress_is_counted_and_taken_back() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        browser.open_app(&site.url("en/")).await?;
        browser.see(&EN.say("home.progress_none")).await?;
        browser.open_app(&site.url("en/learn/neuron/")).await?;
        browser
            .click("button", containing(&EN.say("learn.mark_read")))
            .await?;
        browser.press("gh").await?;
        let one = EN.say_with("home.progress", &[("read", "1")]);
        browser.see(beginning(&one)).await?;
        browser.driver.back().await?;
        browser
            .click("button", containing(&EN.say("learn.unmark_read")))
            .await?;
        browser.press("gh").await?;
        browser.see(&EN.say("home.progress_none")).await
    });
}
