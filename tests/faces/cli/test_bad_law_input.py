"""What cannot be read: one message that says what, where and how to mend it; exit code 2; nothing half written."""

import json
import time

import pytest
from click.testing import CliRunner

from selvstyrt.faces.cli.cases import cases
from selvstyrt.faces.cli.law import law
from selvstyrt.faces.cli.roster import roster

START, END = "2026-06-01T14:00", "2026-06-01T22:00"


def shift(**more):
    return {"start": START, "end": END, **more}


def of(*shifts, **more):
    return {"shifts": list(shifts), **more}


@pytest.fixture
def asked(tmp_path):
    """Check a content, given as text, bytes or values, with an answer file that was there before."""

    def ask(content, *options):
        path, out = tmp_path / "in.json", tmp_path / "out.json"
        out.write_text("before", encoding="utf-8")
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        done = CliRunner().invoke(law, ["check", str(path), "--out", str(out), *options])
        return done, out.read_text(encoding="utf-8")

    return ask


def is_refused(done, written, *said):
    assert done.exit_code == 2, done.output
    assert done.stdout == ""
    assert written == "before"
    assert done.stderr.startswith("selvstyrt law check: ")
    assert done.stderr.count("\n") == 1
    for words in said:
        assert words in done.stderr


CALL = {"start": "2026-06-01T15:00", "end": "2026-06-01T16:00"}

WRONG_SHIFTS = [
    (of(shift(end="2026-06-01T13:00")), "shifts[0].end: The end 2026-06-01T13:00 is not after the start"),
    (of(shift(end=START)), "shifts[0].end"),
    (
        of(shift(), shift(start="2026-03-29T02:30", end="2026-03-29T09:00")),
        "shifts[1].start: 2026-03-29T02:30 does not",
    ),
    (
        of(shift(start="2026-10-25T02:30", end="2026-10-25T09:00")),
        "2026-10-25T02:30+02:00 (first) or 2026-10-25T02:30+01",
    ),
    (of(shift(start="0000-01-01T00:00")), "shifts[0].start: '0000-01-01T00:00' is not a time."),
    (of(shift(start="0001-01-01T00:00")), "shifts[0].start: The year of '0001-01-01T00:00' is out of range."),
    (of(shift(end="9999-12-31T23:59")), "Use 1970 to 2199."),
    (of(shift(start="half past")), "shifts[0].start: 'half past' is not a time. Write 2027-01-04T07:00."),
    (of(shift(start="2026-06-31T07:00")), "shifts[0].start: '2026-06-31T07:00' is not a time."),
    (of(shift(start=START + ":30")), "has seconds"),
    (of(shift(start=20260601)), "shifts[0].start"),
    (of(shift(start=None)), "shifts[0].start: None is not a time."),
    (of({"start": START}), "shifts[0].end: This key is missing. Add “end”."),
    (of(shift(end="2026-06-09T14:00")), "shifts[0].end: The shift is longer than a week."),
    (of(shift(break_min=-1)), "shifts[0].break_min: -1 is out of range. Use 0 to 479."),
    (of(shift(break_min=480)), "shifts[0].break_min: The break is as long as the shift or longer."),
    (of(shift(break_min="30")), "shifts[0].break_min: is a text, not a whole number."),
    (of(shift(break_min=30.5)), "shifts[0].break_min: is a number with decimals, not a whole number."),
    (of(shift(break_min=True)), "shifts[0].break_min: is true or false, not a whole number."),
    (of(shift(break_min=10**40)), "shifts[0].break_min: The break is as long as the shift or longer."),
    (of(shift(passive_min=481)), "shifts[0].passive_min: The passive time is longer than the shift. Use 0 to 480"),
    (of(shift(passive_min=-1)), "shifts[0].passive_min"),
    (of(shift(kind="overtime", overtime_break_min=480)), "shifts[0].overtime_break_min"),
    (of(shift(break_counts_as_work="yes")), "shifts[0].break_counts_as_work: is a text, not true or false."),
    (of(shift(kind="overtid")), "shifts[0].kind: 'overtid' is not known. Did you mean “overtime”?"),
    (of(shift(callouts=[CALL])), "shifts[0].callouts: Only standby at home has calls; this shift is ordinary."),
    (
        of(shift(kind="standby", callouts=[{"start": "2026-06-01T13:00", "end": "2026-06-01T15:00"}])),
        "shifts[0].callouts[0]: The call is outside the standby.",
    ),
    (of(shift(kind="standby", callouts=[CALL, CALL])), "shifts[0].callouts[1]: The call overlaps another one."),
    (of(shift(brake_min=30)), "shifts[0].brake_min: This key is not known. Did you mean “break_min”?"),
    (of(shift(id="a"), shift(id="a")), "shifts[1].id: 'a' is also shifts[0]. Give each shift its own."),
    (of(shift(id="")), "shifts[0].id: is empty."),
    (of(shift(id=["a"])), "shifts[0].id: is a list, not a text."),
    (of(3), "shifts[0]: is a number, not an object."),
    (of(shift(), history=[shift(end=START)]), "history[0].end"),
    ({"shifts": None}, "shifts: is null, not a list."),
    ({"shifts": {}}, "shifts: is an object, not a list."),
    ({}, "shifts: This key is missing."),
]


