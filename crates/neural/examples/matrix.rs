//! Speed of the matrix product: `cargo run --release -p neural --example matrix`.

use neural::matrix::{Into, Packed, Scratch, View, product, product_packed};
use std::time::Instant;

fn main() {
    let mut scratch = Scratch::default();
    for (m, k, n) in [
        (512, 256, 256),
        (512, 256, 640),
        (512, 256, 4096),
        (256, 512, 256),
        (64, 32, 256),
        (1, 256, 4096),
    ] {
        let a = vec![0.5; m * k];
        let b = vec![0.25; k * n];
        let mut c = vec![0.0; m * n];
        let operations = 2.0 * (m * k * n) as f64;
        let rounds = (4e9 / operations).ceil();
        let packed = Packed::of(View::new(&b, n, k).transposed());
        let start = Instant::now();
        for _ in 0..rounds as usize {
            let b = View::new(&b, n, k).transposed();
            product(View::new(&a, m, k), b, &mut c, n, Into::Set, &mut scratch);
        }
        let plain = rounds * operations / start.elapsed().as_secs_f64() / 1e9;
        let start = Instant::now();
        for _ in 0..rounds as usize {
            product_packed(
                View::new(&a, m, k),
                &packed,
                &mut c,
                n,
                Into::Set,
                &mut scratch,
            );
        }
        let packed = rounds * operations / start.elapsed().as_secs_f64() / 1e9;
        println!("{m} x {k} x {n}: {plain:.1} GFLOP/s, packed {packed:.1} GFLOP/s");
    }
}
