//! The harness tests itself against a page of its own, so that a red test
//! speaks of the app and a green one means something.

use browser_tests::fixture::fixture;
use browser_tests::{
    Browser, DESKTOP, PHONE, Result, Scheme, Setup, Site, containing, ensure, eventually, run,
};
use std::panic::catch_unwind;

/// Opens the toy page in a browser of this kind.
fn toy(setup: Setup, test: impl AsyncFnOnce(&Browser) -> Result<()>) {
    run(setup, async |browser| {
        let site = Site::serve(&fixture("site"))?;
        browser.open(&site.url("")).await?;
        test(browser).await
    });
}

async fn count(browser: &Browser, expected: &str) -> Result<()> {
    let output = browser.find("status", "Count").await?;
    eventually("the count", async || {
        Ok((output.text().await? == expected).then_some(()))
    })
    .await
}

#[test]
fn finds_by_role_and_name_and_waits() {
    toy(Setup::default(), async |browser| {
        ensure!(
            browser.all("button", "Add one").await?.len() == 1,
            "a hidden button counts"
        );
        browser.click("button", "Add one").await?;
        count(browser, "1").await?;
        browser.click("button", containing("later")).await?;
        count(browser, "2").await?;
        browser.find("heading", "Toy page").await?;
        ensure!(
            browser.all("heading", "Toy").await?.is_empty(),
            "a part of a name matches"
        );
        browser.gone("dialog", "Nothing").await
    });
}

#[test]
fn sets_fields_as_a_reader_does() {
    toy(Setup::default(), async |browser| {
        let slider = browser.find("slider", "Weight").await?;
        browser.set(&slider, "2.5").await?;
        let shown = browser.find("status", "Shown weight").await?;
        ensure!(shown.text().await? == "2.5", "a set slider is not shown");
        slider.focus().await?;
        browser.key(browser_tests::Key::Right, 2).await?;
        eventually("keys to move it", async || {
            Ok((shown.text().await? == "2.7").then_some(()))
        })
        .await?;
        let shape = browser.find("combobox", "Shape").await?;
        browser.set(&shape, "square").await?;
        browser.until("document.title === 'square'").await
    });
}

#[test]
fn emulates_devices_and_preferences() {
    let setup = Setup {
        scheme: Scheme::Dark,
        reduced_motion: true,
        language: "zh-CN",
        ..Setup::phone()
    };
    toy(setup, async |browser| {
        let seen: (u32, u32, bool, bool, String) = browser
            .value(
                "[innerWidth, innerHeight, matchMedia('(prefers-color-scheme: dark)').matches,\
                 matchMedia('(prefers-reduced-motion: reduce)').matches, navigator.language]",
            )
            .await?;
        ensure!(
            seen == (PHONE.width, PHONE.height, true, true, "zh-CN".into()),
            "{seen:?}"
        );
        browser.prefer(Scheme::Light).await?;
        browser
            .until("matchMedia('(prefers-color-scheme: light)').matches")
            .await?;
        browser.resize(DESKTOP).await?;
        browser.until("innerWidth === 1440").await
    });
}

#[test]
fn scripts_can_be_off() {
    toy(
        Setup {
            scripts: false,
            ..Setup::default()
        },
        async |browser| {
            browser.click("button", "Add one").await?;
            let output = browser.find("status", "Count").await?;
            ensure!(output.text().await? == "0", "the page's script ran");
            Ok(())
        },
    );
}

#[test]
fn storage_can_be_blocked() {
    toy(
        Setup {
            storage_blocked: true,
            ..Setup::default()
        },
        async |browser| {
            let outcome: String = browser
                .script(
                    "try { return typeof localStorage } catch (error) { return error.name }",
                    vec![],
                )
                .await?;
            ensure!(outcome == "SecurityError", "storage is {outcome}");
            Ok(())
        },
    );
}

#[test]
fn observes_long_tasks_and_shifts() {
    toy(
        Setup {
            alone: true,
            ..Setup::default()
        },
        async |browser| {
            browser.click("button", "Block").await?;
            eventually("a long task", async || {
                let tasks = browser.long_tasks_since(0.0).await?;
                Ok(tasks
                    .iter()
                    .any(|task| task.duration >= 100.0)
                    .then_some(()))
            })
            .await?;
            browser.click("button", "Shift").await?;
            eventually("a shift", async || {
                Ok(browser
                    .shifts()
                    .await?
                    .iter()
                    .any(|shift| shift.value > 0.01)
                    .then_some(()))
            })
            .await?;
            let frames = browser
                .frames(std::time::Duration::from_millis(500))
                .await?;
            ensure!(frames.rate > 20.0, "{frames:?}");
            Ok(())
        },
    );
}

#[test]
fn audits_accessibility() {
    toy(Setup::default(), async |browser| {
        browser.audit().await?;
        browser.click("link", "A bad page").await?;
        let error = format!(
            "{:#}",
            browser.audit().await.expect_err("a bad page passes")
        );
        ensure!(
            error.contains("image-alt") && error.contains("label"),
            "{error}"
        );
        Ok(())
    });
}

#[test]
fn a_console_error_fails_a_test() {
    let outcome = catch_unwind(|| {
        toy(Setup::default(), async |browser| {
            browser.click("button", "Complain").await
        });
    });
    let message = outcome
        .expect_err("the error passed")
        .downcast::<String>()
        .unwrap();
    assert!(message.contains("toy complaint"), "{message}");
    toy(Setup::default(), async |browser| {
        browser.expect_error("toy complaint");
        browser.click("button", "Complain").await
    });
}
