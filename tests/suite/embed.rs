//! The real figures in other people's pages: by the element, by a plain frame,
//! and where the host gives the frame no rights but scripts.

use browser_tests::fixture::Folder;
use browser_tests::host::HostPage;
use browser_tests::site::explorables;
use browser_tests::{
    Browser, By, Lang, Name, Result, Setup, Site, containing, ensure, eventually, run,
};
use serde_json::Value;

const EN: Lang = Lang::En;

fn element(name: &str, attributes: &str) -> String {
    format!(
        "<qimo-explorable name=\"{name}\" {attributes}>\
         <a href=\"{{root}}embed/{name}/\">The figure by itself</a></qimo-explorable>"
    )
}

/// Opens a host page with this body.
fn hosted(body: &str, test: impl AsyncFnOnce(&Browser) -> Result<()>) {
    run(Setup::default(), async |browser| {
        let site = Site::dist_for_embedding()?;
        let host = HostPage::serve(&site, "", body)?;
        browser.open(&host.url()).await?;
        test(browser).await
    });
}

async fn enter(browser: &Browser) -> Result<()> {
    browser.leave_frames().await?;
    browser.enter(browser.embedded_frame(0).await?).await
}

async fn slider_is(browser: &Browser, key: &str, expected: &str) -> Result<()> {
    eventually(&format!("{key} = {expected}"), async || {
        let slider = browser.find("slider", &EN.say(key)).await?;
        Ok((slider.value().await?.as_deref() == Some(expected)).then_some(()))
    })
    .await
}

#[test]
fn every_figure_runs_in_a_host_page_and_fits_its_frame() {
    for explorable in explorables().unwrap() {
        hosted(
            &element(&explorable, "title=\"A figure\""),
            async |browser| {
                browser.heard("ready").await?;
                browser.gone("link", "The figure by itself").await?;
                enter(browser).await?;
                browser.find("figure", Name::Any).await?;
                eventually("a frame as high as the figure", async || {
                    let over: f64 = browser
                        .value("document.documentElement.scrollHeight - innerHeight")
                        .await?;
                    Ok((over.abs() < 2.0).then_some(()))
                })
                .await
            },
        );
    }
}

#[test]
fn the_host_sets_the_state_and_hears_of_changes() {
    hosted(
        &element("neuron", "state=\"b=-2&act=relu\" lang=\"en\""),
        async |browser| {
            browser.heard("ready").await?;
            enter(browser).await?;
            slider_is(browser, "neuron.b", "-2").await?;
            let weight = browser.find("slider", &EN.say("neuron.w1")).await?;
            browser.set(&weight, "2").await?;
            browser.leave_frames().await?;
            let told = eventually("the state", async || {
                let told = browser.heard("state").await?;
                Ok((told["state"] == "w1=2&b=-2&act=relu").then_some(told))
            })
            .await?;
            ensure!(told["name"] == "neuron", "{told}");
            browser
                .script::<()>(
                    "document.querySelector('qimo-explorable').setAttribute('state', 'w2=-1')",
                    vec![],
                )
                .await?;
            enter(browser).await?;
            slider_is(browser, "neuron.w2", "-1").await?;
            slider_is(browser, "neuron.b", "-0.4").await
        },
    );
}

#[test]
fn the_figure_follows_the_language_and_theme_of_its_host() {
    hosted(&element("neuron", ""), async |browser| {
        browser.heard("ready").await?;
        enter(browser).await?;
        browser.find("slider", &EN.say("neuron.b")).await?;
        browser.leave_frames().await?;
        browser
            .script::<()>(
                "document.documentElement.lang = 'zh-CN';\
                 document.documentElement.style.colorScheme = 'dark'",
                vec![],
            )
            .await?;
        enter(browser).await?;
        browser.find("slider", &Lang::Zh.say("neuron.b")).await?;
        browser
            .until("document.documentElement.dataset.theme === 'dark'")
            .await?;
        browser
            .until("document.documentElement.lang === 'zh-CN'")
            .await
    });
}

#[test]
fn hide_leaves_controls_out() {
    hosted(
        &element("neuron", "hide=\"b,activation\" lang=\"en\""),
        async |browser| {
            browser.heard("ready").await?;
            enter(browser).await?;
            browser.find("slider", &EN.say("neuron.w1")).await?;
            ensure!(
                browser.all("slider", &EN.say("neuron.b")).await?.is_empty(),
                "b is shown"
            );
            ensure!(
                browser
                    .all("combobox", &EN.say("neuron.activation"))
                    .await?
                    .is_empty(),
                "the activation is shown"
            );
            Ok(())
        },
    );
}

fn plain_frame(attributes: &str, name: &str, query: &str) -> String {
    format!(
        "<iframe {attributes} title=\"A figure\" width=\"100%\" height=\"700\" src=\"{{root}}embed/{name}/?{query}\"></iframe>"
    )
}

#[test]
fn a_plain_frame_works_too() {
    hosted(
        &plain_frame("", "neuron", "b=-2&lang=en"),
        async |browser| {
            browser.enter(browser.select("iframe").await?).await?;
            slider_is(browser, "neuron.b", "-2").await?;
            let link = browser.find("link", &EN.say("explorable.open")).await?;
            let href = link.prop("href").await?.unwrap_or_default();
            ensure!(href.ends_with("/en/learn/neuron/?b=-2"), "{href}");
            Ok(())
        },
    );
}

