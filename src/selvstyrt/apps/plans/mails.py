"""What messages about plans say, in the language of the one who gets them.

Times only, no names and no causes; but a question says who asks and for which scheme, as many work in several.
"""

from __future__ import annotations

from datetime import datetime

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from selvstyrt.apps.plans.comparing import PersonChanges, Times
from selvstyrt.apps.plans.models import PlanVersion, ShiftType
from selvstyrt.core.base import OSLO, Span

MOST_LINES = 60
Asked = tuple[Span, str]
"""A shift that somebody is asked about: when, and its type."""


def plan_published(changes: PersonChanges, plan: PlanVersion, language: str) -> tuple[str, str]:
    """Subject and text for one assistant about a plan that is published."""
    with translation.override(language):
        first, last = _day(plan.first_day), _day(plan.last_day)
        if plan.based_on_id is None:
            subject = ngettext(
                "Ny vaktplan: du har %(count)d vakt", "Ny vaktplan: du har %(count)d vakter", changes.count
            )
        else:
            subject = ngettext(
                "Vaktplanen er endret: %(count)d vakt", "Vaktplanen er endret: %(count)d vakter", changes.count
            )
        lines = [_("Vaktplanen fra %(first)s til %(last)s er publisert.") % {"first": first, "last": last}, ""]
        lines += _section(_("Du har fått disse vaktene:"), [_times(each) for each in changes.gained])
        lines += _section(_("Du har ikke lenger disse vaktene:"), [_times(each) for each in changes.lost])
        lines += _section(
            _("Disse vaktene har fått ny tid:"),
            [
                _("%(before)s er flyttet til %(after)s") % {"before": _times(move.before), "after": _times(move.after)}
                for move in changes.moved
            ],
        )
        lines.append(_("Logg inn for å se hele planen. Har du spørsmål, snakk med arbeidslederen."))
        return subject % {"count": changes.count}, "\n".join(lines) + "\n"


def shift_asked(
    gets: list[Asked],
    loses: list[Asked],
    address: str,
    language: str,
    *,
    leader: str,
    scheme: str,
    overtime_minutes: int = 0,
) -> tuple[str, str]:
    """Subject and text for one assistant whom `leader` asks to have shifts in `scheme`, or to let go of some."""
    with translation.override(language):
        get, lose = sorted(gets), sorted(loses)
        if get:
            subject = _("Kan du ta en vakt %(times)s?") % {"times": _times(_of(get[0][0]))}
        else:
            subject = _("Kan du gi fra deg en vakt %(times)s?") % {"times": _times(_of(lose[0][0]))}
        lines = [_question(len(get), len(lose)) % {"leader": leader, "scheme": scheme}, ""]
        lines += _section(_("Du får:"), [_with_kind(each) for each in get])
        lines += _section(_("Du slipper:"), [_with_kind(each) for each in lose])
        if overtime_minutes:
            hours, minutes = divmod(overtime_minutes, 60)
            text = _("Overtid i vakten: %(hours)d t %(minutes)d min, med tillegg. Sier du ja, er det ditt samtykke.")
            lines += [text % {"hours": hours, "minutes": minutes}]
        lines += [_("Svar ja eller nei her: %(address)s") % {"address": address}]
        lines += [_("Du bestemmer selv. Den første som sier ja, får vakten.") if get else _("Du bestemmer selv.")]
        return subject, "\n".join(lines) + "\n"


def shift_is_covered(when: tuple[datetime, datetime], language: str) -> tuple[str, str]:
    """Subject and text for the one who asked."""
    with translation.override(language):
        times = _times(_of(Span(*when)))
        body = _("Noen har sagt ja, og planen er endret. Logg inn for å se hvem.")
        return _("Vakten %(times)s er dekket") % {"times": times}, f"{body}\n"


def shift_not_needed(when: tuple[datetime, datetime], language: str) -> tuple[str, str]:
    """Subject and text for those who need not answer any longer."""
    with translation.override(language):
        times = _times(_of(Span(*when)))
        body = _("Du trenger ikke å svare lenger. Vaktene dine er som før.")
        return _("Vakten %(times)s er ordnet") % {"times": times}, f"{body}\n"


def _question(gets: int, loses: int) -> str:
    if gets and loses:
        return _("%(leader)s spør om du kan bytte vakter i %(scheme)s.")
    if gets:
        return ngettext(
            "%(leader)s spør om du kan ta en vakt i %(scheme)s.",
            "%(leader)s spør om du kan ta noen vakter i %(scheme)s.",
            gets,
        )
    return ngettext(
        "%(leader)s spør om du kan gi fra deg en vakt i %(scheme)s.",
        "%(leader)s spør om du kan gi fra deg noen vakter i %(scheme)s.",
        loses,
    )


def _with_kind(asked: Asked) -> str:
    """The times with the kind of shift behind; `SHIFT_TYPES` of the faces has the same words, and marks them."""
    span, kind = asked
    word = translation.gettext(str(ShiftType(kind).label))
    return f"{_times(_of(span))}, {word}"


def _of(span: Span) -> Times:
    return Times("", span.start, span.end)


def _section(heading: str, entries: list[str]) -> list[str]:
    if not entries:
        return []
    shown = [f"– {entry}" for entry in entries[:MOST_LINES]]
    if len(entries) > MOST_LINES:
        shown.append(_("… og %(count)d til.") % {"count": len(entries) - MOST_LINES})
    return [heading, *shown, ""]


def _times(times: Times) -> str:
    start, end = times.start.astimezone(OSLO), times.end.astimezone(OSLO)
    until = f"{end:%H:%M}"
    if end.date() > start.date():
        until = _("%(day)s kl. %(time)s") % {"day": date_format(end, pgettext("kort dato", "l j. F")), "time": until}
        return _("%(day)s kl. %(start)s til %(end)s") % {"day": _day(start), "start": f"{start:%H:%M}", "end": until}
    return _("%(day)s kl. %(start)s–%(end)s") % {"day": _day(start), "start": f"{start:%H:%M}", "end": until}


def _day(day: object) -> str:
    return date_format(day, pgettext("dato i melding", "l j. F Y"))  # type: ignore[arg-type]  # dates and datetimes
