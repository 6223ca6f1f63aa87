//! Everything that can be wrong inside a lesson: found, on its line, and the
//! only thing found.
#![allow(clippy::unwrap_used)]

mod support;

use content::{Kind, Problem, Severity};
use support::{changed, files, problems, with_body};

const EN: &str = "en/lessons/neuron.md";

/// The one problem of a lesson that starts with `body` on line 8.
fn only(body: &str) -> (usize, Kind) {
    one(problems(&with_body(body)), EN)
}

/// The one problem of the valid lesson with a replacement.
fn only_changed(from: &str, to: &str) -> (usize, Kind) {
    one(problems(&changed(EN, from, to)), EN)
}

fn one(mut problems: Vec<Problem>, file: &str) -> (usize, Kind) {
    problems.retain(|problem| problem.severity() == Severity::Error);
    assert_eq!(problems.len(), 1, "{problems:#?}");
    let problem = problems.remove(0);
    assert_eq!(problem.file, file);
    (problem.line, problem.kind)
}

fn refused(found: &str, known: &str) -> Kind {
    Kind::ExplorableRefuses {
        explorable: "neuron".into(),
        found: found.into(),
        known: known.into(),
    }
}

#[test]
fn the_fixture_is_sound() {
    assert_eq!(problems(&files()), []);
}

#[test]
fn front_matter_is_there_and_closed() {
    let mut files = files();
    files.insert(EN.into(), support::REST.into());
    let found = problems(&files);
    assert!(
        found.contains(&Problem {
            file: EN.into(),
            line: 1,
            kind: Kind::FrontMatterMissing
        }),
        "{found:#?}"
    );
    let found = problems(&changed(EN, "updated = \"2026-11-23\"\n+++", ""));
    assert!(
        found
            .iter()
            .any(|problem| problem.kind == Kind::FrontMatterUnclosed),
        "{found:#?}"
    );
}

#[test]
fn front_matter_has_exactly_its_keys() {
    assert_eq!(
        only_changed("title = \"A neuron\"\n", ""),
        (
            2,
            Kind::MissingKey {
                key: "title".into()
            }
        )
    );
    assert_eq!(
        only_changed("minutes = 9\n", "minutes = 9\nauthor = \"x\"\n"),
        (
            6,
            Kind::UnknownKey {
                key: "author".into(),
                known: "title, summary, question, minutes, updated".into()
            }
        )
    );
    assert!(matches!(
        only_changed("\"A neuron\"", "A neuron"),
        (2, Kind::Toml { .. })
    ));
}

#[test]
fn front_matter_values_are_usable() {
    let bad = |key: &str, expected: &str| Kind::BadValue {
        key: key.into(),
        expected: expected.into(),
    };
    let minutes = bad("minutes", "a whole number from 1 to 120");
    for value in ["0", "-1", "\"9\"", "9.5", "121", "70000"] {
        let found = problems(&changed(EN, "minutes = 9", &format!("minutes = {value}")));
        assert!(
            found
                .iter()
                .any(|problem| problem.line == 5 && problem.kind == minutes),
            "{value}: {found:#?}"
        );
    }
    assert_eq!(
        only_changed("2026-11-23", "2026-11-31"),
        (6, bad("updated", "a day as \"YYYY-MM-DD\""))
    );
    assert_eq!(
        only_changed("\"A neuron\"", "\" \""),
        (2, bad("title", "text in quotes, not blank"))
    );
}

#[test]
fn summaries_fit_a_search_result() {
    let long = "a".repeat(161);
    assert_eq!(
        only_changed("What one neuron does.", &long),
        (
            3,
            Kind::SummaryTooLong {
                found: 161,
                limit: 160
            }
        )
    );
    let zh = "zh/lessons/neuron.md";
    let fits = changed(zh, "What one neuron does.", &"字".repeat(80));
    assert_eq!(problems(&fits), []);
    let long = changed(zh, "What one neuron does.", &"字".repeat(81));
    assert_eq!(
        one(problems(&long), zh),
        (
            3,
            Kind::SummaryTooLong {
                found: 81,
                limit: 80
            }
        )
    );
}

#[test]
fn fences_are_balanced() {
    let unclosed = |fence: &str| Kind::FenceUnclosed {
        fence: fence.into(),
    };
    assert_eq!(only("Text.\n\n:::"), (10, Kind::FenceStray));
    assert_eq!(
        only(":::try\na\n\n:::limits\nb\n:::\n:::"),
        (
            11,
            Kind::FenceNested {
                fence: ":::limits".into(),
                outer: 8
            }
        )
    );
    assert_eq!(
        only(":::note\na\n:::"),
        (
            8,
            Kind::UnknownBox {
                name: "note".into()
            }
        )
    );
    let mut files = files();
    let lesson = files.get_mut(EN).unwrap();
    lesson.push_str("\n:::try\nAgain.\n");
    let line = lesson.lines().count() - 1;
    assert_eq!(one(problems(&files), EN), (line, unclosed(":::try")));
    let lesson = files.get_mut(EN).unwrap();
    *lesson = lesson.replace(":::try", "```");
    assert_eq!(one(problems(&files), EN), (line, unclosed("```")));
}

