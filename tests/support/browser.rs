//! A browser as a reader uses it: opens pages, finds what it sees by role and
//! name, presses keys, reads.

use crate::fixture::Folder;
use crate::roles::{self, Name};
use crate::run::Setup;
use crate::wait::eventually;
use crate::{chromium, run};
use anyhow::{Context, Result, bail, ensure};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use thirtyfour::common::command::Command;
use thirtyfour::{By, Key, WebDriver, WebElement};

/// One browser with a profile of its own.
pub struct Browser {
    /// The session, for what this type does not wrap.
    pub driver: WebDriver,
    /// How it was started.
    pub setup: Setup,
    expected: Mutex<Vec<String>>,
    downloads: Folder,
}

impl Browser {
    pub(crate) fn new(driver: WebDriver, setup: Setup, downloads: Folder) -> Self {
        Self {
            driver,
            setup,
            expected: Mutex::default(),
            downloads,
        }
    }

    /// Opens a page and waits for its `load` event.
    pub async fn open(&self, url: &str) -> Result<()> {
        self.driver
            .goto(url)
            .await
            .with_context(|| format!("cannot open {url}"))
    }

    /// Runs a script in the page and gives what it returns.
    pub async fn script<T: DeserializeOwned>(
        &self,
        script: &str,
        arguments: Vec<Value>,
    ) -> Result<T> {
        let returned = self.driver.execute(script, arguments).await?;
        Ok(returned.convert()?)
    }

    /// The value of a JavaScript expression; promises are awaited.
    pub async fn value<T: DeserializeOwned>(&self, expression: &str) -> Result<T> {
        self.script(&format!("return ({expression});"), Vec::new())
            .await
    }

    /// The first visible element of this role and name, waiting for it.
    pub async fn find(&self, role: &str, name: impl Into<Name>) -> Result<WebElement> {
        self.find_below(None, role, name.into()).await
    }

    /// The first visible element of this role and name inside another, waiting for it.
    pub async fn find_in(
        &self,
        scope: &WebElement,
        role: &str,
        name: impl Into<Name>,
    ) -> Result<WebElement> {
        self.find_below(Some(scope), role, name.into()).await
    }

    async fn find_below(
        &self,
        scope: Option<&WebElement>,
        role: &str,
        name: Name,
    ) -> Result<WebElement> {
        eventually(&format!("a visible {role} named {name:?}"), async || {
            let found = roles::all(self.driver.handle(), scope, role, &name).await?;
            Ok(found.into_iter().next())
        })
        .await
    }

    /// All visible elements of this role and name, at this moment.
    pub async fn all(&self, role: &str, name: impl Into<Name>) -> Result<Vec<WebElement>> {
        roles::all(self.driver.handle(), None, role, &name.into()).await
    }

    /// Waits until no visible element has this role and name.
    pub async fn gone(&self, role: &str, name: impl Into<Name>) -> Result<()> {
        let name = name.into();
        eventually(&format!("no {role} named {name:?}"), async || {
            Ok(self.all(role, name.clone()).await?.is_empty().then_some(()))
        })
        .await
    }

    /// Clicks the element of this role and name.
    pub async fn click(&self, role: &str, name: impl Into<Name>) -> Result<()> {
        let element = self.find(role, name).await?;
        element.scroll_into_view().await?;
        Ok(element.click().await?)
    }

    /// The first element of a selector, waiting for it: for what has no role, such as `html`.
    pub async fn select(&self, css: &str) -> Result<WebElement> {
        eventually(&format!("an element {css}"), async || {
            Ok(self.driver.find_all(By::Css(css)).await?.into_iter().next())
        })
        .await
    }

    /// Waits until the page shows this text.
    pub async fn see(&self, text: &str) -> Result<()> {
        eventually(&format!("the text {text:?}"), async || {
            Ok(self.text().await?.contains(text).then_some(()))
        })
        .await
    }

    /// All text that the page shows.
    pub async fn text(&self) -> Result<String> {
        self.value("document.body.innerText").await
    }

    /// Waits until a JavaScript expression is true.
    pub async fn until(&self, expression: &str) -> Result<()> {
        eventually(expression, async || {
            Ok(self.value::<bool>(expression).await?.then_some(()))
        })
        .await
    }

    /// Types into whatever has the focus.
    pub async fn press(&self, keys: impl AsRef<str>) -> Result<()> {
        Ok(self
            .driver
            .action_chain()
            .send_keys(keys.as_ref())
            .perform()
            .await?)
    }

    /// Presses one key that has no character, such as Tab, `times` times.
    pub async fn key(&self, key: Key, times: usize) -> Result<()> {
        let text = char::from(key).to_string().repeat(times);
        self.press(text).await
    }

    /// Presses a letter with the control key held.
    pub async fn control(&self, letter: &str) -> Result<()> {
        Ok(self
            .driver
            .action_chain()
            .key_down(Key::Control)
            .send_keys(letter)
            .key_up(Key::Control)
            .perform()
            .await?)
    }

