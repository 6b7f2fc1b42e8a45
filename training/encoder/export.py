"""Writes a trained tagger as ONNX, with weights of 8 bits, and what Hugging Face's tools write beside one.

    python export.py --model FOLDER --out FOLDER --manifest FILE [--temperature T] [--trust T] [--float]

The graph takes one window of pieces and their shapes, both [1, n], and gives the scores of the tags, [1, n, 11],
and of the kinds of MISC, [1, n, 4]. The weights alone are quantised: each column of a dense map and each row of
the embedding has a scale of its own. An engine that folds constants computes with floats as usual.
"""

import argparse
import hashlib
import json
import math
import pathlib

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

from decode import LABELS
from judge import load

# Gelu came with version 20.
VERSION = 20

# Windows in training were no longer.
LONGEST = 192


class Graph:
    """An ONNX graph that grows node by node."""

    def __init__(self, quantise):
        self.quantise = quantise
        self.nodes = []
        self.constants = []
        self.count = 0

    def constant(self, value, name=None):
        self.count += 1
        name = name or f"c{self.count}"
        self.constants.append(numpy_helper.from_array(numpy.asarray(value), name))
        return name

    def add(self, operator, inputs, outputs=1, **attributes):
        self.count += 1
        names = [f"t{self.count}_{n}" for n in range(outputs)]
        self.nodes.append(helper.make_node(operator, inputs, names, **attributes))
        return names[0] if outputs == 1 else names

    def dense(self, hidden, weights, bias):
        """hidden @ weights + bias; weights are [in, out]."""
        product = self.add("MatMul", [hidden, self.weights(weights.astype(numpy.float32))])
        return self.add("Add", [product, self.constant(bias.astype(numpy.float32))])

    def weights(self, weights):
        if not self.quantise:
            return self.constant(weights)
        scales = numpy.abs(weights).max(0) / 127
        whole = self.constant(numpy.round(weights / scales).astype(numpy.int8))
        return self.add("DequantizeLinear", [whole, self.constant(scales)], axis=1)

    def norm(self, hidden, module):
        parts = [self.constant(module.weight.numpy()), self.constant(module.bias.numpy())]
        return self.add("LayerNormalization", [hidden, *parts], epsilon=module.eps)

    def embedding(self, table, numbers):
        table = table.numpy()
        if not self.quantise:
            return self.add("Gather", [self.constant(table), numbers])
        scales = numpy.abs(table).max(1, keepdims=True) / 127
        scales = numpy.maximum(scales, 1e-12).astype(numpy.float32)
        whole = numpy.round(table / scales).astype(numpy.int8)
        rows = self.add("Gather", [self.constant(whole), numbers])
        rows = self.add("Cast", [rows], to=TensorProto.FLOAT)
        return self.add("Mul", [rows, self.add("Gather", [self.constant(scales), numbers])])


def build(tagger, quantise):
    """The model's graph."""
    graph = Graph(quantise)
    size = tagger.size
    heads, width = size.heads, size.width
    hidden = graph.add("Add", [graph.embedding(tagger.words.weight, "input_ids"),
                               graph.add("Gather", [graph.constant(tagger.shapes.weight.numpy()), "shapes"])])
    length = graph.add("Slice", [graph.add("Shape", ["input_ids"]), graph.constant(numpy.array([1])),
                                 graph.constant(numpy.array([2]))])
    positions = graph.add("Slice", [graph.constant(tagger.positions.weight.numpy()[:LONGEST]),
                                    graph.constant(numpy.array([0])), length, graph.constant(numpy.array([0]))])
    hidden = graph.norm(graph.add("Add", [hidden, positions]), tagger.norm)
    split = graph.constant(numpy.array([0, 0, heads, width // heads]))
    whole = graph.constant(numpy.array([0, 0, width]))
    for layer in tagger.layers:

        def part(module, scale=1.0, hidden=hidden):
            weights, bias = module.weight.numpy().T * scale, module.bias.numpy() * scale
            return graph.add("Reshape", [graph.dense(hidden, weights, bias), split])

        # The scale of the scores is put into the query's weights.
        query = graph.add("Transpose", [part(layer.query, 1 / math.sqrt(width // heads))], perm=[0, 2, 1, 3])
        key = graph.add("Transpose", [part(layer.key)], perm=[0, 2, 3, 1])
        value = graph.add("Transpose", [part(layer.value)], perm=[0, 2, 1, 3])
        mixed = graph.add("Softmax", [graph.add("MatMul", [query, key])], axis=-1)
        mixed = graph.add("Transpose", [graph.add("MatMul", [mixed, value])], perm=[0, 2, 1, 3])
        mixed = graph.add("Reshape", [mixed, whole])
        mixed = graph.dense(mixed, layer.output.weight.numpy().T, layer.output.bias.numpy())
        hidden = graph.norm(graph.add("Add", [hidden, mixed]), layer.attention_norm)
        inner = graph.dense(hidden, layer.inner.weight.numpy().T, layer.inner.bias.numpy())
        inner = graph.dense(graph.add("Gelu", [inner]), layer.outer.weight.numpy().T, layer.outer.bias.numpy())
        hidden = graph.norm(graph.add("Add", [hidden, inner]), layer.norm)
    for name, module in [("logits", tagger.tags), ("kinds", tagger.kinds)]:
        weights = graph.add("MatMul", [hidden, graph.constant(module.weight.numpy().T.copy())])
        graph.nodes.append(helper.make_node("Add", [weights, graph.constant(module.bias.numpy())], [name]))
    shape = ["batch", "pieces"]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name in ["input_ids", "shapes"]]
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [*shape, module.out_features])
        for name, module in [("logits", tagger.tags), ("kinds", tagger.kinds)]
    ]
    whole = helper.make_graph(graph.nodes, "tagger", inputs, outputs, graph.constants)
    model = helper.make_model(whole, opset_imports=[helper.make_opsetid("", VERSION)], ir_version=9)
    onnx.checker.check_model(model)
    return model


def config(onnx_file, temperature, trust):
    """What config.json says: the tags in their order, the longest window, and a version that changes with the
    weights."""
    tags = ["O"] + [f"{part}-{label}" for label in LABELS for part in "BI"]
    return {
        "model_type": "bert",
        "version": f"en-{hashlib.sha256(onnx_file).hexdigest()[:8]}",
        "max_position_embeddings": LONGEST,
        "temperature": temperature,
        "trust": trust,
        "id2label": {str(number): tag for number, tag in enumerate(tags)},
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--float", action="store_true", help="do not quantise")
    parser.add_argument("--manifest", required=True, help="where to write what it was made from")
    parser.add_argument("--temperature", type=float, default=1.0, help="what calibrates the scores")
    parser.add_argument("--trust", type=float, default=2.0, help="how much a word's other places count")
    arguments = parser.parse_args()
    tagger, pieces = load(arguments.model)
    tagger.requires_grad_(False)
    out = pathlib.Path(arguments.out)
    out.mkdir(parents=True, exist_ok=True)
    network = build(tagger, not arguments.float).SerializeToString()
    (out / "model.onnx").write_bytes(network)
    (out / "config.json").write_text(json.dumps(config(network, arguments.temperature, arguments.trust), indent=1) + "\n")
    made_from = json.loads((pathlib.Path(arguments.model) / "manifest.json").read_text())
    made_from["model.onnx"] = hashlib.sha256(network).hexdigest()
    pathlib.Path(arguments.manifest).write_text(json.dumps(made_from, indent=1) + "\n")
    pieces.tokenizer.save(str(out / "tokenizer.json"), pretty=False)


if __name__ == "__main__":
    main()
