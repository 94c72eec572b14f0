"""The month report in words: figures and a language in, a document out. Page, CSV and PDF all show this."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from selvstyrt.apps.reports.document import Document, Row, Section
from selvstyrt.apps.reports.figures import Figures
from selvstyrt.faces.web.amounts import day_text, duration_text
from selvstyrt.faces.web.money.words import SERVICES


def month_document(figures: Figures, *, number: int | None, made_at: datetime) -> Document:
    """The report of a month; `number` None for one that is not kept yet."""
    month = day_text(date.fromisoformat(figures.month), "month")
    as_of = day_text(date.fromisoformat(figures.as_of), "date")
    lead = (
        _("Måneden er låst. Senere rettelser kommer i en senere måned.")
        if figures.locked
        else _("Foreløpige tall: måneden er ikke låst ennå.")
    )
    facts = [
        (_("Ordning"), figures.scheme),
        (_("Sak"), figures.case),
        (_("Kommune"), figures.municipality),
        (_("Leverandør"), figures.supplier),
        (_("Tall per"), as_of),
    ]
    if number is not None:
        facts.append((_("Rapport nummer"), str(number)))
    return Document(
        language=get_language() or "nb",
        title=_("Månedsrapport for %(month)s") % {"month": month},
        lead=lead,
        facts=tuple((label, value) for label, value in facts if value),
        sections=tuple(_sections(figures, month)),
        column_label=_("Post"),
        column_value=_("Verdi"),
        column_minutes=_("Minutter"),
        column_hours=_("Timer"),
        column_section=_("Avsnitt"),
        footer=_("%(scheme)s, %(month)s. Laget med Selvstyrt.") % {"scheme": figures.scheme, "month": month},
        page_word=_("Side"),
        made_at=made_at,
    )


def _sections(figures: Figures, month: str) -> list[Section]:
    worked_labels = {
        "active": _("Aktiv tid"),
        "passive": _("Hviletid"),
        "travel": _("Reise med arbeidsleder"),
        "training": _("Opplæring"),
        "meeting": _("Personalmøte"),
    }
    worked = [_time(label, figures.worked[kind]) for kind, label in worked_labels.items()]
    corrections = [
        _time(day_text(date.fromisoformat(item.month), "month"), item.minutes) for item in figures.corrections
    ]
    services = [_time(str(SERVICES.get(item.service, item.service)), item.weekly_minutes) for item in figures.services]
    sections = [
        Section(_("Vedtak, timer i uken"), tuple(services)),
        Section(_("Utført i %(month)s") % {"month": month}, (*worked, _time(_("Sum utført"), figures.worked_total))),
        Section(
            _("Timekonto i %(month)s") % {"month": month},
            (
                _time(_("Tildelt i måneden"), figures.granted_month),
                _time(_("Belastet i måneden, med rettelser"), figures.charged),
            ),
        ),
        Section(
            _("Rettelser av tidligere måneder"),
            tuple(corrections),
            _("Pluss er mer brukt, minus er mindre brukt."),
        ),
        Section(
            _("Timekonto i året"),
            (
                _time(_("Tildelt i år"), figures.granted_year),
                _time(_("Tildelt til nå"), figures.granted_so_far),
                _time(_("Brukt til nå"), figures.used_year),
                _time(_("Saldo nå"), figures.balance),
                _time(_("Planlagt og ikke godkjent"), figures.planned),
                _time(_("Prognose: igjen 31. desember"), figures.forecast_left),
            ),
        ),
        Section(
            _("Omfang"),
            (
                Row(_("Antall assistenter"), str(figures.assistants)),
                Row(_("Antall godkjente føringer"), str(figures.entries)),
                Row(_("Føringer som venter på godkjenning"), str(figures.waiting)),
            ),
        ),
    ]
    return [section for section in sections if section.rows]


def _time(label: str, minutes: int) -> Row:
    return Row(label, duration_text(minutes), minutes)
