//! The race of optimisers: plays, steps and goes back; its start is dragged and
//! typed; its relief turns; what diverges is told.

use browser_tests::training::number;
use browser_tests::{
    Browser, By, Key, LANGUAGES, Lang, Result, Setup, Site, containing, ensure, eventually, run,
};
use std::time::Duration;

const EN: Lang = Lang::En;

async fn open(browser: &Browser, query: &str) -> Result<Site> {
    let site = Site::dist()?;
    browser
        .open_app(&site.url(&format!("embed/optimisers/?lang=en&{query}")))
        .await?;
    browser.find("button", &EN.say("network.play")).await?;
    Ok(site)
}

/// What the table says of a rule: `step`, `place`, `height`, `distance`.
async fn cell(browser: &Browser, rule: &str, name: &str) -> Result<String> {
    browser
        .value(&format!(
            "document.querySelector(\"[data-rule='{rule}'] [data-cell='{name}']\").textContent.trim()"
        ))
        .await
}

/// A number of the table; `1.25×10⁻⁷` counts as nothing.
async fn figure(browser: &Browser, rule: &str, name: &str) -> Result<f64> {
    let text = cell(browser, rule, name).await?;
    if text.contains("×10⁻") {
        return Ok(0.0);
    }
    number(&text)
}

async fn step_becomes(browser: &Browser, rule: &str, step: f64) -> Result<()> {
    eventually(&format!("{rule} at step {step}"), async || {
        let now = figure(browser, rule, "step").await?;
        Ok(((now - step).abs() < 0.5).then_some(()))
    })
    .await
}

async fn press(browser: &Browser, key: &str) -> Result<()> {
    browser.click("button", &EN.say(key)).await
}

/// Goes to a step by the slider of time.
async fn go_to(browser: &Browser, step: u32) -> Result<()> {
    let time = browser.find("slider", &EN.say("optimisers.time")).await?;
    browser.set(&time, &step.to_string()).await
}

#[test]
fn it_plays_pauses_steps_and_goes_back() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "").await?;
        // ½(2.5² + 20·1.5²) = 25.625.
        ensure!(cell(browser, "gd", "height").await? == "25.625");
        press(browser, "network.play").await?;
        eventually("the race to run", async || {
            Ok((figure(browser, "gd", "step").await? >= 10.0).then_some(()))
        })
        .await?;
        ensure!(figure(browser, "gd", "height").await? < 25.0);
        press(browser, "network.pause").await?;
        browser.find("button", &EN.say("network.play")).await?;
        let step = figure(browser, "gd", "step").await?;
        let height = cell(browser, "adam", "height").await?;
        browser.frames(Duration::from_millis(300)).await?;
        ensure!(
            (figure(browser, "gd", "step").await? - step).abs() < 0.5,
            "it ran on"
        );
        press(browser, "network.step").await?;
        step_becomes(browser, "gd", step + 1.0).await?;
        press(browser, "optimisers.back").await?;
        step_becomes(browser, "gd", step).await?;
        ensure!(
            cell(browser, "adam", "height").await? == height,
            "going back is not exact"
        );
        press(browser, "network.rewind").await?;
        step_becomes(browser, "gd", 0.0).await?;
        ensure!(cell(browser, "gd", "height").await? == "25.625");
        Ok(())
    });
}

#[test]
fn momentum_is_nearer_than_descent_on_the_narrow_bowl() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "kappa=50&rules=gd,momentum").await?;
        go_to(browser, 100).await?;
        step_becomes(browser, "momentum", 100.0).await?;
        let (descent, momentum) = (
            figure(browser, "gd", "distance").await?,
            figure(browser, "momentum", "distance").await?,
        );
        ensure!(momentum < 0.2 * descent, "{momentum} against {descent}");
        // 2.5·0.98¹⁰⁰ = 0.33155; the steep part is gone.
        ensure!((descent - 0.3316).abs() < 2e-4, "{descent}");
        browser
            .see(&EN.say_with(
                "optimisers.announce",
                &[
                    ("step", "100"),
                    ("name", "Momentum"),
                    ("distance", &cell(browser, "momentum", "distance").await?),
                ],
            ))
            .await
    });
}

