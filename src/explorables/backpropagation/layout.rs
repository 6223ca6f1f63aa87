//! Where the parts of the network's picture stand. Pure.

/// A neuron's box.
pub const NODE: (f64, f64) = (136.0, 74.0);
/// An input's box.
pub const INPUT: (f64, f64) = (66.0, 40.0);
/// The box of the loss.
pub const LOSS: (f64, f64) = (118.0, 92.0);
/// From one neuron to the next below it.
const ROW: f64 = 104.0;
/// Between two layers, where the weights are written.
const GAP: f64 = 132.0;
/// Between the output and the loss.
const LAST_GAP: f64 = 34.0;
const LEFT: f64 = 6.0;
const TOP: f64 = 26.0;
/// Where on its line a weight is written, and where its gradient. With four
/// neurons on each side the marks of all lines are then evenly apart.
const WEIGHT_AT: f64 = 0.8;
const GRADIENT_AT: f64 = 0.2;

/// A point of the picture.
pub type Point = (f64, f64);

/// A weight's line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// The layer it leads into, from 0.
    pub layer: usize,
    /// The neuron it leads into.
    pub to: usize,
    /// What it comes from.
    pub from: usize,
    /// Its ends.
    pub ends: [Point; 2],
    /// The middle of the weight's mark.
    pub weight: Point,
    /// The middle of the gradient's mark.
    pub gradient: Point,
}

/// The picture of a small network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// Left upper corners of the inputs.
    pub inputs: Vec<Point>,
    /// Left upper corners of the neurons, layer by layer.
    pub neurons: Vec<Vec<Point>>,
    /// Every weight.
    pub links: Vec<Link>,
    /// The left upper corner of the loss.
    pub loss: Point,
    /// Size of the picture.
    pub size: Point,
}

impl Layout {
    /// The picture of so many inputs, and of layers of these sizes.
    pub fn new(inputs: usize, sizes: &[usize]) -> Self {
        let rows = sizes.iter().copied().chain([inputs, 1]).max().unwrap_or(1);
        let middle = TOP + rows as f64 * ROW / 2.0;
        let column = |count: usize, x: f64, height: f64| {
            let top = middle - count as f64 * ROW / 2.0 + (ROW - height) / 2.0;
            let place = move |index: usize| (x, top + index as f64 * ROW);
            (0..count).map(place).collect::<Vec<Point>>()
        };
        let x = |layer: usize| LEFT + INPUT.0 + GAP + layer as f64 * (NODE.0 + GAP);
        let inputs = column(inputs, LEFT, INPUT.1);
        let neurons: Vec<_> = (sizes.iter().enumerate())
            .map(|(layer, &units)| column(units, x(layer), NODE.1))
            .collect();
        let mut links = Vec::new();
        for (layer, into) in neurons.iter().enumerate() {
            let (before, size) = match layer.checked_sub(1) {
                Some(before) => (&neurons[before], NODE),
                None => (&inputs, INPUT),
            };
            for (to, end) in into.iter().enumerate() {
                for (from, start) in before.iter().enumerate() {
                    let start = (start.0 + size.0, start.1 + size.1 / 2.0);
                    let end = (end.0, end.1 + NODE.1 / 2.0);
                    let at = |share: f64| {
                        (
                            start.0 + share * (end.0 - start.0),
                            start.1 + share * (end.1 - start.1),
                        )
                    };
                    links.push(Link {
                        layer,
                        to,
                        from,
                        ends: [start, end],
                        weight: at(WEIGHT_AT),
                        gradient: at(GRADIENT_AT),
                    });
                }
            }
        }
        let loss = (x(sizes.len()) - GAP + LAST_GAP, middle - LOSS.1 / 2.0);
        Self {
            inputs,
            neurons,
            links,
            loss,
            size: (loss.0 + LOSS.0 + LEFT, TOP + rows as f64 * ROW),
        }
    }

    /// The middle of a layer, from left to right; of the loss beyond the last.
    pub fn middle(&self, layer: usize) -> f64 {
        let first = self.neurons.get(layer).and_then(|column| column.first());
        first.map_or(self.loss.0 + LOSS.0 / 2.0, |first| first.0 + NODE.0 / 2.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A mark's size.
    const MARK: Point = (50.0, 14.0);

    #[test]
    fn no_mark_covers_another() {
        for sizes in [&[4, 4, 4, 1][..], &[4, 3], &[1], &[3, 2, 1], &[2, 4, 4, 3]] {
            for inputs in 1..=2 {
                let layout = Layout::new(inputs, sizes);
                let mut marks: Vec<Point> = Vec::new();
                for link in &layout.links {
                    marks.extend([link.weight, link.gradient]);
                }
                for (index, a) in marks.iter().enumerate() {
                    for b in &marks[index + 1..] {
                        let apart = (a.0 - b.0).abs() >= MARK.0 || (a.1 - b.1).abs() >= MARK.1;
                        assert!(apart, "{sizes:?} {inputs}: {a:?} {b:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn everything_is_within_the_picture() {
        let layout = Layout::new(2, &[4, 4, 4, 3]);
        assert_eq!(layout.links.len(), 8 + 16 + 16 + 12);
        let boxes = layout.neurons.iter().flatten().map(|place| (*place, NODE));
        let boxes = boxes.chain(layout.inputs.iter().map(|place| (*place, INPUT)));
        for ((x, y), (width, height)) in boxes.chain([(layout.loss, LOSS)]) {
            assert!(x >= 0.0 && y >= 20.0, "{x} {y}");
            assert!(x + width <= layout.size.0 && y + height <= layout.size.1);
        }
        assert!(layout.middle(3) < layout.middle(4));
    }
}
