//! The languages of the interface, and which of them a person gets.

use serde::{Deserialize, Serialize};

use super::{PageWords, WindowWords};

/// A language that the interface speaks. It has nothing to do with the language of an article, which
/// is a [`crate::text::Language`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// English, for whoever prefers none of them.
    #[default]
    English,
    /// Vietnamese.
    Vietnamese,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::English, Self::Vietnamese];

    /// Its code in BCP 47, as `lang` attributes have it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Vietnamese => "vi",
        }
    }

    /// The first of these languages that the interface speaks. They are BCP 47 tags, the one that
    /// is preferred most first; script, region and whatever else follows the language itself does
    /// not count.
    ///
    /// ```
    /// use spanwright::words::Language;
    /// assert_eq!(Language::of(["de-CH", "vi-VN", "en"]), Language::Vietnamese);
    /// assert_eq!(Language::of(["de-CH"]), Language::English);
    /// ```
    pub fn of<'tags>(preferred: impl IntoIterator<Item = &'tags str>) -> Self {
        let known = |tag: &str| {
            let language = tag.split('-').next().unwrap_or_default();
            Self::ALL
                .into_iter()
                .find(|one| language.eq_ignore_ascii_case(one.code()))
        };
        preferred.into_iter().find_map(known).unwrap_or_default()
    }

    /// The words of the page. The page itself has the English ones and fetches others.
    pub const fn page(self) -> &'static PageWords {
        match self {
            Self::English => &PageWords::ENGLISH,
            Self::Vietnamese => &PageWords::VIETNAMESE,
        }
    }

    /// The words of the windows.
    pub const fn windows(self) -> &'static WindowWords {
        match self {
            Self::English => &WindowWords::ENGLISH,
            Self::Vietnamese => &WindowWords::VIETNAMESE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{self, English, Vietnamese};

    fn of(tags: &str) -> Language {
        Language::of(tags.split_whitespace())
    }

    #[test]
    fn the_first_language_that_is_known_is_chosen() {
        assert_eq!(of("vi en"), Vietnamese);
        assert_eq!(of("en vi"), English);
        assert_eq!(of("fr-FR de vi-VN en-US"), Vietnamese);
        assert_eq!(of("fr-FR en-GB vi"), English);
    }

    #[test]
    fn region_script_and_capitals_do_not_count() {
        for tag in ["vi", "vi-VN", "VI-vn", "vi-Latn-VN", "vi-u-ca-gregory"] {
            assert_eq!(of(tag), Vietnamese, "{tag}");
        }
    }

    #[test]
    fn a_language_that_only_begins_alike_is_another_one() {
        for tag in ["vie", "vic", "vi_VN", "v", ""] {
            assert_eq!(Language::of([tag]), English, "{tag}");
        }
    }

    #[test]
    fn who_prefers_none_gets_english() {
        assert_eq!(of(""), English);
        assert_eq!(of("tlh ja-JP"), English);
    }
}
