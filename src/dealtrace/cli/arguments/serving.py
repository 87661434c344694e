"""The command that opens the register in a browser."""

from __future__ import annotations

import argparse

from dealtrace.cli.arguments import kinds
from dealtrace.cli.arguments.kinds import Commands
from dealtrace.cli.arguments.register import add_register

PORT = 8765


def add_to(commands: Commands) -> None:
    """Add this command."""
    serve = commands.add_parser("serve", help="open the register in a browser")
    serve.set_defaults(module="dealtrace.cli.serve")
    add_register(serve, argparse.SUPPRESS)
    serve.add_argument(
        "--port", type=kinds.port, default=PORT, metavar="N", help=f"default: {PORT}"
    )
    serve.add_argument(
        "--open", action="store_true", help="also open it in this computer's browser"
    )
