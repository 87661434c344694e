import os
import signal
from collections.abc import Iterator

import pytest

from dealtrace.claims import documents
from dealtrace.claims.documents import NoReader, Outcome, outcomes
from dealtrace.claims.model import Reading
from dealtrace.intake.refusal import Refusal
from dealtrace.intake.report import Report
from dealtrace.language.pipeline import TextTooLongError


def reader(report: Report) -> Outcome:
    """Stands in for the reading proper; must be importable by the processes of a pool."""
    if report.text == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if report.text == "no model":
        raise NoReader("the model is missing")
    return Reading(report)


def several(*texts: str) -> Iterator[Report | Refusal]:
    for number, text in enumerate(texts):
        refused = Refusal(f"{number}.txt", "is empty")
        yield Report(text, path=f"{number}.txt") if text else refused


def names(found: Iterator[Outcome]) -> list[str]:
    return [o.name if isinstance(o, Refusal) else f"{o.report.path} read" for o in found]


@pytest.mark.parametrize("jobs", [1, 2])
def test_outcomes_come_in_order_with_refusals_among_them(jobs: int) -> None:
    texts = ["a", "", *"bcdefgh", ""]
    expected = [f"{n}.txt{' read' if text else ''}" for n, text in enumerate(texts)]
    assert names(outcomes(several(*texts), jobs, reader)) == expected


def test_a_process_that_dies_costs_only_its_own_document() -> None:
    found = list(outcomes(several("a", "b", "die", "c", "", "d"), 2, reader))
    assert [o for o in found if isinstance(o, Refusal)] == [
        Refusal("2.txt", "the process reading it died"),
        Refusal("4.txt", "is empty"),
    ]
    assert len(found) == 6


def test_a_missing_model_ends_everything() -> None:
    with pytest.raises(NoReader, match="missing"):
        list(outcomes(several("a", "no model"), 2, reader))


def test_documents_are_taken_in_no_faster_than_they_are_read() -> None:
    taken = []

    def source() -> Iterator[Report]:
        for number in range(1000):
            taken.append(number)
            yield Report(str(number))

    found = outcomes(source(), 2, reader)
    next(found)
    assert len(taken) <= 6
    found.close()  # type: ignore[attr-defined]


def test_a_text_too_long_is_refused_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise TextTooLongError("the text has 80,000 words: give it in parts")

    monkeypatch.setattr("dealtrace.claims.documents.pipeline", lambda: None)
    monkeypatch.setattr("dealtrace.claims.read", refuse)
    outcome = documents.attempt(Report("text", path="long.txt"))
    assert str(outcome) == "long.txt: the text has 80,000 words: give it in parts"


def test_whatever_goes_wrong_inside_is_the_documents_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("dealtrace.claims.documents.pipeline", lambda: None)
    monkeypatch.setattr("dealtrace.claims.read", fail)
    outcome = documents.attempt(Report("text", path="odd.txt"))
    assert str(outcome) == "odd.txt: could not be read: RecursionError: too deep"
