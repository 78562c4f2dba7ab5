"""Setting up a partnership and what belongs to it."""

from datetime import date

import pytest

from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.partnership import operations, queries
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


def test_only_who_may_create_sets_up_a_partnership(at, stranger):
    with pytest.raises(NotAllowed):
        operations.create_partnership(by=stranger, at=at, name="Mine")


def test_a_partnership_gets_its_reference_and_its_slug(home):
    assert home.slug == "exampleshire-safeguarding-children-partnership"
    assert home.record.reference.startswith("P-")


def test_two_partnerships_cannot_share_a_slug(home, at, admin):
    with pytest.raises(RuleBroken) as broken:
        operations.create_partnership(by=admin, at=at, name="Other", slug=home.slug)
    assert broken.value.field == "slug"
    assert "Another partnership" in str(broken.value)


def test_five_bodies_fill_three_statutory_roles(home, at, admin):
    for name, role in [
        ("City Council", "authority"),
        ("County Council", "authority"),
        ("City and County CCG", "health"),
        ("Neighbouring CCG", "health"),
        ("Constabulary", "police"),
    ]:
        make.agency(name, partnership=home.pk, agency_class="statutory", statutory_role=role)
    rows = queries.classes(admin, partnership=home.pk, on=DAY).filter(agency_class="statutory")
    assert rows.count() == 5
    assert len({row.statutory_role for row in rows}) == 3


def test_one_agency_serves_four_partnerships(at, admin):
    homes = [make.partnership() for _ in range(4)]
    police = make.agency("Police", partnership=homes[0].pk)
    make.serving(police, *[each.pk for each in homes[1:]])
    assert queries.places(viewers.stranger(), agencies=[police.pk]) == {police.pk: frozenset(h.pk for h in homes)}


def test_a_statutory_partner_needs_its_role(home, at, manager):
    with pytest.raises(RuleBroken, match="one of the three roles"):
        make.agency("Council", partnership=home.pk, by=manager, agency_class="statutory")


def test_a_manager_cannot_change_an_agency_of_another_partnership(home, at, manager):
    other = make.agency(partnership=make.partnership().pk)
    with pytest.raises(NotFound):
        operations.change_agency(by=manager, at=at, agency=other.pk, seen=1, name="Taken")


def test_an_agency_cannot_stand_below_itself(home, at, admin):
    top = make.agency(partnership=home.pk)
    below = make.agency(partnership=home.pk, parent=top.pk)
    with pytest.raises(RuleBroken, match="stands below"):
        operations.change_agency(by=admin, at=at, agency=top.pk, seen=1, parent=below.pk)


def test_two_people_who_edit_one_agency_do_not_overwrite_each_other(home, at, admin):
    body = make.agency(partnership=home.pk)
    operations.change_agency(by=admin, at=at, agency=body.pk, seen=1, name="First")
    with pytest.raises(EditConflict) as conflict:
        operations.change_agency(by=admin, at=at, agency=body.pk, seen=1, name="Second")
    assert conflict.value.theirs.name == "First"


def test_a_lead_partner_must_belong_to_a_statutory_partner(home, at, manager):
    body, who = make.agency(partnership=home.pk), make.person(partnership=home.pk)
    with pytest.raises(RuleBroken, match="not a statutory"):
        operations.appoint(by=manager, at=at, partnership=home.pk, person=who.pk, kind="lead", agency=body.pk)


def test_a_delegate_acts_for_a_lead_who_stays_in_office(home, at, manager):
    body = make.agency(partnership=home.pk, agency_class="statutory", statutory_role="police")
    chief, deputy = make.person(partnership=home.pk), make.person(partnership=home.pk)
    lead = operations.appoint(by=manager, at=at, partnership=home.pk, person=chief.pk, kind="lead", agency=body.pk)
    operations.appoint(
        by=manager, at=at, partnership=home.pk, person=deputy.pk, kind="delegate", agency=body.pk, acts_for=lead.pk
    )
    assert [office.kind for office in queries.offices(manager, partnership=home.pk, on=DAY)] == ["delegate", "lead"]


def test_a_word_with_two_meanings_needs_the_number(home, at, manager):
    with pytest.raises(RuleBroken, match="every 2 months or twice a month"):
        make.group(partnership=home.pk, by=manager, meets_as_said="bi-monthly")
    group = make.group(partnership=home.pk, by=manager, meets_as_said="bi-monthly", meets_every_months=2)
    assert group.meets_every_months == 2


def test_a_group_shared_by_four_is_one_group(at, admin):
    homes = [make.partnership() for _ in range(4)]
    panel = make.group("Pan-county panel", partnership=homes[0].pk, kind="panel")
    for each in homes[1:]:
        operations.share_group(by=admin, at=at, group=panel.pk, partnership=each.pk)
    for each in homes:
        assert list(queries.groups(viewers.business_manager(each.pk))) == [panel]


