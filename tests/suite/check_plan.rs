//! The check and the plan: a plan begun from a check, one that is chosen, tasks
//! that go over at once, later, or not at all, and none of them twice.

use super::check_support::{ID, NAME, answers, keep, open, store, stored, venture};
use browser_tests::words::beginning;
use browser_tests::{Browser, LANGUAGES, Lang, Result, Setup, Site, ensure, eventually, run};
use serde_json::{Value, json};

const EN: Lang = Lang::En;
/// The id of a plan that is there already.
const PLAN: &str = "dddddddddddddddd";

/// A venture with the answers of a case, and a plan that is not yet its own.
async fn prepare(browser: &Browser, site: &Site, linked: bool) -> Result<()> {
    let plan: Value = serde_json::from_str(include_str!(
        "../../crates/venture/tests/fixtures/plan-1.json"
    ))?;
    let mut plan = venture(1, 1, "The plan", &plan);
    plan["data"]["header"]["kind"] = json!("plan");
    let mut body = json!({ "answers": answers("driving"), "runs": [], "tasks": [] });
    if linked {
        body["plan"] = json!(PLAN);
    }
    let value = venture(2, 1, NAME, &body);
    let plan_key = format!("qimo/doc/{PLAN}");
    let key = format!("qimo/doc/{ID}");
    keep(browser, site, &[(&plan_key, &plan), (&key, &value)]).await
}

/// Opens the venture's report.
async fn report(browser: &Browser, site: &Site, lang: Lang) -> Result<()> {
    open(
        browser,
        site,
        &format!("{}/check/report/#{ID}", lang.code()),
    )
    .await?;
    browser.find("heading", NAME).await?;
    Ok(())
}

/// Presses 'do it' of the first action that is not taken yet.
async fn do_it(browser: &Browser) -> Result<()> {
    let button = browser
        .select(".report-actions button[aria-pressed=false]")
        .await?;
    button.scroll_into_view().await?;
    button.click().await?;
    Ok(())
}

/// The names of a stored plan's milestones.
async fn milestones(browser: &Browser, plan: &str) -> Result<Vec<String>> {
    let plan = stored(browser, plan).await?;
    let milestones = plan["milestones"].as_array().cloned().unwrap_or_default();
    let names = milestones.iter().filter_map(|one| one["name"].as_str());
    Ok(names.map(str::to_owned).collect())
}

/// Waits until the stored plan has so many milestones.
async fn has_milestones(browser: &Browser, plan: &str, count: usize) -> Result<()> {
    eventually(&format!("{count} milestones"), async || {
        Ok((milestones(browser, plan).await?.len() == count).then_some(()))
    })
    .await
}

/// Waits until so many stored tasks of the venture have gone to a plan.
async fn handed(browser: &Browser, plan: &str, count: usize) -> Result<()> {
    eventually(&format!("{count} tasks in the plan"), async || {
        let venture = stored(browser, ID).await?;
        let tasks = venture["tasks"].as_array().cloned().unwrap_or_default();
        let gone = tasks
            .iter()
            .filter(|task| task["handed"].is_string() && task["to"] == plan);
        Ok((gone.count() == count).then_some(()))
    })
    .await
}

/// Chooses a plan, or with "none" no plan.
async fn choose(browser: &Browser, plan: &str) -> Result<()> {
    let option = format!(".report-plan option[value='{plan}']");
    browser.select(&option).await?.click().await?;
    let wanted = match plan {
        "none" => Value::Null,
        plan => json!(plan),
    };
    eventually("the choice to be saved", async || {
        Ok((stored(browser, ID).await?["plan"] == wanted).then_some(()))
    })
    .await
}

