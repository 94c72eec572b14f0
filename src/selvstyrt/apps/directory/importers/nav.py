"""NAV's stream of job adverts (stillingsstrømmen): only what has changed is told, page after page.

The pages name every advert in the country that has changed, with its status; what it says stands at an address of its
own. So a run walks the pages from where the last one stopped, takes away at once what has ended, and looks at the
active ones: our own first, then the newest, at most `MOST_DETAILS` a run. The rest waits in the content for the next
run (some 10 000 adverts are active in the country when one begins, after some 200 pages).

Terms of use (https://arbeidsplassen.nav.no/vilkar-api): what is inactive at NAV must go at once, what is changed must
be changed at once, and "apply" must lead to the advertiser's own form. No reply is kept; contact persons are dropped
before anything is read. Adverts from FINN are not NAV's to give away: left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from selvstyrt.apps.directory.adverts.blocks import Block, blocks_of, words_of
from selvstyrt.apps.directory.adverts.choosing import found_by
from selvstyrt.apps.directory.datasets.vacancies import VACANCIES, Extent, safe_address, uuid_in
from selvstyrt.apps.directory.importing import Answer, Found, Importer, Shrinking, UnsoundReply, Visit
from selvstyrt.apps.directory.schedules import Hourly
from selvstyrt.apps.directory.shelf import field_in, rows_in, text_in
from selvstyrt.core.base import OSLO

HOST = "pam-stilling-feed.nav.no"
TOKEN = "SELVSTYRT_NAV_TOKEN"  # the name of the setting, not the token
START = "/api/v1/feed"
FARTHEST_BACK = timedelta(days=181)  # the guide asks for six months at most
MOST_PAGES = 100
MOST_DETAILS = 1500
REFUSED_AT_MOST = 20
ENDED_KEPT = timedelta(days=365)


@dataclass(slots=True)
class _Walk:
    """What the pages said: the newest status of each advert in the order of the stream, and where it stopped."""

    active: dict[str, bool] = field(default_factory=dict)
    position: dict[str, str] | None = None
    is_complete: bool = True


def gather(visit: Visit) -> Iterable[Found]:
    """The adverts after this run: what was there, without what has ended, with what is new and changed."""
    asking = {"Authorization": f"Bearer {visit.setting(TOKEN)}", "Accept": "application/json"}
    before = visit.previous(VACANCIES) or {"adverts": [], "ended": [], "waiting": [], "position": None}
    adverts = {str(row["uid"]): row for row in before["adverts"]}
    ended = {str(row["uid"]): row for row in before["ended"]}
    walk = _walk(visit, asking, before["position"])
    today = visit.now.astimezone(OSLO).date()

    waiting = [uid for uid, is_active in reversed(walk.active.items()) if is_active]
    waiting += [uid for uid in before["waiting"] if uid not in walk.active]
    waiting.sort(key=lambda uid: uid not in adverts)  # stable: our own first
    gone = {uid for uid, is_active in walk.active.items() if not is_active}
    turn = waiting if walk.is_complete else [uid for uid in waiting if uid in adverts]  # a later page may end the rest
    turn = turn[:MOST_DETAILS]
    for uid, row in _look(visit, asking, turn):
        if row is None:
            gone.add(uid)
        else:
            adverts[uid] = row
            ended.pop(uid, None)
    gone |= {uid for uid, row in adverts.items() if date.fromisoformat(row["last_day"]) < today}
    for uid in sorted(gone & adverts.keys()):
        ended[uid] = {"uid": uid, "places": adverts.pop(uid)["places"], "ended_on": today.isoformat()}
    seen = set(turn)
    waiting = [uid for uid in waiting if uid not in seen]
    if waiting:
        visit.remark(f"{len(waiting)} active adverts have not been looked at yet; run again")
    oldest = (today - ENDED_KEPT).isoformat()
    content = {
        "adverts": list(adverts.values()),
        "ended": [row for row in ended.values() if row["ended_on"] >= oldest],
        "waiting": waiting,
        "position": walk.position,
    }
    yield Found(VACANCIES, content, period=today.isoformat())


def _look(visit: Visit, asking: Mapping[str, str], uids: list[str]) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Each advert as we keep it, or None.

    Raises: UnsoundReply when nearly every one is refused: then the token is wrong, and no advert has ended.
    """
    refused = 0
    for number, uid in enumerate(uids, start=1):
        answer = visit.get_or_skip(uid, f"https://{HOST}/api/v1/feedentry/{uid}", headers=asking)
        refused += answer is None
        if refused > REFUSED_AT_MOST and refused * 2 > number:
            raise UnsoundReply(
                f"{refused} of {number} active adverts were refused; is the token in {TOKEN} for this service?",
                where=IMPORTER.name,
            )
        yield uid, None if answer is None else _read_entry(answer, uid)


