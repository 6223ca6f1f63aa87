//! The pages of the readiness check as they are walked: by thumb without a
//! jump, by keys alone, back and forth, and what they say of old facts.

use crate::check_support::{
    ID, NAME, answers, asks, begin, keep, keep_case, open, question, stored, venture,
};
use browser_tests::chromium::before_every_page;
use browser_tests::{
    Browser, Key, LANGUAGES, Lang, Result, Setup, Site, bail, ensure, eventually, run,
};
use serde_json::{Value, json};
use std::time::Duration;

const EN: Lang = Lang::En;
/// More than any route leads past.
const MOST_PAGES: usize = 60;

/// The question that is asked; `None` on the overview.
async fn asked(browser: &Browser) -> Result<Option<String>> {
    browser
        .value("new URLSearchParams(location.search).get('q')")
        .await
}

/// Waits until another question than `before` is asked, and has the focus.
async fn asks_another(browser: &Browser, before: &str) -> Result<Option<String>> {
    eventually("the next page", async || {
        let now = asked(browser).await?;
        let focused: String = browser.value("document.activeElement.tagName").await?;
        Ok((now.as_deref() != Some(before) && focused == "H1").then_some(now))
    })
    .await
}

#[test]
fn the_whole_check_on_a_phone_does_not_jump() {
    run(Setup::phone(), async |browser| {
        let site = Site::dist()?;
        browser.open_app(&site.url("zh/check/")).await?;
        begin(browser, Lang::Zh, NAME).await?;
        let mut walked = 0;
        let mut now = asked(browser).await?;
        while let Some(question) = now {
            walked += 1;
            if walked > MOST_PAGES {
                bail!("the questions do not end");
            }
            // The middle of the list, so that the route branches now and then.
            let option = browser.select(".check-option:nth-of-type(2)").await?;
            option.scroll_into_view().await?;
            option.click().await?;
            browser
                .click("button", &Lang::Zh.say("check.go_on"))
                .await?;
            now = asks_another(browser, &question).await?;
            let width: u32 = browser
                .value("document.documentElement.scrollWidth")
                .await?;
            ensure!(width <= 390, "after {question}: {width} wide");
        }
        ensure!(walked > 30, "only {walked} questions");
        browser
            .click("link", &Lang::Zh.say("check.to_report"))
            .await?;
        browser.find("heading", NAME).await?;
        browser.frames(Duration::from_secs(1)).await?;
        let shifts = browser.shifts().await?;
        let sum: f64 = shifts.iter().map(|shift| shift.value).sum();
        ensure!(sum < 0.02, "{sum:.3} over {walked} pages: {shifts:#?}");
        Ok(())
    });
}

#[test]
fn the_whole_check_is_answered_by_keys_alone() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        browser.open_app(&site.url("en/check/")).await?;
        begin(browser, EN, "Keys").await?;
        let mut now = asked(browser).await?;
        let mut walked = 0;
        while let Some(question) = now {
            walked += 1;
            if walked > MOST_PAGES {
                bail!("the questions do not end");
            }
            browser.key(Key::Tab, 1).await?;
            browser
                .until("document.activeElement.id === 'option-1'")
                .await?;
            browser.press(" ").await?;
            browser
                .until("document.getElementById('option-1').checked")
                .await?;
            browser.key(Key::Enter, 1).await?;
            now = asks_another(browser, &question).await?;
        }
        // On from the heading of the overview to the report.
        browser.find("heading", "Keys").await?;
        let report = EN.say("check.to_report");
        for _ in 0..6 {
            browser.key(Key::Tab, 1).await?;
            if browser.focused().await?.text().await? == report {
                browser.key(Key::Enter, 1).await?;
                break;
            }
        }
        browser.see(&EN.say("check.stage_none")).await
    });
}

/// Notes where the first things stand when they are first shown, and what else
/// is seen at that time.
const FIRST_SIGHT: &str = "addEventListener('DOMContentLoaded', () => {\
  const own = document.querySelector('.check-own');\
  if (own) window.firstSight = { heading: document.querySelector('main h1').getBoundingClientRect().top,\
    lead: document.querySelector('main .lead').getBoundingClientRect().top,\
    own: own.checkVisibility({ visibilityProperty: true }) } })";

