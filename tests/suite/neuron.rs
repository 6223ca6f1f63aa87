//! The neuron: what one drags or types changes the picture, the arithmetic and
//! the sentences together, and the address carries it.

use browser_tests::{Browser, By, Lang, PHONE, Result, Setup, Site, ensure, eventually, run};

const EN: Lang = Lang::En;

async fn open(browser: &Browser, query: &str) -> Result<Site> {
    let site = Site::dist()?;
    browser
        .open_app(&site.url(&format!("en/learn/neuron/{query}")))
        .await?;
    browser.find("figure", &EN.say("neuron.title")).await?;
    Ok(site)
}

/// Everything the figure says in words and numbers.
async fn figure_text(browser: &Browser) -> Result<String> {
    browser
        .value("document.querySelector('.explorable-neuron').innerText")
        .await
}

/// The ends of the decision line, if there is one.
async fn line(browser: &Browser) -> Result<Option<[f64; 4]>> {
    browser
        .value(
            "(() => { const line = document.querySelector('.explorable-neuron .decision-line');\
               return line && ['x1', 'y1', 'x2', 'y2'].map((name) => Number(line.getAttribute(name))) })()",
        )
        .await
}

/// A live value in the lesson's sentences.
async fn live(browser: &Browser, name: &str) -> Result<String> {
    browser
        .script(
            "return document.querySelector(`[data-live='${arguments[0]}']`)?.textContent ?? ''",
            vec![name.into()],
        )
        .await
}

async fn live_becomes(browser: &Browser, name: &str, expected: &str) -> Result<()> {
    let mut last = String::new();
    let outcome = eventually(&format!("{name} = {expected}"), async || {
        last = live(browser, name).await?;
        Ok((last == expected).then_some(()))
    })
    .await;
    ensure!(outcome.is_ok(), "{name} is {last:?}, not {expected:?}");
    Ok(())
}

#[test]
fn a_slider_moves_the_line_the_arithmetic_and_the_sentences() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "").await?;
        // 1.2·1 + 0.8·(−0.5) − 0.4 = 0.4; tanh 0.4 = 0.38.
        live_becomes(browser, "neuron.output", "0.38").await?;
        ensure!(
            figure_text(browser).await?.contains("0.38"),
            "the figure says another output"
        );
        let before = line(browser).await?;
        let bias = browser.find("slider", &EN.say("neuron.b")).await?;
        browser.set(&bias, "-2").await?;
        // 1.2 − 0.4 − 2 = −1.2; tanh −1.2 = −0.83.
        live_becomes(browser, "neuron.output", "−0.83").await?;
        let text = figure_text(browser).await?;
        ensure!(
            text.contains("−1.2") && text.contains("−0.83"),
            "the arithmetic: {text}"
        );
        ensure!(line(browser).await? != before, "the line stayed");
        browser.address_ends("?b=-2").await
    });
}

#[test]
fn a_typed_number_counts_and_nonsense_does_not() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "").await?;
        let field = browser.find("spinbutton", &EN.say("neuron.w1")).await?;
        browser.set(&field, "2.5").await?;
        browser.key(browser_tests::Key::Tab, 1).await?;
        browser.address_ends("?w1=2.5").await?;
        browser.set(&field, "99").await?;
        browser.key(browser_tests::Key::Tab, 1).await?;
        browser.find("slider", &EN.say("neuron.w1")).await?;
        browser.address_ends("?w1=2.5").await
    });
}

#[test]
fn every_activation_computes_its_own_output() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "").await?;
        let choice = browser
            .find("combobox", &EN.say("neuron.activation"))
            .await?;
        for (name, output) in [
            ("linear", "0.40"),
            ("relu", "0.40"),
            ("sigmoid", "0.60"),
            ("step", "1.00"),
            ("tanh", "0.38"),
        ] {
            browser
                .set(&choice, &EN.say(&format!("neuron.{name}")))
                .await?;
            live_becomes(browser, "neuron.output", output).await?;
        }
        browser.address_ends("en/learn/neuron/").await
    });
}

#[test]
fn both_weights_zero_leave_no_line() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "?w1=0&w2=0").await?;
        ensure!(line(browser).await?.is_none(), "a line without weights");
        browser.see(&EN.say("neuron.line_none")).await
    });
}

async fn drag(browser: &Browser, handle: usize, by: (i64, i64)) -> Result<()> {
    let handles = browser
        .driver
        .find_all(By::Css(".neuron-plane .handle"))
        .await?;
    let handle = &handles[handle];
    handle.scroll_into_view().await?;
    browser
        .driver
        .action_chain()
        .drag_and_drop_element_by_offset(handle, by.0, by.1)
        .perform()
        .await?;
    Ok(())
}

#[test]
fn the_point_and_the_arrow_can_be_dragged() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "").await?;
        let query = "Object.fromEntries(new URLSearchParams(location.search))";
        for (keys, away) in [(["w1", "w2"], (-40, 30)), (["x1", "x2"], (50, -40))] {
            let handle = usize::from(keys[0] == "x1");
            drag(browser, handle, away).await?;
            browser
                .until(&format!(
                    "['{}', '{}'].every((key) => key in {query})",
                    keys[0], keys[1]
                ))
                .await?;
        }
        let state: std::collections::BTreeMap<String, f64> = browser
            .value(&format!("Object.fromEntries(Object.entries({query}).map(([key, value]) => [key, Number(value)]))"))
            .await?;
        ensure!(
            state["w1"] < 1.2 && state["w2"] < 0.8,
            "the arrow went left and down: {state:?}"
        );
        ensure!(
            state["x1"] > 1.0 && state["x2"] > -0.5,
            "the point went right and up: {state:?}"
        );
        Ok(())
    });
}

