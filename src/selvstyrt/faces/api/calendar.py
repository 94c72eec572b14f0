"""A person's shifts as an iCalendar feed at a private address (kalenderadresse); published shifts only."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from selvstyrt.apps.plans import queries
from selvstyrt.apps.plans.services.calendar import owner_of
from selvstyrt.core.base import OSLO
from selvstyrt.faces.texts.shifts import capital, shift_type_text

BACK = timedelta(days=60)


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """The feed of the person whose address carries the token; 404 for any other."""
    person_uid = owner_of(token)
    if person_uid is None:
        raise Http404
    view = queries.calendar_of(person_uid, since=timezone.now() - BACK)
    with translation.override(view.language):
        content = _calendar(view, person_uid).to_ical()
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    changed = int(view.changed_at.timestamp()) if view.changed_at else None
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="vakter.ics"'
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = etag
    response["X-Robots-Tag"] = "noindex"
    if changed is not None:
        response["Last-Modified"] = http_date(changed)
    answer = get_conditional_response(request, etag=etag, last_modified=changed, response=response)
    return answer if answer is not None else response


def _calendar(view: queries.CalendarView, person_uid: UUID) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Selvstyrt//Vakter//NO")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Mine vakter"))
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in view.entries:
        calendar.add_component(_event(entry))
    calendar.add_missing_timezones()
    return calendar


def _event(entry: queries.CalendarEntry) -> Event:
    shift = entry.shift
    event = Event()
    event.add("uid", f"{shift.key}@selvstyrt")
    event.add("sequence", entry.plan_number)
    event.add("dtstamp", entry.published_at.astimezone(UTC))
    event.add("last-modified", entry.published_at.astimezone(UTC))
    event.add("dtstart", _moment(shift.span.start))
    event.add("dtend", _moment(shift.span.end))
    summary = capital(shift_type_text(shift.type))
    event.add("summary", f"{summary} ({entry.scheme_name})" if entry.scheme_name else summary)
    event.add("status", "CONFIRMED")
    event.add("class", "PRIVATE")
    return event


def _moment(moment: datetime) -> datetime:
    """Local time with its zone; in the hour that comes twice, UTC, because iCalendar cannot tell the two apart."""
    local = moment.astimezone(OSLO)
    return moment.astimezone(UTC) if local.fold else local


urlpatterns = [path("cal/<str:token>.ics", calendar_feed, name="calendar_feed")]
