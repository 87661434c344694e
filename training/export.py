"""Writes the model as one ONNX file, its matrices and tables quantised to int8.

``python -m training.export --data FILE --checkpoint FILE --output FILE [--plain] [--last]``
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dealtrace.language.role_features import PATHS
from training.inventory import Inventory
from training.joins import quantise_before_joining
from training.model import CONSTANTS, Model
from training.role_scorer import RoleScorer
from training.train import averaged_model

INPUTS = ("input_ids", "attention_mask", "shape_ids", "first", "last")
METADATA_KEY, ROLES_KEY = "dealtrace", "dealtrace_roles"
ROLE_INPUTS = ("predicates", "tags", "words", "places", "distances", "paths")
OPSET = 17


class _Exported(nn.Module):
    def __init__(self, model: Model, names: list[str]) -> None:
        super().__init__()
        self.model, self.names = model, names

    def forward(
        self, ids: Tensor, mask: Tensor, shapes: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, ...]:
        outputs = self.model(ids, mask, shapes, first, last)
        return tuple(outputs[name] for name in self.names)


def export(model: Model, inventory: Inventory, path: Path, quantise: bool = True) -> None:
    """Write ``model`` to ``path`` with ``inventory`` as its metadata."""
    model.eval()
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        _write_graph(model, plain)
        graph = _loaded(plain, quantise)
        _write_roles(model.heads.roles, len(inventory.role_tags), plain)
        roles = _loaded(plain, quantise)
        quantise_before_joining(roles.graph)
    for name in CONSTANTS:
        _add_constant(graph.graph, name, getattr(model.heads, name).detach().numpy(), quantise)
    _describe(graph, METADATA_KEY, json.dumps(inventory.as_dict()))
    _describe(graph, ROLES_KEY, base64.b64encode(roles.SerializeToString()).decode("ascii"))
    onnx.checker.check_model(graph)
    fresh = path.with_suffix(".new")
    fresh.write_bytes(graph.SerializeToString())
    os.replace(fresh, path)


def _describe(graph: onnx.ModelProto, key: str, value: str) -> None:
    entry = graph.metadata_props.add()
    entry.key, entry.value = key, value


def _loaded(plain: Path, quantise: bool) -> onnx.ModelProto:
    if not quantise:
        return onnx.load(plain)
    small = plain.with_name("small.onnx")
    quantize_dynamic(
        plain,
        small,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gather"],
        extra_options={"MatMulConstBOnly": True},
    )
    return onnx.load(small)


def _write_roles(roles: RoleScorer, tags: int, path: Path) -> None:
    """Write the graph that scores arguments, which runs once the predicates are known."""
    width = roles.word.in_features
    places = torch.tensor([[0, 1, 2], [3, 4, -1]])
    inputs = (
        *(torch.zeros(2, width), torch.zeros(2, tags), torch.zeros(5, width)),
        *(places, places.clamp(min=0), torch.zeros(2, 3, PATHS)),
    )
    pairs = {0: "predicates", 1: "words"}
    torch.onnx.export(
        roles,
        inputs,
        path,
        input_names=list(ROLE_INPUTS),
        output_names=["labels"],
        dynamic_axes={
            **{"predicates": {0: "predicates"}, "tags": {0: "predicates"}, "words": {0: "vectors"}},
            **dict.fromkeys(("places", "distances", "paths", "labels"), pairs),
        },
        opset_version=OPSET,
        dynamo=False,
    )


def _write_graph(model: Model, path: Path) -> None:
    ids = torch.ones(2, 9, dtype=torch.long)
    words = torch.tensor([[1, 2, 4], [1, 3, 0]])
    inputs = (ids, ids, ids, words, words)
    names = sorted(model(*inputs))
    axes = {name: {0: "batch", 1: "subtokens"} for name in INPUTS[:3]}
    axes |= {name: {0: "batch", 1: "words"} for name in (*INPUTS[3:], *names)}
    axes["arc"][2] = "heads"
    torch.onnx.export(
        _Exported(model, names),
        inputs,
        path,
        input_names=list(INPUTS),
        output_names=names,
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )


def _add_constant(graph: onnx.GraphProto, name: str, value: np.ndarray, quantise: bool) -> None:
    """Add ``value`` as an output, stored in int8 with a scale per row of its first axis."""
    if quantise:
        rows = value.reshape(value.shape[0], -1)
        scale = np.maximum(np.abs(rows).max(1), 1e-8).astype(np.float32) / 127
        shaped = scale.reshape(-1, *[1] * (value.ndim - 1))
        whole = np.round(value / shaped).astype(np.int8)
        zero = np.zeros(len(scale), np.int8)
        for part, data in (("_int8", whole), ("_scale", scale), ("_zero", zero)):
            graph.initializer.append(numpy_helper.from_array(data, name + part))
        parts = [name + "_int8", name + "_scale", name + "_zero"]
        graph.node.append(helper.make_node("DequantizeLinear", parts, [name], axis=0))
    else:
        graph.initializer.append(numpy_helper.from_array(value.astype(np.float32), name + "_v"))
        graph.node.append(helper.make_node("Identity", [name + "_v"], [name]))
    graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, value.shape))


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--plain", action="store_true", help="keep 32-bit numbers")
    parser.add_argument("--last", action="store_true", help="the last weights, not their average")
    options = parser.parse_args()
    model, inventory = averaged_model(options.data, options.checkpoint, not options.last)
    export(model, inventory, options.output, quantise=not options.plain)


if __name__ == "__main__":
    main()