#[test]
fn the_readers_ventures_push_nothing_away() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        before_every_page(&browser.driver, FIRST_SIGHT).await?;
        let places = "{ heading: document.querySelector('main h1').getBoundingClientRect().top,\
            lead: document.querySelector('main .lead').getBoundingClientRect().top }";
        for (path, kept, own) in [
            ("en/check/", false, true),
            ("en/check/", true, false),
            ("zh/check/report/", true, false),
        ] {
            if kept {
                keep_case(browser, &site, "driving").await?;
                open(browser, &site, "en/check/").await?;
            }
            open(browser, &site, path).await?;
            let before: Value = browser.value("window.firstSight").await?;
            let after: Value = browser.value(places).await?;
            // What is not seen cannot jump; without ventures all is seen at once.
            ensure!(before["own"] == json!(own), "{path}: {before}");
            ensure!(
                before["heading"] == after["heading"] && before["lead"] == after["lead"],
                "{path} moves: {before} {after}"
            );
            browser
                .until("document.querySelector('.check-own').checkVisibility({ visibilityProperty: true })")
                .await?;
        }
        Ok(())
    });
}

#[test]
fn the_skip_link_leaves_the_venture_open() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        keep_case(browser, &site, "driving").await?;
        open(browser, &site, &question(EN, ID, "payer")).await?;
        let address = browser.address().await?;
        browser.key(Key::Tab, 1).await?;
        ensure!(browser.focused().await?.text().await? == EN.say("shell.skip"));
        browser.key(Key::Enter, 1).await?;
        browser
            .until("document.activeElement.id === 'content'")
            .await?;
        ensure!(
            browser.address().await? == address,
            "the address is now {}",
            browser.address().await?
        );
        browser.driver.refresh().await?;
        browser.app_runs().await?;
        browser.find("textbox", &EN.say("check.note")).await?;
        Ok(())
    });
}

#[test]
fn each_problem_leads_to_its_field() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        for lang in LANGUAGES {
            keep_case(browser, &site, "driving").await?;
            open(browser, &site, &question(lang, ID, "payer")).await?;
            let address = browser.address().await?;
            // A date to come.
            browser
                .script::<()>(
                    "const field = document.getElementById('dated'); field.value = '2999-01-01';\
                     field.dispatchEvent(new Event('input', { bubbles: true }))",
                    vec![],
                )
                .await?;
            browser.click("button", &lang.say("check.go_on")).await?;
            browser
                .click("link", &lang.say("check.problem_future"))
                .await?;
            browser
                .until("document.activeElement.id === 'dated' && document.activeElement.ariaInvalid === 'true'")
                .await?;
            // Any question can be said not to apply, but not without a reason.
            browser
                .click("radio", &lang.say("check.not_applicable"))
                .await?;
            browser.click("button", &lang.say("check.go_on")).await?;
            browser.audit().await?;
            browser
                .click("link", &lang.say("check.problem_reason"))
                .await?;
            browser
                .until("document.activeElement.id === 'reason'")
                .await?;
            ensure!(
                browser.address().await? == address,
                "the link changed the address"
            );
            browser.press("不卖给企业").await?;
            browser.click("button", &lang.say("check.go_on")).await?;
            asks(browser, "alternative").await?;
            browser.driver.back().await?;
            browser
                .until("document.getElementById('reason')?.value === '不卖给企业'")
                .await?;
            let body = stored(browser, ID).await?;
            ensure!(
                body["answers"]["questions"]["payer"]["not_applicable"] == "不卖给企业",
                "{body}"
            );
        }
        Ok(())
    });
}

/// The reader's clock, years later.
const LATER: &str = "{ const late = Date.UTC(2031, 0, 1), real = Date, ahead = late - real.now();\
  window.Date = class extends real {\
    constructor(...given) { given.length ? super(...given) : super(real.now() + ahead) }\
    static now() { return real.now() + ahead } } }";

