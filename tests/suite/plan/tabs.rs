//! Two tabs, two languages.

use super::{begin, fill, keeps, open, shows};
use browser_tests::{Browser, LANGUAGES, Lang, Result, Setup, Site, ensure, eventually, run};
use serde_json::Value;

const EN: Lang = Lang::En;

/// The customers in all stored plans.
async fn customers(browser: &Browser) -> Result<Vec<String>> {
    let texts: Vec<String> = browser
        .value("Object.entries(localStorage).filter(([key]) => key.startsWith('qimo/doc/')).map(([, value]) => value)")
        .await?;
    let mut found: Vec<String> = texts
        .iter()
        .filter_map(|text| serde_json::from_str::<Value>(text).ok())
        .map(|value| value["data"]["body"]["problem"]["customer"].to_string())
        .collect();
    found.sort();
    Ok(found)
}

#[test]
fn rule_3_two_tabs_follow_each_other_and_a_conflict_keeps_both() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        let id = begin(browser, &site, EN, "Twice").await?;
        open(browser, &site, EN, "problem", &id).await?;
        let first = browser.driver.window().await?;
        let second = browser.driver.new_tab().await?;
        browser.driver.switch_to_window(second).await?;
        open(browser, &site, EN, "problem", &id).await?;
        fill(browser, "problem.customer", "From the second").await?;
        keeps(browser, &id, "/problem/customer", "From the second").await?;
        // The first follows.
        browser.driver.switch_to_window(first).await?;
        shows(browser, "problem.customer", "From the second").await?;
        // A write that this tab has not heard of when it saves.
        browser
            .script::<()>(
                "const key = 'qimo/doc/' + arguments[0]; \
                 const value = JSON.parse(localStorage.getItem(key)); \
                 value.revision += 1; \
                 value.data.body.problem.customer = 'From elsewhere'; \
                 localStorage.setItem(key, JSON.stringify(value))",
                vec![id.clone().into()],
            )
            .await?;
        fill(browser, "problem.customer", "From the first").await?;
        eventually("both to be stored", async || {
            let all = customers(browser).await?;
            Ok((all.len() == 2).then_some(()))
        })
        .await?;
        let all = customers(browser).await?;
        ensure!(
            all == ["\"From elsewhere\"", "\"From the first\""],
            "{all:?}"
        );
        Ok(())
    });
}

#[test]
fn switching_language_never_touches_the_founders_words() {
    run(Setup::default(), async |browser| {
        let site = Site::dist_below("/sub/")?;
        for lang in LANGUAGES {
            let id = begin(browser, &site, lang, "话 words").await?;
            open(browser, &site, lang, "problem", &id).await?;
            fill(browser, "problem.customer", "诊所 and clinics").await?;
            fill(browser, "problem.market.customers", "1.2万").await?;
            keeps(browser, &id, "/problem/market/customers", 12_000).await?;
            browser
                .click("link", &lang.say("shell.other_language"))
                .await?;
            let other = lang.other();
            browser
                .find("heading", &other.say("plan_sections.problem"))
                .await?;
            shows(browser, "problem.customer", "诊所 and clinics").await?;
            shows(browser, "problem.market.customers", "12,000").await?;
            keeps(browser, &id, "/problem/customer", "诊所 and clinics").await?;
            browser
                .address_ends(&format!("/sub/{}/plan/problem/#{id}", other.code()))
                .await?;
        }
        Ok(())
    });
}
