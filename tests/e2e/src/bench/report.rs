//! The figures, as a table and for a machine.

use std::fmt;

use serde_json::{Value, json};

use super::tool::Tool;

/// Everything that was measured, in the order in which it was.
#[derive(Default)]
pub(super) struct Report(Vec<Figure>);

struct Figure {
    tool: Tool,
    /// How many tokens or documents.
    size: usize,
    row: String,
    /// Milliseconds, unless the row names another unit.
    values: Vec<f64>,
}

impl Figure {
    /// What so large a part of the values does not exceed.
    fn quantile(&self, part: f64) -> f64 {
        let mut sorted = self.values.clone();
        sorted.sort_by(f64::total_cmp);
        let at = (part * sorted.len() as f64).ceil() as usize;
        sorted
            .get(at.saturating_sub(1))
            .copied()
            .unwrap_or(f64::NAN)
    }
}

impl Report {
    pub(super) fn put(&mut self, tool: Tool, size: usize, row: &str, values: Vec<f64>) {
        let row = row.to_owned();
        self.0.push(Figure {
            tool,
            size,
            row,
            values,
        });
    }

    /// Each figure with its median, its 95th percentile and how many times Spanwright's median it is.
    pub(super) fn to_json(&self) -> Value {
        let figures = self.0.iter().map(|figure| {
            json!({
                "tool": figure.tool.name(),
                "size": figure.size,
                "what": figure.row,
                "median": figure.quantile(0.5),
                "p95": figure.quantile(0.95),
                "values": figure.values,
                "ratio": self.ours(figure).map(|ours| figure.quantile(0.5) / ours),
            })
        });
        figures.collect()
    }

    /// The median of Spanwright's own figure for the same thing.
    fn ours(&self, figure: &Figure) -> Option<f64> {
        let ours = self.0.iter().find(|other| {
            other.tool == Tool::Spanwright && other.size == figure.size && other.row == figure.row
        });
        ours.map(|ours| ours.quantile(0.5))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "Medians in ms (p95), and beside a peer's how many times Spanwright's it is."
        )?;
        let mut sizes: Vec<usize> = self.0.iter().map(|figure| figure.size).collect();
        sizes.dedup();
        for size in sizes {
            let figures = || self.0.iter().filter(move |figure| figure.size == size);
            let mut rows: Vec<&str> = Vec::new();
            for figure in figures() {
                if !rows.contains(&&*figure.row) {
                    rows.push(&figure.row);
                }
            }
            write!(f, "\n{:<32}", size)?;
            for tool in Tool::ALL {
                write!(f, "{:>24}", tool.name())?;
            }
            for row in rows {
                write!(f, "\n{row:<32}")?;
                for tool in Tool::ALL {
                    let figure = figures().find(|figure| figure.tool == tool && figure.row == row);
                    let cell = figure.map(|figure| {
                        let median = figure.quantile(0.5);
                        let p95 = figure.quantile(0.95);
                        match self.ours(figure).filter(|_| tool != Tool::Spanwright) {
                            Some(ours) => format!("{median:.0} ({p95:.0}) ×{:.1}", median / ours),
                            None => format!("{median:.0} ({p95:.0})"),
                        }
                    });
                    write!(f, "{:>24}", cell.unwrap_or_default())?;
                }
            }
            writeln!(f)?;
        }
        Ok(())
    }
}
