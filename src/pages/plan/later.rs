//! Values that follow the plan in a pause after it was painted: what is worth
//! knowing, but not worth keeping a key waiting for.

use leptos::prelude::*;
use std::time::Duration;

/// How long after a change the value follows at the latest: longer than a key
/// takes to be painted, too short to be waited for.
const PAUSE: Duration = Duration::from_millis(120);

/// What `compute` makes of what it reads: at once for the first time, and again
/// soon after each change of `source`, however fast the changes come.
pub fn later<T>(
    source: impl Fn() + Send + Sync + 'static,
    compute: impl Fn() -> T + Send + Sync + 'static,
) -> ReadSignal<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    let (value, set) = signal(untrack(&compute));
    let compute = StoredValue::new(compute);
    let due = StoredValue::new(None::<TimeoutHandle>);
    let follow = move || {
        due.try_set_value(None);
        // The page may be gone by now.
        let Some(next) = compute.try_with_value(|compute| untrack(compute)) else {
            return;
        };
        if value.try_with_untracked(|value| *value != next) == Some(true) {
            set.try_set(next);
        }
    };
    Effect::new(move |before: Option<()>| {
        source();
        let waits = due.try_with_value(Option::is_some).unwrap_or_default();
        if before.is_some() && !waits {
            match set_timeout_with_handle(follow, PAUSE) {
                Ok(handle) => {
                    due.try_set_value(Some(handle));
                }
                Err(_) => follow(),
            }
        }
    });
    on_cleanup(move || {
        if let Some(Some(handle)) = due.try_update_value(Option::take) {
            handle.clear();
        }
    });
    value
}
