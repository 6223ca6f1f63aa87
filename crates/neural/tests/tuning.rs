//! The jobs of overfitting and searching: what they find, and that slices of time
//! change nothing of it.

#![allow(clippy::unwrap_used, clippy::float_cmp, missing_docs)]

use neural::activation::Activation;
use neural::data::Shape;
use neural::job::{
    CureRun, Curing, Desk, Finding, Job, JobError, News, Report, SearchRun, Seeking, Setup,
    Widening,
};
use neural::session::{RunConfig, Source};
use neural::tuning::augment::Augmentation;
use neural::tuning::bias_variance::TakingApart;
use neural::tuning::descent::Descending;
use neural::tuning::search::Method;

/// Every report of a job; the desk works `asked` questions at a time.
fn reports(job: &Job, asked: usize) -> Vec<Report> {
    let mut desk = Desk::default();
    assert_eq!(desk.start(1, job.clone()), None);
    let mut reports = Vec::new();
    while desk.busy() {
        let mut left = asked;
        reports.extend(desk.work(&mut || {
            left = left.saturating_sub(1);
            left > 0
        }));
    }
    reports
}

fn done(job: &Job, asked: usize) -> Finding {
    match reports(job, asked).pop().unwrap().news {
        News::Done(finding) => finding,
        other => panic!("{other:?}"),
    }
}

/// Noisy points round a circle, a fifth of them in the wrong class.
fn curing() -> Curing {
    let config = RunConfig {
        source: Source::Shape(Shape::Circle),
        noise: 20.0,
        learning_rate: 0.3,
        ..RunConfig::default()
    };
    Curing {
        setup: Setup {
            config: config.with_hidden(&[32], Activation::Relu),
            epochs: 120,
            ..Setup::default()
        },
        examples: 40,
        wrong: 20.0,
        patience: 0,
        augmentation: Augmentation::default(),
        map: 10,
    }
}

fn cure(curing: Curing) -> CureRun {
    match done(&Job::Cure(curing), usize::MAX) {
        Finding::Cure(run) => run,
        other => panic!("{other:?}"),
    }
}

fn seeking() -> Seeking {
    Seeking {
        setup: Setup {
            epochs: 10,
            ..curing().setup
        },
        examples: 40,
        wrong: 20.0,
        dimensions: 3,
        levels: 2,
    }
}

fn search(asked: usize) -> SearchRun {
    match done(&Job::Search(seeking()), asked) {
        Finding::Search(run) => run,
        other => panic!("{other:?}"),
    }
}

#[test]
fn slices_of_time_change_nothing() {
    let jobs = [
        Job::Cure(curing()),
        Job::Search(seeking()),
        Job::TakeApart(TakingApart::default()),
    ];
    for job in jobs {
        assert_eq!(done(&job, 1), done(&job, usize::MAX));
    }
}

#[test]
fn a_run_has_a_point_for_every_epoch_and_keeps_the_last() {
    let run = cure(curing());
    let epochs: Vec<u32> = run.curve.iter().map(|scores| scores.epoch).collect();
    assert_eq!(epochs, (0..=120).collect::<Vec<_>>());
    assert_eq!((run.kept, run.stopped), (120, false));
    let least = run.curve.iter().map(|scores| scores.validation.loss);
    let least = least.fold(f32::INFINITY, f32::min);
    assert_eq!(run.curve[run.best as usize].validation.loss, least);
    assert_eq!(run.weights.bins.iter().sum::<u32>(), run.weights.count);
    // 2·32 and 32·1 weights; 32 and 1 biases.
    assert_eq!((run.weights.count, run.parameters), (96, 129));
    assert_eq!(run.plane.unwrap().train.len(), 40);
    assert_eq!((run.maps[0].side, run.made.len()), (10, 0));
}

#[test]
fn findings_come_on_the_way() {
    let told = reports(&Job::Cure(curing()), usize::MAX);
    let interim = told
        .iter()
        .filter(|report| matches!(report.news, News::Interim(_)));
    assert!((10..=40).contains(&interim.count()));
}

