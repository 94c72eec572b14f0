"""What the question of the right is asked about (situasjonen): the person and the hours of each kind of help."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from selvstyrt.core.base import WrongInput


class Help(StrEnum):
    """Kinds of help (hjelp) that the right treats differently.

    ASSISTANCE: personal assistance: practical help, training, support contact.
    RESPITE: respite for parents of a child with reduced function who lives at home.
    SEVERAL_AT_ONCE: help for which more than one must be present.
    NIGHT: services at night.
    HEALTH: health services.
    HIGHER_EDUCATION: help in higher education.
    """

    ASSISTANCE = "assistance"
    RESPITE = "respite"
    SEVERAL_AT_ONCE = "several_at_once"
    NIGHT = "night"
    HEALTH = "health"
    HIGHER_EDUCATION = "higher_education"


@dataclass(frozen=True, slots=True)
class HelpNeed:
    """Minutes a week of one kind of help (behov); each hour of help stands under one kind only.

    `continuous`: the person needs such help all the time; asked for SEVERAL_AT_ONCE and NIGHT.

    Raises: WrongInput `negative_need`.
    """

    help: Help
    weekly_minutes: int
    continuous: bool = False

    def __post_init__(self) -> None:
        if self.weekly_minutes < 0:
            raise WrongInput("negative_need", "A need cannot be less than nothing.", help=self.help.value)


@dataclass(frozen=True, slots=True)
class Child:
    """A child with reduced function whom the person has parental responsibility for (barn)."""

    age: int
    lives_at_home: bool = True


class CostDocumented(StrEnum):
    """Whether the municipality has documented substantially higher cost (vesentlig økt kostnad)."""

    UNKNOWN = "unknown"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class RightFacts:
    """The facts that decide the right (situasjonen).

    `age` on the day of the decision. `duration_months`: how long the need is expected to last in all.
    `granted_before_limit`: BPA was granted under the right before the age limit.
    `leads_alone`: the person can lead without help; when not, somebody else can.
    `counted_anyway`: hours outside the right count towards the hours that give it (a reading of § 2-1 d (2)).
    """

    age: int
    duration_months: int
    needs: tuple[HelpNeed, ...]
    granted_before_limit: bool = False
    cost: CostDocumented = CostDocumented.UNKNOWN
    child: Child | None = None
    leads_alone: bool = True
    counted_anyway: bool = False
