"""The label mapping and the scoring that every figure of this folder rests on.

Gold spans, our spans and spaCy's spans are all brought to PERSON, ORG, PLACE, GROUP and MISC
(or fewer, where a set does not tell some of them apart), leading articles and a trailing "'s" are
cut on every side, and a span counts where start, end and label agree. GMB counts titles such as
"President" to the name, which neither Spanwright nor spaCy does: "gmb" keeps them, so that every
such name is a mistake of both, and "gmb_untitled" cuts them on every side.
"""

import collections
import json
import pathlib

ARTICLES = {"the", "a", "an"}
POSSESSIVES = {"'s", "’s", "'", "’"}
TITLES = set(
    "president mr. mr mrs. mrs ms. ms dr. dr prime minister secretary general gen. senator sen. "
    "king queen prince princess pope chancellor ambassador colonel col. lieutenant lt. captain "
    "major sergeant admiral premier chief justice judge sheikh ayatollah archbishop bishop "
    "cardinal representative congressman congresswoman governor gov. mayor professor prof. "
    "vice-president vice sir lord lady rev. reverend foreign".split()
)

SPACY = {
    "PERSON": "PERSON",
    "ORG": "ORG",
    "GPE": "PLACE",
    "LOC": "PLACE",
    "FAC": "PLACE",
    "NORP": "GROUP",
    "EVENT": "MISC",
    "WORK_OF_ART": "MISC",
    "LAW": "MISC",
    "PRODUCT": "MISC",
    "LANGUAGE": "MISC",
}

_FOUR = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE", "MISC": "MISC"}
_CROSSNER = {
    "PERSON": "person politician writer researcher musicalartist scientist",
    "PLACE": "location country",
    "ORG": "organisation politicalparty university band",
    "MISC": "event election award book poem song album conference product programlang "
    "magazine academicjournal misc",
}

# For each set: gold label -> label scored, and what becomes of a predicted label that the set
# does not tell apart (None: not scored). Gold labels that are not named are not scored.
_CROSSNER_SET = (
    {fine: coarse for coarse, fines in _CROSSNER.items() for fine in fines.split()},
    {"GROUP": "MISC"},
)
_GMB_SET = (
    {"per": "PERSON", "org": "ORG", "geo": "PLACE", "gpe": "GROUP"}
    | dict.fromkeys(["art", "eve", "nat"], "MISC"),
    {},
)
SETS = {
    "wikigold": (_FOUR, {"GROUP": "MISC"}),
    "gmb": _GMB_SET,
    "gmb_untitled": _GMB_SET,
    "redocred": (_FOUR, {"GROUP": "PLACE"}),
    "uner_ewt": (_FOUR, {"GROUP": None, "MISC": None}),
    "btc": (_FOUR, {"GROUP": None, "MISC": None}),
    "wnut17": (
        {"person": "PERSON", "location": "PLACE", "group": "ORG", "corporation": "ORG"}
        | {"product": "MISC", "creative-work": "MISC"},
        {"GROUP": None},
    ),
    "gum_news_named": (
        {"person": "PERSON", "place": "PLACE", "organization": "ORG"}
        | dict.fromkeys(["abstract", "event", "object"], "MISC"),
        {"GROUP": None},
    ),
    "crossner_ai": _CROSSNER_SET,
    "crossner_literature": _CROSSNER_SET,
    "crossner_music": _CROSSNER_SET,
    "crossner_politics": _CROSSNER_SET,
    "crossner_science": _CROSSNER_SET,
}


def read(folder, name):
    """The sentences of a dev set."""
    path = pathlib.Path(folder) / f"{name.removesuffix('_untitled')}.jsonl"
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def normalise(name, tokens, spans):
    """Spans as a set of (start, end, label) with the edges cut that conventions disagree on."""
    cut = set()
    for start, end, label in spans:
        if end - start > 1 and tokens[start].lower() in ARTICLES:
            start += 1
        if end - start > 1 and tokens[end - 1] in POSSESSIVES:
            end -= 1
        if name == "gmb_untitled" and label == "PERSON":
            while end - start > 1 and tokens[start].lower() in TITLES:
                start += 1
        cut.add((start, end, label))
    return cut


def gold(name, sentence):
    """The gold spans that are scored."""
    names = SETS[name][0]
    spans = [(s, e, names[label]) for s, e, label in sentence["spans"] if label in names]
    return normalise(name, sentence["tokens"], spans)


def predicted(name, sentence, spans):
    """Predicted spans, labelled as the set labels them."""
    fold = SETS[name][1]
    spans = [(s, e, fold.get(label, label)) for s, e, label in spans]
    spans = [span for span in spans if span[2] is not None]
    return normalise(name, sentence["tokens"], spans)


class Score:
    """Counts of matched, predicted and gold spans, by label and over all."""

    def __init__(self):
        self.counts = collections.defaultdict(lambda: [0, 0, 0])

    def add(self, gold_spans, predicted_spans):
        for kind, spans in enumerate([gold_spans & predicted_spans, predicted_spans, gold_spans]):
            for _, _, label in spans:
                self.counts[label][kind] += 1
                self.counts["all"][kind] += 1

    def f1(self, label="all"):
        matched, found, wanted = self.counts[label]
        return 2 * matched / (found + wanted) if found + wanted else 0.0

    def precision_recall(self, label="all"):
        matched, found, wanted = self.counts[label]
        return matched / max(found, 1), matched / max(wanted, 1)


def describe():
    """The mapping in words, to print above a table."""
    lines = ["leading the/a/an and trailing 's cut on every side; gmb_untitled: leading titles too"]
    lines.append("spaCy: " + " ".join(f"{k}>{v}" for k, v in SPACY.items()))
    for name, (names, fold) in SETS.items():
        lines.append(
            f"{name}: " + " ".join(f"{k}>{v}" for k, v in names.items())
            + "".join(f"; predicted {k} {'counts as ' + v if v else 'not scored'}" for k, v in fold.items())
        )
    return "\n".join(lines)
