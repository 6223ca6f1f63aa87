//! A choice for every hidden layer: one for all, or layer by layer. Pure.

use crate::explorables::state::Fault;
use neural::session::MAX_HIDDEN_LAYERS;

/// A value per hidden layer; the last one also holds for all that follow.
#[derive(Clone, Debug, PartialEq)]
pub struct PerLayer<T>(Vec<T>);

impl<T: Clone + PartialEq> PerLayer<T> {
    /// The same for all.
    pub fn all(value: T) -> Self {
        Self(vec![value])
    }

    /// A layer's value.
    pub fn of(&self, layer: usize) -> &T {
        // There is always one: every constructor and change keeps it so.
        &self.0[layer.min(self.0.len() - 1)]
    }

    /// The value of the first `layers` layers, if it is the same.
    pub fn common(&self, layers: usize) -> Option<&T> {
        let first = self.of(0);
        (1..layers)
            .all(|layer| self.of(layer) == first)
            .then_some(first)
    }

    /// Sets one of `layers` layers.
    pub fn set(&mut self, layer: usize, value: T, layers: usize) {
        self.change(layers, |values| {
            if let Some(kept) = values.get_mut(layer) {
                *kept = value;
            }
        });
    }

    /// Another layer comes before the one that has its number, like the one
    /// before it.
    pub fn insert(&mut self, at: usize, layers: usize) {
        let like = self.of(at.saturating_sub(1)).clone();
        self.change(layers, |values| values.insert(at.min(values.len()), like));
    }

    /// A layer goes.
    pub fn remove(&mut self, layer: usize, layers: usize) {
        self.change(layers, |values| {
            if values.len() > 1 && layer < values.len() {
                values.remove(layer);
            }
        });
    }

    fn change(&mut self, layers: usize, change: impl FnOnce(&mut Vec<T>)) {
        let mut values: Vec<T> = (0..layers.max(1))
            .map(|layer| self.of(layer).clone())
            .collect();
        change(&mut values);
        while values.len() > 1 && values[values.len() - 1] == values[values.len() - 2] {
            values.pop();
        }
        self.0 = values;
    }

    /// The values separated by commas.
    pub fn write(&self, one: impl Fn(&T) -> String) -> String {
        self.0.iter().map(one).collect::<Vec<_>>().join(",")
    }

    /// Reads what [`PerLayer::write`] writes.
    pub fn read(text: &str, one: impl Fn(&str) -> Result<T, Fault>) -> Result<Self, Fault> {
        if text.split(',').count() > MAX_HIDDEN_LAYERS {
            return Err(Fault::Unreadable);
        }
        let values: Vec<T> = text
            .split(',')
            .map(|part| one(part.trim()))
            .collect::<Result<_, _>>()?;
        let mut read = Self(values);
        // The shortest way to say it, so that one choice has one address.
        read.change(read.0.len(), |_| {});
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> PerLayer<u32> {
        PerLayer::read(text, |part| part.parse().map_err(|_| Fault::NotANumber)).unwrap()
    }

    fn text(values: &PerLayer<u32>) -> String {
        values.write(u32::to_string)
    }

    #[test]
    fn the_last_value_holds_for_what_follows() {
        let values = read("3,5");
        assert_eq!([0, 1, 2, 7].map(|layer| *values.of(layer)), [3, 5, 5, 5]);
        assert_eq!((values.common(1), values.common(2)), (Some(&3), None));
        assert_eq!(text(&read("4,4,4")), "4");
    }

    #[test]
    fn layers_keep_their_own_value_when_others_come_and_go() {
        let mut values = read("1,2");
        values.set(2, 3, 3);
        assert_eq!(text(&values), "1,2,3");
        values.insert(1, 3);
        assert_eq!(text(&values), "1,1,2,3");
        values.remove(0, 4);
        values.remove(0, 3);
        assert_eq!(text(&values), "2,3");
        values.set(1, 2, 2);
        assert_eq!(text(&values), "2");
        values.remove(0, 1);
        assert_eq!(text(&values), "2");
    }
}
