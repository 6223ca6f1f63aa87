//! Checking questions.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::Kind;
use crate::render::{Chunk, Events, Place, Renderer, matching_end};

/// A choice as it is found in the text.
struct Choice<'s, 'e> {
    right: bool,
    label: &'s Events<'e>,
    feedback: &'s Events<'e>,
    line: usize,
}

impl Renderer<'_> {
    /// A group of radio buttons. Each is followed, as a sibling, by its
    /// label and its feedback, so that `:checked ~ .feedback` shows the latter
    /// with scripts off; with scripts on, the empty status announces it.
    pub(crate) fn question(&mut self, source: &str, line: usize) -> String {
        self.questions += 1;
        let id = format!("q{}", self.questions);
        let chunk = Chunk {
            source,
            line,
            place: Place::Question,
        };
        let events = chunk.events();
        let list = events
            .iter()
            .position(|(event, _)| matches!(event, Event::Start(Tag::List(_))))
            .unwrap_or(events.len());
        let (legend, more) = self.prompt(&events[..list], chunk);
        let mut out = format!(
            "<fieldset class=\"question\" id=\"{id}\" data-question=\"{id}\">\n<legend>{legend}</legend>\n{more}"
        );
        let choices = self.choices(&events[list..], chunk);
        for (index, choice) in choices.iter().enumerate() {
            out.push_str(&self.choice(choice, &format!("{id}-{}", index + 1), index + 1, chunk));
        }
        out.push_str("<p class=\"status\" role=\"status\"></p>\n</fieldset>\n");
        let found = choices.iter().filter(|choice| choice.right).count();
        if choices.len() < 2 {
            let found = choices.len();
            self.problem(line, Kind::QuestionChoices { found });
        } else if found != 1 {
            self.problem(line, Kind::QuestionRight { found });
        }
        out
    }

    /// The first paragraph for the legend, and the HTML of what follows it.
    fn prompt(&mut self, events: &Events<'_>, chunk: Chunk<'_>) -> (String, String) {
        if !matches!(events.first(), Some((Event::Start(Tag::Paragraph), _))) {
            self.problem(chunk.line, Kind::QuestionText);
            return (String::new(), self.html(events, chunk));
        }
        let end = matching_end(events, 0);
        let legend = self.html(&events[1..end], chunk);
        self.text.push('\n');
        (legend, self.html(&events[end + 1..], chunk))
    }

    fn choices<'s, 'e>(&mut self, events: &'s Events<'e>, chunk: Chunk<'_>) -> Vec<Choice<'s, 'e>> {
        let mut choices = Vec::new();
        if events.is_empty() {
            return choices;
        }
        let list_end = matching_end(events, 0);
        if let Some((_, range)) = events.get(list_end + 1) {
            let what = "text after the choices";
            let instead = "put it above them, or into the feedback of a choice";
            self.problem(chunk.line_of(range), Kind::Unsupported { what, instead });
        }
        let mut at = 1;
        while at < list_end {
            let end = matching_end(events, at);
            let line = chunk.line_of(&events[at].1);
            choices.push(self.parts(&events[at + 1..end], line));
            at = end + 1;
        }
        choices
    }

    /// Takes a list item apart: mark, label, feedback.
    fn parts<'s, 'e>(&mut self, item: &'s Events<'e>, line: usize) -> Choice<'s, 'e> {
        let is_quote =
            |(event, _): &(Event<'_>, _)| matches!(event, Event::Start(Tag::BlockQuote(_)));
        let quote = item.iter().position(is_quote).unwrap_or(item.len());
        let (label, rest) = item.split_at(quote);
        let (feedback, after) = if rest.is_empty() {
            (rest, rest)
        } else {
            let end = matching_end(rest, 0);
            (&rest[1..end], &rest[end + 1..])
        };
        let (marks, label) = label.split_at(
            label
                .iter()
                .take_while(|(event, _)| {
                    matches!(
                        event,
                        Event::Start(Tag::Paragraph) | Event::TaskListMarker(_)
                    )
                })
                .count(),
        );
        let label = match label.split_last() {
            Some(((Event::End(TagEnd::Paragraph), _), label)) => label,
            _ => label,
        };
        let mark = marks.iter().find_map(|(event, _)| match event {
            Event::TaskListMarker(right) => Some(*right),
            _ => None,
        });
        let is_block = |(event, _): &(Event<'_>, _)| {
            matches!(
                event,
                Event::Rule
                    | Event::Start(
                        Tag::Paragraph
                            | Tag::List(_)
                            | Tag::CodeBlock(_)
                            | Tag::Heading { .. }
                            | Tag::HtmlBlock
                            | Tag::Table(_)
                    )
            )
        };
        if mark.is_none() || !after.is_empty() || label.is_empty() || label.iter().any(is_block) {
            let what = "this list item";
            let instead =
                "write `- [x]` or `- [ ]`, one line of text, and below it `  > ` with the feedback";
            self.problem(line, Kind::Unsupported { what, instead });
        }
        Choice {
            right: mark == Some(true),
            label,
            feedback,
            line,
        }
    }

    fn choice(
        &mut self,
        choice: &Choice<'_, '_>,
        id: &str,
        number: usize,
        chunk: Chunk<'_>,
    ) -> String {
        let label = self.html(choice.label, chunk);
        self.text.push('\n');
        let feedback = self.html(choice.feedback, chunk);
        if feedback.trim().is_empty() {
            let kind = Kind::QuestionFeedback { choice: number };
            self.problem(choice.line, kind);
        }
        let (class, verdict, mark) = if choice.right {
            ("right", self.labels().right, " data-right")
        } else {
            ("wrong", self.labels().wrong, "")
        };
        let name = format!("{}-q{}", self.slug, self.questions);
        format!(
            "<div class=\"choice\">\n\
             <input type=\"radio\" name=\"{name}\" id=\"{id}\" value=\"{number}\"{mark}>\n\
             <label for=\"{id}\">{}</label>\n\
             <div class=\"feedback {class}\"><p class=\"verdict\">{verdict}</p>\n{feedback}</div>\n\
             </div>\n",
            label.trim()
        )
    }
}
