//! The readiness check: answered by keys alone, kept over a refresh, reported,
//! shared without a word of what was written.

use browser_tests::words::beginning;
use browser_tests::{
    Browser, Key, LANGUAGES, Lang, Name, PHONE, Result, Setup, Site, containing, ensure, run,
};

/// Begins a check, which asks its first question.
async fn begin(browser: &Browser, site: &Site, lang: Lang, name: &str) -> Result<()> {
    browser
        .open_app(&site.url(&format!("{}/check/", lang.code())))
        .await?;
    let field = browser
        .find("textbox", &lang.say("check.venture_name"))
        .await?;
    field.send_keys(name).await?;
    browser.key(Key::Enter, 1).await?;
    asks(browser, "build-mode").await
}

/// Waits until a question is asked and has the focus.
async fn asks(browser: &Browser, question: &str) -> Result<()> {
    browser
        .until(&format!(
            "new URLSearchParams(location.search).get('q') === '{question}'"
        ))
        .await?;
    browser
        .until("document.activeElement.tagName === 'H1'")
        .await
}

/// Chooses the first option and goes on, by keys.
async fn answer(browser: &Browser) -> Result<()> {
    browser.key(Key::Tab, 1).await?;
    browser
        .until("document.activeElement.id === 'option-1'")
        .await?;
    browser.press(" ").await?;
    browser
        .until("document.getElementById('option-1').checked")
        .await?;
    browser.key(Key::Enter, 1).await
}

#[test]
fn the_first_questions_are_answered_by_keys_and_a_refresh_loses_nothing() {
    run(Setup::default(), async |browser| {
        let site = Site::dist_below("/sub/")?;
        for lang in LANGUAGES {
            begin(browser, &site, lang, "启模 Qimo").await?;
            // Without an answer the page says what is missing, with a link to it.
            browser.key(Key::Tab, 1).await?;
            browser.key(Key::Enter, 1).await?;
            browser
                .until("document.activeElement.getAttribute('role') === 'alert'")
                .await?;
            browser.see(&lang.say("check.problem_option")).await?;
            browser.key(Key::Tab, 1).await?;
            browser.key(Key::Enter, 1).await?;
            browser
                .until("document.activeElement.id === 'option-1'")
                .await?;
            browser.press(" ").await?;
            browser.key(Key::Enter, 1).await?;
            asks(browser, "markets").await?;
            answer(browser).await?;
            asks(browser, "audience").await?;
            browser.driver.refresh().await?;
            browser.app_runs().await?;
            browser.driver.back().await?;
            browser
                .until("new URLSearchParams(location.search).get('q') === 'markets'")
                .await?;
            browser
                .until("document.getElementById('option-1').checked")
                .await?;
            // The list knows the venture, and the overview its answers.
            browser
                .click("link", &lang.say("check.all_questions"))
                .await?;
            browser.find("heading", "启模 Qimo").await?;
            browser.find("link", &lang.say("check.resume")).await?;
        }
        Ok(())
    });
}

#[test]
fn what_is_typed_as_evidence_is_kept() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        let lang = Lang::Zh;
        begin(browser, &site, lang, "证据").await?;
        let path: String = browser
            .value("location.pathname + '?q=payer' + location.hash")
            .await?;
        browser
            .open_app(&site.url(path.trim_start_matches('/')))
            .await?;
        let note = browser.find("textbox", &lang.say("check.note")).await?;
        note.send_keys("访谈记录第 3 页").await?;
        browser
            .click("button", &lang.say("check.dated_today"))
            .await?;
        browser.see(&lang.say("check.status_saved")).await?;
        browser.driver.refresh().await?;
        browser.app_runs().await?;
        let note = browser.find("textbox", &lang.say("check.note")).await?;
        ensure!(
            note.value().await?.as_deref() == Some("访谈记录第 3 页"),
            "the note was lost"
        );
        browser
            .until("document.getElementById('dated').value !== ''")
            .await
    });
}

#[test]
fn the_report_names_the_gate_keeps_tasks_and_shares_scores_only() {
    run(Setup::default(), async |browser| {
        let site = Site::dist_below("/sub/")?;
        for lang in LANGUAGES {
            let name = format!("机密 {}", lang.code());
            begin(browser, &site, lang, &name).await?;
            answer(browser).await?;
            asks(browser, "markets").await?;
            browser
                .click("link", &lang.say("check.all_questions"))
                .await?;
            browser.click("link", &lang.say("check.to_report")).await?;
            browser.find("heading", &name).await?;
            browser.see(&lang.say("check.stage_none")).await?;
            browser.find("image", &lang.say("check.radar")).await?;
            browser.audit().await?;
            let keep = containing(beginning(&lang.say("check.keep_task")));
            browser.click("button", keep).await?;
            browser.click("button", &lang.say("check.finish")).await?;
            browser.see(&lang.say("check.run_finished")).await?;
            browser.driver.refresh().await?;
            browser.app_runs().await?;
            browser
                .until("document.querySelectorAll('[aria-pressed=true]').length === 1")
                .await?;
            let link = browser
                .find("textbox", &lang.say("check.share_link"))
                .await?
                .value()
                .await?
                .unwrap_or_default();
            ensure!(
                link.contains("/sub/") && link.contains("#s="),
                "shared as {link}"
            );
            browser.driver.goto("about:blank").await?;
            browser.open_app(&link).await?;
            browser
                .find("heading", &lang.say("check.shared_heading"))
                .await?;
            browser.see(&lang.say("check.stage_none")).await?;
            let text = browser.text().await?;
            ensure!(!text.contains("机密"), "the link tells the name");
        }
        Ok(())
    });
}

#[test]
fn a_question_fits_a_phone() {
    run(Setup::phone(), async |browser| {
        let site = Site::dist()?;
        begin(browser, &site, Lang::En, "Phone").await?;
        let path: String = browser
            .value("location.pathname + '?q=consent' + location.hash")
            .await?;
        browser
            .open_app(&site.url(path.trim_start_matches('/')))
            .await?;
        browser
            .click("radio", &Lang::En.say("check.not_applicable"))
            .await?;
        browser
            .find("textbox", &Lang::En.say("check.reason"))
            .await?;
        browser.find("main", Name::Any).await?;
        let width: u32 = browser
            .value("document.documentElement.scrollWidth")
            .await?;
        ensure!(width <= PHONE.width, "{width} wide");
        let small: Vec<String> = browser
            .value(
                "[...document.querySelectorAll('main :is(button, a.button, input, textarea)')]\
                 .filter((element) => element.checkVisibility())\
                 .filter((element) => (element.closest('.check-option') ?? element).getBoundingClientRect().height < 44)\
                 .map((element) => element.outerHTML.slice(0, 90))",
            )
            .await?;
        ensure!(small.is_empty(), "too small for a thumb: {small:#?}");
        browser.audit().await
    });
}
