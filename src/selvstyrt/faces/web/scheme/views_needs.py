"""Pages of needs: the week as it is wanted, changes on single dates, and what it all gives in hours."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from selvstyrt.apps.hours.queries import drawn_by_needs
from selvstyrt.apps.plans.needs import (
    add_dates,
    add_pattern,
    change_pattern,
    check_pattern,
    remove_dates,
    remove_pattern,
)
from selvstyrt.apps.plans.needs_queries import Preview, dates_of, pattern, patterns_of, preview
from selvstyrt.apps.plans.unfolding import Dates, Pattern, unfold
from selvstyrt.apps.schemes.queries import skills_of, weekly_grant
from selvstyrt.core.base import NoAnswer, SelvstyrtError
from selvstyrt.core.law.holidays import public_holidays
from selvstyrt.faces.texts.shifts import shift_type_name
from selvstyrt.faces.web.access import Access, Right, actor, in_scheme
from selvstyrt.faces.web.error_texts import text_for
from selvstyrt.faces.web.scheme.form_page import form_page
from selvstyrt.faces.web.scheme.need_forms import PLACES, NeedDateForm, PatternForm, as_typed
from selvstyrt.faces.web.scheme.words import PRIORITIES, WEEKDAYS

FORM = ["GET", "HEAD", "POST"]
WEEKS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A weekly need with its words."""

    pattern: Pattern
    type: str | Promise
    days: str
    priority: str | Promise


def _days(each: Pattern) -> str:
    days = sorted(each.weekdays)
    if days == list(range(7)):
        return _("alle dager")
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return f"{WEEKDAYS[str(days[0])]}–{WEEKDAYS[str(days[-1])]}"
    return ", ".join(str(WEEKDAYS[str(day)]) for day in days)


def _row(each: Pattern) -> Row:
    return Row(each, shift_type_name(each.type), _days(each), PRIORITIES[str(each.priority)])


def _next_monday(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())


@require_safe
@in_scheme(Right.CHANGE_NEEDS)
def needs(request: HttpRequest, access: Access) -> HttpResponse:
    """The weekly needs, the single dates ahead, red days, and four weeks of it in hours."""
    today = timezone.localdate()
    rows = patterns_of(access.scheme_uid)
    ahead = dates_of(access.scheme_uid, first_day=today)
    names = {each.id: each.name for each in rows}
    monday = _next_monday(today)
    context = {
        "rows": [_row(each) for each in rows if each.last_day is None or each.last_day >= today],
        "ended": [_row(each) for each in rows if each.last_day is not None and each.last_day < today],
        "dates": [(each, names.get(each.pattern, "")) for each in ahead],
        "red_days": _red_days(today, ahead),
        "today": today,
        **_preview_context(access, preview(access.scheme_uid, first_day=monday, weeks=WEEKS_SHOWN)),
    }
    return render(request, "pages/scheme/needs.html", context)


def _preview_context(access: Access, four_weeks: Preview) -> dict[str, object]:
    granted, drawn = weekly_grant(access.scheme_uid, on=four_weeks.first_day), four_weeks.minutes_per_week
    with suppress(NoAnswer):  # before the first hours policy every minute counts
        drawn = drawn_by_needs(access.scheme_uid, four_weeks.occurrences) // WEEKS_SHOWN
    return {
        "preview": four_weeks,
        "granted": granted,
        "drawn": drawn,
        "over": max(drawn - granted, 0),
        "under": max(granted - drawn, 0),
    }


def _red_days(today: date, ahead: list[Dates]) -> list[tuple[date, bool]]:
    """The public holidays of the next half year, and whether something is set for them."""
    end = today + timedelta(days=183)
    days = [
        day
        for year in {today.year, end.year}
        for day in public_holidays(year)
        if today <= day <= end and day.weekday() != 6
    ]
    return [(day, any(each.holds(day) for each in ahead)) for day in sorted(days)]


@require_http_methods(FORM)
@in_scheme(Right.CHANGE_NEEDS)
def need_new(request: HttpRequest, access: Access) -> HttpResponse:
    """Add a weekly need; "show what it gives" tries it without saving."""
    start = {"first_day": _next_monday(timezone.localdate()), "priority": "2", "assistants": "1", "every_weeks": "1"}
    return _pattern_page(request, access, None, start, heading=_("Nytt fast behov"))


@require_http_methods(FORM)
@in_scheme(Right.CHANGE_NEEDS)
def need_edit(request: HttpRequest, access: Access, pattern_uid: UUID) -> HttpResponse:
    """Change a weekly need."""
    known = pattern(access.scheme_uid, pattern_uid)
    if known is None:
        raise Http404
    return _pattern_page(request, access, known, as_typed(known), heading=_("Endre «%(name)s»") % {"name": known.name})


