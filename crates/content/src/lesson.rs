//! A lesson, compiled.

use crate::front_matter::{self, Split};
use crate::library::Library;
use crate::render::{Chunk, Place, Renderer, SectionLink};
use crate::segment::{self, BoxKind, Segment};
use crate::target::pairs;
use crate::text::{characters, words};
use crate::{Kind, Lang, Meta, Problem, Source};

/// A lesson in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// The name in the path, the same in both languages.
    pub slug: String,
    /// The language.
    pub lang: Lang,
    /// The front matter.
    pub meta: Meta,
    /// The body in document order; the list of sources is its end.
    pub blocks: Vec<Block>,
    /// Headings of the body in document order, the one of the sources last.
    pub headings: Vec<Heading>,
    /// Keys of the sources cited, in the order of first citation.
    pub sources: Vec<String>,
    /// Number of checking questions; their ids are `q1`, `q2` and so on.
    pub questions: usize,
    /// What the body says, as plain text, a line a paragraph.
    pub text: String,
    pub(crate) placed: Vec<Placed>,
    pub(crate) section_links: Vec<SectionLink>,
}

/// A stretch of a lesson's body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// HTML, complete in itself.
    Html(String),
    /// Here stands an explorable.
    Explorable {
        /// Its name in the registry.
        name: String,
        /// Its state as a URL query, empty for the defaults.
        state: String,
    },
}

/// A heading that can be linked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The id: `s1`, `s1-1`, and `sources` for the list of sources.
    pub id: String,
    /// The level, 2 or 3.
    pub level: u8,
    /// The text without markup.
    pub text: String,
}

/// An explorable as the text places it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placed {
    pub(crate) name: String,
    pub(crate) state: String,
    pub(crate) line: usize,
}

impl Lesson {
    /// The file below the content folder.
    pub fn file(&self) -> String {
        file(self.lang, &self.slug)
    }

    /// Name and state of each explorable, in document order.
    pub fn explorables(&self) -> impl Iterator<Item = (&str, &str)> {
        self.placed
            .iter()
            .map(|placed| (placed.name.as_str(), placed.state.as_str()))
    }
}

/// The file of a lesson below the content folder.
pub(crate) fn file(lang: Lang, slug: &str) -> String {
    format!("{lang}/lessons/{slug}.md")
}

/// Compiles one lesson. Problems do not stop it, so that all are found.
pub(crate) fn compile(
    lang: Lang,
    slug: &str,
    source: &str,
    library: Library<'_>,
) -> (Lesson, Vec<Problem>) {
    let file = file(lang, slug);
    let mut renderer = Renderer::new(lang, slug, &file, library);
    let Split {
        meta,
        body,
        body_line,
    } = front_matter::split(&file, source, lang, &mut renderer.problems);
    let (segments, problems) = segment::split(body, body_line);
    for (line, kind) in problems {
        renderer.problem(line, kind);
    }
    let placed = place(&mut renderer, &segments);
    let mut blocks = Vec::new();
    let mut html = String::new();
    let mut company = false;
    for segment in &segments {
        match *segment {
            Segment::Markdown { text, line } => {
                let place = Place::Body;
                let source = text;
                html.push_str(&renderer.markdown(Chunk {
                    source,
                    line,
                    place,
                }));
            }
            Segment::Boxed { kind, text, line } => {
                company |= kind == BoxKind::Company;
                html.push_str(&renderer.boxed(kind, text, line));
            }
            Segment::Question { text, line } => html.push_str(&renderer.question(text, line)),
            Segment::Explorable { name, state, .. } => {
                push_html(&mut blocks, &mut html);
                blocks.push(Block::Explorable {
                    name: name.to_owned(),
                    state: state.to_owned(),
                });
            }
        }
    }
    html.push_str(&renderer.sources_section());
    push_html(&mut blocks, &mut html);
    renderer.check_whole(company, body_line);
    let lesson = Lesson {
        slug: slug.to_owned(),
        lang,
        meta,
        blocks,
        headings: renderer.headings,
        sources: renderer.cited,
        questions: renderer.questions,
        text: renderer.text,
        placed,
        section_links: renderer.section_links,
    };
    (lesson, renderer.problems)
}

