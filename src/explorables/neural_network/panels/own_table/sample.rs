//! A table to try the panel with: an excerpt of real measurements, every sixth
//! row of `public/data/penguins.csv` (K. B. Gorman, T. D. Williams, W. R. Fraser
//! 2014, doi:10.1371/journal.pone.0090081; CC0).

use neural::table::Options;

/// The excerpt, with the heading row.
pub const TEXT: &str = include_str!("sample.csv");

/// Its rows, the heading apart.
pub fn rows() -> usize {
    TEXT.lines().count() - 1
}

/// The species from the four measurements: the island alone would give most
/// of it away, and the year says nothing about a bird.
pub fn options() -> Options {
    Options {
        target: Some(0),
        features: Some(vec![2, 3, 4, 5]),
        ..Options::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use neural::table::preview;

    #[test]
    fn every_row_is_of_the_shipped_set() {
        let mut whole = include_str!("../../../../../public/data/penguins.csv").lines();
        assert_eq!(TEXT.lines().next(), whole.next());
        let whole: Vec<_> = whole.collect();
        let sixth: Vec<_> = whole.iter().copied().step_by(6).collect();
        assert_eq!(TEXT.lines().skip(1).collect::<Vec<_>>(), sixth);
    }

    #[test]
    fn it_can_be_trained_on_as_it_is() {
        let preview = preview(TEXT.as_bytes(), &options()).unwrap();
        let selection = preview.selection.unwrap();
        assert_eq!(selection.classes, ["Adelie", "Chinstrap", "Gentoo"]);
        assert_eq!(selection.rows as usize, rows());
        assert_eq!(selection.inputs.len(), 4);
    }
}
