//! Experiments with the network's runs: stopping, comparing, sweeping, and
//! taking a run out of the page and back.

use browser_tests::fixture::Folder;
use browser_tests::training::number;
use browser_tests::{
    Browser, By, Key, LANGUAGES, Lang, PHONE, Result, Setup, Site, WebElement, containing, ensure,
    eventually, run,
};

const EN: Lang = Lang::En;

async fn open(browser: &Browser, query: &str) -> Result<Site> {
    let site = Site::dist()?;
    browser
        .open_app(&site.url(&format!("embed/neural-network/?lang=en&{query}")))
        .await?;
    browser.readings().await?;
    Ok(site)
}

/// Opens a folded experiment.
async fn unfold(browser: &Browser, lang: Lang, section: &str) -> Result<WebElement> {
    let place = format!(".run-{section}");
    let summary = browser.select(&format!("{place} > summary")).await?;
    ensure!(
        summary.text().await? == lang.say(&format!("runs.{section}")),
        "the section has another name"
    );
    summary.click().await?;
    browser
        .select(&format!("{place} .run-section-body > :not(.loading)"))
        .await?;
    browser.select(&place).await
}

async fn press(browser: &Browser, key: &str) -> Result<()> {
    browser
        .click("button", &EN.say(&format!("runs.{key}")))
        .await
}

/// The cells of a table's row, by the row's heading.
async fn cells(browser: &Browser, table: &str, heading: &str) -> Result<Vec<String>> {
    browser
        .script(
            "const row = [...document.querySelectorAll(`${arguments[0]} tr`)]\
               .find((row) => row.querySelector('th[scope=row]')?.textContent.trim().startsWith(arguments[1]));\
             return [...(row?.querySelectorAll('td') ?? [])].map((cell) => cell.textContent.trim())",
            vec![table.into(), heading.into()],
        )
        .await
}

/// What the page copies is then in `window.copied`.
async fn listen_to_clipboard(browser: &Browser) -> Result<()> {
    browser
        .script(
            "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: \
               { writeText: (text) => { window.copied = text; return Promise.resolve(); } } })",
            vec![],
        )
        .await
}

/// The only whole number in a sentence.
fn digits(text: &str) -> Result<u64> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    Ok(digits.parse()?)
}

#[test]
fn it_stops_by_itself_says_why_and_goes_back_to_the_best_epoch() {
    run(Setup::default(), async |browser| {
        let query = "speed=full&lr=0.3&epochs=12";
        let _site = open(browser, query).await?;
        browser.train(EN, "play").await?;
        browser.see("12 epochs are done").await?;
        browser.find("button", &EN.say("network.play")).await?;
        ensure!(browser.readings().await?.epoch == 12, "it went on");
        // Whoever plays on is not stopped again.
        browser.train(EN, "play").await?;
        browser.trained_to(40).await?;

        // A small noisy set is soon learnt by heart.
        let query = "speed=full&split=10&noise=50&hidden=16,16&lr=0.1&patience=20";
        let _site = open(browser, query).await?;
        browser.train(EN, "play").await?;
        let back = browser.find("button", containing("Back to epoch")).await?;
        let name = back.text().await?;
        let best = digits(&name)?;
        let stopped = browser.readings().await?;
        ensure!(stopped.epoch == best + 20, "{name}: {stopped:?}");
        back.click().await?;
        eventually("the best epoch", async || {
            let now = browser.readings().await?;
            Ok((now.epoch == best).then_some(()))
        })
        .await?;
        let least = browser.readings().await?.test_loss;
        ensure!(number(&least)? <= number(&stopped.test_loss)?, "{least}");
        Ok(())
    });
}

