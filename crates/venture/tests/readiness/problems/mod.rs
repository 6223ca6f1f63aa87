//! Every rule of the loader, broken once, is named with its file and key.

mod references;
mod structure;
mod texts;

use venture::readiness::{Files, LoadError, load};

use crate::support::FILES;

/// What is reported when `from`, which is there, becomes `to`.
fn broken(
    pick: for<'a> fn(&'a mut Files<'static>) -> &'a mut &'static str,
    from: &str,
    to: &str,
) -> Vec<String> {
    let mut files = FILES;
    let text = pick(&mut files);
    assert!(text.contains(from), "{from}");
    *text = Box::leak(text.replacen(from, to, 1).into_boxed_str());
    let errors = load(&files).unwrap_err();
    errors.iter().map(LoadError::to_string).collect()
}

fn structure(from: &str, to: &str) -> Vec<String> {
    broken(|files| &mut files.structure, from, to)
}

fn zh(from: &str, to: &str) -> Vec<String> {
    broken(|files| &mut files.zh, from, to)
}

fn en(from: &str, to: &str) -> Vec<String> {
    broken(|files| &mut files.en, from, to)
}

#[track_caller]
fn names(errors: &[String], text: &str) {
    assert!(
        errors.iter().any(|error| error.contains(text)),
        "{errors:#?}"
    );
}

#[track_caller]
fn only(errors: &[String], text: &str) {
    assert_eq!(errors.len(), 1, "{errors:#?}");
    names(errors, text);
}

#[test]
fn the_files_as_they_are_load() {
    assert!(load(&FILES).is_ok());
}

#[test]
fn a_file_that_is_not_toml_is_named_with_its_line() {
    only(
        &structure("revision = 1", "revision = "),
        "readiness.toml: TOML parse error at line",
    );
    names(
        &zh("[common]", "[common"),
        "zh/readiness.toml: TOML parse error at line",
    );
    names(
        &broken(
            |files| &mut files.sources,
            "[sources.kth2021]",
            "[sources.kth2021",
        ),
        "sources.toml: TOML",
    );
}

#[test]
fn a_field_that_is_missing_or_not_known_is_named() {
    names(&structure("cap_without_note = 2\n", ""), "cap_without_note");
    names(
        &structure("revision = 1", "revision = 1\ncolour = 3"),
        "colour",
    );
    names(
        &structure("lesson = \"business-model\"\n", ""),
        "missing field `lesson`",
    );
    names(&structure("effort = 1\n", ""), "missing field `effort`");
    names(
        &structure("decides = true", "decides = true\nwhy = 1"),
        "why",
    );
    names(&structure("runway-months", "runway-weeks"), "runway-weeks");
    names(
        &structure("review_by = \"2027-05-25\"", "review_by = \"soon\""),
        "`soon` is not a day",
    );
}
