"""The only place that speaks to the world: a thin client on the standard library, for declared hosts alone.

https to the hosts that an importer declares; redirects only among them; a time limit, a size limit, a rate limit that
is shared by all importers of this process, and new attempts where the source is busy. With SELVSTYRT_IMPORT_VIA every
question goes to that address instead, `<via>/<host>/<path>`: a mirror of the operator, or a server of a test.
"""

from __future__ import annotations

import gzip
import http.client
import time
import zlib
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO, Any, NoReturn
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from selvstyrt import __version__
from selvstyrt.apps.directory.importing import SourceFailed
from selvstyrt.core.base import WrongInput

TIMEOUT_SECONDS = 30
LONGEST_WAIT = 120.0
"""A source that asks for more patience than this (Retry-After) is asked again at the next run."""

MOST_REDIRECTS = 5
BUSY = frozenset({429, 500, 502, 503, 504})
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class RawReply:
    """A reply of the world; `status` 304 has no body."""

    status: int
    body: bytes
    headers: Mapping[str, str]


class _Pace:
    """So many calls a minute to each host, whoever asks in this process."""

    def __init__(self) -> None:
        self._calls: dict[str, deque[float]] = defaultdict(deque)

    def wait_for(self, host: str, a_minute: int, sleep: Callable[[float], None]) -> None:
        """Return when one more call fits in the last minute."""
        calls = self._calls[host]
        now = time.monotonic()
        while calls and now - calls[0] >= 60:
            calls.popleft()
        if len(calls) >= a_minute:
            sleep(60 - (now - calls[0]))
            calls.popleft()
        calls.append(time.monotonic())


_PACE = _Pace()


class _NoRedirects(HTTPRedirectHandler):
    """Redirects are followed by hand, after a look at where they lead."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """None: the reply itself is given back as an error with its code."""
        return


def checked_via(via: str) -> str:
    """The address that all questions go through, without a slash at its end; empty when there is none.

    Raises: WrongInput `unsafe_import_via` when it is plain http to another machine.
    """
    parts = urlsplit(via)
    if via and not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)):
        raise WrongInput(
            "unsafe_import_via",
            f"SELVSTYRT_IMPORT_VIA is {via!r}; write https://..., or http:// with an address of this machine.",
        )
    return via.rstrip("/")


@dataclass
class Network:
    """Asks the hosts of one importer (nett). `waits`: seconds before each new attempt."""

    hosts: frozenset[str]
    calls_a_minute: int
    most_bytes: int
    waits: tuple[float, ...]
    via: str = ""
    sleep: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        # A server of this machine is never reached through the proxy of the environment.
        direct = [ProxyHandler({})] if self.via.startswith("http:") else []
        self._opener = build_opener(_NoRedirects, *direct)

    def ask(self, address: str, headers: Mapping[str, str], body: bytes | None = None) -> RawReply:
        """The reply at the address: any status but a redirect, in the end of all attempts.

        Raises: SourceFailed when nothing comes, too much comes, or it leads to a host that is not declared.
        """
        for wait in (*self.waits, None):
            problem: str | None = None
            reply: RawReply | None = None
            try:
                reply = self._follow(address, headers, body)
            except (URLError, OSError, http.client.HTTPException) as error:
                problem = str(getattr(error, "reason", "") or error) or type(error).__name__
            if reply is not None and (reply.status not in BUSY or wait is None):
                return reply
            if wait is None:
                break
            self.sleep(self._patience(reply, wait, address))
        raise SourceFailed(
            f"no reply ({problem}). Is there a network? The edition in use keeps serving; try again later",
            address=address,
        )

    def _patience(self, reply: RawReply | None, wait: float, address: str) -> float:
        asked = (reply.headers.get("retry-after", "") if reply else "").strip()
        if not asked.isdecimal():
            return wait
        if int(asked) > LONGEST_WAIT:
            raise SourceFailed(f"the source asks to be left alone for {asked} seconds; try again then", address=address)
        return max(wait, float(asked))

    def _follow(self, address: str, headers: Mapping[str, str], body: bytes | None) -> RawReply:
        asked = address
        for _ in range(MOST_REDIRECTS + 1):
            reply = self._once(asked, headers, body)
            if reply.status not in {301, 302, 303, 307, 308}:
                return reply
            asked = urljoin(asked, self._target(reply.headers.get("location", "")))
        raise SourceFailed(f"more than {MOST_REDIRECTS} redirects", address=address)

    def _target(self, location: str) -> str:
        """A redirect as the source means it, also when it went through the mirror."""
        if self.via and location.startswith(f"{self.via}/"):
            return f"https://{location.removeprefix(f'{self.via}/')}"
        return location

    def _once(self, address: str, headers: Mapping[str, str], body: bytes | None) -> RawReply:
        parts = urlsplit(address)
        if parts.scheme != "https" or parts.hostname not in self.hosts or parts.port not in {None, 443}:
            raise SourceFailed(
                f"leads to {parts.scheme}://{parts.netloc}, which is none of the hosts of this importer "
                f"({', '.join(sorted(self.hosts))}); if the source has moved, the importer must be changed",
                address=address,
            )
        sent_to = f"{self.via}/{parts.hostname}{address.split(parts.netloc, 1)[1]}" if self.via else address
        _PACE.wait_for(f"{self.via}/{parts.hostname}", self.calls_a_minute, self.sleep)
        request = Request(sent_to, data=body, headers=self._headers(headers, body))
        try:
            with self._opener.open(request, timeout=TIMEOUT_SECONDS) as stream:
                return self._read(stream.status, stream, stream.headers, address)
        except HTTPError as error:
            with error:
                return self._read(error.code, error, error.headers, address)

    def _headers(self, headers: Mapping[str, str], body: bytes | None) -> dict[str, str]:
        said = {
            "User-Agent": f"selvstyrt/{__version__}",
            "Accept": "application/json, text/csv;q=0.9, */*;q=0.5",
            "Accept-Encoding": "gzip",
        }
        if body is not None:
            said["Content-Type"] = "application/json"
        return {**said, **headers}

    def _read(self, status: int, stream: IO[bytes], headers: Any, address: str) -> RawReply:
        named = {name.lower(): value for name, value in headers.items()}
        told = named.get("content-length", "")
        if told.isdecimal() and int(told) > self.most_bytes:
            self._refuse_size(address)
        body = b"".join(self._chunks(stream, address))
        if told.isdecimal() and len(body) != int(told) and status == 200:
            raise http.client.IncompleteRead(body, int(told) - len(body))
        if named.get("content-encoding", "") == "gzip":
            body = self._unpacked(body, address)
        return RawReply(status, body, named)

    def _chunks(self, stream: IO[bytes], address: str) -> Any:
        size = 0
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > self.most_bytes:
                self._refuse_size(address)
            yield chunk

    def _unpacked(self, body: bytes, address: str) -> bytes:
        unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            plain = unpack.decompress(body, self.most_bytes + 1)
        except zlib.error as error:
            raise gzip.BadGzipFile(f"the compressed reply is broken: {error}") from error
        if len(plain) > self.most_bytes:
            self._refuse_size(address)
        if not unpack.eof:
            raise gzip.BadGzipFile("the compressed reply is cut short")
        return plain

    def _refuse_size(self, address: str) -> NoReturn:
        raise SourceFailed(
            f"the reply is larger than {self.most_bytes // (1024 * 1024)} MB and was not read; has the source changed?",
            address=address,
        )
