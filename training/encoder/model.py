"""The encoder: MiniLM with an embedding of what a word looks like, and a tag for each word.

The pre-trained encoder reads lower-case text only, so what a capital says about a name reaches it by a
second embedding, of the shape of the word that a piece belongs to (shapes.py).
"""

import dataclasses
import math

import safetensors.torch
import torch
from torch import nn
from torch.nn import functional

from decode import TAGS
from shapes import SHAPES

KINDS = ["OTHER", "EVENT", "WORK", "PRODUCT"]


@dataclasses.dataclass
class Size:
    """How large an encoder is."""

    vocabulary: int
    layers: int = 6
    width: int = 384
    heads: int = 12
    inner: int = 1536
    longest: int = 256


class Layer(nn.Module):
    """A layer of BERT (Devlin and others 2019): attention and two dense maps, each with a norm after it."""

    def __init__(self, size, dropout):
        super().__init__()
        self.heads = size.heads
        self.query = nn.Linear(size.width, size.width)
        self.key = nn.Linear(size.width, size.width)
        self.value = nn.Linear(size.width, size.width)
        self.output = nn.Linear(size.width, size.width)
        self.attention_norm = nn.LayerNorm(size.width, eps=1e-12)
        self.inner = nn.Linear(size.width, size.inner)
        self.outer = nn.Linear(size.inner, size.width)
        self.norm = nn.LayerNorm(size.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden, bias):
        batch, length, width = hidden.shape

        def heads(projected):
            return projected.view(batch, length, self.heads, -1).transpose(1, 2)

        query, key, value = heads(self.query(hidden)), heads(self.key(hidden)), heads(self.value(hidden))
        scores = query @ key.transpose(-1, -2) / math.sqrt(width // self.heads) + bias
        mixed = scores.softmax(-1) @ value
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        hidden = self.attention_norm(hidden + self.dropout(self.output(mixed)))
        inner = functional.gelu(self.inner(hidden))
        return self.norm(hidden + self.dropout(self.outer(inner)))


class Tagger(nn.Module):
    """Pieces and their shapes in, scores of tags and of kinds of MISC out, for each piece."""

    def __init__(self, size, dropout=0.1):
        super().__init__()
        self.size = size
        self.words = nn.Embedding(size.vocabulary, size.width)
        self.positions = nn.Embedding(size.longest, size.width)
        self.shapes = nn.Embedding(len(SHAPES), size.width)
        self.norm = nn.LayerNorm(size.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in range(size.layers))
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(size.width, TAGS)
        self.kinds = nn.Linear(size.width, len(KINDS))
        nn.init.normal_(self.shapes.weight, std=0.02)

    def forward(self, pieces, shapes, mask):
        """`mask` is 1 for a piece and 0 for padding."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        hidden = self.words(pieces) + self.shapes(shapes) + self.positions(places)
        hidden = self.dropout(self.norm(hidden))
        bias = (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -1e4
        for layer in self.layers:
            hidden = layer(hidden, bias)
        hidden = self.dropout(hidden)
        return self.tags(hidden), self.kinds(hidden)


def pretrained(file, kept, layers, longest, dropout=0.1):
    """The tagger with the weights of a BERT in a safetensors file: of its vocabulary the pieces with the
    numbers `kept`, of its layers those with the numbers `layers`."""
    weights = safetensors.torch.load_file(file)
    weights = {name.removeprefix("bert."): value for name, value in weights.items()}
    width = weights["embeddings.word_embeddings.weight"].shape[1]
    tagger = Tagger(Size(len(kept), len(layers), width, longest=longest), dropout)

    def put(module, name):
        for part in ["weight", "bias"]:
            getattr(module, part).data.copy_(weights[f"{name}.{part}"])

    tagger.words.weight.data.copy_(weights["embeddings.word_embeddings.weight"][kept])
    # A text is one segment, so its embedding is a part of every position's.
    positions = weights["embeddings.position_embeddings.weight"][:longest]
    tagger.positions.weight.data.copy_(positions + weights["embeddings.token_type_embeddings.weight"][0])
    put(tagger.norm, "embeddings.LayerNorm")
    for layer, number in zip(tagger.layers, layers):
        name = f"encoder.layer.{number}"
        for part in ["query", "key", "value"]:
            put(getattr(layer, part), f"{name}.attention.self.{part}")
        put(layer.output, f"{name}.attention.output.dense")
        put(layer.attention_norm, f"{name}.attention.output.LayerNorm")
        put(layer.inner, f"{name}.intermediate.dense")
        put(layer.outer, f"{name}.output.dense")
        put(layer.norm, f"{name}.output.LayerNorm")
    return tagger
