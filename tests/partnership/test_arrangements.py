"""The published arrangements come from the register, with words beside it, and are frozen when published."""

from datetime import date

import pytest

from goldenthread.clocks import queries as clocks
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.partnership import library, operations, queries
from tests.factories import partnership as make
from tests.factories import viewers

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 2)


@pytest.fixture
def home():
    return make.partnership("Exampleshire Safeguarding Children Partnership")


@pytest.fixture
def manager(home):
    return viewers.business_manager(home.pk)


@pytest.fixture
def draft(home, manager, at):
    return operations.start_arrangements(by=manager, at=at, partnership=home.pk, checklist="wt2018")


def answer_everything(home, manager, at, draft):
    make.agency("Council", partnership=home.pk, agency_class="statutory", statutory_role="authority")
    make.group("Executive", partnership=home.pk, kind="executive")
    for section in queries.sections(manager, draft, on=DAY):
        if not section.answered:
            operations.write_words(
                by=manager, at=at, arrangements=draft.pk, item=section.code, text="In words.", after=0
            )


def section(manager, draft, code):
    return next(each for each in queries.sections(manager, draft, on=DAY) if each.code == code)


def test_the_checklist_follows_the_day(home, manager, at):
    assert operations.start_arrangements(by=manager, at=at, partnership=home.pk).checklist == "wt2026"


def test_a_later_edition_of_the_guidance_keeps_what_the_earlier_asked_for():
    lists = library.checklists()
    assert {"partners", "funding"} <= {item.code for item in lists["wt2026"].items}
    assert "leads" not in {item.code for item in lists["wt2023"].items}


def test_a_draft_is_answered_by_the_live_register(home, manager, at, draft):
    assert not section(manager, draft, "partners").answered
    make.agency("Council", partnership=home.pk, agency_class="statutory", statutory_role="authority")
    assert section(manager, draft, "partners").parts[0]["rows"] == [["Council", "Local authority"]]


def test_publishing_is_refused_while_something_required_is_missing(manager, at, draft):
    with pytest.raises(RuleBroken, match="required and not answered yet"):
        operations.publish_arrangements(by=manager, at=at, arrangements=draft.pk, seen=1, on=DAY)


def test_a_published_edition_stays_as_it_was(home, manager, at, draft):
    answer_everything(home, manager, at, draft)
    edition = operations.publish_arrangements(by=manager, at=at, arrangements=draft.pk, seen=1, on=DAY)
    make.agency("Police", partnership=home.pk, agency_class="statutory", statutory_role="police")
    assert section(manager, edition, "partners").parts[0]["rows"] == [["Council", "Local authority"]]
    with pytest.raises(RuleBroken, match="start the next one"):
        operations.write_words(by=manager, at=at, arrangements=draft.pk, item="funding", text="No", after=1)


def test_the_next_edition_takes_over_the_words_and_supersedes(home, manager, at, draft):
    answer_everything(home, manager, at, draft)
    operations.publish_arrangements(by=manager, at=at, arrangements=draft.pk, seen=1, on=DAY)
    second = operations.start_arrangements(by=manager, at=at, partnership=home.pk, checklist="wt2018")
    assert section(manager, second, "funding").text == "In words."
    operations.publish_arrangements(by=manager, at=at, arrangements=second.pk, seen=1, on=DAY)
    states = [row.status for row in queries.editions(manager, partnership=home.pk)]
    assert states == ["published", "superseded"]
    assert queries.published(home.slug).number == 2


def test_two_writers_of_one_item_do_not_overwrite_each_other(manager, at, draft):
    operations.write_words(by=manager, at=at, arrangements=draft.pk, item="funding", text="Mine", after=0)
    with pytest.raises(RuleBroken, match="while you were writing"):
        operations.write_words(by=manager, at=at, arrangements=draft.pk, item="funding", text="Theirs", after=0)


def test_nothing_is_public_before_it_is_published(home, draft):
    with pytest.raises(NotFound):
        queries.published(home.slug)


def test_no_checklist_ships_checked_and_a_person_with_the_role_checks_it(manager, at, stranger):
    assert queries.checks(manager) == {}
    with pytest.raises(NotAllowed):
        operations.check_checklist(by=stranger, at=at, checklist="wt2026", source="The pdf", on=DAY)
    operations.check_checklist(by=manager, at=at, checklist="wt2026", source="The pdf", on=DAY)
    assert queries.checks(manager)["wt2026"].source == "The pdf"


def test_publishing_starts_the_clock_of_the_next_review(home, manager, at, draft):
    answer_everything(home, manager, at, draft)
    operations.publish_arrangements(by=manager, at=at, arrangements=draft.pk, seen=1, on=DAY)
    [deadline] = clocks.deadlines(manager).filter(rule_version__rule="MASA-3")
    assert deadline.due_on == date(2027, 4, 2)
    second = operations.start_arrangements(by=manager, at=at, partnership=home.pk)
    operations.write_words(by=manager, at=at, arrangements=second.pk, item="funding", text="New.", after=1)
    operations.publish_arrangements(by=manager, at=at, arrangements=second.pk, seen=1, on=DAY)
    states = sorted(clocks.deadlines(manager).filter(rule_version__rule="MASA-3").values_list("status", flat=True))
    assert states == ["done", "open"]
