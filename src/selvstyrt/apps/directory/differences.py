"""What changed between two contents of a dataset (forskjeller): facts by key, added, changed and gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

EXAMPLES = 10
"""So many keys of each kind stand in a report."""


@dataclass(frozen=True, slots=True)
class Differences:
    """What a new content adds, changes and no longer has, as keys in order (forskjeller)."""

    before: int
    after: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def is_none(self) -> bool:
        """True when both say the same."""
        return not (self.added or self.changed or self.gone)

    def shrinks_over(self, percent: int) -> bool:
        """True when more than so many per cent of the facts are lost, new ones counted against them."""
        return (self.before - self.after) * 100 > self.before * percent

    def as_json(self) -> dict[str, Any]:
        """For the report that is kept: counts, and the first keys of each kind."""
        return {
            "before": self.before,
            "after": self.after,
            "added": len(self.added),
            "changed": len(self.changed),
            "gone": len(self.gone),
            "examples": {
                "added": list(self.added[:EXAMPLES]),
                "changed": list(self.changed[:EXAMPLES]),
                "gone": list(self.gone[:EXAMPLES]),
            },
        }


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> Differences:
    """Compare two contents by the keys of their facts."""
    return Differences(
        before=len(old),
        after=len(new),
        added=tuple(key for key in new if key not in old),
        changed=tuple(key for key in new if key in old and new[key] != old[key]),
        gone=tuple(key for key in old if key not in new),
    )
