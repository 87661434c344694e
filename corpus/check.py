"""Check the labelled reports of this folder: form, closed vocabularies, and labels against texts.

usage: python corpus/check.py

Reads every ``gold*.jsonl`` under ``train/`` and ``test/`` beside this file, and the merge set under
``merge/train/``, ``merge/test/`` and ``merge/varied/``, prints one line per fault with the file,
the report's id and what is wrong, and exits 1 where there is any.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PARTS = ("train", "test")
MERGE_PARTS = (*PARTS, "varied")

KINDS = {"sale", "gift", "lease", "licence", "barter", "upgrade", "unspecified"}
STAGES = {
    "considered", "negotiating", "announced", "approved", "signed", "financed", "in delivery",
    "delivered", "cancelled", "denied",
}  # fmt: skip
CLASSES = {
    "aircraft", "helicopter", "drone", "air defence", "missile", "armoured vehicle", "tank",
    "artillery", "ship", "submarine", "small arms", "ammunition", "radar/sensor", "engine/parts",
    "training/support", "other",
}  # fmt: skip
FINANCING = {"loan", "credit line", "grant", "debt write-off", "barter", "own funds"}
TERMS = {"rate", "years", "grace_years"}
CLAIMS = {
    "meeting", "visit", "statement", "agreement", "transfer", "credit", "supply", "sanction",
    "base", "role", "denial",
}  # fmt: skip
MODALITIES = {"asserted", "planned", "possible", "denied"}

# ISO 3166-1 alpha-3, with the withdrawn codes of ISO 3166-3 that older reports need
# (SUN Soviet Union, CSK Czechoslovakia, YUG Yugoslavia, DDR East Germany, ZAR Zaire ...) and XKX.
STATES = set(
    re.findall(
        r"[A-Z]{3}",
        """ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA
    BGD
    BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD
    COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST
    ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM
    GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ
    KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX
    MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD
    NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA
    SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR
    TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN
    VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE XKX SUN CSK YUG DDR ZAR SCG YMD VDR""",
    )
)


def flat(text: str) -> str:
    """The text with each run of white space as one space, so that line ends do not matter."""
    return re.sub(r"\s+", " ", text)


def several(value: Any) -> list[Any]:
    """A ``*_also_ok`` label as a list, whether none, one or several stand there."""
    return value if isinstance(value, list) else [] if value is None else [value]


def outside(label: str, values: list[Any], allowed: set[str]) -> Iterator[str]:
    """A fault for each value that is not in the closed vocabulary ``allowed``."""
    yield from (f"{label}: {v!r} is none of its values" for v in values if v not in allowed)


def not_a_number(label: str, value: object) -> Iterator[str]:
    """A fault where ``value`` is neither absent nor a number."""
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        yield f"{label}: {value!r} is no number"


def check_money(label: str, money: dict[str, Any] | None) -> Iterator[str]:
    """Faults of an amount and its ISO 4217 currency."""
    if money is None:
        return
    yield from not_a_number(f"{label} amount", money.get("amount"))
    currency = money.get("currency")
    if currency is not None and not re.fullmatch(r"[A-Z]{3}", currency):
        yield f"{label}: {currency!r} is no ISO 4217 code"


def check_item(item: dict[str, Any], text: str) -> Iterator[str]:
    """Faults of one item: its class, its quantity, and whether its words stand in the text."""
    yield from outside("class", [item["class"], *several(item.get("class_also_ok"))], CLASSES)
    for quantity in (item["quantity"], *several(item.get("quantity_also_ok"))):
        yield from not_a_number("quantity", quantity)
    if flat(item["text"]) not in flat(text):
        yield f"item {item['text']!r} is not in the text"
    if item["designation"] == "":
        yield "an empty designation should be null"


def check_financing(entry: dict[str, Any]) -> Iterator[str]:
    """Faults of one financing entry."""
    yield from outside("financing", [entry["kind"], *several(entry.get("kind_also_ok"))], FINANCING)
    yield from outside("borrower", entry["borrower"], STATES)
    codes = [name for name in entry["lender"] if re.fullmatch(r"[A-Z]{3}", name)]
    yield from outside("lender", codes, STATES)
    yield from check_money("financing", entry)
    terms = entry.get("terms")
    if terms is not None and (not isinstance(terms, dict) or terms.keys() != TERMS):
        yield f"terms: {terms!r} should have {sorted(TERMS)}"


def check_deal(deal: dict[str, Any], text: str) -> Iterator[str]:
    """Faults of one deal."""
    yield from outside("supplier", deal["supplier"], STATES)
    yield from outside("recipient", deal["recipient"], STATES)
    yield from outside("kind", [deal["kind"], *several(deal.get("kind_also_ok"))], KINDS)
    yield from outside("stage", [deal["stage"], *several(deal.get("stage_also_ok"))], STAGES)
    if not isinstance(deal["hedged"], bool):
        yield f"hedged: {deal['hedged']!r} is neither true nor false"
    for money in (deal["value"], *several(deal.get("value_also_ok"))):
        yield from check_money("value", money)
    if deal["stage_date"] and not re.fullmatch(r"\d{4}(-\d\d){0,2}", deal["stage_date"]):
        yield f"stage_date: {deal['stage_date']!r} is no date"
    for item in deal["items"]:
        yield from check_item(item, text)
    for entry in deal["financing"]:
        yield from check_financing(entry)
    yield from absent("deal says", deal["says"], text)


def absent(label: str, names: list[str], text: str) -> Iterator[str]:
    """A fault for each name of which no word of four letters or more stands in the text."""
    for name in names:
        words = [w for w in re.findall(r"\w+", name) if len(w) > 3] or [name]
        if not any(w.lower() in text.lower() for w in words):
            yield f"{label}: {name!r} is not in the text"


def check_claim(claim: dict[str, Any], text: str) -> Iterator[str]:
    """Faults of one claim."""
    yield from outside("claim", [claim["type"], *several(claim.get("type_also_ok"))], CLAIMS)
    yield from outside("modality", [claim["modality"]], MODALITIES)
    start = claim["sentence_starts_with"]
    if start not in text:
        yield f"no sentence starts with {start!r}"
    when = claim["when"]
    if when and not re.fullmatch(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?", when):
        yield f"when: {when!r} is no ISO 8601 date or interval"
    if not claim["who"]:
        yield f"claim {claim['what']!r} names nobody"
    yield from absent("claim says", claim["says"], text)


def check_role(role: dict[str, Any], text: str) -> Iterator[str]:
    """Faults of one office holder."""
    if role["country"] is not None:
        yield from outside("role country", [role["country"]], STATES)
    yield from absent("role", [role["person"]], text)


def check_report(report: dict[str, Any], text: str) -> Iterator[str]:
    """Faults of one labelled report against its text."""
    published = report["published"]
    if published is not None and not re.fullmatch(r"\d{4}-\d\d-\d\d", published):
        yield f"published: {published!r} is no day"
    for deal in report["deals"]:
        yield from check_deal(deal, text)
    for entry in report.get("credits", []):
        yield from check_financing(entry)
    for claim in report.get("claims", []):
        yield from check_claim(claim, text)
    for role in report["roles"]:
        yield from check_role(role, text)


def read_part(part: str, files: str = "gold*.jsonl") -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each labelled report of a part with the file it stands in."""
    for path in sorted((HERE / part).glob(files)):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                yield path, json.loads(line)
            except json.JSONDecodeError as error:
                sys.exit(f"{path}:{number}: not JSON ({error})")


