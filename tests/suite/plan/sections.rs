//! The sections: each is filled, refreshed, audited; rows by keys; what
//! contradicts leads to the fields concerned.

use super::{begin, begin_case, fill, has_focus, keeps, open, reload, shows, stored};
use browser_tests::{
    Browser, Key, LANGUAGES, Lang, PHONE, Result, Scheme, Setup, Site, Viewport, ensure,
    eventually, run,
};

const EN: Lang = Lang::En;

/// Every section, in the order in which they are shown.
const SECTIONS: [&str; 17] = [
    "problem",
    "product",
    "data",
    "compute",
    "canvas",
    "lean",
    "value",
    "pricing",
    "team",
    "funding",
    "milestones",
    "risks",
    "compliance",
    "finance",
    "assumptions",
    "competition",
    "pitch",
];

#[test]
fn every_section_keeps_what_is_typed_over_a_refresh() {
    run(Setup::default(), async |browser| {
        let site = Site::dist_below("/sub/")?;
        let lang = Lang::Zh;
        let id = begin_case(browser, &site, lang).await?;
        for section in SECTIONS {
            open(browser, &site, lang, section, &id).await?;
            browser
                .find("heading", &lang.say(&format!("plan_sections.{section}")))
                .await?;
            // The first field of text, and the notes that every section has.
            let first: String = browser
                .value("document.querySelector('.plan-body textarea').id")
                .await?;
            let word = format!("写在 {section}");
            fill(browser, &first, &word).await?;
            let notes = format!("notes.{section}");
            fill(browser, &notes, "备注 — note").await?;
            keeps(browser, &id, &format!("/notes/{section}"), "备注 — note").await?;
            reload(browser).await?;
            shows(browser, &notes, "备注 — note").await?;
            if first != notes {
                shows(browser, &first, &word).await?;
            }
        }
        Ok(())
    });
}

fn every_section_is_sound(viewport: Viewport, scheme: Scheme, lang: Lang) {
    run(
        Setup {
            viewport,
            scheme,
            ..Setup::default()
        },
        async |browser| {
            let site = Site::dist()?;
            let id = begin_case(browser, &site, lang).await?;
            let mut found = Vec::new();
            for section in ["", "problem"]
                .into_iter()
                .chain(SECTIONS.into_iter().skip(1))
            {
                open(browser, &site, lang, section, &id).await?;
                browser.select(".plan h1").await?;
                open_rows(browser).await?;
                if let Err(error) = browser.audit().await {
                    found.push(format!("{section}: {error:#}"));
                }
                let width: u32 = browser
                    .value("document.documentElement.scrollWidth")
                    .await?;
                if width > viewport.width {
                    found.push(format!("{section}: {width} wide"));
                }
                if viewport.touch {
                    let small: Vec<String> = browser
                        .value(
                            "[...document.querySelectorAll('.plan :is(button:not(.link), input, select, textarea, summary, nav a)')]\
                             .filter((element) => element.checkVisibility())\
                             .filter((element) => (element.closest('label') ?? element).getBoundingClientRect().height < 43.5)\
                             .map((element) => element.outerHTML.slice(0, 90))",
                        )
                        .await?;
                    if !small.is_empty() {
                        found.push(format!("{section}: too small for a thumb: {small:#?}"));
                    }
                }
            }
            ensure!(found.is_empty(), "{}", found.join("\n"));
            Ok(())
        },
    );
}

/// Opens every row, and every way in which something was computed.
async fn open_rows(browser: &Browser) -> Result<()> {
    for _ in 0..2 {
        browser
            .script::<()>(
                "for (const button of document.querySelectorAll('.plan-row-title[aria-expanded=false]')) button.click();\
                 for (const details of document.querySelectorAll('.plan-page details')) details.open = true",
                vec![],
            )
            .await?;
        browser
            .until("document.querySelector('.plan-row-title[aria-expanded=false]') === null")
            .await?;
    }
    Ok(())
}

#[test]
fn every_section_is_sound_on_a_laptop_in_light() {
    every_section_is_sound(browser_tests::DESKTOP, Scheme::Light, Lang::En);
}

#[test]
fn every_section_is_sound_on_a_phone_in_the_dark() {
    every_section_is_sound(PHONE, Scheme::Dark, Lang::Zh);
}

