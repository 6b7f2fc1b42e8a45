//! What came of fetching an address that the annotator asked for.

use crate::text::{DecodeError, decode};

/// A page of more bytes is no article.
const LONGEST_BYTES: usize = 20_000_000;

/// What the frame that fetches has answered (see `static/fetch.js`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status code; `None` where the browser could not or may not read what the site sent.
    pub status: Option<u16>,
    /// The Content-Type, or nothing where the site names none.
    pub content_type: String,
    /// What the site sent.
    pub bytes: Vec<u8>,
}

/// What was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// Plain text.
    Text(String),
    /// The markup of a page.
    Page(String),
}

/// Why an address brought nothing, and what to do instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// It is no address of a web page.
    #[error("“{0}” is not the address of a web page. An address begins with https:// or http://.")]
    BadAddress(String),
    /// The site cannot be reached, or does not let other pages read it; browsers do not say
    /// which.
    #[error(
        "{host} does not let other web pages read its articles, as most sites do not, or it \
         cannot be reached. Instead, copy the article's text and paste it here, save the page and \
         drop its file here, or open the page and use the “To Spanwright” bookmark."
    )]
    Refused {
        /// The site.
        host: String,
    },
    /// The site answers with an error.
    #[error(
        "{host} answers with the error {status}{}. See whether the address opens in a tab of its \
         own; if it does, copy the text and paste it here, or use the “To Spanwright” bookmark.",
        meaning(*.status)
    )]
    Status {
        /// The site.
        host: String,
        /// The HTTP status code.
        status: u16,
    },
    /// The page is too long.
    #[error(
        "The page has {bytes} bytes; at most {LONGEST_BYTES} are fetched. Copy the part that you \
         need and paste it here."
    )]
    TooLong {
        /// Its length.
        bytes: usize,
    },
    /// What came is not text.
    #[error("{address}: {error}")]
    NotText {
        /// What was fetched.
        address: String,
        /// What is wrong with it.
        error: DecodeError,
    },
    /// Spanwright's own file that fetches is not there.
    #[error(
        "This copy of Spanwright cannot fetch pages: its file fetch.html did not load. Copy the \
         article's text and paste it here instead."
    )]
    Unavailable,
}

fn meaning(status: u16) -> &'static str {
    match status {
        401..=403 => " (it wants you to sign in or to pay, or refuses programs)",
        404 | 410 => " (there is no such page)",
        429 => " (too many requests)",
        500.. => " (the site has a problem)",
        _ => "",
    }
}

/// The host that a web address names, with its port; `None` where it is no address of a web page.
///
/// ```
/// use spanwright::clerk::web_host;
/// assert_eq!(web_host("https://news.example:8080/ferry?page=2"), Some("news.example:8080"));
/// assert_eq!(web_host("file:///etc/hosts"), None);
/// ```
pub fn web_host(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    let is_web = ["https", "http"]
        .iter()
        .any(|web| scheme.eq_ignore_ascii_case(web));
    let host = rest.split(['/', '?', '#', '\\']).next()?;
    let host = host.rsplit('@').next()?;
    (is_web && !host.is_empty()).then_some(host)
}

impl Fetched {
    /// What the frame's answer brings; `None` stands for a frame that did not answer.
    ///
    /// # Errors
    /// Where it brings no text: why, and what to do instead.
    pub fn read(address: &str, answer: Option<Answer>) -> Result<Self, FetchError> {
        let host = web_host(address).ok_or_else(|| FetchError::BadAddress(address.to_owned()))?;
        let host = || host.to_owned();
        let answer = answer.ok_or(FetchError::Unavailable)?;
        let status = answer.status;
        let status = status.ok_or_else(|| FetchError::Refused { host: host() })?;
        if !(200..300).contains(&status) {
            return Err(FetchError::Status {
                host: host(),
                status,
            });
        }
        let bytes = answer.bytes.len();
        if bytes > LONGEST_BYTES {
            return Err(FetchError::TooLong { bytes });
        }
        let text = decode(&answer.bytes).map_err(|error| FetchError::NotText {
            address: address.to_owned(),
            error,
        })?;
        // A type may be followed by parameters (RFC 9110, section 8.3).
        let kind = answer.content_type.split(';').next().unwrap_or_default();
        Ok(match kind.trim().eq_ignore_ascii_case("text/plain") {
            true => Self::Text(text.text),
            false => Self::Page(text.text),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: &str = "https://news.example/ferry";

    fn answer(status: u16, content_type: &str, bytes: &[u8]) -> Option<Answer> {
        Some(Answer {
            status: Some(status),
            content_type: content_type.to_owned(),
            bytes: bytes.to_vec(),
        })
    }

    /// The message for what was answered.
    fn refusal(address: &str, answer: Option<Answer>) -> String {
        Fetched::read(address, answer).unwrap_err().to_string()
    }

    #[test]
    fn a_text_is_told_from_a_page_by_its_type() {
        let page = Fetched::Page("<p>Ada".to_owned());
        for kind in ["text/html", "", "text/html; charset=utf-8"] {
            assert_eq!(
                Fetched::read(ADDRESS, answer(200, kind, b"<p>Ada")),
                Ok(page.clone())
            );
        }
        let text = Fetched::read(ADDRESS, answer(200, "Text/Plain; charset=utf-8", b"<p>"));
        assert_eq!(text, Ok(Fetched::Text("<p>".to_owned())));
    }

    #[test]
    fn only_web_addresses_are_fetched() {
        for address in [
            "news",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://",
            "",
        ] {
            assert_eq!(web_host(address), None, "{address}");
            assert!(refusal(address, None).contains(&format!("“{address}”")));
        }
        assert_eq!(web_host("HTTP://a@b.example:80?c"), Some("b.example:80"));
    }

    #[test]
    fn what_brought_nothing_says_why() {
        let refused = refusal(ADDRESS, Some(Answer::default()));
        assert!(
            refused.starts_with("news.example does not let"),
            "{refused}"
        );
        let missing = refusal(ADDRESS, answer(404, "text/html", b"gone"));
        assert!(
            missing.contains("error 404 (there is no such page)"),
            "{missing}"
        );
        let long = refusal(ADDRESS, answer(200, "", &vec![b' '; LONGEST_BYTES + 1]));
        assert!(long.contains("20000001 bytes"), "{long}");
        let picture = refusal(ADDRESS, answer(200, "", b"\x89PNG\r\n\x1a\n"));
        assert!(picture.starts_with(ADDRESS), "{picture}");
        assert!(refusal(ADDRESS, None).contains("fetch.html"));
    }
}
