//! Cutting a set into folds for cross-validation.

use crate::rng::Rng;

/// Cuts rows into `folds` parts, each with its share of every class, in random
/// order (Kohavi 1995). `classes` has a class a row. Each row is in one fold; the
/// sizes differ by one at most. Fewer rows than folds leave some empty.
pub fn stratified(classes: &[usize], folds: usize, rng: &mut Rng) -> Vec<Vec<usize>> {
    let mut parts = vec![Vec::new(); folds];
    if folds == 0 {
        return parts;
    }
    let mut rows: Vec<_> = (0..classes.len()).collect();
    rng.shuffle(&mut rows);
    // Dealt like cards, class after class: a class is spread evenly, and so are all.
    rows.sort_by_key(|&row| classes[row]);
    for (dealt, row) in rows.into_iter().enumerate() {
        parts[dealt % folds].push(row);
    }
    for part in &mut parts {
        part.sort_unstable();
    }
    parts
}

/// The rows of all folds but one: what is trained on when that one tests.
pub fn all_but(parts: &[Vec<usize>], fold: usize) -> Vec<usize> {
    let others = parts.iter().enumerate().filter(|(k, _)| *k != fold);
    let mut rows: Vec<_> = others.flat_map(|(_, part)| part).copied().collect();
    rows.sort_unstable();
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_row_tests_once_and_each_class_is_spread(
            classes in prop::collection::vec(0_usize..4, 0..80),
            folds in 1_usize..8,
            seed in any::<u64>(),
        ) {
            let parts = stratified(&classes, folds, &mut Rng::new(seed, 1));
            let mut rows: Vec<_> = parts.iter().flatten().copied().collect();
            rows.sort_unstable();
            prop_assert_eq!(rows, (0..classes.len()).collect::<Vec<_>>());
            let even = |counts: Vec<usize>| {
                let (least, most) = (counts.iter().min(), counts.iter().max());
                most.zip(least).is_some_and(|(most, least)| most - least <= 1)
            };
            prop_assert!(even(parts.iter().map(Vec::len).collect()));
            for class in 0..4 {
                let of = |part: &Vec<usize>| part.iter().filter(|&&row| classes[row] == class).count();
                prop_assert!(even(parts.iter().map(of).collect()));
            }
            for (fold, part) in parts.iter().enumerate() {
                let rest = all_but(&parts, fold);
                prop_assert_eq!(rest.len() + part.len(), classes.len());
                prop_assert!(part.iter().all(|row| rest.binary_search(row).is_err()));
            }
        }
    }

    #[test]
    fn no_folds_are_no_folds() {
        assert!(stratified(&[0, 1], 0, &mut Rng::new(1, 1)).is_empty());
    }
}
