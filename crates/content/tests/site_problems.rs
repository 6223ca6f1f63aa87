//! What can be wrong between files, and in the files that are not lessons.
#![allow(clippy::unwrap_used)]

mod support;

use content::{Files, Kind, Lang, Severity};
use support::{changed, compile, files, problems, with_body};

/// File, line and kind of the one problem.
fn only(files: &Files) -> (String, usize, Kind) {
    let mut found = problems(files);
    assert_eq!(found.len(), 1, "{found:#?}");
    let problem = found.remove(0);
    (problem.file, problem.line, problem.kind)
}

fn at(file: &str, line: usize, kind: Kind) -> (String, usize, Kind) {
    (file.to_owned(), line, kind)
}

#[test]
fn files_that_are_needed_exist() {
    for file in [
        "structure.toml",
        "sources.toml",
        "zh/glossary.toml",
        "en/glossary.toml",
    ] {
        let mut files = files();
        files.remove(file);
        let reason = "not found".to_owned();
        assert_eq!(only(&files), at(file, 1, Kind::Unreadable { reason }));
    }
}

#[test]
fn lessons_have_twins() {
    let mut files = files();
    files.remove("zh/lessons/neuron.md");
    let twin = "zh/lessons/neuron.md".to_owned();
    assert_eq!(
        only(&files),
        at("en/lessons/neuron.md", 1, Kind::TwinMissing { twin })
    );
}

#[test]
fn twins_have_the_same_explorables_in_the_same_state() {
    let kind = |twin: &str| Kind::ExplorablesDiffer {
        found: "neuron?act=relu&b=1".into(),
        twin: twin.into(),
        twin_file: "en/lessons/neuron.md".into(),
    };
    let en = "en/lessons/neuron.md";
    assert_eq!(
        only(&changed(en, "b=1", "b=2")),
        at("zh/lessons/neuron.md", 9, kind("neuron?act=relu&b=2"))
    );
    assert_eq!(
        only(&changed(
            en,
            "::explorable{name=\"neuron\" state=\"act=relu&b=1\"}\n",
            ""
        )),
        at("zh/lessons/neuron.md", 9, kind(""))
    );
}

#[test]
fn twins_take_the_same_time_and_have_the_same_sections() {
    let twin_file = || "en/lessons/neuron.md".to_owned();
    assert_eq!(
        only(&changed(
            "en/lessons/neuron.md",
            "minutes = 9",
            "minutes = 8"
        )),
        at(
            "zh/lessons/neuron.md",
            1,
            Kind::MinutesDiffer {
                found: 9,
                twin: 8,
                twin_file: twin_file()
            }
        )
    );
    let files = with_body("## One\n");
    assert_eq!(
        only(&files),
        at(
            "zh/lessons/neuron.md",
            1,
            Kind::SectionsDiffer {
                found: 1,
                twin: 2,
                twin_file: twin_file()
            }
        )
    );
    assert!(compile(&files).is_ok(), "different sections are a warning");
}

#[test]
fn a_text_too_short_is_a_warning() {
    let site = compile(&files()).unwrap();
    let kinds: Vec<_> = site.warnings.iter().map(|problem| &problem.kind).collect();
    assert!(
        matches!(
            kinds[..],
            [
                Kind::Length {
                    unit: "words",
                    min: 800,
                    max: 1500,
                    ..
                },
                Kind::Length {
                    unit: "characters",
                    min: 1500,
                    max: 2800,
                    ..
                },
            ]
        ),
        "{kinds:?}"
    );
    assert!(
        site.warnings
            .iter()
            .all(|problem| problem.severity() == Severity::Warning)
    );
    let long = compile(&with_body(&"word ".repeat(1000))).unwrap();
    assert!(
        long.warnings
            .iter()
            .all(|problem| problem.file.starts_with("zh/"))
    );
}

#[test]
fn the_structure_lists_every_lesson_and_no_other() {
    let mut more = files();
    for lang in ["zh", "en"] {
        let lesson = more[&format!("{lang}/lessons/neuron.md")].clone();
        more.insert(format!("{lang}/lessons/brain.md"), lesson);
    }
    let found = problems(&more);
    let slug = "brain".to_owned();
    assert_eq!(found.len(), 2, "{found:#?}");
    assert_eq!(found[0].kind, Kind::Unlisted { slug });

    let lesson = "\n[[part.lesson]]\nslug = \"brain\"\n";
    let mut fewer = files();
    fewer.get_mut("structure.toml").unwrap().push_str(lesson);
    let found = problems(&fewer);
    let twin = "en/lessons/brain.md".to_owned();
    assert_eq!(found.len(), 2, "{found:#?}");
    assert_eq!(
        (found[0].line, &found[0].kind),
        (11, &Kind::TwinMissing { twin })
    );
}

#[test]
fn the_structure_names_the_explorables_of_the_text() {
    let kind = Kind::ExplorablesListed {
        slug: "neuron".into(),
        listed: "network".into(),
        placed: "neuron".into(),
    };
    assert_eq!(
        only(&changed("structure.toml", "[\"neuron\"]", "[\"network\"]")),
        at("structure.toml", 6, kind)
    );
}