#[test]
fn the_scores_are_a_table_of_both_parts() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "speed=full&lr=0.3&epochs=60").await?;
        unfold(browser, EN, "scores").await?;
        browser.train(EN, "play").await?;
        browser.trained_to(60).await?;
        browser
            .find("table", &EN.say("runs.scores_caption"))
            .await?;
        browser
            .find("table", &EN.say("runs.confusion_train"))
            .await?;
        for class in ["A", "B"] {
            let rates = eventually("six rates", async || {
                let rates = cells(browser, ".run-scores .run-table", class).await?;
                Ok((rates.len() == 6 && rates.iter().all(|r| r.ends_with('%'))).then_some(rates))
            })
            .await?;
            for rate in rates {
                ensure!(number(&rate)? > 60.0, "{class}: {rate}");
            }
        }
        let _site = open(browser, "data=plane&speed=full&lr=0.03&epochs=60").await?;
        unfold(browser, EN, "scores").await?;
        browser.train(EN, "play").await?;
        browser.trained_to(60).await?;
        let explained = eventually("R²", async || {
            let cells = cells(browser, ".run-scores .run-table", "R²").await?;
            let value = cells.get(1).and_then(|text| number(text).ok());
            Ok(value.filter(|value| *value > 0.8))
        })
        .await?;
        ensure!(explained <= 1.0, "{explained}");
        Ok(())
    });
}

#[test]
fn a_pinned_run_is_raced_from_the_same_start() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "speed=30&lr=0.03").await?;
        for epoch in 1..=3 {
            browser.train(EN, "step_epoch").await?;
            browser.trained_to(epoch).await?;
        }
        let there = browser.readings().await?;
        unfold(browser, EN, "compare").await?;
        press(browser, "pin").await?;
        browser.see(&EN.say("runs.no_difference")).await?;
        // The same point in both columns: they are one run.
        let same = cells(browser, ".run-standing", &EN.say("network.test_loss")).await?;
        ensure!(same.len() == 2 && same[0] == same[1], "{same:?}");

        let rates = browser.find("combobox", &EN.say("network.rate")).await?;
        rates
            .find(By::Css("option[value='0.3']"))
            .await?
            .click()
            .await?;
        let differing = eventually("the setting that differs", async || {
            let cells = cells(browser, ".run-compare .run-table", &EN.say("network.rate")).await?;
            Ok((cells.len() == 2).then_some(cells))
        })
        .await?;
        ensure!(differing == ["0.03", "0.3"], "{differing:?}");

        press(browser, "race").await?;
        let both = eventually("both after a few epochs", async || {
            let caption: String = browser
                .value("document.querySelector('.run-standing caption')?.textContent ?? ''")
                .await?;
            let far = digits(&caption).is_ok_and(|epoch| epoch >= 8);
            let cells = cells(browser, ".run-standing", &EN.say("network.loss")).await?;
            Ok((far && cells.len() == 2).then_some(cells))
        })
        .await?;
        ensure!(both[0] != both[1], "two rates, one loss: {both:?}");
        let lines: usize = browser
            .value("[...document.querySelectorAll('polyline.series-pinned')].filter((line) => line.points.length > 5).length")
            .await?;
        ensure!(lines >= 2, "the baseline isn't in the curves");
        browser.train(EN, "pause").await?;

        // Back with the baseline's settings it is the same run again.
        press(browser, "back_to_baseline").await?;
        browser.train(EN, "rewind").await?;
        browser.see(&EN.say("runs.no_difference")).await?;
        for epoch in 1..=3 {
            browser.train(EN, "step_epoch").await?;
            browser.trained_to(epoch).await?;
        }
        ensure!(browser.readings().await? == there, "{there:?}");
        press(browser, "unpin").await?;
        browser.gone("button", &EN.say("runs.race")).await?;
        Ok(())
    });
}

