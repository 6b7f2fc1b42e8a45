"""Scores a trained tagger on the dev sets, beside spaCy's figures, before it is exported.

    python judge.py --model FOLDER --dev FOLDER --beside ../spacy_en_core_web_md.txt [--documents] [SET...]
"""

import argparse
import json
import pathlib
import re
import sys

import numpy
import torch

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import labels  # noqa: E402
from decode import spans_of  # noqa: E402
from model import Size, Tagger  # noqa: E402
from pieces import Pieces  # noqa: E402


def load(folder):
    """A trained tagger and its pieces."""
    folder = pathlib.Path(folder)
    vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]
    tagger = Tagger(Size(**json.loads((folder / "size.json").read_text())))
    tagger.load_state_dict(torch.load(folder / "weights.pt"))
    return tagger.eval(), Pieces(vocabulary)


def windows(sentences, pieces, longest, documents):
    """Runs of sentences that are read together: each alone, or as many of a document as there is room for."""
    run, used = [], 0
    for sentence in sentences:
        length = sum(len(pieces.of(word)[0]) for word in sentence["tokens"])
        if run and (not documents or sentence["doc"] != run[0]["doc"] or used + length > longest - 2):
            yield run
            run, used = [], 0
        run.append(sentence)
        used += length
    if run:
        yield run


@torch.inference_mode()
def tag(tagger, pieces, runs, longest):
    """For each sentence of the runs, the logarithms of its words' tags, in order."""
    order = sorted(range(len(runs)), key=lambda n: sum(len(s["tokens"]) for s in runs[n]))
    found = [None] * len(runs)
    for at in range(0, len(order), 32):
        numbers = order[at : at + 32]
        rows = []
        for number in numbers:
            ids, looks, firsts = [pieces.begin], [0], []
            for sentence in runs[number]:
                for word in sentence["tokens"]:
                    parts, shapes = pieces.of(word)
                    firsts.append(min(len(ids), longest - 2))
                    ids += parts
                    looks += shapes
            rows.append((ids[: longest - 1] + [pieces.end], looks[: longest - 1] + [0], firsts))
        width = max(len(ids) for ids, _, _ in rows)
        padded = [[ids + [0] * (width - len(ids)), looks + [0] * (width - len(ids))] for ids, looks, _ in rows]
        both = torch.tensor(padded)
        mask = torch.tensor([[1] * len(ids) + [0] * (width - len(ids)) for ids, _, _ in rows])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            tags, _ = tagger(both[:, 0], both[:, 1], mask)
        tags = tags.float().log_softmax(-1).numpy()
        for row, number in enumerate(numbers):
            found[number] = tags[row][rows[row][2]]
    for number, run in enumerate(runs):
        ends = numpy.cumsum([len(sentence["tokens"]) for sentence in run])[:-1]
        yield from numpy.split(found[number], ends)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", required=True)
    parser.add_argument("--dev", required=True)
    parser.add_argument("--beside")
    parser.add_argument("--documents", action="store_true")
    parser.add_argument("sets", nargs="*")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    tagger, pieces = load(arguments.model)
    beside = {}
    if arguments.beside:
        text = pathlib.Path(arguments.beside).read_text(encoding="utf-8")
        beside = {m[1]: float(m[2]) for m in re.finditer(r"(?m)^(\S+) .*? F1 ([\d.]+)", text)}
    for name in arguments.sets or labels.SETS:
        sentences = labels.read(arguments.dev, name)
        runs = list(windows(sentences, pieces, 192 if arguments.documents else 256, arguments.documents))
        score = labels.Score()
        for sentence, tags in zip(sentences, tag(tagger, pieces, runs, 256)):
            found = labels.predicted(name, sentence, spans_of(tags))
            score.add(labels.gold(name, sentence), found)
        precision, recall = score.precision_recall()
        parts = " ".join(f"{k} {score.f1(k):.3f}" for k in sorted(score.counts) if k != "all")
        bar = f" (spaCy md {beside[name]:.3f})" if name in beside else ""
        print(f"{name:20} P {precision:.3f} R {recall:.3f} F1 {score.f1():.3f}{bar}  {parts}", flush=True)


if __name__ == "__main__":
    main()
