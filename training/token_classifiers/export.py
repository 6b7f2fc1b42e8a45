"""Makes the small token classifiers of tests/fixtures/token_classifiers, which find drugs and diseases.

    python export.py [--out FOLDER] [NAME...]

README.md says what they are for and what is in a folder. The same versions give the same files.
"""

import argparse
import json
import logging
import os
import pathlib
import random
import shutil
import warnings

import numpy
import onnx
import onnxruntime
import torch
import transformers
from onnx import version_converter
from onnx.reference import ReferenceEvaluator
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

import expected
import pieces
import sentences

OUT = pathlib.Path(__file__).parents[2] / "tests/fixtures/token_classifiers"

LABELS = ["O", "B-Drug", "I-Drug", "B-Disease", "I-Disease"]

# Pieces, with the special ones.
LONGEST = 128
VOCABULARY = 500

UNKNOWN = -100

RATE = 2e-3

# ONNX's version 14 is what Hugging Face's own exporter has long written.
VERSION = 14


def bert(tokenizer):
    config = transformers.BertConfig(
        **size(tokenizer, 48), max_position_embeddings=LONGEST, pad_token_id=tokenizer.token_to_id("[PAD]"))
    return transformers.BertForTokenClassification(config)


def roberta(tokenizer):
    # Positions are counted from behind the number of <pad>.
    begin, padding, end = (tokenizer.token_to_id(name) for name in ["<s>", "<pad>", "</s>"])
    config = transformers.RobertaConfig(
        **size(tokenizer, 48), max_position_embeddings=LONGEST + padding + 1, type_vocab_size=1,
        bos_token_id=begin, pad_token_id=padding, eos_token_id=end)
    return transformers.RobertaForTokenClassification(config)


def deberta(tokenizer):
    config = transformers.DebertaV2Config(
        **size(tokenizer, 40), max_position_embeddings=LONGEST, pad_token_id=tokenizer.token_to_id("[PAD]"),
        type_vocab_size=0, position_biased_input=False, relative_attention=True, position_buckets=32,
        max_relative_positions=-1, pos_att_type=["p2c", "c2p"], share_att_key=True, norm_rel_ebd="layer_norm",
        layer_norm_eps=1e-7)
    return transformers.DebertaV2ForTokenClassification(config)


def size(tokenizer, width):
    """What all the configurations have."""
    return {
        "vocab_size": tokenizer.get_vocab_size(),
        "hidden_size": width,
        "intermediate_size": 64,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "id2label": dict(enumerate(LABELS)),
        "label2id": {label: number for number, label in enumerate(LABELS)},
        "attn_implementation": "eager",
    }


# The tokenizer, the model, its inputs and the number of passes.
MODELS = {
    "bert": (pieces.wordpiece, bert, ["input_ids", "attention_mask", "token_type_ids"], 20),
    "roberta": (pieces.byte_pairs, roberta, ["input_ids", "attention_mask"], 20),
    "deberta": (pieces.unigram, deberta, ["input_ids", "attention_mask"], 8),
}


def inputs(names, rows, padding):
    """Rows of pieces as one batch."""
    length = max(map(len, rows))
    ids = torch.tensor([row + [padding] * (length - len(row)) for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (length - len(row)) for row in rows])
    every = {"input_ids": ids, "attention_mask": mask, "token_type_ids": torch.zeros_like(ids)}
    return {name: every[name] for name in names}


def tagged(text, spans, tokenizer):
    """The pieces of a text and their tags. Pieces within a word have tags too, so that none is left to chance."""
    encoding = tokenizer.encode(text)
    tags = [UNKNOWN if special else 0 for special in encoding.special_tokens_mask]
    words = expected.words_of(text)
    begins = dict(zip(expected.firsts(text, words, encoding), words))
    for number, (start, end) in enumerate(encoding.offsets):
        for begin, behind, label in spans:
            if max(start, begin) < min(end, behind) and tags[number] == 0:
                opens = begins.get(number, (None,))[0] == begin
                tags[number] = LABELS.index(f"{'B' if opens else 'I'}-{label}")
    return encoding.ids, tags


def train(model, names, rows, passes, padding):
    """Fits the model to (pieces, tags)."""
    steps = passes * (len(rows) // 16)
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.01)
    # The rate rises for the first tenth and then falls to nothing.
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, steps, pct_start=0.1)
    order = random.Random(4)
    model.train()
    for _ in range(passes):
        order.shuffle(rows)
        for at in range(0, len(rows) - 15, 16):
            batch = rows[at:at + 16]
            given = inputs(names, [ids for ids, _ in batch], padding)
            length = given["input_ids"].shape[1]
            tags = torch.tensor([tags + [UNKNOWN] * (length - len(tags)) for _, tags in batch])
            loss = model(**given, labels=tags).loss
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
    model.eval()


class Logits(torch.nn.Module):
    """A model from its inputs, in their order, to its logits."""

    def __init__(self, model, names):
        super().__init__()
        self.model = model
        self.names = names
        self.eval()

    def forward(self, *given):
        return self.model(**dict(zip(self.names, given))).logits


