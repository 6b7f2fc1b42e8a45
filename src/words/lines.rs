//! Words as lines of a file, in the order of their fields. The page carries the English and fetches
//! the words of another language, which whoever does not speak it need not download.

use std::str::Lines;

use super::Count;

/// Words that a file has on lines.
pub trait InLines {
    /// How many lines they are.
    const LINES: usize;

    /// Puts the next lines in their place; where there are no more, they stay.
    fn take(&mut self, lines: &mut Lines<'static>);

    /// Appends them.
    #[cfg(test)]
    fn write(&self, lines: &mut Vec<&'static str>);
}

impl InLines for &'static str {
    const LINES: usize = 1;

    // Two hundred copies of it would be larger than the words.
    #[inline(never)]
    fn take(&mut self, lines: &mut Lines<'static>) {
        *self = lines.next().unwrap_or(self);
    }

    #[cfg(test)]
    fn write(&self, lines: &mut Vec<&'static str>) {
        lines.push(self);
    }
}

impl InLines for Count {
    const LINES: usize = 2;

    fn take(&mut self, lines: &mut Lines<'static>) {
        self.one.take(lines);
        self.many.take(lines);
    }

    #[cfg(test)]
    fn write(&self, lines: &mut Vec<&'static str>) {
        lines.extend([self.one, self.many]);
    }
}

impl<T: InLines, const N: usize> InLines for [T; N] {
    const LINES: usize = T::LINES * N;

    fn take(&mut self, lines: &mut Lines<'static>) {
        for one in self {
            one.take(lines);
        }
    }

    #[cfg(test)]
    fn write(&self, lines: &mut Vec<&'static str>) {
        for one in self {
            one.write(lines);
        }
    }
}

impl<T: InLines + Copy> InLines for &'static T {
    const LINES: usize = T::LINES;

    /// They are read once, and stay as long as the program.
    fn take(&mut self, lines: &mut Lines<'static>) {
        let words = Box::leak(Box::new(**self));
        words.take(lines);
        *self = words;
    }

    #[cfg(test)]
    fn write(&self, lines: &mut Vec<&'static str>) {
        T::write(self, lines);
    }
}

/// Defines types of words that can stand on lines.
macro_rules! in_lines {
    ($(
        $(#[$about:meta])*
        pub struct $Words:ident {
            $($(#[$what:meta])* pub $field:ident: $Type:ty,)*
        }
    )*) => {$(
        $(#[$about])*
        pub struct $Words {
            $($(#[$what])* pub $field: $Type,)*
        }

        impl $crate::words::InLines for $Words {
            const LINES: usize = 0 $(+ <$Type as $crate::words::InLines>::LINES)*;

            fn take(&mut self, lines: &mut std::str::Lines<'static>) {
                $($crate::words::InLines::take(&mut self.$field, lines);)*
            }

            #[cfg(test)]
            fn write(&self, lines: &mut Vec<&'static str>) {
                $($crate::words::InLines::write(&self.$field, lines);)*
            }
        }
    )*};
}
pub(crate) use in_lines;
