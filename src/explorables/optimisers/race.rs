//! The race: every rule from one start, step by step, over one surface. Pure, and
//! the same each time, so that going back is starting anew.

use super::choices::RULES;
use crate::ui::terrain::trail::Trail;
use neural::rules::Schedule;
use neural::surface::race::{Runner, Step};
use neural::surface::{Point, Surface};

/// A rule that runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entrant {
    /// Index into [`RULES`].
    pub rule: usize,
    /// η.
    pub rate: f32,
}

/// All that decides a race.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The surface.
    pub surface: Surface,
    /// Standard deviation of the noise on each part of a batch's gradient.
    pub noise: f64,
    /// Where all start.
    pub start: Point,
    /// Who runs.
    pub entrants: Vec<Entrant>,
    /// How the rates change.
    pub schedule: Schedule,
    /// λ of the weight decay.
    pub decay: f32,
    /// Decides the noise, the same for all.
    pub seed: u32,
    /// Steps after which it ends.
    pub length: u32,
}

impl Plan {
    /// Whether another race is run over the same course, by whomever and however long.
    pub fn same_course(&self, other: &Self) -> bool {
        let with_others = Self {
            entrants: other.entrants.clone(),
            length: other.length,
            ..self.clone()
        };
        with_others == *other
    }
}

/// A rule on its way.
#[derive(Clone, Debug)]
pub struct Lane {
    /// Index into [`RULES`].
    pub rule: usize,
    runner: Runner,
    /// Its way.
    pub trail: Trail,
    /// Height above the surface's lowest point at every step from 0 on.
    pub heights: Vec<f32>,
    /// The latest step.
    pub last: Option<Step>,
    /// Whether it left all bounds at the step after its last.
    pub diverged: bool,
}

impl Lane {
    /// Where it is.
    pub fn at(&self) -> Point {
        self.runner.at()
    }

    /// Steps it has taken; one that diverged takes no more.
    pub fn steps(&self) -> u32 {
        self.runner.steps()
    }

    /// Its height above the lowest point.
    pub fn height(&self) -> f64 {
        self.heights.last().map_or(f64::NAN, |h| f64::from(*h))
    }
}

/// A race at one of its steps.
#[derive(Clone, Debug)]
pub struct Race {
    plan: Plan,
    step: u32,
    /// The lanes, in the order of [`RULES`].
    pub lanes: Vec<Lane>,
}

impl Race {
    /// A race before its first step.
    pub fn new(plan: Plan) -> Self {
        let view = plan.surface.view();
        // Half a pixel of a picture 500 wide.
        let gap = (view.high[0] - view.low[0]) / 1000.0;
        let lanes = plan.entrants.iter().map(|entrant| {
            let rule = RULES[entrant.rule];
            let noise = if rule.whole { 0.0 } else { plan.noise };
            let seed = u64::from(plan.seed);
            Lane {
                rule: entrant.rule,
                runner: Runner::new(rule.optimiser, entrant.rate, plan.start, seed)
                    .with_schedule(plan.schedule)
                    .with_decay(plan.decay)
                    .with_noise(noise),
                trail: Trail::new(plan.start, gap),
                heights: vec![above(plan.surface, plan.start)],
                last: None,
                diverged: false,
            }
        });
        Self {
            lanes: lanes.collect(),
            step: 0,
            plan,
        }
    }

    /// What decides it.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The step it is at.
    pub fn step(&self) -> u32 {
        self.step
    }

    /// Whether there is nothing more to come: its length is run, or nobody runs.
    pub fn is_over(&self) -> bool {
        self.step >= self.plan.length || self.lanes.iter().all(|lane| lane.diverged)
    }

    /// Goes to a step within its length.
    pub fn go_to(&mut self, step: u32) {
        let step = step.min(self.plan.length);
        if step < self.step {
            *self = Self::new(self.plan.clone());
        }
        while self.step < step {
            for lane in &mut self.lanes {
                if lane.diverged {
                    continue;
                }
                if let Ok(taken) = lane.runner.step(self.plan.surface) {
                    let at = lane.runner.at();
                    lane.trail.go(at);
                    lane.heights.push(above(self.plan.surface, at));
                    lane.last = Some(taken);
                } else {
                    lane.diverged = true;
                }
            }
            self.step += 1;
        }
    }

