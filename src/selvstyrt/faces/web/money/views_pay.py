"""Pay: months, and one month with how each line came about."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from selvstyrt.apps.payroll.queries import MonthPay, PaidEntry, pay_months, pay_of_month
from selvstyrt.core.base import SelvstyrtError, Span
from selvstyrt.faces.web.access import Access, Right, in_scheme
from selvstyrt.faces.web.amounts import times_text
from selvstyrt.faces.web.error_texts import text_for
from selvstyrt.faces.web.money.words import line_kind, pay_steps, rate_sources, unsure_text


@require_safe
@in_scheme(Right.SEE_OWN_PAY, Right.SEE_ALL_PAY)
def pay(request: HttpRequest, access: Access) -> HttpResponse:
    """The months; an assistant's own, the coordinator's whole scheme."""
    context = {
        "scheme_uid": access.scheme_uid,
        "months": pay_months(scheme_uid=access.scheme_uid, person_uid=_whose(access)),
        "sees_all": _whose(access) is None,
    }
    return render(request, "pages/money/pay.html", context)


@require_safe
@in_scheme(Right.SEE_OWN_PAY, Right.SEE_ALL_PAY)
def pay_month(request: HttpRequest, access: Access, month: date) -> HttpResponse:
    """One month's lines with their steps."""
    found: MonthPay | None = None
    problem = ""
    try:
        found = pay_of_month(scheme_uid=access.scheme_uid, month=month, now=timezone.now(), person_uid=_whose(access))
    except SelvstyrtError as error:
        problem = text_for(error)
    if found is None and not problem:
        raise Http404
    context = {
        "scheme_uid": access.scheme_uid,
        "month": month,
        "pay": found,
        "people": [_person(person) for person in found.people] if found else [],
        "problem": problem,
        "unsure": found is not None and found.has_unsure_lines,
        "sees_all": _whose(access) is None,
    }
    return render(request, "pages/money/pay_month.html", context)


def _whose(access: Access) -> UUID | None:
    """None for whoever sees all pay; else the person alone."""
    return None if access.may(Right.SEE_ALL_PAY) else access.person_uid


def _person(person: Any) -> dict[str, Any]:
    return {
        "name": person.name,
        "gross": person.gross,
        "sums": [(line_kind(kind), minutes, amount) for kind, minutes, amount in person.by_kind],
        "entries": [_entry(entry) for entry in person.entries],
    }


def _entry(entry: PaidEntry) -> dict[str, Any]:
    return {
        "start": entry.start,
        "times": times_text(Span(entry.start, entry.end)),
        "amount": entry.amount,
        "is_reversal": entry.is_reversal,
        "lines": [
            {
                "kind": line_kind(line.kind),
                "minutes": line.minutes,
                "rate": line.rate,
                "amount": line.amount,
                "steps": pay_steps(line.steps),
                "unsure": "" if line.is_sure else unsure_text(line.certainty),
                "sources": [] if line.is_sure else rate_sources(line.steps),
            }
            for line in entry.lines
        ],
    }
