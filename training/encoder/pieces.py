"""Words as pieces of the vocabulary, with the shapes of the words that they are parts of."""

import collections
import functools
import json

import tokenizers

from shapes import shape

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]


class Pieces:
    """WordPiece (Schuster and Nakajima 2012) as BERT has it, in lower case and without accents."""

    def __init__(self, vocabulary):
        """`vocabulary` holds the pieces in the order of their numbers."""
        self.vocabulary = vocabulary
        numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self.tokenizer = tokenizers.Tokenizer(
            tokenizers.models.WordPiece(numbers, unk_token="[UNK]", max_input_chars_per_word=100)
        )
        self.tokenizer.normalizer = tokenizers.normalizers.BertNormalizer(lowercase=True)
        self.tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
        self.begin, self.end, self.padding = (numbers[name] for name in ["[CLS]", "[SEP]", "[PAD]"])
        self.of = functools.lru_cache(maxsize=None)(self._of)

    def _of(self, word):
        """The numbers of a word's pieces and of their shapes; at least one of each."""
        found = self.tokenizer.encode(word, add_special_tokens=False)
        if not found.ids:
            return [self.tokenizer.token_to_id("[UNK]")], [0]
        return found.ids, shapes_of(word, found)


def shapes_of(text, found):
    """For each piece of an encoding the number of the shape of the word that it is a part of."""
    ends = {}
    for word, (start, end) in zip(found.word_ids, found.offsets):
        ends[word] = (ends.get(word, (start,))[0], end)
    looks = {word: shape(text[start:end]) for word, (start, end) in ends.items()}
    return [looks[word] for word in found.word_ids]


def full_vocabulary(tokenizer_json):
    """The pieces of a tokenizer.json in the order of their numbers."""
    with open(tokenizer_json, encoding="utf-8") as file:
        numbers = json.load(file)["model"]["vocab"]
    return sorted(numbers, key=numbers.get)


def kept_pieces(vocabulary, texts, size):
    """The numbers of the pieces to keep: those without which there is nothing, single characters, and
    of the rest those that the texts use most, then those that come first, which BERT's own texts used most."""
    pieces = Pieces(vocabulary)
    counts = collections.Counter()
    for words in texts:
        for word in words:
            counts.update(pieces.of(word)[0])
    needed = {n for n, piece in enumerate(vocabulary) if piece in SPECIAL or _is_character(piece)}
    rest = (n for n, piece in enumerate(vocabulary) if n not in needed and not piece.startswith("[unused"))
    rest = sorted(rest, key=lambda n: (-min(counts[n], 3), n))
    return sorted(needed | set(rest[: size - len(needed)]))


def _is_character(piece):
    """Whether it is one character of a Latin, Greek or Cyrillic text, or a common mark."""
    character = piece.removeprefix("##")
    return len(character) == 1 and (ord(character) < 0x530 or 0x2000 <= ord(character) < 0x2100)
