//! The site's routes: one table that the app, the prerenderer, the sitemap and
//! the language switch all read. Pure.

use crate::i18n::Locale;
use crate::lessons::LESSONS;
use venture::plan::Section;

/// A page that exists in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// Three doors and the reader's progress.
    Home,
    /// The map of lessons.
    Learn,
    /// One lesson, by its slug.
    Lesson(String),
    /// The readiness check.
    Check,
    /// What the readiness check finds.
    Report,
    /// The plan builder: the plans, and the first page of each.
    Plan,
    /// A section of a plan.
    Section(Section),
    /// Glossary and sources.
    Library,
    /// Appearance and the reader's data.
    Settings,
}

/// An address below the site's root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// `/`: chooses a language.
    Root,
    /// `/{lang}/…`
    Page(Locale, Page),
    /// `/embed/{explorable}/`: one explorable alone. Its language is a query key.
    Embed(String),
    /// Anything else; the language is the one in the path, if there is one.
    NotFound(Option<Locale>),
}

impl Page {
    fn parse(segments: &[&str]) -> Option<Self> {
        Some(match segments {
            [] => Self::Home,
            ["learn"] => Self::Learn,
            ["learn", slug] if LESSONS.iter().any(|lesson| lesson.slug == *slug) => {
                Self::Lesson((*slug).to_owned())
            }
            ["check"] => Self::Check,
            ["check", "report"] => Self::Report,
            ["plan"] => Self::Plan,
            ["plan", slug] => Self::Section(Section::find(slug)?),
            ["library"] => Self::Library,
            ["settings"] => Self::Settings,
            _ => return None,
        })
    }

    fn path(&self) -> String {
        match self {
            Self::Home => String::new(),
            Self::Learn => "learn/".to_owned(),
            Self::Lesson(slug) => format!("learn/{slug}/"),
            Self::Check => "check/".to_owned(),
            Self::Report => "check/report/".to_owned(),
            Self::Plan => "plan/".to_owned(),
            Self::Section(section) => format!("plan/{}/", section.slug()),
            Self::Library => "library/".to_owned(),
            Self::Settings => "settings/".to_owned(),
        }
    }

    /// Every page, in the order of the navigation.
    pub fn all() -> Vec<Self> {
        let mut pages = vec![Self::Home, Self::Learn];
        pages.extend(
            LESSONS
                .iter()
                .map(|lesson| Self::Lesson(lesson.slug.to_owned())),
        );
        pages.extend([Self::Check, Self::Report, Self::Plan]);
        pages.extend(Section::ALL.map(Self::Section));
        pages.extend([Self::Library, Self::Settings]);
        pages
    }

    /// Whether search engines should list it: the reader's own data are not content.
    pub fn indexable(&self) -> bool {
        !matches!(self, Self::Settings | Self::Report | Self::Section(_))
    }
}

impl Route {
    /// The route of a path below the site's root, such as `zh/learn/neuron/`.
    /// A missing last slash and a trailing `index.html` make no difference.
    pub fn parse(path: &str) -> Self {
        let segments: Vec<&str> = path
            .split('/')
            .filter(|segment| !segment.is_empty() && *segment != "index.html")
            .collect();
        match segments.as_slice() {
            [] => Self::Root,
            ["embed", name] => Self::Embed((*name).to_owned()),
            [lang, rest @ ..] => match Locale::from_code(lang) {
                Some(locale) => Page::parse(rest).map_or(Self::NotFound(Some(locale)), |page| {
                    Self::Page(locale, page)
                }),
                None => Self::NotFound(None),
            },
        }
    }

    /// The route whose view shows this one. The pages of a plan are one view, in
    /// which the plan stays open while its sections change.
    #[must_use]
    pub fn view(&self) -> Self {
        match self {
            Self::Page(locale, Page::Section(_)) => Self::Page(*locale, Page::Plan),
            route => route.clone(),
        }
    }

    /// The path below the site's root, with a last slash and without a first.
    pub fn path(&self) -> String {
        match self {
            Self::Root | Self::NotFound(None) => String::new(),
            Self::NotFound(Some(locale)) => format!("{}/", locale.code()),
            Self::Page(locale, page) => format!("{}/{}", locale.code(), page.path()),
            Self::Embed(name) => format!("embed/{name}/"),
        }
    }

    /// The language in the path, if it has one.
    pub fn locale(&self) -> Option<Locale> {
        match self {
            Self::Page(locale, _) => Some(*locale),
            Self::NotFound(locale) => *locale,
            Self::Root | Self::Embed(_) => None,
        }
    }

    /// The same page in another language.
    #[must_use]
    pub fn in_locale(&self, locale: Locale) -> Self {
        match self {
            Self::Page(_, page) => Self::Page(locale, page.clone()),
            Self::NotFound(_) => Self::NotFound(Some(locale)),
            Self::Root => Self::Page(locale, Page::Home),
            Self::Embed(name) => Self::Embed(name.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_round_trips_in_both_languages() {
        for locale in [Locale::zh, Locale::en] {
            for page in Page::all() {
                let route = Route::Page(locale, page);
                assert_eq!(Route::parse(&route.path()), route);
                assert_eq!(Route::parse(&format!("{}index.html", route.path())), route);
                assert_eq!(Route::parse(route.path().trim_end_matches('/')), route);
            }
        }
    }

    #[test]
    fn what_does_not_exist_is_not_found_in_its_language() {
        assert_eq!(
            Route::parse("en/learn/nothing/"),
            Route::NotFound(Some(Locale::en))
        );
        assert_eq!(Route::parse("zh/x/y/z"), Route::NotFound(Some(Locale::zh)));
        assert_eq!(Route::parse("fr/learn/"), Route::NotFound(None));
        assert_eq!(Route::parse(""), Route::Root);
    }

    #[test]
    fn switching_language_keeps_the_page() {
        let route = Route::parse("zh/learn/neuron/");
        assert_eq!(route.in_locale(Locale::en).path(), "en/learn/neuron/");
    }
}