#[test]
fn a_task_goes_into_the_linked_plan_at_once_and_leads_to_its_milestone() {
    run(Setup::default(), async |browser| {
        let site = Site::dist_below("/sub/")?;
        for lang in LANGUAGES {
            prepare(browser, &site, true).await?;
            report(browser, &site, lang).await?;
            let before = milestones(browser, PLAN).await?.len();
            do_it(browser).await?;
            has_milestones(browser, PLAN, before + 1).await?;
            handed(browser, PLAN, 1).await?;
            let button = browser
                .select(".report-actions button[aria-pressed=true]")
                .await?;
            let focused: bool = browser
                .value("document.activeElement.matches('.report-actions [aria-pressed=true]')")
                .await?;
            ensure!(focused, "the focus went away");
            let see = lang.say("check.see_in_plan");
            browser.find("link", see.as_str()).await?;
            browser.audit().await?;
            let plan = stored(browser, PLAN).await?;
            let milestone = &plan["milestones"][before];
            ensure!(milestone["due"].is_string(), "no date: {milestone}");
            ensure!(
                milestone["evals"]
                    .as_array()
                    .is_some_and(|evals| !evals.is_empty()),
                "nothing to know it by: {milestone}"
            );
            // Pressed again it leaves the list, and comes back without a second
            // milestone.
            button.click().await?;
            eventually("the task to leave", async || {
                let venture = stored(browser, ID).await?;
                Ok((venture["tasks"] == json!([])).then_some(()))
            })
            .await?;
            do_it(browser).await?;
            handed(browser, PLAN, 1).await?;
            has_milestones(browser, PLAN, before + 1).await?;
            browser.click("link", see.as_str()).await?;
            let field = format!("milestones.{before}.name");
            browser
                .until(&format!("document.activeElement?.id === '{field}'"))
                .await?;
            browser
                .address_ends(&format!("?field={field}#{PLAN}"))
                .await?;
            browser.script::<()>("localStorage.clear()", vec![]).await?;
        }
        Ok(())
    });
}

#[test]
fn without_a_plan_tasks_wait_and_go_over_when_one_is_chosen() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        prepare(browser, &site, false).await?;
        report(browser, &site, EN).await?;
        let before = milestones(browser, PLAN).await?.len();
        do_it(browser).await?;
        do_it(browser).await?;
        browser.see(beginning(&EN.say("check.plan_choose"))).await?;
        ensure!(
            milestones(browser, PLAN).await?.len() == before,
            "a plan that is not linked was written"
        );
        choose(browser, PLAN).await?;
        handed(browser, PLAN, 2).await?;
        has_milestones(browser, PLAN, before + 2).await?;
        browser
            .until("document.querySelectorAll('.report-plan a.button').length === 1")
            .await?;
        // Chosen, no plan, and chosen again: nothing comes twice.
        choose(browser, "none").await?;
        choose(browser, PLAN).await?;
        handed(browser, PLAN, 2).await?;
        has_milestones(browser, PLAN, before + 2).await?;
        // Undo takes the choice back, and the plan keeps what it has.
        browser.click("button", &EN.say("check.undo")).await?;
        eventually("the choice to be undone", async || {
            Ok(stored(browser, ID).await?["plan"].is_null().then_some(()))
        })
        .await?;
        let what = EN.say("check.plan");
        browser
            .see(&EN.say_with("check.undone", &[("what", &what)]))
            .await?;
        has_milestones(browser, PLAN, before + 2).await
    });
}

#[test]
fn a_plan_begun_from_a_check_is_linked_to_it_and_has_its_tasks() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        for lang in LANGUAGES {
            let body = json!({ "answers": answers("driving"), "runs": [], "tasks": [] });
            let key = format!("qimo/doc/{ID}");
            keep(browser, &site, &[(&key, &venture(2, 1, NAME, &body))]).await?;
            report(browser, &site, lang).await?;
            browser
                .see(beginning(&lang.say("check.plan_begin")))
                .await?;
            do_it(browser).await?;
            browser.click("link", &lang.say("check.plan_list")).await?;
            let begin = lang.say_with("plan.begin_checked_of", &[("name", NAME)]);
            browser.click("button", begin.as_str()).await?;
            browser.until("location.hash.length > 8").await?;
            let id: String = browser.value("location.hash.slice(1)").await?;
            eventually("the link", async || {
                Ok((stored(browser, ID).await?["plan"] == json!(id)).then_some(()))
            })
            .await?;
            handed(browser, &id, 1).await?;
            has_milestones(browser, &id, 1).await?;
            // Back in the report the next task goes there at once.
            report(browser, &site, lang).await?;
            browser.find("link", &lang.say("check.see_in_plan")).await?;
            do_it(browser).await?;
            handed(browser, &id, 2).await?;
            has_milestones(browser, &id, 2).await?;
            browser.script::<()>("localStorage.clear()", vec![]).await?;
        }
        Ok(())
    });
}

