"""The multi-task model: a MiniLM-L6 encoder with a case-shape embedding and one head per task."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from training.role_scorer import RoleScorer

N_SHAPES = 7
HIDDEN, LAYERS, ATTENTION_HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
NORM_EPS = 1e-12
HEAD_WIDTH = HIDDEN // ATTENTION_HEADS
HIDDEN_SCORE = -1e4


@dataclass(frozen=True)
class Sizes:
    """Numbers of labels and widths of the pairwise heads."""

    upos: int
    xpos: int
    lemma: int
    rel: int
    ner: int
    timex: int
    attr: int
    rolesets: int
    srl: int
    role_tags: int
    arc_width: int = 256
    rel_width: int = 128
    srl_width: int = 192
    sense_width: int = 128
    link_width: int = 96
    coref_width: int = 128

    def as_dict(self) -> dict[str, int]:
        """Return the sizes by name, to be stored with the weights."""
        return asdict(self)


class SharedDropout(nn.Module):
    """Dropout with one mask per row of the batch (variational): cheap, and kinder to sequences."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.rate == 0:
            return x
        keep = torch.empty(x.shape[0], 1, x.shape[-1], dtype=x.dtype).bernoulli_(1 - self.rate)
        return x * (keep / (1 - self.rate))


class Layer(nn.Module):
    """One BERT layer."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, NORM_EPS)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, NORM_EPS)
        self.dropout = SharedDropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        split = self.qkv(x).view(batch, length, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        # written out: the fused kernel's backward pass is several times slower on a CPU
        scores = split[0] @ split[1].transpose(-1, -2) * HEAD_WIDTH**-0.5 + mask
        mixed: Tensor = torch.softmax(scores, -1, dtype=scores.dtype) @ split[2]
        mixed = mixed.transpose(1, 2).reshape(batch, length, HIDDEN)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        changed: Tensor = self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))
        return changed


class Encoder(nn.Module):
    """MiniLM-L6-H384; returns the hidden states of all layers, embeddings first."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, HIDDEN)
        self.position = nn.Embedding(POSITIONS, HIDDEN)
        self.shape = nn.Embedding(N_SHAPES, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, NORM_EPS)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        nn.init.zeros_(self.shape.weight)

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> list[Tensor]:
        positions = torch.arange(ids.shape[1])
        x = self.word(ids) + self.position(positions) + self.shape(shapes)
        states = [self.norm(x)]
        bias = (1.0 - mask[:, None, None, :].float()) * HIDDEN_SCORE
        for layer in self.layers:
            states.append(layer(states[-1], bias))
        return states

    def load_minilm(self, path: Path) -> None:
        """Take the weights of a BERT-named ``model.safetensors``; the one token type is folded."""
        old = load_file(path)
        embeddings = "embeddings."
        state = {
            "word.weight": old[embeddings + "word_embeddings.weight"],
            "position.weight": old[embeddings + "position_embeddings.weight"]
            + old[embeddings + "token_type_embeddings.weight"][0],
            "shape.weight": torch.zeros(N_SHAPES, HIDDEN),
        }
        _rename(old, state, embeddings + "LayerNorm", "norm")
        for i in range(LAYERS):
            _load_layer(old, state, i)
        self.load_state_dict(state)


_LAYER_NAMES = {
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "norm1",
    "intermediate.dense": "up",
    "output.dense": "down",
    "output.LayerNorm": "norm2",
}


def _rename(old: dict[str, Tensor], new: dict[str, Tensor], source: str, target: str) -> None:
    for kind in ("weight", "bias"):
        new[f"{target}.{kind}"] = old[f"{source}.{kind}"]


def _load_layer(old: dict[str, Tensor], new: dict[str, Tensor], i: int) -> None:
    source, target = f"encoder.layer.{i}.", f"layers.{i}."
    for name, short in _LAYER_NAMES.items():
        _rename(old, new, source + name, target + short)
    for kind in ("weight", "bias"):
        parts = [old[f"{source}attention.self.{x}.{kind}"] for x in ("query", "key", "value")]
        new[f"{target}qkv.{kind}"] = torch.cat(parts)


class Mix(nn.Module):
    """A learned weighted mean of the layers."""

    def __init__(self) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.linspace(-1.0, 1.0, LAYERS + 1))

    def forward(self, states: Tensor) -> Tensor:
        return torch.einsum("l,lbsh->bsh", torch.softmax(self.weights, 0), states)


