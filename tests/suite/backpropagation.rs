//! One step of training, sub-step by sub-step: what is computed appears, what is
//! taken back disappears, and the numbers agree with each other.

use browser_tests::training::number;
use browser_tests::{
    Browser, By, Key, LANGUAGES, Lang, PHONE, Result, Setup, Site, bail, ensure, eventually, run,
};
use devserver::Fault;

const EN: Lang = Lang::En;

async fn open_on(browser: &Browser, site: &Site, query: &str) -> Result<()> {
    browser
        .open_app(&site.url(&format!("embed/backpropagation/?lang=en&{query}")))
        .await?;
    browser.find("button", &EN.say("backprop.forward")).await?;
    Ok(())
}

async fn open(browser: &Browser, query: &str) -> Result<Site> {
    let site = Site::dist()?;
    open_on(browser, &site, query).await?;
    Ok(site)
}

async fn press(browser: &Browser, action: &str) -> Result<()> {
    browser
        .click("button", &EN.say(&format!("backprop.{action}")))
        .await
}

/// The numbers in the picture that stand behind this name, such as `z`.
async fn named(browser: &Browser, name: &str) -> Result<Vec<String>> {
    browser
        .script(
            "return [...document.querySelectorAll('.bp-graph text')].map((text) => text.textContent)\
               .filter((text) => text.startsWith(arguments[0] + ' '))",
            vec![name.into()],
        )
        .await
}

/// Waits until so many numbers of this name are in the picture.
async fn count_becomes(browser: &Browser, name: &str, count: usize) -> Result<Vec<String>> {
    eventually(&format!("{count} times {name}"), async || {
        let found = named(browser, name).await?;
        Ok((found.len() == count).then_some(found))
    })
    .await
}

/// The weights as they are written on their lines.
async fn weights(browser: &Browser) -> Result<Vec<String>> {
    browser
        .value("[...document.querySelectorAll('.bp-weight')].map((text) => text.textContent)")
        .await
}

/// Everything that is written in the picture.
async fn picture(browser: &Browser) -> Result<String> {
    browser
        .value("document.querySelector('.bp-graph svg').textContent")
        .await
}

/// The slider of the sub-steps says where it stands.
async fn stands_at(browser: &Browser, position: usize) -> Result<()> {
    let slider = browser.find("slider", &EN.say("backprop.scrub")).await?;
    eventually(&format!("sub-step {position}"), async || {
        Ok((slider.value().await? == Some(position.to_string())).then_some(()))
    })
    .await
}

async fn reading_becomes(browser: &Browser, name: &str) -> Result<f64> {
    eventually(&format!("a number for {name}"), async || {
        Ok(number(&browser.reading(name).await?).ok())
    })
    .await
}

/// Opens the folded panel of this name.
async fn unfold(browser: &Browser, panel: &str) -> Result<()> {
    browser
        .script(
            "const summary = [...document.querySelectorAll('.bp-fold > summary')]\
               .find((summary) => summary.textContent === arguments[0]);\
             if (!summary.parentElement.open) { summary.scrollIntoView(); summary.click() }",
            vec![EN.say(&format!("backprop.{panel}")).into()],
        )
        .await
}

#[test]
fn a_number_appears_with_its_sub_step_and_goes_with_it() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "").await?;
        for name in ["z", "a", "δ", "∂a", "∂b"] {
            ensure!(
                named(browser, name).await?.is_empty(),
                "{name} is there before"
            );
        }
        // Three neurons, then two, then the output.
        press(browser, "forward").await?;
        let sums = count_becomes(browser, "z", 3).await?;
        press(browser, "forward").await?;
        count_becomes(browser, "a", 3).await?;
        press(browser, "forward").await?;
        count_becomes(browser, "z", 5).await?;
        press(browser, "back").await?;
        press(browser, "back").await?;
        count_becomes(browser, "a", 0).await?;
        ensure!(
            count_becomes(browser, "z", 3).await? == sums,
            "the sums changed"
        );
        press(browser, "back").await?;
        count_becomes(browser, "z", 0).await?;
        browser.address_ends("?lang=en").await
    });
}

