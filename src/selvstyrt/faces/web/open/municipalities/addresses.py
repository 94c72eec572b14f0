"""The address of a municipality: its number, and its Norwegian name in a-z."""

from __future__ import annotations

from typing import Any

from django.urls import register_converter

from selvstyrt.apps.directory.queries.municipalities import Municipality, municipality
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.faces.web.open.shell import open_address


class MunicipalityNumber:
    """Four digits, as text."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class CountyNumber(MunicipalityNumber):
    """Two digits, as text."""

    regex = "[0-9]{2}"


register_converter(MunicipalityNumber, "municipality_number")
register_converter(CountyNumber, "county_number")


def words_of(place: Municipality) -> dict[str, Any]:
    """What stands in the address of a municipality's page."""
    return {"number": place.number, "slug": place.slug}


def municipality_address(place: Municipality) -> str:
    """The page of a municipality in the language that is active."""
    return open_address("open_municipality", **words_of(place))


def municipality_link(number: str) -> tuple[str, str]:
    """(name, address) of a municipality of today; the number itself and no address when it is unknown."""
    try:
        place = municipality(number)
    except SelvstyrtError:
        return number, ""
    return place.label, municipality_address(place)
