"""Which act holds in the case, whose judgement weighs, and where supervision is asked for."""

import pytest

from selvstyrt.core.eligibility import must_offer_bpa, procedure, review, supervision


@pytest.mark.parametrize(("right", "assess"), [(True, False), (False, True)])
def test_the_municipality_must_have_bpa_to_offer_with_and_without_a_right(right, assess):
    found = must_offer_bpa(right=right)
    assert found.figures == {"municipality_must_offer": True, "municipality_must_still_assess": assess}
    assert found.compliant
    assert found.steps[0].citation.text == "hol. § 3-8"


def test_forvaltningsloven_applies_to_decisions_on_services():
    found = procedure()
    assert found.figures == {"forvaltningsloven_applies": True}
    assert found.steps[0].citation.url.endswith("§2-2")


@pytest.mark.parametrize("discretion", [True, False])
def test_self_government_weighs_on_discretion_only(discretion):
    assert review(discretion=discretion).figures == {
        "tried": True,
        "great_weight_to_self_government": discretion,
    }


@pytest.mark.parametrize("both", [True, False])
def test_asking_for_supervision_is_no_complaint_and_stops_no_deadline(both):
    found = supervision(complains_too=both)
    assert found.figures == {
        "sent_to": "statsforvalteren",
        "is_complaint": False,
        "complaint_deadline_runs": not both,
    }
    assert found.steps[0].rule == "PBRL-7-4"
