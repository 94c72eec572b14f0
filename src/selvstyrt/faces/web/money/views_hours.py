"""The hours account: one line, a picture beside a table, and the entries behind."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from selvstyrt.apps.hours.queries import account, movements
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.core.hours import Alert
from selvstyrt.faces.web.access import Access, Right, in_scheme
from selvstyrt.faces.web.amounts import day_text, duration_text
from selvstyrt.faces.web.error_texts import text_for
from selvstyrt.faces.web.money.burnup import NARROW, WIDE, burn_up, months_shown
from selvstyrt.faces.web.money.headline import summary
from selvstyrt.faces.web.money.words import MOVEMENTS, hours_steps, percent_text


@require_safe
@in_scheme(Right.SEE_HOURS)
def hours(request: HttpRequest, access: Access) -> HttpResponse:
    """The account of this year, or at the end of an earlier one with `ar`."""
    today = timezone.localdate()
    asked = request.GET.get("ar", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and 2000 <= int(asked) <= today.year else today.year
    on = today if year == today.year else date(year, 12, 31)
    context: dict[str, Any] = {"scheme_uid": access.scheme_uid, "year": year, "earlier": year - 1, "today": today}
    try:
        status = account(scheme_uid=access.scheme_uid, on=on)
    except SelvstyrtError as error:
        context["problem"] = text_for(error)
    else:
        months = months_shown(status)
        month_names = [day_text(month.month, "month") for month in months]
        context |= {
            "account": status,
            "summary": summary(status),
            "pace": percent_text(status.pace_percent),
            "months": months,
            # What the year leads to is said by the summary.
            "alerts": [alert_text(alert) for alert in status.alerts if alert.code.startswith("decision_")],
            "picture": burn_up(status, months, month_names, line_names(), WIDE),
            "narrow": burn_up(status, months, month_names, line_names(), NARROW),
            "steps": hours_steps(status.steps),
        }
    return render(request, "pages/money/hours.html", context)


@require_safe
@in_scheme(Right.SEE_HOURS)
def hours_entries(request: HttpRequest, access: Access, month: date) -> HttpResponse:
    """The movements behind a month's figures."""
    rows = movements(scheme_uid=access.scheme_uid, month=month)
    context = {
        "scheme_uid": access.scheme_uid,
        "month": month,
        "rows": [(row, str(MOVEMENTS.get(row.kind, row.kind))) for row in rows],
        "total": sum(row.minutes for row in rows),
    }
    return render(request, "pages/money/hours_entries.html", context)


def line_names() -> dict[str, str]:
    """What the lines of the picture are called, as in the table beside it."""
    return {"granted": _("Tildelt"), "used": _("Brukt"), "planned": _("Planlagt"), "expected": _("Ventet")}


def alert_text(alert: Alert) -> str:
    """What the account calls for, in a sentence."""
    facts = {
        "time": duration_text(abs(alert.measured)),
        "days": abs(alert.measured),
        "day": day_text(alert.day, "date"),
    }
    texts = {
        "overspend_expected": _("Fortsetter det slik, mangler du %(time)s ved nyttår."),
        "unused_expected": _("Fortsetter det slik, er %(time)s ubrukt ved nyttår."),
        "decision_ends": _("Vedtaket går ut %(day)s, om %(days)s dager."),
        "decision_ended": _("Vedtaket gikk ut %(day)s."),
    }
    return texts[alert.code] % facts