#[test]
fn a_setting_is_swept_and_a_value_taken() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "lr=0.03&batch=10").await?;
        unfold(browser, EN, "sweep").await?;
        let epochs = browser
            .find("combobox", &EN.say("runs.sweep_epochs"))
            .await?;
        epochs
            .find(By::Css("option[value='10']"))
            .await?
            .click()
            .await?;
        let names = browser.find("group", &EN.say("runs.sweep_names")).await?;
        browser
            .find_in(&names, "button", &EN.say("network.rate"))
            .await?
            .click()
            .await?;
        browser.see("All 8 runs are done").await?;
        let few = cells(browser, ".run-sweep .run-table", "0.3").await?;
        ensure!(number(&few[0])? > 0.0, "{few:?}");
        let dots: usize = browser
            .value("document.querySelectorAll('.sweep-dot').length")
            .await?;
        ensure!(dots >= 6, "{dots} points");
        // Folding it away loses nothing.
        let fold = browser.select(".run-sweep > summary").await?;
        for open in [false, true] {
            fold.click().await?;
            let state = format!("document.querySelector('.run-sweep').open === {open}");
            browser.until(&state).await?;
        }
        let kept: usize = browser
            .value("document.querySelectorAll('.sweep-dot').length")
            .await?;
        ensure!(kept == dots, "{kept} of {dots} points are left");
        // What the sweep found at a value, the run finds there, too.
        press_named(browser, "runs.take_value", "0.3").await?;
        browser
            .until("new URLSearchParams(location.search).get('lr') === '0.3'")
            .await?;
        for epoch in 1..=10 {
            browser.train(EN, "step_epoch").await?;
            browser.trained_to(epoch).await?;
        }
        let here = browser.readings().await?;
        let (here, there) = (here.loss_value()?, number(&few[0])?);
        ensure!((here - there).abs() < 0.001, "{here} is not {there}");

        // A long one can be stopped; what it found stays.
        epochs
            .find(By::Css("option[value='1000']"))
            .await?
            .click()
            .await?;
        browser
            .find_in(&names, "button", &EN.say("network.seed"))
            .await?
            .click()
            .await?;
        press(browser, "cancel").await?;
        browser.see("What was found stays").await?;
        Ok(())
    });
}

#[test]
fn a_settings_name_sweeps_it_from_where_it_stands() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "hidden=3").await?;
        // By keyboard alone, with the sweep still folded.
        let name = |key| EN.say_with("runs.sweep_named", &[("name", &EN.say(key))]);
        for (key, runs) in [
            ("network.rate", 8),
            ("network.noise", 6),
            ("runs.sweep_neurons", 8),
        ] {
            let button = browser.find("button", &name(key)).await?;
            button.focus().await?;
            browser.key(Key::Enter, 1).await?;
            browser
                .until("document.activeElement.matches('.run-sweep[open] > summary')")
                .await?;
            browser
                .see(&EN.say_with("runs.sweep_done", &[("total", &runs.to_string())]))
                .await?;
            let swept: String = browser
                .value(
                    "document.querySelector('.run-sweep [aria-current=true]')?.textContent ?? ''",
                )
                .await?;
            ensure!(swept == EN.say(key), "{swept:?} is swept");
        }
        // Where the sweep is hidden, a name is a name.
        let _site = open(browser, "hide=sweep").await?;
        browser.find("combobox", &EN.say("network.rate")).await?;
        let buttons = browser.all("button", &name("network.rate")).await?;
        ensure!(buttons.is_empty(), "there is nothing to sweep in");
        Ok(())
    });
}

#[test]
fn every_weight_and_bias_is_read_as_a_table() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "hidden=9,2&norm=layer").await?;
        unfold(browser, EN, "weights").await?;
        let table = ".weights-table";
        let bias = EN.say("controls.bias");
        let start = cells(browser, table, &bias).await?;
        ensure!(start == ["0.000"; 8], "{start:?}");
        ensure!(cells(browser, table, &EN.say("runs.gain")).await? == ["1.000"; 8]);
        browser.train(EN, "step_epoch").await?;
        browser.trained_to(1).await?;
        eventually("the biases after training", async || {
            Ok((cells(browser, table, &bias).await? != start).then_some(()))
        })
        .await?;
        // The ninth neuron, then the layer after.
        let section = browser.select(".run-weights").await?;
        for (choice, value, columns) in [
            ("runs.neurons", "1", 1),
            ("controls.layer", "2", 2),
            ("controls.layer", "3", 1),
        ] {
            let choice = browser
                .find_in(&section, "combobox", &EN.say(choice))
                .await?;
            choice
                .find(By::Css(format!("option[value='{value}']")))
                .await?
                .click()
                .await?;
            eventually("the chosen columns", async || {
                Ok((cells(browser, table, &bias).await?.len() == columns).then_some(()))
            })
            .await?;
        }
        // A column's name leads to the neuron.
        let output = browser
            .find_in(&section, "button", &EN.say("network.output_name"))
            .await?;
        output.click().await?;
        browser
            .find("region", &EN.say("network.output_name"))
            .await?;
        Ok(())
    });
}

