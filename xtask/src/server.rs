//! A static server for localhost: what a plain static host does, and no more. Like Netlify and
//! Cloudflare Pages it sends the headers that the site's `_headers` file asks for, unless it is to be
//! like a host that sends none.

use std::fs;
use std::net::SocketAddr;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, anyhow};
use tiny_http::{Header, Method, Request, Response, Server};

use crate::workspace::say;

/// Serves the folder until the program is stopped.
///
/// # Errors
///
/// Where the port is taken.
pub fn serve(folder: PathBuf, port: u16) -> Result<()> {
    let server = listen(port)?;
    let site = Site::new(folder, true);
    say(&format!(
        "Spanwright is at {} (stop it with Ctrl+C)",
        address(&server)?
    ));
    answer_all(&server, site);
    Ok(())
}

/// A server on a free port, which ends when this is dropped.
pub struct Background {
    server: Arc<Server>,
    thread: Option<JoinHandle<()>>,
    /// Where the site is, with a slash at the end.
    pub url: String,
}

impl Background {
    /// Begins to serve the folder, with the headers that it asks for or without.
    ///
    /// # Errors
    ///
    /// Where the machine has no free port.
    pub fn start(folder: PathBuf, with_headers: bool) -> Result<Self> {
        let site = Site::new(folder, with_headers);
        let server = Arc::new(listen(0)?);
        let url = address(&server)?;
        let answering = Arc::clone(&server);
        let thread = Some(thread::spawn(move || answer_all(&answering, site)));
        Ok(Self {
            server,
            thread,
            url,
        })
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        self.server.unblock();
        if let Some(thread) = self.thread.take() {
            // A panic of the server has already been printed.
            let _ = thread.join();
        }
    }
}

fn listen(port: u16) -> Result<Server> {
    Server::http(SocketAddr::from(([127, 0, 0, 1], port)))
        .map_err(|error| anyhow!("{error}"))
        .with_context(|| format!("cannot listen on port {port}; choose another with --port"))
}

fn address(server: &Server) -> Result<String> {
    let address = server
        .server_addr()
        .to_ip()
        .context("the server listens on no port")?;
    Ok(format!("http://localhost:{}/", address.port()))
}

/// What is served.
struct Site {
    folder: PathBuf,
    rules: Rules,
}

impl Site {
    fn new(folder: PathBuf, with_headers: bool) -> Self {
        let rules = match with_headers {
            true => fs::read_to_string(folder.join("_headers")).unwrap_or_default(),
            false => String::new(),
        };
        let rules = Rules::read(&rules);
        Self { folder, rules }
    }
}

/// The rules of a `_headers` file: for a path, or for all, the headers to send.
pub struct Rules(Vec<(String, Vec<(String, String)>)>);

impl Rules {
    /// Reads the rules: a path on a line of its own, and under it each header on an indented line.
    pub fn read(text: &str) -> Self {
        let mut rules: Vec<(String, Vec<(String, String)>)> = Vec::new();
        for line in text.lines() {
            if line.starts_with('/') {
                rules.push((line.to_owned(), Vec::new()));
            } else if let (Some((name, value)), Some(rule)) =
                (line.split_once(':'), rules.last_mut())
            {
                rule.1
                    .push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
        Self(rules)
    }

    /// The headers of all rules that fit the path.
    pub fn of(&self, path: &str) -> Vec<(String, String)> {
        let rules = self.0.iter();
        let fitting = rules.filter(|(pattern, _)| pattern == "/*" || pattern == path);
        fitting.flat_map(|(_, headers)| headers.clone()).collect()
    }
}

/// Each request is answered by a thread of its own: a browser that does not read its answer to the end, as one
/// that is closing, keeps nobody else waiting.
fn answer_all(server: &Server, site: Site) {
    let site = Arc::new(site);
    for request in server.incoming_requests() {
        let site = Arc::clone(&site);
        thread::spawn(move || {
            if let Err(error) = answer(request, &site) {
                // The browser went away in the middle of an answer; the next one matters.
                eprintln!("server: {error}");
            }
        });
    }
}

fn answer(request: Request, site: &Site) -> std::io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(Response::empty(405));
    }
    let found = file_of(request.url()).and_then(|file| {
        Some((
            fs::read(site.folder.join(&file)).ok()?,
            mime_type(&file),
            200,
        ))
    });
    let (contents, mime, status) = found.unwrap_or_else(|| {
        let page = fs::read(site.folder.join("404.html")).unwrap_or_default();
        (page, "text/html; charset=utf-8", 404)
    });
    let mut response = Response::from_data(contents).with_status_code(status);
    let path = request.url().split(['?', '#']).next().unwrap_or_default();
    let mut headers = site.rules.of(path);
    let mut unless_said = |name: &str, value: &str| {
        if !headers.iter().any(|(said, _)| said == name) {
            headers.push((name.to_owned(), value.to_owned()));
        }
    };
    unless_said("Content-Type", mime);
    // A build may replace any file at any time.
    unless_said("Cache-Control", "no-cache");
    // As GitHub Pages does; the tests fetch an article from here as from another site.
    unless_said("Access-Control-Allow-Origin", "*");
    for (name, value) in headers {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    request.respond(response)
}

/// The file that a request asks for, or `None` where it asks for something outside the folder.
fn file_of(url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let path = path.strip_prefix('/')?;
    let file = if path.is_empty() || path.ends_with('/') {
        PathBuf::from(path).join("index.html")
    } else {
        PathBuf::from(path)
    };
    let inside = file
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    inside.then_some(file)
}

/// The type that the file's extension stands for.
fn mime_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("txt" | "md") | None => "text/plain; charset=utf-8",
        Some(_) => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;

    use super::*;

    /// The whole answer to `GET path`, as text.
    fn get(server: &Background, path: &str) -> String {
        let host = server
            .url
            .trim_start_matches("http://")
            .trim_end_matches('/');
        let port = host.rsplit(':').next().unwrap();
        let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
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
        let server = Background::start(dist, true).unwrap();
        (folder, server)
    }

    #[test]
    fn serves_the_start_page_and_ignores_the_query() {
        let (_folder, server) = site();
        for path in ["/", "/index.html", "/?a=1"] {
            let answer = get(&server, path);
            assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
            assert!(
                answer.contains("Content-Type: text/html; charset=utf-8\r\n"),
                "{answer}"
            );
            assert!(answer.ends_with("start page"), "{answer}");
        }
    }

    #[test]
    fn wasm_has_the_type_that_streaming_compilation_demands() {
        let (_folder, server) = site();
        let answer = get(&server, "/worker_bg.wasm?v=1");
        assert!(
            answer.contains("Content-Type: application/wasm\r\n"),
            "{answer}"
        );
    }

    #[test]
    fn sends_the_headers_that_the_site_asks_for() {
        let (_folder, server) = site();
        let answer = get(&server, "/worker_bg.wasm?v=1");
        for header in [
            "Referrer-Policy: no-referrer\r\n",
            "Cache-Control: public\r\n",
        ] {
            assert!(answer.contains(header), "{answer}");
        }
        assert!(!answer.contains("no-cache"), "{answer}");
        let answer = get(&server, "/");
        assert!(answer.contains("Cache-Control: no-cache\r\n"), "{answer}");
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
