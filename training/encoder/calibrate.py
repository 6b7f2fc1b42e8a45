"""Chooses the temperature by which a score of 0.8 is right four times in five, and writes it to config.json.

    python calibrate.py --model FOLDER --dev FOLDER [--spanwright PROGRAM]

FOLDER of --model is what export.py wrote. The temperature is the one with the least calibration error on the
average of these dev sets; wikigold, which nothing is chosen by, is not among them.
"""

import argparse
import json
import pathlib
import sys
import tempfile
import types

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import evaluate  # noqa: E402
import labels  # noqa: E402

SETS = ["gmb_untitled", "redocred", "uner_ewt", "gum_news_named"]
TEMPERATURES = [1.0, 1.4, 1.6, 1.8, 2.2]


def error(program, model, dev, name):
    """The calibration error of the model in this folder on a dev set."""
    sentences = labels.read(dev, name)
    arguments = types.SimpleNamespace(spanwright=program, model=str(model))
    sureness = []
    for sentence, found in zip(sentences, evaluate.detect(arguments, sentences)):
        gold = labels.gold(name, sentence)
        for span, sure in found:
            sureness += [(sure, known in gold) for known in labels.predicted(name, sentence, [span])]
    return evaluate.calibration_error(sureness)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", required=True)
    parser.add_argument("--dev", required=True)
    parser.add_argument("--spanwright", default="target/fast/spanwright", help="the program")
    arguments = parser.parse_args()
    model = pathlib.Path(arguments.model).resolve()
    config = json.loads((model / "config.json").read_text())
    errors = {}
    for temperature in TEMPERATURES:
        with tempfile.TemporaryDirectory() as folder:
            trial = pathlib.Path(folder)
            for name in ["model.onnx", "tokenizer.json"]:
                (trial / name).symlink_to(model / name)
            (trial / "config.json").write_text(json.dumps(config | {"temperature": temperature}))
            found = [error(arguments.spanwright, trial, arguments.dev, name) for name in SETS]
        errors[temperature] = sum(found) / len(found)
        each = " ".join(f"{name} {value:.3f}" for name, value in zip(SETS, found))
        print(f"temperature {temperature}: {errors[temperature]:.3f} on average ({each})", flush=True)
    config["temperature"] = min(errors, key=errors.get)
    (model / "config.json").write_text(json.dumps(config, indent=1) + "\n")


if __name__ == "__main__":
    main()
