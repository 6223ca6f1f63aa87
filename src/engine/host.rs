//! Where the engine's program runs. First choice: a worker from its own file.
//! In a sandboxed frame that is forbidden, but a worker from a blob may run.
//! Failing both, the program is loaded into the page and works in slices.

use js_sys::{Array, ArrayBuffer, Function, Promise, Reflect, Uint8Array};
use leptos::prelude::{request_animation_frame, set_timeout};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

/// How long a worker may take to start before the next way is tried.
const PATIENCE: Duration = Duration::from_secs(15);
/// The time of one slice on the page, in milliseconds: a repaint has 16.
const SLICE: f64 = 6.0;

/// Where the engine runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostKind {
    /// In a worker: the page is free.
    Worker,
    /// On the page, a slice at a time.
    Slices,
}

#[wasm_bindgen(inline_js = "export function import_module(url) { return import(url); }")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn import_module(url: &str) -> Result<Promise, JsValue>;
}

enum Place {
    /// A worker that hasn't said that it started; `blob` if it is the second try.
    Starting {
        worker: Option<Worker>,
        blob: bool,
    },
    Worker(Worker),
    Loading,
    Slices {
        receive: Function,
        work: Function,
    },
    Stopped,
}

struct State {
    place: Place,
    /// Messages for an engine that hasn't started.
    queue: Vec<Vec<u8>>,
    /// Keeps the worker's listeners alive.
    listeners: Vec<Closure<dyn FnMut(JsValue)>>,
    ticking: bool,
}

/// A running, or starting, engine.
pub struct Host(Rc<Inner>);

/// What takes the engine's messages.
type Receive = Box<dyn Fn(&[u8])>;

struct Inner {
    program: String,
    state: RefCell<State>,
    receive: Receive,
    fail: Box<dyn Fn(String)>,
    announce: Box<dyn Fn(HostKind)>,
}

impl Host {
    /// Starts the engine from `program`, the address of its JavaScript module.
    /// Its messages go to `receive`, its faults to `fail`.
    pub fn start(
        program: String,
        receive: impl Fn(&[u8]) + 'static,
        fail: impl Fn(String) + 'static,
        announce: impl Fn(HostKind) + 'static,
    ) -> Self {
        let state = State {
            place: Place::Stopped,
            queue: Vec::new(),
            listeners: Vec::new(),
            ticking: false,
        };
        let inner = Rc::new(Inner {
            program,
            state: RefCell::new(state),
            receive: Box::new(receive),
            fail: Box::new(fail),
            announce: Box::new(announce),
        });
        start_worker(&inner, false);
        Self(inner)
    }

    /// Sends a message; one for an engine that is still starting waits.
    pub fn post(&self, bytes: Vec<u8>) {
        post(&self.0, bytes);
    }

    /// Stops it for good.
    pub fn stop(&self) {
        let place = std::mem::replace(&mut self.0.state.borrow_mut().place, Place::Stopped);
        if let Place::Worker(worker)
        | Place::Starting {
            worker: Some(worker),
            ..
        } = place
        {
            worker.terminate();
        }
    }
}

fn post(inner: &Rc<Inner>, bytes: Vec<u8>) {
    let mut state = inner.state.borrow_mut();
    match &state.place {
        Place::Worker(worker) => {
            let buffer = Uint8Array::from(bytes.as_slice()).buffer();
            if let Err(error) = worker.post_message_with_transfer(&buffer, &Array::of1(&buffer)) {
                drop(state);
                (inner.fail)(describe(&error));
            }
        }
        Place::Slices { receive, .. } => {
            let receive = receive.clone();
            drop(state);
            let outcome = receive.call1(&JsValue::NULL, &Uint8Array::from(bytes.as_slice()));
            report(inner, outcome);
            tick(inner);
        }
        Place::Starting { .. } | Place::Loading => state.queue.push(bytes),
        Place::Stopped => {}
    }
}

/// Sends what waited for the start.
fn flush(inner: &Rc<Inner>) {
    let queue = std::mem::take(&mut inner.state.borrow_mut().queue);
    for bytes in queue {
        post(inner, bytes);
    }
}

fn start_worker(inner: &Rc<Inner>, blob: bool) {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let address = if blob {
        blob_address(&inner.program)
    } else {
        Ok(loader_address(&inner.program))
    };
    let worker = address.and_then(|address| Worker::new_with_options(&address, &options));
    let Ok(worker) = worker else {
        inner.state.borrow_mut().place = Place::Starting { worker: None, blob };
        return next_way(inner, blob);
    };
    listen(inner, &worker, blob);
    inner.state.borrow_mut().place = Place::Starting {
        worker: Some(worker),
        blob,
    };
    let waiting = Rc::downgrade(inner);
    set_timeout(
        move || {
            if let Some(inner) = waiting.upgrade() {
                next_way(&inner, blob);
            }
        },
        PATIENCE,
    );
}

/// Gives up the try that `blob` names, if it hasn't started, for the next one.
fn next_way(inner: &Rc<Inner>, blob: bool) {
    {
        let mut state = inner.state.borrow_mut();
        match &state.place {
            Place::Starting {
                worker,
                blob: tried,
            } if *tried == blob => {
                if let Some(worker) = worker {
                    worker.terminate();
                }
            }
            _ => return,
        }
        state.place = Place::Loading;
    }
    if blob {
        load_on_page(inner);
    } else {
        start_worker(inner, true);
    }
}

