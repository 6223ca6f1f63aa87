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
        let label = self.labels().table;
        let mut out = format!(
            "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{label} {}\"><table>\n",
            self.tables
        );
        let mut head = true;
        let mut at = 0;
        while let Some((event, _)) = inner.get(at) {
            let end = matching_end(inner, at);
            match event {
                Event::Start(Tag::TableHead) => {
                    let row = self.row(alignments, "th scope=\"col\"", &inner[at + 1..end], chunk);
                    out.push_str(&format!("<thead>{row}</thead>\n<tbody>\n"));
                    head = false;
                }
                Event::Start(Tag::TableRow) => {
                    out.push_str(&self.row(alignments, "td", &inner[at + 1..end], chunk));
                    out.push('\n');
                }
                _ => {}
            }
            at = end + 1;
        }
        out.push_str(if head { "" } else { "</tbody>" });
        out.push_str("</table></div>\n");
        out
    }

    fn row(
        &mut self,
        alignments: &[Alignment],
        open: &str,
        cells: &Events<'_>,
        chunk: Chunk<'_>,
    ) -> String {
        let name = open.split(' ').next().unwrap_or(open);
        let mut out = String::from("<tr>");
        let (mut at, mut column) = (0, 0);
        while at < cells.len() {
            let end = matching_end(cells, at);
            let class = match alignments.get(column) {
                Some(Alignment::Left) => " class=\"left\"",
                Some(Alignment::Center) => " class=\"center\"",
                Some(Alignment::Right) => " class=\"right\"",
                Some(Alignment::None) | None => "",
            };
            let html = self.html(&cells[at + 1..end], chunk);
            self.text.push(' ');
            out.push_str(&format!("<{open}{class}>{html}</{name}>"));
            at = end + 1;
            column += 1;
        }
        self.text.push('\n');
        out.push_str("</tr>");
        out
    }
}
