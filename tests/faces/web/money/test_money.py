from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pypdf
import pytest
from django.utils import timezone

from selvstyrt.apps.hours.services import approve_entries, post_grants
from selvstyrt.apps.payroll.services import lock_month
from selvstyrt.apps.reports.document import as_csv, as_pdf
from selvstyrt.apps.reports.models import MonthReport
from selvstyrt.apps.reports.queries import month_figures
from selvstyrt.apps.timesheets.content import EntryContent
from selvstyrt.apps.timesheets.models import TimeEntry
from selvstyrt.apps.timesheets.services import correct_entry
from selvstyrt.core.base import Span
from selvstyrt.faces.web.money.report_document import month_document
from tests.apps.timesheets.work import enter
from tests.cast import Cast
from tests.faces.web.time.pages import address, days_ago, logged_in, past, text_of


def last_month() -> date:
    return (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)


def days_since(day: date) -> int:
    return (timezone.localdate() - day).days


def approved(cast: Cast, content: EntryContent, assignment=None) -> TimeEntry:
    entry = enter(cast, content, assignment=assignment, now=timezone.now())
    approve_entries(
        scheme_uid=cast.scheme.uid, entry_versions={entry.uid: 1}, by=cast.actor(cast.kari), now=timezone.now()
    )
    return entry


@pytest.fixture
def worked(cast: Cast) -> date:
    """A month with a day, a resting night with a call, a course and a colleague's day."""
    month = last_month()
    first = days_since(month)
    post_grants(
        scheme_uid=cast.scheme.uid, through=date(month.year, 12, 31), by=cast.actor(cast.liv), now=timezone.now()
    )
    approved(cast, past(first - 1))
    night = Span(days_ago(first - 3, 23), days_ago(first - 4, 7))
    call = Span(days_ago(first - 4, 2, 10), days_ago(first - 4, 2, 35))
    approved(cast, EntryContent(night, rest=night, calls=(call,)))
    approved(cast, EntryContent(past(first - 8, hours=3).span, kind="training"))
    approved(cast, past(first - 9, hours=5), cast.jonas_assignment)
    return month


def test_an_assistant_sees_own_pay_and_how_it_came_about(cast: Cast, worked: date) -> None:
    client = logged_in(cast.amal)
    url = address(cast, "pay_month", month=worked)
    before = text_of(client.get(url))
    assert "ikke låst" in before
    assert "Utrykninger 25 min av 8 t hviletid." in before
    lock_month(scheme_uid=cast.scheme.uid, month=worked, by=cast.actor(cast.liv), now=timezone.now())
    after = text_of(client.get(url))
    assert "Dette er endelig" in after
    total = re.search(r"([\d ]+,\d\d) kr før skatt", after)
    assert total
    assert total[1] in text_of(client.get(address(cast, "pay")))
    assert "Jonas" not in after
    everybody = text_of(logged_in(cast.liv).get(url))
    assert "Amal:" in everybody
    assert "Jonas:" in everybody


def test_who_leads_sees_no_amounts(cast: Cast, worked: date) -> None:
    for person in (cast.kari, cast.ola):
        client = logged_in(person)
        assert client.get(address(cast, "pay")).status_code == 403
        assert client.get(address(cast, "pay_month", month=worked)).status_code == 403
        for name in ("time",):
            assert client.get(address(cast, name)).status_code == 403
        for name in ("approve", "months", "hours", "report_month"):
            kwargs = {"month": worked} if name == "report_month" else {}
            assert " kr " not in text_of(client.get(address(cast, name, **kwargs)))


def test_pay_that_cannot_be_reckoned_is_told(cast: Cast, worked: date) -> None:
    cast.amal_assignment.full_time_minutes = 2017
    cast.amal_assignment.save()
    page = logged_in(cast.amal).get(address(cast, "pay_month", month=worked))
    assert page.status_code == 200
    assert "kan ikke regnes ut" in text_of(page)


def test_the_account_tells_the_year_in_a_line_a_picture_and_a_table(cast: Cast, worked: date) -> None:
    page = logged_in(cast.kari).get(address(cast, "hours"))
    body, text = page.content.decode(), text_of(page)
    assert re.search(r"igjen av 1 98\d t", text)
    assert body.count("<polyline") >= 3
    assert " style=" not in body
    assert "Timer for hver måned" in text
    assert "Slik er det regnet ut" in text
    behind = text_of(logged_in(cast.kari).get(address(cast, "hours_entries", month=worked)))
    assert "Brukt, hviletid" in behind
    assert "−7 t 35 min" in behind


def test_an_earlier_year_and_a_strange_year_are_answered(cast: Cast) -> None:
    client = logged_in(cast.kari)
    assert "Timekonto 2025" in text_of(client.get(address(cast, "hours"), {"ar": "2025"}))
    assert client.get(address(cast, "hours"), {"ar": "٢٠٢٥x"}).status_code == 200


def test_page_csv_and_pdf_say_the_same(cast: Cast, worked: date, tmp_path: Path) -> None:
    client = logged_in(cast.kari)
    page = text_of(client.get(address(cast, "report_month", month=worked)))
    table = client.get(address(cast, "report_csv", month=worked))
    paper = client.get(address(cast, "report_pdf", month=worked))
    figures = month_figures(scheme_uid=cast.scheme.uid, month=worked, now=timezone.now())
    rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig")), delimiter=";"))
    printed = " ".join(
        " ".join(sheet.extract_text().split()) for sheet in pypdf.PdfReader(io.BytesIO(paper.content)).pages
    ).replace("\u00a0", " ")
    document = month_document(figures, number=1, made_at=timezone.now())
    seen = 0
    for section in document.sections:
        for row in section.rows:
            text = f"{row.label} {row.text}".replace("\u00a0", " ")
            assert text in page
            assert text in printed
            (in_table,) = [line for line in rows if line[:2] == [section.heading, row.label]]
            assert in_table[2] == ("" if row.minutes is None else str(row.minutes))
            seen += 1
    assert seen >= 15
    assert figures.worked == {"active": 360 + 25 + 300, "passive": 455, "travel": 0, "training": 180, "meeting": 0}
    assert (figures.assistants, figures.entries) == (2, 4)
    assert figures.charged == figures.worked_total


