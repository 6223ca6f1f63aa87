//! What the network answers over the plane.

use super::{MAX_MAP_CELLS, MAX_MAP_SIDE, Map, MapSize};
use crate::batch::{Batch, WIDE};
use crate::data::Prepared;
use crate::loss::{Head, Objective};
use crate::network::{Network, Workspace};

/// The inputs of a grid over the plane, laid out once per run.
#[derive(Clone, Debug)]
pub struct Grid {
    side: u32,
    cells: usize,
    batch: Batch,
    /// Values of the row being mapped, a block of cells per row.
    values: Vec<f32>,
}

impl Grid {
    /// A grid of `side` × `side` cells, for a curve a row of `side`; none if the
    /// data is neither or no cell is asked for.
    pub fn new(data: &Prepared, side: u32) -> Option<Self> {
        let [left, right, bottom, top] = data.extent?;
        let side = side.min(MAX_MAP_SIDE);
        if side == 0 {
            return None;
        }
        let cells = side * if data.curve { 1 } else { side };
        let mut rows = Vec::with_capacity(cells as usize * data.inputs.len());
        for cell in 0..cells {
            let along = |at: u32| (at as f32 + 0.5) / side as f32;
            let x1 = left + (right - left) * along(cell % side);
            let x2 = top + (bottom - top) * along(cell / side);
            data.push_inputs(&[x1, x2][..data.columns.len()], &mut rows);
        }
        let cells = cells as usize;
        Some(Self {
            side,
            cells,
            batch: Batch::whole(&rows, data.inputs.len(), &vec![0.0; cells]),
            values: Vec::new(),
        })
    }

    /// The grids for a size, the second coarser if the neurons are very many.
    pub fn pair(data: &Prepared, network: &Network, size: MapSize) -> [Option<Self>; 2] {
        let neurons = network
            .spec()
            .layers
            .iter()
            .map(|l| l.units as u64)
            .sum::<u64>();
        let most = (MAX_MAP_CELLS / neurons.max(1)).isqrt() as u32;
        [
            Self::new(data, size.output),
            Self::new(data, size.neurons.min(most)),
        ]
    }

    /// One map per output: the value, 2p − 1 for two classes, else each class's p.
    pub fn outputs(
        &mut self,
        network: &Network,
        objective: Objective,
        work: &mut Workspace,
    ) -> Vec<Map> {
        let (units, last) = (network.outputs(), network.places().len() - 1);
        let mut block = vec![0.0; units * WIDE.width()];
        self.collect(units, network, work, |work, _, values, stored| {
            block.copy_from_slice(work.tile(last, units, WIDE, 0));
            objective.predict(&mut block, WIDE.width());
            if objective.head == Head::Binary {
                for p in &mut block {
                    *p = 2.0 * *p - 1.0;
                }
            }
            store(&block, values, stored);
        });
        let bound = (objective.head != Head::Regression).then_some(1.0);
        self.quantise(0..units, |_| bound)
    }

    /// One map per input feature and per hidden neuron.
    pub fn neurons(&mut self, network: &Network, work: &mut Workspace) -> Vec<Map> {
        let spec = network.spec();
        let hidden = &spec.layers[..spec.layers.len() - 1];
        let total = spec.inputs + hidden.iter().map(|l| l.units).sum::<usize>();
        let cells = self.cells;
        self.collect(total, network, work, |work, inputs, values, stored| {
            let (mine, mut rest) = values.split_at_mut(spec.inputs * cells);
            store(inputs, mine, stored);
            for (l, layer) in hidden.iter().enumerate() {
                let (mine, after) = rest.split_at_mut(layer.units * cells);
                store(work.tile(l, layer.units, WIDE, 0), mine, stored);
                rest = after;
            }
        });
        let mut bounds = vec![None; spec.inputs];
        for layer in hidden {
            bounds.extend(std::iter::repeat_n(layer.activation.bound(), layer.units));
        }
        self.quantise(0..total, |row| bounds[row])
    }

    /// Runs the network over the grid; `keep` stores each tile's values at a cell.
    fn collect(
        &mut self,
        rows: usize,
        network: &Network,
        work: &mut Workspace,
        mut keep: impl FnMut(&Workspace, &[f32], &mut [f32], At),
    ) {
        let cells = self.cells;
        self.values.resize(rows * cells, 0.0);
        for tile in 0..self.batch.tiling.tiles {
            let input = self.batch.tile(tile);
            network.forward(input, WIDE, work);
            let first = tile * WIDE.width();
            let at = At {
                first,
                count: (cells - first).min(WIDE.width()),
                cells,
            };
            keep(work, input.as_flattened(), &mut self.values, at);
        }
    }

    fn quantise(
        &self,
        rows: std::ops::Range<usize>,
        bound: impl Fn(usize) -> Option<f32>,
    ) -> Vec<Map> {
        let cells = self.cells;
        rows.map(|row| {
            let values = &self.values[row * cells..(row + 1) * cells];
            let scale = bound(row).unwrap_or_else(|| {
                values.iter().fold(
                    1.0,
                    |most: f32, v| if v.abs() > most { v.abs() } else { most },
                )
            });
            let factor = 127.0 / scale;
            Map {
                side: self.side,
                scale,
                // Adding a half before cutting rounds, as the sum is positive.
                cells: values.iter().map(|v| (v * factor + 128.5) as u8).collect(),
            }
        })
        .collect()
    }
}

/// Where a tile's columns lie among the cells of a map.
#[derive(Clone, Copy)]
struct At {
    first: usize,
    count: usize,
    cells: usize,
}

fn store(block: &[f32], values: &mut [f32], at: At) {
    let rows = block.chunks_exact(WIDE.width());
    for (values, row) in values.chunks_exact_mut(at.cells).zip(rows) {
        values[at.first..at.first + at.count].copy_from_slice(&row[..at.count]);
    }
}