#[test]
fn the_way_back_comes_after_the_loss() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "at=loss").await?;
        count_becomes(browser, "L", 1).await?;
        count_becomes(browser, "δ", 0).await?;
        let slider = browser.find("slider", &EN.say("backprop.scrub")).await?;
        // The batch, six forward, the loss, and then δ of the output.
        browser.set(&slider, "8").await?;
        count_becomes(browser, "δ", 1).await?;
        let gradients = "document.querySelectorAll('.bp-gradient').length";
        ensure!(browser.value::<u32>(gradients).await? == 0);
        browser.set(&slider, "9").await?;
        browser.until(&format!("{gradients} === 2")).await?;
        // Of the batch's mean there are gradients, and no sums of one sample.
        let list = browser.find("combobox", &EN.say("backprop.sample")).await?;
        browser.set(&list, &EN.say("backprop.mean")).await?;
        count_becomes(browser, "z", 0).await?;
        browser.until(&format!("{gradients} === 2")).await?;
        browser.set(&slider, "8").await?;
        browser.see(&EN.say("backprop.choose_sample")).await
    });
}

#[test]
fn the_finite_difference_agrees_with_the_chain_rule() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "at=update3&weight=1.2.1&h=1e-5").await?;
        let slope = reading_becomes(browser, "gradient").await?;
        let found = reading_becomes(browser, "difference").await?;
        ensure!(slope != 0.0, "the gradient is 0");
        ensure!(
            (slope - found).abs() <= 1e-4 * slope.abs(),
            "{slope} by the chain rule, {found} measured"
        );
        ensure!(reading_becomes(browser, "relative").await? < 1e-6);
        press(browser, "check_all").await?;
        browser.see("20 parameters").await?;
        // A wide h measures another slope.
        let slider = browser.find("slider", &EN.say("backprop.h")).await?;
        browser.set(&slider, "1").await?;
        eventually("a worse agreement", async || {
            let relative = number(&browser.reading("relative").await?)?;
            Ok((relative > 1e-6).then_some(()))
        })
        .await?;
        browser
            .until("new URLSearchParams(location.search).get('h') === '1e-1'")
            .await
    });
}

#[test]
fn the_ways_of_a_sample_add_up_to_its_gradient() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "at=grad1&weight=1.2.b").await?;
        let total = reading_becomes(browser, "ways").await?;
        let products: Vec<String> = browser
            .value("[...document.querySelectorAll('.bp-ways tbody td.number')].map((cell) => cell.textContent)")
            .await?;
        ensure!(products.len() == 2, "{products:?}");
        let sum: f64 = products
            .iter()
            .map(|text| number(text))
            .sum::<Result<f64>>()?;
        ensure!(
            (sum - total).abs() < 2e-3 * sum.abs().max(0.1),
            "{products:?}: {total}"
        );
        // The picture has the same gradient beside the neuron.
        let shown = count_becomes(browser, "∂b", 6).await?;
        ensure!(
            shown
                .iter()
                .any(|text| number(text).is_ok_and(|value| (value - total).abs() < 1e-9)),
            "{total} is not among {shown:?}"
        );
        Ok(())
    });
}

#[test]
fn a_gradient_that_is_not_there_yet_can_be_gone_to() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "at=loss").await?;
        press(browser, "go_there").await?;
        reading_becomes(browser, "ways").await?;
        browser
            .until("new URLSearchParams(location.search).get('at') === 'grad1'")
            .await
    });
}

#[test]
fn the_update_moves_every_weight_against_its_gradient() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "at=update1&lr=0.5").await?;
        unfold(browser, "values").await?;
        let rows: Vec<Vec<String>> = eventually("nine parameters", async || {
            let rows: Vec<Vec<String>> = browser
                .value(
                    "[...document.querySelectorAll('.bp-values tbody tr')]\
                       .map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent))",
                )
                .await?;
            Ok((rows.len() == 9).then_some(rows))
        })
        .await?;
        for row in rows {
            let values: Vec<f64> = row.iter().map(|text| number(text)).collect::<Result<_>>()?;
            let [before, gradient, after] = values[..] else {
                bail!("{row:?}")
            };
            ensure!(
                (after - (before - 0.5 * gradient)).abs() < 2e-5,
                "{before} − 0.5·{gradient} is not {after}"
            );
        }
        Ok(())
    });
}

