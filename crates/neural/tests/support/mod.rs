//! What the tests of a session share.

use neural::session::*;

pub fn load(session: &mut Session, config: RunConfig) -> RunInfo {
    let command = Command::Load {
        run: 7,
        config,
        data: Data::Keep,
    };
    match session.handle(command).remove(0) {
        Event::Loaded(info) => *info,
        other => panic!("{other:?}"),
    }
}

pub fn started(config: RunConfig) -> Session {
    let mut session = Session::new();
    load(&mut session, config);
    session
}

pub fn play(session: &mut Session, quanta: usize) -> Advance {
    session.handle(Command::Play {
        epochs_per_second: None,
    });
    let mut asked = 0;
    session.advance(0.0, &mut || {
        asked += 1;
        asked < quanta
    })
}

pub fn steps(session: &mut Session, count: usize) {
    for _ in 0..count {
        assert_eq!(session.handle(Command::StepBatch), []);
    }
}
