from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from goldenthread.foundation.periods import year_from_april
from goldenthread.plans import materials, operations
from goldenthread.plans.operations import Who
from tests.factories import plans as factory
from tests.factories import viewers

pytestmark = pytest.mark.django_db
YEAR = year_from_april("2026-27")
LATER = datetime(2027, 5, 1, 9, tzinfo=UTC)


@pytest.fixture
def place():
    return factory.somewhere()


@pytest.fixture
def manager(place):
    return viewers.business_manager(place)


def told(block):
    return [tuple(getattr(cell, "value", cell) for cell in row) for row in block.rows]


def test_a_report_of_the_year_can_hold_what_the_plan_says(place, manager, at):
    plan = factory.agreed(place)
    first = factory.item(plan, "Missing", leads=[Who(words="Police")])
    second = factory.item(plan, "Neglect")
    outcome = factory.item(
        plan, "Fewer go missing", parent=first.pk, responsible=[Who(words="All")], accountable=Who(words="Board")
    )
    operations.add_action(by=manager, at=at, item=outcome.pk, text="Audit twenty")
    operations.judge(by=manager, at=at, item=outcome.pk, state="at_risk", words="Posts empty")
    operations.judge(by=manager, at=LATER, item=outcome.pk, state="done", words="Later", on=date(2027, 4, 30))
    operations.set_focus(by=manager, at=at, plan=plan.pk, lines=[("Train 200 people", first.pk)])
    operations.write_four_parts(
        by=manager, at=at, item=second.pk, starts_on=YEAR.start, ends_on=YEAR.end, what="A course", next="A strategy"
    )
    offered = {offer.key: offer for offer in materials.offers(manager, place, YEAR)}
    review = f"plans.review.{second.record.reference.lower()}"
    assert {"plans.priorities", "plans.little_progress", "plans.next_year", "plans.actions_total", review} <= set(
        offered
    )
    blocks = {key: materials.build(manager, place, YEAR, key) for key in offered}
    assert all(blocks.values())
    assert told(blocks["plans.priorities"])[0][:2] == ("1. Missing", "Police")
    assert told(blocks["plans.little_progress"]) == [("1.1. Fewer go missing", "At risk", "Posts empty")]
    assert told(blocks["plans.next_year"]) == [("Train 200 people", "1"), ("A strategy", "2")]
    assert told(blocks["plans.accountability"]) == [("1.1. Fewer go missing", "All", "Board")]
    assert ("What did we do?", "A course") in told(blocks[review])
    assert ("At risk", Decimal(1)) in told(blocks["plans.states"])
    assert blocks["plans.actions_total"].value == 1
    assert blocks["plans.actions_closed"].value == 0
    assert blocks["plans.outcomes_done"].value == 0
    assert blocks["plans.outcomes_at_risk"].supplier


def test_nothing_is_offered_without_an_agreed_plan_or_to_somebody_else(place, manager):
    factory.item(factory.plan(place))
    assert materials.offers(manager, place, YEAR) == []
    assert materials.build(manager, place, YEAR, "plans.priorities") is None
    factory.item(factory.agreed(place))
    other = viewers.business_manager(factory.somewhere())
    assert materials.offers(other, place, YEAR) == []
    for key in ("plans.nothing", "plans.review.pli-2026-999", "plans.little_progress"):
        assert materials.build(manager, place, YEAR, key) is None
