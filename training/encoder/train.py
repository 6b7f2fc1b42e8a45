"""Trains the precise tagger.

    python train.py --examples EXAMPLES --base FOLDER --out FOLDER [--passes N]

EXAMPLES is what `cargo run -p training -- --data DATA --examples EXAMPLES` wrote, FOLDER of --base holds
model.safetensors and tokenizer.json of MiniLM. README.md says the rest.
"""

import argparse
import json
import pathlib
import time

import torch
from torch.nn import functional

import data
import manifest
from model import pretrained
from pieces import Pieces, full_vocabulary, kept_pieces


def loss(tags, kinds, allowed, kind, weight):
    """How unlikely the tags are that the annotation leaves open, and the kinds that it names."""
    scores = tags.float().log_softmax(-1)
    open_tags = scores.masked_fill(~allowed, -torch.inf)
    counts = weight > 0
    missed = -open_tags[counts].logsumexp(-1)
    total = (missed * weight[counts]).sum() / weight.sum()
    known = kind >= 0
    if known.any():
        total = total + 0.1 * functional.cross_entropy(kinds.float()[known], kind[known])
    return total


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--examples", required=True)
    parser.add_argument("--base", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--layers", default="0,1,2,3,4,5")
    parser.add_argument("--vocabulary", type=int, default=17000)
    parser.add_argument("--longest", type=int, default=192)
    parser.add_argument("--batch", type=int, default=4096, help="pieces")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--steps", type=int, default=0, help="stop after so many, to try things out")
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    out = pathlib.Path(arguments.out)
    out.mkdir(parents=True, exist_ok=True)

    corpora = data.read(arguments.examples)
    base = pathlib.Path(arguments.base)
    whole = full_vocabulary(base / "tokenizer.json")
    texts = (sentence["tokens"] for sentences in corpora.values() for sentence in sentences)
    kept = kept_pieces(whole, texts, arguments.vocabulary)
    vocabulary = [whole[number] for number in kept]
    (out / "vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    pieces = Pieces(vocabulary)
    layers = [int(number) for number in arguments.layers.split(",")]
    tagger = pretrained(base / "model.safetensors", kept, layers, 256)

    def batches(number):
        return data.Pass(corpora, pieces, arguments.longest, arguments.batch, arguments.seed + number)

    count = sum(1 for _ in batches(0))
    steps = count * arguments.passes
    new = ("shapes.", "tags.", "kinds.")
    groups = [
        {"params": [p for n, p in tagger.named_parameters() if n.startswith(new)], "lr": 5 * arguments.rate},
        {"params": [p for n, p in tagger.named_parameters() if not n.startswith(new)], "lr": arguments.rate},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
    # The rate rises for the first tenth and then falls to nothing.
    def pace(step):
        return min(step / (0.1 * steps + 1), max(0.0, (steps - step) / (0.9 * steps)))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, pace)
    step, mean, began, seen = 0, 0.0, time.time(), 0
    for number in range(arguments.passes):
        tagger.train()
        for ids, shapes, mask, allowed, kind, weight in batches(number):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                tags, kinds = tagger(ids, shapes, mask)
            missed = loss(tags, kinds, allowed, kind, weight)
            optimiser.zero_grad()
            missed.backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            seen += int(mask.sum())
            mean = missed.item() if step == 1 else 0.98 * mean + 0.02 * missed.item()
            if step % 20 == 0:
                speed = seen / (time.time() - began)
                print(f"step {step} of {steps}, loss {mean:.4f}, {speed:.0f} pieces a second", flush=True)
            if step == arguments.steps:
                break
        torch.save(tagger.state_dict(), out / "weights.pt")
        (out / "size.json").write_text(json.dumps(vars(tagger.size)))
        if step == arguments.steps:
            break
    manifest.write(out, arguments, {"torch": torch.__version__})


if __name__ == "__main__":
    main()
