//! Guesses the language of a line or paragraph, or says nothing.
//!
//! The script decides where only one common language uses it; else function words and the
//! letters that only some languages use give evidence. A name or a short heading gives too
//! little, and then the answer is `None`.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use super::language_data::{EVIDENCE, Evidence};

macro_rules! languages {
    ($($variant:ident $code:literal $name:literal)*) => {
        /// A language that the guesser knows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(into = "&'static str", try_from = "std::borrow::Cow<'_, str>")]
        pub enum Language {
            $(#[doc = $name] $variant,)*
        }

        impl Language {
            /// All languages that the guesser knows.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The two-letter code of ISO 639-1.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// The English name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
    };
}

languages! {
    Arabic "ar" "Arabic"
    Bengali "bn" "Bengali"
    Bulgarian "bg" "Bulgarian"
    Chinese "zh" "Chinese"
    Croatian "hr" "Croatian"
    Czech "cs" "Czech"
    Danish "da" "Danish"
    Dutch "nl" "Dutch"
    English "en" "English"
    Finnish "fi" "Finnish"
    French "fr" "French"
    German "de" "German"
    Greek "el" "Greek"
    Hebrew "he" "Hebrew"
    Hindi "hi" "Hindi"
    Hungarian "hu" "Hungarian"
    Indonesian "id" "Indonesian"
    Italian "it" "Italian"
    Japanese "ja" "Japanese"
    Korean "ko" "Korean"
    Norwegian "no" "Norwegian"
    Persian "fa" "Persian"
    Polish "pl" "Polish"
    Portuguese "pt" "Portuguese"
    Romanian "ro" "Romanian"
    Russian "ru" "Russian"
    Serbian "sr" "Serbian"
    Spanish "es" "Spanish"
    Swedish "sv" "Swedish"
    Tamil "ta" "Tamil"
    Thai "th" "Thai"
    Turkish "tr" "Turkish"
    Ukrainian "uk" "Ukrainian"
    Urdu "ur" "Urdu"
    Vietnamese "vi" "Vietnamese"
}

impl Language {
    /// The language of a code such as `en` or `pt-BR`.
    ///
    /// ```
    /// use spanwright::text::Language;
    /// assert_eq!(Language::from_code("pt-BR"), Some(Language::Portuguese));
    /// assert_eq!(Language::from_code("tlh"), None);
    /// ```
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next()?;
        Self::ALL
            .iter()
            .copied()
            .find(|language| language.code().eq_ignore_ascii_case(primary))
    }
}

impl From<Language> for &'static str {
    fn from(language: Language) -> Self {
        language.code()
    }
}

