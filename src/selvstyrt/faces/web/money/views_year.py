"""Pages of the year plan: the year's hours on its weeks, the weeks that differ, and what the needs ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from selvstyrt.apps.hours.year_plan import (
    YearPlanView,
    add_special_weeks,
    make_week_ordinary,
    spread_year,
    stop_year_plan,
    year_plan,
)
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.core.hours import SpecialWeek, WeekPlan
from selvstyrt.faces.web.access import Access, Right, actor, in_scheme
from selvstyrt.faces.web.error_texts import text_for
from selvstyrt.faces.web.money.words import hours_steps
from selvstyrt.faces.web.money.year_forms import AWAY, ReserveForm, SpecialWeeksForm
from selvstyrt.faces.web.scheme.form_page import form_page

FORM = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A week of the table: its number, first day, what is special, minutes planned and needed, and how they stand."""

    number: int
    first_day: date
    special: str
    minutes: int
    needed: int
    over: int


@require_safe
@in_scheme(Right.SEE_HOURS)
def year(request: HttpRequest, access: Access) -> HttpResponse:
    """The year plan of this year, or of the next with `ar`."""
    return _year_page(request, access, _year(request.GET.get("ar", ""), timezone.localdate()))


def _year_page(request: HttpRequest, access: Access, chosen: int, form: ReserveForm | None = None) -> HttpResponse:
    today = timezone.localdate()
    context: dict[str, Any] = {
        "scheme_uid": access.scheme_uid,
        "year": chosen,
        "other_year": today.year + 1 if chosen == today.year else today.year,
        "may_change": access.may(Right.CHANGE_NEEDS),
    }
    try:
        view = year_plan(scheme_uid=access.scheme_uid, year=chosen, today=today)
    except SelvstyrtError as error:
        context["problem"] = text_for(error)
        return render(request, "pages/money/year.html", context)
    context |= {
        "view": view,
        "plan": view.plan,
        "rows": [_row(week, view) for week in view.plan.weeks],
        "special": [(each.uid, each.week, special_text(each.week)) for each in view.special],
        "reserve": form or ReserveForm(initial={"reserve": view.plan.reserve}),
        "has_errors": form is not None,
        "steps": hours_steps(view.plan.steps),
    }
    return render(request, "pages/money/year.html", context, status=422 if form else 200)


@require_http_methods(FORM)
@in_scheme(Right.CHANGE_NEEDS)
def special_weeks_new(request: HttpRequest, access: Access) -> HttpResponse:
    """Say that one or more weeks differ; the year is spread anew."""
    form = SpecialWeeksForm(request.POST or None, initial={"kind": AWAY})
    if request.method == "POST" and form.is_valid():
        weeks = form.weeks()
        try:
            put = add_special_weeks(
                scheme_uid=access.scheme_uid,
                **weeks,
                today=timezone.localdate(),
                by=actor(request),
                now=timezone.now(),
            )
        except SelvstyrtError as error:
            form.refuse(error, form.places())
        else:
            text = ngettext(
                "%(n)s uke er lagt inn. Timene er fordelt på nytt.",
                "%(n)s uker er lagt inn. Timene er fordelt på nytt.",
                put.count,
            ) % {"n": put.count}
            if put.replaced:
                text += " " + _("De erstatter det som sto der: %(names)s.") % {"names": ", ".join(put.replaced)}
            messages.success(request, text)
            return _back(access, max(weeks["first_day"].year, timezone.localdate().year))
    return form_page(
        request,
        form,
        heading=_("Uker som er annerledes"),
        intro=_(
            "Timene du ikke bruker disse ukene, går til de andre ukene. Trenger du mer, tas det fra dem. "
            "Uker du er borte, får ingen vakter når du lager en ny vaktplan."
        ),
        action=_("Legg til"),
        back_url=reverse("year_plan", kwargs={"scheme_uid": access.scheme_uid}),
        back=_("Årsplan"),
    )


@require_POST
@in_scheme(Right.CHANGE_NEEDS)
def special_week_remove(request: HttpRequest, access: Access, week_uid: UUID) -> HttpResponse:
    """Make a week ordinary again."""
    today = timezone.localdate()
    try:
        make_week_ordinary(
            scheme_uid=access.scheme_uid, week_uid=week_uid, today=today, by=actor(request), now=timezone.now()
        )
    except SelvstyrtError as error:
        messages.warning(request, text_for(error))
    else:
        messages.success(request, _("Uken er vanlig igjen. Timene er fordelt på nytt."))
    return _back(access, _year(request.POST.get("ar", ""), today))


@require_POST
@in_scheme(Right.CHANGE_NEEDS)
def year_spread(request: HttpRequest, access: Access) -> HttpResponse:
    """Take the year plan into use, or spread it anew with what is used until now."""
    today = timezone.localdate()
    chosen = _year(request.POST.get("ar", ""), today)
    form = ReserveForm(request.POST)
    if not form.is_valid():
        return _year_page(request, access, chosen, form)
    try:
        spread_year(
            scheme_uid=access.scheme_uid,
            year=chosen,
            today=today,
            reserve=form.cleaned_data["reserve"],
            by=actor(request),
            now=timezone.now(),
        )
    except SelvstyrtError as error:
        form.refuse(error)
        return _year_page(request, access, chosen, form)
    messages.success(request, _("Årsplanen er i bruk. Selvstyrt sier fra når en vaktplan har flere timer enn ukene."))
    return _back(access, chosen)


@require_POST
@in_scheme(Right.CHANGE_NEEDS)
def year_stop(request: HttpRequest, access: Access) -> HttpResponse:
    """Take the year plan out of use."""
    chosen = _year(request.POST.get("ar", ""), timezone.localdate())
    try:
        stop_year_plan(scheme_uid=access.scheme_uid, year=chosen, by=actor(request), now=timezone.now())
    except SelvstyrtError as error:
        messages.warning(request, text_for(error))
    else:
        messages.success(request, _("Årsplanen er ikke i bruk lenger. Turnusen følger vedtaket, likt for alle uker."))
    return _back(access, chosen)


def special_text(week: SpecialWeek) -> str:
    """What is special about a week's hours, in a few words."""
    if week.minutes is not None:
        return _("egne timer")
    if week.percent == 0:
        return _("ingen timer")
    return _("%(percent)s %% av en vanlig uke") % {"percent": week.percent}


def _row(week: WeekPlan, view: YearPlanView) -> WeekRow:
    needed = view.needs[week.days.start]
    special = f"{week.special.name}: {special_text(week.special)}" if week.special is not None else ""
    number = week.days.start.isocalendar().week
    return WeekRow(number, week.days.start, special, week.minutes, needed, max(0, needed - week.minutes))


def _year(typed: str, today: date) -> int:
    return today.year + 1 if typed == str(today.year + 1) else today.year


def _back(access: Access, chosen: int) -> HttpResponse:
    return redirect(reverse("year_plan", kwargs={"scheme_uid": access.scheme_uid}) + f"?ar={chosen}")
