//! What lessons may refer to: the app's own table of explorables.

use qimo::explorables::{Entry, find};

/// The app as the content compiler sees it.
pub struct App;

fn entry(name: &str) -> Result<&'static Entry, String> {
    find(name).ok_or_else(|| {
        let names: Vec<_> = qimo::explorables::EXPLORABLES
            .iter()
            .map(|entry| entry.name)
            .collect();
        format!("one of {}", names.join(", "))
    })
}

impl content::Registry for App {
    fn explorable(&self, name: &str) -> Result<(), String> {
        entry(name).map(|_| ())
    }

    fn setting(&self, explorable: &str, key: &str, value: &str) -> Result<(), String> {
        let problems = (entry(explorable)?.facts.check)(&format!("{key}={value}"));
        problems
            .first()
            .map_or(Ok(()), |problem| Err(format!("{:?}", problem.fault)))
    }

    fn action(&self, explorable: &str, action: &str) -> Result<(), String> {
        let actions = entry(explorable)?.facts.actions;
        if actions.contains(&action) {
            Ok(())
        } else {
            Err(format!("one of {}", actions.join(", ")))
        }
    }

    fn reading(&self, explorable: &str, reading: &str) -> Result<(), String> {
        let readings = (entry(explorable)?.facts.readings)("");
        if readings.contains_key(&format!("{explorable}.{reading}")) {
            Ok(())
        } else {
            Err(format!(
                "one of {}",
                readings.into_keys().collect::<Vec<_>>().join(", ")
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lessons_name_what_there_is() {
        let loaded = content::Site::load(std::path::Path::new("content"), &App);
        let problems = loaded.err().into_iter().flatten();
        let told: Vec<_> = problems.map(|problem| problem.to_string()).collect();
        assert_eq!(told, Vec::<String>::new());
    }
}
