//! The calendar as an iCalendar file (RFC 5545).

use super::calendar::Item;
use crate::plan::compute::Certainty;
use crate::plan::date::Date;
use crate::plan::lang::Lang;

/// Octets of a content line, without its line break (RFC 5545 §3.1).
const LINE: usize = 75;

/// Escapes a text (RFC 5545 §3.3.11).
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\\' | ';' | ',' => escaped.extend(['\\', char]),
            '\n' => escaped.push_str("\\n"),
            '\r' => {}
            char => escaped.push(char),
        }
    }
    escaped
}

/// Writes a content line, folded between characters.
fn fold(out: &mut String, line: &str) {
    let mut length = 0;
    for char in line.chars() {
        if length + char.len_utf8() > LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(char);
        length += char.len_utf8();
    }
    out.push_str("\r\n");
}

fn basic(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// An iCalendar file with a day for each item that has one. `stamp` is the day
/// of writing.
pub fn to_ics(items: &[Item], lang: Lang, stamp: Date) -> String {
    let mut out = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Qimo//Plan//ZH"] {
        fold(&mut out, line);
    }
    for item in items {
        let (Some(begin), Some(due)) = (item.begin, item.due) else {
            continue;
        };
        let certainty = match (item.fact.certainty(), lang) {
            (Certainty::Published | Certainty::Reported, _) => "",
            (Certainty::Check, Lang::Zh) => "（待核对）",
            (Certainty::Check, Lang::En) => " (check)",
        };
        let (by, advice) = match lang {
            Lang::Zh => ("完成期限", "非法律意见"),
            Lang::En => ("Due", "Not legal advice"),
        };
        let title = item.fact.title.get(lang);
        let notes = format!("{by}: {due}\n{}\n{advice}", item.fact.source);
        // An all-day event ends on the day after (RFC 5545 §3.6.1).
        let after = begin.plus_days(1).unwrap_or(begin);
        fold(&mut out, "BEGIN:VEVENT");
        fold(&mut out, &format!("UID:{}@qimo", item.fact.id));
        fold(&mut out, &format!("DTSTAMP:{}T000000Z", basic(stamp)));
        fold(&mut out, &format!("DTSTART;VALUE=DATE:{}", basic(begin)));
        fold(&mut out, &format!("DTEND;VALUE=DATE:{}", basic(after)));
        fold(&mut out, &format!("SUMMARY:{}{certainty}", escape(title)));
        fold(&mut out, &format!("DESCRIPTION:{}", escape(&notes)));
        fold(&mut out, "END:VEVENT");
    }
    fold(&mut out, "END:VCALENDAR");
    out
}
