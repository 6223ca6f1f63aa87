//! Nothing of a venture is lost: two tabs, a refresh anywhere, storage that is
//! blocked, files that are damaged or newer, steps back, and the trash.

use crate::check_support::{
    ID, NAME, answers, asks, begin, keep, keep_case, open, question, store, stored, venture,
    with_control,
};
use anyhow::Context as _;
use browser_tests::fixture::Folder;
use browser_tests::{Browser, By, Key, Lang, Result, Setup, Site, ensure, eventually, run};
use serde_json::{Value, json};

const EN: Lang = Lang::En;

/// Waits until an option of the page is the chosen one.
async fn chosen(browser: &Browser, option: usize) -> Result<()> {
    browser
        .until(&format!(
            "document.getElementById('option-{option}').checked"
        ))
        .await
}

async fn choose(browser: &Browser, option: usize) -> Result<()> {
    browser
        .script::<()>(
            "document.getElementById('option-' + arguments[0]).click()",
            vec![option.into()],
        )
        .await
}

/// The stored option of a question.
async fn stored_option(browser: &Browser, question: &str, option: &str) -> Result<()> {
    eventually(
        &format!("{question} to be stored as {option}"),
        async || {
            let body = stored(browser, ID).await?;
            Ok((body["answers"]["questions"][question]["option"] == option).then_some(()))
        },
    )
    .await
}

#[test]
fn a_refresh_loses_nothing_on_any_page() {
    run(Setup::default(), async |browser| {
        let site = Site::dist_below("/sub/")?;
        keep_case(browser, &site, "driving").await?;
        let pages = [
            ("en/check/".to_owned(), NAME),
            (question(EN, ID, ""), NAME),
            (question(EN, ID, "markets"), "European Union"),
            (question(EN, ID, "payer"), "Can you tell apart who uses it"),
            (question(EN, ID, "harmful-share"), ""),
            (
                format!("en/check/?q=payer&again=1#{ID}"),
                "Can you tell apart",
            ),
            (format!("en/check/report/#{ID}"), NAME),
        ];
        for (path, shows) in pages {
            open(browser, &site, &path).await?;
            browser.see(shows).await?;
            // What is shown, and what the fields hold.
            let state = "document.querySelector('main').innerText + JSON.stringify(\
                [...document.querySelectorAll('main :is(input, textarea, select)')].map((field) => [field.value, field.checked]))";
            let before: String = browser.value(state).await?;
            browser.driver.refresh().await?;
            browser.app_runs().await?;
            browser.see(shows).await?;
            let after: String = browser.value(state).await?;
            ensure!(before == after, "{path}:\n{before}\n{after}");
        }
        Ok(())
    });
}

#[test]
fn two_tabs_follow_each_other_and_a_stale_one_keeps_both() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        keep_case(browser, &site, "driving").await?;
        let path = question(EN, ID, "commitment");
        open(browser, &site, &path).await?;
        let first = browser.driver.window().await?;
        let second = browser.driver.new_tab().await?;
        browser.driver.switch_to_window(second.clone()).await?;
        browser.open_app(&site.url(&path)).await?;
        choose(browser, 5).await?;
        stored_option(browser, "commitment", "pilot").await?;
        browser.driver.switch_to_window(first).await?;
        chosen(browser, 5).await?;
        // A write that this tab has not heard of when it saves.
        let mut value: Value = serde_json::from_str(
            &browser
                .script::<Option<String>>(
                    "return localStorage.getItem('qimo/doc/' + arguments[0])",
                    vec![ID.into()],
                )
                .await?
                .context("nothing is stored")?,
        )?;
        value["revision"] = json!(value["revision"].as_u64().unwrap_or_default() + 1);
        value["data"]["body"]["answers"]["questions"]["payer"]["note"] = json!("from elsewhere");
        store(browser, &format!("qimo/doc/{ID}"), &value).await?;
        choose(browser, 3).await?;
        browser.see(&EN.say("check.status_conflict")).await?;
        let here = stored(browser, ID).await?;
        ensure!(
            here["answers"]["questions"]["payer"]["note"] == "from elsewhere",
            "the other tab's write was overwritten"
        );
        browser
            .click("link", &EN.say("check.all_questions"))
            .await?;
        browser.click("link", &EN.say("check.to_list")).await?;
        eventually("both in the list", async || {
            let links = browser
                .driver
                .find_all(By::Css(".venture-list .venture-name a"))
                .await?;
            Ok((links.len() == 2).then_some(()))
        })
        .await?;
        browser.see(&EN.say("check.is_copy")).await
    });
}

