//! The figures, as a table and for a machine.

use std::fmt;

use serde_json::{Value, json};

use super::tool::Tool;

/// Everything that was measured, in the order in which it was.
#[derive(Default)]
pub(super) struct Report(Vec<Figure>);

struct Figure {
    tool: Tool,
    /// What it was measured on: how many tokens or documents.
    on: String,
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
    pub(super) fn put(&mut self, tool: Tool, on: &str, row: &str, values: Vec<f64>) {
        let (on, row) = (on.to_owned(), row.to_owned());
        self.0.push(Figure {
            tool,
            on,
            row,
            values,
        });
    }

    /// Each figure with its median, its 95th percentile and how many times Spanwright's median it is.
    pub(super) fn to_json(&self) -> Value {
        let figures = self.0.iter().map(|figure| {
            json!({
                "tool": figure.tool.name(),
                "on": figure.on,
                "what": figure.row,
                "median": figure.quantile(0.5),
                "p95": figure.quantile(0.95),
                "values": figure.values,
                "ratio": self.ratio(figure),
            })
        });
        figures.collect()
    }

    /// How many times Spanwright's median for the same thing a median is, where there is one to compare
    /// with: where there was no long task, none is any number of times as long.
    fn ratio(&self, figure: &Figure) -> Option<f64> {
        let ours = self.0.iter().find(|other| {
            other.tool == Tool::Spanwright && other.on == figure.on && other.row == figure.row
        });
        let ours = ours.map(|ours| ours.quantile(0.5));
        let ours = ours.filter(|ours| *ours > 0.0);
        ours.map(|ours| figure.quantile(0.5) / ours)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "Medians in ms (p95), and beside a peer's how many times Spanwright's it is."
        )?;
        let mut subjects: Vec<&str> = self.0.iter().map(|figure| &*figure.on).collect();
        subjects.dedup();
        for on in subjects {
            let figures = || self.0.iter().filter(move |figure| figure.on == on);
            let mut rows: Vec<&str> = Vec::new();
            for figure in figures() {
                if !rows.contains(&&*figure.row) {
                    rows.push(&figure.row);
                }
            }
            write!(f, "\n{on:<32}")?;
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
                        match self.ratio(figure).filter(|_| tool != Tool::Spanwright) {
                            Some(ratio) => format!("{median:.0} ({p95:.0}) ×{ratio:.1}"),
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
