//! TEMP
use documents::{Timestamp, progress::Progress, settings::Settings};
use leptos::prelude::*;
#[derive(Clone, Copy)]
pub struct Documents {
    settings: RwSignal<Settings>,
    progress: RwSignal<Progress>,
}
impl Documents {
    pub fn settings(&self) -> RwSignal<Settings> {
        self.settings
    }
    pub fn progress(&self) -> RwSignal<Progress> {
        self.progress
    }
    pub fn now(&self) -> Timestamp {
        unimplemented!()
    }
}
pub fn provide_documents() -> Documents {
    let d = Documents {
        settings: RwSignal::new(Settings::default()),
        progress: RwSignal::new(Progress::default()),
    };
    provide_context(d);
    d
}
pub fn use_documents() -> Documents {
    use_context().unwrap()
}
