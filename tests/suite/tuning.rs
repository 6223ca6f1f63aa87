//! Tuning: a network overfits and is cured, runs stand side by side, the error is
//! taken apart and swept over the width, settings are searched within a budget.

use browser_tests::training::number;
use browser_tests::{
    Browser, By, Key, LANGUAGES, Lang, PHONE, Result, Setup, Site, containing, ensure, eventually,
    run,
};

const EN: Lang = Lang::En;

async fn open(browser: &Browser, query: &str) -> Result<Site> {
    let site = Site::dist()?;
    browser
        .open_app(&site.url(&format!("embed/tuning/?lang=en&{query}")))
        .await?;
    browser.find("figure", &EN.say("tuning.title")).await?;
    Ok(site)
}

async fn press(browser: &Browser, key: &str) -> Result<()> {
    browser
        .click("button", &EN.say(&format!("tuning.{key}")))
        .await
}

/// The text of the first element that a selector names, once it holds `part`.
async fn text_with(browser: &Browser, css: &str, part: &str) -> Result<String> {
    let mut last = String::new();
    let found = eventually(&format!("{part:?} in {css}"), async || {
        last = browser
            .script(
                "return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent).join(' ')",
                vec![css.into()],
            )
            .await?;
        Ok(last.contains(part).then(|| last.clone()))
    })
    .await;
    ensure!(found.is_ok(), "{css} says {last:?}, without {part:?}");
    found
}

/// Waits for a setting in the address.
async fn address_has(browser: &Browser, pair: &str) -> Result<()> {
    browser
        .until(&format!(
            "decodeURIComponent(location.search).split(/[?&]/).includes('{pair}')"
        ))
        .await
}

/// Every number of a text, in order.
fn numbers(text: &str) -> Vec<f64> {
    text.replace('−', "-")
        .replace(',', "")
        .split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-'))
        .filter_map(|part| part.trim_matches('.').parse().ok())
        .collect()
}

/// The gap in points that a finished run shows.
async fn gap(browser: &Browser, epoch: u32) -> Result<f64> {
    let told = text_with(browser, ".tuning-gap", &format!("After epoch {epoch}:")).await?;
    let (_, gap) = told.split_once("Gap: ").unwrap_or_default();
    number(gap.split(' ').next().unwrap_or_default())
}

/// The cells of a table's row, by the beginning of its heading.
async fn cells(browser: &Browser, table: &str, heading: &str) -> Result<Vec<String>> {
    browser
        .script(
            "const row = [...document.querySelectorAll(`${arguments[0]} tbody tr`)]\
               .find((row) => row.querySelector('th').textContent.trim().startsWith(arguments[1]));\
             return [...(row?.querySelectorAll('td') ?? [])].map((cell) => cell.textContent.trim())",
            vec![table.into(), heading.into()],
        )
        .await
}

#[test]
fn a_network_overfits_and_more_examples_narrow_the_gap() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "").await?;
        browser.see(&EN.say("tuning.empty")).await?;
        press(browser, "run").await?;
        let wide = gap(browser, 200).await?;
        ensure!(wide > 20.0, "a gap of {wide} points is small");
        browser.see(&EN.say("tuning.told_gap")).await?;
        browser.click("checkbox", &EN.say("tuning.more")).await?;
        address_has(browser, "more=4").await?;
        browser.see(&EN.say("tuning.outdated")).await?;
        press(browser, "run").await?;
        text_with(browser, ".tuning-gap", "of 400 training examples").await?;
        let narrow = gap(browser, 200).await?;
        ensure!(narrow < wide - 3.0, "{wide} points became {narrow}");
        Ok(())
    });
}

#[test]
fn early_stopping_says_when_it_stopped_and_goes_back_to_the_best_epoch() {
    run(Setup::default(), async |browser| {
        let _site = open(
            browser,
            "data=penguins&n=40&hidden=128&patience=10&epochs=500",
        )
        .await?;
        press(browser, "run").await?;
        let told = text_with(browser, ".tuning-gap", "It stopped at epoch").await?;
        let (_, stopped) = told.split_once("It stopped at").unwrap_or_default();
        let stopped = numbers(stopped);
        ensure!(
            stopped[0] - stopped[1] >= 10.0 - f64::EPSILON && stopped[0] < 500.0,
            "{told}"
        );
        // The wrong labels are counted.
        ensure!(told.contains("training labels are wrong"), "{told}");
        // A plane has its map.
        let _site = open(browser, "data=circle&n=40&epochs=20").await?;
        press(browser, "run").await?;
        browser.select(".tuning-map canvas[role=img]").await?;
        Ok(())
    });
}

