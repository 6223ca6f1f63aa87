//! The network's finer controls: every choice in the address, the network edited
//! by hand while it learns, and what the pictures say.

use browser_tests::training::number;
use browser_tests::{
    Browser, By, Key, Lang, Name, Result, Setup, Site, WebElement, containing, ensure, eventually,
    run,
};

const EN: Lang = Lang::En;

async fn open(browser: &Browser, query: &str) -> Result<Site> {
    let site = Site::dist()?;
    browser
        .open_app(&site.url(&format!("embed/neural-network/?lang=en&{query}")))
        .await?;
    browser.find("button", &EN.say("network.play")).await?;
    Ok(site)
}

/// What the address says of a setting.
async fn setting(browser: &Browser, key: &str) -> Result<String> {
    browser
        .value(&format!(
            "new URLSearchParams(location.search).get('{key}') ?? ''"
        ))
        .await
}

async fn setting_is(browser: &Browser, key: &str, wanted: &str) -> Result<()> {
    eventually(&format!("{key}={wanted} in the address"), async || {
        Ok((setting(browser, key).await? == wanted).then_some(()))
    })
    .await
}

fn neuron(layer: &str, index: &str) -> String {
    EN.say_with("network.neuron_name", &[("layer", layer), ("index", index)])
}

fn weight_of(name: &str) -> String {
    EN.say_with("controls.weight_of", &[("name", name)])
}

/// Chooses an entry of a list by its value, or types into a field.
async fn put(browser: &Browser, element: &WebElement, value: &str) -> Result<()> {
    if element.tag_name().await? == "select" {
        element
            .find(By::Css(format!("option[value='{value}']")))
            .await?
            .click()
            .await?;
        return Ok(());
    }
    browser
        .script(
            "const [field, value] = arguments; field.focus(); field.value = value;\
             for (const kind of ['input', 'change'])\
               field.dispatchEvent(new Event(kind, { bubbles: true }));",
            vec![element.to_json()?, value.into()],
        )
        .await
}

/// Opens a neuron as somebody without a mouse does.
async fn look_inside(browser: &Browser, layer: &str, index: &str) -> Result<()> {
    let node = browser.find("button", &neuron(layer, index)).await?;
    node.focus().await?;
    browser.key(Key::Enter, 1).await?;
    browser.find("region", &neuron(layer, index)).await?;
    Ok(())
}

async fn field(browser: &Browser, name: &str) -> Result<f64> {
    number(
        &browser
            .find("spinbutton", name)
            .await?
            .prop("value")
            .await?
            .unwrap_or_default(),
    )
}

/// Whether a field shows another value; it shows three decimals.
fn moved(now: f64, before: f64) -> bool {
    (now - before).abs() > 0.0005
}

#[test]
fn a_weight_is_typed_and_stays_frozen_while_the_rest_learns() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "").await?;
        let start = browser.readings().await?;
        look_inside(browser, "1", "1").await?;
        let (typed, other) = (weight_of("x₁"), weight_of("x₂"));
        put(browser, &browser.find("spinbutton", &typed).await?, "2.5").await?;
        eventually("the loss to answer", async || {
            Ok((browser.readings().await?.loss != start.loss).then_some(()))
        })
        .await?;
        let freeze = EN.say_with("controls.freeze_named", &[("name", &typed)]);
        browser.click("checkbox", &freeze).await?;
        // The focus has left the field, so it follows the training again.
        let before = field(browser, &other).await?;
        for epoch in 1..=5 {
            browser.train(EN, "step_epoch").await?;
            browser.trained_to(epoch).await?;
        }
        eventually("the other weight to move", async || {
            Ok(moved(field(browser, &other).await?, before).then_some(()))
        })
        .await?;
        ensure!(
            !moved(field(browser, &typed).await?, 2.5),
            "a frozen weight moved"
        );
        browser.click("checkbox", &freeze).await?;
        for epoch in 6..=8 {
            browser.train(EN, "step_epoch").await?;
            browser.trained_to(epoch).await?;
        }
        eventually("the weight to learn again", async || {
            Ok(moved(field(browser, &typed).await?, 2.5).then_some(()))
        })
        .await?;
        // The same from the seed: what was done by hand is not part of it.
        browser.train(EN, "rewind").await?;
        eventually("the start", async || {
            Ok((browser.readings().await? == start).then_some(()))
        })
        .await
    });
}

