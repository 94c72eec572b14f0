"""The advice on the right to BPA (veiledende vurdering) in plain words, in three languages."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from selvstyrt.core.base import WrongInput
from selvstyrt.core.eligibility import Assessment, RightReason
from selvstyrt.faces.texts.findings import LANGUAGES, duration

_FILE = Path(__file__).parent / "eligibility.toml"


@cache
def _texts() -> dict[str, Any]:
    with _FILE.open("rb") as file:
        return tomllib.load(file)


@cache
def known_reasons() -> frozenset[str]:
    """RightReason codes that have a text."""
    return frozenset(_texts()["reasons"])


def advice(assessment: Assessment, language: str = "nb") -> list[str]:
    """The outcome, each reason with its provision, what the reading of the act decides, and that it is advice.

    Raises: WrongInput `unknown_language`.
    """
    _refuse_unknown(language)
    texts = _texts()
    said = [texts["outcomes"][assessment.outcome.value][language]]
    said += [reason_text(reason, language) for reason in assessment.reasons]
    if assessment.depends_on_counting:
        said.append(texts["counting"][language])
    return [*said, texts["frame"][language]]


def reason_text(reason: RightReason, language: str = "nb") -> str:
    """One reason as a sentence, with its provision in brackets.

    Raises: WrongInput `unknown_language`.
    """
    _refuse_unknown(language)
    words = {"need": "minutes", "limit_need": "limit_minutes", "lower_need": "lower_limit_minutes"}
    hours = {word: duration(reason.facts[fact], language) for word, fact in words.items() if fact in reason.facts}
    text: str = _texts()["reasons"][reason.code][language].format(**{**reason.facts, **hours})
    return f"{text} ({reason.citation.text})"


def _refuse_unknown(language: str) -> None:
    if language not in LANGUAGES:
        raise WrongInput("unknown_language", f"{language!r} is not one of {', '.join(LANGUAGES)}.", language=language)
