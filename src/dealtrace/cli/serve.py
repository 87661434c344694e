"""``dealtrace serve``: the register in a browser."""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
from typing import TYPE_CHECKING, Any

from dealtrace.cli.messages import Fatal, note
from dealtrace.cli.register.opening import opened
from dealtrace.register.store import Register

if TYPE_CHECKING:
    from fastapi import FastAPI

    from dealtrace.intake.fetch import Fetcher
    from dealtrace.web.settings import Settings
    from dealtrace.web.ways import Ways

MAIL, WEBHOOK = "DEALTRACE_MAIL", "DEALTRACE_WEBHOOK"
"""The environment's names for the mail server and the address that alerts are sent to."""

_ARGUMENTS = "DEALTRACE_SERVE"
"""The environment's name for what several serving processes are to serve, as JSON."""

_NEEDED = ("fastapi", "uvicorn", "multipart", "argon2", "feedparser")


def run(arguments: argparse.Namespace) -> int:
    """Serve the register until interrupted."""
    require()
    settings = _settings(arguments)
    with opened(arguments, create=True) as register:
        import uvicorn

        from dealtrace.web.app import create

        if settings.team:
            _require_account(register)
        address = f"{'https' if arguments.certificate else 'http'}://{_shown(arguments)}/"
        note(f"the desk is at {address}; Ctrl-C ends it")
        if arguments.open:
            _open_soon(address)
        if settings.alone:
            uvicorn.run(create(register, settings), **_server(arguments))
        else:
            _share(register, arguments)
    return 0


def _share(register: Register, arguments: argparse.Namespace) -> None:
    """Serve from several processes, each of which makes the application by itself.

    Whatever must happen once only, they take turns at, by the register: looking at feeds and
    searches, reading what was given. Sessions and failed logins are kept there too.
    """
    import uvicorn

    from dealtrace.register.desk import jobs
    from dealtrace.register.desk.opening import prepare

    prepare(register)
    with register.writing() as connection:
        jobs.begin_again(connection)  # before any of them reads anything
    os.environ[_ARGUMENTS] = json.dumps(vars(arguments), default=str)
    server = {**_server(arguments), "workers": arguments.workers}
    uvicorn.run("dealtrace.cli.serve:one_of_several", factory=True, **server)


def one_of_several() -> FastAPI:
    """Return the application of one of several serving processes."""
    from dealtrace.web.app import create

    arguments = argparse.Namespace(**json.loads(os.environ[_ARGUMENTS]))
    return create(Register.open(arguments.register), _settings(arguments))


def require() -> None:
    """Raise :class:`Fatal` unless the desk's packages are installed."""
    if any(importlib.util.find_spec(name) is None for name in _NEEDED):
        raise Fatal("the desk needs further packages: pip install 'dealtrace[web]'")


def _settings(arguments: argparse.Namespace) -> Settings:
    from dealtrace.web.settings import LOOPBACK, Settings

    local = arguments.host in LOOPBACK
    encrypted = arguments.certificate is not None or arguments.behind_proxy
    if not local and not arguments.team:
        raise Fatal("--host: other computers may reach the desk only where people log in: --team")
    if not local and not encrypted:
        raise Fatal("--host: passwords must not travel in the open: --certificate FILE --key FILE")
    if (arguments.certificate is None) is not (arguments.key is None):
        raise Fatal("--certificate and --key go together")
    hosts = LOOPBACK | {name.lower() for name in arguments.host_name} | {arguments.host}
    return Settings(
        team=arguments.team,
        hosts=hosts,
        secure=encrypted,
        fetcher=fetcher(arguments),
        ways=ways(arguments.host_name[0] if arguments.host_name else ""),
        say=note,
        alone=arguments.workers == 1,
    )


def fetcher(arguments: argparse.Namespace) -> Fetcher:
    """Return what fetches, letting through the hosts that were allowed although private."""
    from dealtrace.intake.fetch import Fetcher

    return Fetcher(exempt=frozenset(arguments.allow_host))


def ways(host_name: str) -> Ways:
    """Return how alerts leave, as the environment says. Raises :class:`Fatal`."""
    from dealtrace.intake.sending import mail_server
    from dealtrace.web.ways import Ways

    address = os.environ.get(MAIL)
    try:
        mail = mail_server(address) if address else None
    except ValueError as error:
        raise Fatal(f"{MAIL}: {error}") from None
    return Ways(mail, os.environ.get(WEBHOOK), f"https://{host_name}" if host_name else "")


def _require_account(register: Register) -> None:
    from dealtrace.register.desk import people

    with register.reading() as connection:
        found = people.listed(connection)
    if not any(one.role == "administrator" and one.closed_at is None for one in found):
        raise Fatal("make an administrator first: dealtrace account NAME --role administrator")


def _shown(arguments: argparse.Namespace) -> str:
    return f"{(arguments.host_name or [arguments.host])[0]}:{arguments.port}"


def _server(arguments: argparse.Namespace) -> dict[str, Any]:
    return {
        "host": arguments.host,
        "port": arguments.port,
        "log_level": "warning",
        "server_header": False,
        "timeout_keep_alive": 30,  # people read a page before they go on
        "proxy_headers": arguments.behind_proxy,
        "ssl_certfile": arguments.certificate,
        "ssl_keyfile": arguments.key,
    }


def _open_soon(address: str) -> None:
    """Open the address in the user's browser once the server has had time to start."""
    import threading
    import webbrowser

    threading.Timer(1.0, webbrowser.open, [address]).start()
