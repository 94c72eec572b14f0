"""Errors: what cannot go on. A breach of the law is a finding, not an error."""

from __future__ import annotations

from typing import Any


class SelvstyrtError(Exception):
    """Base of every error of the product.

    `code` is stable and is what faces translate; `facts` are named values for the text;
    the English message says what happened, why, and what to do.
    """

    code: str
    facts: dict[str, Any]

    def __init__(self, code: str, message: str, **facts: Any) -> None:
        super().__init__(message)
        self.code = code
        self.facts = facts


class WrongInput(SelvstyrtError):
    """What was given cannot be understood or contradicts itself; the sender can mend it."""


class NotAllowed(SelvstyrtError):
    """The act is understood, but not permitted for this person or in this state."""


class Conflict(NotAllowed):
    """Somebody else was first: the thing changed since it was read."""


class NoAnswer(SelvstyrtError):
    """The question is well put, but no value or rule covers it; never answered by a guess."""
