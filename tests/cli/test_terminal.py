import io
import re
from dataclasses import replace

import pytest

from dealtrace.claims.model import Actor, Claim, ClaimType, Evidence, Reading, Source, SourceKind
from dealtrace.cli import layout, select, terminal
from dealtrace.display import wording
from dealtrace.intake.report import Report


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(reading: Reading, stream: io.StringIO | None = None) -> str:
    stream = stream or io.StringIO()
    layout.show(terminal.dossier(reading), stream)
    return stream.getvalue()


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_deal_comes_first_with_everything_said_of_it(reading: Reading) -> None:
    text = flat(shown(reading))
    for part in (
        "Norway → Syria",
        "announced, 2020-03-09, planned or possible",
        "12 Mi-17 helicopters helicopter, Mi-17, × 12",
        "about USD 250,000,000",
        "loan of USD 200,000,000 from Norway to Syria (3% a year, over 10 years)",
        "Kurier, citing two officials (unnamed)",
        "Ana Berg defence minister, Norway",
    ):
        assert part in text
    assert text.index("DEAL 1") < text.index("MEETINGS") < text.index("DENIALS")


def test_every_claim_is_shown_once_with_its_sentence(reading: Reading) -> None:
    text = flat(shown(reading))
    for claim in reading.claims:
        assert len(re.findall(rf"\b{claim.id} ", text)) == 1
        assert flat(claim.evidence[0].text) in text
    assert text.count("Norland will lend Suria") == 1  # two claims, one sentence


def test_pipe_gets_plain_lines_within_the_width(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = shown(reading).splitlines()
    assert max(map(len, lines)) <= 60
    assert not any("\x1b" in line or line != line.rstrip() for line in lines)


def test_terminal_gets_colour_unless_unwanted(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in shown(reading, Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[\d;]*3\dm", shown(reading, Terminal()))


def test_a_report_without_anything_says_so() -> None:
    assert "Nothing found" in shown(Reading(Report("Rain fell.", title="Weather")))


def test_hostile_text_cannot_steer_the_terminal() -> None:
    report = Report("x", title="\x1b]0;owned\x07\x9b31m [bold]Arms\u202e deal", publisher="a\nb\rc")
    text = shown(Reading(report))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
    assert "[bold]Arms deal" in text  # markup of the terminal library is text like any other
    assert "a b c" in text


def test_sources_of_a_deal_without_chains_are_those_it_names(reading: Reading) -> None:
    bare = tuple(replace(claim, attribution=()) for claim in reading.claims)
    text = flat(shown(replace(reading, claims=bare)))
    assert "Says who Kurier two officials" in text


def test_names_outside_all_chains_are_added(reading: Reading) -> None:
    deal = replace(reading.deals[0], says=("two officials", "Jan Kos"))
    lines = wording.speakers(deal, reading.claims[:2])
    assert lines == ["Kurier, citing two officials (unnamed)", "Jan Kos"]


def test_speaker_is_not_named_twice(reading: Reading) -> None:
    denial = reading.claims[3]
    assert wording.said_by(denial) == ""
    cited = (Source("Tass", SourceKind.AGENCY), *denial.attribution)
    assert wording.said_by(replace(denial, attribution=cited)) == "Tass, citing Ana Berg"


def test_claim_without_roles_begins_with_its_facts(reading: Reading) -> None:
    bare = replace(reading.claims[1], roles={})
    text = shown(replace(reading, deals=(), holders=(), claims=(bare,)))
    assert "  c2  12 Mi-17 helicopters · planned" in text


def test_min_score_drops_claims_and_what_rests_on_them(reading: Reading) -> None:
    kept = select.at_least(reading, 0.65)
    assert [claim.id for claim in kept.claims] == ["c1", "c3"]
    assert kept.deals == ()  # its only claim, c2, is under the limit
    assert kept.holders == reading.holders


def test_min_score_keeps_a_deal_but_not_its_doubtful_financing(reading: Reading) -> None:
    doubtful = (replace(reading.claims[0], score=0.1), *reading.claims[1:])
    kept = select.at_least(replace(reading, claims=doubtful), 0.5)
    (deal,) = kept.deals
    assert deal.claims == ("c2",)
    assert deal.financing == ()


def test_claims_only_leaves_the_claims(reading: Reading) -> None:
    assert select.claims_only(reading) == Reading(reading.report, claims=reading.claims)


def test_office_claims_are_not_shown_twice(reading: Reading) -> None:
    role = replace(reading.claims[2], type=ClaimType.ROLE)
    claims = (*reading.claims[:2], role, reading.claims[3])
    assert [c.id for c in select.other_claims(replace(reading, claims=claims))] == ["c4"]


def test_chain_tells_unnamed_speakers() -> None:
    chain = (Source("Daily", SourceKind.PUBLISHER), Source("sources", SourceKind.ANONYMOUS))
    assert wording.chain(chain) == "Daily, citing sources (unnamed)"


@pytest.mark.parametrize(
    ("value", "currency", "words"),
    [
        (50_000_000, "USD", "USD 50,000,000"),
        (12.5, "EUR", "EUR 12.50"),
        (1000, None, "currency unknown 1,000"),
        (None, "USD", "amount unknown"),
    ],
)
def test_amount(value: float | None, currency: str | None, words: str) -> None:
    assert wording.amount(value, currency) == words


def test_quote_cuts_a_monster_at_a_word() -> None:
    cut = wording.quote("word " * 5000)
    assert len(cut) < 700
    assert cut.endswith("word …")


def test_unknown_code_stands_for_itself() -> None:
    assert wording.states(["RUS", "Exim Bank"]) == "Russia and Exim Bank"


def test_every_claim_type_has_a_heading() -> None:
    assert {type_ for type_, _ in wording.GROUPS} == set(ClaimType)


def test_actor_goes_by_its_fullest_name() -> None:
    claim = Claim("c1", ClaimType.VISIT, {"visitor": (Actor("he", "Raúl Castro", "CUB"),)}, ())
    assert wording.roles(claim) == [("visitor", "Raúl Castro")]


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        ("Peru told of a steep fall in oil from Chile.", "fall", ["oil, falling"]),
        ("An increase of Chile's grain for Peru ended talks.", "increase", ["food, rising"]),
        ("Chile delivers gas to Peru, which cut its taxes.", "delivers", ["gas"]),
        ("Chile delivers rugs to Peru.", "delivers", []),
    ],
)
def test_what_else_is_supplied_and_which_way_it_goes(text: str, word: str, told: list[str]) -> None:
    start = 40 + text.index(word)
    evidence = (Evidence(40, 40 + len(text), text),)
    claim = Claim("c1", ClaimType.SUPPLY, {}, evidence, trigger=(start, start + len(word)))
    assert wording.facts(claim) == told
