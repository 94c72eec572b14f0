"""What refusals about plans and shifts say."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, str | Promise] = {
    "plan_ends_before_start": _("Siste dag er før første dag. Bytt om, eller endre en av dem."),
    "plan_too_long": _("Perioden er for lang. Lag planen for høyst %(most)s dager om gangen."),
    "plan_is_past": _("Perioden er over. Velg dager som kommer."),
    "no_needs": _("Du har ikke lagt inn behov for disse dagene. Legg inn hva du trenger, under Behov."),
    "no_team": _("Ingen er ansatt hos deg disse dagene. Legg inn en assistent under Team."),
    "plan_not_published": _("Bare en publisert plan kan endres med et nytt utkast."),
    "plan_not_draft": _("Planen er publisert og kan ikke endres. Lag et nytt utkast av den."),
    "draft_changed": _(
        "Noen har endret utkastet siden du åpnet det. Se på det på nytt, og gjør endringen en gang til."
    ),
    "run_in_progress": _("Det lages en turnus for dette utkastet nå. Vent til den er ferdig, eller stopp den."),
    "plan_overtaken": _("En annen plan er publisert for noen av disse dagene. Lag et nytt utkast."),
    "booked_elsewhere": _("%(first)s er allerede opptatt på en annen jobb da. Velg en annen til vakten."),
    "plan_breaks_rules": _("Planen kan ikke publiseres: %(count)s ting bryter loven eller en avtale. Rett dem først."),
    "plan_over_frame": _("Planene for %(year)s bruker %(over_minutes)s mer enn vedtaket gir. Ta bort noen vakter."),
    "plan_is_empty": _("Utkastet har ingen vakter. Legg til noen, eller forkast det."),
    "nothing_to_undo": _("Vakten er endret etter at den ble flyttet. Se på den på nytt."),
    "shift_has_begun": _("Vakten har begynt og kan ikke endres her. Rett timene etterpå."),
    "unknown_assistant": _("Denne personen er ikke ansatt hos deg den dagen. Velg en annen."),
    "shift_has_changed": _("Vakten er ikke som før: noen andre har fått den, eller den er flyttet. Se på den på nytt."),
    "cover_breaks_rules": _("%(name)s kan ikke ha vakten: det bryter loven eller en avtale. Velg en annen."),
    "proposal_overtaken": _(
        "Forslaget gjelder ikke lenger. Du har alt valgt et forslag eller spurt om vaktene. Ingenting er sendt nå."
    ),
    "request_closed": _("Spørsmålet er avsluttet. Du trenger ikke å svare."),
    "shift_outside_plan": _("Vakten må begynne mellom %(first_day)s og %(last_day)s. Endre dagen."),
    "shift_too_long": _("En vakt kan vare i høyst %(most_hours)s timer. Del den i to."),
    "passive_too_long": _("Hviletiden er lengre enn vakten. Skriv færre timer."),
    "unknown_shift_type": _("Velg en av vakttypene."),
    "time_limit_out_of_range": _("Velg mellom %(lowest)s og %(highest)s sekunder."),
    "worker_died": _("Jobben stanset tre ganger. Prøv igjen, eller be den som drifter løsningen se i loggen."),
    "run_failed": _("Turnusen ble ikke ferdig på grunn av en feil hos oss. Feilen er skrevet i loggen. Prøv igjen."),
}  # fmt: skip