#[test]
fn early_stopping_goes_back_to_the_best_epoch() {
    let plain = cure(curing());
    let stopped = cure(Curing {
        patience: 15,
        ..curing()
    });
    let last = stopped.curve.last().unwrap().epoch;
    assert!(stopped.stopped && last == stopped.best + 15, "{last}");
    assert_eq!(stopped.kept, stopped.best);
    // Up to where it stopped it is the same run.
    assert_eq!(plain.curve[..stopped.curve.len()], stopped.curve);
    // Of the first epochs of the long run, none is better.
    let kept = stopped.scores().validation.loss;
    let mut before = plain.curve[..=last as usize].iter();
    assert!(before.all(|scores| scores.validation.loss >= kept));
    // The weights are those of that epoch, smaller than after all of them.
    assert!(stopped.weights.norm < plain.weights.norm);
}

#[test]
fn the_test_part_is_opened_when_a_method_is_over_and_not_before() {
    let mut opened = [0; 3];
    for report in reports(&Job::Search(seeking()), usize::MAX) {
        let (News::Interim(Finding::Search(run)) | News::Done(Finding::Search(run))) = report.news
        else {
            continue;
        };
        for (at, sought) in run.methods.iter().enumerate() {
            let over = at + 1 < run.methods.len() || sought.test.is_some();
            assert_eq!(sought.test.is_some(), over);
            opened[at] += u32::from(sought.test.is_some());
        }
    }
    assert!(opened[0] > opened[1] && opened[1] > opened[2] && opened[2] == 1);
}

#[test]
fn every_method_keeps_the_budget_and_chooses_the_least_validation_loss() {
    let run = search(usize::MAX);
    assert_eq!((run.budget, run.methods.len()), (80, 3));
    for sought in &run.methods {
        let spent: u32 = sought.trials.iter().map(|trial| trial.epochs).sum();
        assert_eq!(spent, sought.spent);
        assert!(spent <= run.budget);
        assert_eq!(sought.trials.iter().map(|t| t.spent).max(), Some(spent));
        let best = &sought.trials[sought.best.unwrap() as usize];
        let longest = sought
            .trials
            .iter()
            .map(|trial| trial.epochs)
            .max()
            .unwrap();
        let rivals = sought.trials.iter().filter(|trial| trial.epochs == longest);
        let loss = |trial: &neural::job::Trial| trial.validation.unwrap().loss;
        assert!(rivals.into_iter().all(|trial| loss(trial) >= loss(best)));
        assert!(sought.trials.iter().all(|trial| trial.kept <= trial.epochs));
    }
    let trials = run
        .methods
        .iter()
        .map(|sought| (sought.method, sought.trials.len()));
    let expected = [
        (Method::Grid, 8),
        (Method::Random, 8),
        (Method::Halving, 16),
    ];
    assert_eq!(trials.collect::<Vec<_>>(), expected);
}

#[test]
fn jobs_out_of_range_are_refused() {
    let refused = |job: Job| match Desk::default().start(1, job) {
        Some(Report {
            news: News::Failed(error),
            ..
        }) => error,
        other => panic!("{other:?}"),
    };
    let out = JobError::OutOfRange;
    let mut wild = curing();
    wild.augmentation.turn = 90.0;
    let mut large = seeking();
    large.dimensions = 4;
    large.levels = 5;
    for job in [
        Job::Cure(wild),
        Job::Cure(Curing {
            map: 1000,
            ..curing()
        }),
        Job::Cure(Curing {
            examples: 1,
            ..curing()
        }),
        Job::Search(large),
        Job::Search(Seeking {
            dimensions: 1,
            ..seeking()
        }),
        Job::TakeApart(TakingApart {
            width: 0,
            ..TakingApart::default()
        }),
        Job::Widen(Widening {
            what: Descending {
                repeats: 0,
                ..Descending::default()
            },
            digits: Vec::new(),
        }),
    ] {
        assert_eq!(refused(job), out);
    }
    let nothing = Job::Widen(Widening {
        what: Descending::default(),
        digits: Vec::new(),
    });
    assert!(matches!(refused(nothing), JobError::Load(_)));
}
