"""The advice on the right to BPA (veiledende vurdering) in plain words, in three languages."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from selvstyrt.core.base import WrongInput
from selvstyrt.core.eligibility import Assessment, Outcome, RightReason
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
    said = [outcome_words(assessment.outcome, language)]
    said += [reason_text(reason, language) for reason in assessment.reasons]
    if assessment.depends_on_counting:
        said.append(counting_words(language))
    return [*said, frame_words(language)]


def reason_text(reason: RightReason, language: str = "nb") -> str:
    """One reason as a sentence, with its provision in brackets.

    Raises: WrongInput `unknown_language`.
    """
    return f"{reason_words(reason, language)} ({reason.citation.text})"


def reason_words(reason: RightReason, language: str = "nb") -> str:
    """One reason as a sentence, without its provision.

    Raises: WrongInput `unknown_language`.
    """
    _refuse_unknown(language)
    words = {"need": "minutes", "limit_need": "limit_minutes", "lower_need": "lower_limit_minutes"}
    hours = {word: duration(reason.facts[fact], language) for word, fact in words.items() if fact in reason.facts}
    text: str = _texts()["reasons"][reason.code][language]
    return text.format(**{**reason.facts, **hours})


def outcome_words(outcome: Outcome, language: str = "nb") -> str:
    """The outcome in a sentence or two.

    Raises: WrongInput `unknown_language`.
    """
    _refuse_unknown(language)
    return str(_texts()["outcomes"][outcome.value][language])


def counting_words(language: str = "nb") -> str:
    """That the answer depends on what is counted, and what to ask of the municipality.

    Raises: WrongInput `unknown_language`.
    """
    _refuse_unknown(language)
    return str(_texts()["counting"][language])


def frame_words(language: str = "nb") -> str:
    """That the answer is advice and never a refusal.

    Raises: WrongInput `unknown_language`.
    """
    _refuse_unknown(language)
    return str(_texts()["frame"][language])


def _refuse_unknown(language: str) -> None:
    if language not in LANGUAGES:
        raise WrongInput("unknown_language", f"{language!r} is not one of {', '.join(LANGUAGES)}.", language=language)
