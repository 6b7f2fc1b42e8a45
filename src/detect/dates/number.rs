//! Numbers in digits and in words.

use super::class::Class;
use super::frame::UNKNOWN;
use super::lexicon::{Lexicon, WordId};
use super::token::{Gap, Token};

/// A number as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// The number times a hundred.
    pub(super) hundredths: u32,
    /// How many digits it was written with; none where it was written in words.
    digits: u8,
    form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Cardinal,
    Ordinal,
    /// A year read as two pairs: nineteen ninety-six.
    Year,
    /// Money, a percentage, a part of a name: no time.
    Amount,
}

impl Number {
    /// A number in plain digits. `None` where it is too long to be about time.
    pub(super) fn from_digits(digits: &str) -> Option<Self> {
        let value: u32 = digits.parse().ok()?;
        Some(Self {
            hundredths: value.saturating_mul(100),
            digits: u8::try_from(digits.len()).ok()?,
            form: Form::Cardinal,
        })
    }

    fn in_words(value: u32, form: Form) -> Self {
        Self {
            hundredths: value.saturating_mul(100),
            digits: 0,
            form,
        }
    }

    /// The number as a member of a numeric class.
    pub(super) fn value(self, class: Class) -> Option<i32> {
        if self.form == Form::Amount {
            return None;
        }
        let whole = self
            .hundredths
            .is_multiple_of(100)
            .then(|| i32::try_from(self.hundredths / 100).ok())
            .flatten();
        let cardinal = self.form == Form::Cardinal;
        let short = cardinal && matches!(self.digits, 1 | 2);
        let ordinal = self.form == Form::Ordinal;
        match class {
            Class::DayOfMonth if short || ordinal => whole.filter(|day| (1..=31).contains(day)),
            Class::MonthNumber if short => whole.filter(|month| (1..=12).contains(month)),
            Class::Year if self.form == Form::Year => whole,
            Class::Year if cardinal && self.digits == 4 => {
                whole.filter(|year| (1000..2200).contains(year))
            }
            Class::ShortYear if cardinal && self.digits == 2 => whole,
            Class::Hour if cardinal && self.digits <= 2 => {
                whole.filter(|hour| (0..=24).contains(hour))
            }
            Class::Sixty if cardinal && self.digits == 2 => whole.filter(|n| (0..60).contains(n)),
            Class::ClockDigits if cardinal && self.digits == 4 => {
                whole.filter(|clock| clock / 100 < 24 && clock % 100 < 60)
            }
            Class::CompactDate if cardinal && self.digits == 8 => whole,
            // What is too large to count with, as in "66 million years", is as good as not said.
            Class::Count if cardinal || self.form == Form::Year => {
                Some(i32::try_from(self.hundredths).unwrap_or(UNKNOWN))
            }
            Class::Ordinal if ordinal => whole,
            _ => None,
        }
    }
}

/// From the first token on, joins the tokens of numbers that are written as several: `1,000`, `3.5`, `2 1/2`, `21st`,
/// `twenty-five`, `nineteen ninety-six`.
pub(super) fn join(tokens: &mut Vec<Token>, first: usize, lexicon: &Lexicon) {
    let mut kept = first;
    let mut at = first;
    while at < tokens.len() {
        let (number, used) = if tokens[at].number.is_some() {
            join_digits(&tokens[at..], lexicon)
        } else {
            join_words(&tokens[at..], lexicon)
        };
        let mut token = tokens[at];
        if let Some(mut number) = number {
            let before = kept
                .checked_sub(1)
                .filter(|at| *at >= first)
                .map(|index| tokens[index]);
            let after = tokens.get(at + used);
            if is_amount(before, &token, after, lexicon) {
                number.form = Form::Amount;
            }
            token.number = Some(number);
            token.end = tokens[at + used - 1].end;
            if used > 1 {
                token.word = WordId::UNKNOWN;
            }
        }
        tokens[kept] = token;
        kept += 1;
        at += used;
    }
    tokens.truncate(kept);
}

/// Whether a number is an amount of something else than time, or a part of a name.
fn is_amount(
    before: Option<Token>,
    token: &Token,
    after: Option<&Token>,
    lexicon: &Lexicon,
) -> bool {
    let sign = |token: Token| lexicon.entry(token.word).has(Class::Amount);
    let named = |token: Token| token.letters && token.word == WordId::UNKNOWN;
    token.gap == Gap::None && before.is_some_and(|before| sign(before) || named(before))
        || after.is_some_and(|after| sign(*after) && after.gap != Gap::Break)
}

