//! The audit: no violation on any route, in either language, light or dark, on
//! a phone or a laptop; nor in a dialog, nor on a page that does not exist.

use browser_tests::fixture::Folder;
use browser_tests::site::{dist, routes};
use browser_tests::{DESKTOP, Lang, PHONE, Scheme, Setup, Site, Viewport, ensure, run};

fn audit_every_route(viewport: Viewport, scheme: Scheme) {
    run(
        Setup {
            viewport,
            scheme,
            ..Setup::default()
        },
        async |browser| {
            let site = Site::dist()?;
            let mut found = Vec::new();
            for route in routes()?.iter().filter(|route| !route.path.is_empty()) {
                browser.open_app(&site.url(&route.path)).await?;
                if let Err(error) = browser.audit().await {
                    found.push(format!("{error:#}"));
                }
            }
            ensure!(found.is_empty(), "{}", found.join("\n"));
            Ok(())
        },
    );
}

#[test]
fn on_a_laptop_in_light() {
    audit_every_route(DESKTOP, Scheme::Light);
}

#[test]
fn on_a_laptop_in_the_dark() {
    audit_every_route(DESKTOP, Scheme::Dark);
}

#[test]
fn on_a_phone_in_light() {
    audit_every_route(PHONE, Scheme::Light);
}

#[test]
fn on_a_phone_in_the_dark() {
    audit_every_route(PHONE, Scheme::Dark);
}

#[test]
fn in_dialogs_and_on_the_page_that_does_not_exist() {
    run(Setup::default(), async |browser| {
        browser.expect_error("404");
        let site = Site::dist()?;
        browser
            .open_app(&site.url("en/learn/neuron/?w1=99"))
            .await?;
        browser.audit().await?;
        browser.press("?").await?;
        browser
            .find("dialog", &Lang::En.say("shell.shortcuts"))
            .await?;
        browser.audit().await?;
        browser
            .click("button", &Lang::En.say("shell.close"))
            .await?;
        browser
            .click("button", &Lang::En.say("explorable.embed"))
            .await?;
        browser
            .find("dialog", &Lang::En.say("explorable.embed_heading"))
            .await?;
        browser.audit().await?;
        // It stands alone, without the app.
        browser.open(&site.url("zh/nothing/")).await?;
        browser.audit().await?;
        browser.open(&site.url("")).await?;
        browser.app_runs().await
    });
}

#[test]
fn without_scripts_the_choice_of_language_is_sound() {
    run(Setup::default(), async |browser| {
        // The audit is a script itself: the page's own do nothing instead.
        let folder = Folder::copy_of(&dist()?)?;
        for script in ["boot.js", "early.js"] {
            folder.write(script, "")?;
        }
        let site = Site::serve(folder.path())?;
        for path in ["", "en/learn/neuron/", "404.html"] {
            browser.open(&site.url(path)).await?;
            browser.audit().await?;
        }
        Ok(())
    });
}
