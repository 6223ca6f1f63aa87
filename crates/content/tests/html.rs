//! The HTML that each piece of Markdown becomes.
#![allow(clippy::unwrap_used)]

mod support;

use content::{Block, Lang};
use support::{compile, files, html, html_zh, with_body};

#[test]
fn a_paragraph_is_markdown() {
    assert_eq!(
        html("A *small* **thing**, `f(x)`.\n\n- one\n- two"),
        "<p>A <em>small</em> <strong>thing</strong>, <code>f(x)</code>.</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"
    );
}

#[test]
fn sections_are_numbered_the_same_in_both_languages() {
    let body = "## One & two\n\nText.\n\n### Detail\n\n## Three\n\n[back](#s1-1)";
    let expected = "<h2 id=\"s1\">One &amp; two</h2>\n<p>Text.</p>\n<h3 id=\"s1-1\">Detail</h3>\n<h2 id=\"s2\">Three</h2>\n<p><a href=\"#s1-1\">back</a></p>\n";
    assert_eq!(html(body), expected);
    assert_eq!(html_zh(body), expected);
    let site = compile(&with_body(body)).unwrap();
    let headings = &site.lesson(Lang::En, "neuron").unwrap().headings;
    let listed: Vec<_> = headings
        .iter()
        .map(|heading| (heading.id.as_str(), heading.level, heading.text.as_str()))
        .collect();
    assert_eq!(
        listed,
        [
            ("s1", 2, "One & two"),
            ("s1-1", 3, "Detail"),
            ("s2", 2, "Three"),
            ("sources", 2, "Sources"),
        ]
    );
}

#[test]
fn live_values_are_outputs_that_stay_quiet() {
    assert_eq!(
        html("It says [0.62](live:neuron.output)."),
        "<p>It says <output class=\"live\" data-live=\"neuron.output\" aria-live=\"off\">0.62</output>.</p>\n"
    );
}

#[test]
fn settings_and_actions_are_links_to_the_explorable() {
    assert_eq!(
        html("[Set *it*](set:neuron?b=-2&act=relu), [play](set:neuron?do=play)"),
        "<p><a class=\"set\" data-set=\"neuron?b=-2&amp;act=relu\" href=\"?b=-2&amp;act=relu#neuron\">Set <em>it</em></a>, \
         <a class=\"set\" data-set=\"neuron?do=play\" href=\"?do=play#neuron\">play</a></p>\n"
    );
}

#[test]
fn terms_carry_their_definition() {
    let expected = "<p><a class=\"term\" href=\"{root}en/library/#term-bias\" title=\"added, as &quot;b&quot;\">biases</a></p>\n";
    assert_eq!(html("[biases](term:bias)"), expected);
    assert_eq!(html("[](term:bias)"), expected.replace("biases", "bias"));
}

#[test]
fn citations_are_numbered_in_order_and_listed_at_the_end() {
    let body = "A. [](cite:minsky1969) B.[§3](cite:rosenblatt1958) C.[](cite:minsky1969)";
    assert_eq!(
        html(body),
        "<p>A.<sup class=\"cite\"><a href=\"#source-1\" aria-label=\"Source [1]\">[1]</a></sup> \
         B.<sup class=\"cite\"><a href=\"#source-2\" aria-label=\"Source [2, §3]\">[2, §3]</a></sup> \
         C.<sup class=\"cite\"><a href=\"#source-1\" aria-label=\"Source [1]\">[1]</a></sup></p>\n"
    );
    let site = compile(&with_body(body)).unwrap();
    let lesson = site.lesson(Lang::En, "neuron").unwrap();
    assert_eq!(lesson.sources, ["minsky1969", "rosenblatt1958"]);
    let Some(Block::Html(last)) = lesson.blocks.last() else {
        panic!("the lesson ends in HTML");
    };
    let sources = &last[last.find("<section").unwrap()..];
    assert_eq!(
        sources,
        "<section class=\"sources\">\n<h2 id=\"sources\">Sources</h2>\n<ol>\n\
         <li id=\"source-1\"><span class=\"authors\">Minsky, M. &amp; Papert, S.</span> (1969). <cite>Perceptrons</cite>. \
         <span class=\"where\">MIT Press</span>. \
         <a href=\"https://mitpress.mit.edu/\" rel=\"external noopener\">mitpress.mit.edu</a></li>\n\
         <li id=\"source-2\"><span class=\"authors\">Rosenblatt, F.</span> (1958). <cite>The perceptron</cite>. \
         <span class=\"where\">Psychological Review 65(6)</span>. \
         <a href=\"https://doi.org/10.1037/h0042519\" rel=\"external noopener\">doi.org/10.1037/h0042519</a></li>\n\
         </ol>\n</section>\n"
    );
}

