"""Open adverts for jobs: where, until when, and what the text mentions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Query, Router

from selvstyrt.apps.directory.adverts.mentions import Topic
from selvstyrt.apps.directory.datasets.vacancies import Extent
from selvstyrt.apps.directory.queries import municipalities
from selvstyrt.apps.directory.queries import vacancies as queries
from selvstyrt.apps.directory.queries.vacancies import Filters, Licence, Vacancy, WeeklyHours
from selvstyrt.faces.api.open.envelope import Amount, Answer, Listing, Out, TablePaging, answer, listing
from selvstyrt.faces.api.open.problems import NotFound

router = Router(tags=["Vacancies"])
ASK_AGAIN = "public, no-cache"
"""An advert that has ended must be gone: nobody may use an answer again without asking whether it changed."""


class PlaceOut(Out):
    """A place of work; numbers are null where they are not certain."""

    name: str
    municipality: str | None
    county: str | None


class MentionOut(Out):
    """What the text of the advert mentions, with its own words. It is no promise, and may mean the opposite."""

    topic: str = Field(description="driving_licence, evening, night, weekend, weekly_hours or position_percent.")
    wording: str
    least: Amount | None
    most: Amount | None


class VacancyOut(Out):
    """An open advert. Its text and contact persons stand at `address` alone: they must be gone when it ends."""

    uid: UUID
    title: str
    job_title: str
    employer: str
    organisation_number: str
    places: list[PlaceOut]
    published_on: date
    last_day: date = Field(
        description="The last day it may be shown. Take it away after that, and when it is gone here."
    )
    apply_by: date | None
    apply_by_words: str
    apply_at: str = Field(description="The advertiser's own form: link straight to it.")
    address: str = Field(description="The advert at the source.")
    extent: str | None = Field(description="part_time or full_time; the source writes full_time for nothing too.")
    engagement: str
    sector: str
    positions: int | None
    styrk08: list[str]
    found_by: str = Field(description="code: the occupation group; words: its title.")
    mentions: list[MentionOut]
    changed_at: datetime


class VacanciesAsked(TablePaging):
    """Which adverts. Every filter that is given must hold."""

    municipality: str = Field("", max_length=10, description="The number of the municipality.")
    county: str = Field("", max_length=10, description="The number of the county.")
    extent: Extent | None = None
    hours: WeeklyHours | None = Field(None, description="Hours a week, where the text says them.")
    mentions: list[Topic] = Field([], max_length=6, description="All of these must be mentioned.")
    licence: Licence | None = Field(None, description="Whether a driving licence is mentioned.")


@router.get("/vacancies", response=Listing[VacancyOut], summary="Open adverts")
def vacancies(
    request: HttpRequest, response: HttpResponse, asked: Query[VacanciesAsked]
) -> dict[str, Any] | HttpResponse:
    """Adverts that are open today, newest first. NAV's own terms of use hold: see `sources`."""
    response["Cache-Control"] = ASK_AGAIN
    if asked.municipality:
        municipalities.municipality(asked.municipality)
    if asked.county:
        municipalities.county(asked.county)
    filters = Filters(
        municipality=asked.municipality,
        county=asked.county,
        extent=asked.extent,
        hours=asked.hours,
        times=frozenset(asked.mentions),
        licence=asked.licence,
    )
    found = queries.search(filters, timezone.localdate())
    return listing(
        request,
        found.vacancies,
        _vacancy,
        asked,
        provenances=found.provenance,
        collected=found.is_collected,
        elsewhere=queries.NAV_SEARCH,
    )


@router.get("/vacancies/{uid}", response=Answer[VacancyOut], summary="One open advert")
def vacancy(request: HttpRequest, response: HttpResponse, uid: UUID) -> dict[str, Any]:
    """One advert while it is open; 404 when it has ended."""
    response["Cache-Control"] = ASK_AGAIN
    found = queries.vacancy(uid, timezone.localdate())
    if not isinstance(found, Vacancy):
        raise NotFound("unknown_vacancy", f"There is no open advert {uid}.")
    return answer(_vacancy(found), found.provenance)


def _vacancy(found: Vacancy) -> VacancyOut:
    advert = found.advert
    plain = ("uid", "title", "job_title", "published_on", "last_day", "apply_by", "apply_by_words", "apply_at")
    more = ("address", "engagement", "sector", "positions", "changed_at")
    return VacancyOut(
        **{name: getattr(advert, name) for name in (*plain, *more)},
        employer=advert.employer.name,
        organisation_number=advert.employer.orgnr,
        places=[PlaceOut.of(each) for each in found.places],
        extent=advert.extent.value if advert.extent else None,
        styrk08=list(advert.styrk08),
        found_by=advert.found_by.value,
        mentions=[
            MentionOut(topic=each.topic.value, wording=each.wording, least=each.least, most=each.most)
            for each in found.mentions
        ],
    )
