"""The plan of scrutiny: its pieces, its cycle of themes (rule R24), what was learned; pages, and who may not."""

from datetime import date

import pytest
from django.urls import reverse

from goldenthread.clocks import queries as clocks
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.periods import Period, year_from_april
from goldenthread.scrutiny import checking, operations, queries
from goldenthread.scrutiny import models as m
from goldenthread.scrutiny.rules import planning
from goldenthread.scrutiny.rules.planning import Piece
from goldenthread.thread import queries as threads
from tests.factories import accounts
from tests.factories.scrutiny import AT, TODAY

CYCLE = Period(date(2024, 4, 1), date(2027, 3, 31))
ALL = [(each, None) for each in planning.ELEMENTS]


def piece(theme, level, year, state=planning.DONE):
    return Piece(theme, level, state, date(year, 10, 1), date(year, 10, 1) if state == planning.DONE else None)


def test_a_plan_is_cut_into_years_and_is_three_years_long_at_most():
    assert [each.name for each in planning.years(CYCLE)] == ["2024-25", "2025-26", "2026-27"]
    with pytest.raises(RuleBroken, match="three years"):
        planning.check_period(CYCLE.start, date(2027, 4, 1))
    with pytest.raises(RuleBroken, match="on or after"):
        planning.check_period(CYCLE.end, CYCLE.start)


def test_a_theme_in_a_year_shows_what_was_done_before_what_is_planned_and_what_is_overdue():
    pieces = [
        piece("Neglect", "in_depth", 2024),
        piece("neglect", "light", 2025, planning.PLANNED),
        piece("Harm", "light", 2024),
    ]
    years = planning.years(CYCLE)
    at = [planning.cell(pieces, theme, year, TODAY).words for theme in ("Neglect", "Harm") for year in years]
    assert at == ["In depth: done", "Light touch: overdue", "", "Light touch: done", "Not looked at", ""]
    assert planning.waiting(pieces, ["Neglect", "Harm"]) == ["Harm"]


def test_a_year_wants_one_or_two_in_depth_analyses_and_a_light_touch():
    deep = [piece(each, "in_depth", 2024) for each in ("A", "B", "C")]
    told = planning.faults([*deep, piece("D", "light", 2024)], CYCLE, date(2025, 5, 1))
    assert told == [
        "2024-25: 3 in-depth analyses, where one or two are agreed.",
        "2025-26: no in-depth analysis is planned or done.",
        "2025-26: no light-touch review is planned or done.",
    ]
    assert planning.faults([], CYCLE, date(2024, 3, 1)) == []


data = pytest.mark.django_db


def begun(site, **fields):
    known = {
        "partnership": site.place,
        "title": "Plan of scrutiny",
        "themes": ["Neglect", "Exploitation"],
        "group": site.board,
    }
    known |= {"start": year_from_april("2025-26").start, "end": date(2028, 3, 31)}
    return operations.begin_scrutiny_plan(by=fields.pop("by", site.scrutineer), at=AT, **{**known, **fields})


def planned(site, plan, **fields):
    known = {
        "plan": plan,
        "title": "Neglect from all sides",
        "method": "in_depth",
        "theme": "Neglect",
        "due_on": date(2026, 9, 30),
    }
    return operations.plan_look(by=fields.pop("by", site.scrutineer), at=AT, **{**known, **fields})


@data
def test_a_piece_is_planned_done_and_taken_into_the_thread(site):
    plan = begun(site)
    made = planned(site, plan)
    assert [each.due_on for each in clocks.deadlines(site.manager).filter(record=made)] == [date(2026, 9, 30)]
    ours = site.inspection()
    common = {"by": site.scrutineer, "at": AT, "look": made, "on": TODAY, "learned": "Plans drift."}
    with pytest.raises(RuleBroken, match="Missing: staff asked, children and parents heard"):
        operations.finish_look(**common, rested=[("audit", ours)])
    with pytest.raises(RuleBroken, match="Choose what it rested on"):
        operations.finish_look(**common, rested=[("gossip", None)])
    number = operations.finish_look(
        **common, rested=[*ALL, ("audit", ours)], strengths="Tools are used", gaps="Plans drift\nNo reviews"
    )
    assert number == 3
    assert threads.findings(site.lay, source=made).count() == 3
    assert not clocks.deadlines(site.manager).filter(record=made, status="open").exists()
    with pytest.raises(RuleBroken, match="done, or was dropped"):
        operations.finish_look(**common, rested=ALL)
    row = queries.scrutiny_plan(site.lay, plan)
    cycle = queries.cycle(site.lay, row, TODAY)
    assert cycle.waiting == ["Exploitation"]
    assert [cell.words for cell in cycle.rows[0][1]] == ["Not looked at", "In depth: done", ""]


