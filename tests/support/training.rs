//! The network's figure as a reader uses it: what it says of its training, and
//! its buttons.

use crate::chromium;
use crate::wait::eventually;
use crate::{Browser, Lang};
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// The numbers that the figure shows, at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Readings {
    /// Passes over the training samples.
    pub epoch: u64,
    /// On the training samples.
    pub loss: String,
    /// On the test samples.
    pub test_loss: String,
}

impl Readings {
    /// The training loss as a number.
    pub fn loss_value(&self) -> Result<f64> {
        number(&self.loss)
    }
}

/// Reads a number as people write it: `−0.25`, `1,234`, `87 %`.
pub fn number(text: &str) -> Result<f64> {
    let plain: String = text
        .replace('−', "-")
        .chars()
        .filter(|character| character.is_ascii_digit() || matches!(character, '.' | '-' | 'e'))
        .collect();
    plain
        .parse()
        .with_context(|| format!("{text:?} is no number"))
}

/// What the reader sees of a training network over a while.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct Motion {
    /// The page's frames per second.
    pub frames: f64,
    /// The longest gap between two of them, in milliseconds.
    pub longest: f64,
    /// Frames per second in which the figure's epoch or loss was another one.
    pub shown: f64,
    /// Epochs per second, from the first change of the epoch to the last.
    pub epochs: f64,
    /// Milliseconds that the page's main thread works for a frame, on average.
    pub work: f64,
    /// The longest of its tasks in milliseconds; 0 if none took 50, which is where
    /// the browser begins to report them.
    pub task: f64,
}

/// What the page's own script sees of it.
#[derive(Deserialize)]
struct Seen {
    frames: f64,
    longest: f64,
    shown: f64,
    epochs: f64,
    seconds: f64,
}

impl Browser {
    /// Watches the figure for this long; two changes of the epoch must fall into it.
    pub async fn motion(&self, duration: Duration) -> Result<Motion> {
        let script = r"
            const [length, done] = arguments;
            const read = () => ['epoch', 'loss'].map((name) =>
              document.querySelector(`[data-reading='${name}']`).textContent);
            const [times, changes] = [[], []];
            let [last, shown] = [null, 0];
            const frame = (now) => {
              times.push(now);
              const [epoch, loss] = read();
              if (last && epoch !== last[0]) changes.push([now, Number(epoch.replace(/\D/g, ''))]);
              if (last && (epoch !== last[0] || loss !== last[1])) shown += 1;
              last = [epoch, loss];
              if (now - times[0] < length) return requestAnimationFrame(frame);
              const seconds = (times.at(-1) - times[0]) / 1000;
              const gaps = times.slice(1).map((time, index) => time - times[index]);
              const [first, final] = [changes[0], changes.at(-1)];
              done({
                frames: gaps.length / seconds,
                seconds,
                longest: Math.max(...gaps),
                shown: shown / seconds,
                epochs: changes.length > 1 ? 1000 * (final[1] - first[1]) / (final[0] - first[0]) : null,
              });
            };
            requestAnimationFrame(frame);";
        let arguments = vec![serde_json::json!(duration.as_millis() as u64)];
        let (from, worked) = (self.now().await?, chromium::worked(&self.driver).await?);
        let outcome = self.driver.execute_async(script, arguments).await?;
        let worked = chromium::worked(&self.driver).await? - worked;
        let seen: Seen = outcome.convert().context("too few changes to see a pace")?;
        let tasks = self.long_tasks_since(from).await?;
        Ok(Motion {
            frames: seen.frames,
            longest: seen.longest,
            shown: seen.shown,
            epochs: seen.epochs,
            work: 1000.0 * worked / (seen.frames * seen.seconds),
            task: tasks.iter().map(|task| task.duration).fold(0.0, f64::max),
        })
    }

    /// What the figure shows under this name, such as `test_loss`.
    pub async fn reading(&self, name: &str) -> Result<String> {
        let text: Option<String> = self
            .script(
                "return document.querySelector(`[data-reading='${arguments[0]}']`)?.textContent.trim()",
                vec![name.into()],
            )
            .await?;
        text.with_context(|| format!("the figure shows no {name}"))
    }

    /// The figure's readings at one moment, once it has a run to read.
    pub async fn readings(&self) -> Result<Readings> {
        eventually("a run", async || Ok(self.readings_now().await.ok())).await
    }

    async fn readings_now(&self) -> Result<Readings> {
        let texts: Vec<String> = self
            .value(
                "['epoch', 'loss', 'test_loss'].map((name) =>\
                   document.querySelector(`[data-reading='${name}']`).textContent.trim())",
            )
            .await?;
        let [epoch, loss, test_loss] = texts
            .try_into()
            .map_err(|texts| anyhow::anyhow!("{texts:?}"))?;
        Ok(Readings {
            epoch: number(&epoch)? as u64,
            loss,
            test_loss,
        })
    }

    /// Waits until the figure has come to this epoch, and gives its readings then.
    pub async fn trained_to(&self, epoch: u64) -> Result<Readings> {
        eventually(&format!("epoch {epoch}"), async || {
            let now = self.readings().await?;
            Ok((now.epoch >= epoch).then_some(now))
        })
        .await
    }

    /// Presses a button of the network's figure, by the key of its name.
    pub async fn train(&self, lang: Lang, action: &str) -> Result<()> {
        self.click("button", &lang.say(&format!("network.{action}")))
            .await
    }
}
