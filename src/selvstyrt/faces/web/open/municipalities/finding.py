"""Answers to what somebody typed in the search field: municipalities, a county of today, a county of before."""

from __future__ import annotations

from dataclasses import dataclass

from selvstyrt.apps.directory.place_names import Closeness, asked, fold
from selvstyrt.apps.directory.queries.municipalities import County, Hit, Municipality, all_counties, search

MOST_LETTERS = 80
FORMER_COUNTIES = {
    "Viken": ("31", "32", "33"),
    "Vestfold og Telemark": ("39", "40"),
    "Troms og Finnmark": ("55", "56"),
}
"""Counties of 2020-2023 and those of today. Source: Kartverket and SSB, see `municipality_earlier_numbers`."""


@dataclass(frozen=True, slots=True)
class Found:
    """What fits the text (treff). `former`: the county of before that was meant; `is_svalbard`: it was Svalbard."""

    text: str
    hits: tuple[Hit, ...]
    counties: tuple[County, ...]
    former: str = ""
    is_svalbard: bool = False

    @property
    def only(self) -> Municipality | None:
        """The one municipality that was surely meant, or None: its whole name or number, where no other has the same.

        Flå is Flå, although Flakstad begins alike; å for a counts as the same name, as in `valer`.
        """
        whole = [each.municipality for each in self.hits if each.closeness <= Closeness.SAME_FOLDED]
        several = any(each.municipality_count > 1 for each in self.counties)  # Oslo is both county and municipality
        return whole[0] if len(whole) == 1 and not several else None

    @property
    def is_guess(self) -> bool:
        """True when nothing is spelt as it was typed, and the list is what looks like it."""
        return bool(self.hits) and self.hits[0].closeness >= Closeness.SLIP

    @property
    def is_number(self) -> bool:
        """True when a municipality's number was typed, of today or of another time."""
        return len(self.text) == 4 and self.text.isdecimal()

    @property
    def is_nothing(self) -> bool:
        """True when there is nothing to show."""
        return not (self.hits or self.counties or self.is_svalbard)


def find(text: str) -> Found:
    """Everything that fits; the text is cut at 80 letters."""
    text = " ".join(text[:MOST_LETTERS].split())
    wanted = fold(asked(text))
    counties = {each.number: each for each in all_counties()}
    former = next((name for name in FORMER_COUNTIES if wanted and fold(asked(name)) == wanted), "")
    named = [
        each for each in counties.values() if wanted and any(fold(asked(name.name)) == wanted for name in each.names)
    ]
    if former:
        named = [counties[number] for number in FORMER_COUNTIES[former] if number in counties]
    return Found(text, search(text), tuple(named), former, wanted == "svalbard")
