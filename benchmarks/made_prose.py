"""Words for made reports: sentences about nothing in particular, and names nobody bears.

Sentences are put together word by word, so that two texts share no longer run of words than two
texts by different journalists do; names are drawn so that some are common and most are rare.
"""

from __future__ import annotations

from functools import cache
from random import Random

_NOUNS = (
    "agreement airfield alliance analyst armament assembly balance base battalion border budget "
    "capital cargo ceremony chief clause coast column commander commission committee competition "
    "compromise concern condition conflict consignment contractor convoy corridor council crew "
    "crisis customs debate decade decision defence delay delegation deposit deterrent diplomat "
    "division dockyard doctrine dollar economy embargo embassy engine engineer envoy exercise "
    "expert factory fleet foundry frontier garrison government guarantee hangar harbour "
    "industry infantry inspector instalment institute insurer interest inventory invoice island "
    "journalist laboratory lawmaker licence logistics lorry magazine maintenance market "
    "minister mission mortgage mountain navy negotiator neighbour newspaper observer officer "
    "opposition order parade parliament partner payment pilot pipeline plant policy port "
    "premier price procedure producer programme prototype province quarrel quarter railway range "
    "rebellion reform regiment region repair report reserve resolution rival river runway salary "
    "sanction satellite scandal schedule senator sergeant shipment shipyard shortage simulator "
    "specialist squadron stockpile storage strait strategy subsidy summit supplier surplus survey "
    "tariff technician tender territory testimony threat trainer transport treasury treaty trial "
    "truce tunnel union vendor veteran warehouse warranty weapon weather workshop yard zone"
).split()
_ADJECTIVES = (
    "ageing ambitious annual bilateral bitter bold broad cautious cheap civil classified coastal "
    "colonial common complex confidential considerable costly critical current dangerous decisive "
    "defensive delicate desert disputed distant domestic early eastern eager emerging empty "
    "enduring expensive external faithful familiar federal final firm foreign former fragile "
    "frequent friendly generous global grave heavy hidden hostile idle immediate imported "
    "independent initial internal joint lasting late legal lengthy light limited local long loyal "
    "main maritime massive mechanical military mobile modern modest mountainous national naval new "
    "northern nuclear obsolete occasional official old opposing outdated overdue partial peaceful "
    "permanent political poor powerful private prominent public quiet rapid rare recent regional "
    "reluctant remote retired rich rival royal rural secret senior severe shared short silent slow "
    "small southern sovereign spare stable steady strategic strong sudden tactical technical "
    "temporary tense tribal unfinished uneasy unpaid urban urgent usual vast veteran western wide"
).split()
_VERBS = (
    "abandons accepts admires alarms alters angers answers approaches assembles attracts avoids "
    "awaits backs balances blames blocks borrows breaks buries calms cancels carries challenges "
    "cheers closes completes conceals concerns confuses copies counts covers crosses cuts damages "
    "defends delays demands denies deserves disappoints discusses divides doubts drives earns "
    "enters equips examines exceeds expands explains exposes faces favours feeds fears finances "
    "follows forces forgets frightens funds gains governs guards guides halts helps hides hires "
    "honours hurts ignores improves inspects insures invites isolates joins judges keeps lacks "
    "launches leads leaves limits loses maintains matches measures mentions misses monitors moves "
    "needs notices obeys observes offers opens opposes orders outlives owns persuades postpones "
    "praises prefers prepares presses prevents produces promises protects provokes publishes "
    "questions raises reaches rebuilds recalls receives reduces refuses regards rejects relieves "
    "repairs repeats replaces rescues resists respects restores reveals reviews rewards satisfies "
    "seeks sends serves settles shapes shares shelters shows slows solves spares splits stops "
    "studies suits surprises survives tests threatens tolerates touches trains troubles trusts "
    "undermines unites upsets urges values visits wants warns weakens welcomes worries"
).split()
_LINKS = "near behind beyond despite without before after under over inside outside against".split()
_OPENERS = (
    "Meanwhile|Even so|Last spring|In private|For years|By contrast|Off the record|On paper|"
    "As before|In the end|At home|Abroad|Little by little|Since then|Until now|In theory"
).split("|")
_SYLLABLES = (
    "ba be bo da de do du fa fe ga go ha he ho ja ka ke ko ku la le li lo ma me mi mo mu na ne ni "
    "no nu pa pe po ra re ri ro ru sa se si so su ta te ti to tu va ve vi vo ya za ze zo"
).split()
_ENDINGS = "n r s l nd rk st m v k sh ski ev ez er in ov ian ari".split()
_GIVEN = (
    "Adan Alma Andor Anwar Aron Asif Bela Boris Bruno Carla Celal Chen Clara Daud Dimas Dora Edo "
    "Elif Emil Enzo Erik Fadil Farid Felix Flora Goran Greta Hamid Hana Hugo Ibra Igor Ilse Imre "
    "Irena Ivo Jamal Janos Jorge Karim Kemal Kofi Lars Leila Lidia Luka Marek Maria Milan Mira "
    "Nadia Nasir Nils Oleg Omar Otto Pavel Petra Rafiq Remo Rosa Salim Sara Selim Simon Stefan "
    "Tamar Tomas Umar Vera Viktor Walid Yara Yusuf Zoran"
).split()


def skewed(random: Random, count: int) -> int:
    """Return a number below ``count``: small ones often, large ones rarely (density 1/x)."""
    return min(int(count ** random.random()), count) - 1


@cache
def surname(number: int) -> str:
    """Return the made family name of a number below a million."""
    random = Random(number)
    length = random.choice((2, 2, 3, 3, 4))
    return ("".join(random.choices(_SYLLABLES, k=length)) + random.choice(_ENDINGS)).capitalize()


def town(random: Random) -> str:
    """Return a made place's name."""
    return surname(500_000 + skewed(random, 20_000))


def person(random: Random, origin: int) -> str:
    """Return a made name; persons of one ``origin`` share a stock of 300 family names."""
    return f"{random.choice(_GIVEN)} {surname(origin * 300 + skewed(random, 300))}"


def _thing(random: Random) -> str:
    noun = random.choice(_NOUNS)
    shape = random.random()
    if shape < 0.4:
        return f"{random.choice(_ADJECTIVES)} {noun}"
    if shape < 0.6:
        return f"{noun} of {town(random)}"
    return f"{random.choice(_NOUNS)} {noun}" if shape < 0.8 else noun


def sentence(random: Random) -> str:
    """Return a sentence of some 8 to 20 words."""
    start = f"{random.choice(_OPENERS)}, the" if random.random() < 0.4 else "The"
    parts = [start, _thing(random), random.choice(_VERBS), "a", _thing(random)]
    if random.random() < 0.7:
        parts += [random.choice(_LINKS), "the", _thing(random)]
    if random.random() < 0.3:
        parts += ["and", random.choice(_VERBS), "its", _thing(random)]
    return " ".join(parts) + "."


def title(random: Random) -> str:
    """Return what a headline may add."""
    return f"{random.choice(_ADJECTIVES)} {random.choice(_NOUNS)} in {town(random)}"


def uncapitalised(text: str) -> str:
    """Return ``text`` as it goes on after another word."""
    return text[0].lower() + text[1:]
