//! Between what is typed and what is kept. A number may be typed as people
//! write it (`1,200`, `1.2万`, full-width digits); what cannot be read exactly
//! is a fault, never a guess. Pure.

use super::lens::Lens;
use crate::i18n::group;
use std::sync::Arc;
use venture::plan::Plan;
use venture::plan::bounded::{Bounded, TooLarge};
use venture::plan::date::Date;
use venture::plan::units::BasisPoints;

/// Why what was typed cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is not a number.
    NotNumber,
    /// It has more decimals than are kept.
    Decimals(usize),
    /// It is below the least.
    TooSmall(Limit),
    /// It is above the greatest.
    TooLarge(Limit),
    /// It is not a day of the calendar, or is half typed.
    NotDate,
    /// It has too many characters.
    TooLong {
        /// Characters typed.
        found: usize,
        /// Characters that are kept.
        most: usize,
    },
}

/// A bound, as a whole number of its smallest decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Of the smallest decimals, so many.
    pub value: i128,
    /// How many decimals these are.
    pub decimals: usize,
}

/// A change of a plan.
pub type Change = Box<dyn FnOnce(&mut Plan)>;

/// Which control a field has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line of text.
    Line,
    /// Several lines of text.
    Text,
    /// A number that is not negative.
    Number,
    /// A number of either sign.
    Signed,
    /// A day.
    Date,
}

type Show = Arc<dyn Fn(&Plan) -> String + Send + Sync>;
type Parse = Arc<dyn Fn(&str) -> Result<Change, Fault> + Send + Sync>;
type Agrees = Arc<dyn Fn(&Plan, &str) -> bool + Send + Sync>;

/// A place of a plan as a field shows and takes it: text.
#[derive(Clone)]
pub struct Bound {
    /// The place's path.
    pub path: String,
    /// The control.
    pub kind: Kind,
    /// What is kept, as text.
    pub show: Show,
    /// The change that a text makes.
    pub parse: Parse,
    /// Whether a text stands for what is kept: then the field is left alone.
    pub agrees: Agrees,
}

impl Bound {
    /// A place with the two ways between it and text.
    pub fn new<T: Clone + PartialEq + Send + Sync + 'static>(
        kind: Kind,
        lens: Lens<T>,
        show: impl Fn(&T) -> String + Send + Sync + 'static,
        parse: impl Fn(&str) -> Result<T, Fault> + Clone + Send + Sync + 'static,
    ) -> Self {
        let (shown, changed, compared) = (lens.clone(), lens.clone(), lens.clone());
        let again = parse.clone();
        Self {
            path: lens.path,
            kind,
            show: Arc::new(move |plan| {
                shown
                    .get(plan)
                    .map_or_else(String::new, |value| show(&value))
            }),
            parse: Arc::new(move |text| {
                let value = parse(text)?;
                let lens = changed.clone();
                Ok(Box::new(move |plan: &mut Plan| lens.set(plan, value)))
            }),
            agrees: Arc::new(move |plan, text| {
                again(text).is_ok_and(|typed| compared.get(plan).as_ref() == Some(&typed))
            }),
        }
    }
}

fn bounded<const MAX: usize>(kind: Kind, lens: Lens<Bounded<MAX>>) -> Bound {
    Bound::new(
        kind,
        lens,
        |text| text.as_str().to_owned(),
        |text| {
            Bounded::new(text).map_err(|error| match error {
                TooLarge::Text { found, most } => Fault::TooLong { found, most },
                TooLarge::List { most } => Fault::TooLong { found: most, most },
            })
        },
    )
}

/// A field of one line.
pub fn line<const MAX: usize>(lens: Lens<Bounded<MAX>>) -> Bound {
    bounded(Kind::Line, lens)
}

/// A field of several lines.
pub fn text<const MAX: usize>(lens: Lens<Bounded<MAX>>) -> Bound {
    bounded(Kind::Text, lens)
}

/// A whole number from `least` to `most`. Zero is shown as an empty field: in a
/// plan nothing and none are the same.
pub fn whole<T>(lens: Lens<T>, least: i128, most: i128) -> Bound
where
    T: TryFrom<i128> + Into<i128> + Copy + PartialEq + Send + Sync + 'static,
{
    decimal(lens, 0, least, most)
}

