//! The list of plans: begun blank or from a case, renamed, duplicated, thrown
//! away and brought back, exported and imported.

use super::{begin, begin_case, fill, keeps, reload, stored};
use browser_tests::{Browser, Key, LANGUAGES, Lang, Result, Setup, Site, containing, ensure, run};
use serde_json::Value;

const EN: Lang = Lang::En;

#[test]
fn a_plan_is_renamed_duplicated_thrown_away_and_deleted() {
    run(Setup::default(), async |browser| {
        let site = Site::dist_below("/sub/")?;
        for (before, lang) in LANGUAGES.into_iter().enumerate() {
            let say = |key: &str, name: &str| lang.say_with(key, &[("name", name)]);
            begin(browser, &site, lang, "甲").await?;
            browser
                .open_app(&site.url(&format!("{}/plan/", lang.code())))
                .await?;
            browser
                .click("button", &say("plan.rename_of", "甲"))
                .await?;
            browser
                .until("document.activeElement.tagName === 'INPUT'")
                .await?;
            browser.press("乙").await?;
            browser.key(Key::Enter, 1).await?;
            browser.find("link", "乙").await?;
            browser
                .click("button", &say("plan.duplicate_of", "乙"))
                .await?;
            let copy = say("plan.copy_of", "乙");
            browser.find("link", &copy).await?;
            browser
                .click("button", &say("plan.trash_of", &copy))
                .await?;
            browser.gone("link", &copy).await?;
            // What the round before left there is in it, too.
            let count = (before + 1).to_string();
            let trash = lang.say_with("plan.trash", &[("count", &count)]);
            open_trash(browser, &trash).await?;
            browser
                .click("button", &say("plan.restore_of", &copy))
                .await?;
            browser.find("link", &copy).await?;
            browser
                .click("button", &say("plan.trash_of", &copy))
                .await?;
            open_trash(browser, &trash).await?;
            browser
                .click("button", &say("plan.remove_of", &copy))
                .await?;
            browser.audit().await?;
            browser
                .click("button", &lang.say("plan.remove_yes"))
                .await?;
            browser
                .gone("button", &say("plan.restore_of", &copy))
                .await?;
            reload(browser).await?;
            browser.find("link", "乙").await?;
            browser.click("button", &say("plan.trash_of", "乙")).await?;
        }
        Ok(())
    });
}

/// Opens the trash, which a change of its count shuts.
async fn open_trash(browser: &Browser, name: &str) -> Result<()> {
    browser.see(name).await?;
    let open: bool = browser
        .value("document.querySelector('.plan-trash').open")
        .await?;
    if !open {
        browser.select(".plan-trash summary").await?.click().await?;
    }
    Ok(())
}

#[test]
fn a_case_becomes_a_plan_of_its_own_and_touches_no_other() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        for lang in LANGUAGES {
            let mine = begin(browser, &site, lang, "mine").await?;
            let before = stored(browser, &mine).await?;
            let id = begin_case(browser, &site, lang).await?;
            ensure!(id != mine, "the case opened another plan");
            let case = stored(browser, &id).await?;
            let customer = case["problem"]["customer"].as_str().unwrap_or_default();
            ensure!(customer.chars().count() > 10, "an empty case: {customer:?}");
            ensure!(
                customer.is_ascii() == (lang == Lang::En),
                "in the other language: {customer}"
            );
            ensure!(
                case["team"]["roles"]
                    .as_array()
                    .is_some_and(|roles| !roles.is_empty()),
                "no drivers"
            );
            ensure!(
                stored(browser, &mine).await? == before,
                "the other plan changed"
            );
        }
        Ok(())
    });
}

#[test]
fn a_case_says_where_its_figures_are_from_on_its_card_and_in_its_plan() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        for lang in LANGUAGES {
            browser
                .open_app(&site.url(&format!("{}/plan/", lang.code())))
                .await?;
            browser
                .select(".plan-drivers summary")
                .await?
                .click()
                .await?;
            browser.see(&lang.say("plan.case_public")).await?;
            let month = [("month", "2026-11")];
            browser
                .see(&lang.say_with("plan.case_assumed", &month))
                .await?;
            // Every card has them; a public figure has an address and a date.
            let wrong: Vec<String> = browser
                .value(
                    "[...document.querySelectorAll('.plan-cases > li')].filter((card) => {\
                       const rows = [...card.querySelectorAll('.plan-drivers li')];\
                       const links = [...card.querySelectorAll('.plan-drivers a')];\
                       return rows.length < 8 || links.length < 4\
                         || !rows.every((row) => /\\d/.test(row.querySelector('b').textContent))\
                         || !links.every((link) => link.href.startsWith('https://') && link.nextElementSibling.matches('time[datetime]'));\
                     }).map((card) => card.innerText)",
                )
                .await?;
            ensure!(wrong.is_empty(), "{wrong:?}");
            browser.audit().await?;
            let id = begin_case(browser, &site, lang).await?;
            let plan = stored(browser, &id).await?;
            for section in ["pricing", "finance", "team", "funding"] {
                let notes = plan["notes"][section].as_str().unwrap_or_default();
                ensure!(notes.contains("2026-11"), "{section}: {notes}");
            }
        }
        Ok(())
    });
}

