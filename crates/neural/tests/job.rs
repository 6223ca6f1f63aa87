//! Jobs at the desk: what they find against what is known otherwise, and how
//! they behave between messages.

#![allow(clippy::unwrap_used, clippy::float_cmp)]

use neural::activation::Activation;
use neural::data::Shape;
use neural::job::{
    Answers, Bands, Bootstrap, Desk, Finding, Folding, Job, JobError, Leak, LeakRun, Leaking, News,
    Predictions, RATES, Report, Setup, Suspicion,
};
use neural::metrics::bootstrap::{interval, roc_band};
use neural::metrics::ranking::{average_precision, precision_recall, roc, roc_area};
use neural::metrics::threshold::{Counts, Scored};
use neural::optimiser::Optimiser;
use neural::rng::Rng;
use neural::session::{Data, LoadError, RunConfig, Source};

fn all(desk: &mut Desk) -> Vec<Report> {
    let mut reports = Vec::new();
    while desk.busy() {
        reports.extend(desk.work(&mut || true));
    }
    reports
}

/// The last finding of a job, done at once.
fn find(job: Job) -> Finding {
    let mut desk = Desk::default();
    assert_eq!(desk.start(7, job), None);
    let last = all(&mut desk).pop().unwrap();
    let (7, News::Done(finding)) = (last.id, last.news) else {
        panic!("not done")
    };
    finding
}

fn predictions(setup: Setup) -> Predictions {
    match find(Job::Predict(setup)) {
        Finding::Predictions(found) => found,
        other => panic!("{other:?}"),
    }
}

/// Two clouds of variance 4, 4√2 apart.
fn clouds() -> Setup {
    Setup {
        config: RunConfig {
            source: Source::Shape(Shape::Gauss),
            samples: 4000,
            noise: 50.0,
            split: 30.0,
            ..RunConfig::default()
        },
        epochs: 30,
        ..Setup::default()
    }
}

fn rows(parts: &[&Answers]) -> Vec<u32> {
    let mut rows: Vec<u32> = parts.iter().flat_map(|part| part.rows.clone()).collect();
    rows.sort_unstable();
    rows
}

#[test]
fn two_clouds_are_ranked_as_well_as_they_can_be() {
    let found = predictions(clouds());
    let area = roc_area(&roc(&found.test.scored(1)).unwrap());
    // Φ(d′ ÷ √2) with d′ = 4√2 ÷ 2: no ranking is better, but by luck.
    assert!((area - 0.9772).abs() < 0.006, "{area}");
    // The likelihood ratio is exp(2(x₁ + x₂)·2 ÷ 4): the accuracy is Φ(d′ ÷ 2).
    let accuracy = found.test.confusion(2).accuracy().unwrap();
    assert!((accuracy - 0.9214).abs() < 0.015, "{accuracy}");
}

#[test]
fn every_row_is_in_one_part_and_each_part_has_its_share_of_the_classes() {
    let found = predictions(Setup {
        share: Some(10.0),
        epochs: 1,
        ..clouds()
    });
    let parts = [&found.train, &found.validation, &found.test];
    let count = parts.iter().map(|part| part.len() as u32).sum::<u32>();
    assert_eq!(rows(&parts), (0..count).collect::<Vec<_>>());
    for (part, share) in parts.iter().zip([0.3, 0.35, 0.35]) {
        assert!((part.len() as f64 / f64::from(count) - share).abs() < 0.01);
        let positive = part.truth.iter().filter(|class| **class == 1).count();
        assert!((positive as f64 / part.len() as f64 - 0.1).abs() < 0.01);
    }
    // The other way round, negatives are left out.
    let found = predictions(Setup {
        share: Some(90.0),
        epochs: 1,
        ..clouds()
    });
    let positive = found.test.truth.iter().filter(|class| **class == 1).count();
    assert!((positive as f64 / found.test.len() as f64 - 0.9).abs() < 0.01);
}

#[test]
fn slices_find_what_one_go_finds() {
    let job = Job::Predict(clouds());
    let mut desk = Desk::default();
    desk.start(1, job.clone());
    let mut reports = Vec::new();
    let mut slices = 0;
    while desk.busy() {
        reports.extend(desk.work(&mut || false));
        slices += 1;
    }
    assert!(slices > 10, "{slices}");
    let done = reports.pop().unwrap().news;
    assert_eq!(done, News::Done(find(job)));
    // Progress rises, in steps worth telling.
    let shares: Vec<f32> = reports
        .iter()
        .map(|report| match report.news {
            News::Progress(share) => share,
            ref other => panic!("{other:?}"),
        })
        .collect();
    assert!(shares.len() > 5 && shares.len() <= 100);
    assert!(shares.is_sorted() && shares.iter().all(|share| (0.0..=1.0).contains(share)));
}

