"""What a word looks like, beside its letters in lower case."""

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
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return "digits" if any(c.isdigit() for c in word) else "mark"
    if any(c.isdigit() for c in word):
        return "letters_digits"
    cased = [c for c in letters if c.isupper() or c.islower() or c.istitle()]
    if not cased:
        return "caseless"
    capitals = sum(not c.islower() for c in cased)
    if capitals == 0:
        return "lower"
    if capitals == len(cased):
        return "upper_1" if len(cased) == 1 else "upper_4" if len(cased) <= 4 else "upper"
    if not cased[0].islower():
        return "title" if capitals == 1 else "title_mixed"
    return "lower_mixed"
