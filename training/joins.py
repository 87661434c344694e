"""Lets a quantised graph join int8 instead of float rows before a matrix product.

A convolution is written as a product with rows that join each word's vector with its neighbours'
(:mod:`training.role_scorer`). Quantising the joined rows quantises every vector as often as it has
neighbours. Here the vectors are quantised first, and their int8 values padded, cut and joined:
least, greatest and zero are the same, so every number that comes out is too.
"""

from __future__ import annotations

import onnx

_BETWEEN = ("Concat", "Slice", "Pad")


def quantise_before_joining(graph: onnx.GraphProto) -> None:
    """Move each quantisation of joined rows in ``graph`` before the padding they start with."""
    makers = {output: node for node in graph.node for output in node.output}
    for node in list(graph.node):
        join, pad = _joined(node, makers)
        if join is not None and pad is not None:
            _move(graph, node, join, pad)
    del graph.value_info[:]  # notes of types in between, some of which no longer hold


def _joined(
    node: onnx.NodeProto, makers: dict[str, onnx.NodeProto]
) -> tuple[onnx.NodeProto | None, onnx.NodeProto | None]:
    """Return what joins and what pads the rows that ``node`` quantises, if it does that."""
    found = makers.get(node.input[0]) if node.op_type == "DynamicQuantizeLinear" else None
    join = found
    for kind in _BETWEEN:
        if found is None or found.op_type != kind:
            return None, None
        if kind != _BETWEEN[-1]:
            found = makers.get(found.input[0])
    return join, found


def _move(
    graph: onnx.GraphProto, quantise: onnx.NodeProto, join: onnx.NodeProto, pad: onnx.NodeProto
) -> None:
    joined, zero = quantise.output[0], quantise.output[2]
    graph.node.remove(quantise)
    quantise.input[0], quantise.output[0] = pad.input[0], f"{joined}_rows"
    join.output[0] = joined
    pad.input[0], pad.input[2] = f"{joined}_rows", zero  # padded with what stands for 0
    graph.node.insert(list(graph.node).index(pad), quantise)