@data
def test_a_piece_that_cannot_be_is_refused(site):
    plan = begun(site)
    for fields, sentence in (
        ({"theme": ""}, "which theme"),
        ({"method": "magic"}, "how it is looked at"),
        ({"due_on": date(2030, 1, 1)}, "lie in the plan"),
        ({"title": "Visit Mrs Example"}, "name a person"),
    ):
        with pytest.raises(RuleBroken, match=sentence):
            planned(site, plan, **fields)


@data
def test_the_data_check_counts_the_cycle_and_what_is_overdue(site):
    plan = begun(site)
    found = list(checking.cycle_lacks(site.scrutineer, TODAY))
    assert [each.record for each in found] == [plan]
    made = planned(site, plan, due_on=date(2026, 4, 30))
    assert [each.record for each in checking.looks_late(site.scrutineer, date(2026, 5, 20))] == [made]


@data
def test_pages_lead_from_an_empty_list_to_what_was_learned(client, site):
    for viewer in (site.lay, site.stranger):
        accounts.make_user(viewer)
    at = lambda name, *args: reverse(f"scrutiny:{name}", args=args)  # noqa: E731
    keeping = client.look_as(site.manager)
    assert "Nothing is planned yet" in keeping.get(at("plans")).content.decode()
    given = {
        "title": "Plan",
        "themes": "Neglect\nExploitation",
        "start-day": "1",
        "start-month": "4",
        "start-year": "2025",
    }
    given |= {"end-day": "31", "end-month": "3", "end-year": "2028"}
    assert keeping.get(at("new_scrutiny_plan", site.place)).status_code == 200
    assert keeping.post(at("new_scrutiny_plan", site.place), given).status_code == 302
    plan = m.ScrutinyPlan.objects.get().pk
    assert keeping.post(at("change_scrutiny_plan", plan), given | {"edition": "1"}).status_code == 302
    look = {
        "title": "Supervision",
        "method": "light_touch",
        "theme": "Neglect",
        "due_on-day": "2",
        "due_on-month": "4",
        "due_on-year": "2026",
    }
    assert "which theme" in keeping.post(at("new_look", plan), {**look, "theme": ""}).content.decode()
    assert keeping.post(at("new_look", plan), look).status_code == 302
    made = m.Look.objects.get().pk
    assert keeping.post(at("change_look", made), {**look, "who": "The scrutineer", "edition": "1"}).status_code == 302
    assert keeping.get(at("finish_look", made)).status_code == 200
    done = {
        "on-day": "2",
        "on-month": "4",
        "on-year": "2026",
        "learned": "It is late.",
        "shown_audit": "NO-1",
        "elements": ["staff"],
    }
    assert "nothing with the reference NO-1" in keeping.post(at("finish_look", made), done).content.decode()
    assert (
        keeping.post(at("finish_look", made), {**done, "shown_audit": "", "gaps": "Supervision is late"}).status_code
        == 302
    )
    page = client.look_as(site.lay).get(at("scrutiny_plan", plan)).content.decode()
    for words in ("Light touch: done", "It is late.", "Not looked at in depth yet"):
        assert words in page
    page = client.get(at("look", made)).content.decode()
    for words in ("Staff asked", "Supervision is late", "The scrutineer"):
        assert words in page
    assert client.get(at("finish_look", made)).status_code == 403
    stranger = client.look_as(site.stranger)
    for name, pk in (
        ("scrutiny_plan", plan),
        ("look", made),
        ("new_look", plan),
        ("change_look", made),
        ("drop_look", made),
    ):
        assert stranger.get(at(name, pk)).status_code == 404


@data
def test_who_may_not_and_what_is_dropped(site, broken):
    plan = begun(site)
    made = planned(site, plan)
    for call in (lambda by: begun(site, by=by), lambda by: planned(site, plan, by=by)):
        with pytest.raises(NotAllowed):
            call(site.lay)
    with pytest.raises(NotFound):
        queries.look(site.stranger, made)
    operations.drop_look(by=site.scrutineer, at=AT, look=made, why="Another review asks the same.")
    assert not clocks.deadlines(site.manager).filter(record=made, status="open").exists()
    other = planned(site, plan)
    for name, rows, values in (
        ("scrutiny_plan_period", m.ScrutinyPlan.objects.filter(pk=plan), {"end": date(2020, 1, 1)}),
        ("scrutiny_look_method", m.Look.objects.filter(pk=other), {"method": "magic"}),
        ("scrutiny_look_done_whole", m.Look.objects.filter(pk=other), {"state": "done"}),
        ("scrutiny_look_dropped_with_why", m.Look.objects.filter(pk=made), {"dropped_why": ""}),
    ):
        with broken(name):
            rows.update(**values)
    m.Rested.objects.create(look_id=other, element="audit", record_id=plan)
    with broken("scrutiny_rested_once"):
        m.Rested.objects.create(look_id=other, element="audit", record_id=plan)
    with broken("scrutiny_rested_element"):
        m.Rested.objects.update(element="gossip")
