//! From a request to a file.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use axum::body::Body;
use axum::extract;
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, Uri, header};
use percent_encoding::percent_decode_str;

use crate::state::{Fault, Request, State};

/// Answers one request and writes it down.
pub async fn respond(
    extract::State(state): extract::State<Arc<State>>,
    method: Method,
    uri: Uri,
) -> Response<Body> {
    let mut response = if method == Method::GET || method == Method::HEAD {
        get(&state, &uri).await
    } else {
        plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD\n")
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if state.options.cors {
        allow_every_origin(headers);
    }
    state.log(Request {
        method: method.to_string(),
        path: uri
            .path_and_query()
            .map_or_else(String::new, ToString::to_string),
        status: response.status().as_u16(),
    });
    response
}

async fn get(state: &State, uri: &Uri) -> Response<Body> {
    let Ok(path) = percent_decode_str(uri.path()).decode_utf8() else {
        return plain(StatusCode::BAD_REQUEST, "the path is not UTF-8\n");
    };
    if state.is_bare_mount(&path) {
        return to_slash(uri);
    }
    let Some((mount, folder)) = state.folder_of(&path) else {
        return plain(StatusCode::NOT_FOUND, "nothing is served here\n");
    };
    match find(&folder, &path[mount.len()..]) {
        Found::File(file) if !(state.options.dev && file == Path::new("sw.js")) => {
            send(state, &folder, &file, StatusCode::OK).await
        }
        Found::FolderWithoutSlash => to_slash(uri),
        Found::File(_) | Found::Nothing => {
            send(state, &folder, Path::new("404.html"), StatusCode::NOT_FOUND).await
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Found {
    /// A file, by its path in the folder.
    File(PathBuf),
    FolderWithoutSlash,
    Nothing,
}

/// Looks up a decoded path, relative to the folder and never outside it.
fn find(folder: &Path, path: &str) -> Found {
    let relative = Path::new(path);
    if !relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)))
    {
        return Found::Nothing;
    }
    let full = folder.join(relative);
    let wants_folder = path.is_empty() || path.ends_with('/');
    if full.is_dir() {
        let index = relative.join("index.html");
        match (wants_folder, folder.join(&index).is_file()) {
            (true, true) => Found::File(index),
            (false, true) => Found::FolderWithoutSlash,
            (_, false) => Found::Nothing,
        }
    } else if full.is_file() && !wants_folder {
        Found::File(relative.to_owned())
    } else {
        Found::Nothing
    }
}

async fn send(state: &State, folder: &Path, file: &Path, status: StatusCode) -> Response<Body> {
    let fault = state.fault(&file.to_string_lossy());
    match fault {
        Some(Fault::Status(code)) => {
            let status = StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            return plain(status, "");
        }
        Some(Fault::Delay(time)) => tokio::time::sleep(time).await,
        Some(Fault::Corrupt) | None => {}
    }
    let Ok(mut bytes) = tokio::fs::read(folder.join(file)).await else {
        return plain(StatusCode::NOT_FOUND, "not found\n");
    };
    if fault == Some(Fault::Corrupt) {
        let middle = bytes.len() / 2;
        if let Some(byte) = bytes.get_mut(middle) {
            *byte ^= 1;
        }
    }
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    if let Ok(value) = HeaderValue::from_str(&content_type(file)) {
        response.headers_mut().insert(header::CONTENT_TYPE, value);
    }
    response
}

/// The media type by extension; text is UTF-8.
fn content_type(file: &Path) -> String {
    let media = mime_guess::from_path(file).first_or_octet_stream();
    if media.type_() == mime_guess::mime::TEXT {
        format!("{media}; charset=utf-8")
    } else {
        media.to_string()
    }
}

fn to_slash(uri: &Uri) -> Response<Body> {
    let query = uri
        .query()
        .map_or_else(String::new, |query| format!("?{query}"));
    let mut response = plain(StatusCode::MOVED_PERMANENTLY, "");
    if let Ok(location) = HeaderValue::from_str(&format!("{}/{query}", uri.path())) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    response
}

fn allow_every_origin(headers: &mut HeaderMap) {
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_are_what_browsers_insist_on() {
        let of = |name: &str| content_type(Path::new(name));
        assert_eq!(of("a.wasm"), "application/wasm");
        assert_eq!(of("a.js"), "text/javascript; charset=utf-8");
        assert_eq!(of("a.mjs"), "application/javascript");
        assert_eq!(of("a.html"), "text/html; charset=utf-8");
        assert_eq!(of("a.css"), "text/css; charset=utf-8");
        assert_eq!(of("a.svg"), "image/svg+xml");
        assert_eq!(of("a.webmanifest"), "application/manifest+json");
        assert_eq!(of("a.bin"), "application/octet-stream");
    }

    #[test]
    fn nothing_outside_the_folder_is_found() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(find(folder, "Cargo.toml"), Found::File("Cargo.toml".into()));
        for path in [
            "../devserver/Cargo.toml",
            "src/../Cargo.toml",
            "/etc/passwd",
            "Cargo.toml/",
            "src",
        ] {
            assert_eq!(find(folder, path), Found::Nothing, "{path}");
        }
    }
}
