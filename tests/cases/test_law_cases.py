"""The worked law cases, answered by the core alone. The list of answered cases only grows."""

import json
from pathlib import Path

import pytest

from selvstyrt.faces.cli.cases_law import answer

CASES = json.loads(Path(__file__).with_name("law_cases.json").read_text(encoding="utf-8"))
BY_ID = {case["id"]: case for case in CASES}
ANSWERED_FILE = Path(__file__).with_name("law_cases_answered.txt")
ANSWERED = ANSWERED_FILE.read_text(encoding="utf-8").split()
SHIFT_CASES = [case["id"] for case in CASES if "contract" in case["input"]]


def question(case):
    """The case without its answer."""
    return {key: value for key, value in case.items() if key != "expected"}


def told(violations, full):
    keys = ("rule", "severity", "at", "measured", "limit", "unit") if full else ("rule", "severity")
    return sorted(tuple(str(found[key]) if key != "measured" else float(found[key]) for key in keys)
                  for found in violations)  # fmt: skip


def is_right(case, found):
    expected = case["expected"]
    if "unsupported" in found or found["compliant"] != expected["compliant"]:
        return False
    if told(found["violations"], False) != told(expected["violations"], False):
        return False
    if "result" in expected and found.get("result") != expected["result"]:
        return False
    computed = expected.get("computed", {})
    return all(found.get("computed", {}).get(key) == value for key, value in computed.items())


@pytest.mark.parametrize("case_id", ANSWERED)
def test_a_law_case_is_answered_as_the_provision_says(case_id):
    case = BY_ID[case_id]
    found = answer(question(case))
    assert is_right(case, found), found


def test_every_case_with_a_roster_is_answered():
    assert set(SHIFT_CASES) <= set(ANSWERED)


def test_no_answered_case_is_missing_from_the_list():
    right = {case["id"] for case in CASES if is_right(case, answer(question(case)))}
    assert right == set(ANSWERED)


@pytest.mark.parametrize("case_id", SHIFT_CASES)
def test_findings_carry_the_figures_of_the_case(case_id):
    case = BY_ID[case_id]
    for mine, theirs in zip(
        sorted(answer(question(case))["violations"], key=lambda found: (found["rule"], found["at"], found["limit"])),
        sorted(case["expected"]["violations"], key=lambda found: (found["rule"], found["at"], found["limit"])),
        strict=True,
    ):
        assert {**mine, "limit": float(mine["limit"])} == {**theirs, "limit": float(theirs["limit"])}


COUNTED_OTHERWISE = [
    (case["id"], setting, expected)
    for case in CASES
    for setting, expected in case["expected"].get("alternative_outcomes", {}).items()
]


@pytest.mark.parametrize(("case_id", "setting", "expected"), COUNTED_OTHERWISE)
def test_another_way_of_counting_gives_the_alternative_outcome(case_id, setting, expected):
    case = question(BY_ID[case_id])
    key, value = setting.split("=")
    case["input"] = {**case["input"], "settings": {**case["input"]["settings"], key: value}}
    assert set(told(answer(case)["violations"], False)) == set(told(expected, False))


def test_the_expected_answer_is_never_read():
    case = question(BY_ID["T001"])
    assert answer(case) == answer({**case, "expected": {"violations": [], "compliant": True}})