/// A site whose lessons `a`, `b`, `c` need what is given.
fn needing(needs: [&str; 3]) -> Files {
    let mut files = files();
    for (slug, needs) in ["a", "b", "c"].into_iter().zip(needs) {
        let entry = format!(
            "[[part.lesson]]\nslug = \"{slug}\"\nexplorables = [\"neuron\"]\nneeds = [{needs}]\n"
        );
        files.get_mut("structure.toml").unwrap().push_str(&entry);
        for lang in ["zh", "en"] {
            let lesson = files[&format!("{lang}/lessons/neuron.md")].clone();
            files.insert(format!("{lang}/lessons/{slug}.md"), lesson);
        }
    }
    files
}

#[test]
fn needs_exist_and_do_not_go_in_circles() {
    assert_eq!(problems(&needing(["", "\"a\"", "\"a\", \"b\""])), []);
    assert_eq!(
        only(&needing(["\"c\"", "\"a\"", "\"b\""])),
        at(
            "structure.toml",
            10,
            Kind::Cycle {
                path: "a → c → b → a".into()
            }
        )
    );
    assert_eq!(
        only(&needing(["", "\"b\"", "\"b\""])),
        at(
            "structure.toml",
            14,
            Kind::Cycle {
                path: "b → b".into()
            }
        )
    );
    let kind = Kind::UnknownLesson {
        slug: "d".into(),
        known: "a, b, c, neuron".into(),
    };
    assert_eq!(
        only(&needing(["", "", "\"d\""])),
        at("structure.toml", 18, kind)
    );
}

#[test]
fn the_structure_is_well_formed() {
    let bad = |key: &str, expected: &str| Kind::BadValue {
        key: key.into(),
        expected: expected.into(),
    };
    let in_structure = |from: &str, to: &str| {
        let (file, line, kind) = only(&changed("structure.toml", from, to));
        assert_eq!(file, "structure.toml");
        (line, kind)
    };
    assert_eq!(
        in_structure("en = \"Basics\"\n", ""),
        (3, Kind::MissingKey { key: "en".into() })
    );
    assert_eq!(
        in_structure("needs = []", "need = []"),
        (
            9,
            Kind::UnknownKey {
                key: "need".into(),
                known: "slug, explorables, needs".into()
            }
        )
    );
    assert_eq!(
        in_structure("needs = []", "needs = \"a\""),
        (9, bad("needs", "a list of texts, such as [\"a\", \"b\"]"))
    );
    assert_eq!(
        in_structure("id = \"basics\"", "id = \"The Basics\""),
        (1, bad("id", "a name of a–z, 0–9 and hyphens"))
    );
    let twice =
        "[[part]]\nid = \"basics\"\nlesson = []\ntitle = { zh = \"一\", en = \"b\" }\n[[part]]";
    assert_eq!(
        in_structure("[[part]]", twice),
        (
            1,
            Kind::Duplicate {
                id: "basics".into()
            }
        )
    );
    let mut files = files();
    let again = "[[part.lesson]]\nslug = \"neuron\"\nexplorables = [\"neuron\"]\n";
    files.get_mut("structure.toml").unwrap().push_str(again);
    assert_eq!(
        only(&files),
        at(
            "structure.toml",
            10,
            Kind::Duplicate {
                id: "neuron".into()
            }
        )
    );
}

#[test]
fn terms_are_defined_in_both_languages() {
    let (id, lang) = ("loss".to_owned(), Lang::Zh);
    let mut files = files();
    let glossary = files.get_mut("en/glossary.toml").unwrap();
    glossary.push_str("[terms.loss]\nterm = \"loss\"\ndefinition = \"how wrong\"\n");
    assert_eq!(
        only(&files),
        at("en/glossary.toml", 7, Kind::TermTwinMissing { id, lang })
    );
    assert_eq!(
        only(&changed(
            "en/glossary.toml",
            "definition = \"a factor\"",
            ""
        )),
        at(
            "en/glossary.toml",
            1,
            Kind::MissingKey {
                key: "definition".into()
            }
        )
    );
    let found = problems(&changed("en/glossary.toml", "terms.weight", "terms.Weight"));
    assert!(
        matches!(&found[0].kind, Kind::BadValue { key, .. } if key == "Weight"),
        "{found:#?}"
    );
}

#[test]
fn sources_are_complete() {
    let bad = |key: &str, expected: &str| Kind::BadValue {
        key: key.into(),
        expected: expected.into(),
    };
    assert_eq!(
        only(&changed("sources.toml", "in = \"MIT Press\"\n", "")),
        at("sources.toml", 7, Kind::MissingKey { key: "in".into() })
    );
    assert_eq!(
        only(&changed("sources.toml", "year = 1969", "year = \"1969\"")),
        at(
            "sources.toml",
            9,
            bad("year", "a whole number from 1 to 2999")
        )
    );
    assert_eq!(
        only(&changed(
            "sources.toml",
            "https://mitpress.mit.edu/",
            "javascript:alert(1)"
        )),
        at(
            "sources.toml",
            7,
            bad("url", "an address that starts with https:// or http://")
        )
    );
}

#[test]
fn every_problem_is_reported_at_once_in_order() {
    let mut files = with_body("[a](term:x)\n\n[](cite:y) <b>");
    files.insert("zh/lessons/neuron.md".into(), "nothing".into());
    let found = problems(&files);
    let places: Vec<_> = found
        .iter()
        .map(|problem| (&*problem.file, problem.line))
        .collect();
    let mut sorted = places.clone();
    sorted.sort_unstable();
    assert_eq!(places, sorted);
    assert!(found.len() >= 6, "{found:#?}");
}
