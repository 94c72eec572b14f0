"""The worked fee cases, answered by the core alone."""

import json
from pathlib import Path

import pytest

from selvstyrt.faces.cli.cases_fees import answer

CASES = json.loads(Path(__file__).with_name("pay_cases.json").read_text(encoding="utf-8"))["cases"]
FEES = [case for case in CASES if case["area"] == "egenandel"]


def asked(**inputs):
    return answer({"area": "egenandel", "inputs": inputs})


@pytest.mark.parametrize("case", FEES, ids=lambda case: case["id"])
def test_a_fee_case_comes_out_in_the_shape_of_its_answer(case):
    assert answer({key: case[key] for key in ("id", "area", "title", "inputs")}) == case["expected"]


def test_there_are_fee_cases():
    assert len(FEES) == 27


@pytest.mark.parametrize(
    ("inputs", "wanted"),
    [
        ({"table": "seed003_2023", "household_income": 400000, "G": 118620},
         {"monthly_fee": "1400", "bracket_index": 2}),
        ({"table": "seed003_2023", "net_income": 230000, "attendance_benefit": 17000, "G": 118620},
         {"monthly_fee": "868", "bracket_index": 1}),
        ({"table": "frosta_2024", "bracket": ">5G", "chargeable_hours": "10", "hourly_rate": "424",
          "monthly_cap": "4102"}, {"monthly_fee": "4102.00"}),
        ({"table": "asker_430", "bracket": ">6", "chargeable_hours": 10, "hourly_rate": "430"},
         {"monthly_fee": "3440", "hours_charged": 8}),
        ({"table": "asker_430", "bracket": "2.5-3", "chargeable_hours": 1, "hourly_rate": "430"},
         {"monthly_fee": "430", "hours_charged": 1}),
        ({"table": "hustadvika_2024", "bracket": "2-3G", "chargeable_hours": "5"}, {"monthly_fee": "2050.00"}),
        ({"table": "hustadvika_2024", "bracket": "2-3G", "chargeable_hours": "6"}, {"monthly_fee": "2460.00"}),
        ({"minutes": 135}, {"hours_rounded": "2.5"}),
        ({"income": 300000, "G_2023-05-01": 118620, "G_2024-05-01": 124028},
         {"bracket_if_table_fixed_to_1_May_2023": "2-3G", "bracket_if_current_G_after_1_May_2024": "2-3G"}),
        ({"income": 900000, "G_2024-05-01": 124028, "G_2025-05-01": 130160},
         {"bracket_if_table_fixed_to_1_May_2024": ">5G", "bracket_if_current_G_after_1_May_2025": ">5G"}),
        ({"table": "flaa_2026", "bracket": "<2G", "chargeable_hours": "1", "hourly_rate": "81", "monthly_cap": "245"},
         {"monthly_fee": "81.00"}),
        ({"table": "frosta_2024", "bracket": "2-3G", "chargeable_hours": "2:30"}, {"monthly_fee": "957.00"}),
    ],
)  # fmt: skip
def test_other_cases_of_the_same_shapes(inputs, wanted):
    assert asked(**inputs) == wanted


@pytest.mark.parametrize(
    "inputs",
    [
        {},
        {"table": "atlantis_2024", "household_income": 1},
        {"table": "frosta_2024", "household_income": 300000},
        {"table": "frosta_2024", "bracket": "rich", "chargeable_hours": "1"},
        {"table": "seed003_2023", "household_income": -1, "G": 118620},
        {"table": "frosta_2024", "hours_total": "3", "hours_personal_care": "1", "hours_practical": "1"},
        {"table": "stange_2022", "monthly_cap": "770", "months": 13},
        {"average_hourly_wage": "220", "social_cost_percent": "30", "admin_percent": "12", "hours_delivered": "2"},
        {"table": "fredrikstad_2024", "bracket": "2-3G", "chargeable_hours": "1"},
    ],
)
def test_a_case_that_no_rule_covers_says_why(inputs):
    outcome = asked(**inputs)
    assert list(outcome) == ["unsupported"]
    assert len(outcome["unsupported"]) > 20
