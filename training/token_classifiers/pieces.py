"""A small tokenizer of each kind, trained on the sentences, with the parts that the well-known ones have."""

import collections
import io
import pathlib
import string
import tempfile
import unicodedata

import sentencepiece
from sentencepiece import sentencepiece_model_pb2
from tokenizers import (AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors,
                        trainers)

BERT = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
ROBERTA = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
DEBERTA = ["[PAD]", "[CLS]", "[SEP]", "[UNK]", "[MASK]"]

# So often a character must come to be a piece of WordPiece.
COMMON = 20


def wordpiece(texts, size):
    """WordPiece with capitals and accents, as `bert-base-cased` has it. Rare characters have no piece."""
    counts = collections.Counter(character for text in texts for character in text)
    rare = str.maketrans({character: " " for character, count in counts.items() if count < COMMON})
    texts = [text.translate(rare) for text in texts]
    tokenizer = _bert(models.WordPiece(unk_token="[UNK]"))
    # What goes on in a word is named beforehand: the trainer would number it in an order that changes from run to run.
    inner = ["##" + character for character in sorted(set("".join(texts)) - set(string.whitespace))]
    trainer = trainers.WordPieceTrainer(vocab_size=size, special_tokens=[*BERT, *inner], show_progress=False)
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer = _bert(models.WordPiece(tokenizer.get_vocab(), unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.add_special_tokens(BERT)
    tokenizer.post_processor = _between(tokenizer)
    tokenizer.decoder = decoders.WordPiece()
    return tokenizer


def _bert(model):
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=False)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


def byte_pairs(texts, size):
    """Pairs of bytes with a space put before the text, as token classifiers on RoBERTa have it."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    special = [*ROBERTA[:-1], AddedToken(ROBERTA[-1], lstrip=True, special=True)]
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=size, special_tokens=special, initial_alphabet=alphabet, show_progress=False)
    tokenizer.train_from_iterator(texts, trainer)
    begin, end = ((name, tokenizer.token_to_id(name)) for name in ["<s>", "</s>"])
    tokenizer.post_processor = processors.RobertaProcessing(end, begin, trim_offsets=True, add_prefix_space=True)
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def unigram(texts, size):
    """A unigram model with spaces as part of the pieces, as DeBERTa v3 has it."""
    trained = sentence_pieces(texts, size)
    vocabulary = [(piece.piece, piece.score) for piece in trained.pieces]
    tokenizer = Tokenizer(models.Unigram(vocabulary, DEBERTA.index("[UNK]")))
    tokenizer.normalizer = normalizers.Sequence([
        normalizers.Strip(),
        normalizers.Precompiled(trained.normalizer_spec.precompiled_charsmap),
        normalizers.Replace(Regex(" {2,}"), " "),
    ])
    metaspace = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([metaspace])
    tokenizer.add_special_tokens(DEBERTA)
    tokenizer.post_processor = _between(tokenizer)
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    return tokenizer


def _between(tokenizer):
    """Text stands between [CLS] and [SEP]."""
    special = [(name, tokenizer.token_to_id(name)) for name in ["[CLS]", "[SEP]"]]
    pair = "[CLS]:0 $A:0 [SEP]:0 $B:1 [SEP]:1"
    return processors.TemplateProcessing(single="[CLS]:0 $A:0 [SEP]:0", pair=pair, special_tokens=special)


def sentence_pieces(texts, size):
    """A model of SentencePiece with `rules`. DeBERTa's was made by it, too, and unlike the trainer of `tokenizers`,
    which adds up numbers in any order, it gives the same scores in each run."""
    written = io.BytesIO()
    padding, begin, end, unknown, mask = DEBERTA
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "rules.tsv"
        path.write_text("".join(f"{_hexadecimal(a)}\t{_hexadecimal(b)}\n" for a, b in sorted(rules().items())))
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(texts), model_writer=written, model_type="unigram", vocab_size=size,
            normalization_rule_tsv=str(path), pad_id=0, bos_id=1, eos_id=2, unk_id=3, pad_piece=padding,
            bos_piece=begin, eos_piece=end, unk_piece=unknown, control_symbols=[mask], num_threads=1, minloglevel=2)
    return sentencepiece_model_pb2.ModelProto.FromString(written.getvalue())


def rules():
    """What characters are replaced with: NFKC of the Latin letters and of the signs of an article, white space as
    a space and control characters as nothing. The full table of DeBERTa has 300 kB, this one a twentieth."""
    ranges = [(0xA0, 0x180), (0x1EA0, 0x1EFA), (0x2000, 0x2070), (0x2100, 0x2150), (0x3380, 0x33E0), (0xFB00, 0xFB07),
              (0xFF01, 0xFF5F)]
    found = {}
    for character in (chr(code) for low, high in ranges for code in range(low, high)):
        composed, apart = (unicodedata.normalize(form, character) for form in ["NFKC", "NFD"])
        if composed != character:
            found[character] = composed
        elif apart != character:
            found[apart] = character
    controls = [*range(1, 9), 0x0B, *range(0x0E, 0x20), 0x7F]
    found |= {chr(code): "" for code in controls}
    spaces = [0x09, 0x0A, 0x0C, 0x0D, *range(0x200B, 0x2010), 0x2028, 0x2029, 0x2581, 0x3000, 0xFEFF, 0xFFFD]
    return found | {chr(code): " " for code in spaces}


def _hexadecimal(text):
    return " ".join(f"{ord(character):X}" for character in text)
