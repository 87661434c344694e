"""``dealtrace watch``: feeds and saved searches looked at on a schedule, without the desk."""

from __future__ import annotations

import argparse
import time
from functools import partial

from dealtrace.cli.messages import note
from dealtrace.cli.register.opening import opened
from dealtrace.cli.serve import fetcher, require, ways

_EVERY = 60.0  # seconds between two looks; each feed has a time of its own besides


def run(arguments: argparse.Namespace) -> int:
    """Look at everything that is due, once or until interrupted."""
    require()
    from dealtrace.claims.documents import attempt
    from dealtrace.register.desk.doubting import look_through
    from dealtrace.register.desk.opening import prepare
    from dealtrace.web.adding import Adder
    from dealtrace.web.watching import Watcher

    with opened(arguments, create=True) as register:
        prepare(register)
        adder = Adder(register, attempt, fetcher(arguments))
        sift = partial(look_through, register)
        watcher = Watcher(register, adder, ways(""), fetcher(arguments), note, sift)
        while True:
            made = watcher.look()
            if made or arguments.once:
                print(f"alerts: {made}", flush=True)
            if arguments.once:
                return 0
            time.sleep(_EVERY)
