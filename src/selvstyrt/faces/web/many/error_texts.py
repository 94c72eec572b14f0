"""What refusals about rosters for many schemes say."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, str | Promise] = {
    "no_schemes_chosen": _("Velg minst én ordning."),
    "schemes_not_ready": _("%(count)s av ordningene er ikke klare lenger. Se på listen og velg på nytt."),
    "scheme_has_plan": _("Noen laget en plan for ordningen i mellomtiden."),
    "scheme_has_roster": _("Ordningen har fått turnus, eller den lages nå."),
    "batch_stopped": _("Jobben ble stanset før turen kom til denne ordningen."),
    "coordinator_unknown": _("%(email)s er ikke koordinator for denne leverandøren i dag."),
}
