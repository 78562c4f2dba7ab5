"""Plans as other partnerships have them: what must be representable. Facts from published pages; the words are ours."""

from datetime import date

import pytest

from goldenthread.partnership import operations as partnership
from goldenthread.plans import operations, queries
from goldenthread.plans.operations import Who
from tests.factories import partnership as register
from tests.factories import plans as factory
from tests.factories import viewers

pytestmark = pytest.mark.django_db

SECTIONS = [
    ("Planning and the annual report", "Executive"),
    ("Policies, with the neighbouring board", "Joint policies group"),
    ("Performance", "Performance group"),
    ("Communication", "Task groups"),
    ("Training", "Training group"),
    ("Serious case reviews", "Reviews group"),
    ("Child deaths", "Child death panel"),
    ("Districts", "District groups"),
]


@pytest.fixture
def place():
    return factory.somewhere()


@pytest.fixture
def manager(place):
    return viewers.business_manager(place)


def test_a_plan_by_statutory_function_with_an_owning_group_inside_a_three_year_set_of_objectives(place, manager, at):
    objectives = factory.plan(
        place,
        title="Objectives 2015-18",
        starts_on=date(2015, 4, 1),
        ends_on=date(2018, 3, 31),
        levels=[{"name": "Strategic objective", "style": "1", "joined": None}],
    )
    objective = factory.item(objectives, "Children at risk are seen early")
    year = factory.plan(
        place,
        title="Work programme 2017-18",
        kind="year",
        within=objectives.pk,
        starts_on=date(2017, 4, 1),
        ends_on=date(2018, 3, 31),
        levels=[{"name": "Function", "style": "A", "joined": None}, {"name": "Task", "style": "1", "joined": ""}],
    )
    for name, group in SECTIONS:
        made = register.group(group, partnership=place, from_on=date(2015, 4, 1))
        section = factory.item(year, name, function=name, leads=[Who(body=made.pk)])
        task = factory.item(year, f"Do it: {name}", parent=section.pk, due_words="each meeting", standing=True)
        operations.base_on(by=manager, at=at, item=task.pk, record=objective.pk, way="underpins")
    lines = queries.lines(manager, year)
    assert [line.number for line in lines][:4] == ["A", "A1", "B", "B1"]
    assert [line.leads[0].who for line in lines if line.depth == 0] == [group for _, group in SECTIONS]
    assert len(queries.ties(manager, objective).underpinned_by) == len(SECTIONS)
    operations.start_cycle(by=manager, at=at, plan=year.pk, kind="quarterly", first_on=date(2017, 6, 30))


def test_three_roles_filled_by_five_bodies_lead_one_priority(place, manager):
    bodies = [
        register.agency(name, partnership=place)
        for name in ("City council", "County council", "Health body", "Second health body", "Constabulary")
    ]
    item = factory.item(factory.plan(place), leads=[Who(body=body.pk) for body in bodies])
    assert len(queries.item(manager, item.pk).held_by("lead")) == 5


def test_sixty_one_outcomes_each_with_responsible_bodies_and_one_that_is_accountable(place, manager, at):
    board = partnership.add_board(
        by=manager, at=at, partnership=place, name="Improvement board", kind="improvement", relation="Challenges"
    )
    network = register.group("Participation network", partnership=place)
    plan = factory.plan(place, levels=[{"name": "Objective", "style": "1"}, {"name": "Outcome", "style": ""}])
    tops = [factory.item(plan, f"Objective {number}") for number in range(1, 7)]
    both = [Who(words="All partners"), Who(body=network.pk)]
    for number in range(61):
        factory.item(
            plan,
            f"Outcome {number}",
            parent=tops[number % 6].pk,
            responsible=both[: 1 + number % 2],
            accountable=Who(board=board.pk),
        )
    outcomes = [line for line in queries.lines(manager, plan) if line.depth == 1]
    assert len(outcomes) == 61
    assert {line.accountable.who for line in outcomes} == {"Improvement board"}
    assert sum(len(line.responsible) == 2 for line in outcomes) == 30


def test_periods_of_seventeen_and_twenty_four_months_are_plans_too(place):
    odd = factory.plan(place, starts_on=date(2019, 4, 1), ends_on=date(2020, 8, 31))
    two = factory.plan(place, starts_on=date(2021, 4, 1), ends_on=date(2023, 3, 31))
    assert (odd.period.months, two.period.months) == (17, 24)
    assert odd.period.name == "1 April 2019 to 31 August 2020"


def test_objectives_and_how_they_will_be_met_stand_under_a_priority_with_its_reason_and_tag(place, manager, at):
    plan = factory.plan(place)
    priority = factory.item(
        plan, "To know our most vulnerable children", tag="Knowledge", why="Learning from reviews says so"
    )
    factory.item(plan, "Introduce forums", parent=priority.pk, kind="Objective")
    placed = operations.add_action(
        by=manager, at=at, item=priority.pk, text="Increase knowledge of thresholds", due_words="ongoing"
    )
    for part in ("Training", "Website", "Audit"):
        operations.add_action(by=manager, at=at, item=priority.pk, text=part, parent=placed.pk)
    lines = queries.lines(manager, plan)
    assert (lines[0].item.tag, lines[1].level) == ("Knowledge", "Objective")
    under = queries.actions_under(manager, [priority.pk], on=date(2026, 4, 2))[priority.pk]
    assert [row.depth for row in under] == [0, 1, 1, 1]
