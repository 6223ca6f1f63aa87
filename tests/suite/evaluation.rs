//! The evaluation: a model trained here, its threshold, its costs, its
//! calibration, its folds and its leaks.

use browser_tests::training::number;
use browser_tests::wait::within;
use browser_tests::words::beginning;
use browser_tests::{
    Browser, By, Key, LANGUAGES, Lang, PHONE, Result, Setup, Site, containing, ensure, eventually,
    run,
};
use std::time::Duration;

const EN: Lang = Lang::En;
/// A machine that builds beside it is slow.
const LONG: Duration = Duration::from_mins(1);

/// The matrix: hits, misses, false alarms, rightly left alone.
type Matrix = [u32; 4];

async fn matrix(browser: &Browser) -> Result<Matrix> {
    let cells: Vec<String> = browser
        .value(
            "[...document.querySelectorAll('.evaluation-matrix tbody .number')].map((cell) => cell.textContent)",
        )
        .await?;
    ensure!(cells.len() == 4, "{cells:?}");
    let mut found = [0; 4];
    for (found, cell) in found.iter_mut().zip(&cells) {
        *found = number(cell)? as u32;
    }
    Ok(found)
}

/// Waits until a model's answers stand there, with the intervals of its measures.
async fn trained(browser: &Browser, lang: Lang) -> Result<Matrix> {
    browser
        .find("table", &lang.say("evaluation.matrix"))
        .await?;
    within(LONG, "a trained model", async || {
        let intervals: Vec<String> = browser
            .value(
                "[...document.querySelectorAll('.evaluation-measures tbody td:nth-child(3)')].map((cell) => cell.textContent)",
            )
            .await?;
        // Of what is never said, such as the precision of no yes, there is none.
        let told = intervals.first().is_some_and(|accuracy| accuracy.len() > "–".len());
        Ok(told.then_some(()))
    })
    .await?;
    matrix(browser).await
}

async fn open(browser: &Browser, lang: Lang, query: &str) -> Result<Site> {
    let site = Site::dist()?;
    let address = format!("embed/evaluation/?lang={}&{query}", lang.code());
    browser.open_app(&site.url(&address)).await?;
    trained(browser, lang).await?;
    Ok(site)
}

/// The cells of a row of a table, by its name.
async fn cells(browser: &Browser, table: &str, name: &str) -> Result<Vec<String>> {
    let cells: Vec<String> = browser
        .script(
            r"const [table, name] = arguments;
              const rows = [...document.querySelectorAll('table')]
                .filter((found) => found.caption?.textContent.startsWith(table))
                .flatMap((found) => [...found.rows]);
              const row = rows.find((row) => row.cells[0].textContent.trim() === name);
              return [...(row?.cells ?? [])].slice(1).map((cell) => cell.textContent);",
            vec![table.into(), name.into()],
        )
        .await?;
    ensure!(!cells.is_empty(), "no row {name} in {table}");
    Ok(cells)
}

/// A row's numbers; what is none, such as an empty interval, is left out.
async fn row(browser: &Browser, table: &str, name: &str) -> Result<Vec<f64>> {
    let cells = cells(browser, table, name).await?;
    Ok(cells.iter().filter_map(|cell| number(cell).ok()).collect())
}

/// Opens a folded section; browsers differ in the role they give its name.
async fn open_section(browser: &Browser, key: &str) -> Result<()> {
    let name = EN.say(&format!("evaluation.{key}"));
    let summary = eventually(&format!("the section {name}"), async || {
        for summary in browser.driver.find_all(By::Css("summary")).await? {
            if summary.text().await?.trim() == name {
                return Ok(Some(summary));
            }
        }
        Ok(None)
    })
    .await?;
    Ok(summary.click().await?)
}

