//! Trainings raced from one start, and the loss on a plane through the end of one.

use super::network::Bench;
use super::{Finding, JobError, Step, Work};
use crate::landscape::{
    Course, Entrant, Extent, MAX_SIDE, Note, Plane, Principal, Slice, Track, random,
};
use crate::network::Network;
use crate::session::{Data, RunConfig};
use serde::{Deserialize, Serialize};

/// Rules in a race at most.
pub const MAX_ENTRANTS: usize = 8;
/// Epochs of a race at most.
pub const MAX_RACE: u32 = 500;
/// Notes on a way, besides that of its start.
const NOTES: u32 = 60;
/// Points whose components are computed, at most.
const POINTS: usize = 160;
/// Numbers that all the ways together keep, at most: 32 MB.
const KEPT: usize = 8_000_000;

/// A race, and the plane on which it is drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Racing {
    /// The network, its start and its samples. The rule and its settings are each
    /// entrant's own.
    pub config: RunConfig,
    /// The samples, where they are not drawn.
    pub data: Data,
    /// Who runs.
    pub entrants: Vec<Entrant>,
    /// How far, in epochs.
    pub epochs: u32,
    /// The plane's directions.
    pub directions: Directions,
    /// Whose end is in the middle, counted from 0.
    pub middle: u32,
    /// Points of the plane each way.
    pub side: u32,
}

/// Directions of a plane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Directions {
    /// At random, each filter as long as the network's own.
    Random {
        /// Decides them.
        seed: u32,
    },
    /// Along which the entrants' ways vary most.
    Principal,
}

/// What a race has come to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Raced {
    /// The entrants' ways, in their order, as far as they are run.
    pub ways: Vec<Way>,
    /// Parameters of the network.
    pub parameters: u32,
    /// Samples over which each loss is.
    pub samples: u32,
    /// The plane, once it is computed.
    pub scene: Option<Scene>,
}

/// One entrant's way.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Way {
    /// Where it was, from the start on.
    pub notes: Vec<Note>,
    /// Whether it left all bounds after its last step.
    pub diverged: bool,
}

/// The loss on a plane.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scene {
    /// Whose end is in the middle: the one that was asked for, or the first that
    /// did not diverge.
    pub middle: u32,
    /// What of the plane is shown.
    pub extent: Extent,
    /// Points each way.
    pub side: u32,
    /// The losses, row by row from the least place.
    pub losses: Vec<f32>,
    /// The places of each entrant's notes on the plane; none of one that diverged.
    pub places: Vec<Vec<[f32; 2]>>,
    /// The shares of the ways' variance along the two axes, where the axes are
    /// theirs.
    pub variance: Option<[f32; 2]>,
}

enum Phase {
    Training(Box<Course>),
    Products(Principal),
    Slicing(Box<Slice>, Scene),
}

struct Race {
    job: Racing,
    bench: Bench,
    notes: u32,
    tracks: Vec<Track>,
    /// The end that may be in the middle, of those who have one.
    ends: Vec<Option<Network>>,
    phase: Phase,
}

pub(super) fn begin(mut job: Racing) -> Result<Box<dyn Work>, JobError> {
    let data = std::mem::replace(&mut job.data, Data::Keep);
    let bench = Bench::new(&job.config, &data)?;
    let sound = (1..=MAX_ENTRANTS).contains(&job.entrants.len())
        && (job.middle as usize) < job.entrants.len()
        && (1..=MAX_RACE).contains(&job.epochs)
        && (2..=MAX_SIDE).contains(&job.side)
        && job.entrants.iter().all(Bench::takes);
    if !sound {
        return Err(JobError::OutOfRange);
    }
    let parameters = bench.trainer(&job.entrants[0]).network().parameters.len();
    let most = KEPT / (parameters * job.entrants.len()).max(1);
    let notes = NOTES.min(most.max(4) as u32);
    let first = Course::new(bench.trainer(&job.entrants[0]), job.epochs, notes);
    Ok(Box::new(Race {
        phase: Phase::Training(Box::new(first)),
        tracks: Vec::new(),
        ends: Vec::new(),
        notes,
        bench,
        job,
    }))
}

impl Race {
    fn found(&self, scene: Option<Scene>) -> Finding {
        let way = |track: &Track| Way {
            notes: track.notes.clone(),
            diverged: track.diverged,
        };
        let parameters = self.tracks.first().and_then(|track| track.weights.first());
        Finding::Raced(Raced {
            ways: self.tracks.iter().map(way).collect(),
            parameters: parameters.map_or(0, Vec::len) as u32,
            samples: self.bench.set.count as u32,
            scene,
        })
    }

