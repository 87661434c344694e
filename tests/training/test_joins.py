"""Quantising before joining changes the order of the work, and no number."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")


def test_the_scores_stay_the_same_to_the_last_bit(tmp_path: Path) -> None:
    import onnxruntime
    import torch
    from training.export import _loaded, _write_roles
    from training.joins import quantise_before_joining
    from training.role_scorer import RoleScorer

    torch.manual_seed(0)
    _write_roles(RoleScorer(width=6, tags=3, labels=4).eval(), 3, tmp_path / "plain.onnx")
    graph = _loaded(tmp_path / "plain.onnx", quantise=True)
    before = graph.SerializeToString()
    quantise_before_joining(graph.graph)
    rng = np.random.default_rng(0)
    feed = {
        "predicates": rng.normal(size=(2, 6)).astype(np.float32),
        "tags": np.eye(3, dtype=np.float32)[:2],
        "words": rng.normal(size=(8, 6)).astype(np.float32),
        "places": np.array([[0, 1, 2, -1, -1], [3, 4, 5, 6, 7]]),
        "distances": rng.integers(0, 33, (2, 5)),
        "paths": rng.random((2, 5, 14)).astype(np.float32),
    }
    one, other = (
        onnxruntime.InferenceSession(data, providers=["CPUExecutionProvider"]).run(None, feed)[0]
        for data in (before, graph.SerializeToString())
    )
    assert np.array_equal(one, other)
    joins = [node for node in graph.graph.node if node.op_type == "DynamicQuantizeLinear"]
    padded = {node.input[0] for node in graph.graph.node if node.op_type == "Pad"}
    assert len(padded.intersection(node.output[0] for node in joins)) == 2
