//! The network's figure as a reader uses it: what it says of its training, and
//! its buttons.

use crate::wait::eventually;
use crate::{Browser, Lang};
use anyhow::{Context, Result};

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

impl Browser {
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