#[test]
fn augmented_digits_are_shown() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "epochs=10").await?;
        press(browser, "run").await?;
        text_with(browser, ".tuning-gap", "After epoch 10").await?;
        ensure!(
            browser
                .driver
                .find_all(By::Css(".tuning-made"))
                .await?
                .is_empty(),
            "pictures without augmentation"
        );
        browser.click("checkbox", containing("rotate")).await?;
        address_has(browser, "aug=rotate").await?;
        press(browser, "run").await?;
        let pixels = eventually("three rows of pictures", async || {
            let pixels = browser
                .driver
                .find_all(By::Css(".tuning-pictures .pixels"))
                .await?;
            Ok((pixels.len() == 18).then_some(pixels))
        })
        .await?;
        let name = pixels[1].attr("aria-label").await?.unwrap_or_default();
        ensure!(name.starts_with("New example 1"), "{name}");
        Ok(())
    });
}

#[test]
fn pinned_runs_stand_side_by_side_and_survive_a_reload() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "epochs=50").await?;
        press(browser, "run").await?;
        text_with(browser, ".tuning-gap", "After epoch 50").await?;
        press(browser, "pin").await?;
        browser.click("checkbox", &EN.say("tuning.l2")).await?;
        press(browser, "pin").await?;
        address_has(browser, "l2=0.03").await?;
        address_has(browser, "pins=epochs:50*epochs:50,l2:0.03").await?;
        press(browser, "train_pins").await?;
        let both = eventually("both runs' numbers", async || {
            let mut rows = Vec::new();
            for at in ["1", "2"] {
                let name = EN.say_with("tuning.pin_name", &[("at", at)]);
                rows.push(cells(browser, ".tuning-pins", &name).await?);
            }
            let known = rows
                .iter()
                .all(|row| row.len() == 9 && row[1].ends_with('%'));
            Ok(known.then_some(rows))
        })
        .await?;
        // The column of what differs, then the weights' norm, which L2 keeps small.
        ensure!(
            both[0][0] == EN.say("tuning.off") && both[1][0] == "0.03",
            "{both:?}"
        );
        ensure!(number(&both[1][6])? < number(&both[0][6])?, "{both:?}");
        let query: String = browser.value("location.search.slice(1)").await?;
        let _site = open(browser, &query.replace("lang=en&", "")).await?;
        let rows = browser
            .driver
            .find_all(By::Css(".tuning-pins tbody tr"))
            .await?;
        ensure!(rows.len() == 2, "{} runs are pinned", rows.len());
        let l2 = browser.find("checkbox", &EN.say("tuning.l2")).await?;
        ensure!(l2.is_selected().await?, "L2 is off after a reload");
        let unpin = EN.say_with(
            "tuning.unpin_named",
            &[("name", &EN.say_with("tuning.pin_name", &[("at", "1")]))],
        );
        browser.click("button", &unpin).await?;
        address_has(browser, "pins=epochs:50,l2:0.03").await
    });
}

#[test]
fn the_parts_of_an_error_sum_to_what_is_measured() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "open=parts&width=6").await?;
        press(browser, "parts_run").await?;
        let told = text_with(browser, ".tuning-parts .tuning-gap", "With 6 cosines").await?;
        let (_, parts) = told.split_once("bias²").unwrap_or_default();
        let told = numbers(parts);
        let [bias, variance, noise, sum, measured] = told[..5] else {
            anyhow::bail!("{told:?}")
        };
        ensure!((bias + variance + noise - sum).abs() < 0.0021, "{told:?}");
        ensure!((measured / sum - 1.0).abs() < 0.1, "{told:?}");
        let curves: usize = browser
            .value("document.querySelectorAll('.tuning-fits .tuning-fit').length")
            .await?;
        ensure!(curves == 30, "{curves} curves");
        Ok(())
    });
}

#[test]
fn the_test_error_peaks_near_the_threshold() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "open=descent").await?;
        press(browser, "descent_run").await?;
        let told = text_with(browser, ".tuning-descent .tuning-gap", "Median of 5").await?;
        let (_, rest) = told.split_once("at width").unwrap_or_default();
        let told = numbers(rest);
        let [peak, threshold, greatest, _, least, ..] = told[..] else {
            anyhow::bail!("{rest}")
        };
        ensure!((threshold - 40.0).abs() < 0.5, "{rest}");
        ensure!((0.8..=1.2).contains(&(peak / threshold)), "{rest}");
        ensure!(greatest > 2.0 * least, "{rest}");
        Ok(())
    });
}

