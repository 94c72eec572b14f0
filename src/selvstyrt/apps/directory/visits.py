"""The two visits that an importer can make: to the network, and to files that the operator gives (besøk)."""

from __future__ import annotations

import hashlib
import json
import os
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from selvstyrt.apps.directory.importing import Answer, Importer, SourceFailed, UnsoundReply
from selvstyrt.apps.directory.models import Edition, EditionState, Reply
from selvstyrt.apps.directory.network import Network
from selvstyrt.apps.directory.shelf import Dataset, shipped_json
from selvstyrt.core.base import WrongInput

_PART = re.compile(r"[\w.-]+")
_SKIPPED = frozenset({403, 404, 410})
_LONGEST_KEY = 900
_FILE_ENDINGS = (".json", ".csv", "")


@dataclass(slots=True)
class BaseVisit:
    """What both visits share: the remarks, the skipped details, and the answers to be kept."""

    importer: Importer
    now: datetime
    remarks: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    def get(
        self,
        part: str,
        address: str,
        *,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
    ) -> Answer:
        """See `Visit.get`."""
        answer = self._ask(part, _with_query(address, query), headers or {}, body)
        if isinstance(answer, int):
            raise SourceFailed(f"answered {answer}; {_ADVICE.get(answer, 'try again later')}", address=address)
        return self._noted(answer)

    def get_or_skip(
        self,
        part: str,
        address: str,
        *,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer | None:
        """See `Visit.get_or_skip`."""
        answer = self._ask(part, _with_query(address, query), headers or {}, None)
        if not isinstance(answer, int):
            return self._noted(answer)
        if answer not in _SKIPPED:
            raise SourceFailed(f"answered {answer}; {_ADVICE.get(answer, 'try again later')}", address=address)
        self.skipped.append(f"{address}: {answer}")
        return None

    def previous(self, dataset: Dataset[Any]) -> Any | None:
        """See `Visit.previous`."""
        edition = Edition.objects.filter(dataset=dataset.name, state=EditionState.CURRENT).first()
        if edition is not None:
            return json.loads(edition.content)
        found = shipped_json(dataset.name)
        return None if found is None else found["content"]

    def setting(self, name: str) -> str:
        """See `Visit.setting`."""
        value = os.environ.get(name, "").strip()
        if not value:
            raise SourceFailed(f"needs {name} in the environment; docs/operation.md says how to get it", address=name)
        return value

    def remark(self, text: str) -> None:
        """See `Visit.remark`."""
        self.remarks.append(text)

    def _noted(self, answer: Answer) -> Answer:
        if any(answer.part == earlier.part for earlier in self.answers):
            raise AssertionError(f"the part {answer.part!r} is asked for twice; give each question its own name")
        self.answers.append(answer)
        return answer

    def _ask(self, part: str, address: str, headers: Mapping[str, str], body: Mapping[str, Any] | None) -> Answer | int:
        """The answer, or the status of a refusal."""
        raise NotImplementedError


_ADVICE = {
    401: "the token is missing or has run out",
    403: "the source refuses; has its access changed?",
    404: "the address is gone; has the source moved?",
    422: "the source does not understand the question; has its interface changed?",
    429: "too many calls; try again later",
}


def _if_fits(text: str, most: int) -> str:
    """A header that is kept, or nothing when it is longer than any we know: it then only costs a question more."""
    return text if len(text) <= most else ""


def _key(address: str, sent: bytes | None) -> str:
    """What a reply is kept under: the address, and a mark of what was sent or of what is too long to stand there."""
    if sent is None and len(address) <= _LONGEST_KEY:
        return address
    mark = hashlib.sha256(address.encode() + b"#" + (sent or b"")).hexdigest()[:16]
    return f"{address[:_LONGEST_KEY]}#{mark}"


def _with_query(address: str, query: Mapping[str, str] | None) -> str:
    return f"{address}?{urlencode(query)}" if query else address


@dataclass(slots=True)
class NetworkVisit(BaseVisit):
    """A visit to the source itself; asks only for what has changed where an earlier reply is kept."""

    network: Network = None  # type: ignore[assignment]  # always given; a default is needed after the base's

    def _ask(self, part: str, address: str, headers: Mapping[str, str], body: Mapping[str, Any] | None) -> Answer | int:
        sent = None if body is None else json.dumps(body, separators=(",", ":")).encode()
        key = _key(address, sent)
        kept = _kept(self.importer, key)
        reply = self.network.ask(address, {**_conditions(kept), **headers}, sent)
        if reply.status == 304:
            if kept is None:
                if "If-None-Match" not in headers and "If-Modified-Since" not in headers:
                    raise UnsoundReply("answered 304 (unchanged) to a question without a condition", where=address)
                return Answer(part, key, b"", "", self.now, unchanged=True)
            return Answer(
                part, key, zlib.decompress(kept.body), kept.content_type, self.now, True, kept.etag, kept.last_modified
            )
        if reply.status != 200:
            return reply.status
        return Answer(
            part=part,
            address=key,
            body=without_persons(reply.body, self.importer.person_fields),
            content_type=_if_fits(reply.headers.get("content-type", ""), 120),
            retrieved_at=self.now,
            etag=_if_fits(reply.headers.get("etag", ""), 300),
            last_modified=_if_fits(reply.headers.get("last-modified", ""), 60),
        )


@dataclass(slots=True)
class FileVisit(BaseVisit):
    """A visit to files: one file for an importer with one question, else a folder with `<part>.json` or `.csv`."""

    path: Path = Path()

    def setting(self, name: str) -> str:
        """See `Visit.setting`; files need no token, so one that is not set is empty here."""
        return os.environ.get(name, "").strip()

    def _ask(self, part: str, address: str, headers: Mapping[str, str], body: Mapping[str, Any] | None) -> Answer | int:
        if not _PART.fullmatch(part):
            raise AssertionError(f"the part {part!r} is no file name; use letters, digits, '.', '_' and '-'")
        file = self._file(part)
        if file is None:
            return 404
        if file.stat().st_size > self.importer.most_bytes:
            raise SourceFailed(f"is larger than {self.importer.most_bytes} bytes and was not read", address=str(file))
        try:
            content = file.read_bytes()
        except OSError as error:
            raise SourceFailed(f"cannot be read: {error.strerror}", address=str(file)) from error
        return Answer(part, str(file), without_persons(content, self.importer.person_fields), "", self.now)

    def _file(self, part: str) -> Path | None:
        if not self.path.is_dir():
            if self.answers:
                raise WrongInput(
                    "import_needs_folder",
                    f"{self.path}: this importer asks for more than one reply, next for {part!r}. "
                    f"Give --file a folder with {self.answers[0].part}.json, {part}.json and so on.",
                )
            return self.path
        return next(
            (file for ending in _FILE_ENDINGS if (file := self.path / f"{part}{ending}").is_file()),
            None,
        )


def _kept(importer: Importer, address: str) -> Reply | None:
    return Reply.objects.filter(source=importer.name, address=address).order_by("-seen_at", "-pk").first()


def _conditions(kept: Reply | None) -> dict[str, str]:
    """What a kept reply lets us ask: only what is new since."""
    if kept is None:
        return {}
    conditions = {"If-None-Match": kept.etag, "If-Modified-Since": kept.last_modified}
    return {name: value for name, value in conditions.items() if value}


def without_persons(body: bytes, fields: frozenset[str]) -> bytes:
    """A JSON reply without the named fields, however deep they stand; other bytes as they are."""
    if not fields:
        return body
    try:
        content = json.loads(body)
    except ValueError:  # the importer will say what is wrong with it; nothing of it is kept
        return body
    return json.dumps(_stripped(content, fields), ensure_ascii=False, separators=(",", ":")).encode()


def _stripped(value: Any, fields: frozenset[str]) -> Any:
    if isinstance(value, dict):
        return {name: _stripped(part, fields) for name, part in value.items() if name not in fields}
    return [_stripped(part, fields) for part in value] if isinstance(value, list) else value