#[test]
fn a_finger_drags_without_scrolling_the_page() {
    run(Setup::phone(), async |browser| {
        let _site = open(browser, "").await?;
        let handles = browser
            .driver
            .find_all(By::Css(".neuron-plane .handle"))
            .await?;
        handles[1].scroll_into_view().await?;
        let scrolled: f64 = browser.value("scrollY").await?;
        browser.touch_drag(&handles[1], (30, -60)).await?;
        browser
            .until("new URLSearchParams(location.search).has('x2')")
            .await?;
        ensure!(
            (browser.value::<f64>("scrollY").await? - scrolled).abs() < 1.0,
            "the page scrolled"
        );
        ensure!(browser.setup.viewport == PHONE);
        Ok(())
    });
}

#[test]
fn the_address_sets_the_state_and_bad_keys_are_told() {
    run(Setup::default(), async |browser| {
        let site = open(
            browser,
            "?w1=2&b=-1.5&act=relu&x1=abc&w2=99&act=gelu&colour=red&hide=w3,task",
        )
        .await?;
        let slider = |key: &'static str| async move {
            browser
                .find("slider", &EN.say(key))
                .await?
                .value()
                .await
                .map_err(anyhow::Error::from)
        };
        ensure!(slider("neuron.w1").await?.as_deref() == Some("2"));
        ensure!(slider("neuron.b").await?.as_deref() == Some("-1.5"));
        ensure!(
            slider("neuron.x1").await?.as_deref() == Some("1"),
            "a bad number was taken"
        );
        ensure!(
            slider("neuron.w2").await?.as_deref() == Some("0.8"),
            "a number out of range was taken"
        );
        for told in [
            EN.say_with(
                "explorable.problem_number",
                &[("key", "x1"), ("value", "abc")],
            ),
            EN.say_with(
                "explorable.problem_range",
                &[("key", "w2"), ("value", "99"), ("min", "-3"), ("max", "3")],
            ),
            EN.say_with("explorable.problem_unknown", &[("key", "colour")]),
            "“hide=w3”".to_owned(),
        ] {
            browser.see(&told).await?;
        }
        // The same in Chinese.
        browser
            .open_app(&site.url("zh/learn/neuron/?colour=red"))
            .await?;
        browser
            .see(&Lang::Zh.say_with("explorable.problem_unknown", &[("key", "colour")]))
            .await?;
        browser
            .click("button", &Lang::Zh.say("shell.dismiss"))
            .await?;
        browser.gone("button", &Lang::Zh.say("shell.dismiss")).await
    });
}

#[test]
fn reset_brings_the_first_state_back() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "?w1=-2&act=step").await?;
        browser.click("button", &EN.say("explorable.reset")).await?;
        browser.until("location.search === ''").await?;
        live_becomes(browser, "neuron.output", "0.38").await
    });
}

#[test]
fn a_link_in_the_text_sets_the_figure() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "").await?;
        let links = browser
            .driver
            .find_all(By::Css("a[data-set^='neuron?']"))
            .await?;
        ensure!(!links.is_empty(), "no sentence sets the figure");
        let set = links[0].attr("data-set").await?.unwrap_or_default();
        let query = set.trim_start_matches("neuron?").to_owned();
        links[0].scroll_into_view().await?;
        links[0].click().await?;
        let (key, value) = query
            .split('&')
            .next()
            .and_then(|pair| pair.split_once('='))
            .expect("a pair");
        // Keys at their default are left out of the address; the slider or list shows them.
        let label = EN.say(&format!(
            "neuron.{}",
            if key == "act" { "activation" } else { key }
        ));
        let role = if matches!(key, "act" | "task") {
            "combobox"
        } else {
            "slider"
        };
        let control = browser.find(role, &label).await?;
        eventually(&format!("{key} to become {value}"), async || {
            Ok((control.value().await?.as_deref() == Some(value)).then_some(()))
        })
        .await
    });
}

#[test]
fn tasks_say_how_many_points_are_right() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "?task=and&w1=1&w2=1&b=-1").await?;
        browser
            .see(&EN.say_with("neuron.task_score", &[("right", "4")]))
            .await?;
        let bias = browser.find("slider", &EN.say("neuron.b")).await?;
        browser.set(&bias, "1").await?;
        browser
            .see(&EN.say_with("neuron.task_score", &[("right", "2")]))
            .await
    });
}

#[test]
fn checking_questions_give_their_reasons() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "").await?;
        let questions = browser.driver.find_all(By::Css("[data-question]")).await?;
        ensure!(
            questions.len() == 3,
            "{} checking questions",
            questions.len()
        );
        for question in questions {
            let choices = question.find_all(By::Css("input[type=radio]")).await?;
            ensure!(
                choices.len() >= 2,
                "a question with {} answers",
                choices.len()
            );
            for choice in choices {
                choice.scroll_into_view().await?;
                choice.click().await?;
                let status = question.find(By::Css("[role=status]")).await?;
                eventually("the reason", async || {
                    let text: String = browser
                        .script("return arguments[0].textContent", vec![status.to_json()?])
                        .await?;
                    Ok((text.trim().len() > 10).then_some(()))
                })
                .await?;
            }
        }
        Ok(())
    });
}