#[test]
fn the_search_keeps_its_budget_and_can_be_stopped() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "open=search&levels=3&trial=10").await?;
        press(browser, "search_run").await?;
        for key in ["grid", "random", "halving"] {
            let name = EN.say(&format!("tuning.{key}"));
            let row = eventually(&format!("the test accuracy of {key}"), async || {
                let row = cells(browser, ".tuning-methods", &name).await?;
                Ok((row.len() == 5 && row[4].ends_with('%')).then_some(row))
            })
            .await?;
            let spent = numbers(&row[1]);
            ensure!((spent[1] - 90.0).abs() < 0.5, "{row:?}");
            ensure!(
                spent[0] <= spent[1] && spent[0] >= 0.8 * spent[1],
                "{row:?}"
            );
        }
        // By keys, every trial says what it was.
        let steps = browser
            .find("slider", &EN.say("tuning.step_trials"))
            .await?;
        steps.focus().await?;
        browser.key(Key::Right, 1).await?;
        text_with(browser, ".tuning-told", "Grid, trial 2").await?;
        let chosen: usize = browser
            .value("document.querySelectorAll('.trial-chosen').length")
            .await?;
        ensure!(chosen == 1, "{chosen} lines are chosen");

        let _site = open(browser, "open=search&dims=4&levels=3&trial=100").await?;
        press(browser, "search_run").await?;
        browser.select(".tuning-methods tbody tr").await?;
        press(browser, "cancel").await?;
        browser.find("button", &EN.say("tuning.search_run")).await?;
        // What was found stays.
        browser.select(".tuning-methods tbody tr").await?;
        Ok(())
    });
}

#[test]
fn a_grid_too_large_is_not_started() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "open=search&dims=4&levels=4").await?;
        browser
            .see(&EN.say_with("tuning.search_large", &[("most", "81")]))
            .await?;
        let start = browser.find("button", &EN.say("tuning.search_run")).await?;
        ensure!(!start.is_enabled().await?, "it can be started");
        Ok(())
    });
}

#[test]
fn links_in_the_lesson_train_and_open_in_both_languages() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        for lang in LANGUAGES {
            browser
                .open_app(&site.url(&format!("{}/learn/tuning/", lang.code())))
                .await?;
            browser.find("figure", &lang.say("tuning.title")).await?;
            let link = browser.select("a[data-set='tuning?do=run']").await?;
            link.scroll_into_view().await?;
            link.click().await?;
            // The same gap stands in the figure and in the sentence above it.
            text_with(browser, ".tuning-gap", "200").await?;
            eventually("the gap in the text", async || {
                let live: String = browser
                    .value("document.querySelector(\"[data-live='tuning.gap']\").textContent")
                    .await?;
                let figure: String = browser
                    .value("document.querySelector('.tuning-gap').textContent")
                    .await?;
                let gap = number(&live).ok().filter(|gap| *gap > 20.0);
                Ok(gap.filter(|_| figure.contains(&live)))
            })
            .await?;
            browser.audit().await?;
        }
        Ok(())
    });
}

#[test]
fn a_phone_shows_all_of_it_without_scrolling_sideways() {
    run(Setup::phone(), async |browser| {
        let _site = open(
            browser,
            "epochs=10&aug=shift&pins=plain*l2:0.03,drop:50&levels=2&trial=5",
        )
        .await?;
        press(browser, "run").await?;
        text_with(browser, ".tuning-gap", "After epoch 10").await?;
        for (section, start) in [
            ("parts", "parts_run"),
            ("descent", "descent_run"),
            ("search", "search_run"),
        ] {
            let summary = browser
                .select(&format!(".tuning-{section} > summary"))
                .await?;
            summary.scroll_into_view().await?;
            summary.click().await?;
            press(browser, start).await?;
            browser
                .select(&format!(".tuning-{section} .tuning-numbers"))
                .await?;
        }
        let width: u32 = browser
            .value("document.documentElement.scrollWidth")
            .await?;
        ensure!(width <= PHONE.width, "the page is {width} wide");
        browser.audit().await
    });
}
