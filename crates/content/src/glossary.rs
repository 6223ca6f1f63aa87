//! The glossary of one language, and the two side by side.

use crate::reader::{Reader, Table};
use crate::{Kind, Lang, Problem, escape};

/// A term and its one-line definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The id, the same in both languages.
    pub id: String,
    /// The word or words.
    pub term: String,
    /// What it means, as plain text.
    pub definition: String,
}

/// The terms of both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glossary {
    terms: [Vec<Term>; 2],
}

impl Glossary {
    /// Reads `glossary.toml` of both languages, in the order of [`Lang::ALL`].
    pub(crate) fn parse(files: [(&str, &str); 2], problems: &mut Vec<Problem>) -> Self {
        let mut lines = [Vec::new(), Vec::new()];
        let mut terms = [Vec::new(), Vec::new()];
        for (index, (file, source)) in files.into_iter().enumerate() {
            let mut reader = Reader::new(file, source, 1, problems);
            let Some(root) = reader.parse() else {
                return Self::default();
            };
            let root = Table {
                entries: root.get_ref(),
                at: 0,
            };
            reader.only(root, &["terms"]);
            for (id, table) in reader.named(root, "terms") {
                reader.only(table, &["term", "definition"]);
                lines[index].push(reader.line(table.at));
                terms[index].push(Term {
                    id,
                    term: reader.string(table, "term").unwrap_or_default(),
                    definition: reader.string(table, "definition").unwrap_or_default(),
                });
            }
        }
        let glossary = Self { terms };
        for lang in Lang::ALL {
            let here = lang.index();
            for (term, line) in glossary.terms[here].iter().zip(&lines[here]) {
                if glossary.term(lang.other(), &term.id).is_none() {
                    let kind = Kind::TermTwinMissing {
                        id: term.id.clone(),
                        lang: lang.other(),
                    };
                    problems.push(Problem::new(files[here].0, *line, kind));
                }
            }
        }
        glossary
    }

    /// The terms of a language in the order of its file.
    pub fn terms(&self, lang: Lang) -> &[Term] {
        &self.terms[lang.index()]
    }

    /// The term of an id.
    pub fn term(&self, lang: Lang, id: &str) -> Option<&Term> {
        self.terms(lang).iter().find(|term| term.id == id)
    }

    /// A `<dl>` whose terms carry the ids `term-<id>` that lessons link to,
    /// with the word of the other language beside each.
    ///
    /// English is sorted by the alphabet, Chinese keeps the order of its file.
    pub fn html(&self, lang: Lang) -> String {
        let mut terms: Vec<_> = self.terms(lang).iter().collect();
        if lang == Lang::En {
            terms.sort_by_key(|term| (term.term.to_lowercase(), &term.id));
        }
        let mut out = String::from("<dl class=\"glossary\">\n");
        for term in terms {
            let id = escape::attribute(&term.id);
            let word = escape::text(&term.term);
            let twin = self.term(lang.other(), &term.id).map(|twin| {
                let tag = lang.other().tag();
                format!(
                    " <span class=\"twin\" lang=\"{tag}\">{}</span>",
                    escape::text(&twin.term)
                )
            });
            let definition = escape::text(&term.definition);
            let twin = twin.unwrap_or_default();
            let entry = format!(
                "<div data-term=\"{id}\"><dt id=\"term-{id}\">{word}{twin}</dt><dd>{definition}</dd></div>\n"
            );
            out.push_str(&entry);
        }
        out.push_str("</dl>\n");
        out
    }
}
