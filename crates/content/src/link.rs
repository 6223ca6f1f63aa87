//! Links to HTML.

use crate::render::{Chunk, Events, Place, Renderer, SectionLink};
use crate::target::{Page, Target, pairs};
use crate::text::plain;
use crate::{Kind, escape};

impl Renderer<'_> {
    pub(crate) fn link(
        &mut self,
        destination: &str,
        inner: &Events<'_>,
        chunk: Chunk<'_>,
        line: usize,
    ) -> String {
        let target = match Target::parse(destination) {
            Ok(target) => target,
            Err(kind) => {
                self.problem(line, kind);
                return self.html(inner, chunk);
            }
        };
        let empty = inner.is_empty();
        if empty && !matches!(target, Target::Cite { .. } | Target::Term { .. }) {
            let target = destination.to_owned();
            let reason = "give the link a text";
            self.problem(line, Kind::BadLink { target, reason });
        }
        match target {
            Target::Live {
                explorable,
                reading,
            } => self.live(explorable, reading, inner, chunk, line),
            Target::Set { explorable, query } => {
                self.check_query(explorable, query, line);
                let href = escape::attribute(&format!("?{query}#{explorable}"));
                let set = escape::attribute(&format!("{explorable}?{query}"));
                let html = self.html(inner, chunk);
                format!("<a class=\"set\" data-set=\"{set}\" href=\"{href}\">{html}</a>")
            }
            Target::Term { id } => self.term(id, inner, chunk, line),
            Target::Cite { key } => self.cite(key, inner, line),
            Target::Lesson { slug, section } => {
                self.check_lesson(slug, section, line);
                let fragment = section.map(|id| format!("#{id}")).unwrap_or_default();
                self.anchor(&format!("learn/{slug}/{fragment}"), inner, chunk)
            }
            // A section of the plan is a page of its own.
            Target::Page {
                page: Page::Plan,
                anchor,
            } if !anchor.is_empty() => self.anchor(&format!("plan/{anchor}/"), inner, chunk),
            Target::Page { page, anchor } => {
                let fragment = if anchor.is_empty() { "" } else { "#" };
                self.anchor(&format!("{}/{fragment}{anchor}", page.path()), inner, chunk)
            }
            Target::Section { id } => {
                self.section_links.push(SectionLink {
                    slug: self.slug.to_owned(),
                    id: id.to_owned(),
                    line,
                });
                let html = self.html(inner, chunk);
                format!("<a href=\"#{}\">{html}</a>", escape::attribute(id))
            }
            Target::External { url } => {
                let html = self.html(inner, chunk);
                let url = escape::attribute(url);
                format!("<a href=\"{url}\" rel=\"external noopener\">{html}</a>")
            }
        }
    }

    /// A link to a page of the site in the lesson's language.
    fn anchor(&mut self, path: &str, inner: &Events<'_>, chunk: Chunk<'_>) -> String {
        let html = self.html(inner, chunk);
        let (lang, path) = (self.lang, escape::attribute(path));
        format!("<a href=\"{{root}}{lang}/{path}\">{html}</a>")
    }

    /// A bound value. It changes with every move of a slider, so it must not
    /// announce itself, as an `output` would.
    fn live(
        &mut self,
        explorable: &str,
        reading: &str,
        inner: &Events<'_>,
        chunk: Chunk<'_>,
        line: usize,
    ) -> String {
        if chunk.place == Place::Question {
            let what = "a live value in a question";
            let instead = "write the number; the question must not change under the reader";
            self.problem(line, Kind::Unsupported { what, instead });
        }
        if self.check_placed(explorable, line)
            && let Err(known) = self.library.registry.reading(explorable, reading)
        {
            self.refused(explorable, reading, known, line);
        }
        let text = plain(inner.iter().map(|(event, _)| event));
        self.text.push_str(&text);
        let name = escape::attribute(&format!("{explorable}.{reading}"));
        format!(
            "<output class=\"live\" data-live=\"{name}\" aria-live=\"off\">{}</output>",
            escape::text(&text)
        )
    }

    fn term(&mut self, id: &str, inner: &Events<'_>, chunk: Chunk<'_>, line: usize) -> String {
        let Some(term) = self.library.glossary.term(self.lang, id) else {
            let id = id.to_owned();
            let lang = self.lang;
            self.problem(line, Kind::UnknownTerm { id, lang });
            return self.html(inner, chunk);
        };
        let html = if inner.is_empty() {
            self.text.push_str(&term.term);
            escape::text(&term.term)
        } else {
            self.html(inner, chunk)
        };
        format!(
            "<a class=\"term\" href=\"{{root}}{}/library/#term-{}\" title=\"{}\">{html}</a>",
            self.lang,
            escape::attribute(id),
            escape::attribute(&term.definition)
        )
    }

    /// `[n]`, or `[n, locator]`, numbered in the order of first citation.
    fn cite(&mut self, key: &str, inner: &Events<'_>, line: usize) -> String {
        if self.library.sources.get(key).is_none() {
            let key = key.to_owned();
            self.problem(line, Kind::UnknownSource { key });
            return String::new();
        }
        let known = self.cited.iter().position(|cited| cited == key);
        let number = 1 + known.unwrap_or_else(|| {
            self.cited.push(key.to_owned());
            self.cited.len() - 1
        });
        let locator = plain(inner.iter().map(|(event, _)| event));
        let locator = if locator.is_empty() {
            String::new()
        } else {
            format!(", {}", escape::attribute(&locator))
        };
        let label = self.labels().source;
        format!(
            "<sup class=\"cite\"><a href=\"#source-{number}\" aria-label=\"{label} [{number}{locator}]\">[{number}{locator}]</a></sup>"
        )
    }

    fn check_lesson(&mut self, slug: &str, section: Option<&str>, line: usize) {
        if self.library.slugs.iter().all(|known| known != slug) {
            let known = self.library.slugs.join(", ");
            let slug = slug.to_owned();
            self.problem(line, Kind::UnknownLesson { slug, known });
        } else if let Some(id) = section {
            self.section_links.push(SectionLink {
                slug: slug.to_owned(),
                id: id.to_owned(),
                line,
            });
        }
    }

    fn check_placed(&mut self, explorable: &str, line: usize) -> bool {
        let placed = self.placed.contains(&explorable);
        if !placed {
            let name = explorable.to_owned();
            self.problem(line, Kind::ExplorableNotPlaced { name });
        }
        placed
    }

    fn check_query(&mut self, explorable: &str, query: &str, line: usize) {
        if self.check_placed(explorable, line) {
            for (key, value) in pairs(query) {
                let answer = match key {
                    "do" => self.library.registry.action(explorable, value),
                    _ => self.library.registry.setting(explorable, key, value),
                };
                if let Err(known) = answer {
                    self.refused(explorable, &format!("{key}={value}"), known, line);
                }
            }
        }
    }

    pub(crate) fn refused(&mut self, explorable: &str, found: &str, known: String, line: usize) {
        let kind = Kind::ExplorableRefuses {
            explorable: explorable.to_owned(),
            found: found.to_owned(),
            known,
        };
        self.problem(line, kind);
    }
}