fn push_html(blocks: &mut Vec<Block>, html: &mut String) {
    if !html.is_empty() {
        blocks.push(Block::Html(std::mem::take(html)));
    }
}

/// Notes which explorables the lesson places, before any link refers to them.
fn place<'a>(renderer: &mut Renderer<'a>, segments: &[Segment<'a>]) -> Vec<Placed> {
    let mut all: Vec<Placed> = Vec::new();
    for segment in segments {
        let Segment::Explorable { name, state, line } = *segment else {
            continue;
        };
        let registry = renderer.library.registry;
        if let Some(first) = all.iter().find(|placed| placed.name == name) {
            let first = first.line;
            let name = name.to_owned();
            renderer.problem(line, Kind::ExplorableTwice { name, first });
        } else if let Err(known) = registry.explorable(name) {
            let name = name.to_owned();
            renderer.problem(line, Kind::UnknownExplorable { name, known });
        } else {
            renderer.placed.push(name);
            for (key, value) in pairs(state) {
                if let Err(known) = registry.setting(name, key, value) {
                    renderer.refused(name, &format!("{key}={value}"), known, line);
                }
            }
        }
        all.push(Placed {
            name: name.to_owned(),
            state: state.to_owned(),
            line,
        });
    }
    all
}

impl Renderer<'_> {
    /// A titled box. It is a note, not a landmark of the page; its title is
    /// one level below the section it stands in.
    fn boxed(&mut self, kind: BoxKind, source: &str, line: usize) -> String {
        self.boxes += 1;
        let id = format!("box-{}", self.boxes);
        let level = if self.headings.is_empty() { 2 } else { 3 };
        let (name, title) = (kind.name(), self.labels().box_title(kind));
        let place = Place::Boxed;
        let inner = self.markdown(Chunk {
            source,
            line,
            place,
        });
        format!(
            "<aside class=\"box box-{name}\" role=\"note\" aria-labelledby=\"{id}\">\n\
             <h{level} class=\"box-title\" id=\"{id}\">{title}</h{level}>\n{inner}</aside>\n"
        )
    }

    /// The sources cited, numbered as the citations are.
    fn sources_section(&mut self) -> String {
        if self.cited.is_empty() {
            return String::new();
        }
        let title = self.labels().sources;
        self.headings.push(Heading {
            id: "sources".to_owned(),
            level: 2,
            text: title.to_owned(),
        });
        let cited = self.cited.iter().enumerate();
        let item = |(index, key): (usize, &String)| {
            let html = self
                .library
                .sources
                .get(key)
                .map(|source: &Source| source.html(self.lang));
            format!(
                "<li id=\"source-{}\">{}</li>\n",
                index + 1,
                html.unwrap_or_default()
            )
        };
        let items: String = cited.map(item).collect();
        format!(
            "<section class=\"sources\">\n<h2 id=\"sources\">{title}</h2>\n<ol>\n{items}</ol>\n</section>\n"
        )
    }

    /// What can only be said of the whole lesson.
    fn check_whole(&mut self, company: bool, line: usize) {
        if !company {
            self.problem(line, Kind::CompanyMissing);
        }
        if self.questions != 3 {
            let found = self.questions;
            self.problem(line, Kind::QuestionCount { found });
        }
        let unknown = |problem: &Problem| matches!(problem.kind, Kind::UnknownSource { .. });
        if self.cited.is_empty() && !self.problems.iter().any(unknown) {
            self.problem(line, Kind::NoSources);
        }
        let (found, unit, min, max) = match self.lang {
            Lang::Zh => (characters(&self.text), "characters", 1500, 2800),
            Lang::En => (words(&self.text), "words", 800, 1500),
        };
        if !(min..=max).contains(&found) {
            let kind = Kind::Length {
                found,
                unit,
                min,
                max,
            };
            self.problem(line, kind);
        }
    }
}