@pytest.mark.parametrize(("content", "said"), WRONG_SHIFTS)
def test_a_wrong_shift_is_refused_with_its_place(asked, content, said):
    is_refused(*asked(content), said)


WRONG_REST = [
    ([], "the file: is a list, not an object."),
    (3, "the file: is a number, not an object."),
    (None, "the file: is null, not an object."),
    ({"shift": []}, "shift: This key is not known. Did you mean “shifts”?"),
    (of(contract={"tarif_bound": True}), "contract.tarif_bound: This key is not known. Did you mean “tariff_bound”?"),
    (of(contract={"tariff_bound": "false"}), "contract.tariff_bound: is a text, not true or false."),
    (of(contract={"weekly_limit_h": "many"}), "contract.weekly_limit_h: many is not an amount."),
    (of(contract={"weekly_limit_h": 169}), "contract.weekly_limit_h: 169 h is out of range. Use 0 to 168"),
    (of(contract={"weekly_limit_h": -1}), "contract.weekly_limit_h: -1 is not an amount."),
    (of(contract={"regime": "BPA"}), "contract.regime: 'BPA' is not known. Use one of: AML, HOME, AVL."),
    (of(contract={"birth_date": "2010"}), "contract.birth_date: '2010' is not a date. Write year-month-day"),
    (of(contract=[]), "contract: is a list, not an object."),
    (of(agreements=[{"type": "handshake"}]), "agreements[0].type: 'handshake' is not known. Use one of: averaging"),
    (of(agreements=[{"type": "averaging"}]), "agreements[0].type: 'averaging' is not known. Did you mean “averaging_"),
    (of(agreements=[{}]), "agreements[0].type: This key is missing."),
    (of(agreements=[{"type": None}]), "agreements[0].type: None is not known."),
    (
        of(agreements=[{"type": "averaging_individual", "weeks": 4}]),
        "agreements[0].weeks: This key is not known. Did you",
    ),
    (of(agreements=[{"type": "averaging_individual", "period_weeks": 0}]), "agreements[0].period_weeks: 0 is out of"),
    (
        of(agreements=[{"type": "averaging_individual", "valid_from": "2026-06-02", "valid_to": "2026-06-01"}]),
        "agreements[0].valid_to: 2026-06-01 is before 2026-06-02.",
    ),
    (of(settings={"mode": "rolling"}), "settings.mode: This key is not known. Did you mean “h24_mode”?"),
    (of(settings={"h24_mode": "slidng"}), "settings.h24_mode: 'slidng' is not known."),
    (of(settings={"timezone": "Europe/Nowhere"}), "settings.timezone: 'Europe/Nowhere' is not a time zone."),
    (of(timezone="../../etc/passwd"), "timezone: '../../etc/passwd' is not a time zone."),
    (of(settings={"day_boundary": "24:00"}), "settings.day_boundary: '24:00' is not a time."),
    (of(settings={"week_start": "Monday"}), "settings.week_start: 'Monday' is not known."),
    (of(period={"from": "2026-06-01T00:00"}), "period.to: This key is missing."),
    (of(period={"from": "2026-06-08T00:00", "to": "2026-06-01T00:00"}), "period.to: The end"),
    (
        of(period={"from": "2026-06-01T00:00", "to": "2126-06-01T00:00"}),
        "period.to: The period is longer than ten years.",
    ),
    (
        of(shift(), period={"from": "2026-06-08T00:00", "to": "2026-06-15T00:00"}),
        "shifts[0].start: No shift begins inside the period, so nothing would be judged.",
    ),
    (of(format="selvstyrt-roster/1"), "format: 'selvstyrt-roster/1' is not known. Use “selvstyrt-shifts/1”."),
    ({"facts": {"notice_days": 3}}, "facts: This is a question of fact, not a list of shifts. Ask `selvstyrt cases`."),
    ({"input": {"shifts": [shift(end=START)]}}, "input.shifts[0].end"),
    ({"assistants": {}}, "assistants: is an object, not a list."),
    ({"assistants": [{"shifts": []}]}, "assistants[0].id: This key is missing."),
    ({"assistants": [{"id": "a", "shifts": [shift(end=START)]}]}, "assistants[0].shifts[0].end"),
    (
        {"assistants": [{"id": "a", "shifts": []}, {"id": "a", "shifts": []}]},
        "assistants[1].id: 'a' with the same employer is also assistants[0].",
    ),
    ({"assistants": [], "shifts": []}, "shifts: This key is not known."),
]