/// A number kept as a whole number of its smallest decimals: `2` for minor units
/// of money. The bounds count those.
pub fn decimal<T>(lens: Lens<T>, decimals: usize, least: i128, most: i128) -> Bound
where
    T: TryFrom<i128> + Into<i128> + Copy + PartialEq + Send + Sync + 'static,
{
    Bound::new(
        number_kind(least),
        lens,
        move |value| match (*value).into() {
            0 => String::new(),
            value => show_decimal(value, decimals),
        },
        move |text| {
            let value = match text.trim() {
                "" => 0,
                text => parse_decimal(text, decimals, least, most)?,
            };
            T::try_from(value).map_err(|_| {
                Fault::TooLarge(Limit {
                    value: most,
                    decimals,
                })
            })
        },
    )
}

/// Such a number, or none: here zero is a number.
pub fn optional<T>(lens: Lens<Option<T>>, decimals: usize, least: i128, most: i128) -> Bound
where
    T: TryFrom<i128> + Into<i128> + Copy + PartialEq + Send + Sync + 'static,
{
    Bound::new(
        number_kind(least),
        lens,
        move |value| value.map_or_else(String::new, |value| show_decimal(value.into(), decimals)),
        move |text| match text.trim() {
            "" => Ok(None),
            text => {
                let value = parse_decimal(text, decimals, least, most)?;
                T::try_from(value).map(Some).map_err(|_| {
                    Fault::TooLarge(Limit {
                        value: most,
                        decimals,
                    })
                })
            }
        },
    )
}

fn number_kind(least: i128) -> Kind {
    if least < 0 {
        Kind::Signed
    } else {
        Kind::Number
    }
}

/// A percentage, kept in basis points; the bounds are whole per cents.
pub fn percent(lens: Lens<BasisPoints>, least: i32, most: i32) -> Bound {
    let points = Lens::new(
        lens.path.clone(),
        {
            let lens = lens.clone();
            move |plan: &Plan| lens.get(plan).map(|points| points.0)
        },
        move |plan: &mut Plan, points| lens.set(plan, BasisPoints(points)),
    );
    decimal(points, 2, i128::from(least) * 100, i128::from(most) * 100)
}

/// The first and the last year of days that are taken: while its year is being
/// typed, a date is of the first century.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// A month of the plan, kept from 0 and counted from 1.
pub fn month(lens: Lens<u16>) -> Bound {
    Bound::new(
        Kind::Number,
        lens,
        |month| (i32::from(*month) + 1).to_string(),
        parse_month,
    )
}

/// Such a month, or none.
pub fn optional_month(lens: Lens<Option<u16>>) -> Bound {
    Bound::new(
        Kind::Number,
        lens,
        |month| month.map_or_else(String::new, |month| (i32::from(month) + 1).to_string()),
        |text| match text.trim() {
            "" => Ok(None),
            text => parse_month(text).map(Some),
        },
    )
}

fn parse_month(text: &str) -> Result<u16, Fault> {
    let month = parse_decimal(text, 0, 1, 1_200)?;
    Ok(month as u16 - 1)
}

fn parse_date(text: &str) -> Result<Date, Fault> {
    let date: Date = text.parse().map_err(|_| Fault::NotDate)?;
    if YEARS.contains(&date.year()) {
        Ok(date)
    } else {
        Err(Fault::NotDate)
    }
}

/// A day, or none.
pub fn date(lens: Lens<Option<Date>>) -> Bound {
    Bound::new(
        Kind::Date,
        lens,
        |day| day.map_or_else(String::new, |day| day.to_string()),
        |text| match text {
            "" => Ok(None),
            text => parse_date(text).map(Some),
        },
    )
}

/// A day that must be there.
pub fn day(lens: Lens<Date>) -> Bound {
    Bound::new(Kind::Date, lens, Date::to_string, parse_date)
}

/// A number of `10^-decimals`, without the zeros at its end; digits in groups
/// of three from 10,000 on.
pub fn show_decimal(value: i128, decimals: usize) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let digits = format!("{:0width$}", value.unsigned_abs(), width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    let whole = if whole.len() > 4 {
        group(whole)
    } else {
        whole.to_owned()
    };
    match fraction.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    }
}