fn join_digits(tokens: &[Token], lexicon: &Lexicon) -> (Option<Number>, usize) {
    let Some(mut number) = tokens[0].number else {
        return (None, 1);
    };
    let mut used = 1;
    // Groups of three: 1,000.
    if number.digits <= 3 {
        while let Some(group) = joined_number(tokens, used, Class::GroupMark, lexicon)
            && group.digits == 3
        {
            number.hundredths =
                (number.hundredths.saturating_mul(1000)).saturating_add(group.hundredths);
            number.digits = 9;
            used += 2;
        }
    }
    // A decimal fraction, but not 12.05.1998.
    if let Some(fraction) = joined_number(tokens, used, Class::DecimalMark, lexicon)
        && fraction.digits <= 2
        && joined_number(tokens, used + 2, Class::DecimalMark, lexicon).is_none()
    {
        let part = fraction.hundredths / if fraction.digits == 1 { 10 } else { 100 };
        number.hundredths = number.hundredths.saturating_add(part);
        number.digits = 9;
        used += 2;
        let power = power_after(tokens, used, lexicon).unwrap_or(1);
        number.hundredths = number.hundredths.saturating_mul(power);
        return (Some(number), used + usize::from(power > 1));
    }
    // A common fraction: 2 1/2, 2-1/2.
    let hyphen = usize::from(is(tokens.get(used), "-", lexicon));
    if let (Some(above), Some(below)) = (
        tokens.get(used + hyphen).and_then(|token| token.number),
        fraction_below(tokens, used + hyphen + 1, lexicon),
    ) && above.digits == 1
        && below.digits == 1
        && above.hundredths < below.hundredths
    {
        number.hundredths = number
            .hundredths
            .saturating_add(above.hundredths * 100 / below.hundredths);
        number.digits = 9;
        return (Some(number), used + hyphen + 3);
    }
    if let Some(next) = tokens.get(used) {
        if next.gap == Gap::None && lexicon.entry(next.word).has(Class::OrdinalSuffix) {
            number.form = Form::Ordinal;
            return (Some(number), used + 1);
        }
        if let Some(power) = power_after(tokens, used, lexicon) {
            number.hundredths = number.hundredths.saturating_mul(power);
            number.digits = 9;
            return (Some(number), used + 1);
        }
    }
    (Some(number), used)
}

/// The number that follows the mark, both without a gap.
fn joined_number(tokens: &[Token], at: usize, mark: Class, lexicon: &Lexicon) -> Option<Number> {
    tokens.get(at)?.value(mark, lexicon)?;
    number_joined_by(tokens, at)
}

/// What stands below the stroke of a common fraction.
fn fraction_below(tokens: &[Token], at: usize, lexicon: &Lexicon) -> Option<Number> {
    is(tokens.get(at), "/", lexicon).then_some(())?;
    number_joined_by(tokens, at)
}

fn number_joined_by(tokens: &[Token], mark: usize) -> Option<Number> {
    let (mark, number) = (tokens.get(mark)?, tokens.get(mark + 1)?);
    let joined = mark.gap == Gap::None && number.gap == Gap::None;
    joined.then_some(number.number).flatten()
}

fn is(token: Option<&Token>, word: &str, lexicon: &Lexicon) -> bool {
    token.is_some_and(|token| lexicon.find(word.as_bytes()) == Some(token.word))
}

/// What a power of ten in words multiplies the number before it by.
fn power_after(tokens: &[Token], at: usize, lexicon: &Lexicon) -> Option<u32> {
    let next = tokens.get(at).filter(|next| next.gap != Gap::Break)?;
    next.value(Class::Power, lexicon).map(power_of_ten)
}

fn power_of_ten(power: i32) -> u32 {
    10_u32.saturating_pow(u32::try_from(power).unwrap_or(0))
}

/// A number in words: below a hundred, hundreds and thousands, a year in two pairs; its last word
/// may be an ordinal.
fn join_words(tokens: &[Token], lexicon: &Lexicon) -> (Option<Number>, usize) {
    let one_of_a_power = tokens[0].value(Class::One, lexicon).is_some()
        && (tokens.get(1)).is_some_and(|next| {
            next.gap == Gap::Space && next.value(Class::Power, lexicon).is_some()
        });
    let read = match below_hundred(tokens, lexicon) {
        // A hundred, a thousand.
        None if one_of_a_power => Some((1, 1, false)),
        read => read,
    };
    let Some((first, mut used, ordinal)) = read else {
        return (None, 1);
    };
    if ordinal {
        return (Some(Number::in_words(first, Form::Ordinal)), used);
    }
    // Nineteen ninety-six.
    if (11..=20).contains(&first)
        && let Some((second, more, false)) = below_hundred(&tokens[used..], lexicon)
        && second >= 10
        && tokens[used].gap == Gap::Space
    {
        return (
            Some(Number::in_words(first * 100 + second, Form::Year)),
            used + more,
        );
    }
    let mut total = 0;
    let mut group = first;
    let mut form = Form::Cardinal;
    while let Some(next) = tokens.get(used)
        && next.gap != Gap::Break
        && let Some(power) = next.value(Class::Power, lexicon)
    {
        used += 1;
        if power == 2 {
            group = group.saturating_mul(100);
        } else {
            total += group.saturating_mul(power_of_ten(power));
            group = 0;
        }
        if let Some((rest, more, ordinal)) = below_hundred(&tokens[used..], lexicon) {
            group = group.saturating_add(rest);
            used += more;
            if ordinal {
                form = Form::Ordinal;
                break;
            }
        }
    }
    let value = total.saturating_add(group);
    if form == Form::Cardinal && (1900..2200).contains(&value) && used > 1 {
        form = Form::Year;
    }
    (Some(Number::in_words(value, form)), used)
}

/// A number below a hundred at the beginning: its value, its tokens, whether it is an ordinal.
fn below_hundred(tokens: &[Token], lexicon: &Lexicon) -> Option<(u32, usize, bool)> {
    let first = tokens.first()?;
    let value = |token: &Token, class| {
        token
            .value(class, lexicon)
            .and_then(|value| u32::try_from(value).ok())
    };
    if let Some(value) = value(first, Class::OrdinalWord) {
        return Some((value, 1, true));
    }
    let tens = value(first, Class::Numeral)?;
    if tens >= 20 {
        let hyphen = usize::from(is(tokens.get(1), "-", lexicon));
        if let Some(next) = tokens.get(1 + hyphen)
            && next.gap != Gap::Break
        {
            for (class, ordinal) in [(Class::Numeral, false), (Class::OrdinalWord, true)] {
                if let Some(ones) = value(next, class)
                    && ones < 10
                {
                    return Some((tens + ones, 2 + hyphen, ordinal));
                }
            }
        }
    }
    Some((tens, 1, false))
}