def test_a_task_and_finish_group_goes_through_its_stages(home, at, manager):
    group = make.group(partnership=home.pk, by=manager, kind="task_and_finish")
    assert group.stage == "starting_up"
    with pytest.raises(RuleBroken, match="goes on to oversight or closed"):
        operations.move_stage(by=manager, at=at, group=group.pk, seen=1, to="closing")
    for seen, stage in enumerate(["oversight", "closing", "closed"], start=1):
        group = operations.move_stage(by=manager, at=at, group=group.pk, seen=seen, to=stage)
    assert group.until_on == DAY
    assert [each.stage for each in queries.stage_changes(manager, group.pk)] == [
        "starting_up",
        "oversight",
        "closing",
        "closed",
    ]


def test_terms_of_reference_are_versions_and_nobody_writes_over_another(home, at, manager):
    group = make.group(partnership=home.pk)
    words = {"effective_from": DAY, "purpose": "To oversee the plan."}
    operations.write_terms(by=manager, at=at, group=group.pk, after=0, **words)
    with pytest.raises(RuleBroken, match="version 1 meanwhile"):
        operations.write_terms(by=manager, at=at, group=group.pk, after=0, **words)
    operations.write_terms(by=manager, at=at, group=group.pk, after=1, **words)
    assert [terms.version for terms in queries.terms_of_reference(manager, group.pk)] == [2, 1]


def test_who_sat_where_on_any_date(home, at, manager):
    group = make.group(partnership=home.pk)
    first, second = make.person("First"), make.person("Second")
    held = make.member(group, first, from_on=date(2019, 7, 1))
    operations.end_membership(by=manager, at=at, membership=held.pk, seen=1, on=date(2021, 3, 31))
    make.member(group, second, from_on=date(2021, 4, 1))
    named = lambda day: [row.person.name for row in queries.sitting_on(manager, group.pk, day)]  # noqa: E731
    assert named(date(2019, 6, 30)) == []
    assert named(date(2021, 3, 31)) == ["First"]
    assert named(date(2021, 4, 1)) == ["Second"]


def test_a_deputy_has_the_seat_and_the_vote_of_the_member(home, at, manager):
    body = make.agency(partnership=home.pk)
    group = make.group(partnership=home.pk)
    seat = operations.add_seat(by=manager, at=at, group=group.pk, name="Police", agency=body.pk)
    main = make.member(group, make.person(), seat=seat.pk)
    deputy = make.member(group, make.person(), capacity="deputy", deputy_for=main.pk)
    assert (deputy.seat, deputy.agency, deputy.votes) == (seat, body, True)


def test_an_observer_has_no_vote_whatever_the_seat(home, at):
    group = make.group(partnership=home.pk)
    seat = operations.add_seat(by=viewers.administrator(), at=at, group=group.pk, name="Lead member")
    assert make.member(group, make.person(), capacity="observer", seat=seat.pk).votes is False


def test_a_lay_member_has_a_term_in_months_and_its_end_is_worked_out(home, at):
    group = make.group(partnership=home.pk)
    with pytest.raises(RuleBroken, match="number of months"):
        make.member(group, make.person(), capacity="lay", term_as_said="bi-annual")
    lay = make.member(
        group, make.person(), capacity="lay", term_months=24, term_as_said="bi-annual", from_on=date(2014, 4, 1)
    )
    assert lay.term_ends_on == date(2016, 3, 31)


def test_when_a_member_ends_so_do_the_deputies(home, at, manager):
    group = make.group(partnership=home.pk)
    main = make.member(group, make.person())
    make.member(group, make.person(), capacity="deputy", deputy_for=main.pk)
    operations.end_membership(by=manager, at=at, membership=main.pk, seen=1, on=DAY)
    assert not queries.sitting_on(manager, group.pk, date(2026, 4, 3)).exists()


def test_a_group_chair_changes_their_group_and_no_other(home, at):
    mine, other = make.group(partnership=home.pk), make.group(partnership=home.pk)
    chair = viewers.holding("group_chair", group=mine.pk, around=[home.pk])
    operations.change_group(by=chair, at=at, group=mine.pk, seen=1, purpose="Ours")
    with pytest.raises(NotAllowed):
        operations.change_group(by=chair, at=at, group=other.pk, seen=1, purpose="Not ours")


def test_a_report_line_that_moved_keeps_both_halves(home, at, manager):
    board = make.group("Board", partnership=home.pk, kind="board")
    panel = make.group("Panel", partnership=home.pk, kind="panel")
    line = operations.report_to(by=manager, at=at, group=panel.pk, to_group=board.pk)
    operations.change_reporting(by=manager, at=at, line=line.pk, seen=1, until_on=date(2019, 6, 28))
    operations.report_to(by=manager, at=at, group=panel.pk, to_partnership=home.pk, from_on=date(2019, 6, 29))
    assert queries.reporting_lines(manager, panel.pk).count() == 2
    assert queries.reporting_lines(manager, panel.pk, on=date(2019, 6, 28)).get().to_group == board