impl TryFrom<std::borrow::Cow<'_, str>> for Language {
    type Error = String;

    fn try_from(code: std::borrow::Cow<'_, str>) -> Result<Self, String> {
        let mut all = Self::ALL.iter().copied();
        all.find(|language| language.code() == code)
            .ok_or_else(|| format!("“{code}” is the code of no language that is known"))
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// How many words are looked at; more would not change the answer.
const SAMPLE: usize = 80;

/// The language of the text where there is enough evidence for one and clearly less for any
/// other.
///
/// ```
/// use spanwright::text::{Language, language};
/// assert_eq!(language("Theo dõi chúng tôi trên mạng xã hội"), Some(Language::Vietnamese));
/// assert_eq!(language("She said that it was too late."), Some(Language::English));
/// assert_eq!(language("Barack Obama"), None);
/// ```
pub fn language(text: &str) -> Option<Language> {
    let mut evidence = Tally::new();
    let mut words = 0;
    for word in text.unicode_words().take(SAMPLE) {
        if word.contains(char::is_alphabetic) {
            words += 1;
            evidence.add_word(word);
        }
    }
    evidence.verdict(words)
}

/// Evidence for each language: how much, and from how many words.
struct Tally {
    weights: [f32; Language::ALL.len()],
    words: [usize; Language::ALL.len()],
    letters: [usize; SCRIPTS],
}

/// The scripts told apart; each is a slot of [`Tally::letters`].
const SCRIPTS: usize = Script::Other as usize + 1;

impl Tally {
    fn new() -> Self {
        Self {
            weights: [0.0; Language::ALL.len()],
            words: [0; Language::ALL.len()],
            letters: [0; SCRIPTS],
        }
    }

    fn add_word(&mut self, word: &str) {
        let is_name = word.starts_with(char::is_uppercase);
        let lower = word.to_lowercase();
        let mut seen = 0;
        if let Some(&languages) = WORDS.get(lower.as_str()) {
            seen |= languages;
            self.add(languages, 1.0);
        }
        // A foreign name tells little about the text around it.
        let most = if is_name { 0.2 } else { 1.0 };
        let mut left = most;
        for letter in lower.chars() {
            if let Some(script) = script(letter) {
                self.letters[script as usize] += 1;
            }
            if let Some(&languages) = LETTERS.get(&letter)
                && left > 0.0
            {
                seen |= languages;
                self.add(languages, left);
                left -= most / 2.0;
            }
        }
        for (i, words) in self.words.iter_mut().enumerate() {
            *words += usize::from(seen & (1 << i) != 0);
        }
    }

    /// Shares the weight among the languages, so that what many share counts little.
    fn add(&mut self, languages: u64, weight: f32) {
        let share = weight / languages.count_ones() as f32;
        for (i, total) in self.weights.iter_mut().enumerate() {
            if languages & (1 << i) != 0 {
                *total += share;
            }
        }
    }

    fn verdict(&self, words: usize) -> Option<Language> {
        let letters: usize = self.letters.iter().sum();
        let (script, most) = self
            .letters
            .iter()
            .enumerate()
            .max_by_key(|&(_, count)| count)?;
        if letters < 4 || most * 10 < letters * 6 {
            return self.japanese(letters);
        }
        match ONE_LANGUAGE.get(script).copied().flatten() {
            Some(Language::Chinese) => self.japanese(letters).or(Some(Language::Chinese)),
            Some(language) => Some(language),
            None => self.best_of(script, words),
        }
    }

    /// Japanese mixes scripts, and its kana are used by no other language.
    fn japanese(&self, letters: usize) -> Option<Language> {
        let kana = self.letters[Script::Kana as usize];
        let han = self.letters[Script::Han as usize];
        (kana * 10 > letters && (kana + han) * 10 >= letters * 6).then_some(Language::Japanese)
    }

    /// The best of the languages that share the script.
    fn best_of(&self, script: usize, words: usize) -> Option<Language> {
        const LEAST_WEIGHT: f32 = 1.2;
        const LEAST_WORDS: usize = 2;
        const LEAD: f32 = 1.5;
        let candidates = || {
            Language::ALL
                .iter()
                .enumerate()
                .filter(|(_, language)| script_of(**language) as usize == script)
                .map(|(i, &language)| (i, language))
        };
        let (best, language) =
            candidates().max_by(|a, b| self.weights[a.0].total_cmp(&self.weights[b.0]))?;
        let second = candidates()
            .filter(|&(i, _)| i != best)
            .map(|(i, _)| self.weights[i])
            .fold(0.0, f32::max);
        let is_sure = self.weights[best] >= LEAST_WEIGHT
            && self.words[best] >= LEAST_WORDS
            && self.words[best] * 8 >= words
            && self.weights[best] >= second * LEAD;
        is_sure.then_some(language)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Han,
    Kana,
    Greek,
    Hebrew,
    Devanagari,
    Bengali,
    Tamil,
    Thai,
    Hangul,
    Other,
}

/// The language of each script that only one common language uses, in the order of [`Script`].
const ONE_LANGUAGE: [Option<Language>; SCRIPTS] = [
    None,
    None,
    None,
    Some(Language::Chinese),
    Some(Language::Japanese),
    Some(Language::Greek),
    Some(Language::Hebrew),
    Some(Language::Hindi),
    Some(Language::Bengali),
    Some(Language::Tamil),
    Some(Language::Thai),
    Some(Language::Korean),
    None,
];

fn script(letter: char) -> Option<Script> {
    let script = match letter {
        _ if !letter.is_alphabetic() => return None,
        '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Greek,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{590}'..='\u{5ff}' => Script::Hebrew,
        '\u{600}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => Script::Arabic,
        '\u{900}'..='\u{97f}' => Script::Devanagari,
        '\u{980}'..='\u{9ff}' => Script::Bengali,
        '\u{b80}'..='\u{bff}' => Script::Tamil,
        '\u{e00}'..='\u{e7f}' => Script::Thai,
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7af}' => {
            Script::Hangul
        }
        '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' => Script::Kana,
        '\u{2e80}'..='\u{2fdf}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Script::Han,
        _ => Script::Other,
    };
    Some(script)
}

fn script_of(language: Language) -> Script {
    match language {
        Language::Bulgarian | Language::Russian | Language::Serbian | Language::Ukrainian => {
            Script::Cyrillic
        }
        Language::Arabic | Language::Persian | Language::Urdu => Script::Arabic,
        other => ONE_LANGUAGE
            .iter()
            .position(|language| *language == Some(other))
            .map_or(Script::Latin, |_| Script::Other),
    }
}

/// Each function word with the languages that use it, one bit a language.
static WORDS: LazyLock<HashMap<&'static str, u64>> = LazyLock::new(|| {
    let words = |evidence: &'static Evidence| evidence.words.split_ascii_whitespace();
    collect(EVIDENCE, words)
});

/// Each telling letter with the languages that use it, one bit a language.
static LETTERS: LazyLock<HashMap<char, u64>> = LazyLock::new(|| {
    let letters = |evidence: &'static Evidence| evidence.letters.chars();
    collect(EVIDENCE, letters)
});