@pytest.mark.parametrize(("content", "said"), WRONG_REST)
def test_a_wrong_file_is_refused_with_its_place(asked, content, said):
    is_refused(*asked(content), said)


UNREADABLE = [
    ("", "is empty"),
    ("  \n", "is empty"),
    ("not json", "is not JSON: line 1, column 1"),
    ('{"shifts": [\n {"start": "2026-06-01T14:00",}]}', "is not JSON: line 2, column 3"),
    (b"\xff\xfe{\x00}\x00", "is not JSON in UTF-8: byte 1 is 0xff. Save the file as UTF-8."),
    ('{"shifts": [], "who": "\u00f8"}'.encode("latin-1"), "byte 24 is 0xf8"),
    ('{"shifts": [], "shifts": []}', "the key 'shifts' stands twice"),
    ('{"shifts": NaN}', "NaN is not a number that JSON knows"),
    ('{"shifts": ' + "9" * 5000 + "}", "a number with thousands of digits"),
    ('{"contract": {"weekly_limit_h": 1e999999}, "shifts": []}', "contract.weekly_limit_h: 1E+999999 is not an amount"),
    ("[" * 100_000 + "]" * 100_000, "nested too deep"),
]


@pytest.mark.parametrize(("content", "said"), UNREADABLE)
def test_what_is_not_json_is_refused(asked, content, said):
    is_refused(*asked(content), said)


def test_a_missing_file_and_a_directory_are_told(tmp_path):
    for path, said in ((tmp_path / "none.json", "cannot be opened: No such file"), (tmp_path, "is a directory")):
        done = CliRunner().invoke(law, ["check", str(path)])
        assert done.exit_code == 2
        assert said in done.stderr
    done = CliRunner().invoke(cases, [str(tmp_path)])
    assert (done.exit_code, "is a directory. Give a file." in done.stderr) == (2, True)


def test_an_answer_that_cannot_be_written_is_told(tmp_path):
    path = tmp_path / "in.json"
    path.write_text(json.dumps(of(shift(break_min=30))), encoding="utf-8")
    for out in (tmp_path, tmp_path / "no" / "out.json", path / "out.json"):
        done = CliRunner().invoke(law, ["check", str(path), "--out", str(out)])
        assert done.exit_code == 2
        assert "cannot be written" in done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["in.json"]


def test_a_byte_order_mark_in_front_is_no_matter(asked):
    done, written = asked(b"\xef\xbb\xbf" + json.dumps(of(shift(break_min=30))).encode())
    assert done.exit_code == 0
    assert json.loads(written)["compliant"] is True


def test_a_date_before_the_first_known_value_names_the_first_known_day(asked):
    early = of(shift(start="2015-06-30T08:00", end="2015-06-30T12:00"))
    is_refused(*asked(early), "has no value on 2015-06-30; the first known day is 2015-07-01.")
    assert asked(early, "--on", "2015-07-01")[0].exit_code == 0
    home = {**early, "contract": {"regime": "HOME"}}
    is_refused(*asked(home, "--on", "2022-06-30"), "Ask from 1 July 2022")
    assert asked(home, "--on", "2022-07-01")[0].exit_code == 0


def test_overlapping_shifts_are_a_finding_of_their_own(asked):
    done, written = asked(of(shift(break_min=30), shift(start="2026-06-01T21:00", end="2026-06-02T01:00")))
    assert done.exit_code == 1
    found = [each for each in json.loads(written)["violations"] if each["rule"] == "OVERLAP"]
    assert [(each["measured_min"], each["shifts"]) for each in found] == [(60, ["1", "2"])]


def test_an_empty_list_is_sound_and_said_to_be_empty(asked):
    done, written = asked(of(), "--explain", "nb")
    assert done.exit_code == 0
    assert "Det er ingen vakter å se på." in written
    assert json.loads(asked({"assistants": []})[1])["notes"] == ["no_shifts"]


@pytest.mark.parametrize(
    ("begin", "end", "notes"),
    [
        ("2026-06-01T00:00", "2026-06-08T00:00", []),
        ("2026-06-03T00:00", "2026-06-15T00:00", ["part_weeks", "outside_period"]),
        ("2026-05-25T00:00", "2026-06-05T00:00", ["part_weeks"]),
        ("2026-06-02T00:00", "2026-06-08T00:00", ["part_weeks", "outside_period"]),
    ],
)
def test_a_period_that_leaves_something_unjudged_says_so(asked, begin, end, notes):
    later = shift(start="2026-06-04T08:00", end="2026-06-04T12:00")
    content = of(shift(break_min=30), later, period={"from": begin, "to": end})
    assert json.loads(asked(content)[1])["notes"] == notes


