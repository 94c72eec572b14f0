"""What shall weigh most: chosen where the roster is made, told with what came of it and what it costs."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from selvstyrt.apps.plans.convert import problem_of
from selvstyrt.apps.plans.models import PlanVersion, Run, Wish
from selvstyrt.core.roster import Preset
from tests.apps.plans.conftest import at, make_pattern
from tests.cast import Cast
from tests.faces.web.plans import building
from tests.faces.web.plans.building import address, logged_in


def text(response: Any) -> str:
    return str(response.content.decode())


def made_with(cast: Cast, plan: PlanVersion, preset: Preset) -> None:
    """A run with this preset that is over; the plan holds what the tests gave out by hand."""
    plan = PlanVersion.objects.select_related("scheme__case").get(pk=plan.pk)
    now = timezone.now()
    Run.objects.create(
        plan=plan, state="done", started_by=cast.kari, queued_at=now, finished_at=now,
        problem=problem_of(plan, preset=preset, balances={}), roster={},
    )  # fmt: skip


def test_the_presets_stand_where_the_roster_is_made_with_a_sentence_each(cast: Cast) -> None:
    page = text(logged_in(cast.kari).get(address(cast, "plans")))
    assert "Hva skal veie mest?" in page
    assert "Balansert: Timer, ønsker og jevn fordeling teller like mye." in page
    assert page.count('value="balanced"') == page.count('value="fair_first"') == 2, "in the one form and the other"
    assert page.count('id="valg-preset_0"') == page.count('id="id_preset_0"') == 1


@pytest.mark.parametrize(("sent", "weighed"), [("fair_first", "fair_first"), ("", "balanced")])
def test_the_choice_reaches_the_run(cast: Cast, sent: str, weighed: str) -> None:
    make_pattern(cast.scheme)
    logged_in(cast.kari).post(address(cast, "make_roster"), {"preset": sent})
    assert Run.objects.get().problem["weights"] == {"preset": weighed}


def test_a_choice_that_does_not_exist_is_refused(cast: Cast) -> None:
    make_pattern(cast.scheme)
    response = logged_in(cast.kari).post(address(cast, "make_roster"), {"preset": "best"})
    assert response.status_code == 422
    assert not Run.objects.exists()


def test_the_plan_tells_what_was_chosen_what_came_of_it_and_what_it_costs(cast: Cast) -> None:
    plan = building.a_full_draft(cast)
    first = building.first_shift(plan).start.date()
    Wish.objects.create(person=cast.amal, start=at(first, 0), end=at(first, 23), weight=-3)
    made_with(cast, plan, Preset.WISHES_FIRST)
    page = text(logged_in(cast.kari).get(address(cast, "plan", plan_uid=plan.uid)))
    assert "Valgt: Ønskene først" in page
    assert "1 ønske er ikke møtt." in page
    assert "Lønn for planen: omtrent" in page
    assert "Lønn uke for uke" in page
    assert "Lønn per person" not in page, "a work leader does not see what each earns"
    assert "Utkast for de samme dagene" not in page


def test_drafts_of_the_same_days_stand_side_by_side(cast: Cast) -> None:
    one, other = building.a_full_draft(cast), building.a_draft(cast)
    made_with(cast, one, Preset.FAIR_FIRST)
    made_with(cast, other, Preset.BALANCED)
    page = text(logged_in(cast.kari).get(address(cast, "plan", plan_uid=one.uid)))
    assert "Utkast for de samme dagene" in page
    made = timezone.localtime(one.made_at)
    assert page.count("(dette utkastet)") == 1
    assert f"Jevnt fordelt først, laget {made.day}." in page
    assert f"Balansert, laget {made.day}." in page
    assert f'<th scope="row">{one.number}</th>' not in page


def test_a_plan_without_a_run_has_nothing_to_tell(cast: Cast) -> None:
    plan = building.a_full_draft(cast)
    assert "Valgt:" not in text(logged_in(cast.kari).get(address(cast, "plan", plan_uid=plan.uid)))
