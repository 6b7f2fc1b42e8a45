//! What stands between the browser and the site: it can be cut, it can show the site otherwise than it is,
//! and it keeps a list of all that was asked for.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use anyhow::{Context as _, Result};

use crate::browser::variable;

/// Changes what the site answers at a path.
type Edit = Box<dyn Fn(&str, Vec<u8>) -> Vec<u8> + Send>;

/// A server that answers as the site does. Where a browser uses it as its proxy, all that the browser
/// asks of anybody goes through it.
pub struct Gateway {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    /// The site's own host and port.
    site: String,
    is_cut: AtomicBool,
    is_over: AtomicBool,
    edit: Mutex<Option<Edit>>,
    elsewhere: Mutex<Option<(String, String)>>,
    deleted: Mutex<Option<String>>,
    requests: Mutex<Vec<String>>,
}

impl Gateway {
    /// Opens a way to the site.
    ///
    /// # Errors
    ///
    /// Where the site's address is not given, or there is no free port.
    pub fn open() -> Result<Self> {
        let site = variable("SPANWRIGHT_URL")?;
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            site: host_of(&site).to_owned(),
            is_cut: AtomicBool::new(false),
            is_over: AtomicBool::new(false),
            edit: Mutex::default(),
            elsewhere: Mutex::default(),
            deleted: Mutex::default(),
            requests: Mutex::default(),
        });
        let serving = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if serving.is_over.load(Ordering::SeqCst) {
                    return;
                }
                let shared = Arc::clone(&serving);
                // A browser that goes away in the middle of an answer is none of the test's business.
                thread::spawn(move || shared.answer(stream));
            }
        });
        Ok(Self { address, shared })
    }

    /// The address of the site as the gateway shows it, with a slash at the end: another origin than the
    /// site's own.
    pub fn url(&self) -> String {
        format!("http://localhost:{}/", self.address.port())
    }

    /// The host and port of the gateway, for a browser whose proxy it is to be.
    pub fn proxy(&self) -> String {
        self.address.to_string()
    }

    /// Nothing is answered from now on.
    pub fn cut(&self) {
        self.shared.is_cut.store(true, Ordering::SeqCst);
    }

    /// Has each answer of the site changed from now on: by its path, without a query.
    pub fn edit(&self, edit: impl Fn(&str, Vec<u8>) -> Vec<u8> + Send + 'static) {
        *lock(&self.shared.edit) = Some(Box::new(edit));
    }

    /// The site has no such file from now on.
    pub fn delete(&self, path: &str) {
        *lock(&self.shared.deleted) = Some(path.to_owned());
    }

    /// Answers for another site: this address has this HTML page, which other pages may read.
    pub fn elsewhere(&self, address: &str, page: &str) {
        *lock(&self.shared.elsewhere) = Some((address.to_owned(), page.to_owned()));
    }

    /// The addresses that were asked for since this was last called, in order.
    pub fn requests(&self) -> Vec<String> {
        std::mem::take(&mut lock(&self.shared.requests))
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Ordering::SeqCst);
        // Wakes the thread that listens.
        let _ = TcpStream::connect(self.address);
    }
}

impl Shared {
    fn answer(&self, mut stream: TcpStream) -> Result<()> {
        if self.is_cut.load(Ordering::SeqCst) {
            return Ok(());
        }
        let mut reader = BufReader::new(stream.try_clone()?);
        let mut first = String::new();
        reader.read_line(&mut first)?;
        let mut words = first.split_whitespace();
        let (Some(method), Some(asked)) = (words.next(), words.next()) else {
            return Ok(());
        };
        let mut header = String::new();
        while reader.read_line(&mut header)? > 2 {
            header.clear();
        }
        // A proxy is asked for whole addresses, a server for paths.
        let (host, path) = match asked.strip_prefix("http://") {
            Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
            None if asked.starts_with('/') => (&*self.site, asked),
            None => (asked, ""),
        };
        let address = match path {
            "" => host.to_owned(),
            path => format!("http://{host}{path}"),
        };
        lock(&self.requests).push(address.clone());
        let answer = match &*lock(&self.elsewhere) {
            Some((known, page)) if *known == address => Some(format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\
                 Access-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n{page}"
            )),
            _ if lock(&self.deleted).as_deref() == Some(path) => {
                Some("HTTP/1.1 404 Deleted\r\nConnection: close\r\n\r\n".to_owned())
            }
            _ if host != self.site => Some("HTTP/1.1 502 Elsewhere\r\n\r\n".to_owned()),
            _ => None,
        };
        let answer = match answer {
            Some(answer) => answer.into_bytes(),
            None => self.of_site(method, path)?,
        };
        Ok(stream.write_all(&answer)?)
    }

    /// What the site answers, changed where it is to be.
    fn of_site(&self, method: &str, path: &str) -> Result<Vec<u8>> {
        let mut site = TcpStream::connect(&self.site)?;
        // A server of this version of HTTP answers in one piece and then closes the connection.
        write!(
            site,
            "{method} {path} HTTP/1.0\r\nHost: {}\r\n\r\n",
            self.site
        )?;
        let mut answer = Vec::new();
        site.read_to_end(&mut answer)?;
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.context("the site's answer has no end of its headers")?;
        let mut body = answer.split_off(end + 4);
        if let Some(edit) = &*lock(&self.edit) {
            body = edit(path.split('?').next().unwrap_or_default(), body);
        }
        let head = String::from_utf8_lossy(&answer);
        let mut lines = head.trim_end().lines();
        let status = lines.next().unwrap_or_default().replacen("1.0", "1.1", 1);
        let of_connection = [
            "content-length",
            "connection",
            "transfer-encoding",
            "keep-alive",
        ];
        let kept = lines.filter(|line| {
            let name = line.split(':').next().unwrap_or_default();
            !of_connection.contains(&&*name.to_ascii_lowercase())
        });
        let mut head: String = kept.map(|line| format!("{line}\r\n")).collect();
        if method != "HEAD" {
            head += &format!("Content-Length: {}\r\n", body.len());
        }
        let mut whole = format!("{status}\r\n{head}Connection: close\r\n\r\n").into_bytes();
        whole.append(&mut body);
        Ok(whole)
    }
}

fn host_of(url: &str) -> &str {
    url.trim_start_matches("http://").trim_end_matches('/')
}

/// What was left by a thread that panicked is as good as any.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
