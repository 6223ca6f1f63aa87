//! The host's half of embedding: `embed.js`, against a toy figure that speaks
//! the frame's half of the protocol and can be told to misbehave. The real
//! figures are embedded in the `embed` module.

use browser_tests::fixture::{Folder, fixture};
use browser_tests::host::HostPage;
use browser_tests::run::workspace;
use browser_tests::{Browser, Result, Scheme, Setup, Site, WebElement, ensure, eventually, run};

const ELEMENT: &str = r#"<qimo-explorable name="toy" state="w=3" hide="a,b" title="A toy">
  <a href="{root}embed/toy/">The toy by itself</a></qimo-explorable>"#;

/// Opens a page with this head and body that embeds the toy.
fn embed(setup: Setup, head: &str, body: &str, test: impl AsyncFnOnce(&Browser) -> Result<()>) {
    run(setup, async |browser| {
        let folder = Folder::copy_of(&fixture("site"))?;
        folder.write(
            "embed.js",
            std::fs::read(workspace().join("public/embed.js"))?,
        )?;
        let figures = Site::serve(folder.path())?;
        let host = HostPage::serve(&figures, head, body)?;
        browser.open(&host.url()).await?;
        test(browser).await
    });
}

/// What the toy shows: its state, language, theme and hidden controls.
async fn toy_shows(browser: &Browser, expected: &str) -> Result<()> {
    browser.leave_frames().await?;
    let mut seen = String::new();
    let outcome = eventually(&format!("the toy to show {expected:?}"), async || {
        browser.enter(browser.embedded_frame(0).await?).await?;
        seen = browser.select("#state").await?.text().await?;
        browser.leave_frames().await?;
        Ok((seen == expected).then_some(()))
    })
    .await;
    ensure!(outcome.is_ok(), "the toy shows {seen:?}, not {expected:?}");
    Ok(())
}

async fn in_toy(browser: &Browser, button: &str) -> Result<()> {
    browser.enter(browser.embedded_frame(0).await?).await?;
    browser.click("button", button).await?;
    browser.leave_frames().await
}

async fn height(frame: &WebElement) -> Result<f64> {
    Ok(frame.rect().await?.height)
}

async fn height_becomes(browser: &Browser, expected: f64) -> Result<()> {
    let frame = browser.embedded_frame(0).await?;
    eventually(&format!("a height of {expected}"), async || {
        Ok(((height(&frame).await? - expected).abs() < 1.0).then_some(()))
    })
    .await
}

#[test]
fn the_figure_replaces_its_link_and_sizes_itself() {
    embed(Setup::default(), "", ELEMENT, async |browser| {
        browser.heard("ready").await?;
        browser.gone("link", "The toy by itself").await?;
        let frame = browser.embedded_frame(0).await?;
        ensure!(
            frame.attr("title").await?.as_deref() == Some("A toy"),
            "the frame's name"
        );
        let rights = frame.attr("sandbox").await?.unwrap_or_default();
        ensure!(
            rights.contains("allow-scripts allow-same-origin"),
            "{rights}"
        );
        ensure!(!rights.contains("top-navigation"), "{rights}");
        height_becomes(browser, 321.0).await?;
        in_toy(browser, "Grow").await?;
        height_becomes(browser, 701.0).await?;
        toy_shows(browser, "3 en light a,b").await
    });
}

#[test]
fn it_follows_language_theme_and_attributes() {
    let head = r#"<meta name="color-scheme" content="light dark">"#;
    embed(
        Setup {
            scheme: Scheme::Dark,
            ..Setup::default()
        },
        head,
        ELEMENT,
        async |browser| {
            toy_shows(browser, "3 en dark a,b").await?;
            browser.prefer(Scheme::Light).await?;
            toy_shows(browser, "3 en light a,b").await?;
            let set = async |script: &str| browser.script::<()>(script, vec![]).await;
            set("document.documentElement.style.colorScheme = 'dark'").await?;
            toy_shows(browser, "3 en dark a,b").await?;
            set("document.querySelector('qimo-explorable').setAttribute('theme', 'light')").await?;
            toy_shows(browser, "3 en light a,b").await?;
            set("document.body.lang = 'zh-Hans'").await?;
            toy_shows(browser, "3 zh light a,b").await?;
            set("document.querySelector('qimo-explorable').lang = 'en'").await?;
            toy_shows(browser, "3 en light a,b").await?;
            set("document.querySelector('qimo-explorable').setAttribute('state', '?w=-1')").await?;
            toy_shows(browser, "-1 en light a,b").await?;
            set("document.querySelector('qimo-explorable').setAttribute('hide', 'c')").await?;
            toy_shows(browser, "-1 en light c").await
        },
    );
}

