//! While a network trains, the page never stutters.

use browser_tests::{Browser, Lang, Result, Setup, Site, ensure, run};
use std::time::Duration;

const EN: Lang = Lang::En;

/// Milliseconds: what the design allows one task of the main thread.
const LONGEST_TASK: f64 = 50.0;

/// Trains for a while and gives frames per second.
async fn train(browser: &Browser, address: &str) -> Result<f64> {
    browser.open_app(address).await?;
    browser.train(EN, "play").await?;
    browser.trained_to(2).await?;
    let from = browser.now().await?;
    let frames = browser.frames(Duration::from_secs(3)).await?;
    let long = browser.long_tasks_since(from).await?;
    println!(
        "{address}: {:.0} frames/s, longest gap {:.0} ms",
        frames.rate, frames.longest
    );
    let worst = long.iter().map(|task| task.duration).fold(0.0, f64::max);
    ensure!(
        worst <= LONGEST_TASK,
        "tasks over {LONGEST_TASK} ms: {long:?}"
    );
    Ok(frames.rate)
}

#[test]
fn no_task_is_long_while_a_network_trains() {
    run(
        Setup {
            alone: true,
            ..Setup::default()
        },
        async |browser| {
            let site = Site::dist()?;
            for query in [
                "",
                "data=spiral&hidden=8,8,8&opt=adam",
                "data=digits&hidden=32",
            ] {
                let rate = train(
                    browser,
                    &site.url(&format!("embed/neural-network/?lang=en&{query}")),
                )
                .await?;
                ensure!(rate > 30.0, "{rate:.0} frames per second with {query}");
            }
            Ok(())
        },
    );
}

#[test]
fn starting_the_app_blocks_nobody_for_long() {
    run(
        Setup {
            alone: true,
            ..Setup::default()
        },
        async |browser| {
            let site = Site::dist()?;
            for path in [
                "en/",
                "en/learn/neuron/",
                "en/learn/neural-network/",
                "en/learn/optimisers/",
            ] {
                browser.open_app(&site.url(path)).await?;
                browser.frames(Duration::from_millis(500)).await?;
                let worst = browser.long_tasks_since(0.0).await?;
                println!("{path}: long tasks while starting: {worst:?}");
                let longest = worst.iter().map(|task| task.duration).fold(0.0, f64::max);
                ensure!(
                    longest < 250.0,
                    "{path} blocks for {longest:.0} ms while starting"
                );
            }
            Ok(())
        },
    );
}
