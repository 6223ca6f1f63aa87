//! Whatever an author writes, nothing panics and no text becomes markup.
#![allow(clippy::unwrap_used)]

mod support;

use content::{Block, Files, Lang, Site, Unchecked, resolve_root};
use proptest::prelude::*;
use support::{changed, compile, html, with_body};

/// The pieces of which the syntax is made, and what might break it.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "+++\n", ":::", ":::try\n", ":::question\n", ":::\n", "::explorable{name=\"neuron\"}\n", "\n",
    "\n\n", "  ", "- [x] ", "- [ ] ", "> ", "## ", "### ", "# ", "[", "](", ")", "live:neuron.z",
    "set:neuron?b=1", "cite:rosenblatt1958", "term:bias", "lesson:neuron#s1", "#s1",
    "https://x.org", "**", "*", "`", "```\n", "~~~\n", "$", "$$", "\\", "{", "}",
    "| a | b |\n|---|---|\n", "| ", "<", ">", "<b>", "<!--", "-->", "<script>", "&lt;", "&", "\"",
    "'", "{root}", "偏置", "“", "é", "\u{0}", "\u{feff}", "\r\n", "\t", "1. ", "![",
    "title = \"x\"\n", "\\frac", "^", "_", "\\left(", "\\text{", "\\begin{matrix}",
    "\\end{matrix}", "\\\\", "\\operatorname{", "\\color{red}", "\\sqrt[", "]", "&&", "%", "x",
];

/// The pieces of formulas.
#[rustfmt::skip]
const COMMANDS: &[&str] = &[
    "\\frac", "\\sqrt", "\\left", "\\right", "(", ")", ".", "{", "}", "[", "]", "_", "^", "'",
    "\\text", "\\mathbb", "\\mathbf", "\\operatorname", "\\begin{cases}", "\\end{cases}",
    "\\begin{aligned}", "\\end{aligned}", "\\begin{array}{c|c}", "\\end{array}", "&", "\\\\",
    "\\hline", "\\sum", "\\int", "\\lim", "\\limits", "\\not", "=", "<", ">", "\\lt", "\\&",
    "\\%", "%", "#", "~", "\\hat", "\\overline", "\\underbrace", "\\quad", "\\,", "\\!",
    "\\def\\a{", "\\a", "\\newcommand", "\\let", "\\char", "\\color", "\\kern", "2em", "\\big",
    "\\middle", "\\substack", "\\sideset", "\\tag", "1", "2.5", "a", "字", "é", " ", "\\ ",
    "\\\u{e9}", "\\", "<mtext>", "<script>", "&amp;",
];

fn syntax() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn commands() -> impl Strategy<Value = String> {
    let command = prop::sample::select(COMMANDS);
    prop::collection::vec(command, 0..24).prop_map(|parts| parts.concat())
}

/// Formulas that hold together, with hostile names and text in them.
fn formula() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        "[a-z0-9<>&+=|]{1,3}",
        "[<>&'\"a字é {}root]{0,6}"
            .prop_map(|text| format!("\\text{{{}}}", text.replace(['{', '}'], ""))),
        "[a-z<>&]{1,6}".prop_map(|name| format!("\\operatorname{{{name}}}")),
        prop::sample::select(
            &[
                "\\lt", "\\&", "\\%", "\\{", "\\sum", "\\not=", "\\quad ", "\\,"
            ][..]
        )
        .prop_map(str::to_owned),
    ];
    leaf.prop_recursive(4, 24, 2, |inner| {
        let forms = prop::sample::select(FORMS);
        (forms, inner.clone(), inner)
            .prop_map(|(form, a, b)| form.replace('A', &a).replace('B', &b))
    })
}

/// Ways to put two formulas together.
#[rustfmt::skip]
const FORMS: &[&str] = &[
    "\\frac{A}{B}", "{A}^{B}", "{A}_{B}", "\\sqrt[A]{B}", "\\left(A\\middle|B\\right)", "A B",
    "\\begin{cases}A & B \\\\ B\\end{cases}", "\\begin{array}{c|r}A & B \\\\ \\hline A\\end{array}",
    "\\begin{aligned}A &= B \\\\ &< A\\end{aligned}", "\\mathbf{A}\\hat{B}", "\\underbrace{A}_{B}",
    "\\begin{pmatrix}A & B\\end{pmatrix}", "\\sum_{A}^{B}", "\\overset{A}{B}", "\\overline{A}B",
];

/// The tags a page of ours can have; anything else came from the text.
#[rustfmt::skip]
const TAGS: &[&str] = &[
    "a", "aside", "blockquote", "br", "cite", "code", "div", "em", "fieldset", "h2", "h3", "hr",
    "input", "label", "legend", "li", "ol", "output", "p", "pre", "section", "span", "strong",
    "sup", "table", "tbody", "td", "th", "thead", "tr", "ul", "math", "menclose",
    "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom", "mprescripts",
    "mroot", "mrow", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd",
    "mtext", "mtr", "munder", "munderover", "none",
];

/// Checks that the HTML has only tags of ours, each closed in its place, no
/// style and no script.
fn assert_tame(html: &str) {
    let mut open = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let tag = &rest[..rest.find('>').expect("every tag ends")];
        rest = &rest[tag.len()..];
        let closes = tag.starts_with('/');
        let name = tag.trim_start_matches('/').split([' ', '/']).next();
        let name = name.unwrap_or_default();
        assert!(TAGS.contains(&name), "<{tag}> in {html}");
        if closes {
            assert_eq!(open.pop(), Some(name), "</{name}> in {html}");
        } else if !tag.ends_with('/') && name != "input" {
            open.push(name);
        }
        for attribute in attribute_names(tag) {
            let refused = attribute == "style" || attribute.starts_with("on");
            assert!(!refused, "<{tag}>");
        }
        assert!(!tag.to_lowercase().contains("=\"javascript:"), "<{tag}>");
    }
    assert!(open.is_empty(), "{open:?} stay open in {html}");
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
    fn any_formula_compiles_or_is_refused(latex in prop_oneof![commands(), formula()]) {
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
