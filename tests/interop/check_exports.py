#!/usr/bin/env python3
"""Loads exports with the tools that train from them and holds them against the own JSON Lines.

    python3 -m venv env && env/bin/pip install -r tests/interop/requirements.txt
    SPANWRIGHT_INTEROP_PYTHON=env/bin/python cargo test --test formats interop -- --nocapture

The test writes `dataset.jsonl`, `dataset.spacy.jsonl` and `dataset.conll` of the same documents
without their skipped blocks, and `losses.tsv` (format, document, annotation, whether it is written,
reason); it then runs this script on their folder. SPANWRIGHT_INTEROP_DATASET names another dataset
to export than the documents of the tests.

Checked: the quoted text of each span against both kinds of offsets; each spaCy entity against the
gold; each CoNLL entity, as seqeval and spaCy decode it, against the gold. What a file does not hold
must be in the account of losses, and the other way round.
"""

import collections
import hashlib
import json
import pathlib
import re
import sys
import warnings

import spacy
from seqeval.metrics.sequence_labeling import get_entities
from seqeval.scheme import IOB2, Tokens
from spacy.training import Example
from spacy.training.converters import conll_ner_to_docs

problems = []


def expect(condition, *message):
    if not condition:
        problems.append(" ".join(map(str, message)))


def read_lines(path):
    """str.splitlines on purpose: it ends lines at more characters than JSON Lines does."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def check_gold(documents):
    for document in documents:
        text, name = document["text"], document["id"]
        utf16 = text.encode("utf-16-le")
        expect(hashlib.sha256(text.encode()).hexdigest() == document["sha256"], name, "sha256")
        for span in document["spans"]:
            by_code_points = text[span["start"] : span["end"]]
            by_utf16 = utf16[2 * span["start_utf16"] : 2 * span["end_utf16"]].decode("utf-16-le")
            expect(by_code_points == by_utf16 == span["text"], name, "quote", span)


def account(folder, format_name):
    """The annotations that are not written, and those that are written otherwise."""
    missing, altered = collections.defaultdict(set), collections.defaultdict(set)
    for line in (folder / "losses.tsv").read_text(encoding="utf-8").split("\n"):
        if line:
            name, document, annotation, is_written, _ = line.split("\t")
            if name == format_name:
                into = altered if is_written == "true" else missing
                into[document].add(int(annotation))
    return missing, altered


def check_spacy(folder, documents):
    missing, altered = account(folder, "spacy.jsonl")
    nlp = spacy.blank("en")
    aligned = held = 0
    for gold, line in zip(documents, read_lines(folder / "dataset.spacy.jsonl"), strict=True):
        name, text = gold["id"], gold["text"]
        expect(line["text"] == text, name, "spaCy text differs")
        wanted = [span for span in gold["spans"] if span["id"] not in missing[name]]
        bounds = [(span["start"], span["end"]) for span in wanted]
        for start, end, label in line["entities"]:
            held += 1
            expect(text[start:end].strip() == text[start:end] != "", name, "blank ends", start, end)
            inside = [(s, e) for s, e in bounds if text[s:e].strip() == text[start:end] and s <= start and end <= e]
            expect(inside, name, "entity without gold", start, end, label)
        expect(len(wanted) == len(line["entities"]), name, "unaccounted", wanted, line["entities"])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            example = Example.from_dict(nlp.make_doc(text), {"entities": line["entities"]})
        expect(example.reference.text == text, name, "spaCy's text is not the text")
        found = {(e.start_char, e.end_char, e.label_) for e in example.reference.ents}
        for start, end, label in line["entities"]:
            if (start, end, label) in found:
                aligned += 1
            else:
                said = any(s["id"] in altered[name] and s["start"] <= start < s["end"] for s in wanted)
                expect(said, name, "spaCy leaves out without notice", start, end, text[start:end])
    print(f"spaCy: {held} entities, {aligned} align with spaCy's own tokens, the others as said")


def squeeze(text):
    """Tokens are compared without the white space between them, and controls as they are written."""
    text = re.sub(r"[\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f\x1c-\x1f]", "\ufffd", text)
    return re.sub(r"\s", "", text)


def check_conll(folder, documents):
    missing, _ = account(folder, "conll")
    content = (folder / "dataset.conll").read_text(encoding="utf-8")
    parts = content.split("-DOCSTART- -X- O O\n")[1:]
    expect(len(parts) == len(documents), "CoNLL documents", len(parts))
    held = 0
    for gold, part in zip(documents, parts, strict=True):
        name, decoded = gold["id"], []
        tokens = []
        for sentence in part.split("\n\n"):
            rows = [line.split() for line in sentence.split("\n") if line.strip()]
            expect(all(len(row) == 4 for row in rows), name, "columns", rows)
            words, tags = [row[0] for row in rows], [row[-1] for row in rows]
            tokens += words
            strict = [(e.tag, e.start, e.end - 1) for e in Tokens(tags, IOB2).entities]
            lenient = [tuple(entity) for entity in get_entities(tags)]
            expect(strict == lenient, name, "tags are no IOB2", tags)
            decoded += [(label, "".join(words[a : b + 1])) for label, a, b in strict]
        expect("".join(tokens) == squeeze(gold["text"]), name, "CoNLL tokens are not the text")
        wanted = [span for span in gold["spans"] if span["id"] not in missing[name]]
        quotes = [squeeze(span["text"]) for span in wanted]
        expect([quote for _, quote in decoded] == quotes, name, "CoNLL", decoded, quotes)
        held += len(decoded)
    docs = list(conll_ner_to_docs(content, n_sents=0, no_print=True))
    loaded = sum(len(doc.ents) for doc in docs)
    expect(loaded == held, "spaCy reads", loaded, "CoNLL entities, seqeval", held)
    print(f"CoNLL: {held} entities, {loaded} of them read by spaCy")


def main():
    folder = pathlib.Path(sys.argv[1])
    documents = read_lines(folder / "dataset.jsonl")
    check_gold(documents)
    check_spacy(folder, documents)
    check_conll(folder, documents)
    print(f"own: {len(documents)} documents, {sum(len(d['spans']) for d in documents)} spans")
    for problem in problems:
        print("PROBLEM", problem)
    sys.exit(bool(problems))


main()