def to_onnx(model, names, path, padding):
    """Writes the model for batches and texts of any length."""
    given = inputs(names, [[5, 6, 7, 8, 9, 10], [5, 6, 7]], padding)
    axes = {name: {0: "batch", 1: "length"} for name in [*names, "logits"]}
    with warnings.catch_warnings():
        # That a trace follows one way through the code is known: `agree` looks at other lengths than the traced one.
        warnings.simplefilter("ignore")
        torch.onnx.export(Logits(model, names), tuple(given.values()), path, input_names=names,
                          output_names=["logits"], dynamic_axes=axes, opset_version=VERSION, dynamo=False)


def session(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def logits_of(run, names, padding):
    """From the pieces of one text to its logits."""
    def logits(ids):
        given = inputs(names, [ids], padding)
        return run(None, {name: tensor.numpy() for name, tensor in given.items()})[0][0]
    return logits


def f1(passages, tokenizer, logits):
    """Strict span F1."""
    right = wrong = missed = 0
    for text, spans in passages:
        found, _ = expected.line(text, tokenizer, logits, LABELS)
        gold = {(len(text[:start].encode()), len(text[:end].encode()), label) for start, end, label in spans}
        found = set(map(tuple, found["spans"]))
        right += len(found & gold)
        wrong += len(found - gold)
        missed += len(gold - found)
    return 2 * right / (2 * right + wrong + missed)


def agree(one, other, rows, bound, what):
    """Fails unless both give the same but for `bound`, for these rows as batches and one by one."""
    most = 0.0
    for batch in [rows[:8], rows[8:11], *([row] for row in rows)]:
        inner = numpy.array([[at < len(row) for at in range(max(map(len, batch)))] for row in batch])
        most = max(most, float(numpy.abs(one(batch) - other(batch))[inner].max()))
    if most > bound:
        raise SystemExit(f"{what}: differ by {most}, which is more than {bound}")
    print(f"  {what}: differ by {most:.1e} at most")


def write_lines(folder, tokenizer, logits, close):
    """Writes expected.jsonl and gives the pieces of its lines. Two tags with scores so close may change places in
    another engine, so that a line with such is left out."""
    rows = []
    with open(folder / "expected.jsonl", "w", encoding="utf-8", newline="\n") as file:
        for text in expected.lines():
            said, lead = expected.line(text, tokenizer, logits, LABELS)
            if lead < close:
                print(f"  left out, two tags are {lead:.4f} apart: {text!r}")
            elif len(rows) < expected.COUNT:
                file.write(json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n")
                rows.append(said["ids"])
    if max(map(len, rows)) > LONGEST:
        raise SystemExit(f"{folder.name}: a line has more than {LONGEST} pieces; shorten it")
    return rows


def passages(count, seed, new=False, but=()):
    """Passages whose texts are not among `but`."""
    random_numbers = random.Random(seed)
    found = (sentences.passage(random_numbers, new) for _ in range(count))
    return [(text, spans) for text, spans in found if text not in but]


def make(name, out):
    """Trains, writes and checks one model."""
    kind, architecture, names, passes = MODELS[name]
    folder = out / name
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    learnt = passages(4000, 1)
    texts = [text for text, _ in learnt]
    kind(texts, VOCABULARY).save(str(folder / "tokenizer.json"), pretty=False)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    model = architecture(tokenizer)
    padding = model.config.pad_token_id
    train(model, names, [tagged(*passage, tokenizer) for passage in learnt], passes, padding)
    model.config.to_json_file(folder / "config.json")
    to_onnx(model, names, folder / "model.onnx", padding)
    held_out = {
        "held out": passages(500, 2, but=set(texts)),
        "with invented names alone": passages(300, 5, new=True, but=set(texts)),
    }

    def from_torch(rows):
        with torch.no_grad():
            return model(**inputs(names, rows, padding)).logits.numpy()

    def checked(folder, run, close):
        logits = logits_of(run, names, padding)
        scores = ", ".join(f"{what} {f1(texts, tokenizer, logits):.4f}" for what, texts in held_out.items())
        print(f"{folder.name}: span F1 {scores}", flush=True)
        return write_lines(folder, tokenizer, logits, close)

    def batches(run):
        return lambda rows: run(None, {n: t.numpy() for n, t in inputs(names, rows, padding).items()})[0]

    run = session(folder / "model.onnx").run
    agree(from_torch, batches(run), checked(folder, run, 0.02), 0.001, "onnxruntime and torch")
    if name == "bert":
        small = out / "bert-int8"
        small.mkdir(exist_ok=True)
        for same in ["tokenizer.json", "config.json"]:
            shutil.copy(folder / same, small / same)
        quantize_dynamic(folder / "model.onnx", small / "model.onnx", weight_type=QuantType.QInt8)
        run = session(small / "model.onnx").run
        # ONNX's reference computes with whole numbers exactly, as not every processor does. Where two engines round a
        # float to different whole numbers they differ by more than floats do.
        newer = version_converter.convert_version(onnx.load(small / "model.onnx"), 19)
        reference = ReferenceEvaluator(newer).run
        agree(batches(reference), batches(run), checked(small, run, 0.1), 0.05, "onnxruntime and ONNX's reference")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=pathlib.Path, default=OUT)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(MODELS)}; all if none is named")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    # The quantiser would like a graph that was optimised before, which those on the hub were not.
    logging.disable(logging.WARNING)
    for name in arguments.names or MODELS:
        make(name, arguments.out)


if __name__ == "__main__":
    main()
