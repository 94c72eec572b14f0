"""What refusals about worked time say."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, str | Promise] = {
    "entry_too_long": _("Tiden er lengre enn 24 timer. Før en ny linje for hvert døgn."),
    "not_whole_minutes": _("Skriv tider i hele minutter."),
    "rest_outside_entry": _("Hviletiden ligger utenfor vakten. Endre fra eller til."),
    "rest_needs_both": _("Skriv både når hviletiden begynte og når den sluttet."),
    "call_needs_both": _("Skriv både når utrykningen begynte og når den sluttet."),
    "call_without_rest": _("En utrykning hører til hviletid. Skriv når hviletiden begynte og sluttet."),
    "call_outside_rest": _("Utrykning %(number)s ligger utenfor hviletiden. Endre tidene."),
    "calls_overlap": _("To utrykninger overlapper. Skriv dem som én."),
    "break_too_long": _("Pausen er lengre enn arbeidstiden. Skriv færre minutter."),
    "unknown_kind": _("Velg hva tiden ble brukt til."),
    "ends_before_start": _("Slutten er før starten. Kryss av for at vakten sluttet dagen etter, eller endre tidene."),
    "entry_in_the_future": _("Vakten er ikke over ennå. Før timene når den er ferdig."),
    "entry_outside_assignment": _("Du hadde ikke oppdrag her %(day)s. Spør koordinatoren om datoene er feil."),
    "entry_overlaps": _("Tiden overlapper timer som er ført fra %(start)s til %(end)s. Rett den ene av dem."),
    "entry_overlaps_elsewhere": _("Det er ført andre timer på samme tid. Se på begge, og rett den som er feil."),
    "not_your_assignment": _("Bare assistenten selv og arbeidslederen kan føre disse timene."),
    "assignment_long_over": _("Fristen for å føre egne timer her var %(until)s. Be arbeidslederen om å føre dem."),
    "nobody_acts": _("Logg inn for å føre timer."),
    "key_used": _("Skjemaet er sendt før med andre tider. Se i listen din, og rett føringen der."),
    "entry_withdrawn": _("Timene er trukket. Åpne et nytt skjema for å føre dem igjen."),
    "shift_already_entered": _("Timene for denne vakten er ført. Rett føringen hvis noe er feil."),
    "plan_changed": _("Planen ble endret etter at du åpnet siden. Se på vakten på nytt."),
    "entry_changed": _("Noen har rettet denne føringen i mellomtiden. Se på den nyeste."),
    "own_entry": _("Ingen godkjenner sine egne timer. Be en annen leder om det."),
    "entries_changed": _("Noe ble endret etter at du åpnet siden. Ingenting er godkjent. Se på uken på nytt."),
    "month_not_over": _("Måneden er ikke over. Lås den når den er ferdig."),
    "month_locked_before": _("Måneden er allerede låst."),
    "earlier_month_open": _("Lås en tidligere måned først: %(earlier)s."),
    "entries_wait_for_approval": _(
        "Noe venter på godkjenning (%(count)s). Godkjenn det først, eller flytt det til neste måned."
    ),
    "pay_not_known": _(
        "Lønnen til %(assistant)s for vakten %(start)s kan ikke regnes ut, fordi en sats mangler. "
        "Måneden er ikke låst. Spør koordinatoren om avtalen."
    ),
    "no_hours_policy": _("Ingen regel sier hvordan timer telles %(day)s. Spør koordinatoren."),
    "append_only": _("Dette kan ikke endres. Før en rettelse i stedet."),
    "unknown_tariff": _("Tariffavtalen %(tariff)s er ikke kjent. Spør koordinatoren."),
}
