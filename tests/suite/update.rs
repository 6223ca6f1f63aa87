//! A new version is offered, not forced; one that is broken changes nothing.

use crate::offline::installed;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use browser_tests::fixture::Folder;
use browser_tests::site::dist;
use browser_tests::{Browser, Context, Lang, Result, Setup, Site, ensure, run};
use devserver::Fault;
use sha2::{Digest, Sha256};

const EN: Lang = Lang::En;
const PAGE: &str = "en/learn/neuron/index.html";
const ADDRESS: &str = "en/learn/neuron/?b=-2";

fn digest(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text))
}

/// Another release of the built site: one page differs, and the service worker knows.
fn release(number: u32) -> Result<Folder> {
    let folder = Folder::copy_of(&dist()?)?;
    let old = folder.read(PAGE)?;
    let new = old.replacen(
        "<head>",
        &format!("<head><meta name=\"release\" content=\"{number}\">"),
        1,
    );
    let worker = folder.read("sw.js")?;
    ensure!(
        worker.contains(&digest(&old)),
        "sw.js does not list {PAGE} by its digest"
    );
    folder.write("sw.js", worker.replace(&digest(&old), &digest(&new)))?;
    folder.write(PAGE, new)?;
    Ok(folder)
}

/// The number of the release whose page is open; the built one has none.
async fn is_release(browser: &Browser, number: Option<u32>) -> Result<()> {
    let expected = number.map_or_else(|| "undefined".to_owned(), |number| format!("'{number}'"));
    browser
        .until(&format!(
            "document.querySelector('meta[name=release]')?.content === {expected}"
        ))
        .await
}

/// Opens the first release and waits until it works offline and is in charge.
async fn settle(browser: &Browser) -> Result<Site> {
    let site = Site::dist_below("/sub/")?;
    browser.open_app(&site.url(ADDRESS)).await?;
    installed(browser).await?;
    browser.driver.refresh().await?;
    browser.app_runs().await?;
    browser
        .until("navigator.serviceWorker.controller !== null")
        .await?;
    Ok(site)
}

/// Visits again, which makes the browser look for a new version, and waits for its verdict.
async fn visit(browser: &Browser) -> Result<()> {
    browser.driver.refresh().await?;
    browser.app_runs().await?;
    // Looks once for a new version, then waits until what came of it has settled.
    let registration = "navigator.serviceWorker.getRegistration()";
    browser
        .until(&format!(
            "{registration}.then((found) => found.update()).then(() => true, () => true)"
        ))
        .await?;
    browser
        .until(&format!(
            "{registration}.then((found) => !found.installing)"
        ))
        .await
}

async fn offered(browser: &Browser, yes: bool) -> Result<()> {
    let button = EN.say("shell.update_now");
    if yes {
        browser.find("button", &button).await?;
        browser.see(&EN.say("shell.update_text")).await
    } else {
        browser.gone("button", &button).await
    }
}

#[test]
fn a_new_version_is_offered_and_taken_when_the_reader_wants() {
    run(Setup::default(), async |browser| {
        let site = settle(browser).await?;
        offered(browser, false).await?;
        let next = release(2)?;
        site.server.serve_from(next.path());
        visit(browser).await?;
        offered(browser, true).await?;
        is_release(browser, None).await?;
        browser
            .click("button", &EN.say("shell.update_later"))
            .await?;
        offered(browser, false).await?;
        // The reader goes on in the old version, also to a page not opened yet.
        let bias = browser.find("slider", &EN.say("neuron.b")).await?;
        browser.set(&bias, "1.5").await?;
        browser.address_ends("?b=1.5").await?;
        visit(browser).await?;
        is_release(browser, None).await?;
        browser.click("button", &EN.say("shell.update_now")).await?;
        is_release(browser, Some(2)).await?;
        browser.app_runs().await?;
        browser.address_ends("?b=1.5").await?;
        let bias = browser.find("slider", &EN.say("neuron.b")).await?;
        ensure!(
            bias.value().await?.as_deref() == Some("1.5"),
            "the state was lost"
        );
        offered(browser, false).await?;
        // What only the old version needed is gone from the cache.
        let pages: Vec<String> = browser
            .value(
                "caches.keys().then(async (names) => (await Promise.all(names.map(async (name) =>\
                   (await (await caches.open(name)).keys()).map((request) => request.url)))).flat())\
                 .then((urls) => urls.filter((url) => url.includes('en/learn/neuron/index.html')))",
            )
            .await?;
        ensure!(pages.len() == 1, "the cache holds {pages:?}");
        Ok(())
    });
}

#[test]
fn a_broken_update_leaves_the_old_version_in_charge() {
    run(Setup::default(), async |browser| {
        // The browser tells of the failed installation; so it should.
        for part in [
            "404",
            "500",
            "integrity",
            "sw.js",
            "ServiceWorker",
            "status",
        ] {
            browser.expect_error(part);
        }
        let mut site = settle(browser).await?;
        let next = release(2)?;
        site.server.serve_from(next.path());
        for fault in [Fault::Corrupt, Fault::Status(404), Fault::Status(500)] {
            site.server.set_fault(PAGE, fault);
            visit(browser).await?;
            offered(browser, false).await?;
            is_release(browser, None).await?;
        }
        site.server.set_fault("sw.js", Fault::Status(404));
        visit(browser).await?;
        is_release(browser, None).await?;
        // The old version still has everything it needs.
        site.server.stop();
        for path in ["zh/", "en/library/", ADDRESS] {
            browser.open_app(&site.url(path)).await?;
        }
        browser.find("slider", &EN.say("neuron.b")).await?;
        // Whole at last, the new version is offered.
        site.server
            .restart()
            .context("the server does not come back")?;
        site.server.clear_faults();
        visit(browser).await?;
        offered(browser, true).await?;
        browser.click("button", &EN.say("shell.update_now")).await?;
        is_release(browser, Some(2)).await
    });
}

#[test]
fn a_damaged_first_visit_shows_the_page_and_heals_later() {
    run(Setup::default(), async |browser| {
        for part in ["500", "integrity", "sw.js", "ServiceWorker", "status"] {
            browser.expect_error(part);
        }
        let mut site = Site::dist()?;
        site.server
            .set_fault("zh/library/index.html", Fault::Corrupt);
        browser.open_app(&site.url("en/")).await?;
        browser.find("heading", &EN.say("home.lead")).await?;
        site.server.clear_faults();
        browser.open_app(&site.url("en/learn/")).await?;
        installed(browser).await?;
        site.server.stop();
        browser.open_app(&site.url("zh/library/")).await?;
        browser
            .find("heading", &Lang::Zh.say("library.heading"))
            .await?;
        Ok(())
    });
}
