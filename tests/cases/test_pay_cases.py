"""The worked pay cases, answered by the core alone."""

import json
from pathlib import Path

import pytest

from selvstyrt.faces.cli.cases_pay import answer

CASES = json.loads(Path(__file__).with_name("pay_cases.json").read_text(encoding="utf-8"))["cases"]
BY_ID = {case["id"]: case for case in CASES}
ANSWERED = [case["id"] for case in CASES if case["area"] == "pay"] + ["R07", "R08"]
EMPTY = "0.00"


def question(case):
    """The case without its answer."""
    return {key: case[key] for key in ("id", "area", "title", "inputs")}


def comparable(outcome):
    """Line amounts without their labels and order, which the cases write in several ways; no lines of zero."""
    if "lines" not in outcome:
        return outcome
    lines = sorted(
        (line["hours"], line["rate"], line["amount"]) for line in outcome["lines"] if line["amount"] != EMPTY
    )
    return outcome | {"lines": lines}


@pytest.mark.parametrize("case_id", ANSWERED)
def test_a_pay_case_comes_out_to_the_ore(case_id):
    case = BY_ID[case_id]
    assert comparable(answer(question(case))) == comparable(case["expected"])


@pytest.mark.parametrize("case_id", ["P01", "P02", "P03", "P07", "P14", "P38"])
def test_lines_are_labelled_as_in_the_cases(case_id):
    case = BY_ID[case_id]
    for line, wanted in zip(answer(question(case))["lines"], case["expected"]["lines"], strict=True):
        assert wanted["label"].startswith(line["label"])


@pytest.mark.parametrize("case", [case for case in CASES if case["id"] not in ANSWERED], ids=lambda case: case["id"])
def test_other_areas_are_left_to_their_own_rules(case):
    assert set(answer(question(case))) == {"unsupported"}


def asked(agreement, title="", area="pay", **inputs):
    return answer({"area": area, "title": title, "inputs": {"agreement": agreement} | inputs})


@pytest.mark.parametrize(
    ("agreement", "start", "end", "gross"),
    [
        ("virke_bpa 2024-04-01", "2024-06-07T22:00", "2024-06-08T06:00", "2566.08"),
        ("virke_bpa 2024-04-01", "2024-05-17T08:00", "2024-05-17T16:00", "4069.52"),
        ("virke_bpa 2024-04-01", "2025-10-25T22:00", "2025-10-26T06:00", "3015.09"),
        ("ks_hta turnus 35.5 h, annual 382 500 (2024-05-01)", "2024-12-24T08:00", "2024-12-24T16:00", "2762.68"),
        ("ks_hta turnus 35.5 h, annual 382 500 (2024-05-01)", "2024-03-30T08:00", "2024-03-30T16:00", "3867.76"),
        ("stendi 2020-11", "2020-11-23T16:00", "2020-11-24T00:00", "1956.16"),
        ("stendi 2020-11", "2020-12-25T08:00", "2020-12-25T16:00", "2948.80"),
        ("uloba 2023-04-01", "2023-05-17T08:00", "2023-05-17T16:00", "3837.20"),
    ],
)
def test_other_shifts_of_the_same_agreements(agreement, start, end, gross):
    assert asked(agreement, start=start, end=end)["gross"] == gross


@pytest.mark.parametrize(
    ("calls", "paid", "base", "total"),
    [
        ({"callouts_min": [160]}, 480, "1744.08", "2224.08"),
        ({"callouts_min": [40, 70, 50]}, 480, "1744.08", "2224.08"),
        ({"active_min": 160}, 480, "1744.08", "2224.08"),
        ({"callouts_min": [40, 70, 49]}, 370, "1344.40", "1714.40"),
        ({}, 160, "581.36", "741.36"),
    ],
)
def test_a_resting_night_with_more_calls(calls, paid, base, total):
    outcome = asked("virke_bpa 2024-04-01", passive_hours=8, **calls)
    assert (outcome["paid_minutes"], outcome["base"], outcome["gross"]) == (paid, base, total)


def test_a_resting_stretch_of_more_than_eight_hours_begins_in_the_evening_window():
    outcome = asked("virke_bpa 2024-04-01", passive_hours=9, callouts_min=[180])
    assert (outcome["paid_minutes"], outcome["evening_night"]) == (540, "540.00")


def test_a_resting_night_can_be_given_by_the_clock():
    outcome = asked("virke_bpa 2024-04-01", start="2024-06-03T23:00", end="2024-06-04T07:00", callouts_min=[25])
    assert [line["hours"] for line in outcome["lines"]] == ["190 min", "170 min"]


@pytest.mark.parametrize(("years", "gross"), [("0", "1635.08"), ("3", "1675.65"), ("6", "1736.63"), ("9", "1797.60")])
def test_each_step_of_seniority(years, gross):
    assert asked("virke_bpa 2024-09-01", seniority_years=years, minutes=450) == {"gross": gross}


@pytest.mark.parametrize(
    "case",
    [
        {"area": "pay", "inputs": {"agreement": "nobody 2024", "minutes": 60}},
        {"area": "pay", "inputs": {"agreement": "uloba 2023-04-01", "passive_hours": 8, "callouts_min": []}},
        {"area": "pay", "inputs": {"agreement": "virke_bpa 2024-04-01", "start": "2024-06-03T10:00",
                                   "end": "2024-06-03T09:00"}},
        {"area": "pay", "inputs": {"agreement": "ks_hta", "weekend_hours_before": 1, "weekend_hours_shift": 1}},
        {"area": "pay", "inputs": {"hourly": "200", "contract_hours_week": 20, "worked_hours_week": 40,
                                   "full_time_week": "35.5"}},
        {"area": "pay", "inputs": {}},
        {"area": "pay"},
        {"area": "elsewhere", "inputs": {"annual": "402441"}},
    ],
)  # fmt: skip
def test_a_case_that_no_rule_covers_says_why(case):
    outcome = answer(case)
    assert list(outcome) == ["unsupported"]
    assert len(outcome["unsupported"]) > 20


def test_overtime_hours_that_are_not_whole_are_told_with_decimals():
    outcome = answer({"area": "pay", "inputs": {"hourly": "200", "hours": "9.5", "daily_limit": 9}})
    assert outcome == {"gross": "1940.00", "overtime_hours": "0.50"}


@pytest.mark.parametrize(("percent", "gross"), [("50", "620.28"), ("100", "827.04"), ("133 1/3", "964.88")])
def test_overtime_of_a_yearly_wage(percent, gross):
    outcome = answer({"area": "pay", "inputs": {"annual": "382500", "hours": 2, "percent": percent}})
    assert outcome == {"gross": gross}