#[test]
fn the_next_batch_starts_from_the_moved_weights() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "").await?;
        let start = weights(browser).await?;
        let slider = browser.find("slider", &EN.say("backprop.scrub")).await?;
        browser.set(&slider, "18").await?;
        let moved = eventually("moved weights", async || {
            let now = weights(browser).await?;
            Ok((now != start).then_some(now))
        })
        .await?;
        let (before, after) = (
            reading_becomes(browser, "loss").await?,
            reading_becomes(browser, "loss_after").await?,
        );
        let told = browser.reading("loss").await?;
        ensure!(after < before, "{before} → {after}");
        press(browser, "forward").await?;
        stands_at(browser, 0).await?;
        ensure!(
            weights(browser).await? == moved,
            "other weights than were left"
        );
        browser
            .until("new URLSearchParams(location.search).get('n') === '2'")
            .await?;
        // And back again.
        press(browser, "back").await?;
        stands_at(browser, 18).await?;
        ensure!(browser.reading("loss").await? == told);
        Ok(())
    });
}

#[test]
fn a_step_that_is_too_long_raises_the_loss() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "data=plane&hidden=&lr=10&at=update1").await?;
        browser.see(&EN.say("backprop.rose")).await?;
        let (before, after) = (
            reading_becomes(browser, "loss").await?,
            reading_becomes(browser, "loss_after").await?,
        );
        ensure!(after > before, "{before} → {after}");
        Ok(())
    });
}

#[test]
fn the_state_survives_reloading_and_a_shared_link() {
    run(Setup::default(), async |browser| {
        let site = open(browser, "data=arms&hidden=4,4&n=3&at=delta2&sample=2").await?;
        let list = browser.find("combobox", &EN.say("controls.layer")).await?;
        browser
            .set(&list, &EN.say_with("backprop.layer", &[("number", "2")]))
            .await?;
        browser
            .until("new URLSearchParams(location.search).get('weight') === '2.1.1'")
            .await?;
        let shown = picture(browser).await?;
        ensure!(shown.contains('δ'), "{shown}");
        let query: String = browser.value("location.search").await?;
        browser.driver.refresh().await?;
        browser.app_runs().await?;
        eventually("the same picture", async || {
            Ok((picture(browser).await? == shown).then_some(()))
        })
        .await?;
        // Somebody else opens it.
        browser
            .open_app(&site.url(&format!("embed/backpropagation/{query}")))
            .await?;
        eventually("the same picture", async || {
            Ok((picture(browser).await? == shown).then_some(()))
        })
        .await
    });
}

#[test]
fn bad_keys_are_told_and_the_defaults_kept() {
    run(Setup::default(), async |browser| {
        let _site = open(
            browser,
            "at=z9&weight=1&hidden=99&batch=9&h=2&data=own&hide=chian",
        )
        .await?;
        for told in [
            "“at=z9”",
            "“weight=1”",
            "“hidden=99”",
            "“batch=9”",
            "“h=2”",
            "“data=own”",
            "“hide=chian”",
        ] {
            browser.see(told).await?;
        }
        ensure!(weights(browser).await?.len() == 2 * 3 + 3 * 2 + 2);
        Ok(())
    });
}

/// Tabs until the element with the focus has this text.
async fn tab_to(browser: &Browser, text: &str) -> Result<()> {
    for _ in 0..60 {
        browser.key(Key::Tab, 1).await?;
        let focused = browser.focused().await?;
        if focused.text().await?.contains(text) {
            return Ok(());
        }
    }
    bail!("no stop of the Tab key says {text:?}")
}

#[test]
fn everything_can_be_done_by_keys() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "").await?;
        tab_to(browser, &EN.say("backprop.forward")).await?;
        browser.key(Key::Enter, 1).await?;
        stands_at(browser, 1).await?;
        browser.key(Key::Right, 2).await?;
        stands_at(browser, 3).await?;
        browser.key(Key::Left, 1).await?;
        stands_at(browser, 2).await?;
        browser.key(Key::End, 1).await?;
        stands_at(browser, 18).await?;
        browser.key(Key::Home, 1).await?;
        stands_at(browser, 0).await?;
        // The range takes its own keys.
        let slider = browser.find("slider", &EN.say("backprop.scrub")).await?;
        slider.focus().await?;
        browser.key(Key::Right, 1).await?;
        stands_at(browser, 1).await?;
        // A weight is chosen in the lists, which keep the focus.
        let list = browser.find("combobox", &EN.say("controls.layer")).await?;
        list.focus().await?;
        browser.key(Key::Down, 1).await?;
        browser
            .until("new URLSearchParams(location.search).get('weight') === '2.1.1'")
            .await?;
        browser
            .until("document.activeElement.tagName === 'SELECT'")
            .await
    });
}

