"""Drafts trees for ``sentences.conllu``: ``python -m tests.claims.draft "Spain sold Peru tanks."``.

The shipped pipeline drafts, a person checks and corrects: tests must not rest on what it gets
wrong.
"""

from __future__ import annotations

import sys

from spacy.tokens import Doc, Token
from spacy.training import iob_to_biluo

from dealtrace.intake.report import Report
from dealtrace.language import annotate, load


def conllu(doc: Doc) -> str:
    """Return the document's first tree as CoNLL-U, with names as ``name=U-GPE`` in MISC."""
    tags = iob_to_biluo([f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in doc])
    rows = [f"# text = {doc.text}", *(_row(t, tag) for t, tag in zip(doc, tags, strict=True))]
    return "\n".join(rows) + "\n"


def _row(token: Token, tag: str) -> str:
    root = token.head.i == token.i
    misc = [f"name={tag}"] if tag != "O" else []
    misc += [] if token.whitespace_ or token.i == len(token.doc) - 1 else ["SpaceAfter=No"]
    head = 0 if root else token.head.i + 1
    dep = "root" if root else token.dep_
    cells = (token.i + 1, token.text, token.lemma_, token.pos_, token.tag_, "_", head, dep)
    return "\t".join([*map(str, cells), "_", "|".join(misc) or "_"])


if __name__ == "__main__":
    nlp = load()
    for text in sys.argv[1:]:
        print(conllu(annotate(nlp, Report(text))))
