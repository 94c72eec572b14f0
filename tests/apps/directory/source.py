"""A real HTTP server on loopback that plays the sources: what it says is set by the test, what it was asked is kept."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parent / "samples"


@dataclass(frozen=True)
class Asked:
    """A question as it came to the server: `target` is host, path and query of the real address."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Said:
    """A reply: `cut` sends so many bytes less than it promises."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int = 0


Reply = Said | Callable[[Asked], Said]


def sample(name: str) -> bytes:
    """A recorded sample, byte by byte."""
    return (SAMPLES / name).read_bytes()


class Source:
    """The server; `address` is what SELVSTYRT_IMPORT_VIA must be."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._says: dict[str, list[Reply]] = {}
        source = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                source._answer(self)

            do_POST = do_GET

            def log_message(self, *_: Any) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def close(self) -> None:
        """End the server."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def says(
        self, target: str, body: object = b"", *, status: int = 200, etag: str = "", cut: int = 0, **headers: str
    ) -> None:
        """From now on say this at `host/path` (with or without its query); bytes as they are, other things as JSON.

        With `etag` the server answers 304 to who has it. `headers` are written with _ for -.
        """
        sent = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()} | ({"ETag": etag} if etag else {})

        def reply(asked: Asked) -> Said:
            if etag and asked.headers.get("if-none-match") == etag:
                return Said(b"", 304, named)
            return Said(sent, status, named, cut)

        self._says[target] = [reply]

    def says_in_turn(self, target: str, *replies: Reply) -> None:
        """Say these one after the other; the last one again and again."""
        self._says[target] = list(replies)

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers.get("Content-Length") or 0)
        asked = Asked(
            handler.command,
            handler.path.lstrip("/"),
            {name.lower(): value for name, value in handler.headers.items()},
            handler.rfile.read(length),
        )
        self.asked.append(asked)
        replies = self._says.get(asked.target) or self._says.get(asked.target.partition("?")[0])
        reply = Said(b"not here", 404) if replies is None else replies[0]
        if replies is not None and len(replies) > 1:
            replies.pop(0)
        said = reply if isinstance(reply, Said) else reply(asked)
        handler.send_response(said.status)
        for name, value in said.headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(said.body)))
        handler.end_headers()
        handler.wfile.write(said.body[: len(said.body) - said.cut])
        handler.close_connection = bool(said.cut)
