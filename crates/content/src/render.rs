//! Markdown to HTML.

use std::ops::Range;

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeWithOffset,
};

use crate::labels::Labels;
use crate::library::Library;
use crate::reader::newlines_before;
use crate::text::{is_chinese, plain};
use crate::{Heading, Kind, Lang, Problem, escape, math};

/// Events with their ranges in the chunk they come from.
pub(crate) type Events<'e> = [(Event<'e>, Range<usize>)];

/// Where a chunk of Markdown stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Body,
    Boxed,
    Question,
}

/// A chunk of Markdown.
#[derive(Clone, Copy)]
pub(crate) struct Chunk<'c> {
    pub(crate) source: &'c str,
    /// The line of the file on which it starts.
    pub(crate) line: usize,
    pub(crate) place: Place,
}

impl<'c> Chunk<'c> {
    pub(crate) fn events(self) -> Vec<(Event<'c>, Range<usize>)> {
        let mut options = Options::ENABLE_TABLES | Options::ENABLE_MATH;
        if self.place == Place::Question {
            options |= Options::ENABLE_TASKLISTS;
        }
        let parser = Parser::new_ext(self.source, options).into_offset_iter();
        TextMergeWithOffset::new(parser).collect()
    }

    pub(crate) fn line_of(self, range: &Range<usize>) -> usize {
        self.line + newlines_before(self.source, range.start)
    }
}

/// A link to a section, checked once every lesson is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SectionLink {
    pub(crate) slug: String,
    pub(crate) id: String,
    pub(crate) line: usize,
}

/// Renders one lesson and collects what the text says on the way.
pub(crate) struct Renderer<'a> {
    pub(crate) lang: Lang,
    pub(crate) slug: &'a str,
    pub(crate) file: &'a str,
    pub(crate) library: Library<'a>,
    /// Names of the explorables the lesson places.
    pub(crate) placed: Vec<&'a str>,
    pub(crate) headings: Vec<Heading>,
    /// Keys of the sources in the order of first citation.
    pub(crate) cited: Vec<String>,
    pub(crate) section_links: Vec<SectionLink>,
    /// What the lesson says, as plain text.
    pub(crate) text: String,
    pub(crate) problems: Vec<Problem>,
    pub(crate) questions: usize,
    pub(crate) boxes: usize,
    pub(crate) tables: usize,
    formulas: usize,
    listings: usize,
    sections: usize,
    subsections: usize,
}

impl<'a> Renderer<'a> {
    pub(crate) fn new(lang: Lang, slug: &'a str, file: &'a str, library: Library<'a>) -> Self {
        Self {
            lang,
            slug,
            file,
            library,
            placed: Vec::new(),
            headings: Vec::new(),
            cited: Vec::new(),
            section_links: Vec::new(),
            text: String::new(),
            problems: Vec::new(),
            questions: 0,
            boxes: 0,
            tables: 0,
            formulas: 0,
            listings: 0,
            sections: 0,
            subsections: 0,
        }
    }

