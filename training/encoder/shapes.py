"""What a word looks like, beside its letters in lower case.

`src/detect/encoder/shape.rs` says the same for the program, by the letters of Unicode 8.
"""

import unicodedata

SHAPES = [
    "none",
    "lower",
    "title",
    "upper_1",
    "upper_4",
    "upper",
    "title_mixed",
    "lower_mixed",
    "digits",
    "letters_digits",
    "mark",
    "caseless",
]
_NUMBER = {name: number for number, name in enumerate(SHAPES)}


def shape(word):
    """The number of a word's shape. A word is what stands between white space and marks."""
    return _NUMBER[_name(word)]


def _name(word):
    kinds = [unicodedata.category(character) for character in word]
    digits = "Nd" in kinds
    if not any(kind[0] == "L" for kind in kinds):
        return "digits" if digits else "mark"
    if digits:
        return "letters_digits"
    cased = [kind != "Ll" for kind in kinds if kind in ("Lu", "Ll", "Lt")]
    if not cased:
        return "caseless"
    if not any(cased):
        return "lower"
    if all(cased):
        return "upper_1" if len(cased) == 1 else "upper_4" if len(cased) <= 4 else "upper"
    if cased[0]:
        return "title" if sum(cased) == 1 else "title_mixed"
    return "lower_mixed"
