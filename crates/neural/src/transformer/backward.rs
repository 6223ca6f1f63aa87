//! From the gradient of the logits to that of every parameter.

use super::activations::{Gradients, text_of, text_of_mut};
use super::attention::{self, Inputs, Shape};
use super::layout::{Linear, NormPlaces, Place};
use super::norm::{self, Found};
use super::vector::add;
use super::{Activations, Model, Placement};
use crate::activation::Activation;
use crate::matrix::{Into, Scratch, View, product};

impl Model {
    /// Adds to `gradient` the gradient of what was taken of the logits, which
    /// `activations.logits` now holds the gradient with respect to. `ids` and the
    /// other activations are those of the forward pass, of all its logits and
    /// without a cache.
    pub fn backward(&self, ids: &[u32], activations: &mut Activations, gradient: &mut [f32]) {
        let config = self.config();
        let a = activations;
        let mut g = std::mem::take(&mut a.gradients);
        let (rows, width) = (ids.len(), config.width);
        for (buffer, columns) in [
            (&mut g.stream, width),
            (&mut g.middle, width),
            (&mut g.input, width),
            (&mut g.mixed, width),
            (&mut g.q, width),
            (&mut g.k, config.kv_width()),
            (&mut g.v, config.kv_width()),
            (&mut g.hidden, config.hidden),
            (&mut g.gate, config.hidden),
        ] {
            buffer.resize(rows * columns, 0.0);
        }

        let head = self.layout().output();
        self.through(
            head,
            &a.last,
            &a.logits,
            &mut g.input,
            Into::Set,
            gradient,
            &mut a.scratch,
        );
        match self.layout().norm {
            Some(place) => {
                g.stream.fill(0.0);
                self.through_norm(
                    place,
                    &a.stream[config.layers],
                    &a.norm,
                    &g.input,
                    &mut g.stream,
                    gradient,
                );
            }
            None => g.stream.copy_from_slice(&g.input),
        }
        for layer in (0..config.layers).rev() {
            self.mlp_backward(layer, a, &mut g, gradient);
            self.attention_backward(layer, a, &mut g, gradient);
        }
        let embedding = self.layout().embedding.start;
        let positions = self.layout().positions;
        for (at, (row, &id)) in g.stream.chunks_exact(width).zip(ids).enumerate() {
            add(
                row,
                &mut gradient[embedding + id as usize * width..][..width],
            );
            if let Some(place) = positions {
                add(
                    row,
                    &mut gradient[place.start + at % a.length * width..][..width],
                );
            }
        }
        a.gradients = g;
    }

    /// Through y = x·Wᵀ: adds to W's gradient, and gives x's.
    #[allow(clippy::too_many_arguments)]
    fn through(
        &self,
        weight: Place,
        x: &[f32],
        dy: &[f32],
        dx: &mut [f32],
        into: Into,
        gradient: &mut [f32],
        scratch: &mut Scratch,
    ) {
        let rows = x.len() / weight.columns;
        let dy = View::new(dy, rows, weight.rows);
        let dw = &mut gradient[weight.range()];
        product(
            dy.transposed(),
            View::new(x, rows, weight.columns),
            dw,
            weight.columns,
            Into::Add,
            scratch,
        );
        product(dy, self.view(weight), dx, weight.columns, into, scratch);
    }

    #[allow(clippy::too_many_arguments)]
    fn through_linear(
        &self,
        map: Linear,
        x: &[f32],
        dy: &[f32],
        dx: &mut [f32],
        into: Into,
        gradient: &mut [f32],
        scratch: &mut Scratch,
    ) {
        if let Some(bias) = map.bias {
            add_rows(dy, &mut gradient[bias.range()]);
        }
        self.through(map.weight, x, dy, dx, into, gradient, scratch);
    }

    /// Through a norm: adds to its parameters' gradients and to x's.
    fn through_norm(
        &self,
        place: NormPlaces,
        x: &[f32],
        found: &[Found],
        dy: &[f32],
        dx: &mut [f32],
        gradient: &mut [f32],
    ) {
        if let Some(bias) = place.bias {
            add_rows(dy, &mut gradient[bias.range()]);
        }
        let mut gradients = norm::Gradients {
            x: dx,
            gain: &mut gradient[place.gain.range()],
        };
        norm::backward(
            self.config().norm,
            x,
            self.tensor(place.gain),
            found,
            dy,
            &mut gradients,
        );
    }

