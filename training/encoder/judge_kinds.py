"""Scores how well events, works and products are told apart, through the program.

    python judge_kinds.py --dev FOLDER [--spanwright PROGRAM]

For each dev set that names kinds: strict span F1 of each kind, and how often the kind is right where the span is.
"""

import argparse
import collections
import json
import pathlib
import subprocess

KINDS = {
    "EVENT": "eve event election conference",
    "WORK": "book poem song album creative-work",
    "PRODUCT": "product programlang",
}
KIND_OF = {label: kind for kind, labels in KINDS.items() for label in labels.split()}
SETS = [f"crossner_{domain}" for domain in "politics literature music ai science".split()] + ["wnut17"]


def detect(program, sentences):
    """What the program finds in each sentence, as {(start, end): label}."""
    lines = "".join(json.dumps({"id": n, "tokens": s["tokens"]}) + "\n" for n, s in enumerate(sentences))
    command = [program, "detect", "--only", "entities", "--kinds"]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines():
        yield {(span["start"], span["end"]): span["label"] for span in json.loads(line)["spans"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dev", required=True, type=pathlib.Path)
    parser.add_argument("--spanwright", default="target/fast/spanwright", help="the program")
    arguments = parser.parse_args()
    for name in SETS:
        with open(arguments.dev / f"{name}.jsonl", encoding="utf-8") as lines:
            sentences = [json.loads(line) for line in lines]
        right, found, known = collections.Counter(), collections.Counter(), collections.Counter()
        same_span, same_kind = 0, 0
        for sentence, spans in zip(sentences, detect(arguments.spanwright, sentences)):
            gold = {(start, end): KIND_OF[label] for start, end, label in sentence["spans"] if label in KIND_OF}
            known.update(gold.values())
            found.update(label for label in spans.values() if label in KINDS)
            for span, kind in gold.items():
                right[kind] += spans.get(span) == kind
                if spans.get(span) in [*KINDS, "MISC"]:
                    same_span += 1
                    same_kind += spans[span] == kind
        parts = [
            f"{kind} {2 * right[kind] / (found[kind] + known[kind]):.3f} of {known[kind]}"
            for kind in KINDS
            if known[kind] >= 20
        ]
        print(f"{name:20} {'  '.join(parts)}  kind right {same_kind / same_span:.3f} of {same_span}", flush=True)


if __name__ == "__main__":
    main()
