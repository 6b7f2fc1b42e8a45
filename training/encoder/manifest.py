"""What a trained encoder was made from, so that it can be made again."""

import hashlib
import json
import pathlib


def sha256(file):
    with open(file, "rb") as bytes_of:
        return hashlib.file_digest(bytes_of, "sha256").hexdigest()


def write(out, arguments, versions):
    """Writes manifest.json beside the weights: the hashes of what was read, and the settings."""
    settings = {name: value for name, value in vars(arguments).items() if name not in ("examples", "base", "out")}
    manifest = {
        "examples": sha256(arguments.examples),
        "base": sha256(pathlib.Path(arguments.base) / "model.safetensors"),
        "settings": settings,
        "versions": versions,
        "weights": sha256(out / "weights.pt"),
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
