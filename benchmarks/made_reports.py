"""Made reports with their readings: what ``dealtrace add`` takes, by the hundred thousand.

Of a hundred reports eight are copies of another with some sentences gone, four are corrected
versions of one address. All comes from the seed: the same count and seed give the same reports.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from random import Random
from typing import Any

from benchmarks.made_deals import LAST, Arms, MadeDeal, made_deals
from benchmarks.made_prose import person, sentence, skewed, title, town, uncapitalised

from dealtrace.intake.report import Report
from dealtrace.knowledge.countries import countries
from dealtrace.knowledge.holders_of_office import Holder, terms
from dealtrace.knowledge.sources import sources

Json = dict[str, Any]
Made = tuple[Report, Json]

_COPIES, _CORRECTIONS, _OTHERS = 0.08, 0.04, 0.04  # shares of all reports
_MONTHS = dt.timedelta(120)
_RECENT = 400  # reports that copies and corrections go back to
_DOING = {
    "considered": "may sell",
    "negotiating": "is in talks to supply",
    "announced": "will sell",
    "approved": "has approved the sale to",
    "signed": "has signed a contract to supply",
    "financed": "is paid for arming",
    "in delivery": "has begun to ship",
    "delivered": "has delivered",
    "cancelled": "has called off arming",
    "denied": "denies arming",
}
_MODALITY = {"considered": "possible", "negotiating": "planned", "denied": "denied"}
_OFFICES = ("president", "prime minister", "defence minister", "foreign minister")
_UNNAMED = ("two officials", "a senior diplomat", "people close to the talks", "industry sources")
_CUES = ("said", "reported", "told reporters", "confirmed", "wrote", "announced")


def made_reports(count: int, seed: int = 1) -> Iterator[Made]:
    """Yield ``count`` reports with their readings, in order of publication."""
    random = Random(seed)
    recent: list[Made] = []
    for number, (day, deals) in enumerate(_days(random, count)):
        luck = random.random()
        if recent and luck < _COPIES:
            made = _copy(random, random.choice(recent), day, number)
        elif recent and luck < _COPIES + _CORRECTIONS:
            made = _corrected(random, recent.pop(random.randrange(len(recent))))
        else:
            made = _Draft(random, day, number).written(deals)
        recent.append(made)
        if len(recent) > _RECENT:
            recent.pop(0)
        yield made


def report_of(random: Random, deal: MadeDeal, stage: int, day: dt.date, number: int) -> Made:
    """Return a report of that day which tells of a deal at its stage of that number."""
    return _Draft(random, day, number).written([(deal, stage)])


def further_reports(count: int, of: int, news: bool, seed: int = 1) -> Iterator[Made]:
    """Yield ``count`` more reports of the deals that ``made_reports(of, seed)`` tells of.

    The more reports a deal has, the likelier it gets another. ``news``: of the last months, in
    order of publication; else from all years, in no order, as an archive is read in late.
    """
    random = Random(f"{seed} {news}")
    for number, deal in enumerate(_told_again(random, count, of, news, seed), 10 * of):
        stage = len(deal.course) - 1 if news else random.randrange(len(deal.course))
        late = dt.timedelta((number - 10 * of) // 20 if news else random.randrange(10))
        yield report_of(
            random, deal, stage, (LAST if news else deal.course[stage][1]) + late, number
        )


def _told_again(random: Random, count: int, of: int, news: bool, seed: int) -> list[MadeDeal]:
    """Return deals that get another report. All others are forgotten: a million objects that lie
    about cost whoever adds a report the time in which Python looks through them."""
    deals = [
        deal for deal in deals_told(of, seed) if not news or deal.course[-1][1] > LAST - _MONTHS
    ]
    return random.choices(deals, [deal.reports for deal in deals], k=count)


def deals_told(reports: int, seed: int = 1) -> list[MadeDeal]:
    """Return the deals that so many reports of that seed tell of."""
    return made_deals(Random(seed), _told(reports))


def _told(reports: int) -> int:
    """How many reports the deals of so many reports have: some of them stay untold."""
    return reports + reports // 8 + 10


def _days(random: Random, count: int) -> Iterator[tuple[dt.date, list[tuple[MadeDeal, int]]]]:
    """Yield for each report its day and the deals it tells of, each with its stage's number."""
    due: list[tuple[dt.date, float, MadeDeal, int]] = []
    left = count
    for deal in made_deals(random, _told(count)):
        while due and due[0][0] < deal.course[0][1] and left:
            left -= 1
            yield _next(random, due)
        for _ in range(deal.reports):
            stage = random.randrange(len(deal.course))
            day = deal.course[stage][1] + dt.timedelta(int(random.expovariate(1 / 5)))
            heapq.heappush(due, (day, random.random(), deal, stage))
    while due and left:
        left -= 1
        yield _next(random, due)