    /// The lane that is nearest to a lowest point, if anyone runs.
    pub fn nearest(&self) -> Option<&Lane> {
        let distance = |lane: &&Lane| distance(self.plan.surface, lane.at());
        self.lanes
            .iter()
            .filter(|lane| !lane.diverged)
            .min_by(|a, b| distance(a).total_cmp(&distance(b)))
    }
}

/// How far a place is from the nearest of the lowest points.
pub fn distance(surface: Surface, [x, y]: Point) -> f64 {
    surface
        .minima()
        .iter()
        .map(|[mx, my]| (x - mx).hypot(y - my))
        .fold(f64::INFINITY, f64::min)
}

/// How high a place is above the lowest points.
fn above(surface: Surface, place: Point) -> f32 {
    (surface.height(place) - surface.height(surface.minima()[0])) as f32
}

#[cfg(test)]
mod tests {
    use super::super::state::{KEYS, State};
    use super::*;
    use crate::explorables::state::decode;

    fn race(query: &str) -> Race {
        let (state, problems) = decode(KEYS, &State::default(), query);
        assert_eq!(problems, []);
        Race::new(state.plan())
    }

    fn lane<'a>(race: &'a Race, key: &str) -> &'a Lane {
        let of_rule = |lane: &&Lane| RULES[lane.rule].key == key;
        race.lanes.iter().find(of_rule).unwrap()
    }

    #[test]
    fn going_back_finds_what_was_there() {
        let mut race = race("surface=noisy&rules=gd,sgd,adam");
        race.go_to(40);
        let before = race.lanes.iter().map(Lane::at).collect::<Vec<_>>();
        race.go_to(90);
        race.go_to(40);
        assert_eq!(race.step(), 40);
        assert_eq!(race.lanes.iter().map(Lane::at).collect::<Vec<_>>(), before);
        assert_eq!(race.lanes[0].heights.len(), 41);
        race.go_to(9999);
        assert_eq!((race.step(), race.is_over()), (500, true));
    }

    #[test]
    fn on_the_narrow_bowl_momentum_is_nearer_than_descent() {
        let mut race = race("kappa=50&rules=gd,momentum");
        race.go_to(100);
        let far = |key| distance(race.plan().surface, lane(&race, key).at());
        assert!(
            far("momentum") < 0.2 * far("gd"),
            "{} {}",
            far("momentum"),
            far("gd")
        );
        assert_eq!(
            race.nearest().map(|lane| RULES[lane.rule].key),
            Some("momentum")
        );
    }

    #[test]
    fn one_that_diverges_stops_and_the_others_run_on() {
        // GD's limit on the bowl is 2 ÷ κ = 0.1.
        let mut race = race("lr=gd:0.2&rules=gd,adam");
        race.go_to(200);
        let (descent, adam) = (lane(&race, "gd"), lane(&race, "adam"));
        assert!(descent.diverged && descent.steps() < 200);
        assert!(descent.height().is_finite());
        assert!(!adam.diverged && adam.steps() == 200);
        assert!(!race.is_over());
    }

    #[test]
    fn without_noise_a_batch_is_as_good_as_all_the_data() {
        let mut race = race("surface=beale&rules=gd,sgd");
        race.go_to(50);
        assert_eq!(lane(&race, "gd").at(), lane(&race, "sgd").at());
    }

    #[test]
    fn a_course_is_what_all_run_over() {
        let plan = |query| race(query).plan().clone();
        let course = plan("");
        assert!(course.same_course(&plan("rules=sgd&lr=sgd:1&steps=100")));
        for other in [
            "x=1",
            "kappa=21",
            "surface=saddle",
            "warmup=5",
            "wd=0.1",
            "seed=2",
        ] {
            assert!(!course.same_course(&plan(other)), "{other}");
        }
    }

    #[test]
    fn distances_are_to_the_nearest_of_several() {
        assert!((distance(Surface::Saddle, [0.0, -0.5]) - 0.5).abs() < 1e-12);
        assert!((distance(Surface::Himmelblau, [3.0, 1.0]) - 1.0).abs() < 1e-12);
    }

    /// What every rule does from the start at the rate it starts with.
    #[test]
    fn every_default_rate_gets_somewhere() {
        for surface in super::super::choices::SURFACE_NAMES {
            let rules = super::super::choices::RULE_NAMES.join(",");
            let mut race = race(&format!("surface={surface}&rules={rules}"));
            race.go_to(500);
            for lane in &race.lanes {
                let name = RULES[lane.rule].key;
                assert!(!lane.diverged, "{surface} {name}");
                let first = f64::from(lane.heights[0]);
                assert!(
                    lane.height() < 0.25 * first,
                    "{surface} {name} {}",
                    lane.height()
                );
            }
        }
    }

    /// The step from which on a rule stays within 0.05 of a lowest point.
    fn arrives(query: &str, key: &str) -> Option<u32> {
        let mut race = race(query);
        let mut last_out = 0;
        let length = race.plan().length;
        for step in 1..=length {
            race.go_to(step);
            if distance(race.plan().surface, lane(&race, key).at()) >= 0.05 {
                last_out = step;
            }
        }
        (last_out < length).then_some(last_out + 1)
    }

    #[test]
    fn the_lessons_steps_are_right() {
        for (kappa, rate, descent, momentum) in [
            (20, 0.05, 77, 74),
            (40, 0.025, 155, 70),
            (80, 0.0125, 312, 74),
        ] {
            let query = format!("kappa={kappa}&rules=gd,momentum&lr=gd:{rate},momentum:{rate}");
            assert_eq!(arrives(&query, "gd"), Some(descent));
            assert_eq!(arrives(&query, "momentum"), Some(momentum));
        }
        let rates = "lr=gd:0.01,momentum:0.01,adam:0.1";
        let bowl = format!("kappa=100&rules=momentum,adam&{rates}");
        let ravine = format!("surface=ravine&rules=momentum,adam&{rates}");
        assert_eq!(arrives(&bowl, "adam"), Some(63));
        assert_eq!(arrives(&ravine, "adam"), None);
        let (before, turned) = (arrives(&bowl, "momentum"), arrives(&ravine, "momentum"));
        assert!(
            before.unwrap().abs_diff(turned.unwrap()) < 5,
            "{before:?} {turned:?}"
        );
        let saddle = "surface=saddle&x=1.6&y=0.000001&rules=gd,momentum,adam\
                      &lr=gd:0.05,momentum:0.05,adam:0.05";
        for (key, step) in [("gd", 305), ("momentum", 115), ("adam", 71)] {
            assert_eq!(arrives(saddle, key), Some(step), "{key}");
        }
        let valley = "surface=rosenbrock&rules=momentum,adagrad&steps=1000";
        assert!(arrives(valley, "momentum").unwrap().abs_diff(650) < 20);
        let mut race = race(valley);
        race.go_to(1000);
        assert!(distance(race.plan().surface, lane(&race, "adagrad").at()) > 0.5);
    }

    /// Where a rule is on average over the last 4000 steps of a race of 5000.
    fn rests(query: &str, key: &str) -> [f64; 2] {
        let mut race = race(query);
        let mut sum = [0.0; 2];
        for step in 1001..=5000 {
            race.go_to(step);
            let at = lane(&race, key).at();
            sum = [0, 1].map(|axis| sum[axis] + at[axis] / 4000.0);
        }
        sum
    }

    #[test]
    fn the_lessons_resting_places_are_right() {
        for (noise, key, [x, y]) in [
            (0, "sgd", [2.59, 0.38]),
            (0, "adam", [2.59, 0.38]),
            (0, "adamw", [2.7, 0.41]),
            (3, "sgd", [2.6, 0.4]),
            (3, "adam", [2.6, 0.4]),
            (3, "adamw", [2.3, 0.3]),
        ] {
            let query =
                format!("surface=beale&noise={noise}&rules=sgd,adam,adamw&wd=0.1&steps=5000");
            let [a, b] = rests(&query, key);
            let near = if noise == 0 { 0.05 } else { 0.2 };
            assert!(
                (a - x).abs() < near && (b - y).abs() < near,
                "{noise} {key} {a} {b}"
            );
        }
    }
}
