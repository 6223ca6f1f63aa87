//! Nothing that is written into a plan is lost.

use super::{
    EMPTY, FILL, begin, begin_case, fill, has_focus, holds, keeps, open, reload, shows, stored,
    visit,
};
use browser_tests::words::beginning;
use browser_tests::{Browser, Key, LANGUAGES, Lang, Result, Setup, Site, ensure, eventually, run};

const EN: Lang = Lang::En;

#[test]
fn rule_1_with_a_full_storage_what_is_typed_stays_from_section_to_section() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        let id = begin(browser, &site, EN, "Full").await?;
        open(browser, &site, EN, "problem", &id).await?;
        browser.script::<()>(FILL, vec![]).await?;
        fill(browser, "problem.customer", "Kept in memory").await?;
        browser.see(&EN.say("shell.notice_quota")).await?;
        browser.see(&EN.say("plan_edit.status_failed")).await?;
        // Through another section, another page, and back.
        visit(browser, "product").await?;
        fill(browser, "product.edge", "Also in memory").await?;
        browser.driver.back().await?;
        shows(browser, "problem.customer", "Kept in memory").await?;
        let header = browser.find("link", &EN.say("learn.title")).await?;
        header.click().await?;
        browser.find("heading", &EN.say("learn.heading")).await?;
        browser.see(&EN.say("shell.notice_quota")).await?;
        browser
            .click("button", &EN.say("shell.notice_export"))
            .await?;
        let exported = browser.downloaded("json").await?;
        ensure!(
            exported.contains("Kept in memory") && exported.contains("Also in memory"),
            "the export lacks what could not be saved"
        );
        browser.driver.back().await?;
        shows(browser, "problem.customer", "Kept in memory").await?;
        // With room again it is saved with the next change.
        browser.script::<()>(EMPTY, vec![]).await?;
        fill(browser, "problem.user", "The receptionist").await?;
        keeps(browser, &id, "/problem/customer", "Kept in memory").await?;
        keeps(browser, &id, "/product/edge", "Also in memory").await?;
        reload(browser).await?;
        shows(browser, "problem.customer", "Kept in memory").await
    });
}

#[test]
fn rule_2_a_save_is_read_back_and_told_with_its_time() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        for lang in LANGUAGES {
            let id = begin(browser, &site, lang, "Saved").await?;
            open(browser, &site, lang, "problem", &id).await?;
            fill(browser, "problem.problem", "占线").await?;
            let saved = lang.say("plan_edit.status_saved");
            let saved = saved.replace("{{ time }}", "");
            eventually("the time of the save", async || {
                let status: String = browser
                    .value("document.querySelector('.plan-status').innerText")
                    .await?;
                let time = status.replace(saved.trim(), "");
                let parts: Vec<_> = time.trim().split(':').collect();
                let clock = parts.len() == 2 && parts.iter().all(|part| part.len() == 2);
                Ok((status.contains(saved.trim()) && clock).then_some(()))
            })
            .await?;
            ensure!(
                stored(browser, &id).await?["problem"]["problem"] == "占线",
                "told before it was stored"
            );
        }
        Ok(())
    });
}

#[test]
fn rule_2_a_tab_killed_in_the_middle_of_a_write_loses_one_write_at_most() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        let id = begin(browser, &site, EN, "Killed").await?;
        open(browser, &site, EN, "problem", &id).await?;
        fill(browser, "problem.customer", "Before").await?;
        keeps(browser, &id, "/problem/customer", "Before").await?;
        // The write of the plan stops in its middle, and nothing after it
        // happens: as if the power had gone.
        browser
            .script::<()>(
                "const write = Storage.prototype.setItem, key = 'qimo/doc/' + arguments[0]; let dead = false;\
                 Storage.prototype.setItem = function (name, value) {\
                   if (dead) return;\
                   if (name === key) { dead = true; write.call(this, name, value.slice(0, value.length / 2)); return }\
                   write.call(this, name, value) };\
                 const remove = Storage.prototype.removeItem;\
                 Storage.prototype.removeItem = function (name) { if (!dead) remove.call(this, name) };\
                 window.isDead = () => dead",
                vec![id.as_str().into()],
            )
            .await?;
        fill(browser, "problem.customer", "Before, and after").await?;
        browser.until("window.isDead()").await?;
        browser.open("about:blank").await?;
        open(browser, &site, EN, "problem", &id).await?;
        shows(browser, "problem.customer", "Before").await?;
        // The half that was written is set aside, and the plan goes on.
        fill(browser, "problem.customer", "Once more").await?;
        keeps(browser, &id, "/problem/customer", "Once more").await
    });
}