async fn press_named(browser: &Browser, key: &str, value: &str) -> Result<()> {
    let name = EN.say_with(key, &[("value", value)]);
    browser.click("button", &name).await
}

#[test]
fn a_run_is_saved_and_comes_back_with_its_weights() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "data=xor&lr=0.1&hidden=5").await?;
        for epoch in 1..=5 {
            browser.train(EN, "step_epoch").await?;
            browser.trained_to(epoch).await?;
        }
        let trained = browser.readings().await?;
        unfold(browser, EN, "keep").await?;
        press(browser, "save").await?;
        let saved = browser.downloaded("json").await?;
        let folder = Folder::new()?;
        folder.write("run.json", &saved)?;
        folder.write("cut.json", &saved[..saved.len() / 2])?;
        folder.write("plan.json", r#"{"kind":"qimo.plan","schema":1}"#)?;
        folder.write("newer.json", r#"{"kind":"qimo.run","schema":99}"#)?;
        folder.write("noise.json", [0xff, 0xfe, 0, 1, 2].as_slice())?;

        let _site = open(browser, "").await?;
        unfold(browser, EN, "keep").await?;
        let fresh = browser.readings().await?;
        let input = browser.select(".run-row input[type=file]").await?;
        for (name, said) in [
            ("cut.json", "ceases to be JSON"),
            ("plan.json", "qimo.plan"),
            ("newer.json", "newer version"),
            ("noise.json", "not text"),
        ] {
            let path = folder.path().join(name);
            input.send_keys(path.to_string_lossy().as_ref()).await?;
            let alert = browser.find("alert", browser_tests::Name::Any).await?;
            let text = alert.text().await?;
            ensure!(
                text.contains(said) && text.contains("Nothing has changed"),
                "{name}: {text}"
            );
        }
        ensure!(
            browser.readings().await? == fresh,
            "a refused file changed the run"
        );

        let path = folder.path().join("run.json");
        input.send_keys(path.to_string_lossy().as_ref()).await?;
        browser.see("trained for 5 epochs").await?;
        press(browser, "take_run").await?;
        eventually("the saved weights", async || {
            let now = browser.readings().await?;
            Ok((now.loss == trained.loss && now.test_loss == trained.test_loss).then_some(()))
        })
        .await?;
        browser
            .until("location.search.includes('data=xor')")
            .await?;
        // And it trains on from there.
        browser.train(EN, "step_epoch").await?;
        browser.trained_to(1).await?;
        Ok(())
    });
}

#[test]
fn a_link_carries_the_weights_and_a_damaged_one_the_rest() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "data=gauss&hidden=3&lr=0.1").await?;
        listen_to_clipboard(browser).await?;
        for epoch in 1..=4 {
            browser.train(EN, "step_epoch").await?;
            browser.trained_to(epoch).await?;
        }
        let trained = browser.readings().await?;
        unfold(browser, EN, "keep").await?;
        browser
            .click("checkbox", &EN.say("runs.with_weights"))
            .await?;
        press(browser, "copy_link").await?;
        browser.until("window.copied?.includes('w=')").await?;
        browser.see("bit for bit").await?;
        let link: String = browser.value("window.copied").await?;
        ensure!(link.len() < 8000, "{} characters", link.len());

        browser.open_app(&link).await?;
        eventually("the weights of the link", async || {
            let now = browser.readings().await?;
            Ok((now.loss == trained.loss).then_some(()))
        })
        .await?;
        // They stay in the address until training goes on from them.
        browser.until("location.search.includes('w=')").await?;
        browser.train(EN, "step").await?;
        browser.until("!location.search.includes('w=')").await?;

        let (settings, weights) = link.split_once("w=").unwrap_or_default();
        let weights = weights.split('#').next().unwrap_or_default();
        for damaged in [&weights[..weights.len() / 2], "%%%", "AAAA", "////"] {
            browser.open_app(&format!("{settings}w={damaged}")).await?;
            browser.see("cut or damaged").await?;
            let chosen: Vec<String> = browser
                .value("[...document.querySelectorAll('select')].map((list) => list.value)")
                .await?;
            ensure!(
                chosen.iter().any(|value| value == "gauss"),
                "the rest is lost"
            );
        }
        // Sound weights of another network.
        let other = settings.replace("hidden=3", "hidden=7");
        browser.open_app(&format!("{other}w={weights}")).await?;
        browser.see("another network").await?;
        browser.train(EN, "step_epoch").await?;
        browser.trained_to(1).await?;
        Ok(())
    });
}

