"""Scores `spanwright detect` on the dev sets, beside spaCy's figures where they are given.

    python training/evaluate.py --dev FOLDER [--spanwright PROGRAM] [--model FILE]
                                [--beside TABLE] [--json FILE] [SET...]

Each sentence goes to the program as one document of tokens, and token offsets come back. TABLE is
what compare_spacy.py printed. Mapping and scoring are those of labels.py.
"""

import argparse
import json
import re
import subprocess

import labels


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dev", required=True, help="folder of the dev sets")
    parser.add_argument("--spanwright", default="target/fast/spanwright", help="the program")
    parser.add_argument("--model", help="another model than the one in the program")
    parser.add_argument("--beside", help="what compare_spacy.py printed")
    parser.add_argument("--json", help="where to write the figures")
    parser.add_argument("--documents", action="store_true", help="give whole documents, not single sentences")
    parser.add_argument("sets", nargs="*")
    arguments = parser.parse_args()

    beside = {}
    if arguments.beside:
        with open(arguments.beside, encoding="utf-8") as table:
            beside = {m[1]: float(m[2]) for m in re.finditer(r"(?m)^(\S+) .*? F1 ([\d.]+)", table.read())}
    else:
        print(labels.describe())
    figures = {}
    for name in arguments.sets or labels.SETS:
        sentences = labels.read(arguments.dev, name)
        if arguments.documents:
            sentences = join(sentences)
        score, sureness = labels.Score(), []
        for sentence, found in zip(sentences, detect(arguments, sentences)):
            gold = labels.gold(name, sentence)
            score.add(gold, labels.predicted(name, sentence, [span for span, _ in found]))
            for span, sure in found:
                sureness += [(sure, known in gold) for known in labels.predicted(name, sentence, [span])]
        precision, recall = score.precision_recall()
        parts = " ".join(f"{k} {score.f1(k):.3f}" for k in sorted(score.counts) if k != "all")
        bar = f" (spaCy {beside[name]:.3f})" if name in beside else ""
        print(
            f"{name:20} P {precision:.3f} R {recall:.3f} F1 {score.f1():.3f}{bar}  {parts}"
            f"  calibration error {calibration_error(sureness):.3f}",
            flush=True,
        )
        figures[name] = {
            "f1": round(score.f1(), 4),
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "calibration_error": round(calibration_error(sureness), 4),
            "labels": {k: round(score.f1(k), 4) for k in sorted(score.counts) if k != "all"},
        }
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as out:
            json.dump(figures, out, indent=1)


def join(sentences):
    """Documents made of the sentences that stand together; sets without documents stay as they are."""
    documents = []
    for sentence in sentences:
        if sentence["doc"] == "d" or not documents or documents[-1]["doc"] != sentence["doc"]:
            documents.append({"doc": sentence["doc"], "tokens": [], "spans": []})
        document = documents[-1]
        offset = len(document["tokens"])
        document["tokens"] += sentence["tokens"]
        document["spans"] += [[s + offset, e + offset, label] for s, e, label in sentence["spans"]]
    return documents


def detect(arguments, sentences):
    """The spans that the program finds in each sentence."""
    command = [arguments.spanwright, "detect", "--only", "entities"]
    if arguments.model:
        command += ["--model", arguments.model]
    lines = "".join(
        json.dumps({"id": i, "tokens": s["tokens"]}) + "\n" for i, s in enumerate(sentences)
    )
    answer = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    for line in answer.stdout.splitlines():
        spans = json.loads(line)["spans"]
        yield [((s["start"], s["end"], s["label"]), s["score"]) for s in spans]


def calibration_error(sureness, bins=10):
    """How far scores are from the share of right spans, averaged over bins of equal width."""
    error = 0.0
    for low in range(bins):
        inside = [x for x in sureness if low <= min(x[0] * bins, bins - 0.5) < low + 1]
        error += abs(sum(sure - right for sure, right in inside))
    return error / max(len(sureness), 1)


if __name__ == "__main__":
    main()
