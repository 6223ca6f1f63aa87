//! Every route opens, at the root and below a sub-path, by link, by address,
//! after a refresh, and through the history; and reads without scripts.

use browser_tests::site::{Route, routes};
use browser_tests::{
    Browser, By, LANGUAGES, Lang, Name, Result, Setup, Site, ensure, eventually, run,
};

/// Where the app stands in a page that belongs to a route.
async fn shows(browser: &Browser, site: &Site, route: &Route) -> Result<()> {
    browser.app_runs().await?;
    let address = browser.address().await?;
    let opened = address.split(['?', '#']).next().unwrap_or_default();
    if route.path.is_empty() {
        ensure!(opened == site.url("en/"), "the root leads to {opened}");
    } else {
        ensure!(
            opened == site.url(&route.path),
            "{} leads to {opened}",
            route.path
        );
    }
    if route.path.starts_with("embed/") {
        browser.find("figure", Name::Any).await?;
        return Ok(());
    }
    let headings = browser.driver.find_all(By::Css("h1")).await?;
    ensure!(
        headings.len() == 1,
        "{}: {} main headings",
        route.path,
        headings.len()
    );
    ensure!(
        headings[0].is_displayed().await?,
        "{}: the heading is hidden",
        route.path
    );
    let title = browser.driver.title().await?;
    ensure!(
        title.contains("Qimo") || title.contains("启模"),
        "{}: titled {title:?}",
        route.path
    );
    Ok(())
}

fn every_route_opens_at(mount: &str) {
    run(Setup::default(), async |browser| {
        let site = Site::dist_below(mount)?;
        for route in routes()? {
            browser.open(&site.url(&route.path)).await?;
            shows(browser, &site, &route).await?;
            browser.driver.refresh().await?;
            shows(browser, &site, &route).await?;
        }
        let wrong: Vec<_> = site
            .server
            .requests()
            .into_iter()
            .filter(|request| request.status >= 400)
            .collect();
        ensure!(wrong.is_empty(), "requests that failed: {wrong:#?}");
        Ok(())
    });
}

#[test]
fn every_route_opens_at_the_root() {
    every_route_opens_at("/");
}

#[test]
fn every_route_opens_below_a_sub_path() {
    every_route_opens_at("/some/where/");
}

#[test]
fn an_address_without_its_last_slash_or_with_index_html_opens() {
    run(Setup::default(), async |browser| {
        let site = Site::dist_below("/sub/")?;
        for path in ["en/learn/neuron", "en/learn/neuron/index.html"] {
            browser.open_app(&site.url(path)).await?;
            browser.find("slider", &Lang::En.say("neuron.w1")).await?;
        }
        Ok(())
    });
}

#[test]
fn links_and_history_move_through_the_app_without_reloading() {
    run(Setup::default(), async |browser| {
        let site = Site::dist_below("/sub/")?;
        let word = |key| Lang::En.say(key);
        browser.open_app(&site.url("en/")).await?;
        browser
            .script::<()>("window.notReloaded = true", vec![])
            .await?;
        let header = browser.find("banner", Name::Any).await?;
        browser
            .find_in(&header, "link", &word("learn.title"))
            .await?
            .click()
            .await?;
        browser.address_ends("/sub/en/learn/").await?;
        browser.find("heading", &word("learn.heading")).await?;
        let main = browser.find("main", Name::Any).await?;
        let lessons = main.find_all(By::Css(".lesson-card h3 a")).await?;
        ensure!(lessons.len() >= 2, "{} lessons on the map", lessons.len());
        let title = lessons[0].text().await?;
        lessons[0].click().await?;
        browser.find("heading", &title).await?;
        // The lesson's text is fetched, and its figure runs.
        browser.find("slider", &word("neuron.w1")).await?;
        browser.driver.back().await?;
        browser.find("heading", &word("learn.heading")).await?;
        browser.driver.back().await?;
        browser.find("heading", &word("home.lead")).await?;
        browser.driver.forward().await?;
        browser.driver.forward().await?;
        browser.find("heading", &title).await?;
        browser.find("slider", &word("neuron.w1")).await?;
        ensure!(
            browser.value::<bool>("window.notReloaded === true").await?,
            "the page reloaded"
        );
        Ok(())
    });
}

#[test]
fn what_does_not_exist_says_so_in_the_language_of_its_path() {
    run(Setup::default(), async |browser| {
        browser.expect_error("404");
        let site = Site::dist_below("/sub/")?;
        let said = |lang: Lang| lang.say("shell.not_found_title");
        for (path, lang) in [
            ("en/nothing/", Lang::En),
            ("zh/nothing/", Lang::Zh),
            ("en/learn/no-such-lesson/deep/er/", Lang::En),
            ("zh/learn/no-such-lesson/", Lang::Zh),
        ] {
            browser.open(&site.url(path)).await?;
            browser.find("heading", &said(lang)).await?;
            let home = browser.find("link", &lang.say("shell.home")).await?;
            home.click().await?;
            browser
                .address_ends(&format!("/sub/{}/", lang.code()))
                .await?;
            browser.find("heading", &lang.say("home.lead")).await?;
        }
        // A path without a language may be answered in either.
        browser.open(&site.url("nothing")).await?;
        eventually("a page that says so", async || {
            let text = browser.text().await?;
            Ok(LANGUAGES
                .iter()
                .any(|lang| text.contains(&said(*lang)))
                .then_some(()))
        })
        .await
    });
}

