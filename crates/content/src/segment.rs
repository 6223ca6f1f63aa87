//! Cutting a lesson's body at its boxes and explorables, line by line.

use crate::Kind;

/// The kinds of box that hold Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BoxKind {
    Try,
    Limits,
    Company,
}

impl BoxKind {
    /// The name in the text, in CSS classes and in ids.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Try => "try",
            Self::Limits => "limits",
            Self::Company => "company",
        }
    }
}

/// A stretch of a lesson's body. `line` is where its text starts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Segment<'a> {
    Markdown {
        text: &'a str,
        line: usize,
    },
    Boxed {
        kind: BoxKind,
        text: &'a str,
        line: usize,
    },
    Question {
        text: &'a str,
        line: usize,
    },
    Explorable {
        name: &'a str,
        state: &'a str,
        line: usize,
    },
}

#[derive(Clone, Copy)]
enum Open {
    Boxed(BoxKind),
    Question,
    /// A box of an unknown kind, reported, whose text is dropped.
    Unknown,
}

/// Cuts `body`, whose first line is `first_line`, and says what is wrong with
/// the cuts.
pub(crate) fn split(body: &str, first_line: usize) -> (Vec<Segment<'_>>, Vec<(usize, Kind)>) {
    let mut splitter = Splitter {
        body,
        segments: Vec::new(),
        problems: Vec::new(),
        start: (0, first_line),
        open: None,
        depth: 0,
        code: None,
    };
    let mut at = 0;
    for (count, line) in body.split_inclusive('\n').enumerate() {
        splitter.line(line, at, first_line + count);
        at += line.len();
    }
    splitter.finish();
    (splitter.segments, splitter.problems)
}

struct Splitter<'a> {
    body: &'a str,
    segments: Vec<Segment<'a>>,
    problems: Vec<(usize, Kind)>,
    /// Offset and line where the present stretch starts.
    start: (usize, usize),
    /// The box that is open and the line it opened on.
    open: Option<(Open, usize)>,
    /// Boxes opened, wrongly, inside the open one.
    depth: usize,
    /// The fence of the open code block and its line.
    code: Option<(&'a str, usize)>,
}

impl<'a> Splitter<'a> {
    fn line(&mut self, line: &'a str, at: usize, number: usize) {
        let trimmed = line.trim();
        let next = (at + line.len(), number + 1);
        if self.in_code(line, number) {
            return;
        }
        if let Some(name) = trimmed.strip_prefix(":::") {
            if name.is_empty() {
                self.close(at, next, number);
            } else {
                self.open(name.trim(), trimmed, at, next, number);
            }
        } else if let Some(directive) = trimmed.strip_prefix("::") {
            self.directive(directive, at, next, number);
        }
    }

    /// Follows code blocks, in which nothing is a fence of ours.
    fn in_code(&mut self, line: &'a str, number: usize) -> bool {
        let fence = code_fence(line);
        match (self.code, fence) {
            (None, None) => false,
            (None, Some((fence, _))) => {
                self.code = Some((fence, number));
                true
            }
            (Some((open, _)), Some((fence, ""))) if fence.starts_with(open) => {
                self.code = None;
                true
            }
            (Some(_), _) => true,
        }
    }

    fn open(&mut self, name: &str, fence: &str, at: usize, next: (usize, usize), number: usize) {
        if let Some((_, outer)) = self.open {
            self.depth += 1;
            let fence = fence.to_owned();
            self.problems
                .push((number, Kind::FenceNested { fence, outer }));
            return;
        }
        let open = match name {
            "try" => Open::Boxed(BoxKind::Try),
            "limits" => Open::Boxed(BoxKind::Limits),
            "company" => Open::Boxed(BoxKind::Company),
            "question" => Open::Question,
            other => {
                let name = other.to_owned();
                self.problems.push((number, Kind::UnknownBox { name }));
                Open::Unknown
            }
        };
        self.markdown_until(at);
        self.open = Some((open, number));
        self.start = next;
    }