#[test]
fn a_cancelled_job_is_heard_of_no_more_and_the_next_is_done() {
    let mut desk = Desk::default();
    desk.start(1, Job::Predict(clouds()));
    desk.start(2, Job::Predict(Setup::default()));
    desk.start(3, Job::Predict(clouds()));
    desk.work(&mut || false);
    desk.cancel(1);
    desk.cancel(3);
    desk.cancel(99);
    let reports = all(&mut desk);
    assert!(reports.iter().all(|report| report.id == 2), "{reports:?}");
    assert!(matches!(reports.last().unwrap().news, News::Done(_)));
}

#[test]
fn what_can_not_be_done_is_refused_at_once() {
    let refused = |job| match Desk::default().start(1, job).map(|report| report.news) {
        Some(News::Failed(error)) => error,
        other => panic!("{other:?}"),
    };
    let predict = |setup| refused(Job::Predict(setup));
    let source = |source| RunConfig {
        source,
        ..RunConfig::default()
    };
    assert_eq!(
        predict(Setup {
            config: source(Source::Digits),
            ..Setup::default()
        }),
        JobError::Load(LoadError::NoData)
    );
    assert!(matches!(
        predict(Setup {
            config: source(Source::Digits),
            data: Data::Digits(vec![1, 2, 3]),
            ..Setup::default()
        }),
        JobError::Load(LoadError::Digits(_))
    ));
    assert_eq!(
        predict(Setup {
            config: source(Source::Shape(Shape::Plane)),
            ..Setup::default()
        }),
        JobError::NeedsClasses
    );
    for setup in [
        Setup {
            epochs: u32::MAX,
            ..Setup::default()
        },
        Setup {
            share: Some(f32::NAN),
            ..Setup::default()
        },
        Setup {
            positive: Some(9),
            ..Setup::default()
        },
    ] {
        assert_eq!(predict(setup), JobError::OutOfRange);
    }
    let fold = |folds| {
        refused(Job::Folds(Folding {
            setup: Setup::default(),
            folds,
            stratified: true,
        }))
    };
    assert_eq!(
        (fold(1), fold(1000)),
        (JobError::OutOfRange, JobError::OutOfRange)
    );
    let draw = |samples, resamples| {
        refused(Job::Bootstrap(Bootstrap {
            samples,
            threshold: None,
            resamples,
            level: 0.9,
            seed: 1,
        }))
    };
    let nan = Scored {
        score: f64::NAN,
        positive: true,
    };
    assert_eq!(draw(vec![nan], 10), JobError::OutOfRange);
    assert_eq!(draw(Vec::new(), u32::MAX), JobError::OutOfRange);
}

#[test]
fn training_that_runs_away_is_told() {
    let setup = Setup {
        config: RunConfig {
            learning_rate: 10.0,
            optimiser: Optimiser::Sgd,
            ..clouds().config
        }
        .with_hidden(&[64, 64, 64], Activation::Relu),
        ..clouds()
    };
    let mut desk = Desk::default();
    desk.start(1, Job::Predict(setup));
    let last = all(&mut desk).pop().unwrap();
    assert_eq!(last.news, News::Failed(JobError::Diverged));
}

#[test]
fn every_fold_is_told_as_it_is_done() {
    let folding = |stratified| Folding {
        setup: Setup {
            share: Some(5.0),
            epochs: 5,
            config: RunConfig {
                samples: 400,
                ..clouds().config
            },
            ..Setup::default()
        },
        folds: 8,
        stratified,
    };
    let mut desk = Desk::default();
    desk.start(1, Job::Folds(folding(true)));
    let found: Vec<_> = all(&mut desk)
        .into_iter()
        .filter_map(|report| match report.news {
            News::Interim(Finding::Folds(folds)) | News::Done(Finding::Folds(folds)) => Some(folds),
            _ => None,
        })
        .collect();
    let counts: Vec<_> = found.iter().map(Vec::len).collect();
    assert_eq!(counts, [1, 2, 3, 4, 5, 6, 7, 8]);
    let spread = |folds: &[neural::job::Fold]| {
        let positives = folds.iter().map(|fold| fold.classes[1]);
        positives.clone().max().unwrap() - positives.min().unwrap()
    };
    let last = found.last().unwrap();
    assert!(spread(last) <= 1);
    // 200 negatives, and 5 % of all are positive: 11.
    let sum: u32 = last.iter().flat_map(|fold| &fold.classes).sum();
    assert_eq!(sum, 211);
    let Finding::Folds(plain) = find(Job::Folds(folding(false))) else {
        panic!("folds")
    };
    assert!(spread(&plain) > 1);
}

