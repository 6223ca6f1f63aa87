//! The network that learns: training in the background, under the reader's hands.

use browser_tests::fixture::Folder;
use browser_tests::site::dist;
use browser_tests::training::number;
use browser_tests::{Browser, By, Lang, Result, Setup, Site, containing, ensure, eventually, run};
use std::fmt::Write as _;

const EN: Lang = Lang::En;

async fn open(browser: &Browser, query: &str) -> Result<Site> {
    let site = Site::dist()?;
    browser
        .open_app(&site.url(&format!("embed/neural-network/?lang=en&{query}")))
        .await?;
    browser.find("button", &EN.say("network.play")).await?;
    Ok(site)
}

async fn choose(browser: &Browser, list: &str, value: &str) -> Result<()> {
    let list = browser.find("combobox", &EN.say(list)).await?;
    list.find(By::Css(format!("option[value='{value}']")))
        .await?
        .click()
        .await?;
    Ok(())
}

#[test]
fn it_learns_while_it_plays_and_rests_when_paused() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "").await?;
        let start = browser.readings().await?;
        ensure!(start.epoch == 0, "{start:?}");
        browser.train(EN, "play").await?;
        let trained = browser.trained_to(100).await?;
        ensure!(
            trained.loss_value()? < 0.7 * start.loss_value()?,
            "{start:?} → {trained:?}"
        );
        browser.train(EN, "pause").await?;
        browser.find("button", &EN.say("network.play")).await?;
        let resting = browser.readings().await?;
        browser
            .frames(std::time::Duration::from_millis(400))
            .await?;
        ensure!(
            browser.readings().await? == resting,
            "it went on after the pause"
        );
        Ok(())
    });
}

#[test]
fn an_epoch_at_a_time_and_rewinding_repeats_it_exactly() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "").await?;
        let start = browser.readings().await?;
        let mut first = Vec::new();
        for epoch in 1..=3 {
            browser.train(EN, "step_epoch").await?;
            first.push(browser.trained_to(epoch).await?);
        }
        ensure!(first[2].epoch == 3, "{first:?}");
        ensure!(first[0].loss != start.loss, "a step changes nothing");
        browser.train(EN, "rewind").await?;
        eventually("the start", async || {
            Ok((browser.readings().await? == start).then_some(()))
        })
        .await?;
        for epoch in 1..=3 {
            browser.train(EN, "step_epoch").await?;
            let again = browser.trained_to(epoch).await?;
            ensure!(
                again == first[epoch as usize - 1],
                "{again:?} is not {first:?}"
            );
        }
        Ok(())
    });
}

#[test]
fn a_new_seed_is_another_network_and_stands_in_the_address() {
    run(Setup::default(), async |browser| {
        let site = open(browser, "").await?;
        let start = browser.readings().await?;
        browser.train(EN, "reseed").await?;
        let other = eventually("another start", async || {
            let now = browser.readings().await?;
            Ok((now.loss != start.loss).then_some(now))
        })
        .await?;
        let seed: String = browser
            .value("new URLSearchParams(location.search).get('seed') ?? ''")
            .await?;
        ensure!(!seed.is_empty() && seed != "42", "the seed is {seed:?}");
        // Whoever opens that address has the same network.
        browser
            .open_app(&site.url(&format!("embed/neural-network/?lang=en&seed={seed}")))
            .await?;
        eventually("the same start", async || {
            Ok((browser.readings().await? == other).then_some(()))
        })
        .await
    });
}

#[test]
fn the_address_carries_the_whole_experiment() {
    run(Setup::default(), async |browser| {
        let query = "data=xor&hidden=3&act=relu&lr=0.1&batch=5&seed=7&noise=20&split=70&opt=adam&features=x1,x2,x1x2";
        let _site = open(browser, query).await?;
        browser.train(EN, "step_epoch").await?;
        browser.trained_to(1).await?;
        let problems = browser.all("button", &EN.say("shell.dismiss")).await?;
        ensure!(problems.is_empty(), "a key of the contract is refused");
        browser.find("combobox", &EN.say("network.data")).await?;
        let chosen: Vec<String> = browser
            .value("[...document.querySelectorAll('select')].map((list) => list.value)")
            .await?;
        for value in ["xor", "relu", "adam"] {
            ensure!(
                chosen.iter().any(|chosen| chosen == value),
                "{value} is not among {chosen:?}"
            );
        }
        Ok(())
    });
}