def test_times_with_an_offset_choose_the_hour_that_exists_twice(asked):
    first = of(shift(start="2026-10-25T02:30+02:00", end="2026-10-25T02:30+01:00"))
    done, _ = asked(first)
    assert done.exit_code == 0


def test_ten_thousand_shifts_in_one_call(asked):
    many = [
        {
            "id": f"{person}-{number}",
            "start": f"2026-{1 + number // 25:02d}-{1 + number % 25:02d}T08:00",
            "end": f"2026-{1 + number // 25:02d}-{1 + number % 25:02d}T15:00",
            "break_min": 30,
        }
        for person in range(40)
        for number in range(250)
    ]
    people = [{"id": f"p{n}", "shifts": many[250 * n : 250 * (n + 1)]} for n in range(40)]
    period = {"from": "2025-12-29T00:00", "to": "2026-12-28T00:00"}
    started = time.perf_counter()
    done, written = asked({"period": period, "assistants": people})
    assert time.perf_counter() - started < 20
    assert done.exit_code == 1
    assert {each["rule"] for each in json.loads(written)["violations"]} >= {"AML-10-4-1-W", "AML-10-8-4-NEXT"}


def test_ten_thousand_shifts_at_the_same_time_are_answered_too(asked):
    started = time.perf_counter()
    done, written = asked({"shifts": [shift() for _ in range(10_000)]})
    assert time.perf_counter() - started < 20
    assert done.exit_code == 1
    overlaps = [each for each in json.loads(written)["violations"] if each["rule"] == "OVERLAP"]
    assert len(overlaps) == 1 + 2 + 9_997 * 3, "each is told with the three that end last"


def test_more_shifts_than_anybody_has_are_refused(asked, monkeypatch):
    monkeypatch.setattr("selvstyrt.faces.cli.law_file.MOST_SHIFTS", 2)
    is_refused(*asked(of(shift(), shift(), shift())), "There are 3 shifts. Use at most 2.")


LAW_CASE = {"id": "A", "rule": "AML-10-8-1", "valid_on": "2026-06-01", "input": of(shift(break_min=30))}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        ("{", "is not JSON: line 1"),
        (b"\xff", "is not JSON in UTF-8"),
        ('{"cases": NaN}', "NaN"),
        ("[" * 100_000, "nested too deep"),
        ({"cases": {}}, "holds neither a list of cases nor an object with `cases`"),
        ([LAW_CASE, 3], "case number 2"),
        ([{**LAW_CASE, "id": ["A"]}], "case number 1"),
        ([LAW_CASE, LAW_CASE], "the same case id more than once: A"),
    ],
)
def test_a_file_that_holds_no_cases_is_refused_and_nothing_is_written(tmp_path, content, said):
    path, out = tmp_path / "in.json", tmp_path / "out.json"
    path.write_bytes(
        content
        if isinstance(content, bytes)
        else (content if isinstance(content, str) else json.dumps(content)).encode()
    )
    done = CliRunner().invoke(cases, [str(path), "--out", str(out)])
    assert done.exit_code == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert not out.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (of(shift(end=START)), "input.shifts[0].end"),
        (of(shift(break_min="30")), "input.shifts[0].break_min"),
        (of(agreements=[{"type": "handshake"}]), "input.agreements[0].type"),
        (3, "input"),
        (None, "input"),
        ({"shifts": None}, "input.shifts"),
        ({"facts": None}, "no rule"),
    ],
)
def test_one_case_that_cannot_be_read_is_told_with_its_place_and_the_others_are_answered(tmp_path, given, said):
    path = tmp_path / "in.json"
    path.write_text(json.dumps([{**LAW_CASE, "id": "B", "input": given}, LAW_CASE]), encoding="utf-8")
    done = CliRunner().invoke(cases, [str(path)])
    assert done.exit_code == 1
    found = json.loads(done.stdout)
    assert said in found["B"]["unsupported"]
    assert found["A"]["compliant"] is True


def test_a_case_before_the_first_known_day_names_that_day(tmp_path):
    path = tmp_path / "in.json"
    path.write_text(json.dumps([{**LAW_CASE, "valid_on": "2015-06-30"}]), encoding="utf-8")
    done = CliRunner().invoke(cases, [str(path)])
    assert done.exit_code == 1
    assert "the first known day is 2015-07-01" in json.loads(done.stdout)["A"]["unsupported"]


def test_roster_files_are_read_in_the_same_way(tmp_path):
    path = tmp_path / "problem.json"
    for content, said in (
        (b"", "is empty"),
        (b"\xff", "not JSON in UTF-8"),
        (b'{"form": 1}', "Did you mean “format”?"),
    ):
        path.write_bytes(content)
        done = CliRunner().invoke(roster, ["check", str(path), str(path)])
        assert done.exit_code == 2
        assert said in done.stderr
