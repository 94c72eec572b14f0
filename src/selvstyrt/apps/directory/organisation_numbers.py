"""Organisation numbers of the Brønnøysund register (organisasjonsnummer): nine digits, the last a check by modulus 11."""

from __future__ import annotations

_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)


def is_organisation_number(text: str) -> bool:
    """True for nine digits whose check digit is right. Source: Brønnøysundregistrene, "Organisasjonsnummeret"."""
    if len(text) != 9 or not (text.isascii() and text.isdigit()):
        return False
    rest = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, text, strict=False)) % 11
    return rest != 1 and int(text[8]) == (11 - rest) % 11
