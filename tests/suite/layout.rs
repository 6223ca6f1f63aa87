//! A phone shows everything without scrolling sideways, and nothing jumps when
//! the app takes the prerendered page over.

use browser_tests::observe::Shift;
use browser_tests::site::routes;
use browser_tests::{Browser, DESKTOP, PHONE, Result, Setup, Site, Viewport, ensure, run};
use std::time::Duration;

/// Elements that stick out of the window to the right, outside any box that scrolls.
const WIDER: &str = "(() => {\
  const scrolls = (element) => { for (let at = element.parentElement; at; at = at.parentElement)\
    if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(at).overflowX)) return true; return false };\
  if (document.documentElement.scrollWidth <= innerWidth) return [];\
  return [...document.body.querySelectorAll('*')]\
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !scrolls(element))\
    .map((element) => element.tagName + '.' + (element.className.baseVal ?? element.className)) })()";

#[test]
fn no_page_scrolls_sideways() {
    run(Setup::phone(), async |browser| {
        let site = Site::dist()?;
        for route in routes()?.iter().filter(|route| !route.path.is_empty()) {
            browser.resize(PHONE).await?;
            browser.open_app(&site.url(&route.path)).await?;
            for viewport in [
                PHONE,
                Viewport {
                    width: 320,
                    ..PHONE
                },
                Viewport {
                    width: 768,
                    ..PHONE
                },
            ] {
                browser.resize(viewport).await?;
                browser
                    .until(&format!("innerWidth <= {}", viewport.width))
                    .await
                    .ok();
                let wide: Vec<String> = browser.value(WIDER).await?;
                ensure!(
                    wide.is_empty(),
                    "{} at {}: {wide:?} stick out",
                    route.path,
                    viewport.width
                );
                let width: u32 = browser
                    .value("document.documentElement.scrollWidth")
                    .await?;
                ensure!(
                    width <= viewport.width,
                    "{} is {width} wide at {}",
                    route.path,
                    viewport.width
                );
            }
        }
        Ok(())
    });
}

async fn cumulative_shift(browser: &Browser) -> Result<(f64, Vec<Shift>)> {
    // Two quiet frames after the app took over.
    browser.frames(Duration::from_millis(200)).await?;
    let shifts = browser.shifts().await?;
    Ok((shifts.iter().map(|shift| shift.value).sum(), shifts))
}

fn nothing_jumps(viewport: Viewport) {
    run(
        Setup {
            viewport,
            ..Setup::default()
        },
        async |browser| {
            let site = Site::dist()?;
            for route in routes()?.iter().filter(|route| !route.path.is_empty()) {
                browser.open_app(&site.url(&route.path)).await?;
                let (sum, shifts) = cumulative_shift(browser).await?;
                ensure!(sum < 0.05, "{} shifts by {sum:.3}: {shifts:?}", route.path);
            }
            Ok(())
        },
    );
}

#[test]
fn nothing_jumps_on_a_laptop() {
    nothing_jumps(DESKTOP);
}

#[test]
fn nothing_jumps_on_a_phone() {
    nothing_jumps(PHONE);
}

#[test]
fn touch_targets_are_large_enough() {
    run(Setup::phone(), async |browser| {
        let site = Site::dist()?;
        for path in [
            "en/",
            "en/learn/neuron/",
            "en/learn/neural-network/",
            "en/learn/optimisers/",
            "en/learn/evaluation/",
            "en/settings/",
        ] {
            browser.open_app(&site.url(path)).await?;
            // WCAG 2.2's 24 pixels; links within text are excepted there too.
            let small: Vec<String> = browser
                .value(
                    "[...document.querySelectorAll('button, select, input, header a, summary')]\
                     .filter((element) => element.checkVisibility())\
                     .filter((element) => { const box = (element.closest('label') ?? element).getBoundingClientRect();\
                       return box.width < 24 || box.height < 24 })\
                     .map((element) => element.outerHTML.slice(0, 90))",
                )
                .await?;
            ensure!(small.is_empty(), "{path}: too small to touch: {small:#?}");
        }
        Ok(())
    });
}