#[test]
fn blocked_storage_keeps_the_check_in_memory_and_says_so() {
    run(
        Setup {
            storage_blocked: true,
            ..Setup::default()
        },
        async |browser| {
            let site = Site::dist()?;
            browser.open_app(&site.url("en/check/")).await?;
            begin(browser, EN, NAME).await?;
            choose(browser, 1).await?;
            browser.see(&EN.say("check.status_memory")).await?;
            browser.click("button", &EN.say("check.go_on")).await?;
            asks(browser, "markets").await?;
            browser.driver.back().await?;
            chosen(browser, 1).await?;
            browser.click("button", &EN.say("check.undo")).await?;
            browser
                .until("!document.getElementById('option-1').checked")
                .await?;
            browser.click("button", &EN.say("check.redo")).await?;
            chosen(browser, 1).await?;
            browser
                .click("link", &EN.say("check.all_questions"))
                .await?;
            browser.click("link", &EN.say("check.to_report")).await?;
            browser.find("heading", NAME).await?;
            browser.click("button", &EN.say("check.finish")).await?;
            browser.see(&EN.say("check.run_finished")).await
        },
    );
}

#[test]
fn a_step_is_undone_by_keys_or_buttons_also_after_a_reload() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        for lang in [Lang::Zh, EN] {
            browser
                .script::<()>("try { localStorage.clear() } catch {}", vec![])
                .await?;
            keep_case(browser, &site, "driving").await?;
            open(browser, &site, &question(lang, ID, "commitment")).await?;
            let before =
                stored(browser, ID).await?["answers"]["questions"]["commitment"]["option"].clone();
            let before = before.as_str().unwrap_or_default().to_owned();
            choose(browser, 6).await?;
            stored_option(browser, "commitment", "renewed").await?;
            browser.driver.refresh().await?;
            browser.app_runs().await?;
            chosen(browser, 6).await?;
            let undo = browser.find("button", &lang.say("check.undo")).await?;
            eventually("a step that can be undone", async || {
                Ok((undo.attr("aria-disabled").await?.as_deref() == Some("false")).then_some(()))
            })
            .await?;
            with_control(browser, false, "z").await?;
            stored_option(browser, "commitment", &before).await?;
            // On a page of another question it is named.
            browser.click("button", &lang.say("check.redo")).await?;
            stored_option(browser, "commitment", "renewed").await?;
            open(browser, &site, &question(lang, ID, "")).await?;
            browser.click("button", &lang.say("check.undo")).await?;
            let name = lang.say_with("check.undone", &[("what", "")]);
            browser.see(name.trim()).await?;
            with_control(browser, true, "z").await?;
            stored_option(browser, "commitment", "renewed").await?;
        }
        // In a field the keys are the field's own.
        open(browser, &site, &question(EN, ID, "commitment")).await?;
        let note = browser.find("textbox", &EN.say("check.note")).await?;
        note.clear().await?;
        note.send_keys("abc").await?;
        with_control(browser, false, "z").await?;
        chosen(browser, 6).await
    });
}

