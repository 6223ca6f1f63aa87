//! Nothing is asked of any other host: whatever the browser would send there
//! goes to a proxy that writes it down.

use browser_tests::site::routes;
use browser_tests::{Result, Setup, Site, block_on, ensure, run};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

/// What Chromium asks for on its own account, in a fresh profile, whatever the page.
const THE_BROWSERS_OWN: &[&str] = &[
    "google.com",
    "googleapis.com",
    "gstatic.com",
    "gvt1.com",
    "googleusercontent.com",
];

/// A proxy that refuses everything and keeps the first line of each request.
async fn recorder() -> Result<(u16, Arc<Mutex<Vec<String>>>)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let port = listener.local_addr()?.port();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&seen);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let mut stream = BufReader::new(stream);
            let mut line = String::new();
            if stream.read_line(&mut line).await.is_ok() && !line.is_empty() {
                kept.lock().unwrap().push(line.trim().to_owned());
            }
            let _ = stream
                .write_all(b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n")
                .await;
        }
    });
    Ok((port, seen))
}

fn is_the_browsers_own(request: &str) -> bool {
    let target = request.split(' ').nth(1).unwrap_or_default();
    let host = target
        .trim_start_matches("http://")
        .split(['/', ':'])
        .next()
        .unwrap_or_default();
    THE_BROWSERS_OWN
        .iter()
        .any(|own| host == *own || host.ends_with(&format!(".{own}")))
}

#[test]
fn no_page_asks_another_host_for_anything() {
    let (port, seen) = block_on(recorder()).unwrap();
    run(
        Setup {
            proxy: Some(port),
            ..Setup::default()
        },
        async |browser| {
            // The recorder itself is sound: a page that does ask is caught.
            browser.expect_error("example.org");
            let site = Site::dist_below("/sub/")?;
            for route in routes()? {
                browser.open(&site.url(&route.path)).await?;
                browser.app_runs().await?;
                browser
                    .frames(std::time::Duration::from_millis(100))
                    .await?;
                for address in browser.loaded().await? {
                    let own = address.starts_with(&site.server.origin())
                        || address.starts_with("blob:")
                        || address.starts_with("data:");
                    ensure!(own, "{} loads {address}", route.path);
                }
            }
            let asked: Vec<String> = seen
                .lock()
                .unwrap()
                .iter()
                .filter(|line| !is_the_browsers_own(line))
                .cloned()
                .collect();
            ensure!(asked.is_empty(), "another host was asked: {asked:#?}");
            browser
                .open("data:text/html,<img src=http://example.org/x.png>")
                .await?;
            browser.until("document.images[0].complete").await?;
            ensure!(
                seen.lock()
                    .unwrap()
                    .iter()
                    .any(|line| line.contains("example.org")),
                "the recorder is deaf"
            );
            Ok(())
        },
    );
}

#[test]
fn the_pages_policy_forbids_other_hosts() {
    run(Setup::default(), async |browser| {
        browser.expect_error("Content Security Policy");
        let site = Site::dist()?;
        for path in ["en/", "zh/learn/neuron/", "embed/neuron/", "404.html"] {
            if path == "404.html" {
                browser.open(&site.url(path)).await?;
            } else {
                browser.open_app(&site.url(path)).await?;
            }
            let refused: bool = browser
                .value("fetch('https://example.org/').then(() => false, () => true)")
                .await?;
            ensure!(refused, "{path} may ask another host");
            let policy: String = browser
                .value("document.querySelector('meta[http-equiv=Content-Security-Policy]').content")
                .await?;
            ensure!(
                policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"),
                "{policy}"
            );
        }
        Ok(())
    });
}
