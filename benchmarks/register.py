"""Time to add a report to a large register, time of its queries, size of its file.

``python -m benchmarks.register [--reports N]... [--more N] [--keep FOLDER] [--json]``

A register of N made reports is built, a thousand in a transaction, then ``--more`` reports of the
same deals are added and timed, each in a transaction of its own: half of them the latest news, half
from all years (an archive read in late). What is timed is everything after reading: the
transaction, on disk. What a late report leaves to be worked out about past days is timed by itself.
With ``--straight`` the register is
written without looking which reports are of one deal (``made_register``), which takes a fifth of
the time. With ``--keep`` a register that is there already is taken as it is.
Queries are asked for states, words, deals and persons drawn from the register by their frequency,
each in a transaction of its own; the first of each kind is not counted. Adding is timed by the
processor's clock and by the wall's; where other programs run beside, the first disturbs less.

How adding grows with the register is compared like with like: as many again are added with all
forgotten that is kept in memory of earlier ones (a small register has few deals, all of them met
again soon), and times are told apart by how often a deal is told (a small one has few that are told
by hundreds). With several sizes the growth from the first is printed, by sort of deal.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, pairwise
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from benchmarks.made_deals import pairs
from benchmarks.made_prose import skewed
from benchmarks.made_register import made_register
from benchmarks.made_reports import Made, deals_told, further_reports, made_reports
from sqlalchemy import Connection, func, select

from dealtrace.claims.model import Stage
from dealtrace.register import deal_lists, one_deal, report_lists, searching
from dealtrace.register.adding import Added, add, add_all, settle_in
from dealtrace.register.deal_lists import Filter
from dealtrace.register.entities.queries import list_entities, show_entity
from dealtrace.register.past import catch_up
from dealtrace.register.schema import claims, deal_states, entities, report_deals, reports
from dealtrace.register.store import MEMORY, Register

SLOWEST_QUERY_MS = 100.0
ASKED = 100  # times each query is asked
IN_ONE = 1000  # reports in a transaction while the register is built
Query = Callable[[Connection, Random], object]
Figures = dict[str, Any]


def main() -> int:
    """Measure, print, and return 1 if a query misses its mark."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--reports", type=int, action="append", help="size; may be given again")
    parser.add_argument("--more", type=int, default=1000, help="reports that are timed")
    parser.add_argument("--keep", type=Path, help="folder where the registers are left")
    parser.add_argument(
        "--straight",
        action="store_true",
        help="write the tables without joining deals",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        folder = options.keep or Path(passing)
        sizes = options.reports or [10_000]
        found = [measure(folder, size, options.more, options.straight) for size in sizes]
    if options.json:
        print(json.dumps(found))
    else:
        print("\n\n".join((*map(table, found), *map("\n".join, growths(found)))))
    return int(any(q["p95"] > SLOWEST_QUERY_MS for one in found for q in one["queries"].values()))


def measure(folder: Path, size: int, more: int, straight: bool) -> Figures:
    """Build a register of ``size`` reports in ``folder`` and return its figures."""
    register = built(folder / f"register-{size}.db", size, straight)
    of = _drawn(size, straight)
    figures: Figures = {"reports": size, **weight(register)}
    for name, news in (("adding news", True), ("adding from the archive", False)):
        made = further_reports(more // 2 * 2, of, news)
        figures[name] = timed_adds(register, islice(made, more // 2))
        figures[f"{name}, past days"] = timed_past(register) / (more // 2)
        figures[f"{name}, met anew"] = timed_adds(register, made, anew=True)["told"]
        timed_past(register)
    figures["queries"] = {name: timed_query(register, query) for name, query in QUERIES.items()}
    figures["content"] = content(register)
    register.close()
    return figures


def built(file: Path, size: int, straight: bool) -> Register:
    """Return a register of ``size`` reports: the one at ``file``, or else made there."""
    if file.exists():
        return Register.open(str(file))
    if straight:
        made_register(file, deals_told(_drawn(size, straight)), most=sys.maxsize)
        return Register.open(str(file))
    register = Register.open(str(file), create=True)
    for number, _ in enumerate(add_all(register, made_reports(size), IN_ONE)):
        progress(number, size)
    timed_past(register)
    return register


def _drawn(size: int, straight: bool) -> int:
    """Return how many reports to draw deals for: of nine that deals have, eight are else added."""
    return size * 8 // 9 if straight else size


def weight(register: Register) -> Figures:
    """Return how many bytes a report takes in the file."""
    with register.reading() as connection:
        pages = connection.exec_driver_sql("pragma page_count").scalar_one()
        page = connection.exec_driver_sql("pragma page_size").scalar_one()
        number = connection.execute(select(func.count()).select_from(reports)).scalar_one()
    return {"bytes a report": round(pages * page / number)}


def timed_past(register: Register) -> float:
    """Work out what is put off of past days; returns milliseconds of the processor."""
    start = time.process_time()
    catch_up(register)
    return (time.process_time() - start) * 1000


def progress(number: int, size: int) -> None:
    """Say every now and then how far it has come."""
    if number % 1000 == 0:
        print(f"\r{number:,} of {size:,}", end="", file=sys.stderr, flush=True)


def timed_adds(register: Register, made: Iterable[Made], anew: bool = False) -> dict[str, Any]:
    """Add reports one by one; returns milliseconds, and by how often their deals are told. The
    first, which loads the tables, does not count. ``anew``: each as if it were the first met."""
    times = []
    for report, reading in made:
        if anew:
            with register.writing() as connection:
                connection.info.pop(MEMORY, None)
        start, spent = time.perf_counter(), time.process_time()
        added = add(register, report, reading)
        took = time.perf_counter() - start, time.process_time() - spent
        if times:
            times.append((*took, _told_by(register, added)))
        else:
            settle_in()
            times.append((np.nan, np.nan, 0))
    wall, processor, told = np.array(times[1:]).T * ((1000,), (1000,), (1,))
    by_telling = {
        name: {"reports": int(own.sum()), **spread(processor[own])}
        for name, (least, most) in TOLD.items()
        if (own := (least <= told) & (told < most)).any()
    }
    return {**spread(wall), "processor_median": float(np.median(processor)),
            "processor_p95": float(np.quantile(processor, 0.95)), "told": by_telling}  # fmt: skip


_BOUNDS = (0, 3, 6, 10, 20, 40, 100, sys.maxsize)
TOLD = {
    f"{least} to {most - 1}" if most < sys.maxsize else f"{least} and more": (least, most)
    for least, most in pairwise(_BOUNDS)
}
"""Reports of a deal, by which the times of adding another are told apart: a few deals more or less
that are told by hundreds decide about the slowest twentieth of all."""


def _told_by(register: Register, added: Added) -> int:
    """Return how many reports tell of the deals that a report told of, at most."""
    with register.reading() as connection:
        own = deal_states.c.deal.in_(added.deals) & deal_states.c.valid_until.is_(None)
        return connection.execute(select(func.max(deal_states.c.reports)).where(own)).scalar() or 0


def timed_query(register: Register, query: Query) -> dict[str, float]:
    """Ask a query with ever other values; returns milliseconds."""
    random = Random(95)
    times = []
    for _ in range(ASKED + 1):
        start = time.perf_counter()
        with register.reading() as connection:
            query(connection, random)
        times.append(time.perf_counter() - start)
    return spread(np.array(times[1:]) * 1000)


def spread(times: Any) -> dict[str, float]:
    """Return the median, the 95th percentile and the largest of some times."""
    return {"median": float(np.median(times)), "p95": float(np.quantile(times, 0.95)),
            "max": float(times.max())}  # fmt: skip


def content(register: Register) -> dict[str, int]:
    """Return how much is in a register."""
    tables = (reports, claims, report_deals, deal_states, entities)
    with register.reading() as connection:
        found = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar() or 0
            for table in tables
        }
        family = select(func.count().label("n")).where(report_deals.c.family_id != 0)
        sizes = family.group_by(report_deals.c.family_id).subquery()
        largest = connection.execute(select(func.max(sizes.c.n))).scalar() or 0
        now = select(func.count()).where(deal_states.c.valid_until.is_(None))
        return {
            **found,
            "deals": connection.execute(now).scalar() or 0,
            "largest family": largest,
        }


def _pair(random: Random) -> tuple[str, str]:
    return pairs()[skewed(random, 300)]


def _day(random: Random) -> dt.date:
    return dt.date(random.randrange(1950, 2024), random.randrange(1, 13), 15)


def _some(connection: Connection, random: Random, column: Any) -> Any:
    """Return the value of some row: one that is easily found, so that this takes no time."""
    key = column.table.c.id
    last = connection.execute(select(func.max(key))).scalar() or 1
    found = select(column).where(key >= random.randrange(1, last + 1)).order_by(key).limit(1)
    return connection.execute(found).scalar()


def _deals(wanted: Callable[[Random], Filter], **how: Any) -> Query:
    return lambda connection, random: deal_lists.deals(
        connection, wanted(random), whole=False, **how
    )


def _class(random: Random) -> str:
    return random.choice(("aircraft", "helicopter", "tank", "ship", "missile", "small arms"))


_WORDS = (
    "frigates|delivered|contract|spare parts|helicopters minister|howitzers harbour|veteran|"
    'signed a contract|"air-defence systems"|negotiator in talks|rifles and missiles|embargo|'
    '"the spokesman, said"|said|tanks squadron treasury'
).split("|")

QUERIES: dict[str, Query] = {
    "deals": _deals(lambda r: Filter()),
    "deals, largest": _deals(lambda r: Filter(), sort="amount"),
    "deals, most told": _deals(lambda r: Filter(), sort="reports"),
    "deals, first seen last": _deals(lambda r: Filter(), sort="first_seen"),
    "deals of a supplier": _deals(lambda r: Filter(supplier=_pair(r)[0])),
    "deals of a supplier, largest": _deals(lambda r: Filter(supplier=_pair(r)[0]), sort="amount"),
    "deals of a supplier, most told": _deals(
        lambda r: Filter(supplier=_pair(r)[0]), sort="reports"
    ),
    "deals of a pair": _deals(lambda r: Filter(**dict(zip(_SIDES, _pair(r), strict=True)))),
    "deals of a party and class": _deals(lambda r: Filter(party=_pair(r)[1], item_class=_class(r))),
    "deals of a class": _deals(lambda r: Filter(item_class=_class(r))),
    "deals of a class and stage": _deals(
        lambda r: Filter(item_class=_class(r), stage=r.choice(list(Stage)).value)
    ),
    "deals of a source": _deals(lambda r: Filter(source=r.choice(("Reuters", "BBC News", "Tass")))),
    "deals above a sum": _deals(lambda r: Filter(at_least=10 ** r.uniform(7, 11))),
    "deals between days": _deals(
        lambda r: Filter(since=(day := _day(r)), until=day + dt.timedelta(365))
    ),
    "deals, dormant": _deals(lambda r: Filter(dormant=True, party=_pair(r)[0])),
    "deals, page 20": _deals(lambda r: Filter(), offset=1000),
    "deals as of a day": lambda c, r: deal_lists.deals(c, as_of=_day(r), whole=False),
    "deals of a pair as of a day": lambda c, r: deal_lists.deals(
        c, Filter(**dict(zip(_SIDES, _pair(r), strict=True))), as_of=_day(r), whole=False
    ),
    "show a deal": lambda c, r: one_deal.deal(c, _some(c, r, deal_states.c.deal)),
    "history of a deal": lambda c, r: one_deal.history(c, _some(c, r, deal_states.c.deal)),
    "reports": lambda c, r: report_lists.list_reports(c, since=_day(r)),
    "reports of a deal": lambda c, r: report_lists.list_reports(
        c, deal_id=_some(c, r, deal_states.c.deal)
    ),
    "reports of a publisher": lambda c, r: report_lists.list_reports(
        c, publisher=_some(c, r, reports.c.publisher)
    ),
    "a report": lambda c, r: report_lists.report(c, _some(c, r, reports.c.key)),
    "search": lambda c, r: searching.search(c, r.choice(_WORDS)),
    "search for a rare name": lambda c, r: searching.search(c, _some(c, r, entities.c.name)),
    "entities": lambda c, r: list_entities(c, kind=r.choice(("person", "weapon", "state"))),
    "entities of a name": lambda c, r: list_entities(c, like=_some(c, r, entities.c.name)[:5]),
    "entities of a state": lambda c, r: list_entities(c, country=_pair(r)[0]),
    "an entity": lambda c, r: show_entity(c, _some(c, r, entities.c.key)),
    "a state": lambda c, r: show_entity(c, f"state-{_pair(r)[0].lower()}"),
}
"""Every query of the register, with values drawn anew each time."""

_SIDES = ("supplier", "recipient")


def table(figures: Figures) -> str:
    """Return the figures of one size as lines."""
    return "\n".join(_lines(figures))


def _lines(figures: Figures) -> Iterator[str]:
    told = ", ".join(f"{count:,} {name}" for name, count in figures["content"].items())
    yield f"{figures['reports']:,} reports ({told}); {figures['bytes a report']:,} bytes a report"
    yield f"{'milliseconds':<34}{'median':>9}{'p95':>9}{'max':>9}"
    for name in ("adding news", "adding from the archive"):
        one = figures[name]
        yield f"{name:<34}{one['median']:>9.1f}{one['p95']:>9.1f}{one['max']:>9.1f}"
        own = one["processor_median"], one["processor_p95"]
        yield f"{'  of the processor':<34}{own[0]:>9.1f}{own[1]:>9.1f}"
        for told, times in figures[f"{name}, met anew"].items():
            line = f"{'  anew, told by ' + told:<34}{times['median']:>9.1f}{times['p95']:>9.1f}"
            yield f"{line}{times['max']:>9.1f}  ({times['reports']} reports)"
        yield f"{'  past days, each':<34}{figures[f'{name}, past days']:>9.1f}"
    for name, one in figures["queries"].items():
        missed = "  (too slow)" if one["p95"] > SLOWEST_QUERY_MS else ""
        yield f"{name:<34}{one['median']:>9.1f}{one['p95']:>9.1f}{one['max']:>9.1f}{missed}"


def growths(found: Sequence[Figures]) -> Iterator[list[str]]:
    """Yield lines for each size after the first: by what the median of each sort of deal grew, and
    by what the logarithm of the size did."""
    first, *larger = found
    for one in larger:
        allowed = np.log(one["reports"]) / np.log(first["reports"])
        sizes = f"{first['reports']:,} to {one['reports']:,} reports"
        lines = [f"from {sizes} times grow by (logarithm: {allowed:.2f})"]
        for name in ("adding news", "adding from the archive"):
            before, now = (size[f"{name}, met anew"] for size in (first, one))
            grew = {k: now[k]["median"] / before[k]["median"] for k in now if k in before}
            told = ", ".join(f"{by:.2f} ({k})" for k, by in grew.items())
            mean = np.exp(np.mean(np.log(list(grew.values()))))
            lines.append(f"{name}: {mean:.2f} on average; deals told by {told}")
        yield lines


if __name__ == "__main__":
    sys.exit(main())
