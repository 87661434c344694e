"""A PostgreSQL server for the tests alone: a folder of its own, a socket in it, no network."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

ADVICE = (
    "No PostgreSQL server is installed, and the register is tested on one as well as on SQLite. "
    "On Debian or Ubuntu: apt-get install postgresql"
)
_PATIENCE = 30  # seconds until the server must answer
# Nothing here needs to outlive a power cut.
_HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB")


def programs() -> Path:
    """Return the folder of the newest server's programs. Raises ``LookupError``: none is there."""
    found = shutil.which("initdb")
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3])
    )
    if not folders and not found:
        raise LookupError(ADVICE)
    return folders[-1].parent if folders else Path(found or "").parent


@contextmanager
def server() -> Iterator[str]:
    """Run a server; yields the address of its databases, to be formatted with a ``name``."""
    at = programs()
    with tempfile.TemporaryDirectory(prefix="dealtrace-pg-") as made:
        folder = Path(made)
        as_whom = _unprivileged(folder)
        init = [at / "initdb", "-D", folder / "data", "-U", "dealtrace", "-A", "trust"]
        _run([*init, "-E", "UTF8", "--locale=C", "--no-sync"], as_whom)
        settings = [word for setting in _HASTY for word in ("-c", setting)]
        running = subprocess.Popen(
            [at / "postgres", "-D", folder / "data", "-k", folder, "-h", "", *settings],
            stdout=subprocess.DEVNULL,
            stderr=(folder / "log").open("wb"),
            **as_whom,
        )
        try:
            _wait(running, folder)
            yield f"postgresql://dealtrace@/{{name}}?host={folder}"
        finally:
            _stop(running)


def _unprivileged(folder: Path) -> dict[str, Any]:
    """Return whom to run as: the server refuses to be root's."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, user.pw_uid, user.pw_gid)
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": [], "cwd": folder}
    raise LookupError("PostgreSQL won't run as root, and there is no user postgres or nobody")


def _run(command: list[Any], as_whom: dict[str, Any]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, **as_whom)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr.strip()}")


def _wait(running: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            psycopg.connect(host=str(folder), user="dealtrace", dbname="postgres").close()
            return
        except psycopg.OperationalError as error:
            if running.poll() is not None or time.monotonic() > until:
                log = (folder / "log").read_text("utf-8", "replace")
                raise RuntimeError(f"PostgreSQL did not start: {log}") from error
            time.sleep(0.05)


def _stop(running: subprocess.Popen[bytes]) -> None:
    running.send_signal(2)  # "fast": connections are cut, files written
    try:
        running.wait(10)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()
