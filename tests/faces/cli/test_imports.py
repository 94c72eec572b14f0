"""`selvstyrt import` against a source on loopback: what the operator reads, and the exit codes."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from selvstyrt.apps.directory.datasets.base_amounts import BASE_AMOUNTS
from selvstyrt.apps.directory.importers import IMPORTERS, nav_base_amount
from selvstyrt.apps.directory.importing import Found
from selvstyrt.apps.directory.models import Edition, ImportRun
from selvstyrt.apps.directory.queries import imports
from selvstyrt.apps.directory.queries.imports import due_importers
from selvstyrt.apps.directory.shelf import current
from selvstyrt.core.base import WrongInput
from selvstyrt.faces.cli.imports import import_facts
from selvstyrt.faces.cli.worker_imports import DueImports
from tests.apps.directory.conftest import source as source
from tests.apps.directory.source import Said, Source, sample

HISTORY = "g.nav.no/api/v1/historikk"


def run(*words: str) -> Result:
    return CliRunner().invoke(import_facts, words)


def amounts() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(sample("nav_g_historikk.realvalues.json"))
    return rows


@pytest.mark.django_db
def test_a_new_edition_is_told_with_its_counts(source: Source) -> None:
    source.says(HISTORY, amounts(), etag='"1"')
    done, count = run("nav-g"), len(amounts())
    assert done.exit_code == 0
    assert done.output == (
        "nav-g: a new edition is in use (1 reply, 0 unchanged)\n"
        f"  base_amounts: {count} facts (period not stated), before 0; {count} added, 0 changed, 0 gone\n"
    )
    again = run("nav-g")
    assert again.exit_code == 0
    assert again.output.startswith("nav-g: nothing has changed (1 reply, 1 unchanged)")


@pytest.mark.django_db
def test_what_is_held_back_exits_with_1_and_says_how_to_take_it(source: Source) -> None:
    source.says(HISTORY, amounts())
    run("nav-g")
    source.says(HISTORY, amounts()[:2])
    done = run("nav-g")
    assert done.exit_code == 1
    assert "nav-g: HELD BACK, the edition from before stays in use" in done.output
    assert "run again with --accept-shrinkage" in done.output
    assert re.search(r"    gone: 20\d\d-05-01, .* and \d+ more\n", done.output)
    assert run("nav-g", "--accept-shrinkage").exit_code == 0
    found = current(BASE_AMOUNTS)
    assert found is not None
    assert len(found.content) == 2


@pytest.mark.django_db
def test_a_source_that_fails_exits_with_2_and_one_line(source: Source) -> None:
    source.says(HISTORY, b"<html>Vi er straks tilbake</html>")
    done = run("nav-g")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.startswith(
        "selvstyrt: nav-g: https://g.nav.no/api/v1/historikk: expected JSON, got a page of HTML"
    )
    assert len(done.stderr.splitlines()) == 1
    assert not Edition.objects.exists()


@pytest.mark.django_db
def test_a_file_is_read_without_asking_the_source(source: Source, tmp_path: Path) -> None:
    file = tmp_path / "g.json"
    file.write_bytes(sample("nav_g_historikk.realvalues.json"))
    assert run("nav-g", "--file", str(file)).exit_code == 0
    assert source.asked == []
    missing = run("nav-g", "--file", str(tmp_path / "nei.json"))
    assert missing.exit_code == 2
    assert "there is no such file or folder" in missing.stderr


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nei",), "There is no source 'nei'. Known are brreg-companies, "),
        ((), "Say which SOURCE, or --due"),
        (("--due", "--accept-shrinkage"), "need one SOURCE"),
        (("--file", "x"), "Say which SOURCE"),
    ],
)
def test_a_call_that_cannot_be_understood_says_what_to_write(words: tuple[str, ...], said: str) -> None:
    done = run(*words)
    assert isinstance(done.exception, WrongInput)  # the entry of the command makes one line and exit code 2 of it
    assert said in str(done.exception)
    assert not ImportRun.objects.exists()


def test_without_a_database_it_says_what_to_run(tmp_path: Path) -> None:
    environment = {**os.environ, "SELVSTYRT_VAR": str(tmp_path)} | {
        "DJANGO_SETTINGS_MODULE": "selvstyrt.config.settings"
    }
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "selvstyrt.faces.cli.main", "import", "--list"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 2
    assert done.stderr.strip().endswith("Has `selvstyrt migrate` been run?")


@pytest.mark.django_db
def test_the_list_says_what_is_served_from_when_and_what_is_due(source: Source) -> None:
    source.says(HISTORY, amounts())
    run("nav-g")
    listed = run("--list").output
    for importer in IMPORTERS:
        assert f"{importer.name}: {importer.title}, {importer.publisher}" in listed
    assert "served: 2026-11-22 (shipped with the program); day 2 of each month at 04:10, DUE" in listed
    today = timezone.localdate().isoformat()
    assert f"  served: {today}; day 25 of each month at 05:15\n  last run: {today}" in listed


@pytest.mark.django_db
def test_one_source_that_fails_does_not_stop_the_others_that_are_due(source: Source) -> None:
    source.says(HISTORY, amounts())
    done = run("--due")
    assert done.exit_code == 2
    assert "nav-g: a new edition is in use" in done.stdout
    assert "selvstyrt: kartverket: https://ws.geonorge.no/kommuneinfo/v1/fylkerkommuner" in done.stderr
    again = run("--due")
    assert again.output == "Nothing is due.\n"  # what failed is asked again after an hour
    assert again.exit_code == 0


@pytest.mark.django_db
def test_a_fault_in_one_importer_is_told_and_the_next_runs(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(_: object) -> list[Found]:
        return [1 // 0]  # type: ignore[list-item]

    faulty = replace(nav_base_amount.IMPORTER, name="faulty", gather=crash)
    monkeypatch.setattr(imports, "IMPORTERS", (faulty, nav_base_amount.IMPORTER))
    source.says(HISTORY, amounts())
    done = run("--due")
    assert done.exit_code == 2
    assert "selvstyrt: faulty: the importer is at fault (ZeroDivisionError: " in done.stderr
    assert "nav-g: a new edition is in use" in done.stdout
    assert dict(ImportRun.objects.values_list("source", "outcome")) == {"faulty": "failed", "nav-g": "switched"}


@pytest.mark.django_db
def test_what_failed_is_due_again_after_an_hour_and_what_was_held_only_at_its_next_time() -> None:
    def due_at(text: str) -> set[str]:
        return {importer.name for importer in due_importers(now=datetime.fromisoformat(text))}

    ImportRun.objects.create(source="kartverket", started_at="2026-12-02T04:00Z", outcome="failed")
    ImportRun.objects.create(source="nav-g", started_at="2026-12-02T04:00Z", outcome="held")
    assert not {"kartverket", "nav-g"} & due_at("2026-12-02T04:59+00:00")
    assert {"kartverket", "nav-g"} & due_at("2026-12-02T05:00+00:00") == {"kartverket"}
    assert "nav-g" in due_at("2026-12-25T04:15+00:00")


@pytest.mark.django_db
def test_nothing_of_ssb_is_due_in_its_quiet_time() -> None:
    quiet = {importer.name for importer in due_importers(now=datetime.fromisoformat("2026-12-02T08:00+01:00"))}
    after = {importer.name for importer in due_importers(now=datetime.fromisoformat("2026-12-02T08:15+01:00"))}
    ssb = {each.name for each in IMPORTERS if "data.ssb.no" in each.hosts}
    assert len(ssb) >= 6
    assert not ssb & quiet
    assert ssb <= after


def test_a_worker_starts_what_is_due_now_and_then_and_never_twice_at_once(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    command = [sys.executable, "-c", f"import time; open({str(mark)!r}, 'a').write('x'); time.sleep(30)"]
    imports = DueImports(command, every=600)
    assert imports.tick(1000.0)
    assert not imports.tick(2000.0)  # the first one has not ended
    while not mark.exists():
        time.sleep(0.01)
    imports.leave()
    assert not imports.tick(1599.0)
    assert imports.tick(1600.0)
    imports.leave()


@pytest.mark.django_db
def test_an_import_that_is_ended_says_so_and_changes_nothing(source: Source) -> None:
    def end(_: object) -> Said:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.2)
        return Said(b"[]")

    source.says_in_turn(HISTORY, end)
    before = signal.getsignal(signal.SIGTERM)
    done = run("nav-g")
    assert done.exit_code == 143
    assert signal.getsignal(signal.SIGTERM) is before
    assert ImportRun.objects.get().report == {"code": "crashed", "message": "SystemExit: 143"}
    assert not Edition.objects.exists()