    pub(crate) fn labels(&self) -> &'static Labels {
        Labels::of(self.lang)
    }

    pub(crate) fn problem(&mut self, line: usize, kind: Kind) {
        self.problems.push(Problem::new(self.file, line, kind));
    }

    pub(crate) fn markdown(&mut self, chunk: Chunk<'_>) -> String {
        self.html(&chunk.events(), chunk)
    }

    pub(crate) fn html(&mut self, events: &Events<'_>, chunk: Chunk<'_>) -> String {
        let mut out = Vec::with_capacity(events.len());
        self.convert(events, chunk, &mut out);
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, out.into_iter());
        html
    }

    /// Replaces what needs more than Markdown's own HTML by finished HTML.
    /// Only leaf blocks and links recurse, so that depth is bounded.
    fn convert<'e>(&mut self, events: &Events<'e>, chunk: Chunk<'_>, out: &mut Vec<Event<'e>>) {
        let mut at = 0;
        while let Some((event, range)) = events.get(at) {
            let line = chunk.line_of(range);
            let mut next = at + 1;
            match event {
                Event::Start(Tag::Paragraph) if is_formula(&events[at..]) => {
                    next = at + 3;
                    if let (Event::DisplayMath(latex), _) = &events[at + 1] {
                        out.push(block(self.equation(latex, line)));
                    }
                }
                Event::Start(tag) => match self.element(tag, events, at, chunk) {
                    Some((html, end)) => {
                        next = end + 1;
                        out.push(html);
                    }
                    None => out.push(Event::Start(tag.clone())),
                },
                Event::End(end) => {
                    self.end_of_text(*end);
                    out.push(Event::End(*end));
                }
                Event::Text(text) => {
                    self.check_stray(text, &chunk.source[range.clone()], line);
                    self.text.push_str(text);
                    out.push(inline(escape::text(text)));
                }
                Event::Code(code) => {
                    self.text.push_str(code);
                    out.push(inline(format!("<code>{}</code>", escape::text(code))));
                }
                Event::InlineMath(latex) => out.push(inline(self.math(latex, false, line))),
                Event::DisplayMath(latex) => out.push(inline(self.math(latex, true, line))),
                Event::SoftBreak => {
                    if self.is_space(&events[at + 1..]) {
                        self.text.push(' ');
                        out.push(Event::SoftBreak);
                    }
                }
                Event::InlineHtml(html) => {
                    self.raw_html(html, line);
                    out.push(inline(escape::text(html)));
                }
                Event::Html(html) => out.push(inline(escape::text(html))),
                Event::TaskListMarker(_) => self.problem(
                    line,
                    Kind::Unsupported {
                        what: "a choice",
                        instead: "write the choices of a question as one list, `- [x] …`",
                    },
                ),
                Event::HardBreak | Event::Rule => out.push(event.clone()),
                Event::FootnoteReference(_) => {}
            }
            at = next;
        }
    }

    /// An element rendered as a whole, with the position of its end.
    fn element<'e>(
        &mut self,
        tag: &Tag<'e>,
        events: &Events<'e>,
        at: usize,
        chunk: Chunk<'_>,
    ) -> Option<(Event<'e>, usize)> {
        let line = chunk.line_of(&events[at].1);
        let end = || matching_end(events, at);
        let inner = || &events[at + 1..end()];
        let html = match tag {
            Tag::Heading { level, .. } => block(self.heading(*level, inner(), chunk, line)),
            Tag::Table(alignments) => block(self.table(alignments, inner(), chunk)),
            Tag::CodeBlock(kind) => block(self.listing(kind, inner())),
            Tag::Link { dest_url, .. } => inline(self.link(dest_url, inner(), chunk, line)),
            Tag::Image { .. } => {
                let what = "an image";
                let instead = "use an explorable, a table or a formula";
                self.problem(line, Kind::Unsupported { what, instead });
                inline(escape::text(&plain(inner().iter().map(|(event, _)| event))))
            }
            Tag::HtmlBlock => {
                let html = inner().iter().map(|(event, _)| match event {
                    Event::Html(html) => html.as_ref(),
                    _ => "",
                });
                let html: String = html.collect();
                self.raw_html(&html, line);
                block(format!("<p>{}</p>\n", escape::text(html.trim_end())))
            }
            _ => return None,
        };
        Some((html, end()))
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        inner: &Events<'_>,
        chunk: Chunk<'_>,
        line: usize,
    ) -> String {
        let html = self.html(inner, chunk);
        self.text.push('\n');
        if chunk.place != Place::Body || !matches!(level, HeadingLevel::H2 | HeadingLevel::H3) {
            let what = "a heading of this level";
            let instead = "use ## for sections and ### below them, outside boxes";
            self.problem(line, Kind::Unsupported { what, instead });
            return format!("<p>{html}</p>\n");
        }
        let id = if level == HeadingLevel::H2 {
            self.sections += 1;
            self.subsections = 0;
            format!("s{}", self.sections)
        } else {
            self.subsections += 1;
            format!("s{}-{}", self.sections, self.subsections)
        };
        let heading = format!("<{level} id=\"{id}\">{html}</{level}>\n");
        self.headings.push(Heading {
            id,
            level: level as u8,
            text: plain(inner.iter().map(|(event, _)| event)),
        });
        heading
    }

    /// A formula of its own. Wide ones scroll, and so take the focus.
    fn equation(&mut self, latex: &str, line: usize) -> String {
        self.formulas += 1;
        let (label, number) = (self.labels().formula, self.formulas);
        let math = self.math(latex, true, line);
        format!(
            "<div class=\"equation\" role=\"group\" tabindex=\"0\" aria-label=\"{label} {number}\">{math}</div>\n"
        )
    }

    fn math(&mut self, latex: &str, display: bool, line: usize) -> String {
        match math::mathml(latex, display) {
            Ok(mathml) => mathml,
            Err(reason) => {
                let latex = latex.trim().to_owned();
                let html = format!("<code>{}</code>", escape::text(&latex));
                self.problem(line, Kind::Math { latex, reason });
                html
            }
        }
    }

    /// A code block. Wide ones scroll, and so take the focus.
    fn listing(&mut self, kind: &CodeBlockKind<'_>, inner: &Events<'_>) -> String {
        self.listings += 1;
        let (label, number) = (self.labels().code, self.listings);
        let code = plain(inner.iter().map(|(event, _)| event));
        let class = match kind {
            CodeBlockKind::Fenced(info) => info.split_whitespace().next(),
            CodeBlockKind::Indented => None,
        };
        let class = class.map(|lang| format!(" class=\"language-{}\"", escape::attribute(lang)));
        self.text.push_str(&code);
        self.text.push('\n');
        format!(
            "<pre role=\"group\" tabindex=\"0\" aria-label=\"{label} {number}\"><code{}>{}\n</code></pre>\n",
            class.unwrap_or_default(),
            escape::text(&code)
        )
    }

    /// Whether a line break in the source is a space: between Chinese
    /// characters, or beside one, it is not.
    fn is_space(&self, after: &Events<'_>) -> bool {
        if self.lang != Lang::Zh {
            return true;
        }
        let next = after.iter().find_map(|(event, _)| match event {
            Event::Text(text) | Event::Code(text) => text.chars().next(),
            _ => None,
        });
        let last = self.text.chars().next_back();
        !(last.is_some_and(is_chinese) || next.is_some_and(is_chinese))
    }

    fn end_of_text(&mut self, end: TagEnd) {
        if matches!(end, TagEnd::Paragraph | TagEnd::Item) && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn raw_html(&mut self, html: &str, line: usize) {
        let html = html.trim().chars().take(40).collect();
        self.problem(line, Kind::RawHtml { html });
    }

    /// Reports marks that Markdown took for text.
    fn check_stray(&mut self, text: &str, source: &str, line: usize) {
        let marks = [
            (
                "**",
                "emphasis next to Chinese punctuation does not open or close; move the punctuation out of the marks, or write \\*\\*",
            ),
            (
                "](",
                "a link's destination has no spaces and balanced brackets; correct it, or write \\](",
            ),
            (
                "$",
                "write \\$ for the currency, or close the formula without a space before its $",
            ),
        ];
        for (mark, instead) in marks {
            if text.contains(mark) && has_unescaped(source, mark) {
                self.problem(line, Kind::StrayMarkup { mark, instead });
            }
        }
    }
}

pub(crate) fn inline<'e>(html: String) -> Event<'e> {
    Event::InlineHtml(CowStr::from(html))
}

fn block<'e>(html: String) -> Event<'e> {
    Event::Html(CowStr::from(html))
}

/// The position of the end of the element that starts at `start`.
pub(crate) fn matching_end(events: &Events<'_>, start: usize) -> usize {
    let mut depth = 0_usize;
    for (at, (event, _)) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    events.len() - 1
}

/// Whether a paragraph holds one display formula and nothing else.
fn is_formula(events: &Events<'_>) -> bool {
    matches!(
        events,
        [
            _,
            (Event::DisplayMath(_), _),
            (Event::End(TagEnd::Paragraph), _),
            ..
        ]
    )
}

fn has_unescaped(source: &str, mark: &str) -> bool {
    let escaped = |at: usize| {
        let before = source[..at].bytes().rev();
        before.take_while(|byte| *byte == b'\\').count() % 2 == 1
    };
    source.match_indices(mark).any(|(at, _)| !escaped(at))
}
