"""The reader says what is wrong, where, and what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from selvstyrt.core.base import WrongInput
from selvstyrt.engine.staffing.instance import Need, Wish
from selvstyrt.engine.staffing.reading import parse_instance, read_instance, read_rows, write_rows

GOOD = """# a remark
SECTION_HORIZON
14

SECTION_SHIFTS
# ShiftID, Length in mins, Shifts which cannot follow this shift | separated
D,480,
N,600,D|N

SECTION_STAFF
A,D=14|N=0,4800,2400,5,2,2,1
B,D=14|N=3,4800,2400,5,2,2,1

SECTION_DAYS_OFF
A,0,13

SECTION_SHIFT_ON_REQUESTS
A,3,D,2

SECTION_SHIFT_OFF_REQUESTS
B,4,N,1

SECTION_COVER
0,D,1,100,1
0,N,-0,100,1
"""


def test_each_section_is_read() -> None:
    instance = parse_instance(GOOD, "good")
    assert (instance.days, [shift.id for shift in instance.shifts]) == (14, ["D", "N"])
    assert instance.shifts[1].not_before == {"D", "N"}
    first = instance.people[0]
    assert (first.id, first.most_of, first.days_off) == ("A", {"D": 14, "N": 0}, {0, 13})
    limits = (first.most_minutes, first.least_minutes, first.most_in_row, first.least_in_row)
    assert (*limits, first.least_off, first.most_weekends) == (4800, 2400, 5, 2, 2, 1)
    assert instance.wanted == (Wish("A", 3, "D", 2),)
    assert instance.unwanted == (Wish("B", 4, "N", 1),)
    assert instance.needs == (Need(0, "D", 1, 100, 1), Need(0, "N", 0, 100, 1))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("SECTION_HORIZON\n14", "SECTION_HORIZON\nfourteen", "Line 3: the number of days is 'fourteen'"),
        ("SECTION_HORIZON\n14", "SECTION_HORIZON\n14\n15", "Line 4: SECTION_HORIZON holds one number"),
        ("SECTION_HORIZON\n14", "SECTION_HORIZON\n0", "0 days; 1 to 800"),
        ("SECTION_HORIZON\n14", "14", "text before the first section"),
        ("SECTION_COVER", "SECTION_COVERS", "the section SECTION_COVERS is unknown"),
        ("SECTION_DAYS_OFF", "SECTION_STAFF", "SECTION_STAFF stands twice"),
        ("D,480,\n", "D,0,\n", "lasts 0 minutes"),
        ("D,480,\n", "D,,\n", "the length in minutes is missing (field 2)"),
        ("D,480,\n", "D,480,\nD,480,\n", "the shift D stands twice"),
        ("N,600,D|N", "N,600,X", "the shift X is not in SECTION_SHIFTS"),
        ("A,D=14|N=0,4800,2400,5,2,2,1", "A,D=14|N=0,4800,2400,5,2,2", "the most weekends is missing"),
        ("A,D=14|N=0,4800,2400,5,2,2,1", "A,D=14|N=0,4800,2400,5,2,2,1,9", "9 fields; 8 were expected"),
        ("A,D=14|N=0,4800,2400,5,2,2,1", "A,D=14|N=0,2400,4800,5,2,2,1", "at least 4800 and at most 2400 minutes"),
        ("A,D=14|N=0,4800,2400,5,2,2,1", "A,D=14|N=0,4800,2400,1,2,2,1", "at least 2 and at most 1 days in a row"),
        ("A,D=14|N=0,4800,2400,5,2,2,1", "A,D=14|N=0,4800,2400,0,0,2,1", "may work no days in a row"),
        ("A,D=14|N=0,", "A,D14|N=0,", "SHIFT=NUMBER was expected"),
        ("A,D=14|N=0,", "A,D=-1|N=0,", "the most shifts of type D is '-1'"),
        ("B,D=14|N=3", "A,D=14|N=3", "the person A stands twice"),
        ("A,0,13", "C,0", "the person C is not in SECTION_STAFF"),
        ("A,0,13", "A,14", "day 14; the days are 0 to 13"),
        ("A,3,D,2", "A,3,E,2", "the shift E is not in SECTION_SHIFTS"),
        ("A,3,D,2", "A,3,D," + "9" * 5000, "the weight is"),
        ("0,N,-0,100,1", "0,D,1,100,1", "the need for D on day 0 stands twice"),
        ("0,D,1,100,1\n0,N,-0,100,1\n", "", "SECTION_COVER is missing or empty"),
    ],
)
def test_what_is_wrong_is_named(old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(WrongInput) as refused:
        parse_instance(GOOD.replace(old, new, 1), "bad")
    assert message in str(refused.value)


def test_a_file_that_cannot_be_opened_or_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongInput, match="cannot be opened"):
        read_instance(tmp_path / "nothing.txt")
    (tmp_path / "bytes.txt").write_bytes(b"\xff\xfe\x00S")
    with pytest.raises(WrongInput, match="UTF-8"):
        read_instance(tmp_path / "bytes.txt")


def test_a_file_with_marks_of_its_editor_is_read(tmp_path: Path) -> None:
    path = tmp_path / "windows.txt"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert read_instance(path).people[1].id == "B"


def test_a_roster_survives_writing_and_reading() -> None:
    roster = {"A": ("D", "", "N"), "B": ("", "", "")}
    assert write_rows(roster) == "A,D,,N\nB,,,\n"
    assert read_rows(write_rows(roster)) == roster
