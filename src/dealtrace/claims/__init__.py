"""From an annotated document to claims, deals and office holders, each with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

    from dealtrace.claims.model import Reading
    from dealtrace.intake.report import Report


def read(report: Report, nlp: Language) -> Reading:
    """Return all that a report says; see ``dealtrace.claims.reading.read``.

    Imported on call, so that the value types of ``claims.model`` stay light to import.
    """
    from dealtrace.claims.reading import read as whole

    return whole(report, nlp)