#[test]
fn links_lead_through_the_root_and_out_of_the_site() {
    assert_eq!(
        html(
            "[a](lesson:neuron) [b](lesson:neuron#q2) [c](check:d4) [d](plan:compute) [e](library:) [f](https://x.org/?a=1&b=2)"
        ),
        "<p><a href=\"{root}en/learn/neuron/\">a</a> <a href=\"{root}en/learn/neuron/#q2\">b</a> \
         <a href=\"{root}en/check/#d4\">c</a> <a href=\"{root}en/plan/compute/\">d</a> \
         <a href=\"{root}en/library/\">e</a> \
         <a href=\"https://x.org/?a=1&amp;b=2\" rel=\"external noopener\">f</a></p>\n"
    );
    assert!(html_zh("[a](lesson:neuron)").contains("{root}zh/learn/neuron/"));
}

#[test]
fn boxes_are_titled_notes_one_level_below_their_section() {
    assert_eq!(
        html(":::try\nPress *it*.\n:::\n\n## One\n\n:::limits\nIt stops.\n:::"),
        "<aside class=\"box box-try\" role=\"note\" aria-labelledby=\"box-1\">\n\
         <h2 class=\"box-title\" id=\"box-1\">Try this</h2>\n<p>Press <em>it</em>.</p>\n</aside>\n\
         <h2 id=\"s1\">One</h2>\n\
         <aside class=\"box box-limits\" role=\"note\" aria-labelledby=\"box-2\">\n\
         <h3 class=\"box-title\" id=\"box-2\">Where it breaks</h3>\n<p>It stops.</p>\n</aside>\n"
    );
    assert!(html_zh(":::try\n按一下。\n:::").contains(">试一试</h2>"));
}

#[test]
fn a_table_scrolls_and_is_aligned_by_classes() {
    assert_eq!(
        html("| a | b |\n|---|--:|\n| x | [1](live:neuron.z) |"),
        "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table 1\"><table>\n\
         <thead><tr><th scope=\"col\">a</th><th scope=\"col\" class=\"right\">b</th></tr>\n</thead>\n\
         <tbody>\n<tr><td>x</td><td class=\"right\">\
         <output class=\"live\" data-live=\"neuron.z\" aria-live=\"off\">1</output></td></tr>\n</tbody>\n</table></div>\n"
    );
}

