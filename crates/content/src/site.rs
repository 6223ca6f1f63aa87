//! The whole of the content, read, compiled and checked.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use crate::labels::Labels;
use crate::library::Library;
use crate::twins::{self, Pairs, STRUCTURE};
use crate::{
    Glossary, Kind, Lang, Lesson, Problem, Registry, Severity, Sources, Structure, escape, lesson,
};

/// The content's files: path below the folder, with `/`, and text.
pub type Files = BTreeMap<String, String>;

const SOURCES: &str = "sources.toml";

/// Everything that `content/` holds.
#[derive(Clone, Debug)]
pub struct Site {
    /// Parts and lessons in order.
    pub structure: Structure,
    /// The terms in both languages.
    pub glossary: Glossary,
    /// The sources.
    pub sources: Sources,
    /// What an author should look at, though the site can be built.
    pub warnings: Vec<Problem>,
    lessons: BTreeMap<(String, Lang), Lesson>,
}

impl Site {
    /// Reads the folder and compiles it.
    ///
    /// Read are `structure.toml`, `sources.toml`, and for each language
    /// `glossary.toml` and `lessons/*.md`; anything else is left alone.
    ///
    /// # Errors
    /// Every problem found, warnings among them, by file and line.
    pub fn load(folder: &Path, registry: &dyn Registry) -> Result<Self, Vec<Problem>> {
        let (files, unread) = read(folder);
        if unread.is_empty() {
            Self::compile(&files, registry)
        } else {
            Err(unread)
        }
    }

    /// Compiles files that have been read.
    ///
    /// # Errors
    /// Every problem found, warnings among them, by file and line.
    pub fn compile(files: &Files, registry: &dyn Registry) -> Result<Self, Vec<Problem>> {
        let files: Files = files
            .iter()
            .map(|(path, text)| (path.clone(), normal(text)))
            .collect();
        let mut problems = Vec::new();
        let mut file = |name: &str| {
            let text = files.get(name).map(String::as_str);
            if text.is_none() {
                let reason = "not found".to_owned();
                problems.push(Problem::new(name, 1, Kind::Unreadable { reason }));
            }
            text.unwrap_or_default()
        };
        let names = Lang::ALL.map(|lang| format!("{lang}/glossary.toml"));
        let glossaries = [0, 1].map(|index| (names[index].as_str(), file(&names[index])));
        let (structure, sources) = (file(STRUCTURE), file(SOURCES));
        if !problems.is_empty() {
            return Err(problems);
        }
        let structure = Structure::parse(STRUCTURE, structure, &mut problems);
        let sources = Sources::parse(SOURCES, sources, &mut problems);
        let glossary = Glossary::parse(glossaries, &mut problems);
        let slugs: BTreeSet<_> = files.keys().filter_map(|path| lesson_of(path)).collect();
        let slugs: Vec<_> = slugs.into_iter().map(str::to_owned).collect();
        let library = Library {
            glossary: &glossary,
            sources: &sources,
            slugs: &slugs,
            registry,
        };
        let mut pairs = Pairs::new();
        for slug in &slugs {
            let pair = Lang::ALL.map(|lang| {
                let source = files.get(&lesson::file(lang, slug))?;
                let (lesson, found) = lesson::compile(lang, slug, source, library);
                problems.extend(found);
                Some(lesson)
            });
            pairs.push((slug.clone(), pair));
        }
        twins::check(&structure, &pairs, &mut problems);
        problems.sort();
        problems.dedup();
        if problems
            .iter()
            .any(|problem| problem.severity() == Severity::Error)
        {
            return Err(problems);
        }
        let lessons = pairs.into_iter().flat_map(|(slug, pair)| {
            let keyed = move |lesson: Lesson| ((slug.clone(), lesson.lang), lesson);
            pair.into_iter().flatten().map(keyed)
        });
        Ok(Self {
            lessons: lessons.collect(),
            structure,
            glossary,
            sources,
            warnings: problems,
        })
    }

    /// A lesson.
    pub fn lesson(&self, lang: Lang, slug: &str) -> Option<&Lesson> {
        self.lessons.get(&(slug.to_owned(), lang))
    }

    /// The lessons of a language in reading order.
    pub fn lessons(&self, lang: Lang) -> impl Iterator<Item = &Lesson> {
        let places = self.structure.lessons();
        places.filter_map(move |(_, place)| self.lesson(lang, &place.slug))
    }

    /// The glossary for the library's page; see [`Glossary::html`].
    pub fn glossary_html(&self, lang: Lang) -> String {
        self.glossary.html(lang)
    }

    /// Every source for the library's page, by author and year, with ids
    /// `source-<key>` and links to the lessons that cite it.
    pub fn sources_html(&self, lang: Lang) -> String {
        let labels = Labels::of(lang);
        let mut sources: Vec<_> = self.sources.all().iter().collect();
        sources.sort_by_key(|source| (source.authors.to_lowercase(), source.year, &source.key));
        let mut out = String::from("<ul class=\"source-list\">\n");
        for source in sources {
            let citing = self
                .lessons(lang)
                .filter(|lesson| lesson.sources.contains(&source.key))
                .map(|lesson| {
                    let (slug, title) = (&lesson.slug, escape::text(&lesson.meta.title));
                    format!("<a href=\"{{root}}{lang}/learn/{slug}/\">{title}</a>")
                })
                .collect::<Vec<_>>();
            let cited = if citing.is_empty() {
                String::new()
            } else {
                let list = citing.join(labels.list_separator);
                format!(" <span class=\"cited-in\">{}{list}</span>", labels.cited_in)
            };
            let (key, html) = (escape::attribute(&source.key), source.html(lang));
            let item = format!("<li id=\"source-{key}\">{html}{cited}</li>\n");
            out.push_str(&item);
        }
        out.push_str("</ul>\n");
        out
    }
}

/// The slug of a lesson's path.
fn lesson_of(path: &str) -> Option<&str> {
    let (lang, rest) = path.split_once('/')?;
    Lang::from_code(lang)?;
    let slug = rest.strip_prefix("lessons/")?.strip_suffix(".md")?;
    (!slug.contains('/')).then_some(slug)
}

/// The text with `\n` at line ends and without a byte order mark.
fn normal(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.replace("\r\n", "\n")
}

/// Reads the files the compiler knows of.
fn read(folder: &Path) -> (Files, Vec<Problem>) {
    let mut paths = vec![STRUCTURE.to_owned(), SOURCES.to_owned()];
    let mut problems = Vec::new();
    for lang in Lang::ALL {
        paths.push(format!("{lang}/glossary.toml"));
        let lessons = format!("{lang}/lessons");
        match names(&folder.join(&lessons)) {
            Ok(names) => paths.extend(names.into_iter().map(|name| format!("{lessons}/{name}"))),
            Err(error) => problems.push(unreadable(&lessons, &error)),
        }
    }
    let mut files = Files::new();
    for path in paths {
        match fs::read_to_string(folder.join(&path)) {
            Ok(text) => {
                files.insert(path, text);
            }
            Err(error) => problems.push(unreadable(&path, &error)),
        }
    }
    (files, problems)
}

/// The names of the Markdown files of a folder.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if Path::new(&name)
            .extension()
            .is_some_and(|extension| extension == "md")
        {
            names.push(name);
        }
    }
    Ok(names)
}

fn unreadable(path: &str, error: &io::Error) -> Problem {
    let reason = error.to_string();
    Problem::new(path, 1, Kind::Unreadable { reason })
}