#[test]
fn bad_keys_are_told_and_the_defaults_kept() {
    run(Setup::default(), async |browser| {
        let query = "lr=fast&hidden=1000000000&data=mnist&bogus=1&l2=NaN&w=AgABcut&hide=noise,nosie&theme=blue";
        let _site = open(browser, query).await?;
        for told in [
            "“lr=fast”",
            "“hidden=1000000000”",
            "“data=mnist”",
            "“bogus”",
            "“l2=NaN”",
            "“hide=nosie”",
            "“theme=blue”",
            &EN.say("runs.weights_damaged"),
        ] {
            browser.see(told).await?;
        }
        // What could be read is kept.
        let noise = browser.all("slider", &EN.say("network.noise")).await?;
        ensure!(noise.is_empty(), "the noise is not hidden");
        browser.train(EN, "step_epoch").await?;
        browser.trained_to(1).await?;
        Ok(())
    });
}

#[test]
fn every_data_set_trains() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "").await?;
        for data in ["circle", "xor", "gauss", "spiral", "digits", "penguins"] {
            choose(browser, "network.data", data).await?;
            let start = eventually(&format!("{data} to stand at its start"), async || {
                let now = browser.readings().await?;
                let asked: String = browser
                    .value("new URLSearchParams(location.search).get('data') ?? 'circle'")
                    .await?;
                Ok((now.epoch == 0 && asked == data && number(&now.loss).is_ok()).then_some(now))
            })
            .await?;
            browser.train(EN, "play").await?;
            let epochs = if data == "digits" { 5 } else { 40 };
            let trained = browser.trained_to(epochs).await?;
            browser.train(EN, "pause").await?;
            ensure!(
                trained.loss_value()? < start.loss_value()?,
                "{data}: {start:?} → {trained:?}"
            );
        }
        Ok(())
    });
}

#[test]
fn a_drawn_digit_is_read() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "data=digits&hidden=16&lr=0.1").await?;
        browser.train(EN, "play").await?;
        browser.trained_to(15).await?;
        browser.train(EN, "pause").await?;
        let pad = browser.select("[data-draw]").await?;
        pad.scroll_into_view().await?;
        let height = pad.rect().await?.height as i64;
        // One stroke from top to bottom: a 1, or at least a digit.
        browser
            .driver
            .action_chain()
            .move_to_element_with_offset(&pad, 0, -height / 3)
            .click_and_hold()
            .move_by_offset(0, height / 3)
            .move_by_offset(0, height / 3)
            .release()
            .perform()
            .await?;
        let read = eventually("a class", async || {
            let class = browser.reading("class").await?;
            Ok(class
                .chars()
                .any(|character| character.is_ascii_digit())
                .then_some(class))
        })
        .await?;
        ensure!(number(&read)? <= 9.0, "{read}");
        browser.click("button", &EN.say("network.clear")).await?;
        eventually("the pad to be empty", async || {
            let class = browser.reading("class").await.unwrap_or_default();
            Ok((!class.chars().any(|character| character.is_ascii_digit())).then_some(()))
        })
        .await
    });
}

/// Puts a text into the reader's own table and submits it.
async fn paste(browser: &Browser, text: &str) -> Result<()> {
    let field = browser.find("textbox", containing("CSV")).await?;
    browser
        .script::<()>(
            "const [field, text] = arguments; field.focus(); field.value = text;\
             field.dispatchEvent(new Event('input', { bubbles: true }))",
            vec![field.to_json()?, text.into()],
        )
        .await?;
    browser.click("button", &EN.say("network.csv_use")).await
}

fn table(rows: usize) -> String {
    let mut text = "height,width,kind\n".to_owned();
    for row in 0..rows {
        let kind = if row % 2 == 0 { "tall" } else { "wide" };
        let (height, width) = if row % 2 == 0 { (9, 2) } else { (2, 9) };
        let _ = writeln!(text, "{height}.{},{width}.{},{kind}", row % 10, row % 7);
    }
    text
}

