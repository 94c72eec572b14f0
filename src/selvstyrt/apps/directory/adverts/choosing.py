"""Which adverts are ours (utvalg): the occupation group, else words in the title together with the group of care work.

The source has no filter, so each active advert is looked at once. "Personlig assistent" alone would also take in the
assistants of directors, and "BPA" the caseworkers who decide on it: hence the groups.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from selvstyrt.apps.directory.datasets.vacancies import FoundBy

OUR_GROUP = "5322"  # STYRK-08: home helpers and personal assistants
_CARE_WORK = "532"  # 531 are the assistants of kindergartens and schools
_SERVICE_WORK = "5"
_BPA = re.compile(r"\bBPA\b|\bbruk[ea]rstyrt", re.IGNORECASE)
_PERSONAL = re.compile(r"\bpersonl[ie]ge? assist", re.IGNORECASE)
_ASSISTANT = re.compile(r"assistent|assistanse|assistant|\bheimehjelp|\bhjemmehjelp", re.IGNORECASE)


def found_by(*, codes: Iterable[str], titles: str, text: str) -> FoundBy | None:
    """Why an advert is ours, or None.

    `codes` are the STYRK codes of the advert; only the first four digits count (`5322.01` is 5322). `titles` is its
    title and job title. BPA or a personal assistant in a title counts in service work, and BPA without a code too; any
    other assistant counts in care work, or without a code when the text names BPA.
    """
    groups = {code.strip()[:4] for code in codes}
    if OUR_GROUP in groups:
        return FoundBy.CODE
    in_service = any(group.startswith(_SERVICE_WORK) for group in groups)
    in_care = any(group.startswith(_CARE_WORK) for group in groups)
    names_bpa = bool(_BPA.search(titles))
    is_personal = names_bpa or bool(_PERSONAL.search(titles))
    is_assistant = bool(_ASSISTANT.search(titles))
    told_without_code = not groups and (names_bpa or (is_assistant and bool(_BPA.search(text))))
    return FoundBy.WORDS if (in_service and is_personal) or (in_care and is_assistant) or told_without_code else None
