//! Writes the files in which hosts are told what headers to send.
//!
//! There is one source of each policy: the `<meta>` element of the page that it is for. The headers
//! repeat it, so that it holds for the service worker too, and from the first byte.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::bundle::is_hashed;
use crate::fingerprint;

/// What a page cannot say of itself, and would be said of every file.
///
/// There is no `Cross-Origin-Opener-Policy`: it would cut the tie between the page and the one that the
/// annotator reads, over which the bookmark sends the article.
const EVERYWHERE: [(&str, &str); 3] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    (
        "Permissions-Policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), \
         midi=(), display-capture=(), browsing-topics=()",
    ),
];

const POLICY: &str = "Content-Security-Policy";
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK: &str = "no-cache";

/// What [`is_hashed`] says, as a regular expression.
const HASHED: &str = r"-[0-9a-f]{16}(_bg)?\.(js|wasm|css)$";

/// Writes `_headers` (Netlify, Cloudflare Pages), `.htaccess` (Apache), and `nginx-http.conf` with
/// `nginx-site.conf`.
///
/// # Errors
///
/// Where a page has no policy, or a file cannot be read or written.
pub fn write(dist: &Path) -> Result<()> {
    let page = policy_of(&dist.join("index.html"))?;
    let frame = policy_of(&dist.join("fetch.html"))?;
    let files = [
        ("_headers", by_path(dist, &page, &frame)?),
        (".htaccess", apache(&page, &frame)),
        ("nginx-http.conf", nginx_http(&page, &frame)),
        ("nginx-site.conf", nginx_site()),
    ];
    for (name, text) in files {
        fs::write(dist.join(name), text)?;
    }
    Ok(())
}

/// The policy in a page's `<meta>` element, and with it what no such element may say.
fn policy_of(page: &Path) -> Result<String> {
    let name = page.display();
    let text = fs::read_to_string(page).with_context(|| format!("cannot read {name}"))?;
    let policy = text
        .split_once("http-equiv=\"Content-Security-Policy\"")
        .and_then(|(_, rest)| rest.split_once("content=\""))
        .and_then(|(_, rest)| rest.split_once('"'));
    let (policy, _) = policy.with_context(|| format!("{name} has no policy"))?;
    Ok(format!("{policy}; frame-ancestors 'self'"))
}

/// The rules of Netlify and Cloudflare Pages. Where several fit a file, both hosts add their headers
/// up, so none is in two that fit the same file.
fn by_path(dist: &Path, page: &str, frame: &str) -> Result<String> {
    let mut text = String::from("/*\n");
    for (name, value) in EVERYWHERE {
        writeln!(text, "  {name}: {value}")?;
    }
    let mut rule = |path: &str, policy: &str, cache: &str| {
        writeln!(
            text,
            "/{path}\n  {POLICY}: {policy}\n  Cache-Control: {cache}"
        )
    };
    rule("", page, ASK)?;
    for file in fingerprint::files_under(dist)? {
        let name = file.strip_prefix(dist)?.to_string_lossy();
        let policy = if name == "fetch.html" { frame } else { page };
        let cache = if is_hashed(&name) { FOR_EVER } else { ASK };
        rule(&name, policy, cache)?;
    }
    Ok(text)
}

fn apache(page: &str, frame: &str) -> String {
    let mut text = String::from(
        "AddType application/wasm .wasm\nAddType application/manifest+json .webmanifest\n\
         <IfModule mod_headers.c>\n",
    );
    for (name, value) in EVERYWHERE {
        text += &format!("  Header always set {name} \"{value}\"\n");
    }
    text + &format!(
        "  Header always set {POLICY} \"{page}\"\n  \
           Header set Cache-Control \"{ASK}\"\n  \
           <FilesMatch \"{HASHED}\">\n    \
             Header set Cache-Control \"{FOR_EVER}\"\n  \
           </FilesMatch>\n  \
           <Files \"fetch.html\">\n    \
             Header always set {POLICY} \"{frame}\"\n  \
           </Files>\n\
         </IfModule>\n"
    )
}

fn nginx_http(page: &str, frame: &str) -> String {
    format!(
        "# Include this in the http block.\n\
         map $uri $spanwright_policy {{\n  default \"{page}\";\n  ~/fetch\\.html$ \"{frame}\";\n}}\n\
         map $uri $spanwright_cache {{\n  default \"{ASK}\";\n  \"~{HASHED}\" \"{FOR_EVER}\";\n}}\n"
    )
}

fn nginx_site() -> String {
    let mut text = String::from(
        "# Include this in the server or location block of the site. A block inside it that has an\n\
         # add_header of its own needs this too.\n",
    );
    let mapped = [
        (POLICY, "$spanwright_policy"),
        ("Cache-Control", "$spanwright_cache"),
    ];
    for (name, value) in EVERYWHERE.into_iter().chain(mapped) {
        text += &format!("add_header {name} \"{value}\" always;\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "default-src 'none'; script-src 'self'";
    const FRAME: &str = "default-src 'none'; connect-src https:";

    fn written() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, policy) in [("index.html", PAGE), ("fetch.html", FRAME)] {
            let meta =
                format!("<meta http-equiv=\"Content-Security-Policy\"\n  content=\"{policy}\">");
            fs::write(folder.path().join(name), meta).unwrap();
        }
        for name in ["sw.js", "page-0123456789abcdef_bg.wasm"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        write(folder.path()).unwrap();
        folder
    }

    #[test]
    fn every_host_is_told_the_policies_of_the_pages_themselves() {
        let folder = written();
        for name in ["_headers", ".htaccess", "nginx-http.conf"] {
            let text = fs::read_to_string(folder.path().join(name)).unwrap();
            for policy in [PAGE, FRAME] {
                let whole = format!("{policy}; frame-ancestors 'self'");
                assert!(text.contains(&whole), "{name}: {text}");
            }
        }
    }

    #[test]
    fn no_header_is_in_two_rules_for_one_file() {
        let folder = written();
        let text = fs::read_to_string(folder.path().join("_headers")).unwrap();
        let rules = crate::server::Rules::read(&text);
        let of = |path: &str| {
            let headers = rules.of(path);
            assert_eq!(headers.keys_len(), headers.len(), "{path}: {headers:?}");
            headers
        };
        let value = |path: &str, name: &str| {
            let found = of(path).remove(name);
            found.map_or_else(String::new, |value| value.to_str().unwrap().to_owned())
        };
        assert!(value("/", POLICY).starts_with(PAGE));
        assert!(value("/sw.js", POLICY).starts_with(PAGE));
        assert!(value("/fetch.html", POLICY).starts_with(FRAME));
        assert_eq!(value("/sw.js", "Cache-Control"), ASK);
        let page = "/page-0123456789abcdef_bg.wasm";
        assert_eq!(value(page, "Cache-Control"), FOR_EVER);
        assert_eq!(value(page, "X-Content-Type-Options"), "nosniff");
    }
}
