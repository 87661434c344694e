"""Who holds which office, as the report gives it: "Kenya's president, Uhuru Kenyatta"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dealtrace.claims.model import OfficeHolder
from dealtrace.claims.scene import ActorKind, ActorMention, OfficeMention, Scene, case_of
from dealtrace.knowledge.offices import holders

_GAP_POS = {"DET", "ADJ", "NOUN", "PROPN", "PUNCT", "ADV", "PART", "NUM"}
_LINKS = {"is", "was", "as", "became", "remains"}
_MAX_GAP = 6
# Other words for an office.
_TITLES = {"envoy": "ambassador", "premier": "prime", "spokeswoman": "spokesman",
           "spokesperson": "spokesman"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tenure:
    """One mention of a person with an office; ``start`` to ``end`` are tokens of the whole."""

    person: ActorMention
    office: str
    country: str | None
    start: int
    end: int


def tenures(scene: Scene) -> list[Tenure]:
    """Return every place where the text gives a person an office."""
    people = [a for a in scene.actors if a.kind is ActorKind.PERSON]
    found = [
        _tenure(scene, person, office)
        for office in scene.offices
        if (person := _person_of(scene.doc, office, people)) is not None
    ]
    return [t for t in found if t is not None]


def _person_of(doc: Doc, office: OfficeMention, people: list[ActorMention]) -> ActorMention | None:
    after = min((p for p in people if p.start >= office.end), key=lambda p: p.start, default=None)
    if after is not None and _titled(doc, office, after):
        return after
    before = max((p for p in people if p.end <= office.start), key=lambda p: p.end, default=None)
    if before is not None and _in_apposition(doc, before, office):
        return before
    if after is not None and _set_off(doc, office, after):
        return after
    return None


def _titled(doc: Doc, office: OfficeMention, person: ActorMention) -> bool:
    """ "President Uhuru Kenyatta", "prime minister of Spain Felipe González"."""
    gap = doc[office.end : person.start]
    if len(gap) > 5 or any(t.text == "," for t in gap):
        return False
    return all(t.pos_ in {"PROPN", "PUNCT", "SPACE"} or t.lower_ in {"of", "the"} for t in gap)


def _set_off(doc: Doc, office: OfficeMention, person: ActorMention) -> bool:
    """ "the Spanish foreign minister, Miguel Angel Moratinos," and "minister of X, Y"."""
    gap = doc[office.end : person.start]
    if not 0 < len(gap) <= _MAX_GAP + 3 or gap[0].sent.start != doc[person.start].sent.start:
        return False
    if sum(t.text == "," for t in gap) != 1 or any(t.pos_ in {"VERB", "AUX", "CCONJ"} for t in gap):
        return False
    tail = [t for t in gap if t.i > next(c.i for c in gap if c.text == ",")]
    return all(t.pos_ in {"PROPN", "NOUN", "DET", "ADJ"} and len(tail) <= 3 for t in tail)


def _in_apposition(doc: Doc, person: ActorMention, office: OfficeMention) -> bool:
    """ "Ricardo Cabrisas, a vice president of …" and "Kim, who was then president"."""
    gap = doc[person.end : office.start]
    if not 0 < len(gap) <= _MAX_GAP + 3 or doc[person.start].sent.start != gap[0].sent.start:
        return False
    if gap[0].text in {",", "(", "–", "-", "—"}:
        rest = [t for t in gap[1:] if t.lower_ not in {"who", "is", "was", "then"}]
        return all(t.pos_ in _GAP_POS and t.text not in {",", ";"} for t in rest)
    return gap[0].lower_ in _LINKS and all(t.pos_ in _GAP_POS | {"AUX"} for t in gap[1:])


def _tenure(scene: Scene, person: ActorMention, office: OfficeMention) -> Tenure | None:
    start, end = min(person.start, office.start), max(person.end, office.end)
    limit = person.start if person.start >= office.end else len(scene.doc)
    title, stop = _full_title(scene.doc, office, limit)
    country = _country_by(scene, person, office, stop)
    return Tenure(person, title, country, start, max(end, stop))


def _full_title(doc: Doc, office: OfficeMention, limit: int) -> tuple[str, int]:
    """Extend an office by what it is of or for: "spokesman for the defence ministry"."""
    head = doc[office.start : office.end].root
    stop = office.end
    for child in head.rights:
        phrase_end = child.right_edge.i + 1
        is_of = child.dep_.startswith("nmod") and case_of(child) in {"of", "for", "to", "at"}
        if is_of and child.left_edge.i <= stop + 1 and phrase_end - stop <= 9:
            stop = max(stop, _before_comma(doc, child.left_edge.i, phrase_end))
    stop = min(stop, limit)
    text = doc[office.end : stop].text
    return " ".join(f"{office.office} {text}".split()), stop


def _before_comma(doc: Doc, start: int, end: int) -> int:
    for token in doc[start:end]:
        if token.text in {",", "(", ";"}:
            return int(token.i)
    return end


def _country_by(scene: Scene, person: ActorMention, office: OfficeMention, stop: int) -> str | None:
    """Return the state of an office: named with it, else known of the person at the time."""
    near = [a for a in scene.actors if a.code and a is not person]
    inside = [a for a in near if office.start - 5 <= a.start and a.end <= stop + 1]
    same = scene.sentence_of(office.start)
    owners = [a for a in inside if a.start >= same.start and _owns(scene.doc[a.head], office, stop)]
    if owners:
        return owners[-1].code
    return _known(scene, person)


def _owns(state: Token, office: OfficeMention, stop: int) -> bool:
    """A modifier before the office ("Russian", "Kenya's") or a phrase after it ("of Spain")."""
    if state.i < office.start:
        rest = state.doc[state.i + 1 : office.start]
        return all(t.pos_ in {"ADJ", "NOUN", "PROPN", "PART"} and t.text != "," for t in rest)
    if state.i < office.end:
        return True
    return state.i < stop and case_of(state) != "to"


def _known(scene: Scene, person: ActorMention) -> str | None:
    known = {h.iso3 for h in holders(person.entity or person.name, scene.report.published)}
    named = {a.code for a in scene.actors if a.kind is ActorKind.STATE}
    known = known & named or known
    return known.pop() if len(known) == 1 else None


def with_countries(scene: Scene, found: list[Tenure]) -> None:
    """Give every mention of a person the state of the office the report gives them, or of the one
    they held at the time, if the report names that state: "delivered to Aliyev"."""
    code_of: dict[str, str | None] = {}
    for tenure in found:
        if tenure.country:
            code_of.setdefault(tenure.person.entity or tenure.person.name, tenure.country)
    for person in (a for a in scene.actors if a.kind is ActorKind.PERSON and not a.code):
        name = person.entity or person.name
        if name not in code_of:
            code_of[name] = _known(scene, person)
    scene.actors = [
        replace(a, code=a.code or code_of.get(a.entity or a.name))
        if a.kind is ActorKind.PERSON
        else a
        for a in scene.actors
    ]


def with_titles(scene: Scene, found: list[Tenure]) -> None:
    """Let "the minister" or "the spokesman" be the person last given that office."""
    scene.actors = [_named(scene, actor, found) for actor in scene.actors]


def _named(scene: Scene, actor: ActorMention, found: list[Tenure]) -> ActorMention:
    head = scene.doc[actor.head]
    if actor.kind is not ActorKind.GROUP or head.tag_ != "NN" or actor.end - actor.start > 1:
        return actor
    if not any(c.lower_ in {"the", "his", "her"} for c in head.children):
        return actor
    title = _TITLES.get(head.lower_, head.lower_)
    held = [t for t in found if t.end <= actor.start and title in _title_words(t)]
    if not held:
        return actor
    person = held[-1].person
    return replace(person, start=actor.start, end=actor.end, head=actor.head)


def _title_words(tenure: Tenure) -> set[str]:
    return {_TITLES.get(word, word) for word in tenure.office.lower().replace(",", " ").split()}


def holders_of(scene: Scene, found: list[Tenure]) -> list[OfficeHolder]:
    """Return each person once, with the fullest office and the state the report gives."""
    best: dict[str, Tenure] = {}
    for tenure in found:
        if scene.is_story(scene.sentence_of(tenure.start)):
            name = tenure.person.entity or tenure.person.name
            best[name] = _better(best.get(name), tenure)
    return [OfficeHolder(name, t.office, t.country) for name, t in best.items()]


def _better(old: Tenure | None, new: Tenure) -> Tenure:
    if old is None:
        return new
    if old.country is None and new.country is not None:
        return replace(new, office=max(old.office, new.office, key=len))
    return old
