"""Size costs no memory: of twice as many deals hardly more is held at once."""

import tracemalloc
from pathlib import Path

import pytest
from benchmarks.made_register import few_reports, made_register

from dealtrace.exports import formats
from dealtrace.register import deal_lists, one_deal
from dealtrace.register.store import Register
from dealtrace.register.streams import Stream

SIZES = (210, 440)  # more than is fetched together


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("sizes")
    for size in SIZES:
        made_register(folder / f"{size}.db", few_reports(size))
    return [folder / f"{size}.db" for size in SIZES]


def peak(file: Path, name: str, target: Path, *, traced: bool = True) -> int:
    """The largest memory, in bytes, that Python's objects take during an export."""
    register = Register.open(str(file))
    with register.reading() as connection:
        if traced:
            tracemalloc.start()
        formats.write(name, Stream(connection), target)
        found = tracemalloc.get_traced_memory()[1]  # 0 where nothing is traced
        tracemalloc.stop()
    register.close()
    return found


def test_twice_the_deals_take_little_more_memory(registers: list[Path], tmp_path: Path) -> None:
    peak(registers[0], "jsonl", tmp_path / "warm", traced=False)  # tables that are read once stay
    small, large = (peak(file, "jsonl", tmp_path / file.stem) for file in registers)
    assert (tmp_path / "440").stat().st_size > 1.9 * (tmp_path / "210").stat().st_size
    assert large < 1.5 * small  # what is fetched together isn't full with the small one


def test_a_made_register_is_one(registers: list[Path]) -> None:
    register = Register.open(str(registers[0]))
    with register.reading() as connection:
        rows = deal_lists.deals(connection, limit=None)
        assert len(rows) == SIZES[0]
        assert one_deal.deal(connection, rows[7].id) == rows[7]
        assert len(one_deal.reports_of(connection, rows[7])) == rows[7].reports
        told = [report for report in Stream(connection).reports() if report.deals]
        assert len(told) >= SIZES[0]
    register.close()