/// Reads a number as people write it: with separators, full-width, with 千, 万,
/// 亿 or k, m, bn, with a sign, a currency's or a per cent sign beside it.
pub fn parse_decimal(text: &str, decimals: usize, least: i128, most: i128) -> Result<i128, Fault> {
    let beyond = |below: bool| {
        let limit = |value| Limit { value, decimals };
        if below {
            Fault::TooSmall(limit(least))
        } else {
            Fault::TooLarge(limit(most))
        }
    };
    let text: String = text.chars().map(half_width).collect();
    let text = text.trim().trim_end_matches('%').trim();
    let text = text.trim_start_matches(['¥', '$', '€']).trim();
    let (negative, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim()),
        None => (false, text.strip_prefix('+').unwrap_or(text).trim()),
    };
    let text = text.trim_start_matches(['¥', '$', '€']).trim();
    let (text, zeros) = magnitude(text);
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let whole = ungroup(whole)?;
    if (whole.is_empty() && fraction.is_empty())
        || !fraction.bytes().all(|byte| byte.is_ascii_digit())
    {
        return Err(Fault::NotNumber);
    }
    let fraction = fraction.trim_end_matches('0');
    let places = decimals + zeros;
    if fraction.len() > places {
        return Err(Fault::Decimals(decimals));
    }
    let digits = format!("{whole}{fraction:0<places$}");
    let digits = digits.trim_start_matches('0');
    let value = match digits {
        "" => 0,
        // Longer than any bound, and than what an `i128` holds.
        digits if digits.len() > 36 => return Err(beyond(negative)),
        digits => digits.parse::<i128>().map_err(|_| Fault::NotNumber)?,
    };
    let value = if negative { -value } else { value };
    if value < least || value > most {
        return Err(beyond(value < least));
    }
    Ok(value)
}

/// Full-width forms, which Chinese input methods write, as their plain ones.
fn half_width(character: char) -> char {
    match character {
        '０'..='９' | '．' | '，' | '－' | '＋' | '％' | '＄' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        '。' => '.',
        '、' => ',',
        '￥' => '¥',
        '\u{3000}' | '\u{a0}' | '\u{202f}' => ' ',
        other => other,
    }
}

/// What is before a word of magnitude, and the zeros that it stands for.
fn magnitude(text: &str) -> (&str, usize) {
    const WORDS: [(&str, usize); 9] = [
        ("万亿", 12),
        ("亿", 8),
        ("千万", 7),
        ("百万", 6),
        ("万", 4),
        ("千", 3),
        ("bn", 9),
        ("m", 6),
        ("k", 3),
    ];
    let lower_end = text.len().saturating_sub(2);
    for (word, zeros) in WORDS {
        let tail = text.get(lower_end..).unwrap_or(text);
        let found = text.strip_suffix(word).or_else(|| {
            (word.is_ascii() && tail.to_ascii_lowercase().ends_with(word))
                .then(|| &text[..text.len() - word.len()])
        });
        if let Some(rest) = found {
            return (rest.trim_end(), zeros);
        }
    }
    (text, 0)
}

/// Digits without their separators, which stand between groups of three (or four,
/// as some count in Chinese). Where a number is being edited a group is longer or
/// shorter for a while: that is understood where the separator can be no decimal
/// comma.
fn ungroup(whole: &str) -> Result<String, Fault> {
    let groups: Vec<&str> = whole.split([',', ' ', '\'']).collect();
    let digits = |group: &&str| group.bytes().all(|byte| byte.is_ascii_digit());
    let (first, rest) = (groups[0], &groups[1..]);
    let grouped = |size: usize| first.len() <= size && rest.iter().all(|group| group.len() == size);
    let several = rest.len() > 1 && rest.iter().any(|group| matches!(group.len(), 3 | 4));
    let long = rest.iter().any(|group| group.len() > 4);
    let begins = !first.is_empty() && !first.starts_with('0');
    let sound = rest.is_empty()
        || (begins
            && rest.iter().all(|group| !group.is_empty())
            && (grouped(3) || grouped(4) || several || long));
    if groups.iter().all(digits) && sound {
        Ok(groups.concat())
    } else {
        Err(Fault::NotNumber)
    }
}

#[cfg(test)]
mod tests {
    use super::super::lens::{ListLens, at, list, of_row};
    use super::*;
    use venture::plan::finance::Role;

