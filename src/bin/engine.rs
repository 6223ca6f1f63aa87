//! The engine's program: a thin shell over `crates/neural`. In a Web Worker it
//! drives itself; loaded into a page, the page drives it in slices through
//! [`attach`], [`receive`] and [`work`].

use allocator as _;
use js_sys::{Array, ArrayBuffer, Function, Uint8Array};
use neural::job::Desk;
use neural::message::{Incoming, Outgoing};
use neural::session::{Event, Next, Session};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent};

/// How long a worker trains before it looks for messages, in milliseconds. A page
/// that asks for a frame waits for the end of a turn and for the frame, and both
/// have to fit into the 16 of a repaint.
const TURN: f64 = 4.0;

struct Engine {
    session: Session,
    /// Jobs beside it.
    desk: Desk,
    /// Whether the page asks for a frame.
    ready: bool,
}

thread_local! {
    static ENGINE: RefCell<Engine> = RefCell::new(Engine {
        session: Session::new(),
        desk: Desk::default(),
        ready: true,
    });
    /// Takes each message as a `Uint8Array`. Apart from the engine, so that a
    /// panic in it can still be told.
    static SEND: RefCell<Option<Function>> = const { RefCell::new(None) };
}

fn send(message: &Outgoing) {
    SEND.with_borrow(|send| {
        if let (Some(send), Ok(bytes)) = (send, postcard::to_allocvec(message)) {
            let _ = send.call1(&JsValue::NULL, &Uint8Array::from(bytes.as_slice()));
        }
    });
}

fn send_all(events: Vec<Event>) {
    for event in events {
        send(&Outgoing::Event(event));
    }
}

impl Engine {
    fn send_frame(&mut self) {
        if self.ready
            && self.session.frame_due()
            && let Some(frame) = self.session.frame()
        {
            self.ready = false;
            send(&Outgoing::Frame(Box::new(frame)));
        }
    }

    fn receive(&mut self, bytes: &[u8]) {
        match postcard::from_bytes::<Incoming>(bytes) {
            Ok(Incoming::Command(command)) => {
                let events = self.session.handle(command);
                send_all(events);
            }
            Ok(Incoming::Acknowledge) => self.ready = true,
            Ok(Incoming::Start { id, job }) => {
                if let Some(report) = self.desk.start(id, *job) {
                    send(&Outgoing::Job(Box::new(report)));
                }
            }
            Ok(Incoming::Cancel { id }) => self.desk.cancel(id),
            Err(error) => send(&Outgoing::Fault(error.to_string())),
        }
        self.send_frame();
    }

    /// Trains for `budget` milliseconds, of which a job takes half at least;
    /// returns the delay until there is more to do, negative if only a message can
    /// bring it.
    fn work(&mut self, budget: f64) -> f64 {
        let from = now();
        let share = if self.desk.busy() { 0.5 } else { 1.0 };
        let advance = self
            .session
            .advance(from / 1000.0, &mut || now() - from < share * budget);
        send_all(advance.events);
        self.send_frame();
        for report in self.desk.work(&mut || now() - from < budget) {
            send(&Outgoing::Job(Box::new(report)));
        }
        if self.desk.busy() {
            return 0.0;
        }
        match advance.next {
            Next::Idle => -1.0,
            Next::Now => 0.0,
            Next::After(seconds) => (seconds * 1000.0).max(1.0),
        }
    }
}

/// Milliseconds on the clock of the worker or the page.
fn now() -> f64 {
    let global = js_sys::global();
    global
        .dyn_ref::<DedicatedWorkerGlobalScope>()
        .and_then(|scope| scope.performance())
        .or_else(|| web_sys::window().and_then(|window| window.performance()))
        .map_or(0.0, |performance| performance.now())
}

/// Sets who hears the engine: a function of a `Uint8Array`.
#[wasm_bindgen]
pub fn attach(send: Function) {
    SEND.set(Some(send));
}

/// Takes a message from the page.
#[wasm_bindgen]
pub fn receive(bytes: &[u8]) {
    ENGINE.with_borrow_mut(|engine| engine.receive(bytes));
}

/// Works for `budget` milliseconds, and returns the delay in milliseconds
/// until there is more to do; negative, if only a message can bring it.
#[wasm_bindgen]
pub fn work(budget: f64) -> f64 {
    ENGINE.with_borrow_mut(|engine| engine.work(budget))
}

/// A worker's turns of work. A message to oneself starts each, so that the
/// page's messages come in between, without the delay of a timer.
struct Turns {
    scope: DedicatedWorkerGlobalScope,
    channel: MessageChannel,
    /// Whether a turn is already asked for.
    due: Cell<bool>,
    /// The timer that waits for the next turn of a slow run.
    timer: Cell<Option<i32>>,
}

impl Turns {
    fn request(&self) {
        if !self.due.replace(true) {
            let _ = self.channel.port2().post_message(&JsValue::NULL);
        }
    }

    fn take(self: &Rc<Self>) {
        self.due.set(false);
        if let Some(timer) = self.timer.take() {
            self.scope.clear_timeout_with_handle(timer);
        }
        let delay = work(TURN);
        if delay == 0.0 {
            self.request();
        } else if delay > 0.0 {
            let turns = self.clone();
            let wake = Closure::once_into_js(move || turns.request());
            let timer = self
                .scope
                .set_timeout_with_callback_and_timeout_and_arguments_0(
                    wake.unchecked_ref(),
                    delay.min(f64::from(i32::MAX)) as i32,
                );
            self.timer.set(timer.ok());
        }
    }
}

/// Drives the engine in a worker: messages from the page, and turns of work
/// between them.
fn run_worker(scope: &DedicatedWorkerGlobalScope) -> Result<(), JsValue> {
    let post = {
        let scope = scope.clone();
        Closure::<dyn FnMut(Uint8Array)>::new(move |bytes: Uint8Array| {
            let buffer = bytes.buffer();
            let _ = scope.post_message_with_transfer(&buffer, &Array::of1(&buffer));
        })
    };
    attach(post.into_js_value().unchecked_into());

    let turns = Rc::new(Turns {
        scope: scope.clone(),
        channel: MessageChannel::new()?,
        due: Cell::new(false),
        timer: Cell::new(None),
    });
    let turn = {
        let turns = turns.clone();
        Closure::<dyn FnMut()>::new(move || turns.take())
    };
    turns
        .channel
        .port1()
        .set_onmessage(Some(turn.as_ref().unchecked_ref()));
    turn.forget();

    let message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Ok(buffer) = event.data().dyn_into::<ArrayBuffer>() {
            receive(&Uint8Array::new(&buffer).to_vec());
            turns.request();
        }
    });
    scope.set_onmessage(Some(message.as_ref().unchecked_ref()));
    message.forget();
    send(&Outgoing::Started);
    Ok(())
}

fn main() -> Result<(), JsValue> {
    std::panic::set_hook(Box::new(|info| {
        send(&Outgoing::Fault(info.to_string()));
        web_sys::console::error_1(&info.to_string().into());
    }));
    match js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() {
        Ok(scope) => run_worker(&scope),
        Err(_) => Ok(()),
    }
}
