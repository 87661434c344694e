"""Claim rules: one YAML file a claim type, read into :class:`Rule` values and checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from spacy.tokens import Token

from dealtrace.claims import vocabulary
from dealtrace.claims.model import ClaimType, Modality, Stage
from dealtrace.claims.scene import ActorKind

_KEYS = {
    "id", "verbs", "nouns", "rolesets", "slots", "kinds", "needs", "excludes", "only_of", "not_of",
    "require", "actors", "modality", "stage", "score",
}  # fmt: skip


class RuleError(ValueError):
    """A rule file says something the engine doesn't know; the message names file and rule."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a claim type; ``rules/README.md`` says what each field means."""

    type: ClaimType
    id: str
    slots: dict[str, tuple[str, ...]]
    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    rolesets: frozenset[str] = frozenset()
    kinds: dict[str, frozenset[ActorKind]] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()
    excludes: frozenset[str] = frozenset()
    only_of: frozenset[str] = frozenset()
    not_of: frozenset[str] = frozenset()
    require: frozenset[str] = frozenset()
    actors: int = 1
    modality: Modality | None = None
    stage: Stage | None = None
    score: float = 0.6

    @property
    def name(self) -> str:
        """The rule's name as ``dealtrace explain`` prints it."""
        return f"{self.type}/{self.id}"


def evoked_by(token: Token) -> list[Rule]:
    """Return the rules that the token, a verb or a noun, evokes, in their order."""
    lemma = token.lemma_.lower()
    if token.pos_ in {"VERB", "AUX"}:
        phrase = f"{lemma} {_particle(token)}"
        other = {phrase, f"{lemma} {_next(token)}"} & vocabulary.words("verbs_of_their_own")
        table, forms = _by_verb(), tuple(other) or (lemma, phrase)
    elif token.pos_ in {"NOUN", "PROPN"} and token.dep_ != "compound":
        table, forms = _by_noun(), (lemma, _phrase(token))
    else:
        return []
    numbers = {number for form in forms for number in table.get(form, ())}
    return [all_rules()[number] for number in sorted(numbers)]


@cache
def evoking_words() -> frozenset[str]:
    """Return the lemmas one of which every token has that evokes a rule."""
    return frozenset(word for form in (*_by_verb(), *_by_noun()) for word in form.split())


@cache
def _by_verb() -> dict[str, list[int]]:
    return _index([rule.verbs for rule in all_rules()])


@cache
def _by_noun() -> dict[str, list[int]]:
    return _index([rule.nouns for rule in all_rules()])


def _index(forms: list[frozenset[str]]) -> dict[str, list[int]]:
    """Return, by word, the positions of the rules it belongs to."""
    table: dict[str, list[int]] = {}
    for number, words in enumerate(forms):
        for word in words:
            table.setdefault(word, []).append(number)
    return table


def _particle(token: Token) -> str:
    return next((c.lower_ for c in token.children if c.dep_ == "compound:prt"), "")


def _next(token: Token) -> str:
    return token.nbor().lower_ if token.i + 1 < len(token.doc) else ""


def _phrase(token: Token) -> str:
    """The noun with its compound or its "of" noun: "credit line", "line of credit"."""
    compound = [c.lemma_.lower() for c in token.lefts if c.dep_ in {"compound", "amod"}]
    if compound:
        return f"{compound[-1]} {token.lemma_.lower()}"
    of = [c for c in token.rights if c.dep_.startswith("nmod")]
    return f"{token.lemma_.lower()} of {of[0].lemma_.lower()}" if of else ""


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule of every claim type.

    Raises :class:`RuleError` for an unknown key or value.
    """
    return tuple(rule for claim_type in ClaimType for rule in _read(claim_type))


def _read(claim_type: ClaimType) -> list[Rule]:
    table = vocabulary.table(claim_type.value)
    if table.get("type") != claim_type.value:
        raise RuleError(f"rules/{claim_type}.yaml: 'type' must be {claim_type}")
    return [_rule(claim_type, entry) for entry in table["rules"]]


def _rule(claim_type: ClaimType, entry: dict[str, Any]) -> Rule:
    where = f"rules/{claim_type}.yaml: rule {entry.get('id', '?')}"
    unknown = set(entry) - _KEYS
    if unknown or "id" not in entry or "slots" not in entry:
        raise RuleError(f"{where}: unknown keys {sorted(unknown)}, or no id or slots")
    try:
        return Rule(
            type=claim_type,
            id=entry["id"],
            slots={role: tuple(places) for role, places in entry["slots"].items()},
            verbs=frozenset(entry.get("verbs", ())),
            nouns=frozenset(entry.get("nouns", ())),
            rolesets=frozenset(entry.get("rolesets", ())),
            kinds={
                role: frozenset(ActorKind(k) for k in kinds)
                for role, kinds in entry.get("kinds", {}).items()
            },
            needs=_words(entry.get("needs", ())),
            excludes=_words(entry.get("excludes", ())),
            only_of=_words(entry.get("only_of", ())),
            not_of=_words(entry.get("not_of", ())),
            require=frozenset(entry.get("require", entry["slots"])),
            actors=entry.get("actors", 1),
            modality=Modality(entry["modality"]) if "modality" in entry else None,
            stage=Stage(entry["stage"]) if "stage" in entry else None,
            score=entry.get("score", 0.6),
        )
    except ValueError as error:
        raise RuleError(f"{where}: {error}") from error


def _words(value: str | list[str]) -> frozenset[str]:
    return frozenset([value] if isinstance(value, str) else map(str, value))
