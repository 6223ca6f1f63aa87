//! Pages of other people, on an origin of their own, that embed a figure.

use crate::Browser;
use crate::fixture::Folder;
use crate::site::Site;
use crate::wait::eventually;
use anyhow::{Context, Result};
use serde_json::Value;
use thirtyfour::{By, WebElement};

/// Records the element's events before the element exists.
const RECORDER: &str = r"
window.heard = [];
for (const kind of ['ready', 'state', 'error', 'score'])
  addEventListener('qimo-' + kind, (event) => heard.push({ kind, ...event.detail }));
";

/// A page that embeds figures of a site, and the server of its origin.
pub struct HostPage {
    server: Site,
    _folder: Folder,
}

impl HostPage {
    /// Serves a page with this body; `{root}` in `head` and `body` stands for
    /// the figures' site, and embed.js is loaded from there.
    pub fn serve(figures: &Site, head: &str, body: &str) -> Result<Self> {
        let page = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Host</title>\
             <meta name=\"viewport\" content=\"width=device-width\">\
             <link rel=\"icon\" href=\"data:,\">{head}<script src=\"recorder.js\"></script>\
             <script async src=\"{{root}}embed.js\"></script></head>\
             <body>{body}</body></html>"
        );
        let folder = Folder::new()?;
        folder.write("index.html", page.replace("{root}", &figures.url("")))?;
        folder.write("recorder.js", RECORDER)?;
        let server = Site::serve(folder.path())?;
        Ok(Self {
            server,
            _folder: folder,
        })
    }

    /// The page's address: another site than the figures', not only another port.
    pub fn url(&self) -> String {
        self.server.url("").replace("127.0.0.1", "localhost")
    }
}

impl Browser {
    /// The frame inside the n-th embedding element, waiting for it.
    pub async fn embedded_frame(&self, index: usize) -> Result<WebElement> {
        eventually(
            &format!("frame {index} of an embedding element"),
            async || {
                let elements = self.driver.find_all(By::Css("qimo-explorable")).await?;
                let element = elements.get(index).context("no such element")?;
                let shadow = element.get_shadow_root().await?;
                Ok(shadow.find_all(By::Css("iframe")).await?.into_iter().next())
            },
        )
        .await
    }

    /// Waits until an embedding element has told an event of this kind, and gives its detail.
    pub async fn heard(&self, kind: &str) -> Result<Value> {
        eventually(&format!("an event qimo-{kind}"), async || {
            let last: Value = self
                .script(
                    "return window.heard.filter((told) => told.kind === arguments[0]).at(-1)",
                    vec![Value::from(kind)],
                )
                .await?;
            Ok((!last.is_null()).then_some(last))
        })
        .await
    }
}