#[test]
fn a_question_works_without_scripts() {
    let body = ":::question\nWhat is *b*?\n- [ ] a [weight](term:weight)\n  > no, that is $w$\n- [x] a bias\n  > yes\n:::";
    let expected = "<fieldset class=\"question\" id=\"q1\" data-question=\"q1\">\n<legend>What is <em>b</em>?</legend>\n\
        <div class=\"choice\">\n<input type=\"radio\" name=\"neuron-q1\" id=\"q1-1\" value=\"1\">\n\
        <label for=\"q1-1\">a <a class=\"term\" href=\"{root}en/library/#term-weight\" title=\"a factor\">weight</a></label>\n\
        <div class=\"feedback wrong\"><p class=\"verdict\">Not so.</p>\n<p>no, that is <math display=\"inline\"><mi>w</mi></math></p>\n</div>\n</div>\n\
        <div class=\"choice\">\n<input type=\"radio\" name=\"neuron-q1\" id=\"q1-2\" value=\"2\" data-right>\n\
        <label for=\"q1-2\">a bias</label>\n\
        <div class=\"feedback right\"><p class=\"verdict\">Right.</p>\n<p>yes</p>\n</div>\n</div>\n\
        <p class=\"status\" role=\"status\"></p>\n</fieldset>\n";
    let mut files = with_body(body);
    let lesson = files.get_mut("en/lessons/neuron.md").unwrap();
    let cut = lesson.rfind(":::question").unwrap();
    lesson.truncate(cut);
    let site = compile(&files).unwrap();
    let Block::Html(html) = &site.lesson(Lang::En, "neuron").unwrap().blocks[0] else {
        panic!("the lesson starts with HTML");
    };
    assert_eq!(html, expected);
}

#[test]
fn choices_may_stand_apart() {
    let tight = "- [x] yes\n  > so it is\n- [ ] no\n  > it is\n";
    let loose = "- [x] yes\n\n  > so it is\n\n- [ ] no\n\n  > it is\n";
    let mut files = files();
    let text = files.get_mut("en/lessons/neuron.md").unwrap();
    *text = text.replace(tight, loose);
    let loose = compile(&files).unwrap();
    let tight = compile(&support::files()).unwrap();
    assert_eq!(
        loose.lesson(Lang::En, "neuron").unwrap().blocks,
        tight.lesson(Lang::En, "neuron").unwrap().blocks
    );
}

#[test]
fn formulas_become_mathml() {
    assert_eq!(
        html("So $w_1 < 2$."),
        "<p>So <math display=\"inline\"><msub><mi>w</mi><mn>1</mn></msub><mo>&lt;</mo><mn>2</mn></math>.</p>\n"
    );
    let display = html("$$\ny = \\tanh(z)\n$$");
    assert!(
        display.starts_with("<div class=\"equation\" role=\"group\" tabindex=\"0\" aria-label=\"Formula 1\"><math display=\"block\">"),
        "{display}"
    );
    assert!(display.ends_with("</math></div>\n"), "{display}");
}

#[test]
fn a_code_block_scrolls() {
    assert_eq!(
        html("```python\nif a < b:\n    pass\n\n:::try\n```"),
        "<pre role=\"group\" tabindex=\"0\" aria-label=\"Code 1\"><code class=\"language-python\">if a &lt; b:\n    pass\n\n:::try\n</code></pre>\n"
    );
}

#[test]
fn a_line_break_between_chinese_characters_is_no_space() {
    assert_eq!(
        html_zh("神经元\n很小，\n只有 w\n和 b\nc d。"),
        "<p>神经元很小，只有 w和 b\nc d。</p>\n"
    );
    assert_eq!(html("a\nb"), "<p>a\nb</p>\n");
}

#[test]
fn explorables_cut_the_body_in_document_order() {
    let site = compile(&with_body("Before.")).unwrap();
    let lesson = site.lesson(Lang::En, "neuron").unwrap();
    assert_eq!(lesson.blocks.len(), 3);
    assert_eq!(
        lesson.blocks[1],
        Block::Explorable {
            name: "neuron".to_owned(),
            state: "act=relu&b=1".to_owned()
        }
    );
    assert_eq!(
        lesson.explorables().collect::<Vec<_>>(),
        [("neuron", "act=relu&b=1")]
    );
}

#[test]
fn the_plain_text_has_the_words_and_not_the_markup() {
    let site = compile(&with_body(
        "## One\n\nIt is **[0.6](live:neuron.z)** at $x$.\n\n| a | b |\n|---|---|\n| c | d |",
    ))
    .unwrap();
    let text = &site.lesson(Lang::En, "neuron").unwrap().text;
    assert!(
        text.starts_with("One\nIt is 0.6 at .\na b \nc d \n"),
        "{text:?}"
    );
}
