"""Cases of our own, written from the provisions: both sides of each limit that the published cases leave out."""

import json
from pathlib import Path

import pytest

from selvstyrt.faces.cli.cases import answer_all, read_cases
from tests.cases.test_law_cases import is_right, question, told

FILE = Path(__file__).with_name("law_rows.json")
CASES = json.loads(FILE.read_text(encoding="utf-8"))
ANSWERS = answer_all(read_cases(FILE))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_answer_is_what_the_provision_says(case):
    found = ANSWERS[case["id"]]
    assert is_right(case, found), found
    if "contract" in case["input"]:
        assert told(found["violations"], True) == told(case["expected"]["violations"], True)


def test_each_case_names_its_source_and_says_that_it_is_ours():
    assert all(case["source"] and case["status"].startswith("written from the provision") for case in CASES)


def test_the_answers_do_not_come_from_the_expected_ones():
    assert answer_all([question(case) for case in CASES]) == ANSWERS
