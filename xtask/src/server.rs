//! A static server for localhost: what a plain static host does, and no more. Like Netlify and
//! Cloudflare Pages it sends the headers that the site's `_headers` file asks for, unless it is to be
//! like a host that sends none.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::{self, Next};
use axum::response::Response;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tower_http::services::{ServeDir, ServeFile};

use crate::workspace::say;

/// Serves the folder until the program is stopped.
///
/// # Errors
///
/// Where the port is taken.
pub fn serve(folder: &Path, port: u16) -> Result<()> {
    Runtime::new()?.block_on(async {
        let listener = listen(port).await?;
        say(&format!(
            "Spanwright is at {} (stop it with Ctrl+C)",
            address(&listener)?
        ));
        Ok(axum::serve(listener, site(folder, true)).await?)
    })
}

/// A server on a free port, which ends when this is dropped.
pub struct Background {
    /// Where the site is, with a slash at the end.
    pub url: String,
    /// What the server runs on; `None` once it has ended.
    runtime: Option<Runtime>,
}

impl Background {
    /// Begins to serve the folder, with the headers that it asks for or without.
    ///
    /// # Errors
    ///
    /// Where the machine has no free port.
    pub fn start(folder: &Path, with_headers: bool) -> Result<Self> {
        let runtime = Runtime::new()?;
        let listener = runtime.block_on(listen(0))?;
        let url = address(&listener)?;
        let serving = axum::serve(listener, site(folder, with_headers));
        runtime.spawn(async {
            if let Err(error) = serving.await {
                eprintln!("server: {error}");
            }
        });
        Ok(Self {
            url,
            runtime: Some(runtime),
        })
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // A browser may keep its connections for as long as it likes.
            runtime.shutdown_background();
        }
    }
}

async fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
        .await
        .with_context(|| format!("cannot listen on port {port}; choose another with --port"))
}

fn address(listener: &TcpListener) -> Result<String> {
    Ok(format!(
        "http://localhost:{}/",
        listener.local_addr()?.port()
    ))
}

/// The folder's files, or its `404.html` for what is not there.
fn site(folder: &Path, with_headers: bool) -> Router {
    let rules = match with_headers {
        true => fs::read_to_string(folder.join("_headers")).unwrap_or_default(),
        false => String::new(),
    };
    let files = ServeDir::new(folder).not_found_service(ServeFile::new(folder.join("404.html")));
    Router::new()
        .fallback_service(files)
        .layer(middleware::from_fn_with_state(
            Arc::new(Rules::read(&rules)),
            with_headers_of,
        ))
}

/// Adds the headers that the site asks for, and those of a plain host where it asks for nothing else.
async fn with_headers_of(
    State(rules): State<Arc<Rules>>,
    request: Request,
    next: Next,
) -> Response {
    let mut asked = rules.of(request.uri().path());
    // A build may replace any file at any time.
    asked
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-cache"));
    // As GitHub Pages does; the tests fetch an article from here as from another site.
    asked
        .entry(ACCESS_CONTROL_ALLOW_ORIGIN)
        .or_insert(HeaderValue::from_static("*"));
    let mut response = next.run(request).await;
    response.headers_mut().extend(asked);
    response
}

/// The rules of a `_headers` file: for a path, or for all, the headers to send.
pub struct Rules(Vec<(String, HeaderMap)>);

impl Rules {
    /// Reads the rules: a path on a line of its own, and under it each header on an indented line.
    /// What cannot be a header is left out.
    pub fn read(text: &str) -> Self {
        let mut rules: Vec<(String, HeaderMap)> = Vec::new();
        for line in text.lines() {
            if line.starts_with('/') {
                rules.push((line.to_owned(), HeaderMap::new()));
            } else if let (Some((name, value)), Some((_, headers))) =
                (line.split_once(':'), rules.last_mut())
                && let (Ok(name), Ok(value)) = (
                    HeaderName::try_from(name.trim()),
                    HeaderValue::try_from(value.trim()),
                )
            {
                headers.append(name, value);
            }
        }
        Self(rules)
    }

    /// The headers of all rules that fit the path.
    pub fn of(&self, path: &str) -> HeaderMap {
        let rules = self.0.iter();
        let fitting = rules.filter(|(pattern, _)| pattern == "/*" || pattern == path);
        let mut asked = HeaderMap::new();
        for (name, value) in fitting.flat_map(|(_, headers)| headers) {
            asked.append(name, value.clone());
        }
        asked
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;
    use std::time::Duration;

    use super::*;

    /// Asks for `GET path` over a connection of its own.
    fn ask(server: &Background, path: &str, connection: &str) -> TcpStream {
        let host = server
            .url
            .trim_start_matches("http://")
            .trim_end_matches('/');
        let port = host.rsplit(':').next().unwrap();
        let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: {connection}\r\n\r\n"
        )
        .unwrap();
        stream
    }

    /// The whole answer to `GET path`, as text.
    fn get(server: &Background, path: &str) -> String {
        let mut answer = String::new();
        let mut stream = ask(server, path, "close");
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn site() -> (tempfile::TempDir, Background) {
        let folder = tempfile::tempdir().unwrap();
        let dist = folder.path().join("dist");
        fs::create_dir(&dist).unwrap();
        fs::write(folder.path().join("secret.txt"), "secret").unwrap();
        fs::write(dist.join("index.html"), "start page").unwrap();
        fs::write(dist.join("worker_bg.wasm"), "program").unwrap();
        let rules =
            "/*\n  Referrer-Policy: no-referrer\n/worker_bg.wasm\n  Cache-Control: public\n";
        fs::write(dist.join("_headers"), rules).unwrap();
        let server = Background::start(&dist, true).unwrap();
        (folder, server)
    }

    #[test]
    fn serves_the_start_page_and_ignores_the_query() {
        let (_folder, server) = site();
        for path in ["/", "/index.html", "/?a=1"] {
            let answer = get(&server, path);
            assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
            assert!(answer.contains("content-type: text/html\r\n"), "{answer}");
            assert!(answer.ends_with("start page"), "{answer}");
        }
    }

    #[test]
    fn wasm_has_the_type_that_streaming_compilation_demands() {
        let (_folder, server) = site();
        let answer = get(&server, "/worker_bg.wasm?v=1");
        assert!(
            answer.contains("content-type: application/wasm\r\n"),
            "{answer}"
        );
    }

    #[test]
    fn sends_the_headers_that_the_site_asks_for() {
        let (_folder, server) = site();
        let answer = get(&server, "/worker_bg.wasm?v=1");
        for header in [
            "referrer-policy: no-referrer\r\n",
            "cache-control: public\r\n",
        ] {
            assert!(answer.contains(header), "{answer}");
        }
        assert!(!answer.contains("no-cache"), "{answer}");
        let answer = get(&server, "/");
        assert!(answer.contains("cache-control: no-cache\r\n"), "{answer}");
    }

    #[test]
    fn answers_each_of_many_connections_that_stay_open() {
        let (_folder, server) = site();
        // A browser opens six at once and keeps them.
        let streams: Vec<_> = (0..24).map(|_| ask(&server, "/", "keep-alive")).collect();
        for mut stream in streams {
            stream
                .set_read_timeout(Some(Duration::from_secs(20)))
                .unwrap();
            let mut answer = [0; 12];
            stream.read_exact(&mut answer).unwrap();
            assert_eq!(&answer, b"HTTP/1.1 200");
        }
    }

    #[test]
    fn never_leaves_its_folder() {
        let (_folder, server) = site();
        for path in ["/../secret.txt", "//etc/passwd", "/absent"] {
            let answer = get(&server, path);
            assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
        }
    }
}