#[test]
fn directives_are_well_formed_and_outside_boxes() {
    for (directive, reason) in [
        (
            "::figure{name=\"a\"}",
            "directive `::figure{name=\"a\"}` is unknown",
        ),
        ("::explorable", "the directive lacks its braces"),
        ("::explorable{}", "the explorable has no name"),
        (
            "::explorable{name=network}",
            "`name=network` is not an attribute",
        ),
        (
            "::explorable{name=\"network}",
            "attribute `name` lacks its closing quote",
        ),
        (
            "::explorable{name=\"network\" size=\"2\"}",
            "attribute `size` is unknown",
        ),
        (
            "::explorable{name=\"a\" name=\"b\"}",
            "attribute `name` occurs twice",
        ),
    ] {
        let reason = reason.to_owned();
        assert_eq!(
            only(directive),
            (8, Kind::BadDirective { reason }),
            "{directive}"
        );
    }
    assert_eq!(
        only(":::try\n::explorable{name=\"network\"}\n:::"),
        (9, Kind::ExplorableInBox { outer: 8 })
    );
}

#[test]
fn explorables_exist_once_with_a_state_they_take() {
    let found = problems(&with_body("::explorable{name=\"nuron\"}"));
    assert!(found.contains(&Problem {
        file: EN.into(),
        line: 8,
        kind: Kind::UnknownExplorable {
            name: "nuron".into(),
            known: "known: neuron, network".into()
        }
    }));
    let found = problems(&with_body(
        "::explorable{name=\"neuron\" state=\"act=relu&b=1\"}",
    ));
    assert!(found.contains(&Problem {
        file: EN.into(),
        line: 10,
        kind: Kind::ExplorableTwice {
            name: "neuron".into(),
            first: 8
        }
    }));
    let mut files = files();
    for lesson in ["zh/lessons/neuron.md", EN] {
        let text = files.get_mut(lesson).unwrap();
        *text = text.replace("b=1", "b=much&c=1");
    }
    let found = problems(&files);
    assert_eq!(found.len(), 4, "{found:#?}");
    assert_eq!(found[0].line, 9);
    assert_eq!(found[0].kind, refused("b=much", "give a number"));
    assert_eq!(found[1].kind, refused("c=1", "known: w1, b, act"));
}

#[test]
fn questions_are_complete() {
    assert_eq!(
        only_changed(
            "- [x] yes\n  > so it is\n- [ ] no",
            "- [ ] yes\n  > so it is\n- [ ] no"
        ),
        (18, Kind::QuestionRight { found: 0 })
    );
    assert_eq!(
        only_changed("- [ ] no", "- [x] no"),
        (18, Kind::QuestionRight { found: 2 })
    );
    assert_eq!(
        only_changed("- [ ] no\n  > it is\n", ""),
        (18, Kind::QuestionChoices { found: 1 })
    );
    assert_eq!(
        only_changed("- [ ] no\n  > it is\n", "- [ ] no\n"),
        (21, Kind::QuestionFeedback { choice: 2 })
    );
    assert_eq!(only_changed("One?\n", ""), (18, Kind::QuestionText));
    let unsupported = |from: &str, to: &str| match only_changed(from, to) {
        (line, Kind::Unsupported { what, .. }) => (line, what),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        unsupported("  > it is\n", "  > it is\n\nMore.\n"),
        (24, "text after the choices")
    );
    assert_eq!(unsupported("- [ ] no", "- no"), (21, "this list item"));
    assert_eq!(
        unsupported("[x] yes", "[x] [1](live:neuron.z)"),
        (19, "a live value in a question")
    );
}

#[test]
fn a_lesson_is_whole() {
    let question = ":::question\nOne?\n- [x] yes\n  > so it is\n- [ ] no\n  > it is\n:::\n";
    assert_eq!(
        only_changed(question, ""),
        (8, Kind::QuestionCount { found: 2 })
    );
    assert_eq!(only(question), (8, Kind::QuestionCount { found: 4 }));
    assert_eq!(
        only_changed(":::company", ":::limits"),
        (8, Kind::CompanyMissing)
    );
    assert_eq!(
        only_changed("[](cite:rosenblatt1958)", ""),
        (8, Kind::NoSources)
    );
}
