//! Tables.

use pulldown_cmark::{Alignment, Event, Tag};

use crate::render::{Chunk, Events, Renderer, matching_end};

impl Renderer<'_> {
    /// A table in a container that scrolls where the table is too wide, and
    /// so takes the focus. Columns are aligned by classes, not by styles.
    pub(crate) fn table(
        &mut self,
        alignments: &[Alignment],
        inner: &Events<'_>,
        chunk: Chunk<'_>,
    ) -> String {
        self.tables += 1;
        let (label, number) = (self.labels().table, self.tables);
        let (mut head, mut body) = (String::new(), String::new());
        let mut at = 0;
        while let Some((event, _)) = inner.get(at) {
            let end = matching_end(inner, at);
            let cells = inner.get(at + 1..end).unwrap_or_default();
            if matches!(event, Event::Start(Tag::TableHead)) {
                head = self.row(alignments, ["th scope=\"col\"", "th"], cells, chunk);
            } else {
                body.push_str(&self.row(alignments, ["td", "td"], cells, chunk));
            }
            at = end + 1;
        }
        format!(
            "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{label} {number}\"><table>\n\
             <thead>{head}</thead>\n<tbody>\n{body}</tbody>\n</table></div>\n"
        )
    }

    /// A row of cells between the given tags.
    fn row(
        &mut self,
        alignments: &[Alignment],
        [open, close]: [&str; 2],
        cells: &Events<'_>,
        chunk: Chunk<'_>,
    ) -> String {
        let mut out = String::from("<tr>");
        let mut at = 0;
        let mut columns = alignments.iter();
        while at < cells.len() {
            let end = matching_end(cells, at);
            let class = match columns.next() {
                Some(Alignment::Left) => " class=\"left\"",
                Some(Alignment::Center) => " class=\"center\"",
                Some(Alignment::Right) => " class=\"right\"",
                Some(Alignment::None) | None => "",
            };
            let html = self.html(cells.get(at + 1..end).unwrap_or_default(), chunk);
            self.text.push(' ');
            let cell = format!("<{open}{class}>{html}</{close}>");
            out.push_str(&cell);
            at = end + 1;
        }
        self.text.push('\n');
        out.push_str("</tr>\n");
        out
    }
}
