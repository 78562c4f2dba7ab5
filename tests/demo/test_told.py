"""What the founding documents print, told as parts: totals follow, and what was printed otherwise stands beside them."""

import json
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from goldenthread.evidence import queries as evidence
from goldenthread.evidence.judging import groups
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


@pytest.mark.parametrize(
    ("slug", "code", "year", "value", "population"),
    [
        ("cheshire-west-and-chester", "cpp_rate", 2018, "31.8", 67_877),
        ("cheshire-west-and-chester", "cla_rate", 2018, "71.9", 67_877),
        ("cheshire-east", "cpp_rate", 2013, "21.5", 74_921),
        ("cheshire-east", "cpp_rate", 2014, "27.0", 74_894),
        ("cheshire-east", "cla_rate", 2014, "44.5", 74_894),
        ("cheshire-east", "eh_rate", 2014, "87.9", 74_894),
    ],
)
def test_rates_stand_on_the_official_population_of_the_year_before(operator, slug, code, year, value, population):
    place, manager = manager_of(operator, slug)
    end = date(year, 3, 31)
    figure = evidence.figure(manager, place, code, Period(end, end))
    assert (figure.value, figure.denominator) == (Decimal(value), population)
    people = figure.derived.people
    assert (people.year, people.approximate) == (year - 1, False)
    assert "Office for National Statistics" in people.words
    assert "Children in need 2024" in people.words


def test_printed_rates_stand_beside_the_derived_ones_with_what_explains_the_difference(operator):
    place, manager = manager_of(operator, "cheshire-west-and-chester")
    end = date(2018, 3, 31)
    for code, printed in (("cpp_rate", "32.6"), ("cla_rate", "74.3")):
        [each] = evidence.figure(manager, place, code, Period(end, end)).printed
        assert each.differs
        assert each.claim.printed == Decimal(printed)
        assert "67,877" in each.claim.why_differs
    east, keeper = manager_of(operator, "cheshire-east")
    end = date(2014, 3, 31)
    [same] = evidence.figure(keeper, east, "eh_rate", Period(end, end)).printed
    assert not same.differs


def test_the_published_figure_of_a_year_says_what_was_printed_of_its_last_day(operator):
    edition = reports.of_period("cheshire-west-and-chester", year_from_april("2017-18"))
    notes = edition.document["blocks"]["evidence.cla_rate"]["notes"]
    assert any("74.3 is printed" in note for note in notes)


@pytest.mark.parametrize(("slug", "year"), [("cheshire-west-and-chester", "2017-18"), ("cheshire-east", "2013-14")])
def test_what_was_published_reached_everybody_who_must_have_it_and_is_marked_as_invented(operator, slug, year):
    _, manager = manager_of(operator, slug)
    report = reports.of_period(slug, year_from_april(year)).report
    going = reports.going(manager, report.pk)
    assert [each.recipient.code for each in going] == ["chief_executive", "leader", "pcc", "health_wellbeing"]
    assert {each.way for each in going} == {reports.Way.RECEIVED}
    assert all("Invented" in sending.note for sending in reports.sendings(manager, report.pk))
    dates = [each.recipient.deadline for each in going]
    assert all(one.status == "done" and one.completed_at.date() <= one.due_on for one in dates)


def test_an_invented_draft_is_talked_about_and_somebody_is_asked(operator):
    place, manager = manager_of(operator, "cheshire-west-and-chester")
    draft = reports.reports(manager, partnership=place).get(title__contains="2018-19")
    assert draft.record.illustrative
    assert draft.newest is None, "it is not published"
    talks = [talk for talks in reports.comments_of(manager, draft.pk).values() for talk in talks]
    assert len(talks) == 4
    assert [talk.waits_for for talk in talks if talk.waits_for] == ["Quality assurance officer (demonstration)"]
    assert sum(not talk.comment.open for talk in talks) == 1


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


@pytest.mark.parametrize("slug", ["cheshire-west-and-chester", "cheshire-east"])
def test_for_whom_it_is_worse_is_seen_on_three_indicators_with_rates_ratios_and_intervals(operator, slug):
    place, manager = manager_of(operator, slug)
    people = evidence.people_of_groups(manager, place)
    day = Period(date(2018, 3, 31), date(2018, 3, 31))
    for code in ("cpp", "cin", "cla"):
        book = evidence.book(manager, evidence.of_code(manager, place, code).pk)
        for name in ("sex", "age", "ethnicity", "disability"):
            figures = book.breakdowns(day)[name]
            assert sum(each.numerator for each in figures) == book.figure(day, "").numerator
            known = [
                groups.Group(each.derived.cut, each.numerator, people[each.derived.cut, 2017, 0, 17].count)
                for each in figures
            ]
            assert all(each.lower < each.ratio < each.upper for each in groups.compare(known, figures[0].details))
            real = (code, name) == ("cin", "disability")
            assert any("llustrative" in note for each in figures for note in each.notes) is not real