#[test]
fn rule_2_a_meter_warns_before_the_storage_is_full() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        begin(browser, &site, EN, "Measured").await?;
        let quota = 5 << 20;
        for (share, warns) in [(50, false), (65, true), (85, true)] {
            browser
                .script::<()>(
                    "localStorage.setItem('filler', 'x'.repeat(arguments[0]))",
                    vec![(quota * share / 100).into()],
                )
                .await?;
            browser.open("about:blank").await?;
            browser.open_app(&site.url("en/settings/")).await?;
            browser.select("meter").await?;
            let told = browser
                .text()
                .await?
                .contains(&EN.say("settings.usage_high"));
            ensure!(told == warns, "at {share} %: {told}");
            let (low, high): (bool, bool) = browser
                .value(
                    "(({ value, low, high }) => [value > low, value > high])(document.querySelector('meter'))",
                )
                .await?;
            ensure!((low, high) == (warns, share > 80), "at {share} %");
        }
        Ok(())
    });
}

#[test]
fn rule_3_nothing_is_saved_while_the_page_is_hidden() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        let id = begin(browser, &site, EN, "Hidden").await?;
        open(browser, &site, EN, "problem", &id).await?;
        let before = stored(browser, &id).await?;
        browser
            .script::<()>(
                "Object.defineProperty(document, 'hidden', { configurable: true, get: () => true })",
                vec![],
            )
            .await?;
        fill(browser, "problem.customer", "Typed by a program").await?;
        browser
            .until("new Promise((done) => setTimeout(() => done(true), 2500))")
            .await?;
        ensure!(stored(browser, &id).await? == before, "saved while hidden");
        shows(browser, "problem.customer", "Typed by a program").await?;
        browser
            .script::<()>(
                "delete document.hidden; document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))",
                vec![],
            )
            .await?;
        keeps(browser, &id, "/problem/customer", "Typed by a program").await
    });
}

/// A plan as the first published form of it was written.
const FIRST_FORM: &str = include_str!("../../../crates/venture/tests/fixtures/plan-1.json");

#[test]
fn rule_4_a_plan_of_an_older_form_stays_until_the_new_one_is_saved() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        let id = "oldplan0000000aa";
        let header =
            "{\"kind\":\"plan\",\"name\":\"旧计划\",\"created_at\":\"2026-01-01T08:00:00.000Z\"}";
        let old = format!(
            "{{\"schema\":1,\"revision\":4,\"saved_at\":\"2026-01-02T08:00:00.000Z\",\"data\":{{\"header\":{header},\"body\":{FIRST_FORM}}}}}"
        );
        browser.open(&site.url("404.html")).await?;
        browser
            .script::<()>(
                "localStorage.setItem('qimo/doc/' + arguments[0], arguments[1])",
                vec![id.into(), old.as_str().into()],
            )
            .await?;
        open(browser, &site, Lang::Zh, "problem", id).await?;
        shows(browser, "problem.payer", "企业信息化部门").await?;
        let kept: String = browser
            .value(&format!("localStorage.getItem('qimo/doc/{id}')"))
            .await?;
        ensure!(kept == old, "opening rewrote it");
        fill(browser, "problem.user", "工程师").await?;
        keeps(browser, id, "/problem/user", "工程师").await?;
        keeps(browser, id, "/problem/payer", "企业信息化部门").await?;
        // What it was, to the byte, is among the earlier versions.
        let versions: Vec<String> = browser
            .value(&format!(
                "Object.entries(localStorage).filter(([key]) => key.startsWith('qimo/snapshot/doc/{id}/')).map(([, value]) => value)"
            ))
            .await?;
        ensure!(versions.contains(&old), "the old copy is gone");
        Ok(())
    });
}

