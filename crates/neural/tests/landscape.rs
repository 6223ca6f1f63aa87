//! Races and range tests at the desk: what they find against what is known
//! otherwise.

#![allow(clippy::unwrap_used, clippy::float_cmp)]

use neural::data::Shape;
use neural::job::{
    Desk, Directions, Finding, Job, JobError, News, Raced, Racing, Ranged, Rates, Report, Scene,
};
use neural::landscape::Entrant;
use neural::optimiser::Optimiser;
use neural::session::{Command, Data, RunConfig, Session, Source};

fn entrant(optimiser: Optimiser, rate: f32) -> Entrant {
    Entrant {
        optimiser,
        rate,
        l2: 0.0,
        weight_decay: 0.0,
        whole: false,
    }
}

fn racing() -> Racing {
    Racing {
        config: RunConfig::default(),
        data: Data::Keep,
        entrants: vec![
            entrant(Optimiser::Sgd, 0.03),
            entrant(Optimiser::Momentum, 0.01),
            entrant(Optimiser::Adam, 0.01),
        ],
        epochs: 30,
        directions: Directions::Principal,
        middle: 2,
        side: 21,
    }
}

fn reports(job: Job) -> Vec<Report> {
    let mut desk = Desk::default();
    let mut reports: Vec<_> = desk.start(7, job).into_iter().collect();
    while desk.busy() {
        reports.extend(desk.work(&mut || true));
    }
    reports
}

fn race(job: Racing) -> Result<Raced, JobError> {
    match reports(Job::Race(job)).pop().unwrap().news {
        News::Done(Finding::Raced(raced)) => Ok(raced),
        News::Failed(error) => Err(error),
        other => panic!("{other:?}"),
    }
}

fn scene(raced: &Raced) -> &Scene {
    raced.scene.as_ref().unwrap()
}

/// A session of the same configuration trains through the same losses.
#[test]
fn an_entrant_trains_as_a_session_does() {
    let raced = race(racing()).unwrap();
    let mut session = Session::new();
    session.handle(Command::Load {
        run: 1,
        config: RunConfig::default(),
        data: Data::Keep,
    });
    let start = session.frame().unwrap();
    assert_eq!(raced.ways[0].notes[0].loss, start.train.loss);
    for _ in 0..30 {
        session.handle(Command::StepEpoch);
        let mut turns = 0;
        while session
            .advance(0.0, &mut || {
                turns += 1;
                turns < 1000
            })
            .next
            != neural::session::Next::Idle
        {}
    }
    let end = session.frame().unwrap();
    assert_eq!(end.epoch, 30);
    assert_eq!(raced.ways[0].notes.last().unwrap().loss, end.train.loss);
}

#[test]
fn all_start_at_one_place_and_the_middle_is_the_end_of_one() {
    let raced = race(racing()).unwrap();
    assert_eq!((raced.parameters, raced.samples), (25, 250));
    let scene = scene(&raced);
    let starts: Vec<_> = scene.places.iter().map(|places| places[0]).collect();
    assert!(starts.iter().all(|start| *start == starts[0]));
    let first = raced.ways[0].notes[0].loss;
    assert!(raced.ways.iter().all(|way| way.notes[0].loss == first));
    // Adam's last place is the plane's middle.
    assert_eq!(scene.middle, 2);
    let end = scene.places[2].last().unwrap();
    assert!(end[0].abs() < 1e-5 && end[1].abs() < 1e-5);
    let [along, across] = scene.variance.unwrap();
    assert!(along > across && across > 0.0 && along + across <= 1.0 + 1e-6);
    // Everything is in view.
    for [x, y] in scene.places.iter().flatten() {
        assert!(scene.extent.low[0] < *x && *x < scene.extent.high[0]);
        assert!(scene.extent.low[1] < *y && *y < scene.extent.high[1]);
    }
}