#[test]
fn a_contradiction_is_shown_at_both_fields_and_leads_from_one_to_the_other() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        for lang in LANGUAGES {
            let id = begin(browser, &site, lang, "Against itself").await?;
            open(browser, &site, lang, "problem", &id).await?;
            fill(browser, "problem.market.claimed", "9,000,000").await?;
            let sentence = lang.say("plan_checks.market_without_count");
            browser.see(&sentence).await?;
            // At the claim, with a link to the count.
            let link = browser
                .select(".plan-field:has([id='problem.market.claimed']) .plan-findings a")
                .await?;
            link.scroll_into_view().await?;
            link.click().await?;
            has_focus(browser, "problem.market.customers").await?;
            browser
                .until("location.search.includes('field=problem.market.customers')")
                .await?;
            // The address of the field opens it, also anew.
            reload(browser).await?;
            has_focus(browser, "problem.market.customers").await?;
            // The navigation and the first page know of it.
            browser
                .click("link", &lang.say("plan_edit.overview"))
                .await?;
            browser.see(&sentence).await?;
            // Counted, it goes away.
            open(browser, &site, lang, "problem", &id).await?;
            fill(browser, "problem.market.customers", "20000").await?;
            fill(browser, "problem.market.yearly_spend", "1000").await?;
            eventually("the contradiction to go", async || {
                Ok((!browser.text().await?.contains(&sentence)).then_some(()))
            })
            .await?;
        }
        Ok(())
    });
}

#[test]
fn a_finding_in_a_shut_row_of_another_section_opens_it() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        let id = begin(browser, &site, EN, "Rows").await?;
        open(browser, &site, EN, "milestones", &id).await?;
        for name in ["One", "Two", "Three"] {
            browser
                .click("button", &EN.say("plan_work.milestone_add"))
                .await?;
            browser
                .until("document.activeElement.id.endsWith('.name')")
                .await?;
            browser.press(name).await?;
        }
        keeps(browser, &id, "/milestones/2/name", "Three").await?;
        open(browser, &site, EN, "", &id).await?;
        let link = browser
            .select("a[href*='field=milestones.2.evals']")
            .await?;
        link.scroll_into_view().await?;
        link.click().await?;
        has_focus(browser, "milestones.2.evals").await
    });
}

#[test]
fn rows_are_added_moved_removed_and_brought_back_by_keys() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        for lang in LANGUAGES {
            let id = begin(browser, &site, lang, "Keys").await?;
            open(browser, &site, lang, "competition", &id).await?;
            let named = |key: &str, name: &str| lang.say_with(key, &[("name", name)]);
            for name in ["甲", "乙"] {
                let add = browser
                    .find("button", &lang.say("plan_work.competitor_add"))
                    .await?;
                add.focus().await?;
                browser.key(Key::Enter, 1).await?;
                browser
                    .until("document.activeElement.id.endsWith('.name')")
                    .await?;
                browser.press(name).await?;
                browser
                    .find("button", &named("plan_edit.row_up", name))
                    .await
                    .ok();
            }
            keeps(browser, &id, "/competition/competitors/1/name", "乙").await?;
            let up = browser
                .find("button", &named("plan_edit.row_up", "乙"))
                .await?;
            up.focus().await?;
            browser.press(" ").await?;
            keeps(browser, &id, "/competition/competitors/0/name", "乙").await?;
            shows(browser, "competition.competitors.0.name", "乙").await?;
            shows(browser, "competition.competitors.1.name", "甲").await?;
            // The focus went with the row, to the button that still does something.
            has_focus(browser, "competition.competitors.0-down").await?;
            let remove = browser
                .find("button", &named("plan_edit.row_remove", "乙"))
                .await?;
            remove.focus().await?;
            browser.key(Key::Enter, 1).await?;
            browser.see(&named("plan_edit.row_removed", "乙")).await?;
            has_focus(browser, "competition.competitors-undo").await?;
            browser.key(Key::Enter, 1).await?;
            keeps(browser, &id, "/competition/competitors/0/name", "乙").await?;
            ensure!(
                stored(browser, &id).await?["competition"]["competitors"]
                    .as_array()
                    .is_some_and(|list| list.len() == 2),
                "not brought back"
            );
            shows(browser, "competition.competitors.0.name", "乙").await?;
        }
        Ok(())
    });
}

#[test]
fn a_section_without_a_plan_says_what_it_is_about_and_leads_to_one() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        for lang in LANGUAGES {
            let id = begin(browser, &site, lang, "Northern light").await?;
            browser.open("about:blank").await?;
            let path = format!("{}/plan/pitch/", lang.code());
            browser.open_app(&site.url(&path)).await?;
            browser
                .see(&lang.say("plan_sections.pitch_example"))
                .await?;
            browser.click("link", "Northern light").await?;
            browser.select("[id=\"pitch.ask\"]").await?;
            browser.address_ends(&format!("/pitch/#{id}")).await?;
            browser
                .open_app(&site.url(&format!("{}/plan/", lang.code())))
                .await?;
            let trash = lang.say_with("plan.trash_of", &[("name", "Northern light")]);
            browser.click("button", &trash).await?;
        }
        Ok(())
    });
}
