"""The model file: labels, constants and session of the shipped ONNX graph."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import onnxruntime

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

DEFAULT_FOLDER = Path(__file__).parent / "model"
CONSTANTS = ("rel_u", "sense_u", "link_u", "coref_u")
PER_WORD = (
    *("upos", "xpos", "lemma", "sent", "arc", "rel_dep", "rel_head", "ner", "timex", "attr"),
    *("pred", "sense", "srl_pred", "srl_arg", "fact", "link_dep", "link_head"),
    *("coref_m", "coref_a", "coref_b"),
)


class ModelFileError(ValueError):
    """The model folder lacks a file, or the file is no Dealtrace model."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The label lists the model was trained with, in the order of its logits.

    ``roleset_frames`` gives for each of ``rolesets`` its place in ``frames``, which lists what its
    numbered roles have of ``role_tags``, for instance ``2-GOL``; the last tag means an unknown
    roleset.
    """

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    lemma: tuple[str, ...]
    rel: tuple[str, ...]
    ner: tuple[str, ...]
    timex: tuple[str, ...]
    attr: tuple[str, ...]
    rolesets: tuple[str, ...]
    srl: tuple[str, ...]
    lemma_rolesets: dict[str, tuple[str, ...]]
    role_tags: tuple[str, ...]
    frames: tuple[tuple[int, ...], ...]
    roleset_frames: tuple[int, ...]
    max_subtokens: int
    version: str


@dataclass(slots=True)
class ModelFile:
    """One ONNX file opened: its session, labels and the constants of its bilinear heads.

    ``roles`` is the session of the network that scores arguments.
    """

    session: onnxruntime.InferenceSession
    labels: Labels
    roles: onnxruntime.InferenceSession
    constants: dict[str, Floats] = field(default_factory=dict)
    roleset_numbers: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        """Index the rolesets."""
        self.roleset_numbers = {name: i for i, name in enumerate(self.labels.rolesets)}

    def flat(self, name: str, axis: int) -> Floats:
        """Return constant ``name`` [labels, a, b] as a matrix [``axis``, labels * the other]."""
        key = f"{name}/{axis}"
        if key not in self.constants:
            constant = self.constants[name]
            turned = constant.transpose((axis, 0, 3 - axis))
            self.constants[key] = np.ascontiguousarray(turned).reshape(constant.shape[axis], -1)
        return self.constants[key]

    def run(self, feed: dict[str, Ints]) -> dict[str, Floats]:
        """Run one batch; return each per-word output by name."""
        found = self.session.run(list(PER_WORD), feed, _only_what_is_asked_for())
        return dict(zip(PER_WORD, found, strict=True))

    def role_tags(self, rolesets: Sequence[str]) -> Floats:
        """Return [rolesets, tags]: 1 where a roleset has a numbered role of that tag."""
        labels = self.labels
        tags = np.zeros((len(rolesets), len(labels.role_tags)), dtype=np.float32)
        for row, name in enumerate(rolesets):
            number = self.roleset_numbers.get(name)
            frame = (-1,) if number is None else labels.frames[labels.roleset_frames[number]]
            tags[row, list(frame)] = 1
        return tags


@cache
def _only_what_is_asked_for() -> onnxruntime.RunOptions:
    """Return options that leave out the constants: unpacking them takes a tenth of a pass."""
    import onnxruntime

    options = onnxruntime.RunOptions()
    options.only_execute_path_to_fetches = True
    return options


def model_folder(path: Path | str | None) -> Path:
    """Return the folder of the model (the shipped one if ``path`` is None), checked."""
    folder = DEFAULT_FOLDER if path is None else Path(path)
    for name in ("model.onnx", "tokenizer.json"):
        if not (folder / name).is_file():
            raise ModelFileError(f"{folder / name} is missing: give load() a folder that has it")
    return folder


def open_model(path: Path | str | None = None, threads: int = 1) -> ModelFile:
    """Open ``model.onnx`` in the folder ``path`` with ``threads`` threads for one forward pass."""
    import onnxruntime

    file = model_folder(path) / "model.onnx"
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False  # it keeps the largest batch's memory for good
    # Waiting threads would take the cores from the decoding between two passes.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        session = onnxruntime.InferenceSession(str(file), options, ["CPUExecutionProvider"])
        written = session.get_modelmeta().custom_metadata_map
        labels = _labels(json.loads(written["dealtrace"]))
        graph = base64.b64decode(written["dealtrace_roles"])
        roles = onnxruntime.InferenceSession(graph, options, ["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises many kinds, none with a common ancestor
        raise ModelFileError(f"{file} is not a model Dealtrace can use: {error}") from error
    model = ModelFile(session, labels, roles)
    values = session.run(list(CONSTANTS), _smallest_feed())
    model.constants.update(zip(CONSTANTS, values, strict=True))
    return model


def _labels(written: dict[str, Any]) -> Labels:
    lists = ("upos", "xpos", "lemma", "rel", "ner", "timex", "attr", "rolesets", "srl")
    table = {lemma: tuple(names) for lemma, names in written["lemma_rolesets"].items()}
    return Labels(
        **{name: tuple(written[name]) for name in lists},
        lemma_rolesets=table,
        role_tags=tuple(written["role_tags"]),
        frames=tuple(tuple(frame) for frame in written["frames"]),
        roleset_frames=tuple(written["roleset_frames"]),
        max_subtokens=int(written["max_subtokens"]),
        version=str(written.get("version", "")),
    )


def _smallest_feed() -> dict[str, Ints]:
    zeros = np.zeros((1, 3), dtype=np.int64)
    word = np.ones((1, 1), dtype=np.int64)
    return {
        "input_ids": zeros,
        "attention_mask": zeros + 1,
        "shape_ids": zeros,
        "first": word,
        "last": word,
    }