#[test]
fn facts_past_their_review_and_old_evidence_say_so() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        keep_case(browser, &site, "integrator").await?;
        for lang in LANGUAGES {
            let report = format!("{}/check/report/#{ID}", lang.code());
            open(browser, &site, &report).await?;
            browser.see(&lang.say("check.not_advice")).await?;
            let facts = "document.querySelectorAll('.report-facts > li').length";
            let count: usize = browser.value(facts).await?;
            ensure!(count > 8, "{count} facts");
            ensure!(
                !browser
                    .text()
                    .await?
                    .contains(&lang.say("check.fact_stale")),
                "a fact is stale already"
            );
        }
        before_every_page(&browser.driver, LATER).await?;
        for lang in LANGUAGES {
            let report = format!("{}/check/report/#{ID}", lang.code());
            open(browser, &site, &report).await?;
            browser.see(&lang.say("check.fact_stale")).await?;
            let said = lang.say("check.fact_stale");
            let stale: usize = browser
                .script(
                    "return [...document.querySelectorAll('.report-facts > li')]\
                     .filter((fact) => fact.innerText.includes(arguments[0])).length",
                    vec![said.into()],
                )
                .await?;
            let all: usize = browser
                .value("document.querySelectorAll('.report-facts > li').length")
                .await?;
            ensure!(stale == all, "{stale} of {all} facts say so");
            // The evidence is years old too: one press leads to asking again.
            browser
                .select(".report .notice a[href*='again=1']")
                .await?
                .click()
                .await?;
            browser.see(&lang.say("check.again_stale")).await?;
        }
        Ok(())
    });
}

#[test]
fn a_retake_is_offered_while_questions_are_still_open() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        let all = answers("driving");
        let mut body = json!({ "answers": { "route": all["route"], "questions": {} } });
        body["answers"]["questions"]["payer"] =
            json!({ "option": "met", "note": "p. 3", "dated": "2019-01-02" });
        let value = venture(2, 1, NAME, &body);
        keep(browser, &site, &[(&format!("qimo/doc/{ID}"), &value)]).await?;
        open(browser, &site, &question(EN, ID, "")).await?;
        browser.find("link", &EN.say("check.resume")).await?;
        browser
            .select(".buttons a[href*='again=1']")
            .await?
            .click()
            .await?;
        asks(browser, "payer").await?;
        browser.see(&EN.say("check.again_stale")).await?;
        browser
            .click("button", &EN.say("check.dated_today"))
            .await?;
        browser.click("button", &EN.say("check.go_on")).await?;
        // That was all that had changed.
        browser.find("heading", NAME).await?;
        browser
            .until("document.querySelector(\".buttons a[href*='again=1']\") === null")
            .await
    });
}

#[test]
fn a_linked_plan_answers_what_it_computes() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        let plan: Value = serde_json::from_str(include_str!(
            "../../crates/venture/tests/fixtures/plan-1.json"
        ))?;
        let mut plan = venture(1, 1, "The plan", &plan);
        plan["data"]["header"]["kind"] = json!("plan");
        let body = json!({ "answers": answers("driving"), "runs": [], "tasks": [], "plan": "dddddddddddddddd" });
        let value = venture(2, 1, NAME, &body);
        keep(
            browser,
            &site,
            &[
                ("qimo/doc/dddddddddddddddd", &plan),
                (&format!("qimo/doc/{ID}"), &value),
            ],
        )
        .await?;
        open(browser, &site, &question(EN, ID, "runway")).await?;
        let said = EN.say("check.answered_by_plan");
        let said = said.split("{{").next().unwrap_or_default();
        browser.see(said.trim()).await?;
        // Without the plan it is the founder's word again.
        browser
            .script::<()>(
                "localStorage.removeItem('qimo/doc/dddddddddddddddd')",
                vec![],
            )
            .await?;
        browser.driver.refresh().await?;
        browser.app_runs().await?;
        browser.find("textbox", &EN.say("check.note")).await?;
        ensure!(
            !browser.text().await?.contains(said.trim()),
            "a plan that is gone still answers"
        );
        Ok(())
    });
}
