//! The endpoints of the drivers that the WebDriver standard does not have.

use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// A POST to an endpoint below the session.
#[derive(Debug)]
pub(crate) struct Post {
    endpoint: &'static str,
    body: Value,
}

impl Post {
    /// A command of the Chrome DevTools Protocol, to chromedriver.
    pub(crate) fn devtools(command: &str, parameters: &Value) -> Self {
        Self {
            endpoint: "goog/cdp/execute",
            body: json!({ "cmd": command, "params": parameters }),
        }
    }

    /// The entries of a log since the last time it was asked for, from chromedriver.
    pub(crate) fn log(kind: &str) -> Self {
        Self {
            endpoint: "se/log",
            body: json!({ "type": kind }),
        }
    }

    /// Where geckodriver runs scripts from now on: `chrome`, the browser's own window, or
    /// `content`, the page.
    pub(crate) fn script_context(context: &str) -> Self {
        Self {
            endpoint: "moz/context",
            body: json!({ "context": context }),
        }
    }
}

impl WebDriverCompatibleCommand for Post {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.endpoint
        ))
    }

    fn method_and_body(&self, _url: &Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