    fn read(text: &str, decimals: usize) -> Result<i128, Fault> {
        parse_decimal(text, decimals, -1_000_000_000_000, 1_000_000_000_000)
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, value) in [
            ("1200", 120_000),
            ("1,200", 120_000),
            ("12 000.5", 1_200_050),
            ("１２．５", 1_250),
            ("1.2万", 1_200_000),
            ("3 亿", 30_000_000_000),
            ("2.5k", 250_000),
            ("2M", 200_000_000),
            ("¥ 99.90", 9_990),
            ("-¥5", -500),
            ("−0.5", -50),
            ("12.5%", 1_250),
            (".5", 50),
            ("007", 700),
            ("1.500000", 150),
            ("1,2000", 1_200_000),
            // On the way from one number to another.
            ("3,000,0007", 3_000_000_700),
            ("3,000,00", 30_000_000),
            ("15,00077", 150_007_700),
        ] {
            assert_eq!(read(text, 2), Ok(value), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_exactly_is_a_fault() {
        for text in [
            "",
            "abc",
            "1.2.3",
            "1,20",
            "0,125",
            "1,2,3",
            "1,,000",
            ",5",
            "1e5",
            "--5",
            ".",
            "约三十",
            "5 %%x",
        ] {
            assert_eq!(read(text, 2), Err(Fault::NotNumber), "{text}");
        }
        assert_eq!(read("0.125", 2), Err(Fault::Decimals(2)));
        assert_eq!(read("1.5", 0), Err(Fault::Decimals(0)));
        assert_eq!(read("0.00001万", 0), Err(Fault::Decimals(0)));
        let most = "9".repeat(60);
        assert_eq!(
            read(&most, 0),
            Err(Fault::TooLarge(Limit {
                value: 1_000_000_000_000,
                decimals: 0
            }))
        );
        assert_eq!(
            read("-9999999999999", 0),
            Err(Fault::TooSmall(Limit {
                value: -1_000_000_000_000,
                decimals: 0
            }))
        );
    }

    #[test]
    fn what_is_shown_reads_back() {
        for value in [0, 1, -1, 9_990, -120_050, 100, 123_456_789] {
            for decimals in [0, 2, 9] {
                assert_eq!(read(&show_decimal(value, decimals), decimals), Ok(value));
            }
        }
        assert_eq!(show_decimal(5, 2), "0.05");
        assert_eq!(show_decimal(-250, 2), "-2.5");
    }

    #[test]
    fn a_field_agrees_with_every_way_to_write_what_is_kept() {
        let mut plan = Plan::default();
        let field = whole(at!(problem.market.customers), 0, 1_000_000_000);
        assert_eq!((field.show)(&plan), "");
        let change = (field.parse)("1.2万").ok().unwrap();
        change(&mut plan);
        assert_eq!(plan.problem.market.customers, 12_000);
        assert_eq!((field.show)(&plan), "12,000");
        assert!((field.agrees)(&plan, "12,000") && (field.agrees)(&plan, "1.2 万"));
        assert!(!(field.agrees)(&plan, "12,00") && !(field.agrees)(&plan, ""));
        assert_eq!(
            (field.parse)("-1").err(),
            Some(Fault::TooSmall(Limit {
                value: 0,
                decimals: 0
            }))
        );
    }

    #[test]
    fn a_text_that_is_too_long_says_by_how_much() {
        let field = line(at!(problem.user));
        let long = "字".repeat(301);
        let fault = Fault::TooLong {
            found: 301,
            most: 300,
        };
        assert_eq!((field.parse)(&long).err(), Some(fault));
    }

    #[test]
    fn dates_and_shares_are_kept_exactly() {
        let mut plan = Plan::default();
        let as_of = date(at!(problem.market.as_of));
        (as_of.parse)("2026-11-25").ok().unwrap()(&mut plan);
        assert_eq!((as_of.show)(&plan), "2026-11-25");
        assert_eq!((as_of.parse)("2026-02-30").err(), Some(Fault::NotDate));
        assert_eq!((as_of.parse)("0002-02-03").err(), Some(Fault::NotDate));
        let margin = percent(at!(pricing.target_margin), 0, 100);
        (margin.parse)("62.5").ok().unwrap()(&mut plan);
        assert_eq!(plan.pricing.target_margin, BasisPoints(6_250));
        assert_eq!(
            (margin.parse)("101").err(),
            Some(Fault::TooLarge(Limit {
                value: 10_000,
                decimals: 2
            }))
        );
    }

    #[test]
    fn months_are_counted_from_one() {
        let mut plan = Plan::default();
        let list: ListLens<Role> = list!(team.roles);
        list.push(&mut plan, Role::default());
        let start = month(of_row!(list.row(0), start));
        assert_eq!((start.show)(&plan), "1");
        (start.parse)("13").ok().unwrap()(&mut plan);
        assert_eq!(plan.team.roles[0].start, 12);
        assert!((start.parse)("0").is_err() && (start.parse)("").is_err());
    }
}