def _next(
    random: Random, due: list[tuple[dt.date, float, MadeDeal, int]]
) -> tuple[dt.date, list[tuple[MadeDeal, int]]]:
    day, _, deal, stage = heapq.heappop(due)
    luck = random.random()
    if luck < _OTHERS:
        return day, []
    if luck < 2 * _OTHERS and due:
        _, _, other, its = due[0]
        return day, [(deal, stage), (other, min(its, len(other.course) - 1))]
    return day, [(deal, stage)]


@dataclass
class _Draft:
    """A report being written: its sentences, and the claims that rest on them."""

    random: Random
    day: dt.date
    number: int
    text: str = ""
    claims: list[Json] = field(default_factory=list)
    roles: list[Json] = field(default_factory=list)

    def written(self, deals: list[tuple[MadeDeal, int]]) -> Made:
        """Return the report that tells of ``deals``, and its reading."""
        random = self.random
        source = sources()[skewed(random, len(sources()))]
        states = [deal.recipient for deal, _ in deals] or ["USA"]
        heading = f"{_name(states[0])}: {title(random)}"
        self.text = f"{heading}\n\n"
        self._prose(1)
        told = [self._deal(deal, stage) for deal, stage in deals]
        for state in states:
            self._statement(state)
        self._prose(random.randrange(2, 7))
        url = f"https://{(source.domains or ('news.example',))[0]}/{self.number}"
        report = Report(
            self.text.strip(), None, url, heading, source.name, self.day, "en", town(random)
        )
        return report, _reading(report, told, self.claims, self.roles)

    def _prose(self, count: int) -> None:
        self.text += " ".join(sentence(self.random) for _ in range(count)) + " "

    def _say(self, text: str, **of: Any) -> str:
        """Write a sentence and note the claim that rests on it; returns the claim's number."""
        start = len(self.text)
        self.text += text + " "
        claim = {
            "id": f"c{len(self.claims) + 1}",
            "type": "supply",
            "roles": {},
            "items": [],
            "money": None,
            "time": None,
            "place": None,
            "stage": None,
            "modality": "asserted",
            "attribution": [],
            "evidence": [{"start": start, "end": start + len(text), "text": text}],
            "score": 0.7,
        }
        self.claims.append({**claim, **of})
        return str(claim["id"])

    def _deal(self, deal: MadeDeal, place: int) -> Json:
        random = self.random
        stage, on = deal.course[place]
        items = [_item(random, arms) for arms in deal.arms]
        value = _value(random, deal) if random.random() < 0.6 else None
        chain, saying = self._chain(deal)
        listed = " and ".join(_counted(item) for item in items)
        price = f" for {value['currency']} {value['amount']:,.0f}" if value else ""
        unknown = random.random() < 0.03
        numbers = [
            self._say(
                f"{_name(deal.supplier)} {_DOING[stage]} {_name(deal.recipient)} with "
                f"{listed}{price}{saying}.",
                roles={"supplier": [_state(deal.supplier)], "recipient": [_state(deal.recipient)]},
                items=items,
                money=value and {**value, "text": price[5:]},
                time={"value": on.isoformat(), "text": "on that day"},
                stage=stage if _MODALITY.get(stage) is None else None,
                modality=_MODALITY.get(stage, "asserted"),
                attribution=chain,
            )
        ]
        financing = self._financing(deal)
        return {
            "supplier": [] if unknown else [deal.supplier],
            "recipient": [deal.recipient],
            "kind": deal.kind,
            "items": items,
            "value": value,
            "financing": financing,
            "stage": stage,
            "stage_date": random.choice(
                (on.isoformat(), on.isoformat(), on.isoformat()[:7], on.isoformat()[:4], None)
            ),
            "hedged": stage in _MODALITY,
            "says": [link["source"] for link in chain],
            "claims": numbers,
        }

    def _chain(self, deal: MadeDeal) -> tuple[list[Json], str]:
        """Return who says so, outermost first, and how the sentence goes on to say it."""
        random = self.random
        luck = random.random()
        if luck < 0.4:
            return [], ""
        chain = []
        if luck > 0.8:
            medium = sources()[skewed(random, len(sources()))]
            kind = "agency" if medium.kind == "agency" else "publisher"
            chain.append({"source": medium.name, "kind": kind, "cue": "reported"})
        last = random.choice((deal.supplier, deal.recipient))
        if random.random() < 0.3:
            chain.append(
                {"source": random.choice(_UNNAMED), "kind": "anonymous", "cue": "according to"}
            )
        else:
            chain.append(
                {"source": self._person(last)[0], "kind": "person", "cue": random.choice(_CUES)}
            )
        said = ", ".join(f"{link['source']} {link['cue']}" for link in reversed(chain))
        return chain, f", {said}"

    def _financing(self, deal: MadeDeal) -> list[Json]:
        if deal.loan is None or self.random.random() < 0.3:
            return []
        money = {"amount": deal.loan, "currency": deal.currency}
        number = self._say(
            f"{_name(deal.supplier)} lends {_name(deal.recipient)} {deal.currency} "
            f"{deal.loan:,.0f} for it.",
            type="credit",
            roles={"lender": [_state(deal.supplier)], "borrower": [_state(deal.recipient)]},
            money={**money, "text": f"{deal.currency} {deal.loan:,.0f}"},
        )
        lent = {"kind": "loan", "lender": [deal.supplier], "borrower": [deal.recipient]}
        return [{**lent, **money, "terms": None, "claims": [number]}]

    def _statement(self, state: str) -> None:
        random = self.random
        for _ in range(random.choice((1, 2, 3))):
            name, office = self._person(state)
            saying = f"{name}, the {office}, {random.choice(_CUES)} that"
            text = f"{saying} {uncapitalised(sentence(random))}"
            actor = {"name": name, "entity": name, "code": None}
            link = {"source": name, "kind": "person", "cue": "said"}
            self._say(text, type="statement", roles={"speaker": [actor]}, attribution=[link])
        if random.random() < 0.2:
            self._say(
                f"A delegation visited {town(random)} in {_name(state)}.",
                type="visit",
                roles={"destination": [_state(state)]},
            )

    def _person(self, state: str) -> tuple[str, str]:
        """Return somebody who speaks for a state, and the office; noted among the roles."""
        random = self.random
        known = _holders(state, self.day.year)
        if known and random.random() < 0.5:
            holder = random.choice(known)
            name, office = holder.person, holder.office
        else:
            since = self.day.year // 8
            name = person(Random(f"{state}{since}{skewed(random, 40)}"), _origin(state))
            office = random.choice(_OFFICES[2:]) if random.random() < 0.3 else "spokesman"
        role = {"person": name, "office": office, "country": state, "claims": []}
        if role not in self.roles:
            self.roles.append(role)
        return name, office


