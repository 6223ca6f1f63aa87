//! The front matter of a lesson.

use crate::reader::{Reader, Table};
use crate::{Kind, Lang, Problem};

/// What a lesson says about itself before its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// The lesson's name, the `h1` of its page.
    pub title: String,
    /// The page's description for search engines and previews.
    pub summary: String,
    /// The founder's question, shown as the lead.
    pub question: String,
    /// Reading time in minutes.
    pub minutes: u16,
    /// The day of the last revision, `YYYY-MM-DD`.
    pub updated: String,
}

/// The parts of a lesson's file.
pub(crate) struct Split<'a> {
    pub(crate) meta: Meta,
    pub(crate) body: &'a str,
    /// The line on which the body starts.
    pub(crate) body_line: usize,
}

const FENCE: &str = "+++";

/// Takes the front matter off a file. Where it is missing or broken, the body
/// is still returned, so that its problems are found in the same run.
pub(crate) fn split<'a>(
    file: &str,
    source: &'a str,
    lang: Lang,
    problems: &mut Vec<Problem>,
) -> Split<'a> {
    let whole = |meta| Split {
        meta,
        body: source,
        body_line: 1,
    };
    let Some(after) = source.strip_prefix("+++\n") else {
        problems.push(Problem::new(file, 1, Kind::FrontMatterMissing));
        return whole(Meta::default());
    };
    let mut length = 0;
    let mut lines = 1;
    for line in after.split_inclusive('\n') {
        lines += 1;
        if line.trim_end() == FENCE {
            return Split {
                meta: parse(file, &after[..length], lang, problems),
                body: &after[length + line.len()..],
                body_line: lines + 1,
            };
        }
        length += line.len();
    }
    problems.push(Problem::new(file, 1, Kind::FrontMatterUnclosed));
    whole(Meta::default())
}

fn parse(file: &str, source: &str, lang: Lang, problems: &mut Vec<Problem>) -> Meta {
    let mut reader = Reader::new(file, source, 2, problems);
    let Some(root) = reader.parse() else {
        return Meta::default();
    };
    let table = Table {
        entries: root.get_ref(),
        at: 0,
    };
    reader.only(
        table,
        &["title", "summary", "question", "minutes", "updated"],
    );
    let meta = Meta {
        title: reader.string(table, "title").unwrap_or_default(),
        summary: reader.string(table, "summary").unwrap_or_default(),
        question: reader.string(table, "question").unwrap_or_default(),
        minutes: reader.integer(table, "minutes", 1..121).unwrap_or_default(),
        updated: reader.string(table, "updated").unwrap_or_default(),
    };
    let at = |key| table.entries.get(key).map_or(0, |value| value.span().start);
    if !meta.updated.is_empty() && !is_date(&meta.updated) {
        let start = at("updated");
        reader.bad::<()>(start..start, "updated", "a day as \"YYYY-MM-DD\"");
    }
    let limit = match lang {
        Lang::Zh => 80,
        Lang::En => 160,
    };
    let found = meta.summary.chars().count();
    if found > limit {
        reader.problem(at("summary"), Kind::SummaryTooLong { found, limit });
    }
    meta
}

/// Whether the text is a day of the Gregorian calendar as `YYYY-MM-DD`.
fn is_date(text: &str) -> bool {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shape {
        return false;
    }
    let number = |from: usize, to: usize| text[from..to].parse::<u32>().unwrap_or(0);
    let (year, month, day) = (number(0, 4), number(5, 7), number(8, 10));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn a_date_is_a_day_of_the_calendar() {
        for day in ["2026-11-23", "2024-02-29", "2000-02-29"] {
            assert!(is_date(day), "{day}");
        }
        for other in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-1-1",
            "23.11.2026",
            "二〇二六-11-1",
        ] {
            assert!(!is_date(other), "{other}");
        }
    }
}