    /// Shows `text` in the focused field as what an input method composes: not
    /// yet written, and in place of what it composed before.
    pub async fn compose(&self, text: &str) -> Result<()> {
        chromium::compose(&self.driver, text).await
    }

    /// Ends a composition with the text that the reader chose.
    pub async fn commit(&self, text: &str) -> Result<()> {
        chromium::commit(&self.driver, text).await
    }

    /// The element with the focus.
    pub async fn focused(&self) -> Result<WebElement> {
        Ok(self.driver.active_element().await?)
    }

    /// The address, as the reader sees it.
    pub async fn address(&self) -> Result<String> {
        Ok(self.driver.current_url().await?.to_string())
    }

    /// Waits until the address ends like this.
    pub async fn address_ends(&self, end: &str) -> Result<()> {
        let mut last = String::new();
        let outcome = eventually(&format!("an address that ends in {end}"), async || {
            last = self.address().await?;
            Ok(last.ends_with(end).then_some(()))
        })
        .await;
        outcome.with_context(|| format!("the address is {last}"))
    }

    /// Changes the system's colour scheme, as the reader's system would at dusk.
    pub async fn prefer(&self, scheme: run::Scheme) -> Result<()> {
        chromium::prefer(&self.driver, scheme, self.setup.reduced_motion).await
    }

    /// Turns the page into that of another device.
    pub async fn resize(&self, viewport: run::Viewport) -> Result<()> {
        chromium::resize(&self.driver, viewport).await
    }

    /// Console errors with this part are expected from here on.
    pub fn expect_error(&self, part: &str) {
        self.expected
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(part.to_owned());
    }

    /// Fails if the console has errors that no test expected.
    pub async fn expect_quiet_console(&self) -> Result<()> {
        let log = chromium::severe_log(&self.driver).await?;
        let expected = self
            .expected
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let surprises: Vec<_> = log
            .into_iter()
            .filter(|line| !expected.iter().any(|part| line.contains(part)))
            .collect();
        ensure!(
            surprises.is_empty(),
            "errors in the console: {surprises:#?}"
        );
        Ok(())
    }

    /// The text of the file with this extension that was downloaded, waiting
    /// for it; taken away, so that the next one can come.
    pub async fn downloaded(&self, extension: &str) -> Result<String> {
        let path = self.downloaded_file(extension).await?;
        let text = std::fs::read_to_string(&path)?;
        std::fs::remove_file(path)?;
        Ok(text)
    }

    /// The file with this extension that was downloaded, waiting for it.
    pub async fn downloaded_file(&self, extension: &str) -> Result<PathBuf> {
        eventually(&format!("a downloaded .{extension} file"), async || {
            let files = std::fs::read_dir(self.downloads.path())?;
            let mut paths = files.filter_map(|file| Some(file.ok()?.path()));
            Ok(paths.find(|path| path.extension().is_some_and(|ends| ends == extension)))
        })
        .await
    }

    /// Enters the frame that `element` shows.
    pub async fn enter(&self, frame: WebElement) -> Result<()> {
        Ok(frame.enter_frame().await?)
    }

    /// Back to the page itself.
    pub async fn leave_frames(&self) -> Result<()> {
        Ok(self.driver.enter_default_frame().await?)
    }

    /// Drags an element with a finger.
    pub async fn touch_drag(&self, element: &WebElement, by: (i64, i64)) -> Result<()> {
        let origin = element.to_json()?;
        let actions = json!([{
            "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" },
            "actions": [
                { "type": "pointerMove", "duration": 0, "origin": origin, "x": 0, "y": 0 },
                { "type": "pointerDown", "button": 0 },
                { "type": "pointerMove", "duration": 100, "origin": "pointer", "x": by.0 / 2, "y": by.1 / 2 },
                { "type": "pointerMove", "duration": 100, "origin": "pointer", "x": by.0 - by.0 / 2, "y": by.1 - by.1 / 2 },
                { "type": "pointerUp", "button": 0 },
            ],
        }]);
        self.driver
            .cmd(Command::PerformActions(actions.into()))
            .await?;
        Ok(())
    }

    /// Sets a native slider, number field, text field or select to a value, as
    /// its own events tell it.
    pub async fn set(&self, element: &WebElement, value: &str) -> Result<()> {
        let tag = element.tag_name().await?;
        if tag == "select" {
            let options = element.find_all(By::Tag("option")).await?;
            for option in options {
                if option.text().await? == value {
                    return Ok(option.click().await?);
                }
            }
            bail!("the list has no entry {value:?}");
        }
        if element.attr("type").await?.as_deref() == Some("range") {
            // A slider cannot be typed into; its input event is what a drag ends in.
            let arguments = vec![element.to_json()?, Value::from(value)];
            return self
                .script(
                    "const [input, value] = arguments; input.focus(); input.value = value;\
                     for (const kind of ['input', 'change'])\
                       input.dispatchEvent(new Event(kind, { bubbles: true }));",
                    arguments,
                )
                .await;
        }
        element.clear().await?;
        Ok(element.send_keys(value).await?)
    }
}
