//! Speed of a Transformer of the shipped size, on one thread: training, and
//! generation at several lengths of context.
//!
//! `cargo run --release -p neural --example transformer`

use neural::rng::Rng;
use neural::transformer::{Activations, Cache, Config, Generator, Model, Shard};
use std::time::Instant;

fn main() {
    let config = Config {
        vocabulary: 4096,
        context: 512,
        width: 256,
        layers: 4,
        heads: 8,
        kv_heads: 4,
        hidden: 640,
        ..Config::default()
    };
    let Ok(model) = Model::initial(config, &mut Rng::new(1, 0)) else {
        return;
    };
    println!("{} parameters", model.parameters.len());
    let ids: Vec<u32> = (0..1024).map(|i| i * 7919 % 4096).collect();
    let mut shard = Shard::default();
    let mut step = || shard.work(&model, &ids, &ids, 2, 1.0 / 1024.0);
    let _ = step();
    let start = Instant::now();
    for _ in 0..4 {
        let _ = step();
    }
    let rate = 4096.0 / start.elapsed().as_secs_f64();
    println!("training: {rate:.0} tokens/s");

    let generator = Generator::new(&model);
    let mut activations = Activations::default();
    for context in [64, 256, 500] {
        let mut cache = Cache::new(&model);
        let _ = generator.read(&ids[..context], &mut cache, &mut activations);
        let start = Instant::now();
        for _ in 0..100 {
            cache.truncate(context);
            let _ = generator.read(&[5], &mut cache, &mut activations);
        }
        let rate = 100.0 / start.elapsed().as_secs_f64();
        println!("generation at {context} tokens: {rate:.0} tokens/s");
    }
}
