//! The browser's part of `cargo xtask bench`: opens the page that measures, then
//! the site, and writes what both found, as JSON, to a file.
//!
//! Arguments: the folder of the engine's compiled program, the folder of the
//! packages from npm, the file to write.

use std::path::PathBuf;
use std::time::Duration;

use browser_tests::{Browser, Context, Lang, Result, Setup, Site, bail, run, run::workspace, wait};
use devserver::{Options, Server};
use serde_json::{Value, json};

/// Far beyond what measuring takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(20);

/// The networks that the site's own page is watched with: name, address.
const SHOWN: [(&str, &str); 2] = [
    ("2-4-2-1", ""),
    (
        "7-8x6-1",
        "hidden=8,8,8,8,8,8&features=x1,x2,x1sq,x2sq,x1x2,sinx1,sinx2",
    ),
];
/// How fast they play, as the address has it, and for how long they are watched:
/// in slow motion an epoch takes five seconds.
const PACES: [(&str, Duration); 2] = [
    ("full", Duration::from_secs(8)),
    ("0.2", Duration::from_secs(17)),
];

fn main() -> Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [engine, npm, out] = arguments.as_slice() else {
        bail!("this is started by `cargo xtask bench`");
    };
    run(Setup::default(), async |browser| {
        let server = Server::start(
            workspace().join("tests/bench/page"),
            Options {
                also: vec![
                    ("/engine".to_owned(), engine.clone()),
                    ("/npm".to_owned(), npm.clone()),
                ],
                ..Options::default()
            },
        )?;
        browser.open(&server.url()).await?;
        let mut said = String::new();
        let outcome: Value = wait::within(PATIENCE, "the measurements", async || {
            let now: String = browser
                .value("document.querySelector('#progress').textContent")
                .await?;
            if now != said {
                println!("  {now}");
                said = now;
            }
            browser.value("window.outcome ?? null").await
        })
        .await?;
        if let Some(error) = outcome["error"].as_str() {
            bail!("the page that measures says: {error}");
        }
        let mut result = outcome["result"].clone();
        result["pages"] = pages(browser).await?;
        std::fs::write(out, result.to_string())
            .with_context(|| format!("writing {}", out.display()))
    });
    Ok(())
}

/// What a reader of the site sees while each network trains.
async fn pages(browser: &Browser) -> Result<Value> {
    let site = Site::dist()?;
    let mut pages = Vec::new();
    for (name, query) in SHOWN {
        for (speed, duration) in PACES {
            println!("  the site's page: {name}, speed {speed}");
            let path = format!("embed/neural-network/?lang=en&speed={speed}&{query}");
            browser.open_app(&site.url(&path)).await?;
            browser.readings().await?;
            // What the machine shows of a page that does nothing.
            let idle = browser.frames(Duration::from_secs(2)).await?.rate;
            browser.train(Lang::En, "play").await?;
            let motion = browser.motion(duration).await?;
            pages.push(json!({ "name": name, "speed": speed, "idle": idle, "motion": motion }));
        }
    }
    Ok(pages.into())
}