#[test]
fn a_weight_is_dragged_on_its_line_and_by_keys() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "hidden=1").await?;
        let line = browser.select("[data-link='2']").await?;
        let middle: (i64, i64) = browser
            .script(
                "const line = arguments[0], point = line.getPointAtLength(line.getTotalLength() / 2);\
                 const at = new DOMPoint(point.x, point.y).matrixTransform(line.getScreenCTM());\
                 return [Math.round(at.x), Math.round(at.y)]",
                vec![line.to_json()?],
            )
            .await?;
        let press = |by: i64| {
            let chain = browser.driver.action_chain();
            let chain = chain.move_to(middle.0, middle.1).click_and_hold();
            if by == 0 {
                chain
            } else {
                chain
                    .move_by_offset(by / 2, 0)
                    .move_by_offset(by - by / 2, 0)
            }
            .release()
        };
        // A press without a move opens the neuron, with the weight to be typed.
        press(0).perform().await?;
        browser
            .find("region", &EN.say("network.output_name"))
            .await?;
        let name =
            weight_of(&EN.say_with("controls.neuron_short", &[("layer", "1"), ("index", "1")]));
        let before = field(browser, &name).await?;
        let focused = browser.focused().await?.prop("type").await?;
        ensure!(
            focused.as_deref() == Some("number"),
            "the weight has no focus"
        );
        browser.key(Key::Tab, 1).await?;
        press(100).perform().await?;
        let dragged = eventually("the weight to be larger", async || {
            let now = field(browser, &name).await?;
            Ok((now > before + 0.8).then_some(now))
        })
        .await?;
        let range = browser.find("slider", &name).await?;
        range.focus().await?;
        browser.key(Key::Right, 5).await?;
        eventually("the keys to move it", async || {
            let now = field(browser, &name).await?;
            Ok((now > dragged + 0.03).then_some(()))
        })
        .await
    });
}

#[test]
fn layers_and_neurons_come_and_go_while_it_learns() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "").await?;
        browser.train(EN, "play").await?;
        let before = browser.trained_to(60).await?;
        let more = EN.say_with("network.neuron_more", &[("layer", "1")]);
        browser.click("button", &more).await?;
        setting_is(browser, "hidden", "5,2").await?;
        browser
            .click("button", &EN.say("network.layer_add"))
            .await?;
        setting_is(browser, "hidden", "5,2,2").await?;
        look_inside(browser, "1", "5").await?;
        browser
            .click("button", &EN.say("controls.remove_neuron"))
            .await?;
        setting_is(browser, "hidden", "4,2,2").await?;
        let after = browser.readings().await?;
        ensure!(
            after.epoch >= before.epoch,
            "it started anew: {before:?} → {after:?}"
        );
        browser.trained_to(after.epoch + 20).await?;
        // The rate too: the run goes on with it.
        let rate = browser.find("combobox", &EN.say("network.rate")).await?;
        put(browser, &rate, "0.1").await?;
        setting_is(browser, "lr", "0.1").await?;
        let now = browser.trained_to(after.epoch + 30).await?;
        browser.train(EN, "pause").await?;
        ensure!(now.epoch >= after.epoch + 30, "{now:?}");
        Ok(())
    });
}