class Projection(nn.Module):
    """Linear layer with GELU and dropout, for pairwise scoring."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.linear = nn.Linear(HIDDEN, width)
        self.dropout = SharedDropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        projected: Tensor = self.dropout(functional.gelu(self.linear(x)))
        return projected


GROUPS = {
    "syntax": ("upos", "xpos", "lemma", "sent", "arc_dep", "arc_head", "rel_dep", "rel_head"),
    "meaning": ("pred", "sense", "srl_pred", "srl_arg", "fact"),
    "names": ("ner", "timex"),
    "text": ("attr", "link_dep", "link_head", "coref_m", "coref_a", "coref_b"),
}
"""Heads that share one mix of layers."""


class Heads(nn.Module):
    """All task heads, and the constants that score pairs."""

    def __init__(self, sizes: Sizes, dropout: float = 0.2) -> None:
        super().__init__()
        for name in ("upos", "xpos", "lemma", "ner", "timex", "attr"):
            self.add_module(name, nn.Linear(HIDDEN, getattr(sizes, name)))
        for name in ("sent", "pred", "fact", "coref_m"):
            self.add_module(name, nn.Linear(HIDDEN, 1))
        widths = {"arc": sizes.arc_width, "rel": sizes.rel_width, "link": sizes.link_width}
        pairs = [(f"{name}_{side}", width) for name, width in widths.items() for side in SIDES]
        pairs += [("srl_pred", sizes.srl_width), ("srl_arg", sizes.srl_width)]
        pairs += [("coref_a", sizes.coref_width), ("coref_b", sizes.coref_width)]
        for name, width in [*pairs, ("sense", sizes.sense_width)]:
            self.add_module(name, Projection(width, dropout))
        self.arc_root = nn.Parameter(torch.randn(sizes.arc_width) * 0.02)
        self.arc_u = _weights(sizes.arc_width + 1, sizes.arc_width)
        self.rel_u = _weights(sizes.rel, sizes.rel_width + 1, sizes.rel_width + 1)
        self.roles = RoleScorer(sizes.srl_width, sizes.role_tags, sizes.srl)
        self.sense_u = _weights(sizes.rolesets, sizes.sense_width)
        self.link_u = _weights(sizes.link_width + 1, sizes.link_width + 1)
        self.coref_u = _weights(sizes.coref_width + 1, sizes.coref_width + 1)


SIDES = ("dep", "head")
CONSTANTS = ("rel_u", "sense_u", "link_u", "coref_u")
SCALARS = frozenset(["sent", "pred", "fact", "coref_m"])


def _weights(*shape: int) -> nn.Parameter:
    return nn.Parameter(torch.randn(*shape) * 0.01)


def with_one(x: Tensor) -> Tensor:
    """Append a 1 to each vector, so that a bilinear form includes the linear terms."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


class Model(nn.Module):
    """Encoder, layer mixes and heads; ``forward`` runs only the heads asked for."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.mixes = nn.ModuleDict({group: Mix() for group in GROUPS})
        self.heads = Heads(sizes)
        self.word_dropout = SharedDropout(dropout)

    def forward(
        self,
        ids: Tensor,
        mask: Tensor,
        shapes: Tensor,
        first: Tensor,
        last: Tensor,
        wanted: frozenset[str] | None = None,
    ) -> dict[str, Tensor]:
        """Return the word-level outputs [batch, words, ...] by head name, and ``arc``."""
        states = torch.stack(self.encoder(ids, mask, shapes))
        outputs: dict[str, Tensor] = {}
        for group, names in GROUPS.items():
            names = tuple(n for n in names if wanted is None or n in wanted)
            if names:
                words = self._words(self.mixes[group](states), first, last)
                for name in names:
                    outputs[name] = getattr(self.heads, name)(words)
                    if name in SCALARS:
                        outputs[name] = outputs[name].squeeze(-1)
        if "arc_dep" in outputs:
            outputs["arc"] = self.arcs(outputs.pop("arc_dep"), outputs.pop("arc_head"))
        return outputs

    def _words(self, mixed: Tensor, first: Tensor, last: Tensor) -> Tensor:
        width = mixed.shape[-1]
        gather = [
            torch.gather(mixed, 1, index[..., None].expand(-1, -1, width))
            for index in (first, last)
        ]
        words: Tensor = self.word_dropout((gather[0] + gather[1]) * 0.5)
        return words

    def arcs(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Return [batch, words, words + 1] scores; column 0 is the root."""
        root = self.heads.arc_root.expand(heads.shape[0], 1, -1)
        heads = torch.cat([root, heads], 1)
        return with_one(dependents) @ self.heads.arc_u @ heads.transpose(1, 2)