#[test]
fn rule_7_a_file_is_previewed_comes_in_as_a_copy_and_goes_out_again() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        let id = begin(browser, &site, EN, "Northern light").await?;
        browser
            .open_app(&site.url(&format!("en/plan/problem/#{id}")))
            .await?;
        fill(browser, "problem.customer", "诊所 and \"quotes\"").await?;
        keeps(browser, &id, "/problem/customer", "诊所 and \"quotes\"").await?;
        browser.open_app(&site.url("en/plan/")).await?;
        let export = EN.say_with("plan.export_of", &[("name", "Northern light")]);
        browser.click("button", &export).await?;
        let path = browser.downloaded_file("json").await?;
        let text = std::fs::read_to_string(&path)?;
        let file: Value = serde_json::from_str(&text)?;
        ensure!(file["format"] == "qimo-plan", "{}", file["format"]);
        ensure!(
            file["plan"]["problem"]["customer"] == "诊所 and \"quotes\"",
            "the export lacks what was written"
        );
        let input = browser.select("input[type=file]").await?;
        input.send_keys(path.to_string_lossy()).await?;
        browser.see(&EN.say("plan.import_hint")).await?;
        let plans = "Object.keys(localStorage).filter((key) => key.startsWith('qimo/doc/')).length";
        ensure!(
            browser.value::<u32>(plans).await? == 1,
            "it came in unasked"
        );
        browser.audit().await?;
        browser.click("button", &EN.say("plan.import_add")).await?;
        browser.see(&EN.say("plan.import_done")).await?;
        ensure!(
            browser.value::<u32>(plans).await? == 2,
            "it did not come in"
        );
        browser.click("button", &EN.say("plan.import_undo")).await?;
        browser.see(&EN.say("plan.import_undone")).await?;
        ensure!(browser.value::<u32>(plans).await? == 1, "it did not go out");
        ensure!(
            stored(browser, &id).await?["problem"]["customer"] == "诊所 and \"quotes\"",
            "the plan here changed"
        );
        // A file cut short changes nothing and says so.
        let cut = path.with_file_name("cut.json");
        let half: String = text.chars().take(text.chars().count() / 2).collect();
        std::fs::write(&cut, half)?;
        let input = browser.select("input[type=file]").await?;
        input.send_keys(cut.to_string_lossy()).await?;
        browser.find("alert", containing("")).await?;
        ensure!(
            browser.value::<u32>(plans).await? == 1,
            "half a file came in"
        );
        Ok(())
    });
}

#[test]
fn a_check_begins_a_plan_with_its_route_and_risks() {
    run(Setup::default(), async |browser| {
        let site = Site::dist_below("/sub/")?;
        for lang in LANGUAGES {
            browser
                .open_app(&site.url(&format!("{}/check/", lang.code())))
                .await?;
            let name = format!("Checked {}", lang.code());
            let field = browser
                .find("textbox", &lang.say("check.venture_name"))
                .await?;
            field.send_keys(&name).await?;
            browser.key(Key::Enter, 1).await?;
            // The third way to build a model is to train one.
            browser.select("#option-3").await?.click().await?;
            browser.see(&lang.say("check.status_saved")).await?;
            browser
                .open_app(&site.url(&format!("{}/plan/", lang.code())))
                .await?;
            let begin = lang.say_with("plan.begin_checked_of", &[("name", &name)]);
            browser.click("button", &begin).await?;
            browser.find("heading", &name).await?;
            let id = super::id(browser).await?;
            let plan = stored(browser, &id).await?;
            ensure!(plan["title"] == name.as_str(), "{}", plan["title"]);
            ensure!(plan["route"]["build"] == "pretrain", "{}", plan["route"]);
            ensure!(
                plan["risks"]
                    .as_array()
                    .is_some_and(|risks| risks.len() >= 12),
                "without the twelve risks"
            );
        }
        Ok(())
    });
}
