"""The values a reading consists of. Vocabularies are closed enums; ``to_json`` in ``wire`` writes
them as the JSON Lines the commands print."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dealtrace.intake.report import Report


class ClaimType(StrEnum):
    """What a claim is about."""

    MEETING = "meeting"
    VISIT = "visit"
    STATEMENT = "statement"
    AGREEMENT = "agreement"
    TRANSFER = "transfer"
    CREDIT = "credit"
    SUPPLY = "supply"
    SANCTION = "sanction"
    BASE = "base"
    ROLE = "role"
    DENIAL = "denial"


class Modality(StrEnum):
    """How the report puts a claim: as done, as intended, as possible, or as denied."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


class Stage(StrEnum):
    """How far a deal has come."""

    CONSIDERED = "considered"
    NEGOTIATING = "negotiating"
    ANNOUNCED = "announced"
    APPROVED = "approved"
    SIGNED = "signed"
    FINANCED = "financed"
    IN_DELIVERY = "in delivery"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    DENIED = "denied"


class DealKind(StrEnum):
    """On what basis arms change hands."""

    SALE = "sale"
    GIFT = "gift"
    LEASE = "lease"
    LICENCE = "licence"
    BARTER = "barter"
    UPGRADE = "upgrade"
    UNSPECIFIED = "unspecified"


class FinancingKind(StrEnum):
    """How a deal is paid for."""

    LOAN = "loan"
    CREDIT_LINE = "credit line"
    GRANT = "grant"
    WRITE_OFF = "debt write-off"
    BARTER = "barter"
    OWN_FUNDS = "own funds"


class ItemClass(StrEnum):
    """Classes of arms."""

    AIRCRAFT = "aircraft"
    HELICOPTER = "helicopter"
    DRONE = "drone"
    AIR_DEFENCE = "air defence"
    MISSILE = "missile"
    ARMOURED_VEHICLE = "armoured vehicle"
    TANK = "tank"
    ARTILLERY = "artillery"
    SHIP = "ship"
    SUBMARINE = "submarine"
    SMALL_ARMS = "small arms"
    AMMUNITION = "ammunition"
    RADAR = "radar/sensor"
    PARTS = "engine/parts"
    TRAINING = "training/support"
    OTHER = "other"


class SourceKind(StrEnum):
    """What sort of speaker a source is."""

    PUBLISHER = "publisher"
    AGENCY = "agency"
    OFFICIAL = "official"
    DOCUMENT = "document"
    ANONYMOUS = "anonymous"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of the report's text, by character offsets: a sentence, as a rule."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Money:
    """A sum: ``amount`` in units of ``currency`` (ISO 4217), and the words that say it."""

    amount: float
    currency: str | None
    text: str
    start: int = -1  # character offset of ``text`` in the report
    approximate: bool = False
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """Arms or services as the report names them; ``quantity`` None where it gives no number."""

    text: str
    cls: ItemClass
    designation: str | None = None
    quantity: int | None = None
    start: int = -1


@dataclass(frozen=True, slots=True)
class Terms:
    """Loan terms: interest in percent a year, repayment period and grace in years."""

    rate: float | None = None
    years: float | None = None
    grace_years: float | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who fills a role: ``name`` as written, ``entity`` its fullest known name, ``code`` ISO3."""

    name: str
    entity: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One link of a chain of speakers, with the words that show it says so ("according to")."""

    name: str
    kind: SourceKind
    cue: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A time: ISO 8601 date or interval, and the words that say it."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the name as written and the state it lies in (ISO3), where known."""

    name: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing a report says, who is in it, who says so, how firmly, and where it stands.

    ``attribution`` runs from the outermost speaker inwards. ``score`` says how sure the program is
    that the report says this (0..1). ``rule`` names what found it, for ``dealtrace explain``.
    """

    id: str
    type: ClaimType
    roles: dict[str, tuple[Actor, ...]]
    evidence: tuple[Evidence, ...]
    modality: Modality = Modality.ASSERTED
    attribution: tuple[Source, ...] = ()
    items: tuple[Item, ...] = ()
    money: Money | None = None
    time: When | None = None
    place: Place | None = None
    stage: Stage | None = None
    score: float = 0.5
    rule: str = ""
    trigger: tuple[int, int] | None = None  # character offsets of the evoking word


@dataclass(frozen=True, slots=True)
class Financing:
    """How a deal is paid for, or a credit on its own."""

    kind: FinancingKind
    lender: tuple[str, ...] = ()
    borrower: tuple[str, ...] = ()
    amount: float | None = None
    currency: str | None = None
    terms: Terms | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deal:
    """One arms deal as one report tells it. ``supplier`` and ``recipient`` are ISO3 codes."""

    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    kind: DealKind = DealKind.UNSPECIFIED
    items: tuple[Item, ...] = ()
    value: Money | None = None
    financing: tuple[Financing, ...] = ()
    stage: Stage = Stage.ANNOUNCED
    stage_date: str | None = None
    hedged: bool = False
    says: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    score: float = 0.5


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """A person and the office the report gives them; ``country`` ISO3 or None."""

    person: str
    office: str
    country: str | None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one report says, as far as the program can tell."""

    report: Report
    deals: tuple[Deal, ...] = ()
    credits: tuple[Financing, ...] = ()
    claims: tuple[Claim, ...] = ()
    holders: tuple[OfficeHolder, ...] = ()
