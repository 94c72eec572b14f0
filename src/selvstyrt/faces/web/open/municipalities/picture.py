"""A picture of Norway, or of one county, with a dot for each municipality (kart): drawn from the points on land.

The picture is small and says nothing that the list beside it does not say in words. It is hidden from those who hear
the page; its county numbers can be pressed by a pointer, and are out of the way of the keyboard.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from math import cos, hypot, radians, sin

from selvstyrt.apps.directory.queries.municipalities import Municipality, Register

MIDDLE_LONGITUDE = 15.0
EARTH_KILOMETRES = 6371
_SOUTH, _NORTH = radians(60), radians(70)
_CONE = (cos(_SOUTH) - cos(_NORTH)) / (_NORTH - _SOUTH)
_CONE_TOP = cos(_SOUTH) / _CONE + _SOUTH
NORWAY_HEIGHT = 640
COUNTY_SIZE = 420
MARGIN = 26
LETTER_WIDTH, LINE_HEIGHT = 9, 20
MOST_NAMES = 9
# Where many counties lie close, their numbers are moved aside: dx, dy in the picture of Norway.
ASIDE = {
    "03": (72, 20),
    "31": (50, 38),
    "32": (62, -28),
    "33": (-8, -10),
    "34": (-4, -14),
    "39": (16, 42),
    "40": (-20, -4),
    "42": (-4, 12),
}


@dataclass(frozen=True, slots=True)
class Label:
    """A word in the picture; `end` True when it stands to the left of its dot."""

    text: str
    x: int
    y: int
    end: bool = False


@dataclass(frozen=True, slots=True)
class CountyMark:
    """All dots of a county as one path, where its number stands, and the middle of the dots (`from_x`, `from_y`)."""

    number: str
    name: str
    dots: str
    x: int
    y: int
    from_x: int
    from_y: int


@dataclass(frozen=True, slots=True)
class NorwayPicture:
    """The whole country: one path for each county."""

    width: int
    height: int
    counties: tuple[CountyMark, ...]


@dataclass(frozen=True, slots=True)
class CountyPicture:
    """One county: the dots of its municipalities, one of them perhaps picked out, and the names there is room for."""

    width: int
    height: int
    dots: str
    picked: tuple[int, int] | None
    labels: tuple[Label, ...]


Point = tuple[float, float]


def flat(latitude: float, longitude: float) -> Point:
    """A place on a flat sheet in kilometres east and south of a point: an equidistant cone through 60° and 70° N.

    Within Norway straight lines on it are right to about one per cent (Snyder, Map Projections, p. 111).
    """
    radius = _CONE_TOP - radians(latitude)
    turn = _CONE * radians(longitude - MIDDLE_LONGITUDE)
    return EARTH_KILOMETRES * radius * sin(turn), EARTH_KILOMETRES * radius * cos(turn)


class _Drawings:
    """What has been drawn from one register: a page asks for the same pictures again and again."""

    def __init__(self, book: Register) -> None:
        self.book = book
        self.points = {
            each.number: flat(each.latitude, each.longitude)
            for each in book.municipalities.values()
            if each.latitude is not None and each.longitude is not None
        }
        self.norway: NorwayPicture | None = None
        self.counties: dict[tuple[str, str], CountyPicture | None] = {}


_latest: list[_Drawings] = []


def _drawings(book: Register) -> _Drawings:
    if not _latest or _latest[0].book is not book:
        _latest[:] = [_Drawings(book)]
    return _latest[0]


def nearest(book: Register, number: str, most: int) -> list[tuple[int, Municipality]]:
    """(kilometres, municipality) of those whose points lie nearest, in a straight line; empty without a point."""
    points = _drawings(book).points
    if number not in points:
        return []
    x, y = points[number]
    far = {other: hypot(x - at_x, y - at_y) for other, (at_x, at_y) in points.items() if other != number}
    return [(round(far[other]), book.municipalities[other]) for other in nsmallest(most, far, key=far.__getitem__)]


def norway(book: Register) -> NorwayPicture:
    """The picture of the country, drawn once for each list of municipalities."""
    drawings = _drawings(book)
    if drawings.norway is None:
        drawings.norway = _norway(book, drawings.points)
    return drawings.norway


def _norway(book: Register, points: Mapping[str, Point]) -> NorwayPicture:
    scale = _Scale(list(points.values()), width=None, height=NORWAY_HEIGHT)
    marks = []
    for county in book.counties.values():
        own = [scale.of(point) for number, point in points.items() if number.startswith(county.number)]
        if own:
            dx, dy = ASIDE.get(county.number, (0, 0))
            x, y = sum(x for x, _y in own) // len(own), sum(y for _x, y in own) // len(own)
            marks.append(CountyMark(county.number, county.name, _path(own), x + dx, y + dy, x, y))
    return NorwayPicture(scale.width, scale.height, tuple(marks))


def county_picture(book: Register, county_number: str, picked: str = "") -> CountyPicture | None:
    """The picture of one county; the names of the picked one and of the largest, as far as there is room."""
    drawings = _drawings(book)
    if (county_number, picked) not in drawings.counties:
        places = [each for each in book.municipalities.values() if each.county_number == county_number]
        drawings.counties[county_number, picked] = _county(places, drawings.points, picked)
    return drawings.counties[county_number, picked]


def _county(places: Sequence[Municipality], points: Mapping[str, Point], picked: str) -> CountyPicture | None:
    own = {each.number: points[each.number] for each in places if each.number in points}
    if not own:
        return None
    scale = _Scale(list(own.values()), width=COUNTY_SIZE, height=COUNTY_SIZE)
    spots = {number: scale.of(point) for number, point in own.items()}
    first = sorted(places, key=lambda each: (each.number != picked, -(each.population or 0)))
    names = {each.number: each.name for each in first if each.number in spots}
    return CountyPicture(
        width=scale.width,
        height=scale.height,
        dots=_path(spot for number, spot in spots.items() if number != picked),
        picked=spots.get(picked),
        labels=_labels(names, spots, scale.width),
    )


class _Scale:
    """From flat points to whole numbers in the picture."""

    def __init__(self, points: Sequence[Point], *, width: int | None, height: int) -> None:
        xs, ys = [x for x, _y in points], [y for _x, y in points]
        self.left, self.top = min(xs), min(ys)
        wide, tall = max(max(xs) - self.left, 20), max(max(ys) - self.top, 20)
        room = height - 2 * MARGIN
        self.factor = room / tall if width is None else min(room / tall, (width - 2 * MARGIN) / wide)
        self.width = round(wide * self.factor) + 2 * MARGIN if width is None else width
        self.height = round(tall * self.factor) + 2 * MARGIN
        self.aside = MARGIN if width is None else round((width - wide * self.factor) / 2)

    def of(self, point: Point) -> tuple[int, int]:
        x, y = point
        return round((x - self.left) * self.factor) + self.aside, round((y - self.top) * self.factor) + MARGIN


def _path(spots: Iterable[tuple[int, int]]) -> str:
    """Lines without length: with round ends they are dots, and a whole county is one element."""
    return "".join(f"M{x} {y}h0" for x, y in spots)


def _labels(names: Mapping[str, str], spots: Mapping[str, tuple[int, int]], width: int) -> tuple[Label, ...]:
    """The names that fit beside their dots without lying on another name or dot, the first ones first."""
    taken = [(x - 7, y - 7, x + 7, y + 7) for x, y in spots.values()]
    labels: list[Label] = []
    for number, name in names.items():
        x, y = spots[number]
        long = len(name) * LETTER_WIDTH
        for end in (False, True):
            left = x - 12 - long if end else x + 12
            box = (left, y - LINE_HEIGHT // 2, left + long, y + LINE_HEIGHT // 2)
            own = (x - 7, y - 7, x + 7, y + 7)
            if left >= 0 and left + long <= width and not any(_meet(box, each) for each in taken if each != own):
                labels.append(Label(name, x - 12 if end else x + 12, y + 5, end))
                taken.append(box)
                break
        if len(labels) == MOST_NAMES:
            break
    return tuple(labels)


def _meet(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
