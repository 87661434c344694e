"""Lemma edit scripts: how to turn a form into its lemma, as a label a classifier can predict.

A script is ``<case><cut>+<ending>``: ``l`` lowers the form first, ``k`` keeps its case; then
``cut`` characters are dropped from its end and ``ending`` is added (``running`` to ``run`` is
``l4+``). Where the two share no beginning the script is ``=<lemma>`` (``were`` is ``=be``).
"""

from __future__ import annotations

from collections.abc import Container
from itertools import takewhile

_ENDINGS = (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))
# Plurals in "-ies" whose singular ends in "-ie", or that have none.
_NOT_Y = frozenset(
    "ties lies pies dies neckties movies cookies calories prairies zombies rookies newbies bogies "
    "series species sorties collies eyries lingeries menageries brasseries".split()
)


def lemma_script(form: str, lemma: str) -> str:
    """Return the shortest script that turns ``form`` into ``lemma``."""
    scripts = [_suffix_script(form.lower(), lemma, "l"), _suffix_script(form, lemma, "k")]
    found = [script for script in scripts if script is not None]
    return min(found, key=len) if found else f"={lemma}"


def _suffix_script(form: str, lemma: str, case: str) -> str | None:
    pairs = zip(form, lemma, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    if shared == 0:
        return None
    return f"{case}{len(form) - shared}+{lemma[shared:]}"


def known_base(form: str, lemmas: Container[str]) -> str | None:
    """Return the verb of ``lemmas`` that ``form`` is a regular form of, or None.

    ``added`` is of ``add``, ``planned`` of ``plan``, ``relies`` of ``rely``.
    """
    word = form.lower()
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1:
            doubled = stem[-1] == stem[-2]
            for base in (stem + instead, stem[:-1] if doubled else stem, stem + "e"):
                if base in lemmas:
                    return base
    return None


def singular(form: str) -> str | None:
    """Return the singular of a plural noun whose stem changes regularly, else None.

    ``deliveries`` is of ``delivery``, ``newsmen`` of ``newsman``.
    """
    word = form.lower()
    if word.endswith("ies") and word not in _NOT_Y and len(word) > 4:
        return f"{word[:-3]}y"
    return f"{word[:-3]}man" if word.endswith("men") and len(word) > 3 else None


def apply_script(form: str, script: str) -> str:
    """Return the lemma that ``script`` makes of ``form``; the lower-cased form if it can't."""
    if script.startswith("="):
        return script[1:]
    head, _, ending = script.partition("+")
    base = form.lower() if head[:1] == "l" else form
    cut = int(head[1:] or 0)
    if cut > len(base):
        return form.lower()
    return base[: len(base) - cut] + ending or form.lower()
