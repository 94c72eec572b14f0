"""Who acts: passed as `by` to every service."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind an act (aktør); `person_uid` None is the system itself."""

    person_uid: UUID | None


SYSTEM = Actor(None)