#[test]
fn a_plan_in_the_trash_gets_nothing_and_the_task_is_kept() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        prepare(browser, &site, true).await?;
        open(browser, &site, "en/plan/").await?;
        let trash = EN.say_with("plan.trash_of", &[("name", "The plan")]);
        browser.click("button", trash.as_str()).await?;
        let before = milestones(browser, PLAN).await?.len();
        report(browser, &site, EN).await?;
        browser
            .see(beginning(&EN.say("check.plan_trashed")))
            .await?;
        do_it(browser).await?;
        eventually("the task to be kept", async || {
            let tasks = stored(browser, ID).await?["tasks"].clone();
            let kept = tasks.as_array().is_some_and(|tasks| tasks.len() == 1);
            Ok((kept && tasks[0]["handed"].is_null()).then_some(()))
        })
        .await?;
        has_milestones(browser, PLAN, before).await?;
        browser.audit().await?;
        // Restored, in another tab, it takes the task that waits.
        let mut plan: Value = serde_json::from_str(
            &browser
                .value::<String>(&format!("localStorage.getItem('qimo/doc/{PLAN}')"))
                .await?,
        )?;
        plan["data"]["header"]
            .as_object_mut()
            .and_then(|header| header.remove("trashed_at"));
        plan["revision"] = json!(plan["revision"].as_u64().unwrap_or_default() + 1);
        store(browser, &format!("qimo/doc/{PLAN}"), &plan).await?;
        browser
            .script::<()>("localStorage.removeItem('qimo/index')", vec![])
            .await?;
        report(browser, &site, EN).await?;
        browser
            .select(".report-plan .buttons button")
            .await?
            .click()
            .await?;
        handed(browser, PLAN, 1).await?;
        has_milestones(browser, PLAN, before + 1).await
    });
}

#[test]
fn a_damaged_plan_is_told_and_loses_no_task() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        prepare(browser, &site, true).await?;
        browser
            .script::<()>(
                "localStorage.setItem('qimo/doc/' + arguments[0], '{\"half\":')",
                vec![PLAN.into()],
            )
            .await?;
        report(browser, &site, EN).await?;
        browser
            .see(beginning(&EN.say("check.plan_unreadable")))
            .await?;
        do_it(browser).await?;
        eventually("the task to be kept", async || {
            let tasks = stored(browser, ID).await?["tasks"].clone();
            Ok((tasks[0]["handed"].is_null() && tasks[0]["due"].is_string()).then_some(()))
        })
        .await?;
        let aside: bool = browser
            .value("Object.keys(localStorage).some((key) => key.startsWith('qimo/quarantine/'))")
            .await?;
        ensure!(aside, "the damaged plan was not set aside");
        choose(browser, "none").await
    });
}

#[test]
fn two_tabs_put_a_task_in_once() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        prepare(browser, &site, true).await?;
        report(browser, &site, EN).await?;
        let before = milestones(browser, PLAN).await?.len();
        let first = browser.driver.window().await?;
        let second = browser.driver.new_tab().await?;
        browser.driver.switch_to_window(second.clone()).await?;
        browser
            .open_app(&site.url(&format!("en/plan/milestones/#{PLAN}")))
            .await?;
        browser.driver.switch_to_window(first.clone()).await?;
        do_it(browser).await?;
        handed(browser, PLAN, 1).await?;
        has_milestones(browser, PLAN, before + 1).await?;
        // The tab in which the plan is open does not write over it, and knows of
        // the task when it comes to the report.
        browser.driver.switch_to_window(second).await?;
        report(browser, &site, EN).await?;
        browser
            .until("document.querySelectorAll('.report-actions [aria-pressed=true]').length === 1")
            .await?;
        do_it(browser).await?;
        handed(browser, PLAN, 2).await?;
        has_milestones(browser, PLAN, before + 2).await?;
        let all = milestones(browser, PLAN).await?;
        let mut unique = all.clone();
        unique.sort();
        unique.dedup();
        ensure!(unique.len() == all.len(), "twice: {all:?}");
        Ok(())
    });
}