#[test]
fn another_start_is_another_race() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "").await?;
        go_to(browser, 40).await?;
        step_becomes(browser, "gd", 40.0).await?;
        let field = browser
            .find("spinbutton", &EN.say("optimisers.start_x"))
            .await?;
        browser.set(&field, "1").await?;
        browser.key(Key::Tab, 1).await?;
        step_becomes(browser, "gd", 0.0).await?;
        ensure!(cell(browser, "gd", "place").await? == "(1.000, 1.500)");
        // What is no number leaves the start where it is.
        browser.set(&field, "99").await?;
        browser.key(Key::Tab, 1).await?;
        ensure!(cell(browser, "gd", "place").await? == "(1.000, 1.500)");
        // By keys on the map: a fortieth of its width of 6.
        let map = browser
            .find("application", containing("(1.000, 1.500)"))
            .await?;
        map.focus().await?;
        browser.key(Key::Right, 2).await?;
        eventually("the start to move", async || {
            Ok((cell(browser, "gd", "place").await? == "(1.300, 1.500)").then_some(()))
        })
        .await?;
        // By the pointer.
        let handle = browser.select(".terrain .handle").await?;
        handle.scroll_into_view().await?;
        browser
            .driver
            .action_chain()
            .drag_and_drop_element_by_offset(&handle, -120, 60)
            .perform()
            .await?;
        eventually("the start to follow the pointer", async || {
            let place = cell(browser, "gd", "place").await?;
            let parts: Vec<_> = place.split(',').map(number).collect::<Result<_>>()?;
            Ok((parts[0] < 0.5 && parts[1] < 1.2).then_some(()))
        })
        .await?;
        browser
            .until("['x', 'y'].every((key) => new URLSearchParams(location.search).has(key))")
            .await
    });
}

#[test]
fn a_finger_drags_the_start_without_scrolling_the_page() {
    run(Setup::phone(), async |browser| {
        let _site = open(browser, "").await?;
        let handle = browser.select(".terrain .handle").await?;
        handle.scroll_into_view().await?;
        let scrolled: f64 = browser.value("scrollY").await?;
        browser.touch_drag(&handle, (60, 40)).await?;
        browser
            .until("new URLSearchParams(location.search).has('x')")
            .await?;
        let moved = (browser.value::<f64>("scrollY").await? - scrolled).abs();
        ensure!(moved < 1.0, "the page scrolled by {moved}");
        Ok(())
    });
}

#[test]
fn what_diverges_is_told_and_a_lower_rate_helps() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "rules=gd,adam&lr=gd:0.2").await?;
        go_to(browser, 200).await?;
        step_becomes(browser, "adam", 200.0).await?;
        let steps = cell(browser, "gd", "step").await?;
        browser
            .see(&EN.say_with(
                "optimisers.diverged",
                &[("name", "GD"), ("step", &steps), ("rate", "0.2")],
            ))
            .await?;
        ensure!(cell(browser, "gd", "height").await? == EN.say("optimisers.diverged_short"));
        let rate = EN.say_with("optimisers.rate_of", &[("name", "GD")]);
        let field = browser.find("spinbutton", &rate).await?;
        browser.set(&field, "0.05").await?;
        browser.key(Key::Tab, 1).await?;
        // The whole way is run again at the new rate, to the same step.
        step_becomes(browser, "gd", 200.0).await?;
        ensure!(figure(browser, "gd", "distance").await? < 0.01);
        browser
            .until("document.querySelector('.race-lost').textContent === ''")
            .await
    });
}

/// What the ground's canvas shows.
async fn ground(browser: &Browser) -> Result<String> {
    browser
        .value("document.querySelector('.terrain-ground').toDataURL()")
        .await
}

#[test]
fn the_relief_turns_by_keys_by_the_slider_and_by_the_pointer() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "surface=himmelblau&view=relief").await?;
        let label = EN.say_with("optimisers.relief_label", &[("turn", "30"), ("tilt", "35")]);
        let relief = browser.find("application", &label).await?;
        let mut before = ground(browser).await?;
        relief.focus().await?;
        browser.key(Key::Left, 3).await?;
        browser.key(Key::Up, 1).await?;
        browser.address_ends("&turn=45&tilt=40").await?;
        for turn in 0..3 {
            let after = eventually("another picture", async || {
                let now = ground(browser).await?;
                Ok((now != before).then_some(now))
            })
            .await?;
            before = after;
            if turn == 0 {
                let slider = browser.find("slider", &EN.say("optimisers.turn")).await?;
                browser.set(&slider, "-100").await?;
            } else if turn == 1 {
                relief.scroll_into_view().await?;
                browser
                    .driver
                    .action_chain()
                    .drag_and_drop_element_by_offset(&relief, 60, 0)
                    .perform()
                    .await?;
            }
        }
        let turned: f64 = browser
            .value("Number(new URLSearchParams(location.search).get('turn'))")
            .await?;
        ensure!(turned < -110.0, "the pointer turned it to {turned}");
        Ok(())
    });
}

