//! What a page does over time: long tasks, layout shifts, frames, requests.
//! [`SCRIPT`] runs before everything else in every page.

use crate::Browser;
use anyhow::Result;
use serde::Deserialize;
use std::time::Duration;

/// Collects performance entries from the first moment on.
pub const SCRIPT: &str = r"
(() => {
  const seen = { longTasks: [], shifts: [] };
  Object.defineProperty(window, '__observed', { value: seen });
  const watch = (type, take) => {
    try { new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true }); } catch {}
  };
  watch('longtask', (entry) => seen.longTasks.push({ start: entry.startTime, duration: entry.duration }));
  watch('layout-shift', (entry) => {
    if (entry.hadRecentInput) return;
    const moved = entry.sources.map((source) => source.node?.nodeType === 1
      ? source.node.tagName.toLowerCase() + '.' + source.node.className : source.node?.nodeName ?? 'removed');
    seen.shifts.push({ value: entry.value, start: entry.startTime, moved });
  });
})();
";

/// A task that kept the main thread busy, in milliseconds.
#[derive(Clone, Debug, Deserialize)]
pub struct LongTask {
    /// When it began, since the page's start.
    pub start: f64,
    /// How long it took.
    pub duration: f64,
}

/// A layout shift that no input caused.
#[derive(Clone, Debug, Deserialize)]
pub struct Shift {
    /// Its score.
    pub value: f64,
    /// When it happened, in milliseconds since the page's start.
    pub start: f64,
    /// What moved.
    pub moved: Vec<String>,
}

/// How frames followed each other.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Frames {
    /// Frames per second.
    pub rate: f64,
    /// The longest gap between two frames, in milliseconds.
    pub longest: f64,
}

impl Browser {
    /// Milliseconds since the page's start.
    pub async fn now(&self) -> Result<f64> {
        self.value("performance.now()").await
    }

    /// The long tasks that began after this moment.
    pub async fn long_tasks_since(&self, moment: f64) -> Result<Vec<LongTask>> {
        let tasks: Vec<LongTask> = self.value("window.__observed.longTasks").await?;
        Ok(tasks
            .into_iter()
            .filter(|task| task.start >= moment)
            .collect())
    }

    /// All layout shifts of the page so far.
    pub async fn shifts(&self) -> Result<Vec<Shift>> {
        self.value("window.__observed.shifts").await
    }

    /// Watches the page's frames for this long.
    pub async fn frames(&self, duration: Duration) -> Result<Frames> {
        let script = r"
            const [length, done] = arguments;
            const times = [];
            const frame = (now) => {
              times.push(now);
              if (now - times[0] < length) return requestAnimationFrame(frame);
              const gaps = times.slice(1).map((time, index) => time - times[index]);
              done({ rate: 1000 * gaps.length / (times.at(-1) - times[0]), longest: Math.max(...gaps) });
            };
            requestAnimationFrame(frame);";
        let arguments = vec![serde_json::json!(duration.as_millis() as u64)];
        Ok(self
            .driver
            .execute_async(script, arguments)
            .await?
            .convert()?)
    }

    /// Addresses of everything that this page has loaded, itself included.
    pub async fn loaded(&self) -> Result<Vec<String>> {
        self.value(
            "[location.href, ...performance.getEntriesByType('resource').map((e) => e.name)]",
        )
        .await
    }
}