fn collect<K: std::hash::Hash + Eq, I: Iterator<Item = K>>(
    table: &'static [Evidence],
    keys: impl Fn(&'static Evidence) -> I,
) -> HashMap<K, u64> {
    let mut languages = HashMap::new();
    for evidence in table {
        for key in keys(evidence) {
            *languages.entry(key).or_default() |= 1 << evidence.language as u64;
        }
    }
    languages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_lines_of_many_languages_are_told_apart() {
        let mut wrong = Vec::new();
        for (code, line) in [
            (
                "en",
                "It was the last of three meetings that she had with them",
            ),
            (
                "de",
                "Der Minister sprach gestern mit der Kanzlerin über den Krieg",
            ),
            (
                "fr",
                "Suivez toute l'actualité sur notre page et dans les journaux",
            ),
            (
                "es",
                "Siga las noticias de hoy en nuestra página y por correo",
            ),
            (
                "pt",
                "Leia também as últimas notícias sobre a eleição e não perca",
            ),
            (
                "it",
                "Leggi anche tutte le notizie della giornata che sono sul sito",
            ),
            (
                "nl",
                "Lees ook het laatste nieuws van de dag over deze zaak",
            ),
            (
                "sv",
                "Läs också de senaste nyheterna om det som händer i dag",
            ),
            (
                "da",
                "Læs også, hvad der blev af aftalen, og hvorfor noget gik galt",
            ),
            (
                "no",
                "Les også hva som ble av avtalen nå, og hvorfor noe gikk galt",
            ),
            (
                "fi",
                "Lue myös tuoreimmat uutiset, jotka ovat nyt kaikkien mielessä",
            ),
            (
                "pl",
                "Przeczytaj także najnowsze wiadomości, które się dziś pojawiły",
            ),
            (
                "cs",
                "Přečtěte si také nejnovější zprávy, které jsme dnes vydali",
            ),
            (
                "hr",
                "Pročitajte i što se još dogodilo danas, ali nije bilo u vijestima",
            ),
            (
                "hu",
                "Olvassa el a legfrissebb híreket is, és kövessen minket",
            ),
            (
                "ro",
                "Citește și cele mai noi știri despre ce s-a întâmplat în țară",
            ),
            (
                "tr",
                "Son dakika haberleri için bizi takip edin ve daha fazla okuyun",
            ),
            ("vi", "Mời bạn đọc xem thêm tin mới trong ngày"),
            (
                "id",
                "Baca juga berita terbaru yang ada di halaman ini dan untuk Anda",
            ),
            (
                "ru",
                "Читайте также последние новости о том, что было сегодня",
            ),
            (
                "uk",
                "Читайте також останні новини про те, що було сьогодні",
            ),
            (
                "bg",
                "Прочетете още последните новини за това, което се случи днес",
            ),
            (
                "sr",
                "Прочитајте још најновије вести о томе шта је данас било",
            ),
            ("el", "Διαβάστε επίσης τα τελευταία νέα"),
            ("he", "קראו גם את החדשות האחרונות"),
            ("ar", "اقرأ أيضا آخر الأخبار عن هذا الموضوع"),
            ("fa", "آخرین خبرها را که در این باره است بخوانید"),
            ("ur", "یہ خبریں بھی پڑھیں جو آج کے بارے میں ہیں"),
            ("hi", "यह भी पढ़ें आज की ताज़ा ख़बर"),
            ("bn", "আজকের সর্বশেষ খবর পড়ুন"),
            ("ta", "இன்றைய செய்திகளை படிக்கவும்"),
            ("th", "อ่านข่าวล่าสุดวันนี้"),
            ("ko", "오늘의 최신 뉴스를 읽어보세요"),
            ("ja", "今日の最新ニュースはこちらをご覧ください"),
            ("zh", "请阅读今天的最新消息"),
        ] {
            let found = language(line).map(Language::code);
            if found != Some(code) {
                wrong.push((code, found, line));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn names_and_headings_are_left_open() {
        for line in [
            "Barack Obama",
            "Recep Tayyip Erdoğan",
            "São Paulo",
            "VOV.VN",
            "2016",
            "",
            "Gerhard Müller, Björn Löfven",
            "Rio de Janeiro",
        ] {
            assert_eq!(language(line), None, "{line}");
        }
    }

    #[test]
    fn a_foreign_phrase_does_not_change_the_language_of_its_paragraph() {
        let text = "She answered in French, “je ne sais pas ce que vous dites”, and then she left \
                    the room with the others, who had been waiting for her since the morning.";
        assert_eq!(language(text), Some(Language::English));
    }

    #[test]
    fn codes_read_back() {
        for &language in Language::ALL {
            assert_eq!(Language::from_code(language.code()), Some(language));
        }
    }
}
