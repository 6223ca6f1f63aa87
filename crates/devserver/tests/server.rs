//! The server as a client sees it, over plain TCP.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use devserver::{Fault, Options, Server};

fn site(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(folder.join("en/learn")).unwrap();
    fs::write(folder.join("index.html"), format!("home of {name}")).unwrap();
    fs::write(folder.join("en/learn/index.html"), "learn").unwrap();
    fs::write(folder.join("404.html"), "not here").unwrap();
    fs::write(folder.join("sw.js"), "self").unwrap();
    fs::write(folder.join("data.bin"), [1, 2, 3]).unwrap();
    folder
}

struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

fn request(server: &Server, line: &str) -> std::io::Result<Answer> {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port()))?;
    write!(
        stream,
        "{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let split = bytes
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .unwrap();
    let head = String::from_utf8_lossy(&bytes[..split]).to_lowercase();
    Ok(Answer {
        status: head[9..12].parse().unwrap(),
        head,
        body: bytes[split + 4..].to_vec(),
    })
}

fn get(server: &Server, path: &str) -> Answer {
    request(server, &format!("GET {path}")).unwrap()
}

#[test]
fn serves_a_sub_path_as_a_plain_host_does() {
    let options = Options {
        mount: "/sub/path".into(),
        ..Options::default()
    };
    let server = Server::start(site("plain"), options).unwrap();
    assert!(server.url().ends_with("/sub/path/"));
    assert_eq!(get(&server, "/sub/path/").body, b"home of plain");
    assert_eq!(get(&server, "/sub/path/en/learn/?lr=0.03").body, b"learn");

    let redirect = get(&server, "/sub/path/en/learn?lr=0.03");
    assert_eq!(redirect.status, 301);
    assert!(
        redirect
            .head
            .contains("location: /sub/path/en/learn/?lr=0.03\r\n")
    );
    assert_eq!(get(&server, "/sub/path").status, 301);

    let missing = get(&server, "/sub/path/en/nowhere/");
    assert_eq!(
        (missing.status, missing.body.as_slice()),
        (404, &b"not here"[..])
    );
    assert!(missing.head.contains("text/html"));
    assert_eq!(get(&server, "/elsewhere").status, 404);
    assert_eq!(
        get(&server, "/sub/path/%2e%2e/%2e%2e/etc/passwd").status,
        404
    );

    let head = request(&server, "HEAD /sub/path/data.bin").unwrap();
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(request(&server, "POST /sub/path/").unwrap().status, 405);
}

#[test]
fn logs_requests() {
    let server = Server::start(site("log"), Options::default()).unwrap();
    get(&server, "/en/learn/?a=1");
    get(&server, "/nowhere");
    let seen: Vec<_> = server
        .requests()
        .into_iter()
        .map(|request| (request.method, request.path, request.status))
        .collect();
    assert_eq!(
        seen,
        [
            ("GET".to_owned(), "/en/learn/?a=1".to_owned(), 200),
            ("GET".to_owned(), "/nowhere".to_owned(), 404)
        ]
    );
    server.clear_requests();
    assert!(server.requests().is_empty());
}

#[test]
fn stops_and_comes_back_at_the_same_port() {
    let mut server = Server::start(site("stop"), Options::default()).unwrap();
    let port = server.port();
    let mut open = TcpStream::connect(("127.0.0.1", port)).unwrap();
    get(&server, "/");

    server.stop();
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
    // An open connection is closed too.
    open.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    assert!(matches!(open.read(&mut [0; 1]), Ok(0) | Err(_)));

    server.restart().unwrap();
    assert_eq!(server.port(), port);
    assert_eq!(get(&server, "/").body, b"home of stop");
}

#[test]
fn swaps_the_site_for_another() {
    let server = Server::start(site("first"), Options::default()).unwrap();
    server.serve_from(site("second"));
    assert_eq!(get(&server, "/").body, b"home of second");
}

#[test]
fn faults_concern_one_file_and_can_be_lifted() {
    let server = Server::start(site("faults"), Options::default()).unwrap();
    server.set_fault("data.bin", Fault::Corrupt);
    assert_eq!(get(&server, "/data.bin").body, [1, 3, 3]);
    assert_eq!(get(&server, "/").body, b"home of faults");

    server.set_fault("index.html", Fault::Status(503));
    assert_eq!(get(&server, "/").status, 503);

    server.set_fault(
        "en/learn/index.html",
        Fault::Delay(Duration::from_millis(200)),
    );
    let started = Instant::now();
    assert_eq!(get(&server, "/en/learn/").body, b"learn");
    assert!(started.elapsed() >= Duration::from_millis(200));

    server.clear_faults();
    assert_eq!(get(&server, "/data.bin").body, [1, 2, 3]);
}

#[test]
fn options_change_headers_and_the_service_worker() {
    let plain = Server::start(site("options"), Options::default()).unwrap();
    assert!(!get(&plain, "/").head.contains("access-control"));
    assert_eq!(get(&plain, "/sw.js").status, 200);

    let options = Options {
        cors: true,
        dev: true,
        also: vec![("/other".into(), site("other"))],
        ..Options::default()
    };
    let server = Server::start(site("options"), options).unwrap();
    assert!(
        get(&server, "/")
            .head
            .contains("access-control-allow-origin: *")
    );
    assert_eq!(get(&server, "/sw.js").status, 404);
    assert_eq!(get(&server, "/other/").body, b"home of other");

    let taken = Options {
        port: server.port(),
        ..Options::default()
    };
    assert!(Server::start(site("options"), taken).is_err());
}
