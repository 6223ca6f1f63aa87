//! Everything by keys alone, with the focus always to be seen.

use browser_tests::{
    Browser, Key, Lang, Name, PHONE, Result, Setup, Site, ensure, eventually, run,
};
use serde::Deserialize;

const EN: Lang = Lang::En;

#[derive(Debug, Deserialize)]
struct Focus {
    what: String,
    inside: bool,
    marked: bool,
    seen: bool,
}

/// What has the focus, and whether a sighted reader can tell.
async fn focus(browser: &Browser) -> Result<Focus> {
    browser
        .value(
            "(() => {\
               const element = document.activeElement;\
               const box = element.getBoundingClientRect();\
               const style = getComputedStyle(element);\
               const outlined = (s) => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1) || s.boxShadow !== 'none';\
               const around = element.closest('label, .choice, .slider');\
               return {\
                 what: element.outerHTML.slice(0, 120),\
                 inside: element !== document.body,\
                 marked: outlined(style) || (!!around && outlined(getComputedStyle(around))),\
                 seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth\
                   && box.width > 0 && box.height > 0 } })()",
        )
        .await
}

#[test]
fn the_first_tab_offers_to_skip_to_the_content() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        browser.open_app(&site.url("en/learn/neuron/")).await?;
        browser.key(Key::Tab, 1).await?;
        let focused = browser.focused().await?;
        ensure!(
            focused.text().await? == EN.say("shell.skip"),
            "the first stop is another"
        );
        let focus = focus(browser).await?;
        ensure!(focus.seen, "the skip link is not seen: {focus:?}");
        browser.key(Key::Enter, 1).await?;
        browser
            .until("document.activeElement.id === 'content'")
            .await?;
        browser.key(Key::Tab, 1).await?;
        browser
            .until("document.activeElement.closest('main') !== null")
            .await
    });
}

#[test]
fn every_stop_of_the_tab_key_is_seen() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        for path in [
            "en/",
            "en/learn/",
            "en/learn/neuron/",
            "en/library/",
            "en/settings/",
            "embed/neuron/",
        ] {
            browser
                .resize(if path == "en/" {
                    PHONE
                } else {
                    browser.setup.viewport
                })
                .await?;
            browser.open_app(&site.url(path)).await?;
            let mut stops = 0;
            for _ in 0..150 {
                browser.key(Key::Tab, 1).await?;
                let focus = focus(browser).await?;
                if !focus.inside {
                    break;
                }
                stops += 1;
                ensure!(
                    focus.marked,
                    "{path}: the focus is not marked on {}",
                    focus.what
                );
                ensure!(
                    focus.seen,
                    "{path}: the focus is out of sight on {}",
                    focus.what
                );
            }
            ensure!(stops >= 5, "{path} has {stops} stops");
        }
        Ok(())
    });
}

#[test]
fn a_question_mark_lists_the_shortcuts() {
    run(Setup::default(), async |browser| {
        let site = Site::dist_below("/sub/")?;
        browser.open_app(&site.url("en/learn/neuron/")).await?;
        let title = EN.say("shell.shortcuts");
        browser.press("?").await?;
        let dialog = browser.find("dialog", &title).await?;
        ensure!(
            dialog
                .text()
                .await?
                .contains(&EN.say("shell.shortcut_help")),
            "no list"
        );
        browser.key(Key::Escape, 1).await?;
        browser.gone("dialog", &title).await?;
        // From the footer, for who does not know the key; the focus comes back.
        browser.click("button", &title).await?;
        browser.find("dialog", &title).await?;
        browser.key(Key::Enter, 1).await?;
        browser.gone("dialog", &title).await?;
        let focused = browser.focused().await?;
        ensure!(
            focused.text().await? == title,
            "the focus was lost with the dialog"
        );
        browser.press("gl").await?;
        browser.address_ends("/sub/en/learn/").await?;
        browser.press("x").await?;
        browser.address_ends("/sub/zh/learn/").await?;
        browser.press("t").await?;
        browser
            .until("document.documentElement.dataset.theme === 'light'")
            .await
    });
}

#[test]
fn letters_typed_into_a_field_are_no_shortcuts() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        browser.open_app(&site.url("en/library/")).await?;
        let filter = browser.find("searchbox", &EN.say("library.filter")).await?;
        filter.send_keys("?xglt").await?;
        ensure!(
            filter.value().await?.as_deref() == Some("?xglt"),
            "a letter was taken"
        );
        browser.address_ends("en/library/").await?;
        ensure!(
            browser.all("dialog", Name::Any).await?.is_empty(),
            "a dialog opened"
        );
        Ok(())
    });
}

#[test]
fn the_neuron_is_operated_by_keys_alone() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        browser.open_app(&site.url("en/learn/neuron/")).await?;
        let bias = EN.say("neuron.b");
        let mut reached = false;
        for _ in 0..60 {
            browser.key(Key::Tab, 1).await?;
            let element = browser.focused().await?;
            if browser_tests::roles::name(&element).await? == bias {
                reached = true;
                break;
            }
        }
        ensure!(reached, "Tab does not lead to {bias}");
        let slider = browser.focused().await?;
        let before: f64 = slider.value().await?.unwrap_or_default().parse()?;
        browser.key(Key::Left, 4).await?;
        eventually("the bias to fall", async || {
            let now: f64 = slider.value().await?.unwrap_or_default().parse()?;
            Ok((now < before).then_some(()))
        })
        .await?;
        browser
            .until("new URLSearchParams(location.search).has('b')")
            .await?;
        // To the other end at once.
        browser.key(Key::End, 1).await?;
        browser
            .until("new URLSearchParams(location.search).get('b') === '3'")
            .await
    });
}

#[test]
fn a_new_page_takes_the_focus() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        browser.open_app(&site.url("en/")).await?;
        browser.press("gb").await?;
        browser.find("heading", &EN.say("library.heading")).await?;
        browser.until("document.activeElement.id === 'content' || document.activeElement.tagName === 'H1'").await?;
        browser.until("scrollY === 0").await
    });
}
