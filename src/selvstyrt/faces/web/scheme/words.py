"""The words of codes that rows hold: services, kinds of shift, agreements, roles, absences, wishes."""

from __future__ import annotations

from datetime import time, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from selvstyrt.core.base import Span
from selvstyrt.faces.web.amounts import TIME_DASH, clock_text, day_text

Words = dict[str, str | Promise]

SERVICES: Words = {
    "practical": _("Praktisk bistand"),
    "training": _("Opplæring i dagliglivet"),
    "support_contact": _("Støttekontakt"),
    "respite": _("Avlastning"),
}
STANDINGS: Words = {
    "in_force": _("Gjelder nå"),
    "coming": _("Kommer"),
    "superseded": _("Avløst av et nyere"),
    "ended": _("Gått ut"),
    "corrected": _("Rettet"),
}
WEEKDAYS: Words = {
    "0": _("mandag"),
    "1": _("tirsdag"),
    "2": _("onsdag"),
    "3": _("torsdag"),
    "4": _("fredag"),
    "5": _("lørdag"),
    "6": _("søndag"),
}
PRIORITIES: Words = {
    "3": _("Må aldri stå tom"),
    "2": _("Vanlig"),
    "1": _("Fint å ha, kan stå tom"),
}
ROLES: Words = {
    "work_leader": _("Arbeidsleder"),
    "co_leader": _("Medarbeidsleder"),
    "assistant": _("Assistent"),
    "left_assistant": _("Har sluttet som assistent"),
    "former_assistant": _("Har sluttet som assistent"),
    "coordinator": _("Koordinator"),
}
OVERSPENDS: Words = {
    "warn": _("Varsle"),
    "block_publish": _("Planen kan ikke publiseres"),
}
CARRY_OVERS: Words = {
    "none": _("Faller bort"),
    "cap": _("Kan overføres inntil et tak"),
}
ABSENCE_KINDS: Words = {
    "busy": _("Opptatt"),
    "holiday": _("Ferie"),
    "leave": _("Permisjon"),
    "sick": _("Sykefravær"),
}
WISHES: Words = {
    "3": _("Vil veldig gjerne jobbe"),
    "2": _("Vil gjerne jobbe"),
    "1": _("Kan godt jobbe"),
    "-1": _("Helst ikke jobbe"),
    "-2": _("Vil ikke jobbe"),
    "-3": _("Vil absolutt ikke jobbe"),
}
AGREEMENTS: Words = {
    "averaging_individual": _("Gjennomsnittsberegning, skriftlig avtale med assistenten"),
    "averaging_union_local": _("Gjennomsnittsberegning, avtale med tillitsvalgte"),
    "averaging_arbeidstilsynet": _("Gjennomsnittsberegning, tillatelse fra Arbeidstilsynet"),
    "rest_8h_28h_union_local": _("Kortere hviletid, avtale med tillitsvalgte"),
    "overtime_union_local": _("Utvidet overtid, avtale med tillitsvalgte"),
    "overtime_arbeidstilsynet": _("Utvidet overtid, tillatelse fra Arbeidstilsynet"),
    "total_16h_union_local": _("Inntil 16 timer på et døgn, avtale med tillitsvalgte"),
    "union_local_10_11_9": _("Nattarbeid, avtale med tillitsvalgte"),
    "union_10_12_4": _("Avtale med fagforening med innstillingsrett"),
    "passive_arbeidstilsynet_10_4_2": _("Passiv tjeneste, tillatelse fra Arbeidstilsynet"),
    "arbeidstilsynet_10_12_7": _("Samtykke fra Arbeidstilsynet til annen ordning"),
    "sunday_averaging_individual": _("Søndagsfri i gjennomsnitt, skriftlig avtale med assistenten"),
    "religious_swap_10_10_5": _("Fri på egne helligdager i stedet"),
    "respite_individual": _("Avlastning, skriftlig avtale med assistenten"),
    "respite_long_individual": _("Lang avlastning, skriftlig avtale med assistenten"),
}
PROVISIONS: dict[str, str] = {
    "averaging_individual": "aml. § 10-5 (1)",
    "averaging_union_local": "aml. § 10-5 (2)",
    "averaging_arbeidstilsynet": "aml. § 10-5 (3)",
    "rest_8h_28h_union_local": "aml. § 10-8 (3)",
    "overtime_union_local": "aml. § 10-6 (5)",
    "overtime_arbeidstilsynet": "aml. § 10-6 (6)",
    "total_16h_union_local": "aml. § 10-6 (9)",
    "union_local_10_11_9": "aml. § 10-11 (9)",
    "union_10_12_4": "aml. § 10-12 (4)",
    "passive_arbeidstilsynet_10_4_2": "aml. § 10-4 (2)",
    "arbeidstilsynet_10_12_7": "aml. § 10-12 (7)",
    "sunday_averaging_individual": "aml. § 10-8 (4)",
    "religious_swap_10_10_5": "aml. § 10-10 (5)",
    "respite_individual": "avlasterforskriften § 4",
    "respite_long_individual": "avlasterforskriften § 12",
}


def span_words(span: Span) -> str:
    """A stretch of time: whole days by their names, else with the times."""
    start, end = span.local_start(), span.local_end()
    if start.time() == end.time() == time():
        last = end.date() - timedelta(days=1)
        if last == start.date():
            return day_text(last, "year")
        return gettext("%(first)s til og med %(last)s") % {
            "first": day_text(start.date(), "year"),
            "last": day_text(last, "year"),
        }
    if start.date() == end.date():
        return f"{day_text(start.date(), 'year')} {clock_text(start)}{TIME_DASH}{clock_text(end)}"
    return gettext("%(first)s klokken %(from)s til %(last)s klokken %(to)s") % {
        "first": day_text(start.date(), "year"),
        "from": clock_text(start),
        "last": day_text(end.date(), "year"),
        "to": clock_text(end),
    }
