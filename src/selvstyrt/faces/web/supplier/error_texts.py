"""What refusals about suppliers and their messages say to people."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, str | Promise] = {
    "website_not_web": _("Skriv nettadressen fra begynnelsen, for eksempel https://www.navn.no."),
    "profile_empty": _("Skriv noe om dere, eller kryss av minst én tjeneste, før dere publiserer."),
    "phone_malformed": _("Et telefonnummer har minst 8 sifre. Se på det en gang til."),
    "reply_address_missing": _("Skriv en e-postadresse eller et telefonnummer, så de kan svare deg."),
    "name_has_lines": _("Skriv navnet på én linje."),
    "supplier_unreachable": _("Leverandøren tar ikke imot meldinger her lenger. Se nettsiden deres, eller ring dem."),
    "contact_sender_limit": _(
        "Det er sendt mange meldinger fra nettet du er på. Denne er ikke sendt. Vent en time og trykk Send, "
        "eller ring leverandøren. Det du skrev, står her."
    ),
    "contact_supplier_limit": _(
        "Leverandøren har fått svært mange meldinger i dag. Denne er ikke sendt. Prøv igjen i morgen, "
        "eller ring dem. Det du skrev, står her."
    ),
    "message_unknown": _("Meldingen er slettet."),
    "not_your_supplier": _("Bare leverandørens koordinatorer kan gjøre dette."),
}

COVERAGE_PROBLEMS: dict[str, str | Promise] = {
    "file_too_large": _("Filen er for stor. Det er plass til 2 000 linjer."),
    "text_has_nul": _("Filen er ikke en tekstfil. Lagre listen som CSV med UTF-8."),
    "columns_missing": _("Overskriften mangler disse kolonnene: %(columns)s."),
    "line_unreadable": _("Linjen kan ikke leses. Se etter et anførselstegn for mye."),
    "no_lines": _("Filen har ingen kommuner."),
    "kind_unknown": _("Avtalen «%(text)s» kjenner vi ikke. Skriv en av disse, eller la det stå tomt: %(kinds)s."),
    "ends_before_start": _("Siste dag er før første dag."),
    "yes_no_unknown": _("Skriv ja eller nei i accepts_new_users, eller la det stå tomt. Der står «%(text)s»."),
    "source_not_web": _("Kilden «%(text)s» er ikke en nettadresse."),
    "stands_twice": _("Kommunen %(number)s står to ganger med samme avtale og første dag."),
    "other_supplier": _("Linjen gjelder organisasjonsnummer %(text)s. Deres er %(number)s."),
    "municipality_split": _("Kommunen %(text)s ble delt. Skriv nummeret som gjelder nå: %(numbers)s."),
    "municipality_unknown": _("Ingen kommune har nummeret «%(text)s»."),
    "day_not_iso": _("Dagen «%(text)s» i %(column)s kan ikke leses. Skriv åååå-mm-dd, for eksempel 2026-03-03."),
}
