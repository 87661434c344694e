"""Fetching one page from the public internet, bounded in size, time and redirects.

The name is resolved once per connection, every answer is checked, and the connection goes to the
very address that was checked: a second, different DNS answer has nothing to work on.
"""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpcore
import httpx

from dealtrace import __version__
from dealtrace.intake.addresses import Resolver, refuse_address, refuse_host, resolve
from dealtrace.intake.refusal import Limits, Refused, megabytes

PORTS = frozenset({80, 443, 8080, 8443})
KINDS: dict[str, str | None] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "text",
    "application/pdf": "pdf",
    "message/rfc822": "mail",
    "application/octet-stream": None,
    "": None,
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_STEP = 10.0  # seconds that connecting or a single read may take
_HEADERS = [
    (b"User-Agent", f"dealtrace/{__version__}".encode()),
    (b"Accept", b"text/html,application/xhtml+xml,text/plain,application/pdf;q=0.9"),
    (b"Accept-Encoding", b"gzip, deflate"),
    (b"Connection", b"close"),
]


@dataclass(frozen=True, slots=True)
class Page:
    """What came back: the unpacked body, the address it came from, its kind and charset."""

    data: bytes
    url: str
    kind: str | None
    charset: str | None


@dataclass(frozen=True)
class Fetcher:
    """Fetches pages. ``exempt`` addresses are let through though private, ``ports`` likewise;

    both, and ``resolver``, are there to be given in code (a test with a server of its own, a
    newsroom's archive host), never by what is fetched or by the environment.
    """

    limits: Limits = field(default_factory=Limits)
    resolver: Resolver = resolve
    ports: frozenset[int] = PORTS
    exempt: frozenset[str] = frozenset()
    kinds: Mapping[str, str | None] = field(default_factory=lambda: KINDS)

    def fetch(self, url: str) -> Page:
        """Return the page at ``url``. Raises :class:`Refused` with the reason if there is none."""
        deadline = time.monotonic() + self.limits.seconds
        for _ in range(self.limits.redirects + 1):
            with self._explained():
                answer = self._get(self._checked(url), deadline)
            if isinstance(answer, Page):
                return answer
            url = answer
        raise Refused(f"redirects more than {self.limits.redirects} times")

    def send(self, url: str, data: bytes, kind: str = "application/json") -> None:
        """Post data to ``url``, following no redirect. Raises :class:`Refused` if not taken."""
        headers = [*_HEADERS, (b"Content-Type", kind.encode())]
        headers.append((b"Content-Length", str(len(data)).encode()))
        deadline = time.monotonic() + self.limits.seconds
        with (
            self._explained(),
            self._asked("POST", self._checked(url), deadline, headers, data) as answer,
        ):
            if not 200 <= answer.status < 300:
                raise Refused(f"answers with status {answer.status}")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Say in plain words what went wrong on the way."""
        try:
            yield
        except (httpcore.TimeoutException, TimeoutError):
            raise Refused(f"gives no answer within {self.limits.seconds:.0f} seconds") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError, OSError) as error:
            raise Refused(f"cannot be reached ({_reason(error)})") from None

    def _checked(self, url: str) -> httpx.URL:
        try:
            target = httpx.URL(url)
        except (httpx.InvalidURL, ValueError, TypeError) as error:
            raise Refused(f"is no address that can be fetched ({error})") from None
        if target.scheme not in ("http", "https"):
            raise Refused(f"leads to a {target.scheme or 'nameless'} address: only http and https")
        if target.userinfo:
            raise Refused("has a user name or password in it: leave them out")
        if _port(target) not in self.ports:
            raise Refused(f"asks for port {target.port}: only web ports are read")
        host = _host(target)
        if host not in self.exempt:
            refuse_host(host)
        return target

    def _get(self, target: httpx.URL, deadline: float) -> Page | str:
        """Ask once: the page, or the address it redirects to."""
        with self._asked("GET", target, deadline, _HEADERS) as answer:
            headers = {k.lower().decode("latin-1"): v.decode("latin-1") for k, v in answer.headers}
            if answer.status in _REDIRECTS and "location" in headers:
                return str(target.join(headers["location"]))
            if answer.status != 200:
                raise Refused(f"answers with status {answer.status}")
            kind, charset = _kind(headers.get("content-type", ""), self.kinds)
            body = _unpacked(answer.iter_stream(), headers, self.limits.download_bytes)
            return Page(body, str(target), kind, charset)

    @contextmanager
    def _asked(
        self,
        method: str,
        target: httpx.URL,
        deadline: float,
        headers: Sequence[tuple[bytes, bytes]],
        data: bytes | None = None,
    ) -> Iterator[httpcore.Response]:
        """Give the answer of a host every address of which has been checked."""
        backend = _CheckedBackend(self, deadline)
        context = httpx.create_ssl_context(trust_env=False)
        request = httpcore.URL(
            scheme=target.raw_scheme,
            host=target.raw_host,
            port=_port(target),
            target=target.raw_path,
        )
        with (
            httpcore.ConnectionPool(context, network_backend=backend) as pool,
            pool.stream(
                method, request, headers=headers, content=data, extensions=_timeouts()
            ) as answer,
        ):
            yield answer


def _host(url: httpx.URL) -> str:
    return url.raw_host.decode("ascii").strip("[]")


def _port(url: httpx.URL) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


def _timeouts() -> dict[str, Any]:
    return {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), _STEP)}


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


def _kind(content_type: str, kinds: Mapping[str, str | None]) -> tuple[str | None, str | None]:
    """The kind of reader for a Content-Type, None to guess; and the charset it names."""
    media, _, parameters = content_type.partition(";")
    media = media.strip().lower()
    if media not in kinds:
        raise Refused(f"is {media[:60]}, which is no report")
    _, found, charset = parameters.lower().partition("charset=")
    return kinds[media], charset.split(";")[0].strip(" \"'") if found else None


def _unpacked(chunks: Iterable[bytes], headers: dict[str, str], limit: int) -> bytes:
    """The body, unpacked as it arrives, refused as soon as it passes the limit."""
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise Refused(f"is packed in a way that can't be unpacked ({encoding[:40]})")
    pieces: list[bytes] = []
    size = 0
    plain = chunks if encoding in ("identity", "") else _inflate(chunks, limit)
    for piece in plain:
        size += len(piece)
        if size > limit:
            raise Refused(f"is over the limit of {megabytes(limit)}")
        pieces.append(piece)
    return b"".join(pieces)


def _inflate(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(wbits=47)  # either gzip or zlib, by its header
    try:
        for chunk in chunks:
            yield unpacker.decompress(chunk, limit + 1)
    except zlib.error:
        raise Refused("is damaged: it cannot be unpacked") from None


class _CheckedBackend(httpcore.NetworkBackend):
    """Connects to addresses it has checked itself, and keeps the whole exchange to a deadline."""

    def __init__(self, fetcher: Fetcher, deadline: float) -> None:
        self._fetcher = fetcher
        self._deadline = deadline
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve, check every answer, connect to the first."""
        answers = self._fetcher.resolver(host, _left(self._deadline, timeout))
        for address in answers:
            if address not in self._fetcher.exempt:
                refuse_address(address)
        if not answers:
            raise Refused("cannot be reached: its name has no address")
        stream = self._inner.connect_tcp(
            answers[0], port, _left(self._deadline, timeout), local_address, socket_options
        )
        return _TimedStream(stream, self._deadline)

    def sleep(self, seconds: float) -> None:
        """Wait (between retries, of which there are none)."""
        self._inner.sleep(seconds)


class _TimedStream(httpcore.NetworkStream):
    """A connection no operation of which outlasts the deadline, however slowly data drips in."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        limit = _left(self._deadline, timeout)
        return _TimedStream(
            self._inner.start_tls(ssl_context, server_hostname, limit), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    """Seconds an operation may take; raises TimeoutError when there are none left."""
    left = min(deadline - time.monotonic(), timeout or _STEP)
    if left <= 0:
        raise TimeoutError
    return left