    /// From the stream after a block, `g.stream`, to the stream between
    /// attention and MLP, `g.middle`.
    fn mlp_backward(
        &self,
        at: usize,
        a: &mut Activations,
        g: &mut Gradients,
        gradient: &mut [f32],
    ) {
        let places = self.layout().layers[at];
        let (layer, scratch) = (&a.layers[at], &mut a.scratch);
        let pre = self.config().placement == Placement::Pre;
        if !pre {
            g.middle.fill(0.0);
            self.through_norm(
                places.mlp_norm,
                &layer.sum,
                &layer.mlp_norm,
                &g.stream,
                &mut g.middle,
                gradient,
            );
            std::mem::swap(&mut g.stream, &mut g.middle);
        }
        self.through_linear(
            places.down,
            &layer.hidden,
            &g.stream,
            &mut g.hidden,
            Into::Set,
            gradient,
            scratch,
        );
        if let Some(gate) = places.gate {
            for ((d_gate, d), up) in g.gate.iter_mut().zip(&g.hidden).zip(&layer.up) {
                *d_gate = d * up;
            }
            Activation::Silu.backward(&layer.gate, &layer.gate_active, &mut g.gate);
            for (d, gate) in g.hidden.iter_mut().zip(&layer.gate_active) {
                *d *= gate;
            }
            self.through_linear(
                gate,
                &layer.mlp_input,
                &g.gate,
                &mut g.input,
                Into::Set,
                gradient,
                scratch,
            );
            self.through_linear(
                places.up,
                &layer.mlp_input,
                &g.hidden,
                &mut g.input,
                Into::Add,
                gradient,
                scratch,
            );
        } else {
            Activation::Gelu.backward(&layer.up, &layer.hidden, &mut g.hidden);
            self.through_linear(
                places.up,
                &layer.mlp_input,
                &g.hidden,
                &mut g.input,
                Into::Set,
                gradient,
                scratch,
            );
        }
        if pre {
            g.middle.copy_from_slice(&g.stream);
            self.through_norm(
                places.mlp_norm,
                &layer.middle,
                &layer.mlp_norm,
                &g.input,
                &mut g.middle,
                gradient,
            );
        } else {
            add(&g.stream, &mut g.input);
            g.middle.fill(0.0);
            let found = &layer.attention_norm;
            self.through_norm(
                places.attention_norm,
                &layer.middle,
                found,
                &g.input,
                &mut g.middle,
                gradient,
            );
        }
    }

    /// From `g.middle` to the stream before the block, `g.stream`.
    fn attention_backward(
        &self,
        at: usize,
        a: &mut Activations,
        g: &mut Gradients,
        gradient: &mut [f32],
    ) {
        let config = self.config();
        let places = self.layout().layers[at];
        let (stream, layer, scratch) = (&a.stream[at], &a.layers[at], &mut a.scratch);
        let (texts, size) = (a.sequences, config.head_size());
        self.through_linear(
            places.output,
            &layer.mixed,
            &g.middle,
            &mut g.mixed,
            Into::Set,
            gradient,
            scratch,
        );
        g.k.fill(0.0);
        g.v.fill(0.0);
        for text in 0..texts {
            let of = Inputs {
                q: text_of(&layer.q, text, texts),
                k: text_of(&layer.k, text, texts),
                v: text_of(&layer.v, text, texts),
                first: 0,
            };
            let to = attention::Gradients {
                q: text_of_mut(&mut g.q, text, texts),
                k: text_of_mut(&mut g.k, text, texts),
                v: text_of_mut(&mut g.v, text, texts),
            };
            let rows = text_of(&layer.attention, text, texts);
            Shape::new(config).backward(of, rows, text_of(&g.mixed, text, texts), to, scratch);
            self.tables.turn(
                text_of_mut(&mut g.q, text, texts),
                config.width,
                size,
                0,
                true,
            );
            self.tables.turn(
                text_of_mut(&mut g.k, text, texts),
                config.kv_width(),
                size,
                0,
                true,
            );
        }
        let pre = config.placement == Placement::Pre;
        let input = if pre { &layer.attention_input } else { stream };
        self.through_linear(
            places.query,
            input,
            &g.q,
            &mut g.input,
            Into::Set,
            gradient,
            scratch,
        );
        self.through_linear(
            places.key,
            input,
            &g.k,
            &mut g.input,
            Into::Add,
            gradient,
            scratch,
        );
        self.through_linear(
            places.value,
            input,
            &g.v,
            &mut g.input,
            Into::Add,
            gradient,
            scratch,
        );
        std::mem::swap(&mut g.stream, &mut g.middle);
        if pre {
            let found = &layer.attention_norm;
            self.through_norm(
                places.attention_norm,
                stream,
                found,
                &g.input,
                &mut g.stream,
                gradient,
            );
        } else {
            add(&g.input, &mut g.stream);
        }
    }
}

/// Adds the sum of rows to one row.
fn add_rows(rows: &[f32], to: &mut [f32]) {
    for row in rows.chunks_exact(to.len()) {
        add(row, to);
    }
}
