"""The page on claims: its examples do what it says, and it knows every type, role and file."""

import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml

from dealtrace.claims.model import ClaimType, Modality, Stage
from dealtrace.claims.rules import _KEYS, all_rules
from dealtrace.claims.slots import _PLACES
from tests.claims import edited
from tests.claims.build import build, claims, codes, reading

PAGE = (Path(__file__).parents[2] / "docs" / "claims.md").read_text("utf-8")
RULES = resources.files("dealtrace.claims") / "rules"
EXAMPLE = re.compile(r"```yaml\n# (\w+)\.yaml\n(.*?)```", re.DOTALL)


@pytest.fixture
def patch(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    yield monkeypatch
    monkeypatch.undo()
    edited.forget()


def example(file: str) -> Any:
    return next(yaml.safe_load(text) for name, text in EXAMPLE.findall(PAGE) if name == file)


def said(sentence: str) -> str:
    assert sentence in PAGE
    return sentence


def test_the_rule_makes_its_claim(patch: pytest.MonkeyPatch) -> None:
    sentence = said("Denmark bequeathed Latvia 19 howitzers.")
    edited.use(patch, "supply", example("supply"))
    (claim,) = claims(reading(build(sentence)), ClaimType.SUPPLY)
    assert claim.rule == "supply/bequeath"
    assert (codes(claim, "supplier"), codes(claim, "recipient")) == ({"DNK"}, {"LVA"})


def test_the_cue_makes_it_possible(patch: pytest.MonkeyPatch) -> None:
    sentence = said("Denmark floated the sale of howitzers to Latvia.")
    edited.use(patch, "modality", example("modality"))
    (claim,) = claims(reading(build(sentence)), ClaimType.SUPPLY)
    assert claim.modality is Modality.POSSIBLE


def test_the_stage_word_cancels_the_deal(patch: pytest.MonkeyPatch) -> None:
    sentence = said("Denmark axed the contract for howitzers with Latvia.")
    edited.use(patch, "stages", example("stages"))
    (deal,) = reading(build(sentence)).deals
    assert deal.stage is Stage.CANCELLED


def test_edited_files_are_forgotten_afterwards() -> None:
    assert "supply/bequeath" not in {rule.name for rule in all_rules()}


def test_every_type_and_role_of_the_rules_is_told() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \|(.*)$", PAGE, re.MULTILINE))
    assert set(ClaimType) <= set(rows)
    for rule in all_rules():
        for role in rule.slots:
            assert f"`{role}`" in rows[rule.type], rule.name


def test_every_file_is_told() -> None:
    files = {f.name for f in RULES.iterdir() if f.name.endswith(".yaml")}
    of_types = {f"{claim_type}.yaml" for claim_type in ClaimType}
    assert {name for name in files - of_types if f"`{name}`" not in PAGE} == set()


def test_the_rules_readme_explains_every_key_and_place() -> None:
    readme = (RULES / "README.md").read_text("utf-8")
    told = set(re.findall(r"`([^`]+)`", readme))
    assert told >= _KEYS
    assert told >= set(_PLACES)
