//! A rule written out, in general and with the numbers of one step. Pure.

use super::choices::Rule;
use super::figures::{figure, place, short};
use neural::optimiser::{BETAS, MOMENTUM, Optimiser, RMS_DECAY};
use neural::surface::race::Step;

/// One line of a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What is computed, in symbols.
    pub symbols: String,
    /// The same with the step's numbers; none before the first step.
    pub numbers: Option<String>,
}

/// The parts of a vector, in double precision: the lines must add up as they stand.
fn wide([x, y]: [f32; 2]) -> [f64; 2] {
    [f64::from(x), f64::from(y)]
}

fn pair(memory: &[f32]) -> [f64; 2] {
    match memory {
        [x, y] => wide([*x, *y]),
        _ => [f64::NAN; 2],
    }
}

fn each(of: impl Fn(usize) -> f64) -> [f64; 2] {
    [of(0), of(1)]
}

/// The lines of a rule. `decay` is λ; `count` is the number of the step, from 1.
pub fn lines(rule: Rule, decay: f64, last: Option<(&Step, u32)>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = |symbols: &str, numbers: Option<String>| {
        lines.push(Line {
            symbols: symbols.to_owned(),
            numbers,
        });
    };
    let step = last.map(|(step, _)| step);
    let rate = short(step.map_or(f64::NAN, |step| f64::from(step.rate)));
    let g = place(step.map_or([f64::NAN; 2], |step| wide(step.gradient)));
    let from = place(step.map_or([f64::NAN; 2], |step| wide(step.from)));
    let to = place(step.map_or([f64::NAN; 2], |step| wide(step.to)));
    let apart = rule.optimiser == Optimiser::AdamW;
    let through = decay > 0.0 && !apart;

    let seen = step.map(|step| place(wide(step.seen)));
    if through {
        let sum = seen.map(|seen| format!("{seen} + {}·{from} = {g}", short(decay)));
        line("g = ∇f(w) + λ·w", sum);
    } else {
        line(
            if rule.whole {
                "g = ∇f(w)"
            } else {
                "g ≈ ∇f(w)"
            },
            seen,
        );
    }
    let before = |memory: fn(&Step) -> &[f32]| step.map(|step| place(pair(memory(step))));
    let first_before = before(|step| &step.before.first);
    let first = before(|step| &step.memory.first);
    let second_before = before(|step| &step.before.second);
    let second = before(|step| &step.memory.second);
    let with = |before: Option<String>, after: Option<String>, between: &dyn Fn(&str) -> String| {
        Some(format!("{} = {}", between(&before?), after?))
    };
    match rule.optimiser {
        Optimiser::Sgd => {
            line(
                "w ← w − η·g",
                step.map(|_| format!("{from} − {rate}·{g} = {to}")),
            );
        }
        Optimiser::Momentum | Optimiser::Nesterov => {
            line(
                "v ← 0.9·v + g",
                with(first_before, first.clone(), &|v| {
                    format!("{MOMENTUM}·{v} + {g}")
                }),
            );
            if rule.optimiser == Optimiser::Momentum {
                line(
                    "w ← w − η·v",
                    first.map(|v| format!("{from} − {rate}·{v} = {to}")),
                );
            } else {
                line(
                    "w ← w − η·(g + 0.9·v)",
                    first.map(|v| format!("{from} − {rate}·({g} + {MOMENTUM}·{v}) = {to}")),
                );
            }
        }
        Optimiser::AdaGrad | Optimiser::RmsProp => {
            let mean = rule.optimiser == Optimiser::RmsProp;
            let (symbols, tiny) = if mean {
                ("s ← 0.99·s + 0.01·g²", "10⁻⁸")
            } else {
                ("s ← s + g²", "10⁻¹⁰")
            };
            line(
                symbols,
                with(second_before, second.clone(), &|s| {
                    if mean {
                        format!("{RMS_DECAY}·{s} + 0.01·{g}²")
                    } else {
                        format!("{s} + {g}²")
                    }
                }),
            );
            line(
                &format!("w ← w − η·g/(√s + {tiny})"),
                second.map(|s| format!("{from} − {rate}·{g}/√{s} = {to}")),
            );
        }
        Optimiser::Adam | Optimiser::AdamW => {
            line(
                "m ← 0.9·m + 0.1·g",
                with(first_before, first, &|m| {
                    format!("{}·{m} + 0.1·{g}", BETAS.0)
                }),
            );
            line(
                "s ← 0.999·s + 0.001·g²",
                with(second_before, second, &|s| {
                    format!("{}·{s} + 0.001·{g}²", BETAS.1)
                }),
            );
            let corrected = last.map(|(step, count)| {
                let unbiased = |memory: &[f32], power: f32| {
                    let memory = pair(memory);
                    place(each(|axis| memory[axis] / (1.0 - f64::from(power))))
                };
                let m = unbiased(&step.memory.first, step.memory.powers.0);
                let s = unbiased(&step.memory.second, step.memory.powers.1);
                (m, s, count)
            });
            line(
                "m̂ = m/(1 − 0.9ᵗ)",
                corrected
                    .as_ref()
                    .map(|(m, _, count)| format!("t = {count}: {m}")),
            );
            line(
                "ŝ = s/(1 − 0.999ᵗ)",
                corrected.as_ref().map(|(_, s, _)| s.clone()),
            );
            let (symbols, pull) = if apart {
                (
                    "w ← w − η·m̂/(√ŝ + 10⁻⁸) − η·λ·w",
                    format!(" − {rate}·{}·{from}", short(decay)),
                )
            } else {
                ("w ← w − η·m̂/(√ŝ + 10⁻⁸)", String::new())
            };
            line(
                symbols,
                corrected.map(|(m, s, _)| format!("{from} − {rate}·{m}/√{s}{pull} = {to}")),
            );
        }
    }
    let moved = step.map(|step| {
        let (from, to) = (wide(step.from), wide(step.to));
        let by = each(|axis| to[axis] - from[axis]);
        format!("{}, {}", place(by), figure(by[0].hypot(by[1])))
    });
    line("Δw, |Δw|", moved);
    lines
}

