//! What the engine is to reach, and whether it does.

use anyhow::{Context, Result};

use super::measured::Measured;
use super::report::{number, rate};

/// `TensorFlow` Playground's own trainer and a plain scalar trainer in Rust, in
/// samples per second, for the first two networks: measured once, on another
/// machine.
const ELSEWHERE: [Elsewhere; 2] = [
    Elsewhere {
        playground: 0.82e6,
        scalar: 2.9e6,
        aim: 20.0,
    },
    Elsewhere {
        playground: 81e3,
        scalar: 430e3,
        aim: 40.0,
    },
];
/// How much faster than the fastest TensorFlow.js, everywhere.
const OVER_TENSORFLOW: f64 = 10.0;
/// Milliseconds for a decision map of every node, small network and large.
const MAPS: [f64; 2] = [0.5, 4.0];
/// Frames per second that the reader sees, and epochs per second at full speed.
const FRAMES: f64 = 60.0;
const EPOCHS: f64 = 200.0;
/// Frames are counted over seconds: one that falls outside is no fault.
const FRAMES_COUNTED: f64 = 0.99 * FRAMES;

struct Elsewhere {
    playground: f64,
    scalar: f64,
    aim: f64,
}

/// What was asked, what was found, and whether that is enough.
pub struct Aim {
    pub what: String,
    pub asked: String,
    pub found: String,
    /// How far it is from the aim, as a factor: 1 and more is reached.
    pub reached: f64,
}

/// All of them.
pub fn all(found: &Measured) -> Result<Vec<Aim>> {
    let mut aims = Vec::new();
    for case in &found.cases {
        let [_, ratio, _] = case.named("engine")?.times(case.fastest_peer()?);
        aims.push(Aim {
            what: format!("{}, against TensorFlow.js at its fastest", case.name),
            asked: format!("{OVER_TENSORFLOW} ×"),
            found: format!("{} ×", number(ratio)),
            reached: ratio / OVER_TENSORFLOW,
        });
    }
    for (case, known) in found.cases.iter().zip(&ELSEWHERE) {
        let engine = case.named("engine")?;
        let plain = engine.median() / known.playground;
        let [_, over_scalar, _] = engine.times(case.named("reference")?);
        let by_scalar = over_scalar * known.scalar / known.playground;
        aims.push(Aim {
            what: format!(
                "{}, against TensorFlow Playground on another machine ({}/s)",
                case.name,
                rate(known.playground)
            ),
            asked: format!("{} ×", known.aim),
            found: format!(
                "{} ×; {} × by way of the scalar trainers ({}/s there)",
                number(plain),
                number(by_scalar),
                rate(known.scalar)
            ),
            reached: plain.min(by_scalar) / known.aim,
        });
    }
    for ((case, maps), most) in found.cases.iter().zip(&found.maps).zip(MAPS) {
        let [_, milliseconds, _] = maps.milliseconds();
        aims.push(Aim {
            what: format!(
                "{}, a frame with {} maps of 100 × 100 cells, one for every node",
                case.name,
                maps.cells / 10_000
            ),
            asked: format!("{most} ms"),
            found: format!("{milliseconds:.2} ms"),
            reached: most / milliseconds,
        });
    }
    for page in &found.pages {
        let motion = &page.motion;
        let slow = match page.speed.as_str() {
            "full" => None,
            speed => Some(speed.parse::<f64>().context("a speed is no number")?),
        };
        aims.push(Aim {
            what: format!("{}, the site's page at speed {}", page.name, page.speed),
            asked: slow.map_or_else(
                || format!("{FRAMES} frames/s, {EPOCHS} epochs/s"),
                |speed| format!("{speed} epochs/s, {FRAMES} frames/s"),
            ),
            found: format!(
                "{:.0} frames/s ({:.0} while it stands), {:.0} of them with new numbers, at most {:.0} ms apart; {} epochs/s; \
                 the page's thread works {:.1} ms a frame, {}",
                motion.frames,
                page.idle,
                motion.shown,
                motion.longest,
                number(motion.epochs),
                motion.work,
                if motion.task > 0.0 {
                    format!("at the longest {:.0} ms at a time", motion.task)
                } else {
                    "never 50 ms at a time".to_owned()
                }
            ),
            reached: slow.map_or(
                (motion.epochs / EPOCHS).min(motion.shown / FRAMES_COUNTED),
                |speed| (motion.frames / FRAMES_COUNTED).min(1.1 - (motion.epochs / speed - 1.0).abs()),
            ),
        });
    }
    Ok(aims)
}