#[test]
fn lessons_read_without_scripts() {
    run(
        Setup {
            scripts: false,
            ..Setup::default()
        },
        async |browser| {
            let site = Site::dist_below("/sub/")?;
            let lessons = routes()?.into_iter().filter(|route| {
                route.path.split('/').nth(1) == Some("learn")
                    && route.path.matches('/').count() == 3
            });
            let mut count = 0;
            for route in lessons {
                count += 1;
                browser.open(&site.url(&route.path)).await?;
                let article = browser.find("article", Name::Any).await?;
                let text = article.text().await?;
                ensure!(
                    text.chars().count() > 1200,
                    "{}: {} characters",
                    route.path,
                    text.len()
                );
                let figure = browser.select("figure.explorable").await?;
                let mut largest: f64 = 0.0;
                for drawing in figure.find_all(By::Css("svg, canvas, table")).await? {
                    let size = drawing.rect().await?;
                    largest = largest.max(size.width.min(size.height));
                }
                ensure!(
                    largest > 100.0,
                    "{}: no drawing of the figure's first frame is wider and higher than {largest}",
                    route.path
                );
                // The style sheet applies: the text is a column, not the window's width.
                let paragraph = article.find(By::Css(".prose p")).await?;
                ensure!(
                    paragraph.rect().await?.width < 900.0,
                    "{}: no style",
                    route.path
                );
            }
            ensure!(count >= 4, "{count} lessons in all languages");
            // At the root the reader chooses.
            browser.open(&site.url("")).await?;
            browser.click("link", "English").await?;
            browser.address_ends("/sub/en/").await
        },
    );
}

#[test]
fn other_pages_read_without_scripts() {
    run(
        Setup {
            scripts: false,
            ..Setup::default()
        },
        async |browser| {
            let site = Site::dist()?;
            for lang in LANGUAGES {
                for (path, heading) in [
                    ("", "home.lead"),
                    ("learn/", "learn.heading"),
                    ("check/", "check.heading"),
                    ("plan/", "plan.heading"),
                    ("library/", "library.heading"),
                    ("settings/", "settings.heading"),
                ] {
                    browser
                        .open(&site.url(&format!("{}/{path}", lang.code())))
                        .await?;
                    browser.find("heading", &lang.say(heading)).await?;
                }
                browser
                    .open(&site.url(&format!("{}/library/", lang.code())))
                    .await?;
                browser
                    .find("heading", &lang.say("library.glossary"))
                    .await?;
                let text = browser.text().await?;
                ensure!(
                    text.chars().count() > 1500,
                    "the library is empty without scripts"
                );
            }
            Ok(())
        },
    );
}

#[test]
fn the_head_of_every_page_is_complete() {
    run(Setup::default(), async |browser| {
        let site = Site::dist_below("/sub/")?;
        for route in routes()?.iter().filter(|route| route.lang.is_some()) {
            browser.open(&site.url(&route.path)).await?;
            let missing: Vec<String> = browser
                .value(
                    "['meta[name=description]', 'meta[property=\"og:title\"]', 'meta[property=\"og:description\"]',\
                      'link[rel=canonical]', 'link[rel=alternate][hreflang=\"zh-CN\"]',\
                      'link[rel=alternate][hreflang=en]', 'link[rel=manifest]', 'link[rel=icon]']\
                     .filter((selector) => { const found = document.head.querySelector(selector);\
                       return !(found && (found.content || found.href)) })",
                )
                .await?;
            ensure!(missing.is_empty(), "{} lacks {missing:?}", route.path);
        }
        // The map of the site lists every page that search engines should know.
        let listed: String =
            std::fs::read_to_string(browser_tests::site::dist()?.join("sitemap.xml"))?;
        for path in ["zh/", "en/learn/neuron/", "zh/library/"] {
            ensure!(listed.contains(path), "sitemap.xml lacks {path}");
        }
        ensure!(
            !listed.contains("settings/"),
            "sitemap.xml lists the reader's settings"
        );
        Ok(())
    });
}

#[test]
fn the_library_finds_terms() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        browser.open_app(&site.url("en/library/")).await?;
        let filter = browser
            .find("searchbox", &Lang::En.say("library.filter"))
            .await?;
        let all: usize = browser
            .value("document.querySelectorAll('[data-term]').length")
            .await?;
        ensure!(all > 30, "{all} terms");
        filter.send_keys("activation").await?;
        let shown = "[...document.querySelectorAll('[data-term]')].filter((t) => t.checkVisibility()).length";
        browser
            .until(&format!("{shown} > 0 && {shown} < {all}"))
            .await?;
        filter.clear().await?;
        filter.send_keys("qqqq").await?;
        browser
            .see(&Lang::En.say_with("library.found_none", &[("text", "qqqq")]))
            .await
    });
}