    /// Ends a training, and begins what comes next.
    fn next(&mut self, course: Course) -> Result<(), JobError> {
        let network = course.network().clone();
        let track = course.into_track();
        self.ends.push((!track.diverged).then_some(network));
        self.tracks.push(track);
        if let Some(entrant) = self.job.entrants.get(self.tracks.len()) {
            let trainer = self.bench.trainer(entrant);
            let course = Course::new(trainer, self.job.epochs, self.notes);
            self.phase = Phase::Training(Box::new(course));
            return Ok(());
        }
        match self.job.directions {
            Directions::Principal => {
                let points: Vec<&[f32]> = self
                    .tracks
                    .iter()
                    .filter(|track| !track.diverged)
                    .flat_map(|track| &track.weights)
                    .map(Vec::as_slice)
                    .collect();
                if points.is_empty() {
                    return Err(JobError::Diverged);
                }
                let stride = points.len().div_ceil(POINTS);
                let points: Vec<_> = points.into_iter().step_by(stride).collect();
                self.phase = Phase::Products(Principal::new(&points));
            }
            Directions::Random { seed } => {
                let (middle, network) = self.middle()?;
                let plane = random(&network.parameters, network.places(), u64::from(seed));
                let extent = Extent {
                    low: [-1.0; 2],
                    high: [1.0; 2],
                };
                self.slice(middle, network, plane, extent, None);
            }
        }
        Ok(())
    }

    /// The end in the middle.
    fn middle(&self) -> Result<(u32, Network), JobError> {
        let wanted = self.job.middle as usize;
        let order = std::iter::once(wanted).chain(0..self.ends.len());
        let mut ends = order.filter_map(|index| {
            let network = self.ends.get(index)?.clone()?;
            Some((index as u32, network))
        });
        ends.next().ok_or(JobError::Diverged)
    }

    fn slice(
        &mut self,
        middle: u32,
        network: Network,
        plane: Plane,
        extent: Extent,
        variance: Option<[f32; 2]>,
    ) {
        let narrow = |place: [f64; 2]| place.map(|part| part as f32);
        let places = |track: &Track| {
            if track.diverged {
                return Vec::new();
            }
            let places = track.weights.iter().map(|weights| plane.nearest(weights));
            places.map(narrow).collect()
        };
        let scene = Scene {
            middle,
            extent,
            side: self.job.side,
            losses: Vec::new(),
            places: self.tracks.iter().map(places).collect(),
            variance,
        };
        let slice = Slice::new(network, plane, extent, self.job.side);
        self.phase = Phase::Slicing(Box::new(slice), scene);
    }
}

impl Work for Race {
    fn advance(&mut self, keep_going: &mut dyn FnMut() -> bool) -> Result<Step, JobError> {
        match &mut self.phase {
            Phase::Training(course) => loop {
                for _ in 0..course.quantum() {
                    if !course.step(self.bench.samples(), &self.bench.set) {
                        let trainer = self.bench.trainer(&self.job.entrants[0]);
                        let course = std::mem::replace(&mut **course, Course::new(trainer, 1, 1));
                        self.next(course)?;
                        return Ok(Step::Interim(self.found(None)));
                    }
                }
                if !keep_going() {
                    return Ok(Step::More);
                }
            },
            Phase::Products(principal) => {
                while principal.row() {
                    if !keep_going() {
                        return Ok(Step::More);
                    }
                }
                let (middle, network) = self.middle()?;
                let Phase::Products(principal) = &self.phase else {
                    return Ok(Step::More);
                };
                let (plane, shares) = principal.plane(&network.parameters);
                let runners = self.tracks.iter().filter(|track| !track.diverged);
                let weights = runners.flat_map(|track| &track.weights);
                let extent = Extent::around(weights.map(|weights| plane.nearest(weights)));
                let variance = shares.map(|share| share as f32);
                self.slice(middle, network, plane, extent, Some(variance));
                Ok(Step::More)
            }
            Phase::Slicing(slice, scene) => {
                while slice.point(self.bench.objective, &self.bench.set) {
                    if !keep_going() {
                        return Ok(Step::More);
                    }
                }
                let scene = Scene {
                    losses: slice.losses().to_vec(),
                    ..scene.clone()
                };
                Ok(Step::Done(self.found(Some(scene))))
            }
        }
    }

    fn share(&self) -> f32 {
        let all = self.job.entrants.len() as f32;
        match &self.phase {
            Phase::Training(course) => 0.5 * (self.tracks.len() as f32 + course.share()) / all,
            Phase::Products(_) => 0.5,
            Phase::Slicing(slice, _) => 0.5 + 0.5 * slice.share(),
        }
    }
}
