"""Months: state, and the lock."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from selvstyrt.apps.payroll.services import lock_month
from selvstyrt.apps.timesheets.queries import months_of
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.faces.web.access import Access, Right, actor, in_scheme
from selvstyrt.faces.web.amounts import day_text
from selvstyrt.faces.web.error_texts import text_for


@require_safe
@in_scheme(Right.LOCK_MONTH)
def months(request: HttpRequest, access: Access) -> HttpResponse:
    """All months with time in them, and what stands between each and the lock."""
    context = {
        "scheme_uid": access.scheme_uid,
        "months": months_of(scheme_uid=access.scheme_uid, now=timezone.now()),
    }
    return render(request, "pages/time/months.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_scheme(Right.LOCK_MONTH)
def month_lock(request: HttpRequest, access: Access, month: date) -> HttpResponse:
    """Ask, and lock."""
    view = next((m for m in months_of(scheme_uid=access.scheme_uid, now=timezone.now()) if m.month == month), None)
    if view is None:
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            lock_month(
                scheme_uid=access.scheme_uid,
                month=month,
                move_open=request.POST.get("move") == "yes",
                by=actor(request),
                now=timezone.now(),
            )
        except SelvstyrtError as error:
            problem = text_for(error)
        else:
            messages.success(
                request,
                _("%(month)s er låst. Lønnslinjene er klare.") % {"month": day_text(month, "month").capitalize()},
            )
            return redirect("months", scheme_uid=access.scheme_uid)
    context = {"scheme_uid": access.scheme_uid, "month": view, "problem": problem, "has_errors": bool(problem)}
    return render(request, "pages/time/month_lock.html", context, status=409 if problem else 200)