#[test]
fn the_middle_of_a_random_plane_has_the_ends_loss() {
    let raced = race(Racing {
        directions: Directions::Random { seed: 5 },
        ..racing()
    })
    .unwrap();
    let scene = scene(&raced);
    assert_eq!(scene.losses.len(), 441);
    let end = raced.ways[2].notes.last().unwrap().loss;
    assert!((scene.losses[220] - end).abs() < 1e-6);
    assert_eq!(scene.variance, None);
    // It is an end of training: a step of the weights' own length makes it worse.
    assert!(scene.losses[0] > end && scene.losses[440] > end);
}

#[test]
fn a_rule_that_sees_all_the_data_takes_a_step_an_epoch() {
    let mut job = racing();
    job.entrants[0].whole = true;
    let raced = race(job).unwrap();
    assert_eq!(raced.ways[0].notes.last().unwrap().step, 30);
    assert_eq!(raced.ways[1].notes.last().unwrap().step, 30 * 25);
    assert_eq!(raced.ways[0].notes.last().unwrap().epoch, 30.0);
}

#[test]
fn one_that_diverges_leaves_the_plane_to_the_others() {
    let mut job = racing();
    job.config.source = Source::Shape(Shape::Plane);
    job.entrants[2] = entrant(Optimiser::Sgd, 10.0);
    let raced = race(job.clone()).unwrap();
    if raced.ways[2].diverged {
        assert_eq!(scene(&raced).middle, 0);
        assert!(scene(&raced).places[2].is_empty());
    } else {
        panic!("a rate of 10 on a regression does not diverge");
    }
    job.entrants = vec![job.entrants[2]];
    job.middle = 0;
    assert_eq!(race(job), Err(JobError::Diverged));
}

#[test]
fn curves_come_before_the_plane() {
    let mut seen = 0;
    for report in reports(Job::Race(racing())) {
        if let News::Interim(Finding::Raced(raced)) = report.news {
            seen += 1;
            assert_eq!(raced.ways.len(), seen);
            assert!(raced.scene.is_none());
        }
    }
    assert_eq!(seen, 3);
}

#[test]
fn settings_out_of_range_are_refused() {
    let bad: [fn(&mut Racing); 6] = [
        |job| job.entrants.clear(),
        |job| job.middle = 3,
        |job| job.epochs = 0,
        |job| job.side = 1,
        |job| job.entrants[0].rate = f32::NAN,
        |job| job.entrants = vec![job.entrants[0]; 9],
    ];
    for spoil in bad {
        let mut job = racing();
        spoil(&mut job);
        assert_eq!(race(job), Err(JobError::OutOfRange));
    }
    let mut job = racing();
    job.config.source = Source::Digits;
    assert!(matches!(race(job), Err(JobError::Load(_))));
}

#[test]
fn a_range_test_suggests_a_rate_that_trains() {
    let test = Rates {
        config: RunConfig::default(),
        data: Data::Keep,
        entrant: entrant(Optimiser::Sgd, 0.03),
        low: 1e-5,
        high: 10.0,
        steps: 240,
    };
    let Some(News::Done(Finding::Ranged(Ranged { points, suggestion }))) =
        reports(Job::Rates(test.clone()))
            .pop()
            .map(|report| report.news)
    else {
        panic!("not done")
    };
    assert!(points.len() > 50 && points.is_sorted_by(|a, b| a.rate < b.rate));
    let rate = suggestion.unwrap();
    let mut job = racing();
    job.entrants = vec![entrant(Optimiser::Sgd, rate)];
    job.middle = 0;
    let raced = race(job).unwrap();
    let notes = &raced.ways[0].notes;
    assert!(
        notes.last().unwrap().loss < 0.7 * notes[0].loss,
        "{rate}: {notes:?}"
    );
    let refused = reports(Job::Rates(Rates { low: 0.0, ..test })).pop();
    assert_eq!(
        refused.map(|report| report.news),
        Some(News::Failed(JobError::OutOfRange))
    );
}
