"""Rule files: all load, all names are unique, and a mistake is told with its place."""

from collections.abc import Iterator
from importlib import resources

import pytest

from dealtrace.claims import vocabulary
from dealtrace.claims.model import ClaimType, Modality, Stage
from dealtrace.claims.rules import RuleError, all_rules
from dealtrace.claims.slots import fill
from tests.claims import edited
from tests.claims.build import build, scene, word


@pytest.fixture
def patch(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    yield monkeypatch
    monkeypatch.undo()
    edited.forget()


RULE = {"id": "mistaken", "verbs": ["bequeath"], "slots": {"supplier": ["subj"]}}


def test_every_claim_type_has_rules() -> None:
    assert {rule.type for rule in all_rules()} == set(ClaimType)


def test_rule_names_are_unique() -> None:
    names = [rule.name for rule in all_rules()]
    assert len(names) == len(set(names))


def test_every_rule_can_be_evoked_and_is_scored() -> None:
    for rule in all_rules():
        assert rule.verbs | rule.nouns, rule.name
        assert 0 < rule.score <= 1, rule.name
        assert rule.require <= set(rule.slots), rule.name
        assert set(rule.kinds) <= set(rule.slots), rule.name


def test_every_place_a_rule_names_exists() -> None:
    doc = build("Spain sold Morocco 20 tanks.")
    cast, trigger = scene(doc), word(doc, "sold")
    for rule in all_rules():
        for places in rule.slots.values():
            for place in places:
                fill(cast, trigger, [place])  # KeyError for a place that doesn't exist


def test_every_file_of_rules_is_read() -> None:
    folder = resources.files("dealtrace.claims") / "rules"
    for file in folder.iterdir():
        if file.name.endswith(".yaml"):
            assert vocabulary.table(file.name.removesuffix(".yaml"))


def test_cues_and_stages_are_those_of_the_model() -> None:
    assert {"denied", "possible", "planned"} <= set(vocabulary.table("modality"))
    stages = vocabulary.table("stages")
    for modality in Modality:
        assert set(stages.get(modality.value, ())) <= {stage.value for stage in Stage}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({**RULE, "verb": ["give"]}, "verb"),
        ({"id": "mistaken", "verbs": ["bequeath"]}, "slots"),
        ({**RULE, "stage": "forgotten"}, "forgotten"),
        ({**RULE, "modality": "perhaps"}, "perhaps"),
        ({**RULE, "kinds": {"supplier": ["planet"]}}, "planet"),
    ],
)
def test_a_mistake_names_file_and_rule(
    patch: pytest.MonkeyPatch, change: dict[str, object], said: str
) -> None:
    edited.use(patch, "supply", {"rules": [change]})
    with pytest.raises(RuleError) as error:
        all_rules()
    assert "rules/supply.yaml" in str(error.value)
    assert "mistaken" in str(error.value)
    assert said in str(error.value)


def test_a_file_must_say_its_own_type(patch: pytest.MonkeyPatch) -> None:
    edited.use(patch, "supply", {"type": "credit"})
    with pytest.raises(RuleError, match=r"rules/supply\.yaml"):
        all_rules()
