//! Which small chunks of the program are joined.

/// A chunk: the cuts that need it, a bit each, and its size in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Chunk {
    /// The cuts.
    pub needed_by: u64,
    /// The size.
    pub bytes: usize,
}

impl Chunk {
    fn with(self, other: Self) -> Self {
        Self {
            needed_by: self.needed_by | other.needed_by,
            bytes: self.bytes + other.bytes,
        }
    }

    /// The bytes that cuts load in vain when the two are one, over all cuts.
    fn waste(self, other: Self) -> usize {
        let loads = |chunk: Self| chunk.needed_by.count_ones() as usize * chunk.bytes;
        loads(self.with(other)) - loads(self) - loads(other)
    }
}

/// Joins chunks until none is smaller than `least` bytes: the smallest with the
/// one where the least is loaded in vain. Returns the members of each group,
/// in order.
pub fn groups(chunks: &[Chunk], least: usize) -> Vec<Vec<usize>> {
    let mut groups: Vec<(Chunk, Vec<usize>)> = chunks
        .iter()
        .copied()
        .zip((0..).map(|one| vec![one]))
        .collect();
    while groups.len() > 1 {
        let sizes = groups.iter().enumerate();
        let Some((smallest, _)) = sizes
            .filter(|(_, (chunk, _))| chunk.bytes < least)
            .min_by_key(|(_, (chunk, _))| chunk.bytes)
        else {
            break;
        };
        let (chunk, members) = groups.remove(smallest);
        let Some((other, others)) = groups
            .iter_mut()
            .min_by_key(|(other, _)| chunk.waste(*other))
        else {
            break;
        };
        *other = other.with(chunk);
        others.extend(members);
        others.sort_unstable();
    }
    groups.into_iter().map(|(_, members)| members).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn chunk(needed_by: u64, bytes: usize) -> Chunk {
        Chunk { needed_by, bytes }
    }

    #[test]
    fn a_small_chunk_goes_where_least_is_loaded_in_vain() {
        let chunks = [
            chunk(0b011, 900),
            chunk(0b111, 10),
            chunk(0b110, 50),
            chunk(0b111, 400),
        ];
        assert_eq!(groups(&chunks, 100), [vec![0], vec![1, 2, 3]]);
        // Of the same cuts: nothing is loaded in vain.
        assert_eq!(chunks[1].waste(chunks[3]), 0);
        assert_eq!(chunks[2].waste(chunks[3]), 50);
    }

    #[test]
    fn large_chunks_stay_apart_and_every_one_is_kept() {
        let chunks = [chunk(0b01, 100), chunk(0b10, 100)];
        assert_eq!(groups(&chunks, 100), [vec![0], vec![1]]);
        assert_eq!(groups(&chunks, 101), [vec![0, 1]]);
        assert!(groups(&[], 100).is_empty());
    }
}