#[test]
fn rule_4_a_plan_of_a_newer_program_opens_read_only() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        let id = begin(browser, &site, EN, "Newer").await?;
        open(browser, &site, EN, "problem", &id).await?;
        fill(browser, "problem.customer", "From the future").await?;
        keeps(browser, &id, "/problem/customer", "From the future").await?;
        let newer: String = browser
            .script(
                "const key = 'qimo/doc/' + arguments[0], value = JSON.parse(localStorage.getItem(key));\
                 value.schema = 99; value.data.body.aura = 'violet';\
                 const text = JSON.stringify(value); localStorage.setItem(key, text); return text",
                vec![id.as_str().into()],
            )
            .await?;
        reload(browser).await?;
        browser.see(&EN.say("shell.notice_newer")).await?;
        shows(browser, "problem.customer", "From the future").await?;
        browser
            .until("document.getElementById('problem.customer').matches(':disabled')")
            .await?;
        visit(browser, "product").await?;
        let kept: String = browser
            .script(
                "return localStorage.getItem('qimo/doc/' + arguments[0])",
                vec![id.as_str().into()],
            )
            .await?;
        ensure!(kept == newer, "a newer plan was overwritten");
        Ok(())
    });
}

#[test]
fn rule_5_a_damaged_plan_is_set_aside_byte_for_byte_and_the_rest_lives_on() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        let healthy = begin(browser, &site, EN, "Healthy").await?;
        let id = begin(browser, &site, EN, "Damaged").await?;
        let damaged = "{\"schema\":1,\"revision\":3,\"sav — 坏了";
        browser
            .script::<()>(
                "for (const key of Object.keys(localStorage)) if (key.includes('snapshot')) localStorage.removeItem(key);\
                 localStorage.setItem('qimo/doc/' + arguments[0], arguments[1])",
                vec![id.as_str().into(), damaged.into()],
            )
            .await?;
        open(browser, &site, EN, "problem", &id).await?;
        browser.see(&EN.say("plan.missing_heading")).await?;
        browser.see(&EN.say("shell.notice_quarantine")).await?;
        let aside: String = browser
            .value("Object.entries(localStorage).filter(([key]) => key.startsWith('qimo/quarantine/')).map(([, value]) => value).join()")
            .await?;
        let quoted = serde_json::to_string(damaged)?;
        ensure!(aside.contains(quoted.trim_matches('"')), "{aside}");
        open(browser, &site, EN, "problem", &healthy).await?;
        fill(browser, "problem.customer", "Goes on").await?;
        keeps(browser, &healthy, "/problem/customer", "Goes on").await
    });
}

#[test]
fn rule_6_with_blocked_storage_a_plan_works_in_memory_and_says_so() {
    run(
        Setup {
            storage_blocked: true,
            ..Setup::default()
        },
        async |browser| {
            let site = Site::dist()?;
            begin(browser, &site, EN, "Memory").await?;
            browser.see(&EN.say("shell.notice_memory")).await?;
            visit(browser, "problem").await?;
            fill(browser, "problem.customer", "Only here").await?;
            browser.see(&EN.say("plan_edit.status_memory")).await?;
            visit(browser, "pitch").await?;
            browser.driver.back().await?;
            shows(browser, "problem.customer", "Only here").await?;
            browser.click("link", &EN.say("plan_edit.overview")).await?;
            browser.click("button", &EN.say("plan.export")).await?;
            let file = browser.downloaded("json").await?;
            ensure!(file.contains("Only here"), "the export lacks it");
            Ok(())
        },
    );
}

#[test]
fn rule_6_the_list_tells_the_age_of_the_last_export_and_offers_one() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        for lang in LANGUAGES {
            begin(browser, &site, lang, "Backed up").await?;
            let page = site.url(&format!("{}/plan/", lang.code()));
            browser
                .script::<()>("localStorage.removeItem('qimo/backup')", vec![])
                .await?;
            browser.open("about:blank").await?;
            browser.open_app(&page).await?;
            browser.see(&lang.say("settings.backup_never")).await?;
            browser.see(&lang.say("plan.install_hint")).await?;
            browser.click("link", &lang.say("plan.export_all")).await?;
            browser
                .click("button", &lang.say("shell.notice_export"))
                .await?;
            browser.downloaded("json").await?;
            browser.driver.back().await?;
            browser.see(&lang.say("settings.backup_today")).await?;
        }
        Ok(())
    });
}

