//! Reads the dates that pages state in their metadata.

use chrono::{DateTime, NaiveDate};

/// Ways to write a date, as `chrono` names them.
const FORMATS: &[&str] = &[
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
    "%B %d, %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%A, %B %d, %Y",
    "%A, %d %B %Y",
    "%B %d %Y",
];

/// The date as `YYYY-MM-DD` where it can be read, else as it was.
pub(super) fn normalised(date: &str) -> String {
    let date = date.trim();
    parsed(date).map_or_else(|| date.to_owned(), |day| day.format("%Y-%m-%d").to_string())
}

fn parsed(date: &str) -> Option<NaiveDate> {
    let iso = || NaiveDate::parse_from_str(date.get(..10)?, "%Y-%m-%d").ok();
    let mail = || {
        DateTime::parse_from_rfc2822(date)
            .ok()
            .map(|time| time.date_naive())
    };
    let compact = || {
        let digits = date
            .get(..8)
            .filter(|day| day.bytes().all(|b| b.is_ascii_digit()))?;
        date[8..]
            .starts_with('T')
            .then(|| NaiveDate::parse_from_str(digits, "%Y%m%d").ok())?
    };
    let other = || {
        FORMATS
            .iter()
            .find_map(|format| NaiveDate::parse_from_str(date, format).ok())
    };
    iso().or_else(mail).or_else(compact).or_else(other)
}

#[cfg(test)]
mod tests {
    use super::normalised;

    #[test]
    fn dates_of_many_shapes_become_days() {
        for date in [
            "2016-07-15",
            " 2016-07-15T23:30:00-05:00",
            "2016-07-15 08:00",
            "Fri, 15 Jul 2016 08:00:00 GMT",
            "July 15, 2016",
            "15 July 2016",
            "Jul 15, 2016",
            "20160715",
            "20160715T080000Z",
            "2016/07/15",
        ] {
            assert_eq!(normalised(date), "2016-07-15", "{date}");
        }
    }

    #[test]
    fn what_is_no_date_stays_as_it_was() {
        for date in ["yesterday", "2016-13-45", "15.7", "", "é016-07-15"] {
            assert_eq!(normalised(date), date);
        }
    }
}
