//! Light, dark and the system's choice; kept across pages and visits.

use browser_tests::{Browser, Lang, Result, Scheme, Setup, Site, containing, ensure, run};

const EN: Lang = Lang::En;

/// Whether the page's ground is dark.
const DARK: &str = "(() => {\
  const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number);\
  const [x] = getComputedStyle(document.documentElement).backgroundColor.match(/[\\d.]+/g).map(Number);\
  const scheme = getComputedStyle(document.documentElement).colorScheme;\
  return (r + g + b || 3 * x) < 200 })()";

async fn is_dark(browser: &Browser, dark: bool) -> Result<()> {
    browser
        .until(&if dark {
            DARK.to_owned()
        } else {
            format!("!{DARK}")
        })
        .await
}

async fn next_theme(browser: &Browser) -> Result<()> {
    browser
        .click(
            "button",
            containing(&format!("{}: ", EN.say("shell.theme"))),
        )
        .await
}

#[test]
fn the_system_decides_until_the_reader_does() {
    run(
        Setup {
            scheme: Scheme::Dark,
            ..Setup::default()
        },
        async |browser| {
            let site = Site::dist()?;
            browser.open_app(&site.url("en/")).await?;
            is_dark(browser, true).await?;
            browser.prefer(Scheme::Light).await?;
            is_dark(browser, false).await?;
            let name = |theme| format!("{}: {}", EN.say("shell.theme"), EN.say(theme));
            browser.find("button", &name("shell.theme_auto")).await?;
            next_theme(browser).await?;
            browser.find("button", &name("shell.theme_light")).await?;
            browser.prefer(Scheme::Dark).await?;
            is_dark(browser, false).await?;
            next_theme(browser).await?;
            browser.find("button", &name("shell.theme_dark")).await?;
            browser.prefer(Scheme::Light).await?;
            is_dark(browser, true).await
        },
    );
}

#[test]
fn the_choice_is_kept_and_shown_from_the_first_paint() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        browser.open_app(&site.url("en/learn/")).await?;
        next_theme(browser).await?;
        next_theme(browser).await?;
        is_dark(browser, true).await?;
        browser
            .until("localStorage.getItem('qimo/settings')?.includes('dark')")
            .await?;
        for path in ["en/learn/neuron/", "zh/", "embed/neuron/"] {
            // At the load event the app may not run yet: the first paint is right already.
            browser.open(&site.url(path)).await?;
            let early: bool = browser.value(DARK).await?;
            ensure!(early, "{path} is light before the app runs");
            browser.app_runs().await?;
            is_dark(browser, true).await?;
        }
        Ok(())
    });
}

#[test]
fn settings_offer_the_same_themes_and_motion() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        browser.open_app(&site.url("en/settings/")).await?;
        browser.click("radio", &EN.say("shell.theme_dark")).await?;
        is_dark(browser, true).await?;
        let header = format!("{}: {}", EN.say("shell.theme"), EN.say("shell.theme_dark"));
        browser.find("button", &header).await?;
        browser
            .click("radio", &EN.say("settings.motion_reduced"))
            .await?;
        browser
            .until("document.documentElement.dataset.motion === 'reduced'")
            .await?;
        browser
            .until("localStorage.getItem('qimo/settings')?.includes('reduced')")
            .await?;
        browser.driver.refresh().await?;
        browser.app_runs().await?;
        let reduced = browser
            .find("radio", &EN.say("settings.motion_reduced"))
            .await?;
        ensure!(reduced.is_selected().await?, "the motion setting was lost");
        Ok(())
    });
}

#[test]
fn nothing_moves_for_who_wishes_less_motion() {
    run(
        Setup {
            reduced_motion: true,
            ..Setup::default()
        },
        async |browser| {
            let site = Site::dist()?;
            for path in ["en/", "en/learn/neuron/", "en/settings/"] {
                browser.open_app(&site.url(path)).await?;
                let moving: Vec<String> = browser
                .value(
                    "[...document.querySelectorAll('*')].filter((element) => {\
                       const style = getComputedStyle(element);\
                       const longest = (list) => Math.max(...list.split(',').map(parseFloat));\
                       return longest(style.transitionDuration) > 0.05 ||\
                         (style.animationName !== 'none' && longest(style.animationDuration) > 0.05) })\
                     .map((element) => element.tagName + '.' + element.className)",
                )
                .await?;
                ensure!(moving.is_empty(), "{path}: {moving:?} would move");
            }
            Ok(())
        },
    );
}
