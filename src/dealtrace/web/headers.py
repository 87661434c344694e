"""What every answer carries so that a browser does nothing a page did not mean, and host checks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

from dealtrace.web.settings import Settings

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""The content security policy: only what the desk itself serves, and nothing inline."""

ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""The headers of every answer."""

UPLOAD, FORM = 250_000_000, 10_000_000
"""Bytes that may be sent at once: files, and everything else."""

_UPLOADS = frozenset({"/add", "/api/batches/files"})

_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_OWN = frozenset({"same-origin", "none"})


class Guarding:
    """Refuses foreign hosts and requests that another site makes, and adds the headers."""

    def __init__(self, app: App, settings: Settings) -> None:
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if problem := self._problem(scope, headers):
            status, words = problem
            await PlainTextResponse(words, status)(scope, receive, self._adding(send, scope))
            return
        await self.app(scope, receive, self._adding(send, scope))

    def _problem(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        host = headers.get("host", "")
        if _name(host) not in self.settings.hosts:
            return 421, "The desk is not reached under this name; see dealtrace serve --host-name."
        if scope["method"] not in _UNSAFE:
            return None
        origin = headers.get("origin")
        foreign = origin is not None and origin.partition("://")[2] != host
        if foreign or headers.get("sec-fetch-site", "none") not in _OWN:
            return 403, "Another site asked for this change; it was not made."
        return _weighed(scope["path"], headers)

    def _adding(self, send: Send, scope: Scope) -> Send:
        async def adding(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in ALWAYS.items():
                    headers.setdefault(name, value)
                if self.settings.secure:
                    headers["Strict-Transport-Security"] = "max-age=31536000"
                if not scope["path"].startswith("/static/"):
                    headers.setdefault("Cache-Control", "private, no-cache")
            await send(message)

        return adding


def _weighed(path: str, headers: Headers) -> tuple[int, str] | None:
    """Refuse what is too large before any of it is read."""
    length = headers.get("content-length", "")
    if not length.isdecimal():
        return (411, "Say how long it is.") if "transfer-encoding" in headers else None
    most = UPLOAD if path in _UPLOADS else FORM
    return (
        (413, f"Too large: at most {most // 1_000_000} MB at once.") if int(length) > most else None
    )


def _name(host: str) -> str:
    """Return a host header's name without its port."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0].lower()
