"""NAV's stream of adverts: pages are followed, what has ended goes at once, persons never come in."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from selvstyrt.apps.directory.datasets.vacancies import VACANCIES, Advert, Extent, FoundBy, Vacancies
from selvstyrt.apps.directory.importers import nav
from selvstyrt.apps.directory.importing import SourceFailed, UnsoundReply
from selvstyrt.apps.directory.models import Edition, Reply
from selvstyrt.apps.directory.running import RunReport, run_import
from selvstyrt.apps.directory.shelf import UnsoundContent, current
from selvstyrt.apps.journal.actor import SYSTEM
from tests.apps.directory.source import SAMPLES, Said, Source, sample

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 1, 20, 9, tzinfo=UTC)
HOST = nav.HOST
FEED = f"{HOST}/api/v1/feed"
OURS = "00000000-0000-4000-8000-000000000002"
STOPPED = "00000000-0000-4000-8000-000000000003"
PAGE = "00000000-0000-4000-8000-000000000001"


@pytest.fixture(autouse=True)
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(nav.TOKEN, "et-hemmelig-ord")


def uid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


def page(*items: tuple[str, str], number: int = 1, next_url: str | None = None) -> dict[str, Any]:
    """A page of the stream with (uuid, status)."""
    content: dict[str, Any] = json.loads(sample("nav_feed_page.constructed.json"))
    row = content["items"][0]
    content |= {"id": uid(number), "next_url": next_url}
    content["items"] = [
        {**row, "id": each, "_feed_entry": {**row["_feed_entry"], "uuid": each, "status": status}}
        for each, status in items
    ]
    return content


def entry(number: int = 2, *, key: str = "ad_content", **changes: Any) -> dict[str, Any]:
    """An active advert; any of its fields may be changed."""
    content: dict[str, Any] = json.loads(sample("nav_feedentry.constructed.json"))
    ad = content.pop("ad_content")
    return {**content, "uuid": uid(number), key: {**ad, "uuid": uid(number), **changes}}


def tell(source: Source, number: int, content: dict[str, Any] | None) -> None:
    address = f"{HOST}/api/v1/feedentry/{uid(number)}"
    if content is None:
        source.says(address, b"", status=404)
    else:
        source.says(address, content)


def run(now: datetime = NOW, **given: Any) -> RunReport:
    return run_import(nav.IMPORTER, by=SYSTEM, now=now, **given)


def collected() -> Vacancies:
    shelved = current(VACANCIES)
    assert shelved is not None
    return shelved.content


def the_only() -> Advert:
    (advert,) = collected().adverts
    return advert


def test_the_recorded_sample_becomes_one_advert(source: Source) -> None:
    source.says(FEED, sample("nav_feed_page.constructed.json"))
    tell(source, 2, json.loads(sample("nav_feedentry.constructed.json")))
    report = run()

    advert = the_only()
    assert report.outcome == "switched"
    assert advert.title == "KONSTRUERT: Personlig assistent til aktiv kvinne"
    assert (advert.published_on, advert.last_day, advert.apply_by) == (
        date(2026, 1, 12),
        date(2026, 2, 12),
        date(2026, 2, 12),
    )
    assert advert.employer.orgnr == "310000019"
    assert (advert.extent, advert.positions, advert.found_by) == (Extent.PART_TIME, 2, FoundBy.CODE)
    assert [place.municipality for place in advert.places] == ["TROMSØ"]
    assert collected().ended == ()


def test_the_token_is_sent_and_the_first_question_reaches_six_months_back(source: Source) -> None:
    source.says(FEED, page())
    run()

    (asked,) = source.asked
    assert asked.headers["authorization"] == "Bearer et-hemmelig-ord"
    assert asked.headers["if-modified-since"] == "Wed, 23 Jul 2025 09:00:00 GMT"
    assert "if-none-match" not in asked.headers


def test_without_a_token_nothing_is_asked_and_the_operator_is_told_which_setting(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(nav.TOKEN)
    with pytest.raises(SourceFailed, match=r"needs SELVSTYRT_NAV_TOKEN .* docs/operation.md"):
        run()
    assert source.asked == []


def test_a_token_that_has_run_out_is_told_and_never_written_down(source: Source) -> None:
    source.says(FEED, b"", status=401)
    with pytest.raises(SourceFailed, match="the token is missing or has run out") as told:
        run()
    assert "hemmelig" not in str(told.value)


def test_contact_persons_never_come_in_and_no_reply_is_kept(source: Source) -> None:
    source.says(FEED, page((OURS, "ACTIVE")))
    tell(source, 2, entry())
    run()

    stored = "".join(Edition.objects.values_list("content", flat=True))
    assert "Konstruert Kontakt" not in stored
    assert "kontakt@example.org" not in stored
    assert Reply.objects.count() == 0


def test_pages_are_followed_to_the_end_and_the_newest_word_of_each_advert_counts(source: Source) -> None:
    source.says(FEED, page((uid(10), "ACTIVE"), (uid(11), "ACTIVE"), next_url=f"/api/v1/feed/{uid(900)}"))
    source.says(f"{FEED}/{uid(900)}", page((uid(10), "INACTIVE"), number=900), etag="e1", Last_Modified="then")
    tell(source, 11, entry(11))
    run()

    assert [str(advert.uid) for advert in collected().adverts] == [uid(11)]
    assert f"{HOST}/api/v1/feedentry/{uid(10)}" not in [asked.target for asked in source.asked]
    position = collected().position
    assert position is not None
    assert (position.page, position.etag, position.last_modified) == (f"/api/v1/feed/{uid(900)}", "e1", "then")


def test_the_next_run_asks_the_last_page_with_both_signs_and_unchanged_is_unchanged(source: Source) -> None:
    source.says(FEED, page((OURS, "ACTIVE")), etag="e1", Last_Modified="then")
    tell(source, 2, entry())
    run()
    source.says(f"{FEED}/{PAGE}", b"", etag="e1")
    report = run(NOW + timedelta(hours=1))

    assert report.outcome == "unchanged"
    assert source.asked[-1].target == f"{FEED}/{PAGE}"
    assert source.asked[-1].headers["if-none-match"] == "e1"
    assert source.asked[-1].headers["if-modified-since"] == "then"
    assert len(collected().adverts) == 1


def test_an_advert_that_ends_goes_at_once_also_from_earlier_editions(source: Source) -> None:
    source.says(FEED, page((OURS, "ACTIVE")))
    tell(source, 2, entry())
    run()
    source.says(f"{FEED}/{PAGE}", page((OURS, "INACTIVE")))
    run(NOW + timedelta(hours=1))

    assert collected().adverts == ()
    (ended,) = collected().ended
    assert str(ended.uid) == OURS
    assert [place.municipality for place in ended.places] == ["TROMSØ"]
    stored = "".join(Edition.objects.values_list("content", flat=True))
    assert "KONSTRUERT" not in stored


@pytest.mark.parametrize(
    "content",
    [
        None,
        json.loads(sample("nav_feedentry_inactive.constructed.json")),
        {"uuid": OURS, "status": "ACTIVE"},
        {"uuid": OURS, "status": "ACTIVE", "ad_content": None},
    ],
    ids=["not found", "inactive", "without content", "content null"],
)
def test_an_advert_of_ours_with_nothing_behind_it_any_more_goes(source: Source, content: dict[str, Any] | None) -> None:
    source.says(FEED, page((OURS, "ACTIVE")))
    tell(source, 2, entry())
    run()
    source.says(f"{FEED}/{PAGE}", page((OURS, "ACTIVE")))
    tell(source, 2, content)
    run(NOW + timedelta(hours=1))

    assert collected().adverts == ()


def test_an_advert_past_its_last_day_goes_with_the_next_run(source: Source) -> None:
    source.says(FEED, page((OURS, "ACTIVE")))
    tell(source, 2, entry())
    run()
    source.says(f"{FEED}/{PAGE}", page())
    run(datetime(2026, 2, 12, 22, tzinfo=UTC))
    assert len(collected().adverts) == 1

    run(datetime(2026, 2, 12, 23, 30, tzinfo=UTC))  # 13 February in Oslo
    assert collected().adverts == ()


def test_a_changed_advert_is_changed_and_one_that_comes_back_is_no_longer_ended(source: Source) -> None:
    source.says(FEED, page((OURS, "ACTIVE")))
    tell(source, 2, entry())
    run()
    source.says(f"{FEED}/{PAGE}", page((OURS, "INACTIVE")))
    run(NOW + timedelta(hours=1))
    source.says(f"{FEED}/{PAGE}", page((OURS, "ACTIVE")))
    tell(source, 2, entry(title="Ny tittel"))
    run(NOW + timedelta(hours=2))

    assert the_only().title == "Ny tittel"
    assert collected().ended == ()


def test_the_content_may_stand_under_either_name(source: Source) -> None:
    source.says(FEED, page((OURS, "ACTIVE")))
    tell(source, 2, entry(key="json"))
    run()

    assert str(the_only().uid) == OURS


@pytest.mark.parametrize(
    "changes",
    [
        {"source": "FINN"},
        {"sourceurl": "https://www.finn.no/job/1"},
        {
            "categoryList": [{"categoryType": "STYRK08NAV", "code": "2342.07", "name": "x"}],
            "title": "Pedagog",
            "jobtitle": "",
        },
    ],
    ids=["FINN", "address at FINN", "another job"],
)
def test_adverts_of_finn_and_other_jobs_are_left_out(source: Source, changes: dict[str, Any]) -> None:
    source.says(FEED, page((OURS, "ACTIVE")))
    tell(source, 2, entry(**changes))
    run()

    assert collected().adverts == ()
    assert collected().ended == ()


def test_codes_with_a_part_of_their_own_count_by_their_first_four_digits(source: Source) -> None:
    source.says(FEED, page((OURS, "ACTIVE")))
    tell(
        source, 2, entry(categoryList=[{"categoryType": "STYRK08NAV", "code": "5322.01", "name": "x"}], title="Bli med")
    )
    run()

    assert the_only().styrk08 == ("5322",)


def test_mark_up_and_dangerous_addresses_do_not_come_in(source: Source) -> None:
    source.says(FEED, page((OURS, "ACTIVE")))
    nasty = {
        "description": "<p onclick='x()'>Hei <b>du</b></p><script>x()</script><ul><li>en</li></ul>",
        "applicationUrl": "javascript:alert(1)",
        "employer": {"name": "A", "orgnr": None, "description": None, "homepage": "ftp://x.no"},
    }
    tell(source, 2, entry(**nasty))
    run()

    advert = the_only()
    assert [(block.kind.value, block.text) for block in advert.text] == [("paragraph", "Hei du"), ("item", "en")]
    assert advert.employer.homepage == ""
    assert advert.apply_at == advert.address


@pytest.mark.parametrize(
    ("due", "day", "words"),
    [("2026-02-01T00:00:00", date(2026, 2, 1), ""), ("Snarest", None, "Snarest"), (None, None, "")],
)
def test_the_deadline_is_a_day_or_the_adverts_own_words(
    source: Source, due: str | None, day: date | None, words: str
) -> None:
    source.says(FEED, page((OURS, "ACTIVE")))
    tell(source, 2, entry(applicationDue=due))
    run()

    assert (the_only().apply_by, the_only().apply_by_words) == (day, words)


def test_a_run_looks_at_so_many_and_the_rest_waits(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nav, "MOST_DETAILS", 2)
    source.says(FEED, page(*((uid(number), "ACTIVE") for number in (10, 11, 12))))
    for number in (10, 11, 12):
        tell(source, number, entry(number))
    report = run()
    assert {str(advert.uid) for advert in collected().adverts} == {uid(12), uid(11)}
    assert report.remarks == ("1 active adverts have not been looked at yet; run again",)

    source.says(f"{FEED}/{PAGE}", page())
    run(NOW + timedelta(hours=1))
    assert len(collected().adverts) == 3
    assert collected().waiting == 0


def test_while_pages_are_left_only_our_own_are_looked_at(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    source.says(FEED, page((OURS, "ACTIVE")))
    tell(source, 2, entry())
    run()
    monkeypatch.setattr(nav, "MOST_PAGES", 1)
    source.says(
        f"{FEED}/{PAGE}",
        page((OURS, "ACTIVE"), (uid(10), "ACTIVE"), (uid(11), "ACTIVE"), next_url=f"/api/v1/feed/{uid(900)}"),
    )
    tell(source, 2, entry(title="Ny tittel"))
    report = run(NOW + timedelta(hours=1))
    assert the_only().title == "Ny tittel"
    assert collected().waiting == 2
    assert "stopped after 1 pages" in report.remarks[0]

    source.says(f"{FEED}/{uid(900)}", page((uid(10), "INACTIVE"), number=900))
    tell(source, 11, entry(11))
    run(NOW + timedelta(hours=2))
    assert {str(advert.uid) for advert in collected().adverts} == {OURS, uid(11)}
    assert collected().waiting == 0
    assert f"{HOST}/api/v1/feedentry/{uid(10)}" not in [asked.target for asked in source.asked]


def test_when_nearly_all_are_refused_no_advert_is_taken_for_ended(source: Source) -> None:
    first = [(uid(number), "ACTIVE") for number in range(10, 60)]
    source.says(FEED, page(*first))
    for number in range(10, 60):
        tell(source, number, entry(number))
    run()
    for number in range(10, 60):
        source.says(f"{HOST}/api/v1/feedentry/{uid(number)}", b"", status=403)
    source.says(f"{FEED}/{PAGE}", page(*first))
    with pytest.raises(UnsoundReply, match="is the token in SELVSTYRT_NAV_TOKEN for this service"):
        run(NOW + timedelta(hours=1))

    assert len(collected().adverts) == 50


def test_a_position_that_is_gone_starts_again_and_keeps_what_is_there(source: Source) -> None:
    source.says(FEED, page((OURS, "ACTIVE")))
    tell(source, 2, entry())
    run()
    source.says(f"{FEED}/{PAGE}", b"", status=404)
    source.says(FEED, page(number=901))
    report = run(NOW + timedelta(hours=1))

    assert "is gone; the stream is read again" in report.remarks[0]
    assert len(collected().adverts) == 1


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<html><body>Vedlikehold</body></html>", "expected JSON, got a page of HTML"),
        (b'{"items": [{"id": "x"', "cut short"),
        (b"[]", "expected an object with 'items'"),
        (b'{"items": 5}', "expected a list"),
        (json.dumps(page((OURS, "PAUSED"))).encode(), "the status 'PAUSED' is unknown"),
        (json.dumps(page(("ikke-uuid", "ACTIVE"))).encode(), "must be a uuid"),
        (json.dumps(page(next_url="https://example.org/api/v1/feed/x")).encode(), "leads away"),
        (json.dumps(page(next_url="/api/v1/feed/../../x")).encode(), "must be a uuid"),
    ],
)
def test_a_page_that_is_not_sound_changes_nothing(source: Source, body: bytes, words: str) -> None:
    source.says(FEED, page((OURS, "ACTIVE")))
    tell(source, 2, entry())
    run()
    source.says(f"{FEED}/{PAGE}", body)
    with pytest.raises(UnsoundContent, match=words):
        run(NOW + timedelta(hours=1))

    assert len(collected().adverts) == 1


@pytest.mark.parametrize("field", ["title", "published", "expires", "updated", "employer"])
def test_an_advert_without_what_every_advert_has_stops_the_run(source: Source, field: str) -> None:
    source.says(FEED, page((OURS, "ACTIVE")))
    tell(source, 2, entry(**{field: None}))
    with pytest.raises(UnsoundContent, match=f"'{field}' must be"):
        run()


def test_files_of_the_operator_are_read_in_place_of_the_network_and_need_no_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(nav.TOKEN)
    (tmp_path / "page-1.json").write_bytes(sample("nav_feed_page.constructed.json"))
    (tmp_path / f"{OURS}.json").write_bytes(sample("nav_feedentry.constructed.json"))
    run(file=tmp_path)

    assert str(the_only().uid) == OURS


def test_every_sample_says_that_it_is_constructed() -> None:
    assert len(list(SAMPLES.glob("nav_*.constructed.json"))) == 3


def test_a_busy_source_is_asked_again(source: Source) -> None:
    source.says_in_turn(FEED, Said(b"", 503), Said(json.dumps(page((OURS, "ACTIVE"))).encode()))
    tell(source, 2, entry())
    run()

    assert len(collected().adverts) == 1
