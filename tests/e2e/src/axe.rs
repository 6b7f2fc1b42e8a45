//! Whether the page can be used by everybody: axe-core's rules, in the page as it is now.

use std::env;

use anyhow::{Context, Result};

use crate::Browser;

impl Browser {
    /// What the page as it is now does against axe-core's rules: the rule, where, and what to do.
    /// Every rule that axe-core has on by default is applied, its good practices too.
    ///
    /// The page's policy forbids scripts of others; what a driver runs is not bound by it.
    ///
    /// # Errors
    ///
    /// Where `SPANWRIGHT_AXE` does not name axe-core's script, or axe-core fails.
    pub async fn violations(&self) -> Result<Vec<String>> {
        let script = env::var("SPANWRIGHT_AXE").context(
            "SPANWRIGHT_AXE is not set; run the end-to-end tests with `cargo xtask test e2e`",
        )?;
        let axe =
            std::fs::read_to_string(&script).with_context(|| format!("cannot read {script}"))?;
        let answer = self.client.execute(&format!("{axe}\n{RUN}"), vec![]).await;
        let found = answer.context("axe-core did not run")?;
        Ok(serde_json::from_value(found)?)
    }
}

/// A notice that still fades in has no colours to measure, so movements that end are waited for.
const RUN: &str = r"
const ending = document.getAnimations().filter(
  (one) => one.effect.getTiming().iterations !== Infinity);
return Promise.all(ending.map((one) => one.finished))
  .then(() => axe.run(document, { resultTypes: ['violations'], iframes: false }))
  .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(
    ({ target, html, failureSummary }) =>
      `${id}: ${target.join(' ')}: ${html.slice(0, 160)}: ${failureSummary.replaceAll(/\s+/g, ' ')}`)));";
