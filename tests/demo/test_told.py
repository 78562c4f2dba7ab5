"""What the founding documents print, told as parts: totals follow, and what was printed otherwise stands beside them."""

import json
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from goldenthread.evidence import queries as evidence
from goldenthread.finance import queries as finance
from goldenthread.foundation.periods import Period, year_from_april
from goldenthread.partnership import queries as partnerships
from goldenthread.plans import queries as plans
from goldenthread.reports import queries as reports
from goldenthread.thread import queries as thread
from tests.factories import viewers

pytestmark = pytest.mark.django_db


def manager_of(operator, slug):
    place = partnerships.partnership_of_slug(operator, slug).pk
    return place, viewers.business_manager(place)


def accounts(operator, slug, year):
    place, manager = manager_of(operator, slug)
    row = finance.year_of(manager, place, year_from_april(year))
    return finance.account(manager, row.pk)


def test_the_money_adds_up_and_printed_totals_that_do_not_stand_beside_it(operator):
    west = accounts(operator, "cheshire-west-and-chester", "2017-18")
    assert (west.totals.income, west.totals.expenditure, west.totals.outturn) == (297_747, 245_675, 52_072)
    assert west.closing == 267_026
    assert [(each.row.what, each.difference) for each in west.printed if each.difference] == [("expenditure", 45)]

    east = accounts(operator, "cheshire-east", "2013-14")
    assert (east.totals.contributions_agreed, east.totals.expenditure) == (215_899, 226_906)
    assert (east.totals.outturn, east.closing) == (-11_007, 169_684)
    assert [each.difference for each in east.printed if each.difference] == [-5_000]

    next_year = accounts(operator, "cheshire-east", "2014-15").totals
    assert (next_year.contributions_agreed, next_year.expenditure_budget, next_year.unsettled) == (198_069, 233_400, 4)


def test_a_printed_percentage_that_its_numbers_contradict_is_a_claim_and_never_the_figure(operator):
    place, manager = manager_of(operator, "cheshire-west-and-chester")
    figure = evidence.figure(manager, place, "contact_to_assessment", year_from_april("2017-18"))
    assert (figure.numerator, figure.denominator) == (2_883, 12_896)
    assert figure.value == Decimal("22.4")
    assert any("31" in note for note in figure.notes)


def test_the_count_that_was_printed_twice_is_kept_once_with_the_other_as_a_claim(operator):
    place, manager = manager_of(operator, "cheshire-east")
    end = date(2014, 3, 31)
    figure = evidence.figure(manager, place, "cpp", Period(end, end))
    assert figure.value == 202
    assert any("204" in note for note in figure.notes)


def plans_of(operator, slug):
    place, manager = manager_of(operator, slug)
    return manager, {plan.title: plan for plan in plans.plans(manager, partnership=place)}


def test_the_plans_are_there_with_what_they_give_and_what_they_lack(operator):
    manager, told = plans_of(operator, "cheshire-west-and-chester")
    depths = Counter(line.depth for line in plans.lines(manager, told["Business plan 2019-21"]))
    assert (depths[0], depths[1], depths[2]) == (3, 16, 24)
    levels = Counter(line.level for line in plans.lines(manager, told["Business plan 2015-19"]))
    assert levels == {"Priority": 5, "Objective": 44, "Way to get there": 54}
    assert {plan.status for plan in told.values()} == {"closed"}


def test_every_part_of_the_earlier_plan_has_gone_on_or_ended_with_a_reason(operator):
    manager, told = plans_of(operator, "cheshire-west-and-chester")
    pairs = plans.compared(manager, told["Business plan 2015-19"], told["Business plan 2019-21"])
    assert not [pair.before for pair in pairs if pair.outcome == "open"]
    missing = next(
        pair for pair in pairs if pair.before and pair.before.item.text.startswith("Fewer children go missing")
    )
    assert (missing.outcome, missing.after.number) == ("carried", "1.4")


def test_sixty_one_outcomes_have_responsible_bodies_and_one_that_is_accountable(operator):
    manager, told = plans_of(operator, "cheshire-east")
    [plan] = told.values()
    outcomes = [line for line in plans.lines(manager, plan) if line.depth == 1]
    assert Counter(line.number.split(".")[0] for line in outcomes) == {"1": 22, "2": 17, "3": 22}
    assert all(line.responsible and line.accountable for line in outcomes)
    assert [line.number for line in outcomes if len(line.responsible) == 2] == ["3.3"]
    accountable = Counter(line.accountable.who for line in outcomes)
    assert accountable == {
        "Main Board": 24,
        "Cheshire East Improvement Board": 13,
        "Cheshire East Children and Young People's Trust": 16,
        "Cheshire East Health and Wellbeing Board": 8,
    }


def test_two_threads_run_from_a_figure_to_a_judged_difference_and_are_marked_as_invented(operator):
    place, manager = manager_of(operator, "cheshire-west-and-chester")
    closed = thread.actions(manager, partnership=place).filter(status="closed")
    assert sorted(action.closing_judgement.verdict for action in closed) == ["some", "sustained"]
    assert all(action.record.illustrative for action in closed)
    for action in closed:
        steps = {bead.step for bead in thread.thread_of(manager, action.pk).beads}
        assert {"evidence", "finding", "recommendation", "action", "impact"} <= steps


@pytest.mark.parametrize(
    ("slug", "first", "words", "figures"),
    [
        ("cheshire-west-and-chester", 2017, "£245,675", 50),
        ("cheshire-east", 2013, "7,271", 20),
    ],
)
def test_both_years_stand_published_with_a_source_for_every_figure(operator, slug, first, words, figures):
    edition = reports.of_period(slug, year_from_april(f"{first}-{(first + 1) % 100}"))
    data = json.loads(reports.file_of(edition.pk, "json"))
    assert words in reports.file_of(edition.pk, "html").decode()
    assert len(data["figures"]) >= figures
    assert all(figure["supplier"] and figure["period"] for figure in data["figures"])


def test_the_published_year_tells_of_differences_that_lead_back_to_their_evidence(operator):
    edition = reports.of_period("cheshire-west-and-chester", year_from_april("2017-18"))
    assert all(section["complete"] for section in edition.document["sections"] if section["required"])
    threads = [block for block in edition.document["blocks"].values() if block["type"] == "thread"]
    assert len(threads) == 2
    assert all(block["illustrative"] for block in threads)
    assert {(block["steps"][0]["kind"], block["steps"][-1]["kind"]) for block in threads} == {("evidence", "impact")}
