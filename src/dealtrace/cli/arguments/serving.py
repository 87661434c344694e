"""The commands that open the register in a browser, for oneself or for a team."""

from __future__ import annotations

import argparse
from pathlib import Path

from dealtrace.cli.arguments import kinds
from dealtrace.cli.arguments.kinds import Commands
from dealtrace.cli.arguments.register import add_register

PORT = 8765
ROLES = ("reader", "reviewer", "administrator")


def add_to(commands: Commands) -> None:
    """Add these commands."""
    _add_serve(commands)
    _add_watch(commands)
    _add_account(commands)


def _add_serve(commands: Commands) -> None:
    serve = commands.add_parser("serve", help="open the register in a browser")
    serve.set_defaults(module="dealtrace.cli.serve")
    add_register(serve, argparse.SUPPRESS)
    serve.add_argument(
        "--port", type=kinds.port, default=PORT, metavar="N", help=f"default: {PORT}"
    )
    serve.add_argument(
        "--open", action="store_true", help="also open it in this computer's browser"
    )
    serve.add_argument("--team", action="store_true", help="for several people, who log in")
    serve.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="listen on it; needs --team"
    )
    serve.add_argument(
        "--host-name", action="append", default=[], metavar="NAME", help="a name it is reached by"
    )
    serve.add_argument(
        "--workers",
        type=kinds.count,
        default=1,
        metavar="N",
        help="processes that serve, for many people at once (default: 1)",
    )
    serve.add_argument("--certificate", type=Path, metavar="FILE", help="serve HTTPS with it")
    serve.add_argument("--key", type=Path, metavar="FILE", help="the certificate's key")
    serve.add_argument(
        "--behind-proxy", action="store_true", help="a proxy on this computer brings HTTPS"
    )
    _add_allowed(serve)


def _add_watch(commands: Commands) -> None:
    watch = commands.add_parser("watch", help="look at feeds and saved searches, and send alerts")
    watch.set_defaults(module="dealtrace.cli.watch")
    add_register(watch, argparse.SUPPRESS)
    watch.add_argument("--once", action="store_true", help="look once instead of every minute")
    _add_allowed(watch)


def _add_allowed(to: argparse.ArgumentParser) -> None:
    to.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="HOST",
        help="fetch from it and send to it although it is private",
    )


def _add_account(commands: Commands) -> None:
    account = commands.add_parser("account", help="list or change who may use the desk of a team")
    account.set_defaults(module="dealtrace.cli.account")
    add_register(account, argparse.SUPPRESS)
    account.add_argument("name", nargs="?", metavar="NAME", help="without it, all are listed")
    account.add_argument("--role", choices=ROLES, help="make the account, or change its role")
    account.add_argument("--email", metavar="ADDRESS", help="where alerts go; for a new account")
    account.add_argument("--password", action="store_true", help="ask for a new password")
    account.add_argument(
        "--closed",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="close it, or open it again",
    )
