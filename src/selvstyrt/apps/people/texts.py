"""Texts that people write (fritekst): what a database and a reader can take."""

from __future__ import annotations

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