/// Composes a text in the field that has the focus, letter by letter, as a
/// Chinese input method does, without ending.
async fn compose(browser: &Browser, letters: &str) -> Result<()> {
    for end in 1..=letters.len() {
        browser.compose(&letters[..end]).await?;
    }
    Ok(())
}

#[test]
fn rule_9_a_composition_is_never_cut() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        let id = begin(browser, &site, Lang::Zh, "输入法").await?;
        open(browser, &site, Lang::Zh, "problem", &id).await?;
        let field = browser.select("[id=\"problem.customer\"]").await?;
        field.click().await?;
        browser.press("口腔").await?;
        keeps(browser, &id, "/problem/customer", "口腔").await?;
        compose(browser, "zhensuo").await?;
        // Longer than autosaving waits: neither saved nor reset meanwhile.
        browser
            .until("new Promise((done) => setTimeout(() => done(true), 1500))")
            .await?;
        shows(browser, "problem.customer", "口腔zhensuo").await?;
        ensure!(
            stored(browser, &id).await?["problem"]["customer"] == "口腔",
            "half a word was saved"
        );
        has_focus(browser, "problem.customer").await?;
        browser.commit("诊所").await?;
        shows(browser, "problem.customer", "口腔诊所").await?;
        keeps(browser, &id, "/problem/customer", "口腔诊所").await?;
        // In a line, the Enter that ends a composition does nothing else.
        let field = browser.select("[id=\"problem.user\"]").await?;
        field.scroll_into_view().await?;
        field.click().await?;
        compose(browser, "qiantai").await?;
        browser.commit("前台").await?;
        keeps(browser, &id, "/problem/user", "前台").await?;
        has_focus(browser, "problem.user").await
    });
}

#[test]
fn rule_10_undo_survives_a_reload_and_earlier_versions_come_back() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        let id = begin(browser, &site, EN, "Undone").await?;
        open(browser, &site, EN, "problem", &id).await?;
        fill(browser, "problem.customer", "First").await?;
        keeps(browser, &id, "/problem/customer", "First").await?;
        fill(browser, "problem.problem", "Second").await?;
        keeps(browser, &id, "/problem/problem", "Second").await?;
        reload(browser).await?;
        shows(browser, "problem.problem", "Second").await?;
        // By the button, then by keys, from within a field.
        browser.click("button", &EN.say("plan_edit.undo")).await?;
        shows(browser, "problem.problem", "").await?;
        shows(browser, "problem.customer", "First").await?;
        keeps(browser, &id, "/problem/problem", "").await?;
        browser
            .select("[id=\"problem.customer\"]")
            .await?
            .click()
            .await?;
        browser.control("z").await?;
        shows(browser, "problem.customer", "").await?;
        browser.control("y").await?;
        shows(browser, "problem.customer", "First").await?;
        browser.click("button", &EN.say("plan_edit.redo")).await?;
        shows(browser, "problem.problem", "Second").await?;
        // A version is kept, left, and gone back to.
        open(browser, &site, EN, "", &id).await?;
        browser
            .click("button", &EN.say("plan_edit.snapshot_take"))
            .await?;
        browser.see(&EN.say("plan_edit.snapshot_taken")).await?;
        open(browser, &site, EN, "problem", &id).await?;
        fill(browser, "problem.customer", "Third").await?;
        keeps(browser, &id, "/problem/customer", "Third").await?;
        open(browser, &site, EN, "", &id).await?;
        let back = EN.say("plan_edit.snapshot_restore_of");
        browser
            .click("button", browser_tests::containing(beginning(&back)))
            .await?;
        browser.see(&EN.say("plan_edit.snapshot_restored")).await?;
        keeps(browser, &id, "/problem/customer", "First").await?;
        browser.click("button", &EN.say("plan_edit.undo")).await?;
        keeps(browser, &id, "/problem/customer", "Third").await
    });
}