#[test]
fn it_reports_state_and_keeps_it_when_moved() {
    embed(
        Setup::default(),
        "",
        &format!("<main>{ELEMENT}</main>"),
        async |browser| {
            browser.heard("ready").await?;
            in_toy(browser, "Turn").await?;
            let told = browser.heard("state").await?;
            ensure!(told["state"] == "w=4" && told["name"] == "toy", "{told}");
            browser
                .script::<()>(
                    "const element = document.querySelector('qimo-explorable');\
                 element.remove(); document.body.append(element);",
                    vec![],
                )
                .await?;
            toy_shows(browser, "4 en light a,b").await
        },
    );
}

#[test]
fn malicious_messages_change_nothing() {
    embed(Setup::default(), "", ELEMENT, async |browser| {
        browser.heard("ready").await?;
        height_becomes(browser, 321.0).await?;
        in_toy(browser, "Lie").await?;
        // The host page itself knows the id, but is not the frame.
        browser
            .script::<()>(
                "const frame = document.querySelector('qimo-explorable').shadowRoot.querySelector('iframe');\
                 const id = new URL(frame.src).searchParams.get('id');\
                 for (const target of [window, frame.contentWindow.parent])\
                   target.postMessage({ ns: 'qimo', v: 1, id, type: 'height', height: 444 }, '*');",
                vec![],
            )
            .await?;
        in_toy(browser, "Turn").await?;
        browser.heard("state").await?;
        let states: usize = browser
            .value("heard.filter((told) => told.kind === 'state').length")
            .await?;
        ensure!(states == 1, "{states} states were taken for true");
        // Of the heights, numbers are taken within bounds: -5 and 1e9 count, nothing else.
        height_becomes(browser, 20000.0).await
    });
}

#[test]
fn it_loads_when_it_comes_near() {
    let body = format!("<div style=\"height: 5000px\"></div>{ELEMENT}");
    embed(Setup::default(), "", &body, async |browser| {
        browser.find("link", "The toy by itself").await?;
        browser
            .until("customElements.get('qimo-explorable') !== undefined")
            .await?;
        let frame = "document.querySelector('qimo-explorable').shadowRoot.querySelector('iframe')";
        ensure!(
            browser.value::<bool>(&format!("{frame} === null")).await?,
            "it loaded far away"
        );
        browser
            .script::<()>("scrollTo(0, document.body.scrollHeight)", vec![])
            .await?;
        browser.heard("ready").await?;
        Ok(())
    });
    let eager = body.replace("name=", "loading=\"eager\" name=");
    embed(Setup::default(), "", &eager, async |browser| {
        browser.heard("ready").await?;
        Ok(())
    });
}

#[test]
fn it_works_under_a_strict_policy_and_when_loaded_twice() {
    let head = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         img-src data:; script-src 'self' {root}; frame-src {root}\">\
         <script async src=\"{root}embed.js?again\"></script>";
    embed(Setup::default(), head, ELEMENT, async |browser| {
        browser.heard("ready").await?;
        height_becomes(browser, 321.0).await?;
        toy_shows(browser, "3 en light a,b").await
    });
}

#[test]
fn the_link_stays_when_the_figure_does_not_start_and_returns_when_it_fails() {
    let mute = ELEMENT
        .replace("w=3", "w=3&mute=1")
        .replace("by itself", "that is mute");
    let unknown = ELEMENT
        .replace("\"toy\"", "\"../../etc\"")
        .replace("by itself", "unknown");
    embed(
        Setup::default(),
        "",
        &format!("{ELEMENT}{mute}{unknown}"),
        async |browser| {
            browser.expect_error("mute");
            browser.heard("ready").await?;
            browser.find("link", "The toy that is mute").await?;
            browser.find("link", "The toy unknown").await?;
            let told = browser.heard("error").await?;
            ensure!(told["name"] == "../../etc", "{told}");
            in_toy(browser, "Fail").await?;
            browser.find("link", "The toy by itself").await?;
            let told = browser.heard("error").await?;
            ensure!(told["message"] == "toy fault", "{told}");
            Ok(())
        },
    );
}

#[test]
fn an_isolated_frame_has_no_origin_and_still_talks() {
    let isolated = ELEMENT.replace("name=", "isolated name=");
    embed(Setup::default(), "", &isolated, async |browser| {
        browser.heard("ready").await?;
        let frame = browser.embedded_frame(0).await?;
        ensure!(frame.attr("sandbox").await?.as_deref() == Some("allow-scripts"));
        browser.enter(frame).await?;
        ensure!(browser.value::<String>("self.origin").await? == "null");
        browser.leave_frames().await?;
        browser
            .script::<()>(
                "document.querySelector('qimo-explorable').setAttribute('state', 'w=8')",
                vec![],
            )
            .await?;
        toy_shows(browser, "8 en light a,b").await
    });
}