def _walk(visit: Visit, asking: Mapping[str, str], position: dict[str, str] | None) -> _Walk:
    """Follow `next_url` from the position, or from six months back, until there is none."""
    walk = _Walk(position=position)
    path = position["page"] if position else START
    for number in range(1, MOST_PAGES + 1):
        asked = {**asking, **_conditions(visit, number, position)}
        answer = visit.get_or_skip(f"page-{number}", f"https://{HOST}{path}", headers=asked)
        if answer is None and number == 1 and position:
            visit.remark(f"the page {path} is gone; the stream is read again from {FARTHEST_BACK.days} days back")
            return _walk(visit, asking, None)
        if answer is None:
            raise UnsoundReply("the page is refused or gone; look at the address in NAV's guide", where=path)
        if answer.unchanged:
            return walk
        path = _read_page(walk, answer)
        if not path:
            return walk
    visit.remark(f"stopped after {MOST_PAGES} pages; the next run goes on from there")
    walk.is_complete = False
    return walk


def _conditions(visit: Visit, number: int, position: dict[str, str] | None) -> dict[str, str]:
    """What the first question says of what is known already; the source wants both signs to answer 304."""
    if number > 1 or (position and not position["etag"]):
        return {}
    if position:
        return {"If-None-Match": position["etag"], "If-Modified-Since": position["last_modified"]}
    return {"If-Modified-Since": format_datetime((visit.now - FARTHEST_BACK).astimezone(UTC), usegmt=True)}


def _read_page(walk: _Walk, answer: Answer) -> str:
    """Take in a page; the path of the next one, empty after the last."""
    page = answer.json()
    if not isinstance(page, dict):
        raise UnsoundReply("expected an object with 'items'", where=answer.address)
    for item in rows_in(page.get("items"), where=f"{answer.address}, items"):
        _note(walk, item, answer.address)
    if page.get("next_url") is None:
        own = f"{START}/{uuid_in(page, 'id', where=answer.address)}"
        walk.position = {"page": own, "etag": answer.etag, "last_modified": answer.last_modified}
        return ""
    path = _own_path(field_in(page, "next_url", str, where=answer.address), answer.address)
    walk.position = {"page": path, "etag": "", "last_modified": ""}
    return path


def _note(walk: _Walk, item: Mapping[str, Any], where: str) -> None:
    entry = field_in(item, "_feed_entry", dict, where=where)
    status = text_in(entry, "status", where=where)
    if status not in {"ACTIVE", "INACTIVE"}:
        raise UnsoundReply(f"the status {status[:40]!r} is unknown; known are ACTIVE and INACTIVE", where=where)
    uid = str(uuid_in(entry, "uuid", where=where))
    walk.active.pop(uid, None)  # the newest word stands last
    walk.active[uid] = status == "ACTIVE"


def _own_path(path: str, where: str) -> str:
    """The path of the next page, from the same host."""
    parts = urlsplit(path)
    if parts.hostname not in {None, HOST} or not parts.path.startswith(f"{START}/"):
        raise UnsoundReply(f"'next_url' leads away, to {path[:80]!r}", where=where)
    return f"{START}/{uuid_in({'next_url': parts.path.removeprefix(f'{START}/')}, 'next_url', where=where)}"


def _read_entry(answer: Answer, uid: str) -> dict[str, Any] | None:
    """The advert as we keep it; None when it has ended, has nothing to show, is FINN's, or is not for us."""
    entry = answer.json()
    if not isinstance(entry, dict):
        raise UnsoundReply("expected an object with 'status'", where=answer.address)
    ad = entry.get("ad_content") or entry.get("json")  # the guide says json, the service ad_content
    if text_in(entry, "status", where=answer.address) != "ACTIVE" or ad is None:
        return None
    if not isinstance(ad, dict):
        raise UnsoundReply("the content of the advert is no object", where=answer.address)
    return None if _is_finn(ad) else advert_from(ad, uid=uid, where=answer.address)


def _is_finn(ad: Mapping[str, Any]) -> bool:
    host = urlsplit(safe_address(_said(ad, "sourceurl"))).hostname or ""
    return _said(ad, "source").upper().startswith("FINN") or host == "finn.no" or host.endswith(".finn.no")