#[test]
fn every_choice_stands_in_the_address_and_comes_back() {
    run(Setup::default(), async |browser| {
        let site = open(browser, "data=arms").await?;
        browser.click_summary().await?;
        let lists = [
            ("controls.loss", "loss", "huber"),
            ("controls.init", "init", "he"),
            ("controls.weight_decay", "wd", "0.01"),
            ("controls.clip", "clip", "1"),
            ("controls.schedule", "sched", "step"),
            ("controls.factor", "factor", "0.1"),
            ("controls.map", "map", "hard"),
        ];
        for (label, key, value) in lists {
            let list = browser.find("combobox", &EN.say(label)).await?;
            put(browser, &list, value).await?;
            setting_is(browser, key, value).await?;
        }
        for (label, key, value) in [
            ("controls.every_step", "every", "30"),
            ("controls.warm_up", "warmup", "40"),
            ("controls.samples", "samples", "600"),
        ] {
            let typed = browser.find("spinbutton", &EN.say(label)).await?;
            put(browser, &typed, value).await?;
            setting_is(browser, key, value).await?;
        }
        for (label, key) in [
            ("controls.values", "values"),
            ("network.test_points", "test"),
            ("network.log_scale", "log"),
        ] {
            browser.click("checkbox", &EN.say(label)).await?;
            setting_is(browser, key, "1").await?;
        }
        // The second layer's own activation, normalisation and dropout.
        let second = browser
            .select("[role=group].layer-own:nth-of-type(2)")
            .await?;
        for (label, key, value, written) in [
            ("network.activation", "act", "relu", "tanh,relu"),
            ("controls.norm", "norm", "layer", "none,layer"),
            ("controls.dropout", "dropout", "20", "0,20"),
        ] {
            let list = browser.find_in(&second, "combobox", &EN.say(label)).await?;
            put(browser, &list, value).await?;
            setting_is(browser, key, written).await?;
        }
        let query: String = browser.value("location.search.slice(1)").await?;
        browser
            .open_app(&site.url(&format!("embed/neural-network/?{query}")))
            .await?;
        browser.train(EN, "step_epoch").await?;
        browser.trained_to(1).await?;
        let again: String = browser.value("location.search.slice(1)").await?;
        ensure!(again == query, "{query} became {again}");
        for (label, _, value) in lists {
            let list = browser.find("combobox", &EN.say(label)).await?;
            let chosen = list.prop("value").await?;
            ensure!(chosen.as_deref() == Some(value), "{label} is {chosen:?}");
        }
        Ok(())
    });
}

#[test]
fn every_control_can_be_hidden() {
    run(Setup::default(), async |browser| {
        let all = "data,play,seed,speed,hidden,features,act,lr,batch,opt,l1,l2,split,noise,more,edit,\
                   map,test,values,errors,log,legend,scrub,filters";
        let _site = open_hidden(browser, all).await?;
        let left: Vec<String> = browser
            .value(
                "[...document.querySelectorAll('.network :is(input, select, textarea, button, .handles)')]\
                 .map((control) => control.closest('label, fieldset, div').className)",
            )
            .await?;
        ensure!(left.is_empty(), "still there: {left:?}");
        // One of the folded group alone.
        let _site = open(browser, "hide=loss,norm").await?;
        browser.click_summary().await?;
        browser.find("combobox", &EN.say("controls.init")).await?;
        for hidden in ["controls.loss", "controls.norm"] {
            let found = browser.all("combobox", &EN.say(hidden)).await?;
            ensure!(found.is_empty(), "{hidden} is shown");
        }
        Ok(())
    });
}

async fn open_hidden(browser: &Browser, hidden: &str) -> Result<Site> {
    let site = Site::dist()?;
    browser
        .open_app(&site.url(&format!("embed/neural-network/?lang=en&hide={hidden}")))
        .await?;
    browser.select(".graph").await?;
    Ok(site)
}

#[test]
fn a_diverged_run_goes_back_to_its_last_good_step() {
    run(Setup::default(), async |browser| {
        let query = "data=hills&act=relu&lr=10&features=x1,x2,x1sq,x2sq";
        let _site = open(browser, query).await?;
        browser.train(EN, "play").await?;
        let alert = browser.find("alert", Name::Any).await?;
        ensure!(alert.text().await?.contains("diverged"), "nothing is said");
        let back = EN.say_with("controls.back_to", &[("step", "")]);
        browser.click("button", containing(back.trim())).await?;
        browser.gone("alert", Name::Any).await?;
        let rate = browser.find("combobox", &EN.say("network.rate")).await?;
        put(browser, &rate, "0.00001").await?;
        browser.train(EN, "step").await?;
        // It goes on from there: neither at the start nor stopped again.
        let alerts = browser.all("alert", Name::Any).await?;
        ensure!(alerts.is_empty(), "it diverged again");
        Ok(())
    });
}