def _pattern_page(
    request: HttpRequest, access: Access, known: Pattern | None, initial: dict[str, object], *, heading: str
) -> HttpResponse:
    form = PatternForm(request.POST or None, initial=initial, skills=skills_of(access.scheme_uid))
    extra: dict[str, object] = {"pattern": known}
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            extra |= _tried(access, known, form)
        else:
            try:
                _save_pattern(request, access, known, form)
            except SelvstyrtError as error:
                form.refuse(error, PLACES)
            else:
                messages.success(request, _("Behovet er lagret. Planer som er laget, er ikke endret."))
                return redirect("needs", scheme_uid=access.scheme_uid)
    return form_page(
        request,
        form,
        heading=heading,
        intro=_("Fortell når du trenger noen hos deg. Det blir til vakter når du lager plan."),
        action=_("Lagre behovet"),
        back_url=reverse("needs", kwargs={"scheme_uid": access.scheme_uid}),
        back=_("Behov"),
        template="pages/scheme/need_form.html",
        extra=extra,
    )


def _tried(access: Access, known: Pattern | None, form: PatternForm) -> dict[str, object]:
    """The four weeks as they would be with what is typed."""
    try:
        check_pattern(form.pattern())
    except SelvstyrtError as error:
        form.refuse(error, PLACES)
        return {}
    typed = form.as_unfolded(known.id if known else "new")
    others = [each for each in patterns_of(access.scheme_uid) if each.id != typed.id]
    first_day = max(_next_monday(timezone.localdate()), typed.first_day)
    shown = preview(access.scheme_uid, first_day=first_day, weeks=WEEKS_SHOWN, instead=[*others, typed])
    return _preview_context(access, shown)


def _save_pattern(request: HttpRequest, access: Access, known: Pattern | None, form: PatternForm) -> None:
    act: dict[str, Any] = {"scheme_uid": access.scheme_uid, "by": actor(request), "now": timezone.now()}
    if known is None:
        add_pattern(pattern=form.pattern(), **act)
    else:
        change_pattern(pattern_uid=UUID(known.id), pattern=form.pattern(), **act)


@require_http_methods(FORM)
@in_scheme(Right.CHANGE_NEEDS)
def need_remove(request: HttpRequest, access: Access, pattern_uid: UUID) -> HttpResponse:
    """Remove a weekly need, after asking."""
    known = pattern(access.scheme_uid, pattern_uid)
    if known is None:
        raise Http404
    if request.method == "POST":
        remove_pattern(scheme_uid=access.scheme_uid, pattern_uid=pattern_uid, by=actor(request), now=timezone.now())
        messages.success(request, _("«%(name)s» er fjernet.") % {"name": known.name})
        return redirect("needs", scheme_uid=access.scheme_uid)
    context = {"pattern": known, "action": request.path}
    return render(request, "pages/scheme/need_remove.html", context)


@require_http_methods(FORM)
@in_scheme(Right.CHANGE_NEEDS)
def need_date_new(request: HttpRequest, access: Access) -> HttpResponse:
    """Say that some days differ; the address may bring a day and a need along."""
    patterns = patterns_of(access.scheme_uid, first_day=timezone.localdate())
    initial = {"first_day": request.GET.get("dag", ""), "pattern": request.GET.get("behov", ""), "assistants": "1"}
    if initial["pattern"]:
        initial["change"] = "instead"
    form = NeedDateForm(request.POST or None, initial=initial, patterns=patterns, skills=skills_of(access.scheme_uid))
    if request.method == "POST" and form.is_valid() and _dates_saved(request, access, form):
        messages.success(request, _("Enkeltdagene er lagret."))
        return redirect("needs", scheme_uid=access.scheme_uid)
    return form_page(
        request,
        form,
        heading=_("Endre enkeltdager"),
        intro=_("En tur, en helligdag eller en natt som er annerledes."),
        action=_("Lagre"),
        back_url=reverse("needs", kwargs={"scheme_uid": access.scheme_uid}),
        back=_("Behov"),
    )


def _dates_saved(request: HttpRequest, access: Access, form: NeedDateForm) -> bool:
    typed = form.dates()
    try:
        if typed.adds:
            _refuse_unreadable_times(form)
        add_dates(scheme_uid=access.scheme_uid, dates=typed, by=actor(request), now=timezone.now())
    except SelvstyrtError as error:
        if error.code == "need_time_exists_twice":
            form.ask_which()
        form.refuse(error, {**PLACES, "need_time_exists_twice": "which", "need_time_does_not_exist": "starts_at"})
        return False
    return True


def _refuse_unreadable_times(form: NeedDateForm) -> None:
    """Try the days as they would unfold, so that the clock change is asked about now and not when a plan is made."""
    typed = form.dates()
    if typed.last_day < typed.first_day or (typed.last_day - typed.first_day).days > 366:
        return
    trial = Dates(
        "new",
        typed.name,
        True,
        typed.first_day,
        typed.last_day,
        starts_at=typed.starts_at,
        ends_at=typed.ends_at,
        which=typed.which,
    )
    unfold([], [trial], typed.first_day, typed.last_day)


@require_POST
@in_scheme(Right.CHANGE_NEEDS)
def need_date_remove(request: HttpRequest, access: Access, date_uid: UUID) -> HttpResponse:
    """Remove single dates."""
    try:
        remove_dates(scheme_uid=access.scheme_uid, date_uid=date_uid, by=actor(request), now=timezone.now())
    except SelvstyrtError as error:
        messages.warning(request, text_for(error))
    else:
        messages.success(request, _("Fjernet. Den faste uken gjelder igjen."))
    return redirect("needs", scheme_uid=access.scheme_uid)