def advert_from(ad: Mapping[str, Any], *, uid: str, where: str) -> dict[str, Any] | None:
    """NAV's advert as a row of the dataset; None when it is not for us.

    Raises: UnsoundContent when a name that every advert has is missing or of another kind.
    """
    title, job_title = text_in(ad, "title", where=where), _said(ad, "jobtitle")
    text = blocks_of(_said(ad, "description"))
    codes = list(_codes(ad, where))
    reason = found_by(codes=codes, titles=f"{title}\n{job_title}", text=words_of(text))
    if reason is None:
        return None
    due, due_words = _due(_said(ad, "applicationDue"))
    link = safe_address(_said(ad, "link"))
    return {
        "uid": uid,
        "title": " ".join(title.split()),
        "job_title": job_title,
        "employer": _employer(field_in(ad, "employer", dict, where=where)),
        "places": [_place(row) for row in rows_in(ad.get("workLocations"), where=f"{where}, workLocations")],
        "text": _pairs(text),
        "published_on": _moment(ad, "published", where).date().isoformat(),
        "last_day": _moment(ad, "expires", where).date().isoformat(),
        "changed_at": _moment(ad, "updated", where).isoformat(),
        "apply_by": due,
        "apply_by_words": due_words,
        "apply_at": safe_address(_said(ad, "applicationUrl")) or safe_address(_said(ad, "sourceurl")) or link,
        "address": link,
        "extent": _EXTENTS.get(_said(ad, "extent").casefold()),
        "engagement": _said(ad, "engagementtype"),
        "sector": _said(ad, "sector"),
        "starts": _said(ad, "starttime"),
        "positions": _positions(ad.get("positioncount")),
        "styrk08": sorted({code[:4] for code in codes}),
        "found_by": reason.value,
        "source": _said(ad, "source"),
    }


_EXTENTS = {"deltid": Extent.PART_TIME.value, "heltid": Extent.FULL_TIME.value}


def _said(row: Mapping[str, Any], name: str) -> str:
    """A text, empty where there is none: most names of an advert may be null or left out."""
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""


def _codes(ad: Mapping[str, Any], where: str) -> Iterator[str]:
    for row in rows_in(ad.get("categoryList") or [], where=f"{where}, categoryList"):
        if _said(row, "categoryType") in {"STYRK08", "STYRK08NAV"} and _said(row, "code"):
            yield _said(row, "code")


def _employer(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": _said(row, "name"),
        "orgnr": _said(row, "orgnr"),
        "homepage": safe_address(_said(row, "homepage")),
        "about": _pairs(blocks_of(_said(row, "description"))),
    }


def _place(row: Mapping[str, Any]) -> dict[str, str]:
    return {
        "municipality": _said(row, "municipal"),
        "county": _said(row, "county"),
        "postal_code": _said(row, "postalCode"),
        "city": _said(row, "city"),
        "country": _said(row, "country"),
    }


def _pairs(blocks: tuple[Block, ...]) -> list[list[str]]:
    return [[block.kind.value, block.text] for block in blocks]


def _moment(ad: Mapping[str, Any], name: str, where: str) -> datetime:
    """A moment on Oslo's clock. An advert that "expires" at midnight has that day as its last: it is the day that the
    application is due."""
    text = text_in(ad, name, where=where)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UnsoundReply(f"'{name}' must be a moment, found {text[:60]!r}", where=where) from error
    return moment.replace(tzinfo=OSLO) if moment.tzinfo is None else moment.astimezone(OSLO)


def _due(text: str) -> tuple[str | None, str]:
    """The day that the application is due, or the words ("Snarest") where it is no day."""
    try:
        return date.fromisoformat(text[:10]).isoformat(), ""
    except ValueError:
        return None, text


def _positions(value: Any) -> int | None:
    text = str(value).strip() if isinstance(value, str | int) else ""
    return int(text) if text.isdecimal() and len(text) < 5 and int(text) > 0 else None


IMPORTER = Importer(
    name="nav",
    publisher="NAV",
    title="Stillingsannonser fra arbeidsplassen.no",
    address="https://arbeidsplassen.nav.no/stillinger",
    licence="NAVs vilkår for bruk av API for stillingsannonser (https://arbeidsplassen.nav.no/vilkar-api)",
    attribution="NAV, arbeidsplassen.no",
    hosts=frozenset({HOST}),
    datasets=(VACANCIES,),
    schedule=Hourly(minute=12),
    shrinking=Shrinking(
        percent=100,
        because="an advert goes only when NAV itself says that it has ended, and then its terms want it gone at once",
    ),
    gather=gather,
    calls_a_minute=300,
    person_fields=frozenset({"contactList"}),
    keeps_replies=False,
    keeps_superseded=False,
)
