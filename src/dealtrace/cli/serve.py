"""``dealtrace serve``: the register in a browser."""

from __future__ import annotations

import argparse
import importlib.util

from dealtrace.cli.messages import Fatal, note
from dealtrace.cli.register.opening import opened

_NEEDED = ("fastapi", "uvicorn", "multipart", "argon2")
_HOST = "127.0.0.1"


def run(arguments: argparse.Namespace) -> int:
    """Serve the register until interrupted."""
    if any(importlib.util.find_spec(name) is None for name in _NEEDED):
        raise Fatal("the desk needs further packages: pip install 'dealtrace[web]'")
    with opened(arguments, create=True) as register:
        import uvicorn

        from dealtrace.web.app import create

        address = f"http://{_HOST}:{arguments.port}/"
        note(f"the desk is at {address}; Ctrl-C ends it")
        if arguments.open:
            _open_soon(address)
        uvicorn.run(
            create(register),
            host=_HOST,
            port=arguments.port,
            log_level="warning",
            server_header=False,
        )
    return 0


def _open_soon(address: str) -> None:
    """Open the address in the user's browser once the server has had time to start."""
    import threading
    import webbrowser

    threading.Timer(1.0, webbrowser.open, [address]).start()