fn listen(inner: &Rc<Inner>, worker: &Worker, blob: bool) {
    let weak = Rc::downgrade(inner);
    let message = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
        let (Some(inner), Ok(event)) = (weak.upgrade(), event.dyn_into::<MessageEvent>()) else {
            return;
        };
        let Ok(buffer) = event.data().dyn_into::<ArrayBuffer>() else {
            return;
        };
        started(&inner);
        (inner.receive)(&Uint8Array::new(&buffer).to_vec());
    });
    let weak = Rc::downgrade(inner);
    let error = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
        let Some(inner) = weak.upgrade() else { return };
        let starting = matches!(inner.state.borrow().place, Place::Starting { .. });
        if starting {
            next_way(&inner, blob);
        } else {
            let message = event
                .dyn_ref::<ErrorEvent>()
                .map(ErrorEvent::message)
                .unwrap_or_default();
            (inner.fail)(message);
        }
    });
    worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(error.as_ref().unchecked_ref()));
    inner.state.borrow_mut().listeners.extend([message, error]);
}

/// A worker's first message says that it runs.
fn started(inner: &Rc<Inner>) {
    {
        let mut state = inner.state.borrow_mut();
        let Place::Starting { worker, .. } = &mut state.place else {
            return;
        };
        let Some(worker) = worker.take() else { return };
        state.place = Place::Worker(worker);
    }
    (inner.announce)(HostKind::Worker);
    flush(inner);
}

/// Trunk's shim beside the program: it imports and starts it.
fn loader_address(program: &str) -> String {
    program.replace("engine.js", "engine_loader.js")
}

fn blob_address(program: &str) -> Result<String, JsValue> {
    let address = absolute(program)?;
    let source = format!(
        "import init from {}; await init();",
        js_sys::JSON::stringify(&address.into())?
    );
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&source.into()), &options)?;
    web_sys::Url::create_object_url_with_blob(&blob)
}

fn absolute(address: &str) -> Result<String, JsValue> {
    let here = leptos::prelude::window().location().href()?;
    Ok(web_sys::Url::new_with_base(address, &here)?.href())
}

fn load_on_page(inner: &Rc<Inner>) {
    let weak = Rc::downgrade(inner);
    let program = inner.program.clone();
    leptos::task::spawn_local(async move {
        let loaded = load_program(&program, weak.clone()).await;
        let Some(inner) = weak.upgrade() else { return };
        match loaded {
            Ok(place) => {
                inner.state.borrow_mut().place = place;
                (inner.announce)(HostKind::Slices);
                flush(&inner);
            }
            Err(error) => (inner.fail)(describe(&error)),
        }
    });
}

async fn load_program(program: &str, inner: std::rc::Weak<Inner>) -> Result<Place, JsValue> {
    let module = JsFuture::from(import_module(&absolute(program)?)?).await?;
    let function = |name: &str| Reflect::get(&module, &name.into())?.dyn_into::<Function>();
    let init = function("default")?.call0(&JsValue::NULL)?;
    JsFuture::from(init.dyn_into::<Promise>()?).await?;
    let send = Closure::<dyn FnMut(JsValue)>::new(move |bytes: JsValue| {
        if let (Some(inner), Ok(bytes)) = (inner.upgrade(), bytes.dyn_into::<Uint8Array>()) {
            (inner.receive)(&bytes.to_vec());
        }
    });
    // The program keeps it for as long as the page lives.
    function("attach")?.call1(&JsValue::NULL, &send.into_js_value())?;
    Ok(Place::Slices {
        receive: function("receive")?,
        work: function("work")?,
    })
}

/// Works a slice at each repaint, for as long as there is work.
fn tick(inner: &Rc<Inner>) {
    if std::mem::replace(&mut inner.state.borrow_mut().ticking, true) {
        return;
    }
    let weak = Rc::downgrade(inner);
    request_animation_frame(move || {
        let Some(inner) = weak.upgrade() else { return };
        let work = {
            let mut state = inner.state.borrow_mut();
            state.ticking = false;
            match &state.place {
                Place::Slices { work, .. } => work.clone(),
                _ => return,
            }
        };
        let outcome = work.call1(&JsValue::NULL, &SLICE.into());
        // The delay in milliseconds until there is more to do; negative, if
        // only a message can bring more.
        match outcome.as_ref().ok().and_then(JsValue::as_f64) {
            Some(0.0) => tick(&inner),
            Some(delay) if delay > 0.0 => {
                let weak = Rc::downgrade(&inner);
                set_timeout(
                    move || {
                        if let Some(inner) = weak.upgrade() {
                            tick(&inner);
                        }
                    },
                    Duration::from_secs_f64(delay / 1000.0),
                );
            }
            _ => {}
        }
        report(&inner, outcome);
    });
}

fn report(inner: &Rc<Inner>, outcome: Result<JsValue, JsValue>) {
    if let Err(error) = outcome {
        inner.state.borrow_mut().place = Place::Stopped;
        (inner.fail)(describe(&error));
    }
}

fn describe(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(
        || format!("{error:?}"),
        |error| String::from(error.message()),
    )
}