#[test]
fn the_rule_stands_there_with_the_steps_numbers() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "lr=momentum:0.01").await?;
        browser.see(&EN.say("optimisers.before_first")).await?;
        press(browser, "network.step").await?;
        press(browser, "network.step").await?;
        browser
            .see("0.9·(−2.500, 30.000) + (−2.475, 24.000) = (−4.725, 51.000)")
            .await?;
        let choice = browser
            .find("combobox", &EN.say("optimisers.formula"))
            .await?;
        browser.set(&choice, "AdamW").await?;
        browser.see(&EN.say("optimisers.not_running")).await?;
        browser.see("− η·λ·w").await
    });
}

#[test]
fn the_state_survives_a_reload_and_bad_keys_are_told() {
    run(Setup::default(), async |browser| {
        let query = "surface=rosenbrock&x=-1&y=2&rules=sgd,adamw&lr=adamw:0.03&sched=cosine&every=300\
                     &warmup=20&wd=0.01&steps=1000&view=relief&turn=-45&rule=adamw";
        let site = open(browser, query).await?;
        ensure!(
            browser
                .all("button", &EN.say("shell.dismiss"))
                .await?
                .is_empty()
        );
        browser.driver.refresh().await?;
        browser.app_runs().await?;
        browser.find("button", &EN.say("network.play")).await?;
        browser.address_ends(query).await?;
        ensure!(cell(browser, "sgd", "place").await? == "(−1.000, 2.000)");
        ensure!(cell(browser, "gd", "place").await? == "–");
        // The first step of the warm-up: 0.03 ÷ 20.
        press(browser, "network.step").await?;
        browser
            .until("document.querySelector('.race').textContent.includes('0.0015')")
            .await?;
        browser
            .open_app(&site.url("embed/optimisers/?lang=en&surface=hill&lr=gd&x=11&hide=kapa"))
            .await?;
        for told in ["“surface=hill”", "“lr=gd”", "“x=11”", "“hide=kapa”"] {
            browser.see(told).await?;
        }
        Ok(())
    });
}

#[test]
fn without_motion_it_plays_in_stills() {
    run(
        Setup {
            reduced_motion: true,
            ..Setup::default()
        },
        async |browser| {
            let _site = open(browser, "speed=60").await?;
            press(browser, "network.play").await?;
            let shown: u32 = browser
                .driver
                .execute_async(
                    "const [done] = arguments; const seen = new Set();\
                     const cell = () => document.querySelector(\"[data-rule='gd'] [data-cell='step']\").textContent;\
                     const from = performance.now();\
                     const look = (now) => { seen.add(cell());\
                       if (now - from < 2500) requestAnimationFrame(look); else done(seen.size) };\
                     requestAnimationFrame(look);",
                    vec![],
                )
                .await?
                .convert()?;
            ensure!((2..=4).contains(&shown), "{shown} pictures in 2.5 s");
            ensure!(figure(browser, "gd", "step").await? >= 60.0);
            Ok(())
        },
    );
}

#[test]
fn four_rules_run_at_sixty_pictures_a_second() {
    run(
        Setup {
            alone: true,
            ..Setup::default()
        },
        async |browser| {
            for query in [
                "surface=noisy&speed=200&steps=5000",
                "surface=rosenbrock&view=relief&speed=200&steps=5000",
            ] {
                let _site = open(browser, query).await?;
                press(browser, "network.play").await?;
                eventually("the race to run", async || {
                    Ok((figure(browser, "gd", "step").await? > 20.0).then_some(()))
                })
                .await?;
                let from = browser.now().await?;
                let frames = browser.frames(Duration::from_secs(3)).await?;
                println!(
                    "{query}: {:.0} frames/s, longest gap {:.0} ms",
                    frames.rate, frames.longest
                );
                let long = browser.long_tasks_since(from).await?;
                ensure!(long.is_empty(), "long tasks: {long:?}");
                ensure!(frames.rate > 50.0, "{:.0} frames per second", frames.rate);
            }
            Ok(())
        },
    );
}

#[test]
fn the_lessons_links_set_the_race_in_both_languages() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        for lang in LANGUAGES {
            browser
                .open_app(&site.url(&format!("{}/learn/optimisers/", lang.code())))
                .await?;
            browser
                .find("figure", &lang.say("optimisers.title"))
                .await?;
            let links = browser
                .driver
                .find_all(By::Css("a[data-set*='surface=saddle']"))
                .await?;
            ensure!(links.len() == 1, "{} links to the saddle", links.len());
            links[0].scroll_into_view().await?;
            links[0].click().await?;
            eventually("the saddle to be run", async || {
                let step = figure(browser, "adam", "step").await?;
                let place = cell(browser, "gd", "place").await?;
                Ok((step > 5.0 && place != "–").then_some(()))
            })
            .await?;
            browser
                .until("location.search.includes('surface=saddle')")
                .await?;
            // A sentence says where the race is.
            browser
                .until("Number(document.querySelector(\"[data-live='optimisers.step']\").textContent) > 5")
                .await?;
        }
        Ok(())
    });
}
