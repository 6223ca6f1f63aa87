//! The race on the reader's own network: trained in the worker, drawn on a plane,
//! and the range test.

use browser_tests::training::number;
use browser_tests::wait::within;
use browser_tests::{Browser, Key, LANGUAGES, Lang, Result, Setup, Site, ensure, eventually, run};
use std::time::Duration;

const EN: Lang = Lang::En;
/// For what trains on a busy machine.
const PATIENCE: Duration = Duration::from_secs(90);

async fn open(browser: &Browser, lang: Lang, query: &str) -> Result<Site> {
    let site = Site::dist()?;
    let address = format!("embed/loss-landscape/?lang={}&{query}", lang.code());
    browser.open_app(&site.url(&address)).await?;
    browser.find("button", &lang.say("landscape.run")).await?;
    Ok(site)
}

async fn cell(browser: &Browser, rule: &str, name: &str) -> Result<String> {
    browser
        .value(&format!(
            "document.querySelector(\"[data-rule='{rule}'] [data-cell='{name}']\").textContent.trim()"
        ))
        .await
}

/// Whether the ground's canvas shows more than one colour.
const DRAWN: &str = "(() => { const canvas = document.querySelector('.terrain-ground');\
    if (!canvas.width || !document.querySelector('.terrain-hands:not(:has(.terrain-empty))')) return false;\
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);\
    const seen = new Set(); for (let i = 0; i < data.length; i += 404) seen.add(data[i]);\
    return seen.size > 4 })()";

async fn trained(browser: &Browser) -> Result<()> {
    within(PATIENCE, "the plane to be drawn", async || {
        Ok(browser.value::<bool>(DRAWN).await?.then_some(()))
    })
    .await
}

#[test]
fn a_race_is_trained_and_drawn_in_both_languages() {
    run(Setup::default(), async |browser| {
        for lang in LANGUAGES {
            let _site = open(browser, lang, "epochs=30").await?;
            ensure!(cell(browser, "sgd", "last").await? == "–");
            browser.click("button", &lang.say("landscape.run")).await?;
            trained(browser).await?;
            let first = cell(browser, "sgd", "first").await?;
            ensure!(
                first == cell(browser, "adam", "first").await?,
                "not one start"
            );
            for rule in ["sgd", "momentum", "adam"] {
                let last = number(&cell(browser, rule, "last").await?)?;
                ensure!(last < number(&first)?, "{rule} learnt nothing");
                // 30 epochs of 25 batches.
                ensure!(cell(browser, rule, "step").await? == "750");
            }
            ensure!(cell(browser, "rmsprop", "last").await? == "–");
            // 4·2 + 4 + 2·4 + 2 + 2 + 1 parameters, half of 500 samples.
            browser
                .until("document.querySelector('.race').textContent.includes('25')")
                .await?;
            browser
                .until("document.querySelector('.race').textContent.includes('250')")
                .await?;
        }
        Ok(())
    });
}

#[test]
fn random_directions_and_the_relief_draw_another_picture() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, EN, "epochs=10&directions=random&view=relief").await?;
        browser.click("button", &EN.say("landscape.run")).await?;
        trained(browser).await?;
        let picture = "document.querySelector('.terrain-ground').toDataURL()";
        let before: String = browser.value(picture).await?;
        let relief = browser.select(".terrain-hands").await?;
        relief.focus().await?;
        browser.key(Key::Left, 4).await?;
        eventually("the relief to turn", async || {
            Ok((browser.value::<String>(picture).await? != before).then_some(()))
        })
        .await?;
        browser.address_ends("&view=relief&turn=50").await?;
        // Another setting makes the picture an old one.
        let draw = browser
            .find("spinbutton", &EN.say("landscape.draw"))
            .await?;
        browser.set(&draw, "2").await?;
        browser.key(Key::Tab, 1).await?;
        browser.see(&EN.say("landscape.stale")).await
    });
}

#[test]
fn a_range_test_suggests_a_rate_and_it_can_be_taken() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, EN, "").await?;
        browser
            .click("button", &EN.say("landscape.range_run"))
            .await?;
        within(PATIENCE, "a suggestion", async || {
            let take = browser.all("button", &EN.say("landscape.take")).await?;
            Ok((!take.is_empty()).then_some(()))
        })
        .await?;
        ensure!(
            browser
                .value::<bool>("document.querySelector('.range-smooth').points.numberOfItems > 40")
                .await?
        );
        browser.click("button", &EN.say("landscape.take")).await?;
        browser
            .until("(new URLSearchParams(location.search).get('rates') ?? '').startsWith('sgd:')")
            .await?;
        let rate = EN.say_with("optimisers.rate_of", &[("name", "SGD")]);
        let field = browser.find("spinbutton", &rate).await?;
        let taken = number(&field.value().await?.unwrap_or_default())?;
        ensure!((0.0001..10.0).contains(&taken), "{taken}");
        Ok(())
    });
}

#[test]
fn a_link_of_the_playground_brings_its_network() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, EN, "").await?;
        browser
            .script::<Option<bool>>(
                "document.querySelector('.landscape-link').closest('details').open = true",
                vec![],
            )
            .await?;
        let field = browser
            .find("textbox", &EN.say("landscape.link_field"))
            .await?;
        browser
            .set(
                &field,
                "https://example.org/?data=xor&hidden=3&opt=rmsprop&lr=0.1&seed=9#neural-network",
            )
            .await?;
        browser
            .click("button", &EN.say("landscape.link_take"))
            .await?;
        browser.see(&EN.say("landscape.link_taken")).await?;
        browser
            .address_ends(
                "data=xor&hidden=3&seed=9&rules=sgd,momentum,rmsprop,adam&rates=rmsprop:0.1",
            )
            .await
    });
}

#[test]
fn training_is_stopped_and_digits_are_fetched() {
    run(Setup::default(), async |browser| {
        let _site = open(
            browser,
            EN,
            "data=digits&hidden=16&act=relu&batch=32&epochs=500",
        )
        .await?;
        browser.click("button", &EN.say("landscape.run")).await?;
        browser
            .find("progressbar", &EN.say("landscape.progress"))
            .await?;
        browser.click("button", &EN.say("landscape.stop")).await?;
        browser
            .gone("progressbar", &EN.say("landscape.progress"))
            .await?;
        ensure!(!browser.value::<bool>(DRAWN).await?);
        Ok(())
    });
}

#[test]
fn a_link_to_the_lessons_second_figure_sets_that_one() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        browser
            .open_app(&site.url("en/learn/optimisers/?seed=9&epochs=10#loss-landscape"))
            .await?;
        let epochs = browser
            .find("spinbutton", &EN.say("landscape.epochs"))
            .await?;
        ensure!(epochs.value().await?.as_deref() == Some("10"));
        ensure!(
            browser
                .all("button", &EN.say("shell.dismiss"))
                .await?
                .is_empty(),
            "the first figure took the query"
        );
        browser.set(&epochs, "12").await?;
        browser.key(Key::Tab, 1).await?;
        browser
            .address_ends("?seed=9&epochs=12#loss-landscape")
            .await
    });
}
