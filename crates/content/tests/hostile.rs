//! Whatever an author writes, nothing panics and no text becomes markup.
#![allow(clippy::unwrap_used)]

mod support;

use content::{Block, Files, Lang, Site, Unchecked, resolve_root};
use proptest::prelude::*;
use support::{changed, compile, html, with_body};

/// The pieces of which the syntax is made, and what might break it.
const PIECES: &[&str] = &[
    "+++\n",
    ":::",
    ":::try\n",
    ":::question\n",
    ":::\n",
    "::explorable{name=\"neuron\"}\n",
    "\n",
    "\n\n",
    "  ",
    "- [x] ",
    "- [ ] ",
    "> ",
    "## ",
    "### ",
    "# ",
    "[",
    "](",
    ")",
    "live:neuron.z",
    "set:neuron?b=1",
    "cite:rosenblatt1958",
    "term:bias",
    "lesson:neuron#s1",
    "#s1",
    "https://x.org",
    "**",
    "*",
    "`",
    "```\n",
    "~~~\n",
    "$",
    "$$",
    "\\",
    "{",
    "}",
    "| a | b |\n|---|---|\n",
    "| ",
    "<",
    ">",
    "<b>",
    "<!--",
    "-->",
    "<script>",
    "&lt;",
    "&",
    "\"",
    "'",
    "{root}",
    "偏置",
    "“",
    "é",
    "\u{0}",
    "\u{feff}",
    "\r\n",
    "\t",
    "1. ",
    "![",
    "title = \"x\"\n",
    "\\frac",
    "^",
    "_",
    "\\left(",
    "\\text{",
    "\\begin{matrix}",
    "\\end{matrix}",
    "\\\\",
    "\\operatorname{",
    "\\color{red}",
    "\\sqrt[",
    "]",
    "&&",
    "%",
    "x",
];

fn syntax() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn formula() -> impl Strategy<Value = String> {
    let macros = prop::sample::select(
        &[
            "\\frac",
            "\\sqrt",
            "\\left",
            "\\right",
            "(",
            ")",
            ".",
            "{",
            "}",
            "[",
            "]",
            "_",
            "^",
            "'",
            "\\text",
            "\\mathbb",
            "\\mathbf",
            "\\operatorname",
            "\\begin{cases}",
            "\\end{cases}",
            "\\begin{aligned}",
            "\\end{aligned}",
            "\\begin{array}{c|c}",
            "\\end{array}",
            "&",
            "\\\\",
            "\\hline",
            "\\sum",
            "\\int",
            "\\lim",
            "\\limits",
            "\\not",
            "=",
            "<",
            ">",
            "\\lt",
            "\\&",
            "\\%",
            "%",
            "#",
            "~",
            "\\hat",
            "\\overline",
            "\\underbrace",
            "\\quad",
            "\\,",
            "\\!",
            "\\def\\a{",
            "\\a",
            "\\newcommand",
            "\\let",
            "\\char",
            "\\color",
            "\\kern",
            "2em",
            "\\big",
            "\\middle",
            "\\substack",
            "\\sideset",
            "\\tag",
            "1",
            "2.5",
            "a",
            "字",
            "é",
            " ",
            "\\ ",
            "\\\u{e9}",
            "\\",
            "<mtext>",
            "<script>",
            "&amp;",
        ][..],
    );
    prop::collection::vec(macros, 0..24).prop_map(|parts| parts.concat())
}

/// The tags a page of ours can have; anything else came from the text.
const TAGS: &[&str] = &[
    "a",
    "aside",
    "blockquote",
    "br",
    "cite",
    "code",
    "div",
    "em",
    "fieldset",
    "h2",
    "h3",
    "hr",
    "input",
    "label",
    "legend",
    "li",
    "ol",
    "output",
    "p",
    "pre",
    "section",
    "span",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "math",
    "menclose",
    "merror",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
    "none",
];

/// Checks that the HTML has only tags of ours, no style and no script, and
/// that a reader of it would not find a stray `<`.
fn assert_tame(html: &str) {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let name = rest.strip_prefix('/').unwrap_or(rest);
        let length = name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len());
        assert!(
            TAGS.contains(&&name[..length]),
            "<{}",
            &name[..length.max(1).min(name.len())]
        );
        let tag = &rest[..rest.find('>').expect("every tag ends")];
        let names = attribute_names(tag);
        for name in names {
            assert!(name != "style" && !name.starts_with("on"), "{tag}");
        }
        assert!(!tag.to_lowercase().contains("=\"javascript:"), "{tag}");
        rest = &rest[tag.len()..];
    }
}

