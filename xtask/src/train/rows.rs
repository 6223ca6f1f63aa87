//! Documents cut into the rows that a step reads.

use neural::rng::Rng;
use neural::tokenizer::END;

use super::recipe::{LENGTH, SEED, Stream};

/// Rows of one language, epoch after epoch in a new order.
pub struct Rows<'a> {
    documents: &'a [Vec<u16>],
    stream: Stream,
    /// The epoch whose rows these are, the number of its first row, and they.
    epoch: Option<(u64, usize, Vec<Vec<u16>>)>,
}

impl<'a> Rows<'a> {
    /// Rows of documents, in an order drawn from the stream.
    pub fn new(documents: &'a [Vec<u16>], stream: Stream) -> Self {
        Self {
            documents,
            stream,
            epoch: None,
        }
    }

    /// Row `at` of all epochs: [`LENGTH`] + 1 tokens; none if the documents do
    /// not fill a single row.
    pub fn row(&mut self, at: usize) -> &[u16] {
        loop {
            let (epoch, first) = match &self.epoch {
                None => (0, 0),
                Some((epoch, first, rows)) if at >= first + rows.len() => {
                    (epoch + 1, first + rows.len())
                }
                Some((_, first, _)) if at < *first => (0, 0),
                Some((_, first, _)) => {
                    let at = at - first;
                    // The borrow of the match ends here.
                    return self.epoch.as_ref().map_or(&[], |(_, _, rows)| &rows[at]);
                }
            };
            let mut rng = Rng::new(SEED.wrapping_add(epoch), self.stream as u64);
            let mut order: Vec<&Vec<u16>> = self.documents.iter().collect();
            rng.shuffle(&mut order);
            let mut rows = cut(&order);
            if rows.is_empty() {
                return &[];
            }
            rng.shuffle(&mut rows);
            self.epoch = Some((epoch, first, rows));
        }
    }
}

/// Cuts documents, each after an end, into rows of [`LENGTH`] + 1 tokens. The
/// last token of a row is only a target, so the next row begins with it. A short
/// document that a row cuts off begins the next row anew.
pub fn cut(documents: &[&Vec<u16>]) -> Vec<Vec<u16>> {
    let mut rows = Vec::new();
    let mut row: Vec<u16> = Vec::with_capacity(LENGTH + 1);
    for document in documents {
        let mut rest: Vec<u16> = std::iter::once(END as u16)
            .chain(document.iter().copied())
            .collect();
        let short = rest.len() <= LENGTH / 4;
        loop {
            let room = LENGTH + 1 - row.len();
            let taken = room.min(rest.len());
            row.extend_from_slice(&rest[..taken]);
            if row.len() <= LENGTH {
                break;
            }
            rows.push(std::mem::take(&mut row));
            if !short {
                rest.drain(..taken - 1);
            }
            if rest.len() <= 1 || short && taken == rest.len() {
                break;
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_documents_go_on_and_short_ones_begin_anew() {
        let long: Vec<u16> = (10..2000).collect();
        let rows = cut(&[&long]);
        assert_eq!(rows.len(), 1990 / LENGTH);
        assert_eq!(rows[0][..3], [0, 10, 11]);
        assert_eq!(rows[0][LENGTH], rows[1][0]);
        let short: Vec<u16> = (10..60).collect();
        let rows = cut(&[&short; 60]);
        assert!(
            rows.iter()
                .all(|row| row.len() == LENGTH + 1 && row[..2] == [0, 10])
        );
    }

    #[test]
    fn every_epoch_has_its_order_and_every_run_the_same() {
        let documents: Vec<Vec<u16>> = (10..400).map(|first| vec![first; 40]).collect();
        let mut rows = Rows::new(&documents, Stream::Chinese);
        let count = cut(&documents.iter().collect::<Vec<_>>()).len();
        let drawn: Vec<Vec<u16>> = (0..2 * count).map(|at| rows.row(at).to_vec()).collect();
        assert_ne!(drawn[..count], drawn[count..]);
        let mut again = Rows::new(&documents, Stream::Chinese);
        assert_eq!(again.row(count + 3), drawn[count + 3]);
        assert_eq!(again.row(1), drawn[1]);
    }
}
