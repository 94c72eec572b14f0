"""Citations: where a rule or a value stands (hjemmel)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """One provision or source: short text as a lawyer writes it, and an address where it can be read."""

    text: str
    url: str = ""

    def __str__(self) -> str:
        return self.text