#[test]
fn every_figure_runs_without_same_origin_rights() {
    for explorable in explorables().unwrap() {
        let frame = plain_frame("sandbox=\"allow-scripts\"", &explorable, "lang=en");
        hosted(&frame, async |browser| {
            browser.enter(browser.select("iframe").await?).await?;
            ensure!(browser.value::<String>("self.origin").await? == "null");
            browser.app_runs().await?;
            browser.find("figure", Name::Any).await?;
            let faults = browser.all("alert", Name::Any).await?;
            ensure!(
                faults.is_empty(),
                "{}: {}",
                explorable,
                faults[0].text().await?
            );
            Ok(())
        });
    }
}

#[test]
fn messages_that_are_not_the_protocol_change_nothing() {
    let body = format!(
        "{}<iframe id=\"stranger\" srcdoc=\"<p>stranger\" title=\"Another frame\"></iframe>",
        element("neuron", "state=\"b=-2\" lang=\"en\" loading=\"eager\"")
    );
    hosted(&body, async |browser| {
        browser.heard("ready").await?;
        browser
            .script::<()>(
                r#"
                const frame = document.querySelector("qimo-explorable").shadowRoot.querySelector("iframe").contentWindow;
                const good = { ns: "qimo", v: 1, type: "set", state: "b=1" };
                for (const bad of [
                  null, "set", 7, [], {}, { ...good, ns: "other" }, { ...good, v: 2 }, { ...good, type: "navigate", url: "https://example.org" },
                  { ...good, state: "b=1&x".padEnd(9000, "x") }, { ...good, state: { b: 1 } }, { ...good, theme: "<b>" },
                  { ...good, state: undefined, lang: "<img src=x onerror=alert(1)>" },
                ]) frame.postMessage(bad, "*");
                // The right words from the wrong window.
                const script = stranger.contentDocument.createElement("script");
                script.textContent = "parent.document.querySelector('qimo-explorable').shadowRoot.querySelector('iframe')"
                  + ".contentWindow.postMessage({ ns: 'qimo', v: 1, type: 'set', state: 'b=1' }, '*')";
                stranger.contentDocument.body.append(script);
                // Last, a good one, after which the others have been heard.
                frame.postMessage({ ...good, state: "b=-2&w1=3" }, "*");
                "#,
                vec![],
            )
            .await?;
        enter(browser).await?;
        slider_is(browser, "neuron.w1", "3").await?;
        slider_is(browser, "neuron.b", "-2").await?;
        ensure!(
            browser
                .value::<String>("document.documentElement.lang")
                .await?
                == "en"
        );
        Ok(())
    });
}

/// The text of a snippet in the open dialog.
async fn snippet(browser: &Browser, key: &str) -> Result<String> {
    let field = browser.find("textbox", &EN.say(key)).await?;
    Ok(field.value().await?.unwrap_or_default())
}

#[test]
fn the_embed_buttons_snippets_work_as_they_are() {
    run(Setup::default(), async |browser| {
        let site = Site::dist_for_embedding()?;
        browser.open_app(&site.url("en/learn/neuron/")).await?;
        let bias = browser.find("slider", &EN.say("neuron.b")).await?;
        browser.set(&bias, "-2").await?;
        browser.click("button", &EN.say("explorable.embed")).await?;
        browser
            .find("dialog", &EN.say("explorable.embed_heading"))
            .await?;
        let by_element = snippet(browser, "explorable.embed_element").await?;
        let by_frame = snippet(browser, "explorable.embed_iframe").await?;
        for (text, frame) in [(by_element, true), (by_frame, false)] {
            ensure!(text.contains("b=-2"), "no state in {text}");
            let folder = Folder::new()?;
            folder.write(
                "index.html",
                format!("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Host</title><link rel=\"icon\" href=\"data:,\"><body>{text}"),
            )?;
            let host = Site::serve(folder.path())?;
            browser
                .open(&host.url("").replace("127.0.0.1", "localhost"))
                .await?;
            if frame {
                enter(browser).await?;
            } else {
                browser.enter(browser.select("iframe").await?).await?;
            }
            slider_is(browser, "neuron.b", "-2").await?;
            browser.leave_frames().await?;
        }
        Ok(())
    });
}

#[test]
fn pages_point_to_their_oembed_description() {
    run(Setup::default(), async |browser| {
        let site = Site::dist_below("/sub/")?;
        for explorable in explorables()? {
            browser
                .open(&site.url(&format!("embed/{explorable}/")))
                .await?;
            let described: Value = browser
                .value(
                    "fetch(document.querySelector('link[type=\"application/json+oembed\"]').href).then((r) => r.json())",
                )
                .await?;
            ensure!(
                described["version"] == "1.0" && described["type"] == "rich",
                "{described}"
            );
            let html = described["html"].as_str().unwrap_or_default();
            ensure!(
                html.contains("<iframe") && html.contains(&format!("embed/{explorable}/")),
                "{html}"
            );
            ensure!(
                described["width"].is_u64() && described["height"].is_u64(),
                "{described}"
            );
            ensure!(
                described["title"]
                    .as_str()
                    .is_some_and(|title| !title.is_empty())
            );
        }
        Ok(())
    });
}

#[test]
fn a_figure_that_does_not_exist_says_so() {
    run(Setup::default(), async |browser| {
        browser.expect_error("404");
        let site = Site::dist()?;
        browser
            .open(&site.url("embed/no-such-figure/?lang=en"))
            .await?;
        browser.find("heading", containing("")).await?;
        let frames = browser.driver.find_all(By::Css("figure")).await?;
        ensure!(frames.is_empty(), "a figure without a name");
        Ok(())
    });
}