#[test]
fn a_press_on_a_line_or_a_neuron_puts_it_in_focus() {
    run(Setup::default(), async |browser| {
        let _site = open(browser, "").await?;
        let lines = browser.driver.find_all(By::Css(".bp-link")).await?;
        ensure!(lines.len() == 14, "{} lines", lines.len());
        browser
            .script::<Option<bool>>(
                "document.querySelectorAll('.bp-link')[7]\
                   .dispatchEvent(new MouseEvent('click', { bubbles: true }))",
                Vec::new(),
            )
            .await?;
        browser
            .until("new URLSearchParams(location.search).get('weight') === '2.1.2'")
            .await?;
        let nodes = browser
            .driver
            .find_all(By::Css(".bp-node.bp-press"))
            .await?;
        nodes[1].click().await?;
        browser
            .until("new URLSearchParams(location.search).get('weight') === '1.2.b'")
            .await
    });
}

#[test]
fn the_digits_load_and_say_when_they_cannot() {
    run(Setup::default(), async |browser| {
        browser.expect_error("digits.bin");
        browser.expect_error("404");
        let site = Site::dist()?;
        site.server.set_fault("data/digits.bin", Fault::Status(404));
        open_on(browser, &site, "data=digits&hidden=8").await?;
        browser.see(&EN.say("network.not_fetched")).await?;
        site.server.clear_faults();
        browser
            .click("button", &EN.say("network.try_again"))
            .await?;
        browser
            .until("document.querySelector('.bp-fold-picture svg path') !== null")
            .await?;
        let columns = "[...document.querySelectorAll('.bp-columns')].map((svg) => svg.querySelectorAll('g.now, g.before').length)";
        ensure!(browser.value::<Vec<u32>>(columns).await? == [0, 0]);
        let slider = browser.find("slider", &EN.say("backprop.scrub")).await?;
        browser.set(&slider, "99").await?;
        browser
            .until(&format!("{columns}.join() === '3,3'"))
            .await?;
        reading_becomes(browser, "loss_after").await?;
        // 64 weights and a bias.
        press(browser, "check_neuron").await?;
        browser.see("65 parameters").await
    });
}

#[test]
fn a_phone_has_all_of_it_without_scrolling_sideways() {
    run(Setup::phone(), async |browser| {
        let _site = open(browser, "hidden=4,4,4&at=update4").await?;
        ensure!(browser.setup.viewport == PHONE);
        for panel in ["check", "matrices", "values"] {
            unfold(browser, panel).await?;
        }
        browser
            .until("document.querySelector('.bp-values td') !== null")
            .await?;
        let width: u32 = browser
            .value("document.documentElement.scrollWidth")
            .await?;
        ensure!(width <= PHONE.width, "the page is {width} wide");
        // The picture scrolls in its own box, and shows what is computed.
        ensure!(
            browser
                .value::<bool>("(() => { const box = document.querySelector('.bp-graph'); return box.scrollWidth > box.clientWidth && box.scrollLeft > 0 })()")
                .await?,
            "the box does not follow"
        );
        Ok(())
    });
}

#[test]
fn both_languages_tell_every_sub_step() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        for lang in LANGUAGES {
            browser
                .open_app(&site.url(&format!("{}/learn/backpropagation/", lang.code())))
                .await?;
            browser.find("figure", &lang.say("backprop.title")).await?;
            for told in ["told_batch", "told_sum", "told_activation"] {
                browser.see(&lang.say(&format!("backprop.{told}"))).await?;
                browser
                    .click("button", &lang.say("backprop.forward"))
                    .await?;
            }
            // A link in the text sets the figure.
            let links = browser
                .driver
                .find_all(By::Css("a[data-set^='backpropagation?']"))
                .await?;
            ensure!(links.len() >= 5, "{} links set the figure", links.len());
        }
        Ok(())
    });
}
