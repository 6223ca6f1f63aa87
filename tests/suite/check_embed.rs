//! The readiness check in somebody else's page: what is answered stays in the
//! frame, and the page around gets the scores when the visitor says so.

use crate::check_support::{NAME, begin};
use browser_tests::host::HostPage;
use browser_tests::{Browser, LANGUAGES, Lang, Result, Setup, Site, ensure, eventually, run};
use serde_json::{Value, json};

/// Everything that comes to the host's window, and not only what `embed.js` tells.
const LISTEN: &str =
    "window.messages = []; addEventListener('message', ({ data }) => window.messages.push(data));";

fn element(attributes: &str) -> String {
    format!(
        "<script>{LISTEN}</script>\
         <qimo-explorable name=\"readiness\" title=\"A check\" {attributes}>\
         <a href=\"{{root}}embed/readiness/\">The check by itself</a></qimo-explorable>"
    )
}

fn hosted(body: &str, test: impl AsyncFnOnce(&Browser) -> Result<()>) {
    run(Setup::default(), async |browser| {
        let site = Site::dist_for_embedding()?;
        let host = HostPage::serve(&site, "", body)?;
        browser.open(&host.url()).await?;
        browser.heard("ready").await?;
        enter(browser).await?;
        test(browser).await
    });
}

async fn enter(browser: &Browser) -> Result<()> {
    browser.leave_frames().await?;
    browser.enter(browser.embedded_frame(0).await?).await
}

/// Answers the first question, writes a note at another, and opens the report.
async fn answer(browser: &Browser, lang: Lang) -> Result<()> {
    begin(browser, lang, NAME).await?;
    browser.press("\t ").await?;
    browser
        .until("document.getElementById('option-1').checked")
        .await?;
    browser.click("button", &lang.say("check.go_on")).await?;
    browser
        .until("location.search.includes('q=markets')")
        .await?;
    browser
        .click("link", &lang.say("check.all_questions"))
        .await?;
    browser.click("link", &lang.say("check.to_report")).await?;
    browser.find("heading", NAME).await?;
    Ok(())
}

/// The scores that the page around has got, by its events.
async fn heard_scores(browser: &Browser) -> Result<Vec<Value>> {
    browser.leave_frames().await?;
    browser
        .value("window.heard.filter((told) => told.kind === 'score')")
        .await
}

async fn shares_when_asked(browser: &Browser, lang: Lang) -> Result<()> {
    answer(browser, lang).await?;
    let before = heard_scores(browser).await?;
    ensure!(before.is_empty(), "told unasked: {before:?}");
    let told: Vec<String> = browser
        .value("window.messages.map((message) => message.type)")
        .await?;
    ensure!(
        told.iter()
            .all(|kind| ["ready", "height", "set"].contains(&kind.as_str())),
        "the frame says {told:?}"
    );
    enter(browser).await?;
    browser
        .click("button", &lang.say("check.share_with_page"))
        .await?;
    browser.see(&lang.say("check.shared_with_page")).await?;
    let score = eventually("the scores", async || {
        Ok(heard_scores(browser).await?.into_iter().next())
    })
    .await?;
    ensure!(score["name"] == "readiness", "{score}");
    ensure!(score["index"] == json!(0), "{score}");
    ensure!(score["levels"]["customer"] == json!(0), "{score}");
    ensure!(score["bottleneck"] == "customer", "{score}");
    ensure!(
        score["code"].as_str().is_some_and(|code| code.len() > 10),
        "{score}"
    );
    let everything: String = browser.value("JSON.stringify(window.messages)").await?;
    ensure!(
        !everything.contains("机密") && !everything.contains("Northern"),
        "the venture's name is told: {everything}"
    );
    Ok(())
}

#[test]
fn the_score_is_offered_when_the_visitor_presses_the_button_and_not_before() {
    for lang in LANGUAGES {
        hosted(
            &element(&format!("lang=\"{}\"", lang.code())),
            async |browser| {
                shares_when_asked(browser, lang).await?;
                enter(browser).await?;
                browser.audit().await
            },
        );
    }
}

#[test]
fn a_frame_without_rights_works_in_memory_and_says_so() {
    hosted(&element("lang=\"en\" isolated"), async |browser| {
        ensure!(browser.value::<String>("self.origin").await? == "null");
        browser.see(&Lang::En.say("check.framed_promise")).await?;
        answer(browser, Lang::En).await?;
        browser.see(&Lang::En.say("check.stage_none")).await?;
        // The list below the report still knows the venture: it is in memory.
        browser
            .click("link", &Lang::En.say("check.to_questions"))
            .await?;
        browser.find("heading", NAME).await?;
        browser.click("link", &Lang::En.say("check.resume")).await?;
        browser
            .until("location.search.includes('q=markets')")
            .await?;
        browser.press("\t ").await?;
        browser.see(&Lang::En.say("check.status_memory")).await
    });
}

#[test]
fn the_check_follows_the_language_of_its_host_and_keeps_its_place() {
    hosted(&element(""), async |browser| {
        begin(browser, Lang::En, NAME).await?;
        let address: String = browser.value("location.href").await?;
        browser.leave_frames().await?;
        browser
            .script::<()>("document.documentElement.lang = 'zh-CN'", vec![])
            .await?;
        enter(browser).await?;
        browser.find("button", &Lang::Zh.say("check.go_on")).await?;
        ensure!(
            browser.value::<String>("location.href").await? == address,
            "the place was lost"
        );
        // What was kept is found again, in its own storage, at the next visit.
        browser
            .click("link", &Lang::Zh.say("check.all_questions"))
            .await?;
        browser
            .click("link", &Lang::Zh.say("check.to_list"))
            .await?;
        browser.find("link", NAME).await?;
        Ok(())
    });
}

#[test]
fn scores_that_are_not_as_agreed_are_not_told() {
    hosted(&element("lang=\"en\""), async |browser| {
        let script = r#"
            const id = new URLSearchParams(location.search).get("id");
            const good = { ns: "qimo", v: 1, id, type: "score", code: "AAAA", on: "2026-11-25", index: 7,
              confidence: 3, stage: null, bottleneck: "team", levels: { team: 2 } };
            for (const bad of [
              { index: 101 }, { index: "7" }, { index: 1.5 }, { confidence: -1 }, { code: "a b" }, { code: ["AAAA"] },
              { on: "today" }, { stage: "<b>" }, { stage: undefined }, { bottleneck: {} }, { levels: { team: 6 } },
              { levels: { "<img>": 1 } }, { levels: Object.fromEntries(Array.from({ length: 41 }, (_, i) => ["d" + i, 1])) },
              { id: "another" },
            ]) parent.postMessage({ ...good, ...bad }, "*");
            // Last, a good one, after which the others have been heard.
            parent.postMessage(good, "*");"#;
        browser.script::<()>(script, vec![]).await?;
        let scores = eventually("the good one", async || {
            let scores = heard_scores(browser).await?;
            Ok((!scores.is_empty()).then_some(scores))
        })
        .await?;
        ensure!(
            scores.len() == 1 && scores[0]["index"] == json!(7),
            "{scores:?}"
        );
        Ok(())
    });
}