#[test]
fn the_threshold_moves_rows_within_their_class_and_never_between() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, EN, "").await?;
        let before = matrix(browser).await?;
        let slider = browser
            .find("slider", &EN.say("evaluation.threshold"))
            .await?;
        slider.focus().await?;
        // The keyboard: forty steps down.
        browser.key(Key::Left, 40).await?;
        let after = eventually("another matrix", async || {
            let now = matrix(browser).await?;
            Ok((now != before).then_some(now))
        })
        .await?;
        ensure!(
            before[0] + before[1] == after[0] + after[1]
                && before[2] + before[3] == after[2] + after[3],
            "{before:?} → {after:?}"
        );
        // A lower threshold takes more for yes.
        ensure!(
            after[0] >= before[0] && after[2] >= before[2],
            "{before:?} → {after:?}"
        );
        let recall = row(
            browser,
            &EN.say("evaluation.measures"),
            &EN.say("evaluation.recall"),
        )
        .await?;
        let expected = f64::from(after[0]) / f64::from(after[0] + after[1]) * 100.0;
        ensure!(
            (recall[0] - expected).abs() < 0.051,
            "{recall:?} {expected}"
        );
        browser.address_ends("t=0.3").await
    });
}

#[test]
fn a_drag_moves_the_threshold_too() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, EN, "").await?;
        let before = matrix(browser).await?;
        let picture = browser.select(".score-histogram").await?;
        picture.scroll_into_view().await?;
        browser
            .driver
            .action_chain()
            .move_to_element_with_offset(&picture, 0, 20)
            .click_and_hold()
            .move_by_offset(-90, 0)
            .release()
            .perform()
            .await?;
        eventually("another matrix", async || {
            let now = matrix(browser).await?;
            Ok((now[0] > before[0] && now[2] > before[2]).then_some(()))
        })
        .await
    });
}

#[test]
fn the_cheapest_threshold_costs_least_among_its_neighbours() {
    run(Setup::default(), async |browser| {
        let site = open(browser, EN, "open=costs").await?;
        browser
            .click("button", &EN.say("evaluation.take_cheapest"))
            .await?;
        let now = EN.say("evaluation.policy_now");
        let table = EN.say("evaluation.cost_table");
        let table = beginning(&table).to_owned();
        let best = eventually("the cheapest threshold", async || {
            let cheapest = row(browser, &table, &EN.say("evaluation.policy_cheapest")).await?;
            let present = row(browser, &table, &now).await?;
            Ok((cheapest == present).then_some(present))
        })
        .await?;
        let taken: f64 = browser
            .value("Number(new URLSearchParams(location.search).get('t') ?? 0.5)")
            .await?;
        for neighbour in [0.5, 0.95, 1.05, 2.0] {
            let threshold = (taken * neighbour).min(1.0);
            browser
                .open_app(&site.url(&format!(
                    "embed/evaluation/?lang=en&open=costs&t={threshold}"
                )))
                .await?;
            trained(browser, EN).await?;
            let there = eventually("the costs there", async || {
                row(browser, &table, &now).await.map(Some)
            })
            .await?;
            // On the part by which it was chosen.
            ensure!(
                best[1] <= there[1],
                "at {threshold}: {there:?}, less than {best:?}"
            );
        }
        // Dear false alarms take nothing for yes.
        browser
            .open_app(&site.url("embed/evaluation/?lang=en&open=costs&fp=100000&fn=0"))
            .await?;
        trained(browser, EN).await?;
        browser
            .click("button", &EN.say("evaluation.take_cheapest"))
            .await?;
        eventually("no yes", async || {
            let now = matrix(browser).await?;
            Ok((now[0] == 0 && now[2] == 0).then_some(()))
        })
        .await
    });
}