#[test]
fn points_are_painted_and_learnt() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "data=own").await?;
        let pad = browser.select(".brush-pad").await?;
        pad.scroll_into_view().await?;
        let class = |name: &str| EN.say_with("panels.brush_class", &[("name", name)]);
        // A stroke of each class, one on the left, one on the right.
        for (name, across) in [("A", -80), ("B", 80)] {
            browser.click("button", &class(name)).await?;
            pad.scroll_into_view().await?;
            let mut stroke = browser
                .driver
                .action_chain()
                .move_to_element_with_offset(&pad, across, -80)
                .click_and_hold();
            for _ in 0..8 {
                stroke = stroke.move_by_offset(0, 20);
            }
            stroke.release().perform().await?;
        }
        let start = eventually("a run on the points", async || {
            let now = browser.readings().await?;
            Ok(number(&now.loss).is_ok().then_some(now))
        })
        .await?;
        let field = browser.find("textbox", containing("CSV")).await?;
        let table = field.value().await?.unwrap_or_default();
        ensure!(
            table.starts_with("x1,x2,class") && table.contains(",A") && table.contains(",B"),
            "{table}"
        );
        browser.train(EN, "play").await?;
        let trained = browser.trained_to(40).await?;
        browser.train(EN, "pause").await?;
        ensure!(trained.loss_value()? < start.loss_value()?, "{trained:?}");

        // By keys: the third class, where the keyboard is.
        let points = table.lines().count();
        pad.focus().await?;
        browser.press("3 ").await?;
        eventually("a third class", async || {
            let table = field.value().await?.unwrap_or_default();
            Ok((table.lines().count() == points + 1 && table.contains("0,0,C")).then_some(()))
        })
        .await?;
        browser.click("button", &EN.say("network.clear")).await?;
        eventually("an empty field", async || {
            Ok((field.value().await?.unwrap_or_default().is_empty()).then_some(()))
        })
        .await
    });
}

#[test]
fn ones_own_table_is_previewed_and_trains() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "data=own").await?;
        paste(browser, &table(60)).await?;
        let preview = browser.find("table", browser_tests::Name::Any).await?;
        let shown = preview.text().await?;
        ensure!(
            shown.contains("height") && shown.contains("tall"),
            "the preview: {shown}"
        );
        let start = eventually("a start", async || {
            let now = browser.readings().await?;
            Ok(number(&now.loss).is_ok().then_some(now))
        })
        .await?;
        browser.train(EN, "play").await?;
        let trained = browser.trained_to(40).await?;
        ensure!(
            trained.loss_value()? < 0.5 * start.loss_value()?,
            "{start:?} → {trained:?}"
        );
        // In the same page a bad table changes nothing but says why.
        browser.train(EN, "pause").await
    });
}

#[test]
fn a_bad_table_is_refused_with_its_reason_and_never_crashes() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "data=own").await?;
        let wide = (0..3000)
            .map(|column| format!("c{column}"))
            .collect::<Vec<_>>()
            .join(",");
        let mut told = std::collections::BTreeSet::new();
        for (what, text) in [
            ("empty", String::new()),
            ("only a header", "a,b,kind\n".to_owned()),
            ("one column", "kind\nx\ny\n".to_owned()),
            (
                "text in a number",
                "a,b,kind\n1,2,x\n1,two,y\n3,4,x\n".to_owned(),
            ),
            ("ragged rows", "a,b,kind\n1,2,x\n1,2\n3,4,y\n".to_owned()),
            ("one class", "a,b,kind\n1,2,x\n3,4,x\n5,6,x\n".to_owned()),
            ("too wide", format!("{wide}\n")),
            ("broken quotes", "a,b,kind\n\"1,2,x\n3,4,y\n".to_owned()),
            ("infinite", "a,b,kind\n1,inf,x\n3,4,y\n2,NaN,x\n".to_owned()),
        ] {
            paste(browser, &text).await?;
            let alert = eventually(
                &format!("a reason against a table that is {what}"),
                async || {
                    let alerts = browser.all("alert", browser_tests::Name::Any).await?;
                    match alerts.first() {
                        Some(alert) => Ok(Some(alert.text().await?).filter(|text| text.len() > 15)),
                        None => Ok(None),
                    }
                },
            )
            .await?;
            told.insert(alert);
        }
        ensure!(told.len() >= 6, "the reasons are not told apart: {told:#?}");
        // After all of that, a good one.
        paste(browser, &table(40)).await?;
        browser.train(EN, "step_epoch").await?;
        browser.trained_to(1).await?;
        Ok(())
    });
}