def _reading(report: Report, deals: list[Json], claims: list[Json], roles: list[Json]) -> Json:
    published = report.published.isoformat() if report.published else None
    about = {
        "id": report.id,
        "path": report.path,
        "url": report.url,
        "title": report.title,
        "publisher": report.publisher,
        "published": published,
        "language": report.language,
        "sha256": report.sha256,
    }
    return {"report": about, "deals": deals, "credits": [], "claims": claims, "roles": roles}


def _copy(random: Random, made: Made, day: dt.date, number: int) -> Made:
    """Return another medium's print of a report: its last sentence is gone, a line is added."""
    report, reading = made
    source = sources()[skewed(random, len(sources()))]
    text = report.text.rsplit(". ", 1)[0] + f". Printed in {town(random)}."
    day = max(day, report.published or day)
    url = f"https://{(source.domains or ('news.example',))[0]}/{number}"
    copied = replace(report, text=text, url=url, publisher=source.name, published=day)
    return copied, _reading(copied, reading["deals"], reading["claims"], reading["roles"])


def _corrected(random: Random, made: Made) -> Made:
    """Return a later version of a report at its address, with another sentence."""
    report, reading = made
    corrected = replace(report, text=f"{report.text} {sentence(random)}")
    return corrected, _reading(corrected, reading["deals"], reading["claims"], reading["roles"])


def _item(random: Random, arms: Arms) -> Json:
    named = arms.designation if random.random() < 0.65 else None
    number = arms.quantity if random.random() < 0.6 else None
    if number and random.random() < 0.1:
        number += max(1, number // 10)
    text = f"{named} {arms.generic}" if named else arms.generic
    return {"text": text, "class": arms.cls, "designation": named, "quantity": number}


def _counted(item: Json) -> str:
    return f"{item['quantity']} {item['text']}" if item["quantity"] else str(item["text"])


def _value(random: Random, deal: MadeDeal) -> Json:
    luck = random.random()
    amount = deal.price
    if luck < 0.15:
        amount = round(amount, -7) or amount
    elif luck < 0.25:
        amount = round(amount * random.uniform(0.7, 1.3), -6) or amount
    return {"amount": amount, "currency": deal.currency}


def _state(code: str) -> Json:
    return {"name": _name(code), "entity": _name(code), "code": code}


def _name(code: str) -> str:
    return countries()[code].name


@cache
def _origin(state: str) -> int:
    return sorted(countries()).index(state)


@cache
def _holders(state: str, year: int) -> list[Holder]:
    middle = dt.date(year, 7, 1)
    return [
        term
        for term in _terms().get(state, [])
        if term.office != "leader" and term.holds_on(middle)
    ]


@cache
def _terms() -> dict[str, list[Holder]]:
    found: dict[str, list[Holder]] = {}
    for _, term in terms():
        found.setdefault(term.iso3, []).append(term)
    return found
