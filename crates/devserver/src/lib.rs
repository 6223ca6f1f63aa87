//! A static file server for development and for browser tests.
//!
//! It behaves as a plain host does (`index.html` for a folder, a redirect to
//! the trailing slash, `404.html` with status 404, nothing configured), under
//! any sub-path, and lets a test do what a host cannot be asked to: stop and
//! come back at the same port, swap the site for another, damage or delay one
//! file, and list what was requested.
//!
//! ```
//! let folder = std::env::temp_dir().join("devserver-example");
//! std::fs::create_dir_all(&folder)?;
//! std::fs::write(folder.join("index.html"), "<p>hello")?;
//!
//! let options = devserver::Options { mount: "/app/".into(), ..Default::default() };
//! let mut server = devserver::Server::start(&folder, options)?;
//! assert!(server.url().ends_with("/app/"));
//! server.stop();
//! # anyhow::Ok(())
//! ```

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod files;
mod state;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result};
use axum::Router;
use axum::routing::any;
use tokio::sync::oneshot;

use state::State;
pub use state::{Fault, Request};

/// How to serve.
#[derive(Debug, Clone)]
pub struct Options {
    /// The path under which the folder appears; `/` unless told.
    pub mount: String,
    /// The port on the loopback address; 0 takes any free one.
    pub port: u16,
    /// Whether pages of other origins may read the files
    /// (`Access-Control-Allow-Origin: *`), as embedding needs.
    pub cors: bool,
    /// Development: `sw.js` is not there, so that no service worker stands
    /// between an edit and the page.
    pub dev: bool,
    /// Further folders, each with the path it appears under.
    pub also: Vec<(String, PathBuf)>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            mount: "/".to_owned(),
            port: 0,
            cors: false,
            dev: false,
            also: Vec::new(),
        }
    }
}

/// A running server; it stops when dropped.
pub struct Server {
    state: Arc<State>,
    address: SocketAddr,
    running: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

impl Server {
    /// Serves `folder` on its own thread, on 127.0.0.1.
    ///
    /// Fails if the port is taken.
    pub fn start(folder: impl Into<PathBuf>, options: Options) -> Result<Self> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
        let state = Arc::new(State::new(folder.into(), options));
        let mut server = Self {
            state,
            address,
            running: None,
        };
        server.restart()?;
        Ok(server)
    }

    /// The address of the folder, with a slash at the end.
    pub fn url(&self) -> String {
        format!("{}{}", self.origin(), self.state.mount())
    }

    /// Scheme, host and port: `http://127.0.0.1:40123`.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The port listened on.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Closes the port and every open connection before it returns.
    pub fn stop(&mut self) {
        if let Some((stop, thread)) = self.running.take() {
            // An error means that the thread has ended already.
            let _ = stop.send(());
            let _ = thread.join();
        }
    }

    /// Starts again, at the same port, after [`Server::stop`].
    pub fn restart(&mut self) -> Result<()> {
        self.stop();
        let listener = TcpListener::bind(self.address)
            .with_context(|| format!("{} cannot be listened on", self.address))?;
        listener.set_nonblocking(true)?;
        self.address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let (stop, stopped) = oneshot::channel();
        let router = Router::new()
            .fallback(any(files::respond))
            .with_state(Arc::clone(&self.state));
        let thread = thread::spawn(move || {
            runtime.block_on(async move {
                let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
                    return;
                };
                tokio::select! {
                    _ = axum::serve(listener, router) => {}
                    _ = stopped => {}
                }
            });
            // Dropping the runtime closes the connections that are still open.
        });
        self.running = Some((stop, thread));
        Ok(())
    }

    /// Serves another folder from now on, at the same address: a new release.
    pub fn serve_from(&self, folder: impl Into<PathBuf>) {
        self.state.set_folder(folder.into());
    }

    /// Every request answered since the start or [`Server::clear_requests`].
    pub fn requests(&self) -> Vec<Request> {
        self.state.requests()
    }

    /// Forgets the requests so far.
    pub fn clear_requests(&self) {
        self.state.clear_requests();
    }

    /// From now on this file (its path in the folder, such as
    /// `en/index.html`) is served with a fault.
    pub fn set_fault(&self, file: &str, fault: Fault) {
        self.state.set_fault(file, fault);
    }

    /// Serves everything well again.
    pub fn clear_faults(&self) {
        self.state.clear_faults();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}
