"""How the parts of a dossier are put into words."""

from __future__ import annotations

import pytest

from dealtrace.display import phrases


@pytest.mark.parametrize(
    ("text", "preferred", "shown"),
    [
        ("a single Mi-17", 12, "12 Mi-17"),
        ("eight frigates", 8, "eight frigates"),
        ("eight frigates", 6, "6 frigates"),
        ("frigates", 1200, "1,200 × frigates"),
        ("two squadrons of Rafale", 36, "two squadrons of Rafale"),
        ("model(1) frigates", 3, "model(1) frigates"),
        ("frigates", None, "frigates"),
    ],
)
def test_arms_are_shown_with_the_number_preferred(
    text: str, preferred: int | None, shown: str
) -> None:
    quantity = [] if preferred is None else [{"value": preferred}]
    assert phrases.arms({"text": text, "designation": None, "quantity": quantity}) == shown
