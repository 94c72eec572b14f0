"""What the codes of suppliers are called: services, terms, languages, claims of a public page, agreements."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from selvstyrt.apps.directory.offers import SERVICE_GROUPS, TERM_GROUPS, Service, Speech, Term

Text = str | Promise

SERVICES: dict[Service, Text] = {
    Service.ADVERT: _("Lager stillingsannonse"),
    Service.INTERVIEW: _("Er med på jobbintervju"),
    Service.SELECTION: _("Hjelper til å velge ut assistenter"),
    Service.ROTA: _("Hjelp med turnus"),
    Service.SUBSTITUTES: _("Vikarordning"),
    Service.TRAINING: _("Opplæring av assistenter"),
    Service.LEADER_COURSE: _("Kurs for arbeidsledere"),
    Service.ADVICE: _("Råd og veiledning"),
    Service.COORDINATOR: _("Fast koordinator for ordningen"),
    Service.APPLICATION_HELP: _("Hjelp med søknaden"),
    Service.SWITCH_HELP: _("Hjelp til å bytte leverandør"),
    Service.CARS: _("Biler"),
    Service.BOATS: _("Båter"),
    Service.WORKSHOP: _("Verksted"),
}

TERMS: dict[Term, Text] = {
    Term.EVENING: _("Tillegg for kveld"),
    Term.NIGHT: _("Tillegg for natt"),
    Term.WEEKEND: _("Tillegg for helg"),
    Term.HOLIDAY: _("Tillegg for helligdag"),
    Term.OVERTIME: _("Tillegg for overtid"),
    Term.PENSION: _("Pensjon"),
    Term.INSURANCE: _("Forsikring"),
    Term.SAFETY_DELEGATE: _("Verneombud"),
    Term.OCCUPATIONAL_HEALTH: _("Bedriftshelsetjeneste"),
    Term.APPRAISALS: _("Medarbeidersamtaler"),
    Term.SKILLS: _("Kompetanseutvikling"),
    Term.ROLE_TRAINING: _("Opplæring i assistentrollen"),
    Term.TEAM: _("Fagteam"),
}

LANGUAGES: dict[Speech, Text] = {
    Speech.NB: pgettext_lazy("språk", "bokmål"),
    Speech.NN: pgettext_lazy("språk", "nynorsk"),
    Speech.NSL: pgettext_lazy("språk", "norsk tegnspråk"),
    Speech.SE: pgettext_lazy("språk", "nordsamisk"),
    Speech.SMJ: pgettext_lazy("språk", "lulesamisk"),
    Speech.SMA: pgettext_lazy("språk", "sørsamisk"),
    Speech.FKV: pgettext_lazy("språk", "kvensk"),
    Speech.EN: pgettext_lazy("språk", "engelsk"),
    Speech.AR: pgettext_lazy("språk", "arabisk"),
    Speech.LT: pgettext_lazy("språk", "litauisk"),
    Speech.PL: pgettext_lazy("språk", "polsk"),
    Speech.SO: pgettext_lazy("språk", "somali"),
    Speech.TI: pgettext_lazy("språk", "tigrinja"),
    Speech.UK: pgettext_lazy("språk", "ukrainsk"),
}

GROUPS: dict[str, Text] = {
    "recruiting": _("Finne assistenter"),
    "planning": _("Turnus og vikarer"),
    "training": _("Opplæring"),
    "advice": _("Råd"),
    "equipment": _("Utstyr og lokaler"),
    "supplements": _("Tillegg i lønnen"),
    "security": _("Trygghet"),
    "environment": _("Arbeidsmiljø"),
    "growth": _("Utvikling"),
}

CLAIMS: dict[str, Text] = {
    "many_municipalities": _(
        "Skriver at de formidler BPA i mange kommuner over hele landet, og at det skal bli flere."
    ),
    "experience": _("Skriver at de har mange års erfaring, og samarbeider nært med både deg og kommunen."),
    "employer": _("Er arbeidsgiver for assistentene, skriver kontrakt og betaler lønn."),
    "free_talk": _("Tilbyr en uforpliktende samtale med en rådgiver."),
    "moving": _("Hjelper deg når du flytter til en ny kommune."),
    "advice_anywhere": _("Gir råd også til deg som bor der de ikke er til stede."),
}

AGREEMENTS: dict[str, Text] = {
    "service_concession": _("Tjenestekonsesjon"),
    "framework_agreement": _("Rammeavtale"),
    "other": _("Annen avtale"),
    "": _("Ingen avtale oppgitt"),
}

OCCUPATIONS: dict[str, Text] = {
    "personlig_assistent": _("personlig assistent"),
    "heimehjelp": _("hjemmehjelp"),
    "stottekontakt": _("støttekontakt"),
}


def service_groups() -> list[tuple[Text, list[tuple[Service, Text]]]]:
    """The services by group, in the order people ask for them."""
    return [(GROUPS[group], [(each, SERVICES[each]) for each in members]) for group, members in SERVICE_GROUPS.items()]


def term_groups() -> list[tuple[Text, list[tuple[Term, Text]]]]:
    """The terms of employment by group."""
    return [(GROUPS[group], [(each, TERMS[each]) for each in members]) for group, members in TERM_GROUPS.items()]
