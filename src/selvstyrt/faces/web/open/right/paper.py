"""The answer on paper (svaret på papir): the same words as the page, as PDF/UA."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from selvstyrt.apps.reports.typesetting import typeset
from selvstyrt.faces.web.amounts import day_text
from selvstyrt.faces.web.open.right.answer import Answer

TEMPLATE = Path(__file__).parent / "answer.typ"


def paper(answer: Answer) -> bytes:
    """The answer as PDF in the active language; the same answer on the same day gives the same bytes."""
    content = asdict(answer)
    content.pop("asked_on")
    content["language"] = translation.get_language() or "nb"
    content["words"] = {
        "made": _("Svart %(day)s, etter loven slik den er den dagen.") % {"day": day_text(answer.asked_on, "date")},
        "given": _("Dette svarte du"),
        "reasons": _("Hvorfor"),
        "for": _("Taler for"),
        "against": _("Taler mot"),
        "counted": _("Timene i uken"),
        "help": _("Hjelp"),
        "hours": _("Timer"),
        "inside": _("Med i retten"),
        "yes": _("Ja"),
        "no": _("Nei"),
        "total": _("Teller med"),
        "changes": _("Hva som kan endre svaret"),
        "letter": _("Utkast til søknad"),
        "letter_in_bokmal": _("Utkastet på bokmål"),
        "steps": _("Dette gjør du nå"),
        "footer": _("Laget med Selvstyrt. Ingenting er lagret."),
        "page": _("Side"),
    }
    return typeset(TEMPLATE, content, datetime.combine(answer.asked_on, time(12), UTC))
