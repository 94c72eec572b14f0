"""The frame of the importers, with a small importer of the test against a real server on loopback."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from selvstyrt.apps.directory import shelf
from selvstyrt.apps.directory.importing import Found, Importer, Shrinking, SourceFailed, UnsoundReply, Visit
from selvstyrt.apps.directory.models import Edition, ImportRun, Reply
from selvstyrt.apps.directory.running import RunReport, run_import
from selvstyrt.apps.directory.schedules import Monthly
from selvstyrt.apps.directory.shelf import Dataset, UnsoundContent, current, rows_in, text_in
from selvstyrt.apps.journal.actor import SYSTEM
from selvstyrt.apps.journal.models import Event
from selvstyrt.core.base import Conflict, SelvstyrtError, WrongInput
from tests.apps.directory.source import Said, Source

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 13, 9, tzinfo=UTC)
HOST = "api.example.no"
LIST = f"{HOST}/v1/trades"


def read(content: Any) -> tuple[str, ...]:
    names: dict[str, str] = {}
    for row in rows_in(content):
        code = text_in(row, "code", where="trades")
        if code in names:
            raise UnsoundContent("the code stands twice", where=f"trade {code}")
        names[code] = text_in(row, "name", where=f"trade {code}")
    return tuple(names.values())


TRADES = Dataset("test_trades", read, lambda content: {row["code"]: row for row in content})


def gather(visit: Visit) -> Iterable[Found]:
    answer = visit.get("trades", f"https://{LIST}")
    yield Found(TRADES, [{"code": row["kode"], "name": row["navn"]} for row in rows_in(answer.json())], "2026")


IMPORTER = Importer(
    name="test-trades",
    publisher="Eksempeletaten",
    title="Fag",
    address=f"https://{LIST}",
    licence="NLOD 2.0",
    attribution="Inneholder data under NLOD fra Eksempeletaten",
    hosts=frozenset({HOST}),
    datasets=(TRADES,),
    schedule=Monthly(day=13, at=time(9)),
    shrinking=Shrinking(percent=20, because="trades are closed one by one"),
    gather=gather,
)


def trades(count: int, *, first: int = 1) -> list[dict[str, str]]:
    return [{"kode": f"F{number}", "navn": f"Fag {number}"} for number in range(first, first + count)]


def run(now: datetime = NOW, importer: Importer = IMPORTER, **given: Any) -> RunReport:
    return run_import(importer, by=SYSTEM, now=now, **given)


def served() -> tuple[str, ...]:
    found = current(TRADES)
    return found.content if found else ()


def everything_stored() -> list[Any]:
    return [list(model.objects.order_by("pk").values()) for model in (Edition, Reply, Event)]


def test_a_first_run_puts_the_facts_on_the_shelf_with_their_provenance(source: Source) -> None:
    assert current(TRADES) is None
    source.says(LIST, trades(3))
    report = run()
    assert (report.outcome, report.datasets[0].differences.after) == ("switched", 3)
    found = current(TRADES)
    assert found is not None
    assert found.content == ("Fag 1", "Fag 2", "Fag 3")
    assert found.provenance == shelf.Provenance(
        "Eksempeletaten",
        "Fag",
        f"https://{LIST}",
        "NLOD 2.0",
        "Inneholder data under NLOD fra Eksempeletaten",
        NOW.date(),
        "2026",
        shipped=False,
    )
    assert Event.objects.get().facts == {"dataset": "test_trades", "edition": Edition.objects.get().pk}


def test_the_reply_is_kept_compressed_with_its_time_and_leads_to_its_edition(source: Source) -> None:
    source.says(LIST, trades(3))
    run()
    reply = Reply.objects.get()
    assert json.loads(zlib.decompress(reply.body)) == trades(3)
    assert (reply.retrieved_at, reply.address) == (NOW, f"https://{LIST}")
    assert [edition.dataset for edition in reply.editions.all()] == ["test_trades"]


def test_a_second_run_says_what_is_added_changed_and_gone_and_keeps_the_old_edition(source: Source) -> None:
    source.says(LIST, trades(10))
    run()
    changed = [*trades(8), {"kode": "F9", "navn": "Nytt navn"}, {"kode": "F11", "navn": "Fag 11"}]
    source.says(LIST, changed)
    differences = run(NOW + timedelta(days=30)).datasets[0].differences
    assert (differences.added, differences.changed, differences.gone) == (("F11",), ("F9",), ("F10",))
    assert served()[-2:] == ("Nytt navn", "Fag 11")
    assert list(Edition.objects.order_by("pk").values_list("state", flat=True)) == ["superseded", "current"]
    assert json.loads(Edition.objects.order_by("pk")[0].content)[9]["name"] == "Fag 10"


def test_a_source_that_says_unchanged_is_asked_with_its_own_mark_and_nothing_is_written_anew(source: Source) -> None:
    source.says(LIST, trades(3), etag='"v1"', Last_Modified="Fri, 13 Nov 2026 07:00:00 GMT")
    run()
    later = NOW + timedelta(days=30)
    report = run(later)
    assert source.asked[1].headers["if-none-match"] == '"v1"'
    assert source.asked[1].headers["if-modified-since"] == "Fri, 13 Nov 2026 07:00:00 GMT"
    assert (report.outcome, report.unchanged) == ("unchanged", 1)
    edition = Edition.objects.get()
    assert (edition.retrieved_at, edition.checked_at) == (NOW, later)
    assert Reply.objects.get().seen_at == later


def test_the_same_content_without_a_mark_is_no_new_edition(source: Source) -> None:
    source.says(LIST, trades(3))
    run()
    assert run(NOW + timedelta(days=30)).outcome == "unchanged"
    assert Edition.objects.count() == Reply.objects.count() == 1


def test_a_reply_that_shrinks_by_90_per_cent_is_held_back_and_reported(source: Source) -> None:
    source.says(LIST, trades(100))
    run()
    source.says(LIST, trades(10))
    report = run(NOW + timedelta(days=30))
    assert report.outcome == "held"
    assert (
        "100 facts became 10, more than 20 per cent fewer (trades are closed one by one)"
        in report.datasets[0].held_because
    )
    assert "--accept-shrinkage" in report.datasets[0].held_because
    assert len(served()) == 100
    assert Edition.objects.filter(state="held").count() == 1
    assert ImportRun.objects.order_by("-pk")[0].outcome == "held"


def test_the_operator_can_accept_what_shrank_and_the_held_one_is_put_away(source: Source) -> None:
    source.says(LIST, trades(100))
    run()
    source.says(LIST, trades(10))
    run(NOW + timedelta(days=30))
    report = run(NOW + timedelta(days=31), accept_shrinkage=True)
    assert report.outcome == "switched"
    assert len(served()) == 10
    assert list(Edition.objects.order_by("pk").values_list("state", flat=True)) == ["superseded", "rejected", "current"]


def test_a_loss_within_the_limit_is_taken_and_one_fact_more_is_not(source: Source) -> None:
    source.says(LIST, trades(10))
    run()
    source.says(LIST, trades(7))
    assert run(NOW + timedelta(days=1)).outcome == "held"
    source.says(LIST, trades(8))
    assert run(NOW + timedelta(days=2)).outcome == "switched"


def test_an_older_period_never_takes_the_place_of_a_newer_one(source: Source) -> None:
    source.says(LIST, trades(3))
    run()

    def older(visit: Visit) -> Iterator[Found]:
        for found in gather(visit):
            yield replace(found, period="2025", content=[{"code": "F1", "name": "Gammelt navn"}, *found.content[1:]])

    report = run(NOW + timedelta(days=1), importer=replace(IMPORTER, gather=older))
    assert report.outcome == "held"
    assert report.datasets[0].held_because == "it is for 2025, and 2026 is in use; the newer one keeps serving"
    assert served()[0] == "Fag 1"


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Said(b"<!DOCTYPE html><html><body>Vedlikehold</body></html>"), "expected JSON, got a page of HTML or XML"),
        (Said(json.dumps(trades(3)).encode()[:-7]), "the reply is cut short at line 1"),
        (Said(b""), "the reply is cut short"),
        (Said(b"code;name\nF1;Fag"), "the reply is not JSON at line 1"),
        (Said('[{"kode": "F1", "navn": "Tømrer"}]'.encode("latin-1")), "is not utf-8; has the source changed"),
        (Said(json.dumps({"message": "ok"}).encode()), "expected a list of objects, found an object"),
        (Said(json.dumps([*trades(3), *trades(1)]).encode()), "trade F1: the code stands twice"),
        (Said(json.dumps([{"kode": 1, "navn": "Fag"}]).encode()), "'code' must be text, found a whole number '1'"),
        (Said(json.dumps([{"kode": "F1", "navn": " "}]).encode()), "'name' is empty"),
        (Said(b"no", 500), "answered 500; try again later"),
        (Said(b"no", 403), "answered 403; the source refuses"),
        (
            Said(b"", 302, {"Location": "https://evil.example/v1/trades"}),
            "https://evil.example, which is none of the hosts",
        ),
        (Said(b"", 302, {"Location": "http://api.example.no/v1/trades"}), "http://api.example.no, which is none"),
        (Said(b"", 302, {"Location": "/v1/trades"}), "more than 5 redirects"),
        (Said(json.dumps(trades(3)).encode(), cut=9), "no reply"),
        (Said(b"\x1f\x8bbroken", 200, {"Content-Encoding": "gzip"}), "the compressed reply is broken"),
        (Said(gzip.compress(b"[]" * 99)[:-9], 200, {"Content-Encoding": "gzip"}), "the compressed reply is cut short"),
    ],
)
def test_an_unsound_reply_changes_nothing_and_the_run_says_why(source: Source, reply: Said, said: str) -> None:
    source.says(LIST, trades(3))
    run()
    before = everything_stored()
    source.says_in_turn(LIST, reply)
    with pytest.raises(SelvstyrtError) as error:
        run(NOW + timedelta(days=1))
    assert said in str(error.value)
    assert everything_stored() == before
    assert served() == ("Fag 1", "Fag 2", "Fag 3")
    last = ImportRun.objects.order_by("-pk")[0]
    assert (last.outcome, last.report["message"]) == ("failed", str(error.value))


def test_without_a_network_the_edition_in_use_keeps_serving(source: Source) -> None:
    source.says(LIST, trades(3))
    run()
    source.close()
    with pytest.raises(SourceFailed, match=r"no reply .* Is there a network\? The edition in use keeps serving"):
        run(NOW + timedelta(days=1))
    assert len(served()) == 3


def test_a_busy_source_is_asked_again_and_then_answers(source: Source) -> None:
    ready = Said(json.dumps(trades(3)).encode())
    source.says_in_turn(LIST, Said(b"", 503), Said(b"", 429, {"Retry-After": "0"}), ready)
    assert run().outcome == "switched"
    assert len(source.asked) == 3


def test_a_source_that_wants_a_long_rest_is_left_alone(source: Source) -> None:
    source.says_in_turn(LIST, Said(b"", 429, {"Retry-After": "3600"}))
    with pytest.raises(SourceFailed, match="left alone for 3600 seconds"):
        run()
    assert len(source.asked) == 1


def test_a_redirect_within_the_declared_hosts_is_followed(source: Source) -> None:
    source.says(LIST, b"", status=301, Location="https://api.example.no/v2/trades")
    source.says(f"{HOST}/v2/trades", trades(2))
    assert run().outcome == "switched"


def test_a_compressed_reply_is_read_and_a_bomb_is_not(source: Source) -> None:
    source.says(LIST, gzip.compress(json.dumps(trades(3)).encode()), Content_Encoding="gzip")
    small = replace(IMPORTER, most_bytes=200_000)
    assert run(importer=small).outcome == "switched"
    source.says(LIST, gzip.compress(b" " * 10_000_000), Content_Encoding="gzip")
    with pytest.raises(SourceFailed, match="larger than 0 MB and was not read"):
        run(NOW + timedelta(days=1), importer=small)


def test_a_reply_that_is_too_large_is_not_read(source: Source) -> None:
    source.says(LIST, trades(5000))
    with pytest.raises(SourceFailed, match="was not read; has the source changed"):
        run(importer=replace(IMPORTER, most_bytes=1000))


def test_an_importer_can_only_ask_its_own_hosts(source: Source) -> None:
    def astray(visit: Visit) -> Iterator[Found]:
        visit.get("other", "https://other.example/v1")
        yield from gather(visit)

    with pytest.raises(SourceFailed, match=r"none of the hosts of this importer \(api.example.no\)"):
        run(importer=replace(IMPORTER, gather=astray))
    assert source.asked == []


def test_plain_http_to_another_machine_is_refused_as_a_mirror(settings: Any) -> None:
    settings.SELVSTYRT_IMPORT_VIA = "http://mirror.example"
    with pytest.raises(WrongInput, match="write https://"):
        run()


def test_several_datasets_switch_together_or_not_at_all(source: Source) -> None:
    other = Dataset("test_other", read, lambda content: {row["code"]: row for row in content})

    def both(visit: Visit) -> Iterator[Found]:
        yield from gather(visit)
        rows = rows_in(visit.get("other", f"https://{HOST}/v1/other").json())
        yield Found(other, [{"code": row["kode"], "name": row["navn"]} for row in rows])

    importer = replace(IMPORTER, datasets=(TRADES, other), gather=both)
    source.says(LIST, trades(10))
    source.says(f"{HOST}/v1/other", trades(10))
    run(importer=importer)
    source.says(LIST, trades(11))
    source.says(f"{HOST}/v1/other", trades(1))
    assert run(NOW + timedelta(days=1), importer=importer).outcome == "held"
    assert len(served()) == 10
    source.says(f"{HOST}/v1/other", [{"kode": "F1", "navn": ""}])
    before = everything_stored()
    with pytest.raises(UnsoundContent, match="test-trades, test_other: trade F1: 'name' is empty"):
        run(NOW + timedelta(days=2), importer=importer)
    assert everything_stored() == before


def test_an_importer_that_forgets_a_dataset_is_told(source: Source) -> None:
    source.says(LIST, trades(1))
    importer = replace(IMPORTER, gather=lambda visit: [])
    with pytest.raises(UnsoundContent, match="declares"):
        run(importer=importer)


def test_a_single_detail_that_is_refused_is_skipped_and_said(source: Source) -> None:
    def details(visit: Visit) -> Iterator[Found]:
        found = []
        for row in rows_in(visit.get("trades", f"https://{LIST}").json()):
            answer = visit.get_or_skip(f"trade.{row['kode']}", f"https://{LIST}/{row['kode']}")
            if answer is not None:
                found.append({"code": row["kode"], "name": answer.json()["navn"]})
        yield Found(TRADES, found)

    source.says(LIST, trades(3))
    source.says(f"{LIST}/F1", {"navn": "Ett"})
    source.says(f"{LIST}/F2", b"forbidden", status=403)
    source.says(f"{LIST}/F3", {"navn": "Tre"})
    report = run(importer=replace(IMPORTER, gather=details))
    assert served() == ("Ett", "Tre")
    assert report.skipped == (f"https://{LIST}/F2: 403",)


def test_fields_about_persons_are_never_kept(source: Source) -> None:
    rows = [{**row, "dagligLeder": {"navn": "Kari Nordmann"}, "sted": {"kontakt": "Ola"}} for row in trades(2)]
    source.says(LIST, rows)
    run(importer=replace(IMPORTER, person_fields=frozenset({"dagligLeder", "kontakt"})))
    kept = zlib.decompress(Reply.objects.get().body).decode()
    assert "Nordmann" not in kept
    assert "Ola" not in kept
    assert json.loads(kept)[0] == {"kode": "F1", "navn": "Fag 1", "sted": {}}


def test_a_source_whose_terms_say_so_leaves_nothing_of_the_past(source: Source) -> None:
    importer = replace(IMPORTER, keeps_replies=False, keeps_superseded=False)
    source.says(LIST, trades(3))
    run(importer=importer)
    source.says(LIST, trades(4, first=3))
    run(NOW + timedelta(days=1), importer=importer)
    assert Reply.objects.count() == 0
    assert [bool(edition.content) for edition in Edition.objects.order_by("pk")] == [False, True]


def test_two_runs_of_one_source_do_not_go_on_at_once_but_a_dead_one_does_not_stop_it(source: Source) -> None:
    source.says(LIST, trades(3))
    ImportRun.objects.create(source=IMPORTER.name, started_at=NOW - timedelta(minutes=5))
    with pytest.raises(Conflict, match="is being imported already"):
        run()
    assert run(NOW + timedelta(hours=3)).outcome == "switched"
    assert list(ImportRun.objects.order_by("pk").values_list("outcome", flat=True)) == ["failed", "switched"]


def test_a_source_is_left_alone_in_its_quiet_time(source: Source) -> None:
    source.says(LIST, trades(3))
    importer = replace(IMPORTER, quiet=(time(7, 55), time(8, 15)))
    with pytest.raises(SourceFailed, match="no calls between 07:55 and 08:15"):
        run(datetime(2026, 11, 13, 7, 0, tzinfo=UTC), importer=importer)  # 08:00 in Oslo
    assert source.asked == []
    assert run(datetime(2026, 11, 13, 7, 15, tzinfo=UTC), importer=importer).outcome == "switched"


def test_a_file_takes_the_place_of_the_network(tmp_path: Path, source: Source) -> None:
    file = tmp_path / "svar.json"
    file.write_text(json.dumps(trades(3)), encoding="utf-8")
    assert run(file=file).outcome == "switched"
    assert source.asked == []
    assert Reply.objects.get().address == str(file)
    with pytest.raises(SourceFailed, match="there is no such file or folder"):
        run(NOW + timedelta(days=1), file=tmp_path / "ikke-her.json")


def test_an_importer_of_several_replies_reads_a_folder_and_says_what_it_lacks(tmp_path: Path) -> None:
    def two(visit: Visit) -> Iterator[Found]:
        rows = rows_in(visit.get("first", f"https://{LIST}").json()) + rows_in(
            visit.get("second", f"https://{LIST}/2").json()
        )
        yield Found(TRADES, [{"code": row["kode"], "name": row["navn"]} for row in rows])

    importer = replace(IMPORTER, gather=two)
    (tmp_path / "first.json").write_text(json.dumps(trades(2)), encoding="utf-8")
    with pytest.raises(WrongInput, match=r"Give --file a folder with first.json, second.json"):
        run(importer=importer, file=tmp_path / "first.json")
    with pytest.raises(SourceFailed, match="404"):
        run(importer=importer, file=tmp_path)
    (tmp_path / "second.json").write_text(json.dumps(trades(2, first=3)), encoding="utf-8")
    assert run(importer=importer, file=tmp_path).outcome == "switched"
    assert len(served()) == 4


def test_a_mark_of_the_source_is_not_believed_when_nothing_is_kept(source: Source) -> None:
    source.says(LIST, b"", status=304)
    with pytest.raises(UnsoundReply, match="304"):
        run()


def test_a_crash_in_an_importer_is_noted_and_changes_nothing(source: Source) -> None:
    def crash(visit: Visit) -> Iterator[Found]:
        yield from gather(visit)
        raise ZeroDivisionError

    source.says(LIST, trades(3))
    with pytest.raises(ZeroDivisionError):
        run(importer=replace(IMPORTER, gather=crash))
    assert Edition.objects.count() == 0
    assert ImportRun.objects.get().report["code"] == "crashed"


def test_content_that_this_version_cannot_read_is_not_served_as_something_else(source: Source) -> None:
    source.says(LIST, trades(3))
    run()
    Edition.objects.update(content='[{"code": 5}]', digest="0")
    with pytest.raises(UnsoundContent, match="'code' must be text"):
        current(TRADES)
