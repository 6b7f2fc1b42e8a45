//! Measures the page beside its peers; `cargo xtask bench page` runs it.

use std::env;
use std::path::Path;

use anyhow::{Context, Result};
use e2e::bench;

fn main() -> Result<()> {
    let mut arguments = env::args().skip(1).peekable();
    if arguments.next_if_eq("encoder").is_some() {
        let mut next = || {
            arguments
                .next()
                .context("wanted: encoder FOLDER PEERS-URL MODELS")
        };
        let (folder, peers, models) = (next()?, next()?, next()?);
        return bench::encoder::run(Path::new(&folder), &peers, Path::new(&models));
    }
    let mut next = || {
        arguments
            .next()
            .context("wanted: FOLDER PEERS-URL DOCUMENTS [TOKENS…]")
    };
    let (folder, peers, documents) = (next()?, next()?, next()?.parse()?);
    let sizes = arguments
        .map(|tokens| Ok(tokens.parse()?))
        .collect::<Result<Vec<_>>>()?;
    let sizes = if sizes.is_empty() {
        bench::SIZES.to_vec()
    } else {
        sizes
    };
    bench::run(Path::new(&folder), &peers, &sizes, documents)
}
