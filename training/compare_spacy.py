"""Scores a model of spaCy on the dev sets; en_core_web_md is the bar that the shipped model is held to.

    python training/compare_spacy.py --model FOLDER --dev FOLDER [SET...]

FOLDER of --model is an unpacked en_core_web_md or en_core_web_sm. spaCy reads the sets' own tokens, one sentence a
document; mapping and scoring are those of labels.py.
"""

import argparse

import labels
import spacy
from spacy.tokens import Doc


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", required=True, help="folder of the unpacked spaCy model")
    parser.add_argument("--dev", required=True, help="folder of the dev sets")
    parser.add_argument("sets", nargs="*", default=list(labels.SETS))
    arguments = parser.parse_args()

    nlp = spacy.load(arguments.model, exclude=["parser", "lemmatizer", "tagger", "attribute_ruler"])
    print(labels.describe())
    for name in arguments.sets or labels.SETS:
        sentences = labels.read(arguments.dev, name)
        score = labels.Score()
        docs = nlp.pipe(Doc(nlp.vocab, words=sentence["tokens"]) for sentence in sentences)
        for sentence, doc in zip(sentences, docs):
            spans = [
                (e.start, e.end, labels.SPACY[e.label_]) for e in doc.ents if e.label_ in labels.SPACY
            ]
            score.add(labels.gold(name, sentence), labels.predicted(name, sentence, spans))
        precision, recall = score.precision_recall()
        parts = " ".join(f"{k} {score.f1(k):.3f}" for k in sorted(score.counts) if k != "all")
        print(f"{name:20} P {precision:.3f} R {recall:.3f} F1 {score.f1():.3f}  {parts}", flush=True)


if __name__ == "__main__":
    main()
