//! Markdown to HTML.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

use crate::labels::Labels;
use crate::library::Library;
use crate::reader::newlines_before;
use crate::text::is_chinese;
use crate::{Heading, Kind, Lang, Problem, escape};

/// Marks that are easily misread, and what to write instead.
const EMPHASIS: (&str, &str) = (
    "**",
    "move Chinese punctuation out of the emphasis, or write \\*\\* for asterisks",
);
const LINK: (&str, &str) = (
    "](",
    "a link's destination has no spaces and balanced brackets; or write \\](",
);
const DOLLAR: (&str, &str) = (
    "$",
    "write \\$ for the currency; a formula has no space inside its $ and balanced braces",
);

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
    pub(crate) formulas: usize,
    pub(crate) listings: usize,
    pub(crate) sections: usize,
    pub(crate) subsections: usize,
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
                    Some((html, end)) if is_citation(tag) => {
                        next = end + 1;
                        join(out);
                        out.push(html);
                    }
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
                Event::InlineMath(latex) => {
                    self.check_amount(&chunk.source[range.end..], line);
                    out.push(inline(self.math(latex, false, line)));
                }
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

    pub(crate) fn raw_html(&mut self, html: &str, line: usize) {
        let html = html.trim().chars().take(40).collect();
        self.problem(line, Kind::RawHtml { html });
    }

    /// Reports marks that Markdown took for text.
    fn check_stray(&mut self, text: &str, source: &str, line: usize) {
        for (mark, instead) in [EMPHASIS, LINK, DOLLAR] {
            if text.contains(mark) && has_unescaped(source, mark) {
                self.problem(line, Kind::StrayMarkup { mark, instead });
            }
        }
    }

    /// Reports two amounts (`$5–$6`) that Markdown took for a formula.
    fn check_amount(&mut self, after: &str, line: usize) {
        if after.starts_with(|next: char| next.is_ascii_digit()) {
            let (mark, instead) = DOLLAR;
            self.problem(line, Kind::StrayMarkup { mark, instead });
        }
    }
}

pub(crate) fn inline<'e>(html: String) -> Event<'e> {
    Event::InlineHtml(CowStr::from(html))
}

pub(crate) fn block<'e>(html: String) -> Event<'e> {
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

fn is_citation(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Link { dest_url, .. } if dest_url.starts_with("cite:"))
}

/// Takes the space off what stands before a citation, so that its number
/// never starts a line.
fn join(out: &mut [Event<'_>]) {
    if let Some(Event::InlineHtml(last)) = out.last_mut() {
        *last = CowStr::from(last.trim_end().to_owned());
    }
}

fn has_unescaped(source: &str, mark: &str) -> bool {
    let escaped = |at: usize| {
        let before = source[..at].bytes().rev();
        before.take_while(|byte| *byte == b'\\').count() % 2 == 1
    };
    source.match_indices(mark).any(|(at, _)| !escaped(at))
}
