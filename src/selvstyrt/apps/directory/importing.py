"""How an importer is written (innhenter): it says where facts are, asks for them, and gives them back normalised.

The frame does the rest: it asks politely, keeps the replies, checks, tells what changed, holds back what shrinks, and
switches every dataset of the importer in one transaction, or none. One importer is one module in `importers/`:

    HOST = "api.example.no"

    def gather(visit: Visit) -> Iterable[Found]:
        answer = visit.get("trades", f"https://{HOST}/v1/trades", query={"year": "2026"})
        rows = [{"code": text_in(row, "kode"), "name": text_in(row, "navn")} for row in rows_in(answer.json())]
        yield Found(TRADES, rows, period="2026")

    IMPORTER = Importer(
        name="trades",                                # selvstyrt import trades
        publisher="Eksempeletaten",
        title="Liste over fag",
        address=f"https://{HOST}/v1/trades",
        licence="NLOD 2.0",
        attribution="Inneholder data under NLOD fra Eksempeletaten",
        hosts=frozenset({HOST}),
        datasets=(TRADES,),
        schedule=Monthly(day=13, at=time(9)),
        shrinking=Shrinking(percent=20, because="a list of trades loses a few each year, never a fifth"),
        gather=gather,
    )

Then its module is added to the list in `importers/__init__.py`. What an importer may ask of the world is `Visit`:
nothing else, no clock and no network of its own. With `selvstyrt import trades --file reply.json` the same `gather`
reads the file instead of the network; with several questions `--file` names a folder that holds `<part>.json` or
`<part>.csv` for each of them.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Protocol

from selvstyrt.apps.directory.schedules import Schedule
from selvstyrt.apps.directory.shelf import Dataset, UnsoundContent
from selvstyrt.core.base import SelvstyrtError

MOST_BYTES = 50 * 1024 * 1024
"""A reply larger than this is not read, so that a source gone wrong cannot fill the memory."""


class SourceFailed(SelvstyrtError):
    """The source could not be asked: no network, a refusal, a redirect away, too large (kilden svarte ikke)."""

    def __init__(self, message: str, *, address: str, **facts: Any) -> None:
        super().__init__("source_failed", f"{address}: {message}", address=address, **facts)


class UnsoundReply(UnsoundContent):
    """A reply is not what the importer expects: HTML for JSON, cut short, other names or units."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply as an importer sees it (svar): one part of what it asks for.

    `unchanged` is True when the source said that nothing has changed (304); `body` is then the reply kept from before.
    """

    part: str
    address: str
    body: bytes
    content_type: str
    retrieved_at: datetime
    unchanged: bool = False
    etag: str = ""
    last_modified: str = ""

    def text(self, encoding: str = "utf-8") -> str:
        """The body as text, a byte order mark taken off.

        Raises: UnsoundReply when the bytes are not in that encoding.
        """
        try:
            return self.body.decode("utf-8-sig" if encoding == "utf-8" else encoding)
        except UnicodeDecodeError as error:
            raise UnsoundReply(
                f"byte {error.start + 1} is not {encoding}; has the source changed its encoding?", where=self.address
            ) from error

    def json(self) -> Any:
        """The body as JSON.

        Raises: UnsoundReply when it is HTML, cut short, empty, or not JSON at all.
        """
        text = self.text().strip()
        if text[:1] == "<":
            raise UnsoundReply(
                f"expected JSON, got a page of HTML or XML that begins {text[:60]!r}; look at the address in a browser",
                where=self.address,
            )
        try:
            return json.loads(text)
        except json.JSONDecodeError as error:
            how = "cut short" if error.pos >= len(text) - 1 or "Unterminated" in error.msg else "not JSON"
            raise UnsoundReply(
                f"the reply is {how} at line {error.lineno}, column {error.colno} ({error.msg}); fetch it again",
                where=self.address,
            ) from error

    def csv(self, *, columns: Iterable[str], delimiter: str = ";", encoding: str = "utf-8") -> list[dict[str, str]]:
        """The rows of a CSV with a heading line; these columns must be there, others are left out.

        Raises: UnsoundReply when a column is missing or a row has too few fields.
        """
        wanted = list(columns)
        reader = csv.DictReader(io.StringIO(self.text(encoding), newline=""), delimiter=delimiter)
        missing = [name for name in wanted if name not in (reader.fieldnames or [])]
        if missing:
            raise UnsoundReply(
                f"the columns {', '.join(missing)} are missing; the heading is {reader.fieldnames}", where=self.address
            )
        rows = []
        for row in reader:
            if any(row[name] is None for name in wanted):
                raise UnsoundReply("a row has too few fields", where=f"{self.address}, line {reader.line_num}")
            rows.append({name: row[name] for name in wanted})
        return rows


class Visit(Protocol):
    """What an importer may ask of the world during one run (besøk); the same for network and files."""

    @property
    def now(self) -> datetime:
        """The moment of the run."""

    def get(
        self,
        part: str,
        address: str,
        *,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
    ) -> Answer:
        """The reply at an address. `part` is a short name of the question, unique in the run; with `body` it is sent
        as JSON by POST. Asks with ETag or date where an earlier reply is kept.

        Raises: SourceFailed, UnsoundReply.
        """

    def get_or_skip(
        self,
        part: str,
        address: str,
        *,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer | None:
        """The same for one of many details: None, and a line in the report, when it is refused or gone (403, 404, 410).

        Raises: SourceFailed, UnsoundReply.
        """

    def previous(self, dataset: Dataset[Any]) -> Any | None:
        """The JSON content now in use (edition or shipped), for a source that only tells what has changed."""

    def setting(self, name: str) -> str:
        """A value the operator gives in the environment, such as a token; never kept, never logged.

        Raises: SourceFailed when it is not set.
        """

    def remark(self, text: str) -> None:
        """A line for the operator in the report of the run."""


@dataclass(frozen=True, slots=True)
class Found:
    """Normalised content of one dataset (funn). `period` None: the source states none.

    `address`, `title` and `note` go before what the importer says of itself, for provenance of just these figures.
    """

    dataset: Dataset[Any]
    content: Any
    period: str | None = None
    title: str = ""
    address: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Shrinking:
    """How many per cent of its facts a dataset may lose at once (krymping), and the reason for just that limit."""

    percent: int
    because: str


@dataclass(frozen=True, slots=True)
class Importer:
    """What an importer says of its source (innhenter).

    `calls_a_minute` is the source's own limit; between the two times of `quiet` (Oslo) it wants no calls at all.
    `person_fields` are names that hold data about persons: they are taken out of every JSON reply, however deep,
    before anything is kept or read. `keeps_replies` False keeps no reply, and `keeps_superseded` False empties an
    edition when the next one takes its place: for a source whose terms say that what is gone must go at once.
    """

    name: str
    publisher: str
    title: str
    address: str
    licence: str
    attribution: str
    hosts: frozenset[str]
    datasets: tuple[Dataset[Any], ...]
    schedule: Schedule
    gather: Callable[[Visit], Iterable[Found]]
    shrinking: Shrinking
    calls_a_minute: int = 60
    quiet: tuple[time, time] | None = None
    person_fields: frozenset[str] = frozenset()
    keeps_replies: bool = True
    keeps_superseded: bool = True
    most_bytes: int = MOST_BYTES
