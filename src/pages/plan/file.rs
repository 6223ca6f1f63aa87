//! A plan as a file of its own: handed out, and named.

use super::document::Kept;
use crate::documents::Documents;
use crate::ui::download::download;
use documents::{Id, Opened};
use venture::plan::{Plan, file};

/// Hands a plan of the store to the reader as a file. `None` where it cannot be
/// read, or the browser refuses.
pub fn export(documents: Documents, id: &Id) -> Option<()> {
    match documents.store().load::<Kept>(id).ok()? {
        Opened::Editable { handle, value } => hand_out(&handle.header().name, &value.0),
        Opened::ReadOnly { .. } => None,
    }
}

/// Hands a plan that is open to the reader, saved or not.
pub fn hand_out(name: &str, plan: &Plan) -> Option<()> {
    let text = file::write(plan).ok()?;
    let file = format!("{}{ENDING}", file_name(name));
    download(&file, "application/json", &text).then_some(())
}

/// How the names of plans' files end.
const ENDING: &str = ".plan.json";

/// The name of a plan by that of its file.
pub fn plan_name(file: &str) -> &str {
    let name = file.strip_suffix(ENDING);
    name.or_else(|| file.strip_suffix(".json")).unwrap_or(file)
}

/// A name that every file system takes.
pub fn file_name(name: &str) -> String {
    let kept: String = name
        .chars()
        .map(|character| {
            if character.is_alphanumeric() || character == '-' {
                character
            } else {
                ' '
            }
        })
        .collect();
    let words: Vec<_> = kept.split_whitespace().collect();
    let name: String = words.join(" ").chars().take(60).collect();
    if name.is_empty() {
        "plan".to_owned()
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_safe_and_lead_back_to_the_plans() {
        assert_eq!(file_name("a/b: ..\\c"), "a b c");
        assert_eq!(file_name("语音 助手"), "语音 助手");
        assert_eq!(file_name("…"), "plan");
        assert_eq!(plan_name("语音 助手.plan.json"), "语音 助手");
        assert_eq!(plan_name("edited.json"), "edited");
    }
}
