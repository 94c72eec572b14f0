"""The dated values: every file is sound, and a question has exactly one answer."""

import re
import tomllib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from selvstyrt.core import law
from selvstyrt.core.base import NoAnswer, WrongInput
from selvstyrt.core.law.reader import VALUES_DIR, DatedEntry, DatedValue

FILES = sorted(VALUES_DIR.rglob("*.toml"))
TOP_KEYS = {"name_nb", "unit", "law", "url", "verified_on", "next_change", "value"}
ENTRY_KEYS = {"valid_from", "announced_on", "source", "value", "rows", "repealed", "certainty"}


def raw(path: Path):
    with path.open("rb") as file:
        return tomllib.load(file, parse_float=Decimal)


@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(VALUES_DIR).as_posix() for path in FILES])
def test_a_value_file_says_what_it_is_where_it_stands_and_since_when(path):
    found = raw(path)
    assert set(found) - {"each_year"} == TOP_KEYS
    assert all(found[key] for key in ("name_nb", "unit", "law", "verified_on"))
    assert re.fullmatch(r"(https?://\S+)?", found["url"]), "an address or nothing"
    starts = [entry["valid_from"] for entry in found["value"]]
    assert starts == sorted(set(starts)), "sorted and each day once"
    for entry in found["value"]:
        assert set(entry) <= ENTRY_KEYS
        assert entry["source"]
        assert entry.get("certainty", "high") in {"high", "medium", "low"}
        assert isinstance(entry["announced_on"], date)
        assert sum(key in entry for key in ("value", "rows", "repealed")) == 1


def test_the_path_of_a_file_is_its_id():
    assert len(law.all_ids()) == len(FILES)
    assert [law.dated(value_id).id for value_id in law.all_ids()] == list(law.all_ids())
    assert "aml.daily_rest" in law.all_ids()


CHANGES = [(value_id, entry.valid_from) for value_id in law.all_ids() for entry in law.dated(value_id).entries]


@pytest.mark.parametrize(("value_id", "day"), CHANGES, ids=[f"{name}-{day}" for name, day in CHANGES])
def test_a_value_begins_on_its_day_and_not_the_day_before(value_id, day):
    found = law.dated(value_id)
    position = [entry.valid_from for entry in found.entries].index(day)
    if found.entries[position].repealed:
        with pytest.raises(NoAnswer, match="repealed"):
            found.at(day)
    else:
        assert found.at(day) is found.entries[position]
    before = day - timedelta(days=1)
    if position == 0:
        with pytest.raises(NoAnswer) as told:
            found.at(before)
        assert told.value.facts["first_known_day"] == day
    elif found.each_year and found.entries[position - 1].valid_from.year < before.year:
        with pytest.raises(NoAnswer) as told:
            found.at(before)
        assert told.value.facts["year"] == before.year
    elif not found.entries[position - 1].repealed:
        assert found.at(before) is found.entries[position - 1]


def test_the_plan_rule_for_private_homes_did_not_exist_in_2024():
    with pytest.raises(NoAnswer) as told:
        law.value("home.plan_discussed_days", date(2024, 12, 31))
    assert told.value.code == "no_value_for_day"
    assert law.value("home.plan_discussed_days", date(2025, 1, 1)) == 14


DATED = DatedValue(
    id="x.y",
    name_nb="prøve",
    unit="h",
    law="lov § 1",
    url="",
    verified_on=date(2026, 1, 1),
    next_change="",
    entries=(
        DatedEntry(date(2020, 1, 1), date(2019, 12, 1), "first", value=1),
        DatedEntry(date(2020, 5, 1), date(2020, 6, 15), "late", value=2),
        DatedEntry(date(2021, 1, 1), date(2020, 12, 1), "gone", repealed=True),
    ),
)


def test_what_was_announced_late_was_not_known_before():
    assert DATED.at(date(2020, 6, 1)).value == 2
    assert DATED.at(date(2020, 6, 1), known_on=date(2020, 6, 14)).value == 1
    assert DATED.at(date(2020, 6, 1), known_on=date(2020, 6, 15)).value == 2


def test_a_repealed_value_gives_no_answer_but_is_remembered_for_earlier_days():
    with pytest.raises(NoAnswer) as told:
        DATED.at(date(2022, 1, 1))
    assert told.value.code == "value_repealed"
    assert DATED.at(date(2020, 12, 31)).value == 2


def test_nothing_known_is_an_error_without_a_first_day():
    with pytest.raises(NoAnswer) as told:
        DATED.at(date(2020, 1, 1), known_on=date(2019, 1, 1))
    assert told.value.facts["first_known_day"] is None


def test_an_unknown_value_is_wrong_input():
    with pytest.raises(WrongInput) as told:
        law.value("aml.no_such_thing", date(2026, 1, 1))
    assert told.value.code == "unknown_law_value"
    with pytest.raises(WrongInput):
        law.value("../../secret", date(2026, 1, 1))


def test_hours_become_exact_minutes_and_other_units_are_refused():
    assert law.minutes("aml.averaging_local_daily", date(2026, 1, 1)) == 750
    assert law.minutes("aml.night_from", date(2026, 1, 1)) == 21 * 60
    with pytest.raises(WrongInput) as told:
        law.minutes("aml.averaging_max_weeks", date(2026, 1, 1))
    assert told.value.code == "law_value_not_time"


def test_numbers_are_exact_never_binary():
    assert law.number("aml.passive_share", date(2026, 1, 1)) == Decimal("0.5")
    assert isinstance(law.number("aml.daily_rest", date(2026, 1, 1)), Decimal)


def test_a_text_or_a_yes_is_not_a_number():
    for value_id, day in (("ferieloven.late_start", date(2026, 1, 1)), ("pbrl.right_kept_past_age", date(2026, 1, 1))):
        with pytest.raises(WrongInput) as told:
            law.number(value_id, day)
        assert told.value.code == "law_value_not_number"


def test_a_table_is_read_as_rows_and_a_number_is_not():
    tables = [name for name in law.all_ids() if any(entry.rows for entry in law.dated(name).entries)]
    assert tables
    last = next(entry for entry in reversed(law.dated(tables[0]).entries) if entry.rows)
    assert law.rows(tables[0], last.valid_from) == last.rows
    with pytest.raises(WrongInput):
        law.value(tables[0], last.valid_from)
    with pytest.raises(WrongInput):
        law.rows("aml.daily_rest", date(2026, 1, 1))


@pytest.mark.parametrize("rule", law.rule_ids())
def test_every_rule_has_a_provision_and_a_link(rule):
    found = law.citation(rule)
    assert found.text
    if "§" in found.text:
        assert found.url.startswith("https://lovdata.no/")
        section = re.search(r"§ ([0-9a-z-]+(?: [a-z])?)", found.text)
        assert section
        assert found.url.split("/§")[1] == section.group(1).replace(" ", "")


def test_an_unknown_rule_has_no_provision():
    with pytest.raises(WrongInput):
        law.citation("AML-99")
