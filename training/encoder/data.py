"""What there is to learn from: sentences, alone and with their neighbours, as pieces."""

import json
import random

import torch

from decode import TAGS
from model import KINDS

# What the corpora's own labels say about the kind of a MISC.
_KIND_OF = {
    "EVENT": "eve event election conference",
    "WORK": "book poem song album creative-work",
    "PRODUCT": "product programlang",
    "OTHER": "award nat",
}
KIND_OF = {label: KINDS.index(kind) for kind, labels in _KIND_OF.items() for label in labels.split()}

# A corpus whose sentences stand in the order of their documents, so that neighbours belong together.
ORDERED = {"gmb", "redocred", "uner_ewt", "gum_named"}

# How often each sentence of a corpus comes in a pass; 0.5 is every other time.
SHARE = {"gmb": 0.6, "redocred": 2, "multiner": 0.5, "wnut17": 0.5, "gum_named": 2} | {
    f"crossner_{domain}": 1.5 for domain in "ai literature music politics science".split()
}

UNKNOWN = -1


def read(path):
    """The sentences that `training --examples` wrote, by corpus."""
    corpora = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            sentence = json.loads(line)
            corpora.setdefault(sentence["corpus"], []).append(sentence)
    return corpora


def kinds(sentence):
    """For each token what kind of MISC it is part of, where the corpus says it."""
    found = [UNKNOWN] * len(sentence["tokens"])
    for start, end, label in sentence["spans"]:
        if label in KIND_OF:
            found[start:end] = [KIND_OF[label]] * (end - start)
    return found


class Pass:
    """One pass over the corpora: batches of about as many pieces each."""

    def __init__(self, corpora, pieces, longest, batch, seed):
        self.corpora = corpora
        self.pieces = pieces
        self.longest = longest
        self.batch = batch
        self.random = random.Random(seed)

    def __iter__(self):
        windows = [self.window(group) for group in self.groups()]
        # Of like length, so that little is padding; in any order.
        windows.sort(key=lambda window: (len(window[0]) // 16, self.random.random()))
        batches, now, widest = [], [], 0
        for window in windows:
            wider = max(widest, len(window[0]))
            if now and wider * (len(now) + 1) > self.batch:
                batches.append(now)
                now, wider = [], len(window[0])
            now.append(window)
            widest = wider
        batches.append(now)
        self.random.shuffle(batches)
        return map(together, batches)

    def groups(self):
        """Sentences that are read together."""
        groups = []
        for name, sentences in self.corpora.items():
            share = SHARE.get(name, 1)
            times = int(share) + (self.random.random() < share % 1 if share > 1 else 0)
            for _ in range(max(times, 1)):
                part = list(self.neighbours(name, sentences))
                if share < 1:
                    part = self.random.sample(part, int(len(part) * share))
                groups += part
        return groups

    def neighbours(self, name, sentences):
        """Runs of one to many sentences of one document."""
        at = 0
        while at < len(sentences):
            room = 0
            if name in ORDERED and self.random.random() < 0.8:
                room = self.random.randint(32, self.longest - 2)
            group, used = [], 0
            while at < len(sentences) and (not group or sentences[at]["doc"] == group[0]["doc"]):
                length = sum(len(self.pieces.of(word)[0]) for word in sentences[at]["tokens"])
                if group and used + length > room:
                    break
                group.append(sentences[at])
                used += length
                at += 1
            yield group

    def window(self, group):
        """Pieces, shapes, allowed tags, kinds and weights; a word's tag stands at its first piece."""
        style = self.random.random()
        ids, shapes, allowed, kind, weight = [self.pieces.begin], [0], [0], [UNKNOWN], [0.0]
        for sentence in group:
            for word, tags, its_kind in zip(sentence["tokens"], sentence["allowed"], kinds(sentence)):
                # Headlines have capitals, and some people write without them.
                if style < 0.03:
                    word = word.upper()
                elif style < 0.05:
                    word = word[:1].upper() + word[1:]
                elif style < 0.07:
                    word = word.lower()
                numbers, looks = self.pieces.of(word)
                if len(ids) + len(numbers) + 1 > self.longest:
                    break
                rest = len(numbers) - 1
                ids += numbers
                shapes += looks
                allowed += [tags] + [0] * rest
                kind += [its_kind] + [UNKNOWN] * rest
                weight += [sentence["weight"]] + [0.0] * rest
        return (
            ids + [self.pieces.end],
            shapes + [0],
            allowed + [0],
            kind + [UNKNOWN],
            weight + [0.0],
        )


def together(windows):
    """A batch as tensors: pieces, shapes, mask, allowed tags, kinds, weights."""
    width = max(len(window[0]) for window in windows)

    def table(part, padding, kind):
        rows = [window[part] + [padding] * (width - len(window[part])) for window in windows]
        return torch.tensor(rows, dtype=kind)

    mask = torch.tensor([[1] * len(w[0]) + [0] * (width - len(w[0])) for w in windows])
    bits = table(2, 0, torch.long)
    allowed = (bits[..., None] >> torch.arange(TAGS)) & 1
    return (
        table(0, 0, torch.long),
        table(1, 0, torch.long),
        mask,
        allowed.bool(),
        table(3, UNKNOWN, torch.long),
        table(4, 0.0, torch.float),
    )