    fn close(&mut self, at: usize, next: (usize, usize), number: usize) {
        if self.depth > 0 {
            self.depth -= 1;
            return;
        }
        if let Some((open, _)) = self.open.take() {
            self.push(open, at);
        } else {
            self.problems.push((number, Kind::FenceStray));
            self.markdown_until(at);
        }
        self.start = next;
    }

    fn directive(&mut self, text: &'a str, at: usize, next: (usize, usize), number: usize) {
        if let Some((_, outer)) = self.open {
            self.problems
                .push((number, Kind::ExplorableInBox { outer }));
            return;
        }
        self.markdown_until(at);
        self.start = next;
        match explorable(text) {
            Ok((name, state)) => self.segments.push(Segment::Explorable {
                name,
                state,
                line: number,
            }),
            Err(reason) => self.problems.push((number, Kind::BadDirective { reason })),
        }
    }

    fn push(&mut self, open: Open, end: usize) {
        let (start, line) = self.start;
        let text = &self.body[start..end];
        match open {
            Open::Boxed(kind) => self.segments.push(Segment::Boxed { kind, text, line }),
            Open::Question => self.segments.push(Segment::Question { text, line }),
            Open::Unknown => {}
        }
    }

    fn markdown_until(&mut self, end: usize) {
        let (start, line) = self.start;
        let text = &self.body[start..end];
        if !text.trim().is_empty() {
            self.segments.push(Segment::Markdown { text, line });
        }
    }

    fn finish(&mut self) {
        if let Some((fence, line)) = self.code {
            let fence = fence.to_owned();
            self.problems.push((line, Kind::FenceUnclosed { fence }));
        }
        let Some((open, line)) = self.open.take() else {
            self.markdown_until(self.body.len());
            return;
        };
        let fence = match open {
            Open::Boxed(kind) => format!(":::{}", kind.name()),
            Open::Question => ":::question".to_owned(),
            Open::Unknown => ":::".to_owned(),
        };
        self.problems.push((line, Kind::FenceUnclosed { fence }));
        self.push(open, self.body.len());
    }
}

/// The fence of a code block's first or last line and what follows it.
fn code_fence(line: &str) -> Option<(&str, &str)> {
    let text = line.trim_start_matches(' ');
    if line.len() - text.len() > 3 {
        return None;
    }
    let mark = text
        .chars()
        .next()
        .filter(|mark| matches!(mark, '`' | '~'))?;
    let rest = text.trim_start_matches(mark);
    let fence = &text[..text.len() - rest.len()];
    let info = rest.trim();
    let inline_code = mark == '`' && info.contains('`');
    (fence.len() >= 3 && !inline_code).then_some((fence, info))
}

/// Name and state of `explorable{name="…" state="…"}`.
fn explorable(directive: &str) -> Result<(&str, &str), String> {
    let inside = directive
        .strip_prefix("explorable")
        .ok_or_else(|| format!("directive `::{directive}` is unknown"))?
        .trim()
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
        .ok_or("the directive lacks its braces")?;
    let (mut name, mut state) = (None, None);
    let mut rest = inside.trim();
    while !rest.is_empty() {
        let (key, value) = rest
            .split_once("=\"")
            .ok_or_else(|| format!("`{rest}` is not an attribute"))?;
        let (value, after) = value
            .split_once('"')
            .ok_or_else(|| format!("attribute `{key}` lacks its closing quote"))?;
        let slot = match key {
            "name" => &mut name,
            "state" => &mut state,
            other => return Err(format!("attribute `{other}` is unknown")),
        };
        if slot.replace(value).is_some() {
            return Err(format!("attribute `{key}` occurs twice"));
        }
        rest = after.trim_start();
    }
    match name {
        Some(name) if !name.is_empty() => Ok((name, state.unwrap_or_default())),
        _ => Err("the explorable has no name".to_owned()),
    }
}
