"""Watching: feeds are read and saved searches asked again on a schedule; what is new is told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from sqlalchemy import Connection

from dealtrace.display import phrases
from dealtrace.intake.feeds import Entry, read_feed
from dealtrace.intake.fetch import Fetcher
from dealtrace.intake.refusal import Refusal, Refused
from dealtrace.intake.sending import send_mail, send_webhook
from dealtrace.register import deal_lists
from dealtrace.register.deal_lists import DealRow
from dealtrace.register.desk import alerts, feeds, people, searches, turns
from dealtrace.register.desk.alerts import Alert
from dealtrace.register.desk.feeds import Feed
from dealtrace.register.desk.searches import Search
from dealtrace.register.errors import RegisterError
from dealtrace.register.model import Json
from dealtrace.register.store import Register
from dealtrace.web import asking, documents
from dealtrace.web.adding import Adder
from dealtrace.web.finding import searched
from dealtrace.web.ways import Say, Ways

_TURN, _MINUTES = "watching", 30.0  # after which a process that looks is taken for dead
_FRESH = 20  # reports read of a feed at once; the rest comes the next time
_FOUND = 500  # deals of a watched search that are kept in mind


@dataclass
class Watcher:
    """Looks at everything whose time has come, and tells people what is new."""

    register: Register
    adder: Adder
    ways: Ways = field(default_factory=Ways)
    fetcher: Fetcher = field(default_factory=Fetcher)
    say: Say = lambda words: None
    sift: Callable[[], object] = lambda: None
    """Looks for what is in doubt."""
    name: str = field(default_factory=turns.myself)

    def look(self) -> int:
        """Look once; return how many alerts that made. None while another process looks."""
        with self.register.writing() as connection:
            if not turns.take(connection, _TURN, self.name, _MINUTES):
                return 0
        try:
            return self._look()
        finally:
            with self.register.writing() as connection:
                turns.leave(connection, _TURN, self.name)

    def _look(self) -> int:
        for feed in self._due():
            self._read(feed)
        made = self._search()
        self._send()
        self.sift()
        return made

    def _due(self) -> list[Feed]:
        with self.register.reading() as connection:
            return feeds.due(connection)

    def _read(self, feed: Feed) -> None:
        try:
            entries = read_feed(feed.url, self.fetcher)
        except Refused as refused:
            self._note(feed, [], str(refused))
            return
        fresh = [one for one in entries if one.url not in set(feed.seen)][:_FRESH]
        problems = [problem for entry in fresh if (problem := self._take(entry))]
        problem = f"{len(problems)} of {len(fresh)} not read: {problems[-1]}" if problems else None
        self._note(feed, [one.url for one in fresh], problem)

    def _take(self, entry: Entry) -> str | None:
        """Add a report that a feed names; return why it couldn't be, if so."""
        try:
            done = self.adder.now(documents.fetched(entry.url))
        except RegisterError as error:
            return str(error)
        return str(done) if isinstance(done, Refusal) else None

    def _note(self, feed: Feed, fresh: Sequence[str], problem: str | None) -> None:
        if problem:
            self.say(f"{feed.url}: {problem}")
        with self.register.writing() as connection:
            feeds.note_checked(connection, feed, fresh, problem)

    def _search(self) -> int:
        with self.register.reading() as connection:
            watched = searches.watched(connection)
            found = [(one, look_up(connection, one)) for one in watched]
        made = 0
        with self.register.writing() as connection:
            for one, rows in found:
                for kind, row in changes(one.known, rows):
                    text = _text(kind, row)
                    alerts.tell(connection, one.person, kind, text, row.id, one.id)
                    made += 1
                known = {**(one.known or {}), **{row.id: _standing(row) for row in rows}}
                searches.note_checked(connection, one.id, known)
        return made

    def _send(self) -> None:
        with self.register.reading() as connection:
            waiting = alerts.unsent(connection)
            mails = {one.name: one.email for one in people.listed(connection) if one.email}
        if not waiting:
            return
        for alert in waiting:
            self._send_one(alert, mails.get(alert.person))
        with self.register.writing() as connection:
            alerts.mark_sent(connection, [one.id for one in waiting])

    def _send_one(self, alert: Alert, to: str | None) -> None:
        """Send an alert on; what can't be sent is said, and still stands on the page."""
        link = f"{self.ways.address}/deals/{alert.deal}" if alert.deal else self.ways.address
        try:
            if self.ways.mail and to:
                send_mail(
                    self.ways.mail, to, f"{alert.kind}: {alert.text}", f"{alert.text}\n{link}"
                )
            if self.ways.webhook:
                told = {"kind": alert.kind, "text": alert.text, "deal": alert.deal, "link": link}
                told |= {"person": alert.person}
                send_webhook(self.ways.webhook, told, self.fetcher)
        except Refused as refused:
            self.say(f"an alert was not sent: {refused}")


def look_up(connection: Connection, one: Search) -> list[DealRow]:
    """Return what a saved search finds now."""
    asked = asking.read(dict(parse_qsl(one.query)))
    wanted = searched(connection, asked)[0]
    return deal_lists.deals(connection, wanted, "last_seen", _FOUND)


def changes(known: Json | None, rows: Sequence[DealRow]) -> list[tuple[str, DealRow]]:
    """Return what is new against what was known; nothing the first time."""
    if known is None:
        return []
    found = []
    for row in rows:
        before = known.get(row.id)
        if before is None:
            found.append(("new deal", row))
            continue
        if before["stage"] != row.stage:
            found.append(("new stage", row))
        if len(_standing(row)["values"]) > len(before["values"]) > 0:
            found.append(("contradiction", row))
    return found


def _standing(row: DealRow) -> Json:
    """Return what of a deal is compared: its stage, and the sums told of it."""
    sums = [phrases.set_value(told["value"]) for told in row.dossier["value"]]
    sums += [
        phrases.set_value(told["value"])
        for told in row.dossier["financing"]
        if told["value"]["amount"] is not None
    ]
    return {"stage": row.stage, "values": sums}


def _text(kind: str, row: DealRow) -> str:
    if kind == "new stage":
        return f"{phrases.parties(row.dossier)} is now {row.stage}: {row.headline}"
    if kind == "contradiction":
        return f"Told otherwise now: {row.headline}"
    return row.headline


class Clock:
    """Looks every minute, in a thread of its own, until it is stopped."""

    def __init__(self, watcher: Watcher, seconds: float = 60.0) -> None:
        self._watcher, self._seconds = watcher, seconds
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watching", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._stop.set()

    def _run(self) -> None:
        while not self._stop.wait(self._seconds):
            try:
                self._watcher.look()
            except Exception as error:  # the register may be busy; the next minute is another try
                self._watcher.say(f"watching failed: {type(error).__name__}: {error}")