#[test]
fn scaling_says_truly_whether_it_helps() {
    run(Setup::default(), async |browser| {
        let query = "data=penguins&hidden=32&epochs=300&split=50&open=calibration";
        let _site = open(browser, EN, query).await?;
        browser.find("table", &EN.say("evaluation.on_test")).await?;
        let loss = row(
            browser,
            &EN.say("evaluation.on_test"),
            &EN.say("evaluation.log_loss"),
        )
        .await?;
        let says = if loss[1] < loss[0] {
            "scaling_helps"
        } else {
            "scaling_does_not"
        };
        let sentence = EN.say(&format!("evaluation.{says}"));
        let end = sentence
            .rsplit("}}")
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned();
        browser.see(&end).await?;
        // A network trained too long on few rows is too sure of itself.
        ensure!(loss[1] < loss[0], "{loss:?}");
        // At one half scaling changes no answer, and no order ever.
        let before = matrix(browser).await?;
        let switches = browser
            .all("checkbox", &EN.say("evaluation.scaled"))
            .await?;
        switches[0].click().await?;
        browser.address_ends("scaled=1&open=calibration").await?;
        ensure!(
            matrix(browser).await? == before,
            "scaling moved answers at one half"
        );
        Ok(())
    });
}

#[test]
fn folds_are_counted_and_can_be_cancelled() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, EN, "data=penguins&folds=4&open=folds").await?;
        let start = EN.say("evaluation.cross_validate");
        browser.click("button", &start).await?;
        let table = EN.say("evaluation.folds_table");
        within(LONG, "four folds", async || {
            row(browser, &table, "4").await.map(Some)
        })
        .await?;
        let mut rows = 0;
        for fold in 1..=4 {
            rows += row(browser, &table, &fold.to_string()).await?[0] as u32;
        }
        ensure!(rows == 333, "{rows} rows in all folds");
        browser.find("button", &start).await?;
        // A long one is dropped; the button starts it again.
        let site = Site::dist()?;
        let long = "embed/evaluation/?lang=en&hidden=64&epochs=500&folds=10&open=folds";
        browser.open_app(&site.url(long)).await?;
        browser.click("button", &start).await?;
        let section = browser.select(".evaluation-folds").await?;
        let cancel = browser
            .find_in(&section, "button", &EN.say("evaluation.cancel"))
            .await?;
        cancel.click().await?;
        browser.find_in(&section, "button", &start).await?;
        Ok(())
    });
}

#[test]
fn a_training_can_be_cancelled_and_started_again() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        browser
            .open_app(&site.url("embed/evaluation/?lang=en&hidden=64&epochs=500&split=80"))
            .await?;
        browser
            .click("button", &EN.say("evaluation.cancel"))
            .await?;
        browser.find("button", &EN.say("evaluation.train")).await?;
        browser.click("button", &EN.say("evaluation.train")).await?;
        browser
            .find("progressbar", &EN.say("evaluation.train"))
            .await?;
        Ok(())
    });
}

#[test]
fn each_leak_is_named_by_its_check() {
    run(Setup::default(), async |browser| {
        let site = open(browser, EN, "").await?;
        for (leak, query, check) in [
            (
                "duplicates",
                "data=penguins&hidden=32&epochs=300&split=50",
                "check_rows",
            ),
            ("selection", "split=50", "check_shuffled"),
            ("answer", "data=penguins&epochs=60&split=50", "check_column"),
        ] {
            browser
                .open_app(&site.url(&format!(
                    "embed/evaluation/?lang=en&{query}&leak={leak}&open=leak"
                )))
                .await?;
            trained(browser, EN).await?;
            browser
                .click("button", &EN.say("evaluation.spring_leak"))
                .await?;
            let caught = EN.say_with(
                "evaluation.caught",
                &[("check", &EN.say(&format!("evaluation.{check}")))],
            );
            within(LONG, &caught, async || {
                Ok(browser.text().await?.contains(&caught).then_some(()))
            })
            .await?;
            let areas = EN.say("evaluation.leak_areas");
            let leaking = row(browser, &areas, &EN.say("evaluation.with_leak")).await?;
            ensure!(
                leaking[0] > leaking[1],
                "{leak}: {leaking:?} is not too good"
            );
        }
        Ok(())
    });
}