#[test]
fn rule_10_a_large_plan_goes_back_many_steps_also_in_another_tab() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        let id = begin(browser, &site, EN, "Large").await?;
        let text = "A paragraph that somebody has written. ".repeat(150);
        open(browser, &site, EN, "problem", &id).await?;
        for field in ["problem.customer", "problem.problem", "problem.alternative"] {
            browser
                .script::<()>(
                    "const field = document.getElementById(arguments[0]); field.value = arguments[1]; \
                     field.dispatchEvent(new Event('input', { bubbles: true }))",
                    vec![field.into(), text.as_str().into()],
                )
                .await?;
        }
        keeps(browser, &id, "/problem/alternative", text.as_str()).await?;
        // Kept whole, a dozen steps of this plan would not fit.
        for step in 0..12 {
            let field = ["problem.user", "problem.payer"][step % 2];
            fill(browser, field, &format!("step {step}")).await?;
            keeps(
                browser,
                &id,
                &format!("/{}", field.replace('.', "/")),
                format!("step {step}"),
            )
            .await?;
        }
        let second = browser.driver.new_tab().await?;
        browser.driver.switch_to_window(second).await?;
        open(browser, &site, EN, "problem", &id).await?;
        shows(browser, "problem.payer", "step 11").await?;
        for step in (0..10).rev() {
            browser.click("button", &EN.say("plan_edit.undo")).await?;
            let field = ["problem.user", "problem.payer"][step % 2];
            shows(browser, field, &format!("step {step}")).await?;
        }
        keeps(browser, &id, "/problem/customer", text.as_str()).await?;
        let size: usize = browser
            .value(&format!("localStorage.getItem('qimo/history/{id}').length"))
            .await?;
        ensure!(size < 60_000, "the steps take {size}");
        Ok(())
    });
}

#[test]
fn what_cannot_be_read_is_kept_as_typed_and_told() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        let id = begin(browser, &site, EN, "Typed").await?;
        open(browser, &site, EN, "problem", &id).await?;
        fill(browser, "problem.interviews", "12").await?;
        keeps(browser, &id, "/problem/interviews", 12).await?;
        // Typed over: an emptied field is a value of its own, which is kept.
        browser
            .script::<()>(
                "const field = document.getElementById('problem.interviews'); field.focus(); field.select()",
                vec![],
            )
            .await?;
        let field = browser.select("[id=\"problem.interviews\"]").await?;
        field.send_keys("a dozen").await?;
        browser.key(Key::Tab, 1).await?;
        browser.see(&EN.say("plan_edit.fault_number")).await?;
        ensure!(
            holds(browser, "problem.interviews").await? == "a dozen",
            "reset"
        );
        browser
            .until("document.getElementById('problem.interviews').getAttribute('aria-invalid') === 'true'")
            .await?;
        browser.audit().await?;
        ensure!(
            stored(browser, &id).await?["problem"]["interviews"] == 12,
            "a guess was stored"
        );
        // It is still there when the reader comes back to the section.
        visit(browser, "product").await?;
        browser.driver.back().await?;
        shows(browser, "problem.interviews", "a dozen").await?;
        fill(browser, "problem.interviews", "1.2k").await?;
        keeps(browser, &id, "/problem/interviews", 1200).await?;
        browser.key(Key::Tab, 1).await?;
        shows(browser, "problem.interviews", "1200").await
    });
}

#[test]
fn a_plan_is_written_offline() {
    run(Setup::default(), async |browser| {
        let mut site = Site::dist_below("/sub/")?;
        browser.open_app(&site.url("zh/plan/")).await?;
        crate::offline::installed(browser).await?;
        site.server.stop();
        let id = begin_case(browser, &site, Lang::Zh).await?;
        open(browser, &site, Lang::Zh, "finance", &id).await?;
        browser
            .find("heading", &Lang::Zh.say("plan_sections.finance"))
            .await?;
        open(browser, &site, Lang::Zh, "problem", &id).await?;
        fill(browser, "problem.user", "离线写的").await?;
        keeps(browser, &id, "/problem/user", "离线写的").await?;
        reload(browser).await?;
        shows(browser, "problem.user", "离线写的").await
    });
}
