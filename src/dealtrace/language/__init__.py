"""One spaCy pipeline over one ONNX model: from text to an annotated document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # spaCy takes most of a second to import: only those who read pay for it
    from spacy.language import Language
    from spacy.tokens import Doc

    from dealtrace.intake.report import Report

__all__ = ["annotate", "load"]


def load(
    path: Path | str | None = None,
    components: Sequence[str] | None = None,
    *,
    base: Language | None = None,
    threads: int = 1,
) -> Language:
    """Return a pipeline that reads English news text.

    ``path`` is a folder with ``model.onnx`` and ``tokenizer.json`` (None: the shipped model).
    ``components`` names the ones to add after the encoder (None: all). With ``base``, another
    pipeline for English, ours are added to it, and tags, tree and names stay the base's.
    ``threads`` are those of one forward pass. Raises ``ModelFileError`` if the model can't be used.
    """
    from dealtrace.language.lean_spacy import import_spacy

    import_spacy()
    from dealtrace.language.pipeline import build

    return build(path, components, base, threads)


def annotate(nlp: Language, report: Report) -> Doc:
    """Return the annotated document of the whole text of ``report``.

    Token offsets (``token.idx``) are offsets into ``report.text``; ``doc._.published`` and
    ``doc._.asides`` are set from the report before the components run. Raises
    ``TextTooLongError`` for a text of more than 25,000 words.
    """
    from dealtrace.language.pipeline import annotate as run

    return run(nlp, report)