#[test]
fn the_past_can_be_gone_back_to() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "").await?;
        let mut seen = Vec::new();
        for epoch in 1..=6 {
            browser.train(EN, "step_epoch").await?;
            seen.push(browser.trained_to(epoch).await?);
        }
        let history = browser.find("slider", &EN.say("controls.scrub")).await?;
        put(browser, &history, "50").await?;
        eventually("the second epoch", async || {
            Ok((browser.readings().await? == seen[1]).then_some(()))
        })
        .await?;
        browser.train(EN, "step_epoch").await?;
        let again = browser.trained_to(3).await?;
        ensure!(again == seen[2], "{again:?} is not {:?}", seen[2]);
        Ok(())
    });
}

#[test]
fn the_formula_adds_up_for_hidden_and_output_neurons() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "features=x1,x2,x1x2").await?;
        browser.train(EN, "step_epoch").await?;
        browser.trained_to(1).await?;
        look_inside(browser, "2", "1").await?;
        let lines = browser.select(".formula").await?.text().await?;
        check_sum(&lines, 4)?;
        ensure!(lines.contains("a = tanh(z) = "), "{lines}");
        browser.click("button", &EN.say("shell.close")).await?;
        browser.gone("region", &neuron("2", "1")).await?;
        let output = browser
            .find("button", &EN.say("network.output_name"))
            .await?;
        output.focus().await?;
        browser.key(Key::Enter, 1).await?;
        let lines = browser.select(".formula").await?.text().await?;
        check_sum(&lines, 2)?;
        ensure!(lines.contains("p = σ(z) = 0."), "{lines}");
        Ok(())
    });
}

/// Whether the products and the bias of "z = a·b + … + c = d" make d.
fn check_sum(lines: &str, products: usize) -> Result<()> {
    let line = lines.lines().next().unwrap_or_default().replace('−', "-");
    let parts: Vec<_> = line.split(" = ").collect();
    ensure!(parts.len() == 3, "{line}");
    let value = |text: &str| number(text.trim_matches(['(', ')']));
    let mut sum = 0.0;
    let mut count = 0;
    for term in parts[1].split(" + ") {
        match term.split_once('·') {
            Some((w, x)) => {
                sum += value(w)? * value(x)?;
                count += 1;
            }
            None => sum += value(term)?,
        }
    }
    ensure!(count == products, "{line}");
    // Three decimals of each factor are shown.
    ensure!((sum - value(parts[2])?).abs() < 0.01, "{line}: {sum}");
    Ok(())
}

#[test]
fn a_function_of_one_input_is_drawn_as_a_curve() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "data=wave&hidden=8,8&opt=adam").await?;
        let line = "document.querySelector('.fit-line').getAttribute('points')";
        browser.until(&format!("{line}?.length > 100")).await?;
        let start: String = browser.value(line).await?;
        let errors = "document.querySelector('.fit-errors').getTotalLength()";
        let before: f64 = browser.value(errors).await?;
        browser.train(EN, "play").await?;
        browser.trained_to(200).await?;
        browser.train(EN, "pause").await?;
        ensure!(
            browser.value::<String>(line).await? != start,
            "the curve rests"
        );
        let after: f64 = browser.value(errors).await?;
        ensure!(after < 0.6 * before, "errors of {before} became {after}");
        browser
            .click("checkbox", &EN.say("controls.errors"))
            .await?;
        browser
            .until("!document.querySelector('.fit-errors').getAttribute('d')")
            .await
    });
}

