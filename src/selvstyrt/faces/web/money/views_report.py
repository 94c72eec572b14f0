"""The month report: page, CSV and PDF with the same figures."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from selvstyrt.apps.reports.document import Document, as_csv, as_pdf
from selvstyrt.apps.reports.queries import frozen_reports, month_figures
from selvstyrt.apps.reports.services import freeze_month_report
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.faces.web.access import Access, Right, actor, in_scheme
from selvstyrt.faces.web.error_texts import text_for
from selvstyrt.faces.web.money.report_document import month_document


@require_safe
@in_scheme(Right.SEE_REPORT)
def report(request: HttpRequest, access: Access) -> HttpResponse:
    """The newest month that is over."""
    last_month = (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)
    return redirect("report_month", scheme_uid=access.scheme_uid, month=last_month)


@require_safe
@in_scheme(Right.SEE_REPORT)
def report_month(request: HttpRequest, access: Access, month: date) -> HttpResponse:
    """The report as a page."""
    now = timezone.now()
    try:
        figures = month_figures(scheme_uid=access.scheme_uid, month=month, now=now)
    except SelvstyrtError as error:
        if error.code == "month_to_come":
            raise Http404 from error
        context = {"scheme_uid": access.scheme_uid, "month": month, "problem": text_for(error), "has_errors": True}
        return render(request, "pages/money/report.html", context, status=409)
    following = (month + timedelta(days=31)).replace(day=1)
    context = {
        "scheme_uid": access.scheme_uid,
        "month": month,
        "document": month_document(figures, number=None, made_at=now),
        "locked": figures.locked,
        "frozen": frozen_reports(scheme_uid=access.scheme_uid, month=month),
        "before": (month - timedelta(days=1)).replace(day=1),
        "after": following if following <= timezone.localdate() else None,
    }
    return render(request, "pages/money/report.html", context)


@require_safe
@in_scheme(Right.SEE_REPORT)
def report_csv(request: HttpRequest, access: Access, month: date) -> HttpResponse:
    """The report for a spreadsheet; its figures are kept."""
    name, content = f"rapport-{month:%Y-%m}.csv", as_csv(_frozen(request, access, month))
    return _download(name, "text/csv; charset=utf-8", content)


@require_safe
@in_scheme(Right.SEE_REPORT)
def report_pdf(request: HttpRequest, access: Access, month: date) -> HttpResponse:
    """The report for reading and archive; its figures are kept."""
    return _download(f"rapport-{month:%Y-%m}.pdf", "application/pdf", as_pdf(_frozen(request, access, month)))


def _frozen(request: HttpRequest, access: Access, month: date) -> Document:
    """The figures under their number; asked for again without changes, the number stays."""
    try:
        kept = freeze_month_report(scheme_uid=access.scheme_uid, month=month, by=actor(request), now=timezone.now())
    except SelvstyrtError as error:
        raise Http404 from error
    return month_document(kept.figures, number=kept.number, made_at=kept.made_at)


def _download(name: str, kind: str, content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
