//! An explorable's state as readable query keys, from one table per
//! explorable: name, range, how to read and write the field. Defaults are left
//! out of the address; a key that is unknown or bad is reported and ignored.
//! Pure.

use std::ops::RangeInclusive;

/// What is wrong with one key of an address.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The key as it was written.
    pub key: String,
    /// The value as it was written.
    pub value: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// The kinds of bad keys.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// No such key.
    Unknown,
    /// Not a number.
    NotANumber,
    /// A number outside the range.
    OutOfRange {
        /// Least value.
        min: f64,
        /// Greatest value.
        max: f64,
    },
    /// None of the choices.
    NotAChoice(&'static [&'static str]),
    /// A value in a form of its own that does not parse.
    Unreadable,
}

/// One query key of a state `S`.
pub struct Key<S> {
    /// Its name in the address.
    pub name: &'static str,
    /// Writes the field.
    pub get: fn(&S) -> String,
    /// Reads the field, or says what is wrong.
    pub set: fn(&mut S, &str) -> Result<(), Fault>,
}

/// Reads a number within a range.
pub fn number(text: &str, min: f64, max: f64) -> Result<f64, Fault> {
    let value: f64 = text.trim().parse().map_err(|_| Fault::NotANumber)?;
    if value.is_nan() {
        Err(Fault::NotANumber)
    } else if (min..=max).contains(&value) {
        Ok(value)
    } else {
        Err(Fault::OutOfRange { min, max })
    }
}

/// Reads one of `names`, giving its index.
pub fn choice(text: &str, names: &'static [&'static str]) -> Result<usize, Fault> {
    names
        .iter()
        .position(|name| *name == text)
        .ok_or(Fault::NotAChoice(names))
}

/// The index of a name, 0 if there is none such.
pub fn index(names: &[&str], name: &str) -> usize {
    names
        .iter()
        .position(|known| *known == name)
        .unwrap_or_default()
}

/// A whole number within limits.
pub fn whole(text: &str, limits: RangeInclusive<u32>) -> Result<u32, Fault> {
    let (min, max) = (f64::from(*limits.start()), f64::from(*limits.end()));
    let value = number(text, min, max)?;
    if value.fract() == 0.0 {
        Ok(value as u32)
    } else {
        Err(Fault::Unreadable)
    }
}

/// A number within limits.
pub fn within(text: &str, limits: RangeInclusive<f64>) -> Result<f64, Fault> {
    number(text, *limits.start(), *limits.end())
}

/// A number within the engine's limits, which are single-precision.
pub fn real(text: &str, limits: &RangeInclusive<f32>) -> Result<f64, Fault> {
    let round = |limit: f32| limit.to_string().parse().unwrap_or(f64::from(limit));
    number(text, round(*limits.start()), round(*limits.end()))
}

/// Keys of every figure's address that are not state: what the page around it reads.
pub const HOST_KEYS: &[&str] = &["hide", "lang", "theme", "do", "id"];

/// The part of a query that is the host's: what hides controls, chooses the
/// language, and so on. An action is done once and not kept.
pub fn host_part(query: &str) -> String {
    let kept = query
        .trim_start_matches('?')
        .split('&')
        .filter(|pair| {
            let name = pair.split_once('=').map_or(*pair, |(name, _)| name);
            HOST_KEYS.contains(&name) && name != "do"
        })
        .collect::<Vec<_>>();
    kept.join("&")
}

/// What is wrong with the host's part of a query: a name to hide that is none of
/// the figure's `controls`, and a language or a theme that there is not.
pub fn host_problems(controls: &'static [&'static str], query: &str) -> Vec<Problem> {
    const LANGUAGES: &[&str] = &["zh", "en"];
    const THEMES: &[&str] = &["auto", "light", "dark"];
    let mut problems = Vec::new();
    for (key, value) in pairs(query) {
        let (names, values): (_, Vec<&str>) = match key.as_str() {
            "hide" => (controls, value.split(',').map(str::trim).collect()),
            "theme" => (THEMES, vec![&value]),
            // It may come with its region, `zh-CN`.
            "lang" => (LANGUAGES, vec![value.get(..2).unwrap_or(&value)]),
            _ => continue,
        };
        let unknown = |name: &&str| !name.is_empty() && !names.contains(name);
        problems.extend(values.into_iter().filter(unknown).map(|name| Problem {
            key: clip(&key),
            value: clip(name),
            fault: Fault::NotAChoice(names),
        }));
    }
    problems
}

/// Reads a state from a query (without `?`), starting from `base`.
pub fn decode<S: Clone>(keys: &[Key<S>], base: &S, query: &str) -> (S, Vec<Problem>) {
    let mut state = base.clone();
    let mut problems = Vec::new();
    for (name, value) in pairs(query) {
        if HOST_KEYS.contains(&name.as_str()) {
            continue;
        }
        let fault = match keys.iter().find(|key| key.name == name) {
            None => Fault::Unknown,
            Some(key) => match (key.set)(&mut state, &value) {
                Ok(()) => continue,
                Err(fault) => fault,
            },
        };
        problems.push(Problem {
            key: clip(&name),
            value: clip(&value),
            fault,
        });
    }
    (state, problems)
}

/// Writes a state as a query, leaving out what equals `default`.
pub fn encode<S>(keys: &[Key<S>], default: &S, state: &S) -> String {
    let mut query = String::new();
    for key in keys {
        let value = (key.get)(state);
        if value != (key.get)(default) {
            if !query.is_empty() {
                query.push('&');
            }
            query.push_str(key.name);
            query.push('=');
            escape_into(&mut query, &value);
        }
    }
    query
}