#[test]
fn several_classes_have_three_means() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, EN, "open=classes").await?;
        browser
            .click("button", &EN.say("evaluation.train_several"))
            .await?;
        let table = EN.say("evaluation.several_measures");
        let micro = within(LONG, "the means", async || {
            cells(browser, &table, &EN.say("evaluation.average_micro"))
                .await
                .map(Some)
        })
        .await?;
        // One answer a row: all three are the accuracy.
        ensure!(micro[0] == micro[1] && micro[1] == micro[2], "{micro:?}");
        let eight = row(browser, &table, "8").await?;
        ensure!(eight[3] > 30.0, "{eight:?}");
        Ok(())
    });
}

#[test]
fn what_was_chosen_survives_a_reload_and_a_change_of_language() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        let query = "data=clouds&epochs=20&share=5&t=0.2&fp=1&fn=9&open=costs";
        browser
            .open_app(&site.url(&format!("en/learn/evaluation/?{query}")))
            .await?;
        let first = trained(browser, EN).await?;
        browser.address_ends(query).await?;
        browser.driver.refresh().await?;
        // The same seed, the same model.
        ensure!(trained(browser, EN).await? == first, "another model");
        browser
            .find("spinbutton", &EN.say("evaluation.cost_false_negative"))
            .await?;
        for lang in LANGUAGES {
            browser
                .open_app(&site.url(&format!("{}/learn/evaluation/?{query}", lang.code())))
                .await?;
            ensure!(
                trained(browser, lang).await? == first,
                "another model in {lang:?}"
            );
            browser
                .find("button", &lang.say("evaluation.take_cheapest"))
                .await?;
        }
        Ok(())
    });
}

#[test]
fn a_link_in_the_text_sets_the_figure() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        browser.open_app(&site.url("en/learn/evaluation/")).await?;
        let before = trained(browser, EN).await?;
        browser
            .click("link", containing("Raise the threshold"))
            .await?;
        eventually("fewer alarms", async || {
            let now = matrix(browser).await?;
            Ok((now[0] + now[2] < before[0] + before[2]).then_some(()))
        })
        .await?;
        browser.address_ends("t=0.9").await
    });
}

#[test]
fn on_a_phone_one_section_is_open_at_a_time() {
    let phone = Setup {
        viewport: PHONE,
        ..Setup::default()
    };
    run(phone, async |browser| {
        let _site = open(browser, EN, "open=costs").await?;
        open_section(browser, "calibration").await?;
        eventually("one open section", async || {
            let open: Vec<String> = browser
                .value("[...document.querySelectorAll('.run-section[open]')].map((section) => section.className)")
                .await?;
            Ok((open.len() == 1 && open[0].contains("evaluation-calibration")).then_some(()))
        })
        .await?;
        let wide: bool = browser
            .value("document.documentElement.scrollWidth > document.documentElement.clientWidth")
            .await?;
        ensure!(!wide, "the page scrolls sideways");
        Ok(())
    });
}

#[test]
fn no_task_is_long_while_it_trains_and_the_threshold_moves() {
    let alone = Setup {
        alone: true,
        ..Setup::default()
    };
    run(alone, async |browser| {
        // The most rows, and the figure's heaviest panel beside.
        let _site = open(browser, EN, "data=clouds&share=50&open=costs").await?;
        browser
            .find("button", &EN.say("evaluation.take_cheapest"))
            .await?;
        let from = browser.now().await?;
        browser.click("button", &EN.say("evaluation.train")).await?;
        let slider = browser
            .find("slider", &EN.say("evaluation.threshold"))
            .await?;
        for step in 1..=30 {
            browser
                .set(&slider, &(0.03 * f64::from(step)).to_string())
                .await?;
        }
        let long = browser.long_tasks_since(from).await?;
        let worst = long.iter().map(|task| task.duration).fold(0.0, f64::max);
        ensure!(worst <= 50.0, "tasks over 50 ms: {long:?}");
        Ok(())
    });
}
