import json

import pytest
from click.testing import CliRunner

from selvstyrt.core.base import WrongInput
from selvstyrt.faces.cli.pay import lines_of, pay

ENTRY = {
    "id": "night-1",
    "assistant": "amal",
    "start": "2026-12-24T15:00",
    "end": "2026-12-25T08:00",
    "resting": [{"start": "2026-12-24T23:00", "end": "2026-12-25T07:00"}],
    "calls": [{"start": "2026-12-25T02:10", "end": "2026-12-25T02:35"}],
}
SHEET = {
    "format": "selvstyrt-time-entries/1",
    "timezone": "Europe/Oslo",
    "tariff": "tariff_virke",
    "assistants": [{"id": "amal", "seniority": "2020-03-01", "weekly_minutes": 2130}],
    "entries": [ENTRY],
}


def with_entry(**changes):
    return SHEET | {"entries": [ENTRY | changes]}


def explain(tmp_path, sheet, *options):
    file = tmp_path / "entries.json"
    file.write_text(sheet if isinstance(sheet, str) else json.dumps(sheet), encoding="utf-8")
    return CliRunner().invoke(pay, ["explain", str(file), *options])


def test_every_line_is_printed_with_its_steps_and_the_sum_stands_last(tmp_path):
    result = explain(tmp_path, SHEET)
    assert result.exit_code == 0
    text = result.stdout
    assert "2026-12-24 night-1: resting, 3 h 10 min x 238.94 = 756.64  (certainty low)" in text
    assert "resting.call: call_minutes 25, block_minutes 30, paid_minutes_per_block 30 -> 30" in text
    assert "supplement.holiday: hourly 238.94, share 4/3, minimum 0 -> 318.59" in text
    assert text.splitlines()[-1] == "gross: 7313.28"


def test_the_same_lines_come_as_json(tmp_path):
    lines = json.loads(explain(tmp_path, SHEET, "--json").stdout)
    assert [(line["kind"], line["minutes"], line["amount"]) for line in lines] == [
        ("base", 540, "2150.46"),
        ("resting", 190, "756.64"),
        ("holiday", 730, "3876.18"),
        ("evening_night", 530, "530.00"),
    ]


def test_rates_known_on_an_earlier_day_can_be_asked_for():
    sheet = SHEET | {"known_on": "2025-03-01"}
    assert str(lines_of(sheet)[0].rate) == "231.55"


def test_own_wage_whole_rest_kind_and_break_are_read():
    people = [
        {
            "id": "amal",
            "seniority": 2,
            "weekly_minutes": 2130,
            "own_hourly": "300",
            "rota": True,
            "started": "2024-01-01",
        }
    ]
    sheet = with_entry(
        resting=False,
        calls=[],
        start="2026-11-03T08:00",
        end="2026-11-03T16:00",
        kind="meeting",
        break_min=30,
        break_paid=False,
        travel=True,
    ) | {"assistants": people}
    (base,) = lines_of(sheet)
    assert (base.minutes, str(base.rate), str(base.amount)) == (450, "300.00", "2250.00")
    rest = with_entry(resting=True)
    assert lines_of(rest)[0].kind == "resting"


def test_an_hour_that_exists_twice_is_given_with_its_offset():
    twice = with_entry(start="2026-10-25T02:30+02:00", end="2026-10-25T02:30+01:00", resting=False, calls=[])
    assert lines_of(twice)[0].minutes == 60


@pytest.mark.parametrize(
    ("sheet", "code", "word"),
    [
        (SHEET | {"format": "other"}, "time_sheet_wrong", "format"),
        (SHEET | {"surprise": 1}, "time_sheet_wrong", "surprise"),
        (SHEET | {"timezone": "Mars/Base"}, "time_sheet_wrong", "Mars/Base"),
        (SHEET | {"timezone": "../etc"}, "time_sheet_wrong", "etc"),
        (SHEET | {"tariff": "tariff_x"}, "unknown_tariff", "tariff_x"),
        ({key: value for key, value in SHEET.items() if key != "entries"}, "time_sheet_wrong", "entries"),
        (with_entry(assistant="nobody"), "time_sheet_wrong", "nobody"),
        (with_entry(colour="red"), "time_sheet_wrong", "colour"),
        (with_entry(kind="play"), "time_sheet_wrong", "play"),
        (with_entry(start="yesterday"), "time_sheet_wrong", "yesterday"),
        (with_entry(start="2026-10-25T02:30", resting=[]), "time_exists_twice", "twice"),
        (with_entry(end="2026-12-24T14:00", resting=[], calls=[]), "end_not_after_start", "after"),
        (SHEET | {"assistants": [{"id": "amal", "seniority": 0, "weekly_minutes": 2130, "own_hourly": "much"}]},
         "time_sheet_wrong", ""),
    ],
)  # fmt: skip
def test_a_sheet_that_cannot_be_read_is_refused_by_name(sheet, code, word):
    with pytest.raises(WrongInput) as refused:
        lines_of(sheet)
    assert refused.value.code == code
    assert word in str(refused.value)


@pytest.mark.parametrize("content", ["{", "[]"])
def test_a_file_that_is_not_one_json_object_is_refused(tmp_path, content):
    result = explain(tmp_path, content)
    assert isinstance(result.exception, WrongInput)
    assert result.exception.code == "time_sheet_wrong"


def test_a_file_that_is_not_text_is_refused(tmp_path):
    file = tmp_path / "entries.json"
    file.write_bytes(b"\xff\xfe\x00")
    result = CliRunner().invoke(pay, ["explain", str(file)])
    assert isinstance(result.exception, WrongInput)