#[test]
fn pictures_data_weights_and_code_are_saved() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "hidden=3&lr=0.1").await?;
        browser.train(EN, "step_epoch").await?;
        browser.trained_to(1).await?;
        unfold(browser, EN, "export").await?;
        for picture in ["map", "network", "curves"] {
            let title = EN.say(&format!("runs.picture_{picture}"));
            browser.click("button", &format!("{title}: SVG")).await?;
            let svg = browser.downloaded("svg").await?;
            let problem: String = browser
                .script(
                    "const picture = new DOMParser().parseFromString(arguments[0], 'image/svg+xml');\
                     return picture.querySelector('parsererror')?.textContent ?? ''",
                    vec![svg.clone().into()],
                )
                .await?;
            ensure!(problem.is_empty(), "{picture} is no SVG: {problem}");
            ensure!(
                !svg.contains("var(--") && !svg.contains("oklab("),
                "{picture} needs the page's styles"
            );
            let drawn = match picture {
                "map" => svg.contains("<image"),
                "network" => svg.matches("<path").count() >= 9,
                _ => svg.matches("<polyline").count() >= 4,
            };
            ensure!(drawn, "{picture} is empty: {svg}");
        }
        let title = EN.say("runs.picture_map");
        browser.click("button", &format!("{title}: PNG")).await?;
        let png = std::fs::read(browser.downloaded_file("png").await?)?;
        ensure!(
            png.starts_with(b"\x89PNG") && png.len() > 5000,
            "{} bytes",
            png.len()
        );

        let save = async |what: &str, form: &str| {
            let title = EN.say(&format!("runs.export_{what}"));
            browser.click("button", &format!("{title}: {form}")).await
        };
        save("data", "CSV").await?;
        let data = browser.downloaded("csv").await?;
        let lines: Vec<&str> = data.trim_start_matches('\u{feff}').lines().collect();
        ensure!(
            lines[0] == "x1,x2,target,part" && lines.len() == 501,
            "{}",
            lines[0]
        );
        ensure!(
            lines.iter().filter(|line| line.ends_with(",train")).count() == 250,
            "{data}"
        );
        save("weights", "JSON").await?;
        let weights = browser.downloaded("json").await?;
        ensure!(weights.contains("\"qimo.weights\""), "{weights}");
        save("weights", "safetensors").await?;
        let tensors = std::fs::read(browser.downloaded_file("safetensors").await?)?;
        ensure!(
            tensors.windows(15).any(|w| w == b"layers.0.weight"),
            "no array"
        );
        listen_to_clipboard(browser).await?;
        save("code", &EN.say("runs.copy_code")).await?;
        browser.until("window.copied?.includes('torch')").await?;
        let code: String = browser.value("window.copied").await?;
        ensure!(code.contains("nn.Linear(2, 3)"), "{code}");
        Ok(())
    });
}

/// Every experiment unfolded, on a phone, in both languages: nothing sticks out,
/// and the accessibility rules hold.
#[test]
fn experiments_fit_a_phone_and_assistive_technology() {
    let setup = Setup {
        viewport: PHONE,
        ..Setup::default()
    };
    run(setup, async |browser| {
        let site = Site::dist()?;
        for lang in LANGUAGES {
            let code = lang.code();
            browser
                .open_app(&site.url(&format!("{code}/learn/neural-network/")))
                .await?;
            browser.readings().await?;
            for section in [
                "weights", "scores", "stop", "compare", "sweep", "keep", "export",
            ] {
                unfold(browser, lang, section).await?;
            }
            browser.click("button", &lang.say("runs.pin")).await?;
            browser.find("button", &lang.say("runs.race")).await?;
            let wide: i64 = browser
                .value(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
                )
                .await?;
            ensure!(wide <= 0, "{code}: {wide} pixels stick out");
            browser.audit().await?;
        }
        Ok(())
    });
}
