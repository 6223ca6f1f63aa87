//! Two languages in the path: switching keeps the page and its state, and every
//! page says which language it is in and where the other one is.

use browser_tests::site::routes;
use browser_tests::{Browser, LANGUAGES, Lang, Result, Setup, Site, ensure, run};

async fn root_leads_to(browser: &Browser, site: &Site, lang: Lang) -> Result<()> {
    browser.open(&site.url("")).await?;
    browser.address_ends(&format!("/{}/", lang.code())).await?;
    browser.find("heading", &lang.say("home.lead")).await?;
    Ok(())
}

fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    }
}

async fn page_is_in(browser: &Browser, lang: Lang) -> Result<()> {
    browser
        .until(&format!(
            "document.documentElement.lang === '{}'",
            tag(lang)
        ))
        .await
}

#[test]
fn switching_keeps_the_page_and_the_state_of_its_figure() {
    run(Setup::default(), async |browser| {
        let site = Site::dist_below("/sub/")?;
        browser
            .open_app(&site.url("en/learn/neuron/?act=relu"))
            .await?;
        let bias = browser.find("slider", &Lang::En.say("neuron.b")).await?;
        browser.set(&bias, "-2").await?;
        browser
            .address_ends("/sub/en/learn/neuron/?b=-2&act=relu")
            .await?;
        for lang in LANGUAGES {
            browser
                .click("link", &lang.other().say("shell.other_language"))
                .await?;
            browser
                .address_ends(&format!("/sub/{}/learn/neuron/?b=-2&act=relu", lang.code()))
                .await?;
            page_is_in(browser, lang).await?;
            let bias = browser.find("slider", &lang.say("neuron.b")).await?;
            ensure!(
                bias.value().await?.as_deref() == Some("-2"),
                "the state was lost"
            );
            let title = browser.driver.title().await?;
            let chinese = title
                .chars()
                .any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            ensure!(chinese == (lang == Lang::Zh), "{title:?} in {lang:?}");
        }
        Ok(())
    });
}

#[test]
fn the_root_chooses_by_the_browser_and_remembers_the_reader() {
    let site = || Site::dist();
    run(
        Setup {
            language: "zh-CN",
            ..Setup::default()
        },
        async |browser| {
            let site = site()?;
            root_leads_to(browser, &site, Lang::Zh).await?;
            browser.app_runs().await?;
            browser
                .click("link", &Lang::Zh.say("shell.other_language"))
                .await?;
            browser.find("heading", &Lang::En.say("home.lead")).await?;
            browser
                .until("localStorage.getItem('qimo/settings') !== null")
                .await?;
            root_leads_to(browser, &site, Lang::En).await?;
            browser.app_runs().await
        },
    );
    run(
        Setup {
            language: "fr-FR,en;q=0.5",
            ..Setup::default()
        },
        async |browser| {
            let site = site()?;
            root_leads_to(browser, &site, Lang::En).await?;
            browser.app_runs().await
        },
    );
}

#[test]
fn every_page_names_its_language_and_its_counterpart() {
    run(Setup::default(), async |browser| {
        let site = Site::dist_below("/sub/")?;
        for route in routes()? {
            let Some(code) = route.lang else { continue };
            let lang = if code == "zh" { Lang::Zh } else { Lang::En };
            browser.open_app(&site.url(&route.path)).await?;
            page_is_in(browser, lang).await?;
            for other in LANGUAGES {
                let path = route.path.replacen(&code, other.code(), 1);
                let expected = site.url(&path);
                let link = format!("link[rel=alternate][hreflang=\"{}\"]", tag(other));
                let href: String = browser
                    .value(&format!("document.querySelector('{link}').href"))
                    .await?;
                ensure!(
                    href == expected,
                    "{}: {} at {href}",
                    route.path,
                    other.code()
                );
            }
            let switch = browser
                .find("link", &lang.say("shell.other_language"))
                .await?;
            ensure!(switch.attr("hreflang").await?.as_deref() == Some(tag(lang.other())));
        }
        Ok(())
    });
}

#[test]
fn links_inside_a_page_stay_in_its_language() {
    run(Setup::default(), async |browser| {
        let site = Site::dist_below("/sub/")?;
        for route in routes()? {
            let Some(code) = route.lang else { continue };
            browser.open_app(&site.url(&route.path)).await?;
            let strays: Vec<String> = browser
                .script(
                    "const [root, lang] = arguments;\
                     return [...document.querySelectorAll('a[href]:not([hreflang])')]\
                       .map((link) => link.href)\
                       .filter((href) => href.startsWith(root) && !href.startsWith(root + lang + '/'))",
                    vec![site.url("").into(), code.clone().into()],
                )
                .await?;
            ensure!(
                strays.is_empty(),
                "{} leads out of its language: {strays:?}",
                route.path
            );
        }
        Ok(())
    });
}

#[test]
fn dates_and_numbers_are_written_as_the_language_does() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        for (lang, pattern) in [
            (
                Lang::En,
                r"\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}",
            ),
            (Lang::Zh, r"\d{4}年\d{1,2}月\d{1,2}日"),
        ] {
            browser
                .open_app(&site.url(&format!("{}/learn/neuron/", lang.code())))
                .await?;
            let head: String = browser
                .value("document.querySelector('article header').innerText")
                .await?;
            let date: bool = browser
                .script(
                    "return new RegExp(arguments[0]).test(arguments[1])",
                    vec![pattern.into(), head.clone().into()],
                )
                .await?;
            ensure!(date, "no date in {head:?}");
            // A typographic minus, as both languages set it.
            let slope: String = browser
                .value("document.querySelector('[data-live=\"neuron.slope\"], figure').innerText")
                .await?;
            ensure!(!slope.contains("-1.5"), "{slope:?}");
        }
        Ok(())
    });
}
