"""Weights: what they do to a score, seen before they are saved; and the order of a draft."""

from decimal import Decimal

import pytest
from django.urls import reverse

from goldenthread.foundation.errors import RuleBroken
from goldenthread.quality import operations, queries
from goldenthread.quality.rules import editions, weights
from goldenthread.quality.rules.drafting import QuestionSpec, StandardSpec
from tests.factories import partnership as bodies
from tests.factories import quality, viewers

pytestmark = pytest.mark.django_db
STANDARDS = (
    StandardSpec("1", "Leadership", weight=Decimal(3), questions=(
        QuestionSpec("1.1", "Is there a lead?", scale="zero_to_three"),
        QuestionSpec("1.2", "Is it green?", scale="rag", weight=Decimal(3)),
    )),
    StandardSpec("2", "Daily life", questions=(
        QuestionSpec("2.1", "Is it asked?", scale="rag"), QuestionSpec("2.2", "Who?", kind="text"),
    )),
    StandardSpec("3", "Words only", questions=(QuestionSpec("3.1", "What else?", kind="text"),)),
)  # fmt: skip


@pytest.fixture
def place():
    return bodies.partnership("Testshire").pk


@pytest.fixture
def draft(place):
    return quality.later(quality.own(place, *STANDARDS))


@pytest.fixture
def page(client, place):
    return client.look_as(quality.keeper(place))


def test_shares_are_what_a_score_loses_when_one_thing_is_at_its_worst(place, draft):
    whole = queries.questionnaire(quality.keeper(place), draft.pk)
    first, second, third = weights.shares(whole)
    assert [each.of_whole for each in (first, second, third)] == [75, 25, None]
    assert [(each.of_standard, each.of_whole) for each in first.questions] == [
        (25, Decimal("18.8")),
        (75, Decimal("56.2")),
    ]
    assert second.questions[1].of_whole is None
    best = {"1.1": "3", "1.2": "green", "2.1": "green"}
    assert weights.overall(whole, best) == 100
    assert weights.overall(whole, best | {"2.1": "red"}) == 75
    assert not weights.are_equal(whole)


def test_weights_are_looked_at_and_then_saved_and_nobody_is_written_over(page, place, draft):
    by = quality.keeper(place)
    address = reverse("quality:weights", args=[draft.pk])
    whole = queries.questionnaire(by, draft.pk)
    given = {}
    for each in (*whole.standards, *whole.questions):
        given |= {f"w-{each.id}": f"{each.weight:f}", f"was-{each.id}": f"{each.weight:f}"}
    given[f"w-{whole.standards[1].id}"] = "3"
    seen = page.post(address, given | {"look": "1"}).text
    assert "Nothing is saved yet" in seen
    assert "50.0 % (25.0 % now)" in seen
    assert queries.questionnaire(by, draft.pk) == whole
    assert "1 weight changed" in page.post(address, given, follow=True).text
    assert "50.0 % of the whole" in page.get(reverse("quality:edition", args=[draft.pk])).text
    assert "meanwhile" in page.post(address, given | {f"w-{whole.standards[1].id}": "5"}).text
    assert "must be a number" in page.post(address, given | {f"w-{whole.standards[0].id}": "heavy"}).text
    compared = page.get(reverse("quality:compare", args=[draft.pk, draft.previous_id])).text
    assert "2 Daily life weighs 1 before, now 3." in compared


def test_a_reader_sees_weights_and_sets_none(client, place, draft):
    reader = client.look_as(viewers.holding("lay_member", partnership=place))
    seen = reader.get(reverse("quality:weights", args=[draft.previous_id]))
    assert "75.0 %" in seen.text
    assert "Save the weights" not in seen.text
    assert reader.post(reverse("quality:weights", args=[draft.previous_id]), {}).status_code == 404


def test_a_question_goes_to_any_standard_and_keeps_its_code(page, place, draft):
    by = quality.keeper(place)
    whole = queries.questionnaire(by, draft.pk)
    moved, behind = whole.by_code["1.2"], whole.by_code["2.1"]
    address = reverse("quality:place_question", args=[moved.id])
    assert "It keeps its code 1.2" in page.get(address).text
    page.post(address, {"place": f"{whole.standards[1].id}:{behind.id}"})
    page.post(reverse("quality:place_standard", args=[whole.standards[2].id]), {"place": "first"})
    now = queries.questionnaire(by, draft.pk)
    assert [[one.code for one in each.questions] for each in now.standards] == [["3.1"], ["1.1"], ["2.1", "1.2", "2.2"]]
    old = queries.questionnaire(by, draft.previous_id)
    assert editions.shifts(old, now) == {"1.2": ["In standard 1 before, now in 2 Daily life"]}
    assert [each.state for each in editions.compare(old, now)] == ["same"] * 5
    page.post(reverse("quality:place_standard", args=[whole.standards[2].id]), {"place": str(whole.standards[1].id)})
    page.post(address, {"place": f"{whole.standards[0].id}:"})
    now = queries.questionnaire(by, draft.pk)
    assert [[one.code for one in each.questions] for each in now.standards] == [["1.2", "1.1"], ["2.1", "2.2"], ["3.1"]]
    with pytest.raises(RuleBroken, match="not there any more"):
        operations.place_question(
            by=by, at=quality.AT, question=moved.id, standard=whole.standards[2].id, after=behind.id
        )
    with pytest.raises(RuleBroken, match="Choose a standard"):
        operations.place_question(by=by, at=quality.AT, question=moved.id, standard=old.standards[0].id)