def faults_of(path: Path, report: dict[str, Any]) -> Iterator[str]:
    """Faults of one report; a missing text or key is one too."""
    source = path.parent / "texts" / f"{report['id']}.txt"
    if not source.exists():
        yield f"{source.name} is missing"
        return
    try:
        yield from check_report(report, source.read_text(encoding="utf-8"))
    except KeyError as error:
        yield f"the key {error} is missing"


def shared(parts: dict[str, list[tuple[Path, dict[str, Any]]]]) -> Iterator[str]:
    """Ids used twice, texts without labels, and deals that stand in both parts."""
    ids = Counter(report["id"] for part in parts.values() for _, report in part)
    yield from (f"{name}: used {n} times" for name, n in ids.items() if n > 1)
    deals = [{d["deal_id"] for _, r in parts[part] for d in r["deals"]} for part in PARTS]
    yield from (f"{name}: in both parts" for name in sorted(deals[0] & deals[1]))
    for part in PARTS:
        yield from unlabelled(part, set(ids))


def unlabelled(part: str, ids: set[str]) -> Iterator[str]:
    """A fault for each text of a part that none of the labelled reports ``ids`` has."""
    texts = {path.stem for path in (HERE / part / "texts").glob("*.txt")}
    yield from (f"{part}/texts/{name}.txt: no labels" for name in sorted(texts - ids))