def test_the_pdf_is_tagged_titled_and_in_the_readers_language(cast: Cast, worked: date, tmp_path: Path) -> None:
    for language, code, title in (
        ("nb", "nb-NO", "Månedsrapport for "),
        ("nn", "nn-NO", ""),
        ("en", "en-GB", ""),
    ):
        cast.kari.language = language
        cast.kari.save()
        answer = logged_in(cast.kari).get(address(cast, "report_pdf", month=worked))
        assert answer["Content-Type"] == "application/pdf"
        reader = pypdf.PdfReader(io.BytesIO(answer.content))
        root = reader.trailer["/Root"]
        assert root["/Lang"] == code
        assert root["/MarkInfo"]["/Marked"].value
        assert "/StructTreeRoot" in root
        assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
        assert reader.metadata is not None
        assert title in (reader.metadata.title or "")
        assert b"pdfuaid" in root["/Metadata"].get_data()
        assert b"pdfaid" in root["/Metadata"].get_data()
    paper = tmp_path / "report.pdf"
    paper.write_bytes(answer.content)
    judged = subprocess.run(
        [str(Path(sys.executable).parent / "outloud"), str(paper)], capture_output=True, text=True, check=False
    )
    assert judged.returncode == 0, judged.stdout


def test_a_report_keeps_its_number_until_the_figures_change(cast: Cast, worked: date) -> None:
    client = logged_in(cast.kari)
    first = client.get(address(cast, "report_pdf", month=worked)).content
    assert client.get(address(cast, "report_pdf", month=worked)).content == first
    client.get(address(cast, "report_csv", month=worked))
    assert MonthReport.objects.count() == 1
    approved(cast, past(days_since(worked) - 12))
    client.get(address(cast, "report_csv", month=worked))
    assert list(MonthReport.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert "Nummer 2" in text_of(client.get(address(cast, "report_month", month=worked)))


def test_no_cell_of_the_table_is_a_formula(cast: Cast, worked: date) -> None:
    cast.scheme.name = "=HYPERLINK(1)"
    cast.scheme.save()
    figures = month_figures(scheme_uid=cast.scheme.uid, month=worked, now=timezone.now())
    document = month_document(figures, number=1, made_at=timezone.now())
    content = as_csv(document)
    assert content.startswith(b"\xef\xbb\xbf")
    cells = [cell for line in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";") for cell in line]
    assert "'=HYPERLINK(1)" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    assert as_pdf(document).startswith(b"%PDF")


def test_a_month_to_come_has_no_report(cast: Cast) -> None:
    coming = (timezone.localdate().replace(day=1) + timedelta(days=62)).replace(day=1)
    client = logged_in(cast.kari)
    for name in ("report_month", "report_csv", "report_pdf"):
        assert client.get(address(cast, name, month=coming)).status_code == 404
    assert not MonthReport.objects.exists()


def test_a_year_of_time_takes_few_queries(cast: Cast, worked: date, django_assert_max_num_queries) -> None:
    entries = [enter(cast, past(days, 16, 4), now=timezone.now()) for days in range(2, days_since(date(2026, 1, 3)), 3)]
    approve_entries(
        scheme_uid=cast.scheme.uid,
        entry_versions={entry.uid: 1 for entry in entries},
        by=cast.actor(cast.kari),
        now=timezone.now(),
    )
    for person, name, kwargs in (
        (cast.kari, "hours", {}),
        (cast.kari, "hours_entries", {"month": worked}),
        (cast.liv, "pay", {}),
        (cast.liv, "pay_month", {"month": worked}),
    ):
        client = logged_in(person)
        with django_assert_max_num_queries(15):
            assert client.get(address(cast, name, **kwargs)).status_code == 200


def test_a_locked_months_work_stays_when_it_is_corrected_later(cast: Cast, worked: date) -> None:
    before = month_figures(scheme_uid=cast.scheme.uid, month=worked, now=timezone.now())
    lock_month(scheme_uid=cast.scheme.uid, month=worked, by=cast.actor(cast.liv), now=timezone.now())
    entry = TimeEntry.objects.order_by("start")[0]
    longer = correct_entry(
        key=uuid4(),
        entry_uid=entry.uid,
        content=past(days_since(worked) - 1, hours=8),
        by=cast.actor(cast.amal),
        now=timezone.now(),
    )
    approve_entries(
        scheme_uid=cast.scheme.uid, entry_versions={longer.uid: 1}, by=cast.actor(cast.kari), now=timezone.now()
    )
    after = month_figures(scheme_uid=cast.scheme.uid, month=worked, now=timezone.now())
    for name in ("worked", "charged", "entries", "assistants", "used_year", "balance"):
        assert getattr(after, name) == getattr(before, name), name
    following = (worked + timedelta(days=31)).replace(day=1)
    late = month_figures(scheme_uid=cast.scheme.uid, month=following, now=timezone.now())
    assert [(item.month, item.minutes) for item in late.corrections] == [(worked.isoformat(), 120)]
    assert late.worked_total == 0
    assert late.charged == 120
    assert late.used_year == before.used_year + 120
