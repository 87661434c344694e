"""Takes over what fits of a checkpoint into a model whose heads may have changed since."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

FROZEN = "encoder.word.weight"
GROUPS = (("encoder.",), ("heads.", "mixes."))
"""Beginnings of the names of each optimiser group's parameters, in their order."""

State = dict[str, Any]


def trained_names(names: list[str]) -> list[str]:
    """Return the names of the weights that are trained, in the order of the moving average."""
    return [name for name in names if name != FROZEN]


def optimiser_names(names: list[str]) -> list[list[str]]:
    """Return the trained names of each optimiser group, in the optimiser's order."""
    trained = trained_names(names)
    return [
        [name for start in group for name in trained if name.startswith(start)] for group in GROUPS
    ]


def fitting(state: State, model: nn.Module) -> dict[str, Tensor]:
    """Return the weights of ``state`` that ``model`` has by the same name and shape."""
    here = model.state_dict()
    return {
        name: value
        for name, value in state["model"].items()
        if name in here and here[name].shape == value.shape
    }


def restored_average(state: State, model: nn.Module) -> list[Tensor]:
    """Return the moving average, new weights standing for themselves in it."""
    old = dict(zip(trained_names(list(state["model"])), state["average"], strict=True))
    weights = {name: p.detach() for name, p in model.named_parameters()}
    fits = fitting(state, model)
    names = trained_names(list(weights))
    return [(old[name] if name in fits else weights[name]).clone() for name in names]


def restore_optimiser(state: State, model: nn.Module, optimiser: torch.optim.Optimizer) -> None:
    """Give ``optimiser`` the moments of the weights that fit; the others start without."""
    old_names = [name for group in optimiser_names(list(state["model"])) for name in group]
    place = {name: i for i, name in enumerate(old_names)}
    fits = fitting(state, model)
    new_names = optimiser_names([name for name, _ in model.named_parameters()])
    moments = {
        i: state["optimiser"]["state"][place[name]]
        for i, name in enumerate(name for group in new_names for name in group)
        if name in fits and place[name] in state["optimiser"]["state"]
    }
    groups = optimiser.state_dict()["param_groups"]
    optimiser.load_state_dict({"state": moments, "param_groups": groups})
