//! The report on paper: one page or two, whatever the venture and the language.

use crate::check_support::{ID, keep_case, open};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use browser_tests::chromium::command;
use browser_tests::words::beginning;
use browser_tests::{Browser, LANGUAGES, Result, Setup, Site, containing, ensure, run};
use serde_json::json;

/// Sheets of paper, in inches.
const SHEETS: [(&str, f64, f64); 2] = [("A4", 8.27, 11.69), ("letter", 8.5, 11.0)];

/// How many pages the page takes when it is printed.
async fn pages(browser: &Browser, width: f64, height: f64) -> Result<usize> {
    let wanted = json!({ "paperWidth": width, "paperHeight": height, "printBackground": true });
    let printed = command(&browser.driver, "Page.printToPDF", wanted).await?;
    let pdf = STANDARD.decode(printed["data"].as_str().unwrap_or_default())?;
    let text = String::from_utf8_lossy(&pdf);
    let pages = text
        .match_indices("/Type /Page")
        .filter(|(at, found)| !text[at + found.len()..].starts_with('s'));
    Ok(pages.count())
}

#[test]
fn a_full_report_is_printed_on_two_pages() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        // One that waits at every gate, with China's facts and Europe's.
        keep_case(browser, &site, "driving").await?;
        for lang in LANGUAGES {
            open(
                browser,
                &site,
                &format!("{}/check/report/#{ID}", lang.code()),
            )
            .await?;
            if lang == LANGUAGES[0] {
                let label = lang.say("check.keep_task");
                for _ in 0..5 {
                    let keep = containing(beginning(&label));
                    let buttons = browser.all("button", keep).await?;
                    for button in buttons {
                        if button.attr("aria-pressed").await?.as_deref() == Some("false") {
                            button.click().await?;
                        }
                    }
                }
                browser
                    .until("document.querySelectorAll('.report-tasks tbody tr').length === 5")
                    .await?;
            }
            browser.see(&lang.say("check.not_advice")).await?;
            for (sheet, width, height) in SHEETS {
                let count = pages(browser, width, height).await?;
                ensure!(
                    (1..=2).contains(&count),
                    "{}: {count} pages of {sheet}",
                    lang.code()
                );
            }
        }
        Ok(())
    });
}
