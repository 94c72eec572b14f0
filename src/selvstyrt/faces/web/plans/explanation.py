"""Why a shift is as it is, in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from selvstyrt.apps.plans.checking import Judged
from selvstyrt.apps.plans.explaining import CHOSEN, EMPTY
from selvstyrt.apps.plans.overtime import OVERTIME
from selvstyrt.apps.plans.services.adjusting import CHANGED_BY_HAND, MOVED_FROM, moved_from
from selvstyrt.core.base import Span
from selvstyrt.faces.web.amounts import duration_text
from selvstyrt.faces.web.plans.summary import reasons_by_person
from selvstyrt.faces.web.plans.texts import BECAUSE, listed


@dataclass(frozen=True, slots=True)
class Explained:
    """Sentences about one shift, and what undoes the last change by hand: who had it, or when it was."""

    sentences: tuple[str, ...]
    before_uid: str = ""
    before_name: str = ""
    back_to: Span | None = None


def explained(explanation: dict[str, Any], judged: Judged) -> Explained:
    """The kept explanation in the reader's words."""
    names = {member.id: member.terms.person.name for member in judged.team.members}
    code = explanation.get("code")
    if code == CHANGED_BY_HAND:
        before = explanation.get("before") or ""
        texts = [_("Vakten er endret for hånd.")]
        if moved := explanation.get(MOVED_FROM):
            return Explained(tuple(texts), back_to=moved_from(moved))
        if minutes := explanation.get(OVERTIME):
            texts.append(_("%(time)s av vakten er avtalt overtid.") % {"time": duration_text(minutes)})
        return Explained(tuple(texts), before if before in names else "", names.get(before, ""))
    if code == EMPTY:
        return Explained((_("Vakten er ledig fordi ingen kan ha den:"), *reasons_by_person(explanation, names)))
    if code == CHOSEN:
        reasons = [str(BECAUSE[each]) for each in explanation["because"] if each in BECAUSE]
        others = [names[each] for each in explanation["others"] if each in names]
        if others:
            reasons.append(_("Disse kunne også hatt den: %(names)s.") % {"names": listed(others)})
        return Explained(tuple(reasons))
    return Explained(())
