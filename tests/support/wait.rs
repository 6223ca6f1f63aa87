//! Waiting for something to become true, never for time to pass.

use anyhow::{Result, anyhow};
use std::time::{Duration, Instant};

/// How long a test waits for anything before it fails.
pub const PATIENCE: Duration = Duration::from_secs(15);
const PAUSE: Duration = Duration::from_millis(40);

/// Polls until `probe` gives a value. A probe that fails (an element that was
/// just replaced, a frame that is still loading) counts as "not yet"; its last
/// error is told when patience runs out.
pub async fn eventually<T>(what: &str, probe: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    within(PATIENCE, what, probe).await
}

/// [`eventually`] with a patience of its own.
pub async fn within<T>(
    patience: Duration,
    what: &str,
    mut probe: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let start = Instant::now();
    loop {
        let outcome = probe().await;
        if let Ok(Some(value)) = outcome {
            return Ok(value);
        }
        if start.elapsed() >= patience {
            let last = outcome
                .err()
                .map(|error| format!("; last error: {error:#}"));
            return Err(anyhow!(
                "waited {} s in vain: {what}{}",
                patience.as_secs(),
                last.unwrap_or_default()
            ));
        }
        tokio::time::sleep(PAUSE).await;
    }
}