fn attribute_names(tag: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for (index, part) in tag.split('"').enumerate() {
        if index % 2 == 0 {
            names.extend(
                part.split_whitespace()
                    .map(|name| name.trim_end_matches('=')),
            );
        }
    }
    names
}

fn assert_lesson_is_tame(files: &Files) {
    if let Ok(site) = Site::compile(files, &Unchecked) {
        for block in &site.lesson(Lang::En, "neuron").unwrap().blocks {
            if let Block::Html(html) = block {
                assert_tame(html);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_body_compiles_or_is_refused(body in syntax()) {
        assert_lesson_is_tame(&with_body(&body));
    }

    #[test]
    fn any_text_for_a_lesson_compiles_or_is_refused(text in prop_oneof![syntax(), any::<String>()]) {
        let mut files = support::files();
        files.insert("en/lessons/neuron.md".to_owned(), text);
        assert_lesson_is_tame(&files);
    }

    #[test]
    fn any_formula_compiles_or_is_refused(latex in formula()) {
        assert_lesson_is_tame(&with_body(&format!("a ${latex}$ b\n\n$$\n{latex}\n$$")));
    }

    #[test]
    fn any_table_of_values_compiles_or_is_refused(text in prop_oneof![syntax(), any::<String>()], file in 0..4_usize) {
        let mut files = support::files();
        let names = ["structure.toml", "sources.toml", "zh/glossary.toml", "en/glossary.toml"];
        files.insert(names[file].to_owned(), text);
        let _ = Site::compile(&files, &Unchecked);
    }

    #[test]
    fn plain_words_stay_as_they_are(words in "[a-zA-Z0-9 .,;?'\"<>&{}]{0,80}") {
        let escaped = format!("x{}", words.replace('<', "\\<").replace('>', "\\>").replace('&', "\\&"));
        let html = html(&escaped);
        let text = html.trim_start_matches("<p>").trim_end().trim_end_matches("</p>");
        let back = text
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&#123;", "{")
            .replace("&amp;", "&");
        let expected = format!("x{words}");
        prop_assert_eq!(back, expected.trim_end());
    }
}

#[test]
fn hostile_text_stays_text() {
    assert_eq!(
        html("\\<script>alert(\"1\")\\</script>"),
        "<p>&lt;script&gt;alert(\"1\")&lt;/script&gt;</p>\n"
    );
    assert_eq!(
        html("`<img src=x onerror=\"a()\">` and &lt;b>"),
        "<p><code>&lt;img src=x onerror=\"a()\"&gt;</code> and &lt;b&gt;</p>\n"
    );
}

#[test]
fn attributes_keep_their_quotes() {
    let files = changed(
        "en/glossary.toml",
        "'added, as \"b\"'",
        "'\" onmouseover=\"a()\" <b> {root}'",
    );
    let site = compile(&files).unwrap();
    assert!(
        site.glossary_html(Lang::En)
            .contains("<dd>\" onmouseover=\"a()\" &lt;b&gt; &#123;root}</dd>")
    );
    let mut files = files;
    let lesson = files.get_mut("en/lessons/neuron.md").unwrap();
    lesson.push_str("\n[a](term:bias)\n");
    let site = compile(&files).unwrap();
    let lesson = site.lesson(Lang::En, "neuron").unwrap();
    let Some(Block::Html(html)) = lesson.blocks.last() else {
        panic!("the lesson ends in HTML");
    };
    assert!(
        html.contains("title=\"&quot; onmouseover=&quot;a()&quot; &lt;b&gt; &#123;root}\">a</a>"),
        "{html}"
    );
}

#[test]
fn formulas_cannot_carry_markup() {
    assert_eq!(
        html("$\\operatorname{<b>}$ $\\text{<i> & {root}}$"),
        "<p><math display=\"inline\"><mtext>&lt;b&gt;</mtext></math> \
         <math display=\"inline\"><mtext>&lt;i&gt; &amp; &#123;root}</mtext></math></p>\n"
    );
}

#[test]
fn the_root_an_author_writes_is_not_the_placeholder() {
    let page = html("Write {root} or `{root}`, [here](https://x.org/{root}).");
    assert_eq!(resolve_root(&page, "../../"), page);
}

#[test]
fn endless_nesting_ends() {
    for body in [
        "> ".repeat(3000),
        "- ".repeat(3000),
        "[".repeat(3000),
        "*a ".repeat(3000),
        format!("${}$", "{".repeat(1900)),
        format!("${}$", "\\frac{".repeat(300)),
        format!("${}x{}$", "{".repeat(900), "}".repeat(900)),
    ] {
        let _ = Site::compile(&with_body(&body), &Unchecked);
    }
}
