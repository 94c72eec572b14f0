"""Worked time in words: states, kinds, what differs from the plan."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from selvstyrt.apps.timesheets.content import EntryContent
from selvstyrt.apps.timesheets.queries import Deviation, EntryView
from selvstyrt.faces.web.amounts import duration_text, times_text

STATES: dict[str, tuple[str | Promise, str]] = {
    "submitted": (_("Venter på godkjenning"), "info"),
    "approved": (_("Godkjent"), "success"),
    "returned": (_("Sendt tilbake"), "warning"),
    "replaced": (_("Rettet"), "neutral"),
    "withdrawn": (_("Trukket"), "neutral"),
}
KINDS: dict[str, str | Promise] = {
    "work": _("Arbeid"),
    "travel": _("Reise med arbeidsleder"),
    "training": _("Opplæring"),
    "meeting": _("Personalmøte"),
}
_DEVIATIONS: dict[str, str | Promise] = {
    "not_planned": _("Ikke i planen."),
    "started_later": _("Begynte %(time)s senere."),
    "started_earlier": _("Begynte %(time)s tidligere."),
    "ended_later": _("Sluttet %(time)s senere."),
    "ended_earlier": _("Sluttet %(time)s tidligere."),
    "break_differs": _("Annen ubetalt pause: %(time)s."),
    "rest_differs": _("Annen hviletid: %(time)s."),
    "kind_differs": _("Brukt til noe annet enn planlagt."),
    "calls": _("Utrykning i hviletiden: %(time)s."),
}


def state_text(entry: EntryView) -> tuple[str, str]:
    """The state in a few words, and the colour of its tag."""
    if entry.correction_waits:
        return gettext("Godkjent, rettelse venter"), "info"
    text, kind = STATES[entry.state]
    return str(text), kind


def deviation_texts(deviations: Iterable[Deviation]) -> list[str]:
    """One sentence for each thing that differs from the plan."""
    texts = []
    for deviation in deviations:
        sign = "" if deviation.code not in {"break_differs", "rest_differs"} or deviation.amount < 0 else "+"
        texts.append(str(_DEVIATIONS[deviation.code]) % {"time": sign + duration_text(deviation.amount)})
    return texts


def content_texts(content: EntryContent) -> list[str]:
    """What is not said by from and to: kind, break, rest, calls; and a night that is longer or shorter."""
    texts = []
    if content.kind != "work":
        texts.append(str(KINDS[content.kind]) + ".")
    if content.rest:
        texts.append(gettext("Hviletid %(times)s.") % {"times": times_text(content.rest)})
    if content.calls:
        count = ngettext("%(count)d utrykning: ", "%(count)d utrykninger: ", len(content.calls))
        times = ", ".join(times_text(call) for call in content.calls)
        texts.append(count % {"count": len(content.calls)} + times + ".")
    if content.break_minutes:
        paid = gettext("Betalt pause %(time)s.") if content.break_counts_as_work else gettext("Ubetalt pause %(time)s.")
        texts.append(paid % {"time": duration_text(content.break_minutes)})
    wall = content.span.local_end().replace(tzinfo=None) - content.span.local_start().replace(tzinfo=None)
    change = content.span.minutes - int(wall.total_seconds() // 60)
    if change:
        texts.append(
            gettext("Klokken stilles denne natten, så vakten varte %(time)s.")
            % {"time": duration_text(content.span.minutes)}
        )
    return texts
