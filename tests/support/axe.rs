//! The accessibility audit: axe-core, given to the page through `WebDriver`, so
//! that no content policy of the page has to allow it.

use crate::Browser;
use crate::run::workspace;
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::Value;
use std::sync::{Arc, OnceLock};
use thirtyfour::WebElement;
use thirtyfour::session::handle::SessionHandle;

#[derive(Debug, Deserialize)]
struct Violation {
    id: String,
    help: String,
    nodes: Vec<Node>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Node {
    html: String,
    failure_summary: Option<String>,
}

/// Runs all rules of WCAG 2.2 A and AA and the best practices.
const AUDIT: &str = r"
const [done] = arguments;
axe.run(document, { resultTypes: ['violations'], iframes: false })
  .then((result) => done(result.violations), (error) => done(String(error)));
";

const ROLES: &str = r"
const [elements] = arguments;
axe.setup(document);
try {
  return elements.map((element) => [element, axe.commons.aria.getRole(element) ?? '', axe.commons.text.accessibleText(element)]);
} finally {
  axe.teardown();
}
";

/// Elements, a JSON list, with their roles and accessible names by axe's computation.
pub(crate) async fn roles(
    session: &Arc<SessionHandle>,
    elements: &Value,
) -> Result<Vec<(WebElement, String, String)>> {
    inject(session).await?;
    let rows = session.execute(ROLES, vec![elements.clone()]).await?;
    let rows: Vec<(Value, String, String)> = rows.convert()?;
    rows.into_iter()
        .map(|(element, role, name)| {
            Ok((WebElement::from_json(element, session.clone())?, role, name))
        })
        .collect()
}

async fn inject(session: &Arc<SessionHandle>) -> Result<()> {
    let present = session
        .execute("return 'axe' in window", Vec::new())
        .await?;
    if !present.convert::<bool>()? {
        session.execute(source()?, Vec::new()).await?;
    }
    Ok(())
}

fn source() -> Result<&'static str> {
    static SOURCE: OnceLock<String> = OnceLock::new();
    if let Some(source) = SOURCE.get() {
        return Ok(source);
    }
    let path = workspace().join("tools/node_modules/axe-core/axe.min.js");
    let text = std::fs::read_to_string(&path).with_context(|| {
        format!(
            "axe-core is missing at {}; `cargo xtask setup` installs it",
            path.display()
        )
    })?;
    Ok(SOURCE.get_or_init(|| text))
}

impl Browser {
    /// Audits the present page; the error lists every violation with its elements.
    pub async fn audit(&self) -> Result<()> {
        inject(self.driver.handle()).await?;
        let result = self.driver.execute_async(AUDIT, Vec::new()).await?;
        let violations: Vec<Violation> = result
            .convert()
            .with_context(|| format!("axe did not finish: {}", result.json()))?;
        let told: Vec<String> = violations.iter().map(describe).collect();
        ensure!(
            told.is_empty(),
            "accessibility violations at {}:\n{}",
            self.address().await?,
            told.join("\n")
        );
        Ok(())
    }
}

fn describe(violation: &Violation) -> String {
    let nodes: Vec<String> = violation
        .nodes
        .iter()
        .map(|node| {
            let summary = node
                .failure_summary
                .as_deref()
                .unwrap_or_default()
                .replace('\n', "\n      ");
            format!("    {}\n      {summary}", node.html)
        })
        .collect();
    format!(
        "  {}: {}\n{}",
        violation.id,
        violation.help,
        nodes.join("\n")
    )
}
