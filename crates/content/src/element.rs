//! Elements that need more than Markdown's own HTML.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag};

use crate::render::{Chunk, Events, Place, Renderer, block, inline, matching_end};
use crate::text::plain;
use crate::{Heading, Kind, escape, math};

impl Renderer<'_> {
    /// An element rendered as a whole, with the position of its end.
    pub(crate) fn element<'e>(
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
    pub(crate) fn equation(&mut self, latex: &str, line: usize) -> String {
        self.formulas += 1;
        let (label, number) = (self.labels().formula, self.formulas);
        let math = self.math(latex, true, line);
        format!(
            "<div class=\"equation\" role=\"group\" tabindex=\"0\" aria-label=\"{label} {number}\">{math}</div>\n"
        )
    }

    pub(crate) fn math(&mut self, latex: &str, display: bool, line: usize) -> String {
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
}
