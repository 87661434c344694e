"""Time of the desk's pages over a large register, with many users at once.

``python -m benchmarks.desk REGISTER [--users N] [--rounds N] [--workers N] [--json]
[--processor]``

The desk is served from a process of its own over a register (``benchmarks.register --keep FOLDER``
makes one). Each user asks for page after page, drawn from deals, reports, states and words of the
register; the first of each kind is not counted. What is timed is a whole answer, unpacked, by the
wall's clock; where other programs run beside, it comes out longer. With ``--processor`` one user
asks a desk in this process, and the time of the processor is counted, whatever runs beside. With
``--workers`` the desk is ``dealtrace serve --workers N``, several processes over one register.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import socket
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from random import Random

import httpx
import numpy as np

from dealtrace.register import deal_lists, report_lists
from dealtrace.register.entities import list_entities
from dealtrace.register.store import Register

SLOWEST_PAGE_MS = 200.0
_SEED = 5
_READING = 2.5  # seconds that somebody spends on a page, on average
Path = Callable[[Random], str]


def main() -> int:
    """Measure, print, and return 1 if a page misses its mark."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("register")
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=2, help="times each user asks each page")
    parser.add_argument("--workers", type=int, default=0, help="as many serving processes")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--processor", action="store_true", help="one user, time of the processor")
    options = parser.parse_args()
    pages = _pages(options.register)
    if options.processor:
        return _told(_alone(options.register, pages, options.rounds), options.json, "one user")
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    with _serving(options.register, port, options.workers):
        times = _asked(f"http://127.0.0.1:{port}", pages, options.users, options.rounds)
    return _told(times, options.json, f"{options.users} users at once")


@contextmanager
def _serving(address: str, port: int, workers: int) -> Iterator[None]:
    if workers:
        command = [sys.executable, "-m", "dealtrace", "--register", address, "serve"]
        several = ["--port", str(port), "--workers", str(workers)]
        with subprocess.Popen([*command, *several], stdout=subprocess.DEVNULL) as running:
            try:
                yield
            finally:
                running.terminate()
        return
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(address, port))
    server.start()
    try:
        yield
    finally:
        server.terminate()


def _told(times: dict[str, list[float]], as_json: bool, who: str) -> int:
    figures = {name: _spread(found) for name, found in times.items()}
    print(json.dumps(figures) if as_json else _table(figures, who))
    return int(any(one["p95"] > SLOWEST_PAGE_MS for one in figures.values()))


def _serve(address: str, port: int) -> None:
    import uvicorn

    from dealtrace.web.app import create

    uvicorn.run(create(Register.open(address)), port=port, log_level="error", timeout_keep_alive=30)


def _pages(address: str) -> dict[str, Path]:
    register = Register.open(address)
    with register.reading() as connection:
        deals = [row.id for row in deal_lists.deals(connection, limit=300)]
        keys = [row.key for row in report_lists.list_reports(connection, limit=300)]
        states = [row.country for row in list_entities(connection, "state", limit=40)]
        people = [row.key for row in list_entities(connection, limit=60)]
    register.close()
    words = ("loan", "frigates", "delivery", "defence minister", "contract signed")
    return {
        "overview": lambda _: "/overview",
        "deals": lambda r: f"/deals?page={r.randint(1, 20)}",
        "deals of a state": lambda r: f"/deals?party={r.choice(states)}",
        "deals by sum": lambda r: f"/deals?sort=amount&party={r.choice(states)}",
        "deals with words": lambda r: f"/deals?q={r.choice(words)}",
        "a deal": lambda r: f"/deals/{r.choice(deals)}",
        "a deal as of a day": lambda r: f"/deals/{r.choice(deals)}?as_of=2030",
        "reports": lambda r: f"/reports?page={r.randint(1, 20)}",
        "a report": lambda r: f"/reports/{r.choice(keys)}",
        "search": lambda r: f"/search?q={r.choice(words)}",
        "entities": lambda _: "/entities",
        "an entity": lambda r: f"/entities/{r.choice(people)}",
        "network": lambda _: "/network",
        "map": lambda r: f"/map?since={r.randint(1990, 2015)}",
        "review": lambda _: "/review",
        "watching": lambda _: "/watching",
        "credit of a deal": lambda r: f"/analysis/credit?deal={r.choice(deals)}",
        "credit of a state": lambda r: f"/analysis/credit?state={r.choice(states)}",
        "ability to pay": lambda r: f"/analysis/pay?state={r.choice(states)}",
        "dependence": lambda _: "/analysis/dependence",
        "dependence of one": lambda r: f"/analysis/dependence?state={r.choice(states)}",
        "brokers": lambda _: "/analysis/network",
        "corroboration": lambda r: f"/analysis/corroboration?deal={r.choice(deals)}",
        "timeline": lambda r: f"/analysis/timeline?state={r.choice(states)}",
        "exports": lambda r: f"/exports?party={r.choice(states)}",
        "printed dossier": lambda r: f"/deals/{r.choice(deals)}/dossier.html",
    }


def _asked(url: str, pages: dict[str, Path], users: int, rounds: int) -> dict[str, list[float]]:
    _wait_for(url)
    with httpx.Client(base_url=url, timeout=60) as client:
        for path in pages.values():
            client.get(path(Random(_SEED)))
    times: dict[str, list[float]] = defaultdict(list)

    def work(number: int) -> None:
        random = Random(number)
        with httpx.Client(base_url=url, timeout=60) as client:
            for _ in range(rounds):
                for name in random.sample(list(pages), len(pages)):
                    time.sleep(random.uniform(0, 2 * _READING))  # people read before they go on
                    begun = time.perf_counter()
                    answer = client.get(pages[name](random))
                    times[name].append((time.perf_counter() - begun) * 1000)
                    assert answer.status_code in {200, 302, 404}, (name, answer.status_code)

    with ThreadPoolExecutor(users) as pool:
        list(pool.map(work, range(users)))
    return times


def _alone(address: str, pages: dict[str, Path], rounds: int) -> dict[str, list[float]]:
    """Ask for each page ``rounds`` times, one after another, and return milliseconds of the
    processor."""
    from fastapi.testclient import TestClient

    from dealtrace.web.app import create

    random, times = Random(_SEED), defaultdict(list)
    client = TestClient(create(Register.open(address)), "http://localhost")
    for path in pages.values():
        client.get(path(random))
    for _ in range(rounds):
        for name, path in pages.items():
            begun = time.process_time()
            answer = client.get(path(random))
            times[name].append((time.process_time() - begun) * 1000)
            assert answer.status_code in {200, 404}, (name, answer.status_code)
    return times


def _wait_for(url: str) -> None:
    for _ in range(600):
        try:
            httpx.get(url)
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise SystemExit("the desk does not start")


def _spread(found: list[float]) -> dict[str, float]:
    p50, p95 = np.percentile(found, [50, 95])
    return {"p50": round(float(p50), 1), "p95": round(float(p95), 1), "asked": len(found)}


def _table(figures: dict[str, dict[str, float]], who: str) -> str:
    lines = [who, f"{'page':20} {'median ms':>10} {'95 % ms':>10}"]
    lines += [f"{name:20} {one['p50']:10} {one['p95']:10}" for name, one in figures.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
