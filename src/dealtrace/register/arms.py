"""Which arms of different tellings are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from dealtrace.language.numbers import Number, find_numbers
from dealtrace.register.model import Json, Telling, Told, ToldItem, Voice
from dealtrace.register.profiles import family

Line = tuple[Json, Voice]
Tell = Callable[[Iterable[tuple[int, Sequence[Voice]]]], tuple[Told[int], ...]]


def items(tellings: Sequence[Telling], tell: Tell) -> tuple[ToldItem, ...]:
    """Return the arms of a deal, most told first; ``tell`` sums up who tells each quantity.

    Arms are the same that have one designation, variants aside. Arms without one belong to the
    only designated ones of their class in the deal, or else to all of their class without one.
    """
    groups: dict[tuple[str, str], list[Line]] = {}
    lines = [
        (item, t.voice(f"items/{i}")) for t in tellings for i, item in enumerate(t.deal["items"])
    ]
    for item, voice in lines:
        if item["designation"]:
            groups.setdefault((item["class"], family(item["designation"])), []).append(
                (item, voice)
            )
    designated = list(groups)
    for item, voice in lines:
        if not item["designation"]:
            groups.setdefault(_home(item["class"], designated), []).append((item, voice))
    made = [_item(group, tell) for group in groups.values()]
    return tuple(sorted(made, key=lambda item: (-len(item.reports), item.cls, item.text)))


@lru_cache(maxsize=8192)  # lists name the same arms again and again
def with_number(text: str, preferred: int | None) -> str:
    """Return the words of arms with a number, put in place of another one in them."""
    own = find_numbers(text) if preferred is not None else []
    if preferred is not None and not own:
        return f"{preferred:,} × {text}"
    counts = [number for number in own if _counts(number, text)]
    if not counts or any(number.value == preferred for number in counts):
        return text
    return f"{text[: counts[0].start]}{preferred:,}{text[counts[0].end :]}"


def _counts(number: Number, text: str) -> bool:
    """Tell whether a number counts the arms whose words it stands among."""
    alone = f" {text} "[number.start].isspace() and text[number.end : number.end + 1].isspace()
    return alone and not (number.hyphenated or number.unit or number.year)


def _home(cls: str, designated: Sequence[tuple[str, str]]) -> tuple[str, str]:
    own = [key for key in designated if key[0] == cls]
    return own[0] if len(own) == 1 else (cls, "")


def _item(lines: Sequence[Line], tell: Tell) -> ToldItem:
    quantities: dict[int, list[Voice]] = {}
    for item, voice in lines:
        if item["quantity"] is not None:
            quantities.setdefault(item["quantity"], []).append(voice)
    named = [line for line in lines if line[0]["designation"]] or list(lines)
    fullest = max(named, key=lambda line: (len(line[0]["designation"] or ""), len(line[0]["text"])))
    return ToldItem(
        " ".join(fullest[0]["text"].split()),
        lines[0][0]["class"],
        fullest[0]["designation"],
        tell(quantities.items()),
        tuple(dict.fromkeys(voice.telling.report.key for _, voice in lines)),
    )
