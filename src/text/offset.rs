//! Offsets that carry their unit in the type.
//!
//! Bytes are the unit inside the engine, UTF-16 code units exist only where the DOM is
//! touched, Unicode code points only in the formats. [`super::OffsetMap`] is the one place
//! that turns one into another.

use serde::{Deserialize, Serialize};

macro_rules! offset {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(u32);

        impl $name {
            /// The beginning of the text.
            pub const ZERO: Self = Self(0);

            /// The offset `value` units after the beginning of the text.
            pub const fn new(value: u32) -> Self {
                Self(value)
            }

            /// The offset of an index into a string or slice of this unit.
            ///
            /// A [`super::SourceText`] is never longer than [`u32::MAX`] bytes, so an index into
            /// one always fits; an index that does not fit becomes the largest offset.
            pub fn from_usize(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// The number of units before this offset.
            pub const fn get(self) -> u32 {
                self.0
            }

            /// The offset that lies `length` units further on.
            pub const fn after(self, length: Self) -> Self {
                Self(self.0.saturating_add(length.0))
            }

            /// How many units lie between `earlier` and this offset; none where it is not earlier.
            pub const fn since(self, earlier: Self) -> Self {
                Self(self.0.saturating_sub(earlier.0))
            }

            /// The number of units before this offset, to index with.
            pub const fn to_usize(self) -> usize {
                self.0 as usize
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

offset! {
    /// A count of UTF-8 bytes from the beginning of a document's text.
    ByteOffset
}
offset! {
    /// A count of Unicode code points from the beginning of a document's text, the unit of
    /// Python strings and of most training formats.
    CodePointOffset
}
offset! {
    /// A count of UTF-16 code units from the beginning of a document's text, the unit of
    /// JavaScript strings and of the DOM.
    Utf16Offset
}
