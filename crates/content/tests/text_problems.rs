//! Everything that can be wrong in the running text of a lesson.
#![allow(clippy::unwrap_used)]

mod support;

use content::{Kind, Lang, Problem, Severity};
use support::{problems, with_body};

const EN: &str = "en/lessons/neuron.md";

/// The one problem of a lesson that starts with `body` on line 8.
fn only(body: &str) -> (usize, Kind) {
    one(problems(&with_body(body)), EN)
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
fn live_values_and_settings_fit_an_explorable_on_the_page() {
    let elsewhere = || Kind::ExplorableNotPlaced {
        name: "network".into(),
    };
    assert_eq!(only("a\n[1](live:network.z)"), (9, elsewhere()));
    assert_eq!(only("[a](set:network?b=1)"), (8, elsewhere()));
    assert_eq!(
        only("[1](live:neuron.weight)"),
        (8, refused("weight", "known: output, z"))
    );
    assert_eq!(
        only("[a](set:neuron?b=1&act=sign)"),
        (8, refused("act=sign", "known: tanh, relu"))
    );
    assert_eq!(
        only("[a](set:neuron?do=dance)"),
        (8, refused("do=dance", "known: play, pause"))
    );
}

#[test]
fn links_have_a_known_scheme_a_use_and_a_text() {
    for target in [
        "javascript:alert(1)",
        "data:text/html,x",
        "learn/neuron",
        "/en/",
        "mailto:a@b.c",
        "https:x",
    ] {
        let kind = Kind::UnknownScheme {
            target: target.into(),
        };
        assert_eq!(only(&format!("[a]({target})")), (8, kind), "{target}");
    }
    for (link, reason) in [
        ("[a](live:neuron)", "write live:explorable.reading"),
        ("[a](set:neuron)", "write set:explorable?key=value"),
        ("[a](set:neuron?)", "write set:explorable?key=value"),
        ("[a](plan:%22)", "what follows the colon is a field's id"),
        ("[](lesson:neuron)", "give the link a text"),
        ("[](live:neuron.z)", "give the link a text"),
    ] {
        let target = link[link.find('(').unwrap() + 1..link.len() - 1].into();
        assert_eq!(only(link), (8, Kind::BadLink { target, reason }), "{link}");
    }
}

#[test]
fn terms_sources_lessons_and_sections_exist() {
    let id = "momentum".to_owned();
    let lang = Lang::En;
    assert_eq!(
        only("[a](term:momentum)"),
        (8, Kind::UnknownTerm { id, lang })
    );
    let key = "hinton".to_owned();
    assert_eq!(only("[](cite:hinton)"), (8, Kind::UnknownSource { key }));
    let mut files = with_body("[](cite:hinton)");
    let lesson = files.get_mut(EN).unwrap();
    *lesson = lesson.replace("[](cite:rosenblatt1958)", "");
    let key = "hinton".to_owned();
    assert_eq!(one(problems(&files), EN).1, Kind::UnknownSource { key });
    let (slug, known) = ("brain".to_owned(), "neuron".to_owned());
    assert_eq!(
        only("[a](lesson:brain)"),
        (8, Kind::UnknownLesson { slug, known })
    );
    for link in ["#s2", "lesson:neuron#s2"] {
        let kind = Kind::UnknownSection {
            slug: "neuron".into(),
            id: "s2".into(),
            known: "neuron, q1, q2, q3, s1, sources".into(),
        };
        assert_eq!(only(&format!("## One\n\n[a]({link})")), (10, kind));
    }
}

#[test]
fn html_images_and_stray_headings_are_refused() {
    let raw = |html: &str| Kind::RawHtml { html: html.into() };
    assert_eq!(only("a <b>c"), (8, raw("<b>")));
    assert_eq!(
        only("a\n\n<div onclick=\"x()\">\nb\n</div>"),
        (10, raw("<div onclick=\"x()\">\nb\n</div>"))
    );
    assert_eq!(only("<!-- note -->"), (8, raw("<!-- note -->")));
    assert!(matches!(
        only("![a](https://x.org/a.png)"),
        (
            8,
            Kind::Unsupported {
                what: "an image",
                ..
            }
        )
    ));
    for body in ["# One", "#### One", ":::try\n## One\n:::"] {
        assert!(
            matches!(
                only(body).1,
                Kind::Unsupported {
                    what: "a heading of this level",
                    ..
                }
            ),
            "{body}"
        );
    }
}

#[test]
fn markup_that_markdown_took_for_text_is_reported() {
    let stray = |body: &str| match only(body) {
        (8, Kind::StrayMarkup { mark, .. }) => mark,
        other => panic!("{other:?}"),
    };
    assert_eq!(stray("这是**“偏置”**的意思"), "**");
    assert_eq!(stray("[a](live:neuron z)"), "](");
    assert_eq!(stray("It costs $5."), "$");
    assert_eq!(stray("It costs $5–$6."), "$");
    assert_eq!(stray("So $\\frac{1}{2$."), "$");
    for body in ["It costs \\$5.", "`$5 ** ](`", "2 \\*\\* 3", "a \\](b)"] {
        assert_eq!(problems(&with_body(body)), [], "{body}");
    }
}

#[test]
fn formulas_that_cannot_be_rendered_say_why() {
    let reason = |body: &str| match only(body) {
        (9, Kind::Math { reason, .. }) => reason,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        reason("a\n$1 + \\frob x$"),
        "unknown primitive command found near `1 + \\frob x`; correct it"
    );
    assert!(reason("a\n$\\left( x$").contains("unbalanced"));
    assert!(reason("a\n$a\\!b$").contains("inline style"));
    assert!(reason("a\n$\\char字$").contains("simpler commands"));
    assert!(reason(&format!("a\n${}$", "x".repeat(2001))).contains("longer than 2000"));
}

#[test]
fn a_message_says_where_and_what_to_do() {
    let found = problems(&with_body("a\n[b](term:momentum)"));
    assert_eq!(
        found[0].to_string(),
        "en/lessons/neuron.md:9: error: term `momentum` is not in en/glossary.toml; add it or correct the id"
    );
}