#[cfg(test)]
mod tests {
    use super::super::choices::RULES;
    use super::super::race::Race;
    use super::super::state::{KEYS, State};
    use super::*;
    use crate::explorables::state::decode;

    fn last(query: &str, steps: u32) -> (Rule, Step) {
        let mut race = Race::new(decode(KEYS, &State::default(), query).0.plan());
        race.go_to(steps);
        let lane = &race.lanes[0];
        (RULES[lane.rule], lane.last.clone().unwrap())
    }

    /// Each rule once more in double precision, from the textbook's formula.
    fn by_hand(rule: Rule, decay: f64, steps: u32, rate: f64, start: [f64; 2]) -> [f64; 2] {
        let (mut w, mut v, mut s) = (start, [0.0; 2], [0.0; 2]);
        for t in 1..=steps {
            for axis in 0..2 {
                let mut g = [w[0], 20.0 * w[1]][axis];
                if rule.optimiser != Optimiser::AdamW {
                    g += decay * w[axis];
                }
                let before = w[axis];
                w[axis] -= match rule.optimiser {
                    Optimiser::Sgd => rate * g,
                    Optimiser::Momentum | Optimiser::Nesterov => {
                        v[axis] = 0.9 * v[axis] + g;
                        let ahead = g + 0.9 * v[axis];
                        rate * if rule.optimiser == Optimiser::Momentum {
                            v[axis]
                        } else {
                            ahead
                        }
                    }
                    Optimiser::AdaGrad => {
                        s[axis] += g * g;
                        rate * g / (s[axis].sqrt() + 1e-10)
                    }
                    Optimiser::RmsProp => {
                        s[axis] = 0.99 * s[axis] + 0.01 * g * g;
                        rate * g / (s[axis].sqrt() + 1e-8)
                    }
                    Optimiser::Adam | Optimiser::AdamW => {
                        v[axis] = 0.9 * v[axis] + 0.1 * g;
                        s[axis] = 0.999 * s[axis] + 0.001 * g * g;
                        let m = v[axis] / (1.0 - 0.9_f64.powi(t as i32));
                        let u = s[axis] / (1.0 - 0.999_f64.powi(t as i32));
                        rate * m / (u.sqrt() + 1e-8)
                    }
                };
                if rule.optimiser == Optimiser::AdamW {
                    w[axis] -= rate * decay * before;
                }
            }
        }
        w
    }

    #[test]
    fn every_rule_walks_as_the_textbook_has_it() {
        for (rule, decay) in RULES
            .into_iter()
            .flat_map(|rule| [(rule, 0.0), (rule, 0.25)])
        {
            let query = format!("rules={0}&lr={0}:0.03&wd={decay}", rule.key);
            let (_, step) = last(&query, 12);
            let expected = by_hand(rule, decay, 12, 0.03, [-2.5, 1.5]);
            for (to, expected) in step.to.iter().zip(expected) {
                let off = (f64::from(*to) - expected).abs();
                assert!(off < 2e-5, "{} {off}", rule.key);
            }
        }
    }

    #[test]
    fn the_numbers_stand_in_the_order_of_the_symbols() {
        let (rule, step) = last("rules=momentum&lr=momentum:0.01", 2);
        let lines = lines(rule, 0.0, Some((&step, 2)));
        // Step 1: v = g = (−2.5, 30), w = (−2.475, 1.2). Step 2: g = (−2.475, 24).
        assert_eq!(lines[0].numbers.as_deref(), Some("(−2.475, 24.000)"));
        assert_eq!(
            lines[1].numbers.as_deref(),
            Some("0.9·(−2.500, 30.000) + (−2.475, 24.000) = (−4.725, 51.000)")
        );
        assert_eq!(
            lines[2].numbers.as_deref(),
            Some("(−2.475, 1.200) − 0.01·(−4.725, 51.000) = (−2.428, 0.6900)")
        );
    }

    #[test]
    fn adams_first_step_is_as_long_as_its_rate_along_each_axis() {
        let (rule, step) = last("rules=adam&lr=adam:0.1", 1);
        let lines = lines(rule, 0.0, Some((&step, 1)));
        // The bias correction gives back the gradient itself.
        assert_eq!(lines[3].numbers.as_deref(), Some("t = 1: (−2.500, 30.000)"));
        assert!(
            lines
                .last()
                .unwrap()
                .numbers
                .as_deref()
                .unwrap()
                .starts_with("(0.1000, −0.1000)")
        );
    }

    #[test]
    fn decay_is_written_where_it_acts() {
        let (rule, step) = last("rules=adam&wd=0.1", 1);
        assert!(
            lines(rule, 0.1, Some((&step, 1)))[0]
                .symbols
                .ends_with("λ·w")
        );
        let (rule, step) = last("rules=adamw&wd=0.1", 1);
        let lines = lines(rule, 0.1, Some((&step, 1)));
        assert_eq!(lines[0].symbols, "g ≈ ∇f(w)");
        assert!(lines[5].symbols.ends_with("− η·λ·w"));
    }

    #[test]
    fn before_the_first_step_there_are_symbols_alone() {
        for rule in RULES {
            let lines = lines(rule, 0.0, None);
            assert!(lines.len() >= 3 && lines.iter().all(|line| line.numbers.is_none()));
        }
    }
}