#[test]
fn a_file_with_another_encoding_is_refused_and_a_good_one_taken() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "data=own").await?;
        let folder = browser_tests::fixture::Folder::new()?;
        // GBK for 类别, which is not UTF-8; and a UTF-16 file.
        folder.write(
            "gbk.csv",
            b"a,b,\xc0\xe0\xb1\xf0\n1,2,x\n3,4,y\n".as_slice(),
        )?;
        folder.write("utf16.csv", b"\xff\xfea\0,\0b\0\n\0".as_slice())?;
        folder.write("large.csv", "1,2,x\n".repeat(2_000_000))?;
        folder.write("good.csv", table(40))?;
        let input = browser.driver.find(By::Css("input[type=file]")).await?;
        for name in ["gbk.csv", "utf16.csv", "large.csv"] {
            input
                .send_keys(folder.path().join(name).to_string_lossy().as_ref())
                .await?;
            let alert = browser.find("alert", browser_tests::Name::Any).await?;
            ensure!(
                alert.text().await?.len() > 15,
                "{name} is refused without a reason"
            );
        }
        input
            .send_keys(folder.path().join("good.csv").to_string_lossy().as_ref())
            .await?;
        browser.gone("alert", browser_tests::Name::Any).await?;
        browser.train(EN, "step_epoch").await?;
        browser.trained_to(1).await?;
        Ok(())
    });
}

#[test]
fn in_the_lesson_sentences_follow_the_training() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        for lang in browser_tests::LANGUAGES {
            browser
                .open_app(&site.url(&format!("{}/learn/neural-network/", lang.code())))
                .await?;
            browser.train(lang, "play").await?;
            browser.trained_to(20).await?;
            browser.train(lang, "pause").await?;
            let stale: Vec<String> = browser
                .value(
                    "[...document.querySelectorAll(\"[data-live='neural-network.epoch'], [data-live='neural-network.loss']\")]\
                     .filter((live) => live.textContent.trim() !== document.querySelector(\
                        `[data-reading='${live.dataset.live.split('.')[1]}']`).textContent.trim())\
                     .map((live) => live.parentElement.textContent)",
                )
                .await?;
            ensure!(stale.is_empty(), "{stale:?} does not follow");
        }
        Ok(())
    });
}

#[test]
fn without_same_origin_rights_it_trains_in_time_slices() {
    run(Setup::default(), async |browser| {
        let site = Site::dist_for_embedding()?;
        let folder = browser_tests::fixture::Folder::new()?;
        folder.write(
            "index.html",
            format!(
                "<!doctype html><html lang=\"en\"><title>Host</title><link rel=\"icon\" href=\"data:,\">\
                 <iframe sandbox=\"allow-scripts\" title=\"f\" width=\"1000\" height=\"1600\" src=\"{}embed/neural-network/?lang=en\"></iframe>",
                site.url("")
            ),
        )?;
        let host = Site::serve(folder.path())?;
        browser
            .open(&host.url("").replace("127.0.0.1", "localhost"))
            .await?;
        browser.enter(browser.select("iframe").await?).await?;
        browser.app_runs().await?;
        let start = browser.readings().await?;
        browser.train(EN, "play").await?;
        let trained = browser.trained_to(60).await?;
        ensure!(
            trained.loss_value()? < start.loss_value()?,
            "{start:?} → {trained:?}"
        );
        browser.train(EN, "pause").await?;
        browser.train(EN, "rewind").await?;
        eventually("the start", async || {
            Ok((browser.readings().await? == start).then_some(()))
        })
        .await
    });
}

#[test]
fn when_the_workers_file_is_missing_it_trains_all_the_same() {
    run(Setup::default(), async |browser| {
        browser.expect_error("404");
        browser.expect_error("worker");
        let folder = Folder::copy_of(&dist()?)?;
        std::fs::remove_file(folder.path().join("engine_loader.js"))?;
        let site = Site::serve(folder.path())?;
        browser
            .open_app(&site.url("embed/neural-network/?lang=en"))
            .await?;
        browser.train(EN, "play").await?;
        browser.trained_to(20).await?;
        Ok(())
    });
}

#[test]
fn a_missing_engine_is_told_in_its_place_and_can_be_tried_again() {
    run(Setup::default(), async |browser| {
        for part in ["404", "worker", "engine"] {
            browser.expect_error(part);
        }
        let folder = Folder::copy_of(&dist()?)?;
        let program = folder.path().join("engine_bg.wasm");
        let engine = std::fs::read(&program)?;
        std::fs::remove_file(&program)?;
        let site = Site::serve(folder.path())?;
        browser
            .open_app(&site.url("en/learn/neural-network/"))
            .await?;
        let retry = browser.find("button", &EN.say("explorable.retry")).await?;
        // The rest of the page lives on.
        browser.press("t").await?;
        browser
            .until("document.documentElement.dataset.theme === 'light'")
            .await?;
        folder.write("engine_bg.wasm", engine)?;
        retry.click().await?;
        browser.train(EN, "play").await?;
        browser.trained_to(5).await?;
        Ok(())
    });
}