#[test]
fn resampling_in_slices_is_the_bootstrap() {
    let samples: Vec<_> = (0..120_u32)
        .map(|k| Scored {
            score: f64::from(k * 37 % 120) + if k.is_multiple_of(3) { 40.0 } else { 0.0 },
            positive: k.is_multiple_of(3),
        })
        .collect();
    let job = |threshold| {
        find(Job::Bootstrap(Bootstrap {
            samples: samples.clone(),
            threshold,
            resamples: 300,
            level: 0.9,
            seed: 5,
        }))
    };
    let Finding::Bands(Bands::Decisions(bands)) = job(Some(80.0)) else {
        panic!("decisions")
    };
    let at = |measure: fn(Counts) -> Option<f64>| {
        let of = |drawn: &[Scored]| measure(Counts::at(drawn, 80.0));
        interval(&samples, of, 300, 0.9, &mut Rng::new(5, 0))
    };
    assert_eq!(bands.accuracy, at(Counts::accuracy));
    assert_eq!(bands.precision, at(Counts::precision));
    assert_eq!(bands.recall, at(Counts::recall));
    assert_eq!(bands.f1, at(Counts::f1));
    let Finding::Bands(Bands::Curves(bands)) = job(None) else {
        panic!("curves")
    };
    let band: Vec<_> = bands.roc.iter().map(|found| found.unwrap()).collect();
    assert_eq!(
        band,
        roc_band(&samples, RATES, 300, 0.9, &mut Rng::new(5, 0))
    );
    let area = |drawn: &[Scored]| roc(drawn).map(|curve| roc_area(&curve));
    assert_eq!(
        bands.roc_area,
        interval(&samples, area, 300, 0.9, &mut Rng::new(5, 0))
    );
    let precision = average_precision(&precision_recall(&samples).unwrap());
    let found = bands.average_precision.unwrap();
    assert!(found.low < precision && precision < found.high);
    assert!(bands.precision_recall.iter().all(Option::is_some));
    // Without samples nothing is known, and nothing goes wrong.
    let Finding::Bands(Bands::Curves(none)) = find(Job::Bootstrap(Bootstrap {
        samples: Vec::new(),
        threshold: None,
        resamples: 10,
        level: 0.9,
        seed: 1,
    })) else {
        panic!("curves")
    };
    assert_eq!((none.roc[0], none.roc_area), (None, None));
}

fn leak(leak: Leak) -> LeakRun {
    let setup = Setup {
        config: RunConfig {
            source: Source::Shape(Shape::Spiral),
            samples: 400,
            noise: 50.0,
            split: 50.0,
            optimiser: Optimiser::Adam,
            learning_rate: 0.01,
            ..RunConfig::default()
        }
        .with_hidden(&[32, 32], Activation::Relu),
        epochs: 200,
        ..Setup::default()
    };
    match find(Job::Leak(Leaking { setup, leak })) {
        Finding::Leak(run) => run,
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_leak_looks_too_good_and_its_own_check_finds_it() {
    for (kind, suspicion) in [
        (Leak::Duplicates, Suspicion::SharedRows),
        (Leak::Selection, Suspicion::LearnsFromNothing),
        (Leak::Answer, Suspicion::OneColumn),
    ] {
        let run = leak(kind);
        assert_eq!(run.checks.suspicions(), [suspicion], "{run:?}");
        assert_eq!(run.honest_checks.suspicions(), [], "{run:?}");
        let (test, fresh) = (run.leaking.test.unwrap(), run.leaking.fresh.unwrap());
        assert!(test > fresh + 0.05, "{kind:?}: {run:?}");
        let (test, fresh) = (run.honest.test.unwrap(), run.honest.fresh.unwrap());
        assert!((test - fresh).abs() < 0.1, "{kind:?}: {run:?}");
    }
}