/// The decoded pairs of a query; `+` and bad escapes are taken as they stand.
pub fn pairs(query: &str) -> impl Iterator<Item = (String, String)> {
    query
        .trim_start_matches('?')
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (unescape(name), unescape(value))
        })
}

/// The value of one key.
pub fn value_of(query: &str, name: &str) -> Option<String> {
    pairs(query)
        .find(|(key, _)| key == name)
        .map(|(_, value)| value)
}

/// A number as it stands in an address: short, without an exponent or a sign of its own.
pub fn write_number(value: f64) -> String {
    let rounded = (value * 1e6).round() / 1e6;
    if rounded == 0.0 {
        "0".to_owned()
    } else {
        format!("{rounded}")
    }
}

/// What a message quotes of a value: its beginning.
fn clip(text: &str) -> String {
    const MOST: usize = 40;
    if text.chars().count() > MOST {
        let mut clipped: String = text.chars().take(MOST).collect();
        clipped.push('…');
        clipped
    } else {
        text.to_owned()
    }
}

fn escape_into(out: &mut String, text: &str) {
    for byte in text.bytes() {
        // Comma, colon and the unreserved characters stay readable.
        if byte.is_ascii_alphanumeric() || b"-._~,:*/!".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for nibble in [byte >> 4, byte & 15] {
                out.push(char::from(b"0123456789ABCDEF"[usize::from(nibble)]));
            }
        }
    }
}

fn unescape(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while index < bytes.len() {
        let escaped = (bytes[index] == b'%')
            .then(|| text.get(index + 1..index + 3))
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if let Some(byte) = escaped {
            out.push(byte);
            index += 3;
        } else {
            out.push(bytes[index]);
            index += 1;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, PartialEq)]
    struct Toy {
        rate: f64,
        shape: usize,
        note: String,
    }

    const SHAPES: &[&str] = &["circle", "xor"];
    const KEYS: &[Key<Toy>] = &[
        Key {
            name: "rate",
            get: |toy| write_number(toy.rate),
            set: |toy, text| number(text, 0.0, 10.0).map(|value| toy.rate = value),
        },
        Key {
            name: "shape",
            get: |toy| SHAPES[toy.shape].to_owned(),
            set: |toy, text| choice(text, SHAPES).map(|value| toy.shape = value),
        },
        Key {
            name: "note",
            get: |toy| toy.note.clone(),
            set: |toy, text| {
                text.clone_into(&mut toy.note);
                Ok(())
            },
        },
    ];

    fn toy() -> Toy {
        Toy {
            rate: 0.03,
            shape: 0,
            note: String::new(),
        }
    }

    #[test]
    fn defaults_are_left_out_and_the_rest_comes_back() {
        assert_eq!(encode(KEYS, &toy(), &toy()), "");
        let state = Toy {
            rate: 0.5,
            shape: 1,
            note: "a&b=c 启".to_owned(),
        };
        let query = encode(KEYS, &toy(), &state);
        assert_eq!(query, "rate=0.5&shape=xor&note=a%26b%3Dc%20%E5%90%AF");
        assert_eq!(decode(KEYS, &toy(), &query), (state, vec![]));
    }

    #[test]
    fn bad_keys_are_reported_and_ignored() {
        let (state, problems) = decode(
            KEYS,
            &toy(),
            "rate=1e9&shape=blob&rate=NaN&rate=x&bogus=1&lang=en&rate=2",
        );
        let expected = Toy { rate: 2.0, ..toy() };
        assert_eq!(state, expected);
        let faults: Vec<_> = problems.into_iter().map(|problem| problem.fault).collect();
        assert_eq!(
            faults,
            [
                Fault::OutOfRange {
                    min: 0.0,
                    max: 10.0
                },
                Fault::NotAChoice(SHAPES),
                Fault::NotANumber,
                Fault::NotANumber,
                Fault::Unknown,
            ]
        );
    }

    #[test]
    fn the_hosts_part_of_a_query_is_kept() {
        assert_eq!(
            host_part("?lang=en&rate=2&hide=a,b&do=play&id=x%20y"),
            "lang=en&hide=a,b&id=x%20y"
        );
        assert_eq!(host_part(""), "");
    }

    #[test]
    fn names_that_the_host_does_not_know_are_reported() {
        let told = |query| {
            let problems = host_problems(&["rate", "shape"], query).into_iter();
            problems
                .map(|problem| format!("{}={}", problem.key, problem.value))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            told("?hide=rate,rtae,,shape&lang=zh-CN&theme=dark&do=play&rate=x"),
            ["hide=rtae"]
        );
        assert_eq!(
            told("lang=français&theme=blue&hide=启,a%26b"),
            ["lang=fr", "theme=blue", "hide=启", "hide=a&b"]
        );
        assert_eq!(told("hide=&lang=&id=7"), [""; 0]);
    }

    #[test]
    fn hostile_queries_never_panic() {
        for query in ["%", "%E5%90", "=&=&&", "a=%zz%", "?&?=%F0%9F%98", "启=模"] {
            let _ = decode(KEYS, &toy(), query);
        }
    }

    #[test]
    fn numbers_in_addresses_are_short() {
        assert_eq!(write_number(0.1 + 0.2), "0.3");
        assert_eq!(write_number(-0.0), "0");
    }
}