#[test]
fn the_map_shows_classes_alone_or_how_unsure_the_network_is() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "data=arms&hidden=8&lr=0.1").await?;
        browser.train(EN, "play").await?;
        browser.trained_to(100).await?;
        browser.train(EN, "pause").await?;
        let colours = "(() => { const canvas = document.querySelector('.decision canvas');\
            const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;\
            const seen = new Set(); let grey = 0;\
            for (let i = 0; i < data.length; i += 4) { seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);\
              grey += Math.abs(data[i] - data[i + 1]) < 14 && Math.abs(data[i + 1] - data[i + 2]) < 14; }\
            return [seen.size, grey * 4 / data.length]; })()";
        let soft: (u32, f64) = browser.value(colours).await?;
        ensure!(soft.0 > 20 && soft.1 < 0.9, "soft: {soft:?}");
        let map = browser.find("combobox", &EN.say("controls.map")).await?;
        put(browser, &map, "hard").await?;
        eventually("three colours", async || {
            let hard: (u32, f64) = browser.value(colours).await?;
            Ok((hard.0 == 3).then_some(()))
        })
        .await?;
        put(browser, &map, "entropy").await?;
        eventually("greys", async || {
            let unsure: (u32, f64) = browser.value(colours).await?;
            Ok((unsure.0 > 20 && unsure.1 > 0.999).then_some(()))
        })
        .await?;
        browser.see(&EN.say("controls.unsure")).await
    });
}

#[test]
fn the_first_layers_weights_are_pictures_that_open() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "data=digits&hidden=12").await?;
        browser
            .until("document.querySelectorAll('.filter-picture').length === 12")
            .await?;
        let picture = "(() => { const canvas = document.querySelector('.filter-picture canvas');\
            return canvas.toDataURL(); })()";
        let start: String = browser.value(picture).await?;
        browser.train(EN, "step_epoch").await?;
        browser.trained_to(1).await?;
        eventually("the picture to change", async || {
            Ok((browser.value::<String>(picture).await? != start).then_some(()))
        })
        .await?;
        browser.click("button", &neuron("1", "7")).await?;
        browser.find("region", &neuron("1", "7")).await?;
        let input = browser
            .find("spinbutton", &EN.say("controls.input_number"))
            .await?;
        put(browser, &input, "30").await?;
        // The thirtieth pixel: the fourth row's sixth.
        browser.find("spinbutton", &weight_of("3,5")).await?;
        // Escape closes it.
        browser.key(Key::Escape, 1).await?;
        browser.gone("region", &neuron("1", "7")).await?;
        Ok(())
    });
}

#[test]
fn with_everything_open_it_fits_a_phone_and_can_be_read_aloud() {
    run(Setup::phone(), async |browser| {
        for query in [
            "hidden=8,8,8&values=1&dropout=10&sched=step",
            "data=hills&norm=batch",
            "data=wave&clip=1",
            "data=digits&init=he",
        ] {
            let _site = open(browser, query).await?;
            browser.select("details.more[open]").await?;
            if query.contains("digits") {
                browser
                    .until("document.querySelector('.filter-picture') !== null")
                    .await?;
                browser.click("button", &neuron("1", "1")).await?;
            } else {
                look_inside(browser, "1", "1").await?;
            }
            let wide: Vec<String> = browser
                .value(
                    "document.documentElement.scrollWidth <= innerWidth ? [] :\
                     [...document.querySelectorAll('.network *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1)\
                     .map((e) => e.className.baseVal ?? e.className)",
                )
                .await?;
            ensure!(wide.is_empty(), "{query}: wider than the phone: {wide:?}");
            browser.audit().await?;
        }
        Ok(())
    });
}

/// Unfolds what most readers leave folded.
trait Unfold {
    async fn click_summary(&self) -> Result<()>;
}

impl Unfold for Browser {
    async fn click_summary(&self) -> Result<()> {
        let summary = self.select("details.more > summary").await?;
        summary.scroll_into_view().await?;
        summary.click().await?;
        self.select("details.more[open]").await?;
        Ok(())
    }
}
