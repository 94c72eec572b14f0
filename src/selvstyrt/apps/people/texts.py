"""Texts that people write (fritekst): what a database and a reader can take."""

from __future__ import annotations

import re

from selvstyrt.core.base import WrongInput


def plain_text(text: str, *, field: str, limit: int, required: bool = False) -> str:
    """The text without blanks around it.

    Raises: WrongInput `text_has_nul`, `text_too_long`, `text_missing`.
    """
    if "\x00" in text:
        raise WrongInput(
            "text_has_nul",
            f"The text in {field} holds a NUL byte, which cannot be stored. Remove it and send again.",
            field=field,
        )
    stripped = text.strip()
    if len(stripped) > limit:
        raise WrongInput(
            "text_too_long",
            f"The text in {field} is {len(stripped)} characters long; at most {limit} fit. Shorten it.",
            field=field,
            length=len(stripped),
            limit=limit,
        )
    if required and not stripped:
        raise WrongInput("text_missing", f"{field} is empty. Write it and send again.", field=field)
    return stripped


def organisation_digits(text: str) -> str:
    """An organisation number as its nine digits, blanks removed; empty stays empty (organisasjonsnummer).

    The last digit controls the others, with the weights of the Register of Legal Entities.

    Raises: WrongInput `organisation_number_malformed`.
    """
    digits = re.sub(r"\s", "", plain_text(text, field="organisation_number", limit=30))
    if not digits:
        return ""
    weights = (3, 2, 7, 6, 5, 4, 3, 2)
    if re.fullmatch(r"[0-9]{9}", digits):
        total = sum(int(digit) * weight for digit, weight in zip(digits[:8], weights, strict=True))
        if (-total) % 11 == int(digits[8]):
            return digits
    raise WrongInput(
        "organisation_number_malformed",
        f"{digits[:30]!r} is not an organisation number. It has nine digits; look at them again.",
        field="organisation_number",
    )


def municipality_digits(text: str) -> str:
    """A municipality number as its four digits; empty stays empty (kommunenummer).

    Raises: WrongInput `municipality_number_malformed`.
    """
    digits = plain_text(text, field="municipality_number", limit=30)
    if digits and not re.fullmatch(r"[0-9]{4}", digits):
        raise WrongInput(
            "municipality_number_malformed",
            f"{digits!r} is not a municipality number. It has four digits.",
            field="municipality_number",
        )
    return digits
