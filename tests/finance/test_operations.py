"""What may be done to the accounts, by whom, and what follows from it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from goldenthread.clocks import queries as clocks
from goldenthread.finance import operations, queries
from goldenthread.finance.rules import LineDetails
from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from tests.factories import finance as make
from tests.factories import partnership as bodies
from tests.factories import viewers

pytestmark = pytest.mark.django_db
END = date(2026, 3, 31)


@pytest.fixture
def place():
    return bodies.partnership("West Partnership")


@pytest.fixture
def manager(place):
    return viewers.business_manager(place.pk)


@pytest.fixture
def chair(place):
    return viewers.holding("independent_chair", partnership=place.pk)


@pytest.fixture
def year(place, manager):
    return make.year(place.pk, by=manager, opening=Decimal(1000), opening_source="Last year's report")


def spend(year, manager, amount):
    made = make.line(year, manager, "expenditure", "Staff", amount)
    make.entry(made, manager, amount, END)
    return made


def test_money_that_moves_changes_the_reserve_and_nothing_is_typed(year, manager):
    given = make.line(year, manager, "contribution", "Partners together", 500)
    make.entry(given, manager, 500, END)
    spend(year, manager, 620)
    accounts = queries.account(manager, year)
    assert (accounts.totals.outturn, accounts.opening, accounts.closing) == (-120, 1000, 880)


def test_the_reserve_is_carried_into_the_next_year(place, year, manager):
    spend(year, manager, 100)
    later = make.year(place.pk, 2026, by=manager)
    assert queries.account(manager, later).opening == 900


def test_a_ring_fenced_fund_keeps_its_own_balance(place, year, manager):
    fund = operations.add_fund(
        by=manager, at=make.AT, partnership=place.pk, name="Reviews", purpose="Case reviews", opening=Decimal(50),
        opening_on=date(2025, 4, 1), opening_source="Agreed by the board",
    )  # fmt: skip
    made = make.line(year, manager, "expenditure", "A review", 30, fund=fund)
    make.entry(made, manager, 30, END)
    balances = {each.fund.name: each.closing for each in queries.balances(manager, year)}
    assert balances == {"General reserve": 1000, "Reviews": 20}


def test_a_copied_year_asks_for_every_contribution_again(place, year, manager):
    agency = bodies.agency("Police", partnership=place.pk)
    make.line(year, manager, "contribution", budget=200, agency=agency.pk)
    make.line(year, manager, "expenditure", "Staff", 300)
    later = make.year(place.pk, 2026, by=manager, copy_from=year)
    accounts = queries.account(manager, later)
    assert [(each.row.heading, each.row.state, each.sum.budget) for each in accounts.contributions] == [
        ("Police", "to_confirm", 200)
    ]
    assert accounts.totals.gap == 100
    assert accounts.contributions[0].before == 200


def test_an_agency_finds_the_request_in_its_work_and_confirms_its_own_contribution(place, year, manager):
    police, health = (bodies.agency(name, partnership=place.pk) for name in ("Police", "Health"))
    line = make.line(year, manager, "contribution", budget=200, agency=police.pk)
    other = make.line(year, manager, "contribution", budget=100, agency=health.pk)
    assert operations.ask_to_confirm(by=manager, at=make.AT, year=year, due=date(2026, 5, 1)) == 2
    assert operations.ask_to_confirm(by=manager, at=make.AT, year=year, due=date(2026, 5, 1)) == 0
    member = viewers.holding("agency_member", agency=police.pk, around=[place.pk])
    assert clocks.of_record(member, year).filter(owner_agency=police.pk, status="open").count() == 1
    operations.confirm(by=member, at=make.AT, line=line, budget=Decimal(210), seen=1)
    kept = queries.line(member, line)
    assert (kept.state, kept.budget, kept.confirmed_by_name) == ("confirmed", 210, member.name)
    assert not clocks.of_record(member, year).filter(owner_agency=police.pk, status="open").exists()
    with pytest.raises(NotAllowed):
        operations.confirm(by=member, at=make.AT, line=other, budget=Decimal(1), seen=1)


def test_a_confirmation_falls_away_when_the_amount_is_changed(place, year, manager):
    agency = bodies.agency("Police", partnership=place.pk)
    line = make.line(year, manager, "contribution", budget=200, agency=agency.pk)
    operations.confirm(by=manager, at=make.AT, line=line, budget=Decimal(200), seen=1)
    details = LineDetails(budget=Decimal(150), state="agreed", agency=agency.pk)
    operations.change_line(by=manager, at=make.AT, line=line, details=details, seen=2)
    assert queries.line(manager, line).confirmed_at is None


def test_a_wrong_entry_is_taken_back_once_and_both_stay(year, manager):
    line = spend(year, manager, 100)
    wrong = queries.entries(manager, line).get()
    operations.reverse(by=manager, at=make.AT, entry=wrong.pk, why="Belongs to next year")
    assert [each.amount for each in queries.entries(manager, line)] == [100, -100]
    assert queries.account(manager, year).totals.expenditure == 0
    with pytest.raises(RuleBroken, match="already"):
        operations.reverse(by=manager, at=make.AT, entry=wrong.pk, why="Again")
    back = queries.entries(manager, line).get(reverses=wrong)
    with pytest.raises(RuleBroken, match="takes another back"):
        operations.reverse(by=manager, at=make.AT, entry=back.pk, why="Again")


def test_a_line_goes_only_while_nothing_has_moved_on_it(year, manager):
    empty = make.line(year, manager, "expenditure", "Printing", 5)
    operations.remove_line(by=manager, at=make.AT, line=empty)
    with pytest.raises(NotFound):
        queries.line(manager, empty)
    with pytest.raises(RuleBroken, match="Money has moved"):
        operations.remove_line(by=manager, at=make.AT, line=spend(year, manager, 5))


def test_a_signed_off_year_stands_still_until_it_is_opened_with_a_reason(year, manager, chair):
    line = spend(year, manager, 5)
    with pytest.raises(NotAllowed):
        operations.sign_off(by=manager, at=make.AT, year=year, seen=1)
    operations.sign_off(by=chair, at=make.AT, year=year, seen=1)
    for change in (
        lambda: make.entry(line, manager, 1, END),
        lambda: make.line(year, manager, "income", "Gift", 1),
        lambda: operations.remove_line(by=manager, at=make.AT, line=line),
        lambda: operations.add_in_kind(by=manager, at=make.AT, year=year, words="Rooms"),
    ):
        with pytest.raises(RuleBroken, match="signed off"):
            change()
    with pytest.raises(EditConflict):
        operations.reopen(by=chair, at=make.AT, year=year, why="An invoice was missed", seen=1)
    operations.reopen(by=chair, at=make.AT, year=year, why="An invoice was missed", seen=2)
    make.entry(line, manager, 1, END)


def test_a_year_cannot_be_signed_off_before_it_has_ended(year, chair):
    with pytest.raises(RuleBroken, match="The year ends on 31 March 2026"):
        operations.sign_off(by=chair, at=datetime(2026, 3, 31, 12, tzinfo=UTC), year=year, seen=1)


def test_two_years_cannot_share_a_day(place, year, manager):
    with pytest.raises(RuleBroken, match="2025-26 has some of these days"):
        operations.open_year(
            by=manager, at=make.AT, partnership=place.pk, start=date(2026, 3, 31), end=date(2027, 3, 30)
        )


def test_a_printed_total_stands_beside_the_derived_one(year, manager):
    spend(year, manager, 245_675)
    operations.keep_printed(
        by=manager,
        at=make.AT,
        year=year,
        what="expenditure",
        amount=Decimal(245_720),
        where="Yearly report, appendix 2",
    )
    kept = queries.account(manager, year).printed[0]
    assert (kept.derived, kept.difference) == (245_675, 45)


def test_a_decision_to_come_reaches_its_group_and_is_met_when_taken(place, year, manager):
    group = bodies.group("Executive", partnership=place.pk)
    asked = operations.ask_question(
        by=manager,
        at=make.AT,
        year=year,
        words="Contributions after two level years",
        due=date(2026, 9, 1),
        group=group.pk,
    )
    assert clocks.of_record(manager, year).filter(owner_group=group.pk, status="open").count() == 1
    operations.decide(
        by=manager, at=make.AT, question=asked, decision="Held for another year", on=date(2026, 4, 1), seen=1
    )
    assert not clocks.of_record(manager, year).filter(status="open").exists()
    with pytest.raises(RuleBroken, match="decided already"):
        operations.decide(by=manager, at=make.AT, question=asked, decision="No", on=date(2026, 4, 1), seen=2)


def test_in_kind_is_never_money_and_a_value_says_how_it_was_worked_out(year, manager):
    with pytest.raises(RuleBroken, match="worked out"):
        operations.add_in_kind(by=manager, at=make.AT, year=year, words="Rooms", value=Decimal(10))
    with pytest.raises(RuleBroken, match="counts"):
        operations.add_in_kind(by=manager, at=make.AT, year=year, words="Trainers", quantity=Decimal(10))
    operations.add_in_kind(
        by=manager, at=make.AT, year=year, words="Rooms", value=Decimal(10), value_source="Hire charge", quantity=Decimal(3),
        unit="days",
    )  # fmt: skip
    assert queries.account(manager, year).totals.income == 0


def test_nobody_elsewhere_sees_or_changes_the_accounts(year, manager):
    line = spend(year, manager, 5)
    elsewhere = viewers.business_manager(bodies.partnership("East Partnership").pk)
    for look in (lambda: queries.account(elsewhere, year), lambda: queries.line(elsewhere, line)):
        with pytest.raises(NotFound):
            look()
    for change in (
        lambda: make.line(year, elsewhere, "income", "Gift", 1),
        lambda: make.entry(line, elsewhere, 1, END),
        lambda: operations.keep_printed(
            by=elsewhere, at=make.AT, year=year, what="income", amount=Decimal(1), where="A page"
        ),
    ):
        with pytest.raises(NotFound):
            change()
    assert not queries.years(elsewhere).exists()
    assert not queries.totals_of(elsewhere, [year])[year].expenditure


def test_a_member_of_an_agency_reads_the_accounts_but_keeps_none(place, year):
    agency = bodies.agency("Police", partnership=place.pk)
    member = viewers.holding("agency_member", agency=agency.pk, around=[place.pk])
    assert queries.account(member, year).year.pk == year
    with pytest.raises(NotAllowed):
        make.line(year, member, "income", "Gift", 1)


def test_a_fund_of_another_partnership_cannot_be_used(year, manager, admin):
    other = bodies.partnership("East Partnership")
    make.year(other.pk, by=viewers.business_manager(other.pk))
    fund = queries.funds(viewers.business_manager(other.pk), other.pk).get()
    with pytest.raises(NotFound):
        make.line(year, manager, "expenditure", "Staff", 1, fund=fund.pk)
