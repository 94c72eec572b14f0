"""What went wrong, as problem details (RFC 9457), in the language that was asked for."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import Field, NinjaAPI
from ninja.errors import HttpError, ValidationError

from selvstyrt.apps.directory.shelf import UnsoundContent
from selvstyrt.core.base import NoAnswer, SelvstyrtError, WrongInput
from selvstyrt.faces.api.open.envelope import Language, Out

MEDIA_TYPE = "application/problem+json"
_log = logging.getLogger(__name__)


class FieldProblem(Out):
    """One value of the question that cannot be used."""

    name: str = Field(description="The name in the address or the body.", examples=["per_page"])
    detail: str = Field(description="What is wrong with it, and how to mend it.")


class Problem(Out):
    """Problem details as RFC 9457 describes them."""

    type: str = Field(description="Always about:blank; `code` tells the problems apart.", examples=["about:blank"])
    title: str = Field(description="What went wrong, in few words.")
    status: int = Field(examples=[404])
    detail: str = Field(description="What happened, and how to mend it.")
    code: str = Field(description="A stable word for programs.", examples=["unknown_municipality"])
    errors: list[FieldProblem] = Field([], description="The values that cannot be used, one by one.")
    today: list[str] = Field([], description="For an abolished number of a place: the numbers that took its place.")


class NotFound(SelvstyrtError):
    """There is nothing at the address that was asked for."""


def problem(
    status: int, code: str, detail: str, *, errors: list[dict[str, str]] | None = None, today: list[str] | None = None
) -> HttpResponse:
    """The answer for a problem."""
    content = {
        "type": "about:blank",
        "title": _title(status),
        "status": status,
        "detail": detail,
        "code": code,
        "errors": errors or [],
        "today": today or [],
    }
    return HttpResponse(json.dumps(content, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)


def refused(error: SelvstyrtError, status: int) -> HttpResponse:
    """The answer for a refusal of the rules or the directory."""
    return problem(status, error.code, _detail(error), today=list(error.facts.get("today", ())))


def plain(status: int) -> HttpResponse:
    """The answer for what the web server itself refused: an unknown address, a wrong method, our own fault."""
    words = {
        400: _("Adressen kan ikke leses. Se etter tegn som ikke hører hjemme der."),
        404: _("Her er det ingenting. Se adressene i openapi.json."),
        405: _("Denne adressen kan bare leses, med GET."),
        413: _("Det du sendte, er for stort."),
    }
    code = {400: "bad_address", 404: "not_found", 405: "method_not_allowed", 413: "too_large"}.get(status, "our_fault")
    otherwise = _("Feilen er hos oss. Prøv igjen om litt.") if status >= 500 else _("Spørsmålet kan ikke besvares.")
    return problem(status, code, words.get(status, otherwise))


def language_asked(request: HttpRequest) -> str:
    """The language of texts: `?language=`, else what the browser asks for, else bokmål."""
    asked = request.GET.get("language", "")
    return asked if asked in set(Language) else (translation.get_language() or "nb")


def register(api: NinjaAPI) -> None:
    """Let the API answer every error as problem details."""

    @api.exception_handler(NotFound)
    def not_found(request: HttpRequest, error: NotFound) -> HttpResponse:
        with translation.override(language_asked(request)):
            return refused(error, 404)

    @api.exception_handler(UnsoundContent)
    def unsound(request: HttpRequest, error: UnsoundContent) -> HttpResponse:
        _log.error("a stored edition cannot be read: %s", error)
        with translation.override(language_asked(request)):
            return plain(500)

    @api.exception_handler(WrongInput)
    def wrong(request: HttpRequest, error: WrongInput) -> HttpResponse:
        with translation.override(language_asked(request)):
            return refused(error, 404 if error.code in _OF_THE_ADDRESS else 422)

    @api.exception_handler(NoAnswer)
    def no_answer(request: HttpRequest, error: NoAnswer) -> HttpResponse:
        with translation.override(language_asked(request)):
            return refused(error, 404 if error.code in _OF_THE_ADDRESS else 422)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        with translation.override(language_asked(request)):
            errors = [{"name": _name(each["loc"]), "detail": _field_detail(each)} for each in error.errors]
            return problem(
                422, "unusable_question", _("Noe i spørsmålet kan ikke brukes. Se hva under «errors»."), errors=errors
            )

    @api.exception_handler(HttpError)
    def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
        with translation.override(language_asked(request)):
            return problem(error.status_code, "bad_request", _("Innholdet i spørsmålet kan ikke leses som JSON."))


_OF_THE_ADDRESS = frozenset(
    {
        "unknown_municipality",
        "abolished_municipality",
        "unknown_county",
        "abolished_county",
        "nothing_collected",
        "no_fee_table",
    }
)


def _title(status: int) -> str:
    titles = {404: _("Finnes ikke"), 405: _("Ikke tillatt her"), 422: _("Spørsmålet kan ikke besvares")}
    return titles.get(status, _("Feil hos oss") if status >= 500 else _("Spørsmålet kan ikke leses"))


def _detail(error: SelvstyrtError) -> str:
    facts = error.facts
    texts: dict[str, str] = {
        "unknown_municipality": _(
            "Ingen kommune har nummeret %(number)s. Et nummer har fire sifre, som 0301 for Oslo."
        ),
        "abolished_municipality": _("Kommunenummeret %(number)s gjaldt før 2024. I dag er det %(today_text)s."),
        "unknown_county": _("Ingen fylker har nummeret %(number)s. Se /counties."),
        "abolished_county": _("Fylket %(number)s fantes før 2024. I dag er det %(today_text)s."),
        "no_organisation_number": _("%(number)s er ikke et organisasjonsnummer. Det har ni sifre."),
        "unknown_company": _("Vi har ikke hentet denne virksomheten. Spør Enhetsregisteret."),
        "nothing_collected": _("Vi har ikke hentet noe her ennå. En tom fil ville sett ut som et svar. Spør kilden."),
        "no_fee_table": _("Vi kjenner ingen satser for egenandel i kommunen %(number)s. Spør kommunen."),
        "unknown_supplier": _("Ingen leverandør heter dette. Se /suppliers."),
        "unknown_occupation": _("Dette yrket har vi ikke. Se /occupations."),
        "unknown_page": _("Veiledningen har ingen slik side. Se /guide."),
        "unknown_vacancy": _("Vi kjenner ikke denne annonsen. Den kan være utgått."),
        "unknown_dataset": _("Dette datasettet har vi ikke. Se /datasets."),
        "hours_not_given": _("Prisen avhenger av timene. Skriv timer per måned."),
        "price_not_known": _("Kommunens tabell sier ikke prisen for dette trinnet. Spør kommunen."),
        "g_basis_not_set": _("Kommunens tabell sier ikke hvilket grunnbeløp den regner med. Spør kommunen."),
        "amount_out_of_range": _("Beløpet kan ikke brukes. Skriv fra 0 til 1 000 000 000."),
    }
    told = {**facts, "today_text": ", ".join(facts.get("today", ()))}
    text = texts.get(error.code)
    return str(error) if text is None else _filled(text, told)


def _filled(text: str, facts: Mapping[str, Any]) -> str:
    return text % {name: str(value)[:80] for name, value in facts.items()}


def _name(place: Any) -> str:
    return str(place[-1]) if place else ""


def _field_detail(error: Any) -> str:
    kind, facts = str(error.get("type", "")), error.get("ctx") or {}
    if kind == "missing":
        return _("Mangler. Oppgi en verdi.")
    if kind in {"enum", "literal_error"}:
        return _("Velg en av %(words)s.") % {"words": facts.get("expected", "")}
    if kind in {"greater_than_equal", "greater_than"}:
        return _("Må være minst %(least)s.") % {"least": facts.get("ge", facts.get("gt"))}
    if kind in {"less_than_equal", "less_than"}:
        return _("Kan være høyst %(most)s.") % {"most": facts.get("le", facts.get("lt"))}
    if kind.startswith("date"):
        return _("Skriv en dato som 2026-03-01.")
    if kind.startswith(("int", "decimal", "float")):
        return _("Skriv et tall.")
    if kind.startswith("uuid"):
        return _("Skriv en UUID, som 8-4-4-4-12 tegn.")
    return _("Kan ikke brukes her: %(what)s") % {"what": error.get("msg", "")}