def faults_of_merge(path: Path, report: dict[str, Any]) -> Iterator[str]:
    """Faults of one report of the merge set; tellings have no text but their own words."""
    if path.name.startswith("labels"):
        source = path.parent / "texts" / f"{report['id']}.txt"
        if not source.exists():
            yield f"{source.name} is missing"
            return
        text = source.read_text(encoding="utf-8")
    else:
        text = " ".join(w for d in report["deals"] for w in (*_words(d), *d["says"]))
    try:
        yield from (fault for deal in report["deals"] for fault in check_deal(deal, text))
        clusters = Counter(deal["cluster"] for deal in report["deals"])
    except KeyError as error:
        yield f"the key {error} is missing"
        return
    yield from (f"{name}: told twice in one report" for name, n in clusters.items() if n > 1)
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", str(report["published"])):
        yield f"published: {report['published']!r} is no day"


def _words(deal: dict[str, Any]) -> list[str]:
    return [item["text"] for item in deal["items"]]


def shared_merge(parts: dict[str, list[tuple[Path, dict[str, Any]]]]) -> Iterator[str]:
    """Ids used twice, texts without labels, and what ``train`` shares with a part for testing.

    No cluster and no pair of states may be told of in both, in passing neither.
    """
    ids = Counter(report["id"] for part in parts.values() for _, report in part)
    yield from (f"{name}: used {n} times" for name, n in ids.items() if n > 1)
    for part, reports in parts.items():
        yield from unlabelled(f"merge/{part}", {report["id"] for _, report in reports})
    told = {part: [d for _, r in reports for d in r["deals"]] for part, reports in parts.items()}
    for part in MERGE_PARTS[1:]:
        both = clusters_and_pairs(told["train"]) & clusters_and_pairs(told[part])
        yield from (f"{what}: in train and {part}" for what in sorted(both))


def clusters_and_pairs(deals: list[dict[str, Any]]) -> set[str]:
    """The clusters of deals, and each supplier with each recipient."""
    pairs = {f"{s} to {r}" for d in deals for s in d["supplier"] for r in d["recipient"]}
    return pairs | {deal["cluster"] for deal in deals}


def table_row(part: str, reports: list[tuple[Path, dict[str, Any]]]) -> str:
    """The row of a part of the merge set in the table of ``README.md``."""
    tellings = [path.name.startswith("tellings") for path, r in reports for _ in r["deals"]]
    with_text = [r for path, r in reports if path.name.startswith("labels")]
    told = [d["cluster"] for r in with_text for d in r["deals"]]
    empty = sum(not r["deals"] for r in with_text)
    counts = (len(with_text), empty, len(told), len(set(told)), sum(tellings))
    return f"| {part} | " + " | ".join(f"{n:,}" if n else "none" for n in counts) + " |"


def main() -> int:
    """Print all faults and a summary; 1 where there is a fault."""
    parts = {part: list(read_part(part)) for part in PARTS}
    faults = [
        f"{path.relative_to(HERE)}: {report['id']}: {fault}"
        for part in parts.values()
        for path, report in part
        for fault in faults_of(path, report)
    ]
    faults += shared(parts)
    merge = {part: list(read_part(f"merge/{part}", "*.jsonl")) for part in MERGE_PARTS}
    faults += [
        f"{path.relative_to(HERE)}: {report['id']}: {fault}"
        for part in merge.values()
        for path, report in part
        for fault in faults_of_merge(path, report)
    ]
    faults += shared_merge(merge)
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    rows = [table_row(part, reports) for part, reports in merge.items()]
    faults += [f"README.md: its table lacks {row}" for row in rows if row not in readme]
    print("\n".join(faults), end="\n" if faults else "")
    for part, reports in parts.items():
        deals = sum(len(r["deals"]) for _, r in reports)
        claims = sum(len(r.get("claims", [])) for _, r in reports)
        print(f"{part}: {len(reports)} reports, {deals} deals, {claims} claims")
    for part, reports in merge.items():
        told = [deal["cluster"] for _, r in reports for deal in r["deals"]]
        tellings = f"{len(told)} tellings of {len(set(told))} deals"
        print(f"merge {part}: {len(reports)} reports, {tellings}")
    print(f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