#[test]
fn the_trash_is_emptied_one_by_one_after_a_question() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        let body = json!({ "answers": answers("driving"), "runs": [], "tasks": [] });
        let mut trashed = venture(2, 1, "Away with it", &body);
        trashed["data"]["header"]["trashed_at"] = json!("2026-11-03T08:00:00.000Z");
        let mut kept = trashed.clone();
        kept["data"]["header"]["name"] = json!("To be kept");
        keep(
            browser,
            &site,
            &[
                ("qimo/doc/aaaaaaaaaaaaaaaa", &trashed),
                ("qimo/doc/bbbbbbbbbbbbbbbb", &kept),
            ],
        )
        .await?;
        open(browser, &site, "en/check/").await?;
        browser
            .script::<()>(
                "document.querySelector('.check-trash summary').click()",
                vec![],
            )
            .await?;
        let ask = EN.say_with("check.remove_of", &[("name", "Away with it")]);
        let question = EN.say_with("check.remove_confirm", &[("name", "Away with it")]);
        // Escape and 'Cancel' remove nothing; the focus is on the way out.
        for _ in 0..2 {
            browser.click("button", &ask).await?;
            browser.find("dialog", &question).await?;
            let focused = browser.focused().await?.text().await?;
            ensure!(
                focused == EN.say("check.cancel"),
                "the focus is on {focused}"
            );
            browser.audit().await?;
            browser.key(Key::Escape, 1).await?;
            browser.gone("dialog", &question).await?;
        }
        ensure!(
            browser
                .value::<bool>("localStorage.getItem('qimo/doc/aaaaaaaaaaaaaaaa') !== null")
                .await?
        );
        browser.click("button", &ask).await?;
        let dialog = browser.find("dialog", &question).await?;
        browser
            .find_in(&dialog, "button", &EN.say("check.remove"))
            .await?
            .click()
            .await?;
        browser.gone("button", &ask).await?;
        browser
            .until(
                "Object.keys(localStorage).every((key) => !key.includes('aaaaaaaaaaaaaaaa'))\
                 && localStorage.getItem('qimo/doc/bbbbbbbbbbbbbbbb') !== null",
            )
            .await?;
        browser
            .until("document.activeElement.id === 'check-ventures'")
            .await?;
        let restore = EN.say_with("check.restore_of", &[("name", "To be kept")]);
        browser.click("button", &restore).await?;
        browser.find("link", "To be kept").await?;
        Ok(())
    });
}

/// Gives a file to the settings' import.
async fn import(browser: &Browser, folder: &Folder, text: &str) -> Result<()> {
    folder.write("export.json", text)?;
    let input = browser.select("input[type=file]").await?;
    let path = folder.path().join("export.json");
    Ok(input.send_keys(path.to_string_lossy()).await?)
}

#[test]
fn damaged_files_change_nothing_and_newer_ventures_open_unchanged() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        let folder = Folder::new()?;
        let body = json!({ "answers": answers("driving"), "hologram": [1, 2, 3] });
        let newer = venture(99, 4, "From the future", &body);
        let key = "qimo/doc/cccccccccccccccc";
        keep(browser, &site, &[(key, &newer)]).await?;
        open(browser, &site, "en/settings/").await?;
        browser
            .click("button", &EN.say("shell.notice_export"))
            .await?;
        let exported = browser.downloaded("json").await?;
        browser.script::<()>("localStorage.clear()", vec![]).await?;
        open(browser, &site, "en/settings/").await?;
        // Cut short, and altered: refused, and nothing is stored.
        import(browser, &folder, &exported[..exported.len() / 2]).await?;
        browser.see(&EN.say("settings.import_not_json")).await?;
        import(browser, &folder, &exported.replace("hologram", "telegram")).await?;
        browser.see(&EN.say("settings.import_checksum")).await?;
        ensure!(
            browser
                .value::<bool>(
                    "Object.keys(localStorage).every((key) => !key.startsWith('qimo/doc/'))"
                )
                .await?,
            "a damaged file was stored"
        );
        import(browser, &folder, &exported).await?;
        browser
            .click("button", &EN.say("settings.import_apply"))
            .await?;
        browser.see(&EN.say("settings.import_done")).await?;
        open(browser, &site, "en/check/").await?;
        browser.click("link", "From the future").await?;
        browser.see(&EN.say("check.newer")).await?;
        let stored: Vec<String> = browser
            .value("Object.entries(localStorage).filter(([key]) => key.startsWith('qimo/doc/')).map(([, value]) => value)")
            .await?;
        ensure!(
            stored.len() == 1 && stored[0].contains("hologram"),
            "a newer venture was changed: {stored:?}"
        );
        // Damaged where it is kept: set aside, byte for byte, and the list goes on.
        keep(browser, &site, &[]).await?;
        let damaged = "{\"schema\":2,\"revision\":9,\"sav — 坏了";
        browser
            .script::<()>(
                "localStorage.clear(); localStorage.setItem(arguments[0], arguments[1])",
                vec![format!("qimo/doc/{ID}").into(), damaged.into()],
            )
            .await?;
        open(browser, &site, &question(EN, ID, "payer")).await?;
        browser
            .find("heading", &EN.say("check.missing_heading"))
            .await?;
        let everything: String = browser
            .value("Object.values(localStorage).join('\\n')")
            .await?;
        ensure!(
            everything.contains("坏了"),
            "the damaged bytes are gone: {everything}"
        );
        browser.click("link", &EN.say("check.to_list")).await?;
        browser.find("button", &EN.say("check.begin")).await?;
        Ok(())
    });
}
