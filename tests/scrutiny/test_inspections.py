"""Inspections: recorded, graded, compared, taken into the thread, followed and signed off; and who may not."""

from datetime import date

import pytest

from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.periods import Period
from goldenthread.quality import looked
from goldenthread.records import search
from goldenthread.scrutiny import checking, operations, queries
from goldenthread.scrutiny import models as m
from goldenthread.thread import operations as thread
from goldenthread.thread import queries as threads
from tests.factories.scrutiny import AT, TODAY

pytestmark = pytest.mark.django_db


def test_a_kind_brings_its_inspectorates_and_the_letter_has_a_day_of_its_own(site):
    row = queries.inspection(site.manager, site.inspection())
    assert row.inspectorates[0] == "Ofsted"
    assert len(row.inspectorates) == 4
    assert (row.when, row.letter_words) == ("22 to 26 September 2025", "14 November 2025")
    assert [each.agency_id for each in row.bodies.all()] == site.agencies
    assert row.record.reference == "INS-2025-001"


def test_where_only_the_month_is_known_no_day_is_made_up(site):
    made = site.inspection(precision="month", letter_on=date(2025, 11, 3), letter_month=True)
    row = queries.inspection(site.manager, made)
    assert (row.when, row.letter_words) == ("September 2025", "November 2025")
    assert (row.from_on, row.letter_on) == (date(2025, 9, 1), date(2025, 11, 30))


def test_the_newest_of_the_same_kind_is_what_it_is_compared_with(site):
    first, second = site.graded("inadequate", 2021), site.graded("good", 2024)
    other = site.inspection()
    row = queries.inspection(site.manager, second)
    assert row.before_id == first
    assert queries.inspection(site.manager, other).before_id is None
    assert [each.words for each in queries.compared(site.manager, row)] == ["2 grades better"]
    assert [each.pk for each in queries.later(site.manager, queries.inspection(site.manager, first))] == [second]


def test_grades_stand_on_the_scale_of_the_inspection(site):
    made = site.inspection(scale="ofsted_four_low")
    with pytest.raises(RuleBroken, match="not on the scale"):
        operations.judge_areas(by=site.manager, at=AT, inspection=made, areas=[("Overall", "purple", "")])
    with pytest.raises(RuleBroken, match="Give the grade of"):
        operations.judge_areas(by=site.manager, at=AT, inspection=made, areas=[("Overall", "", "")])
    with pytest.raises(RuleBroken, match="judged twice"):
        operations.judge_areas(by=site.manager, at=AT, inspection=made, areas=[("A", "good", ""), ("a", "good", "")])
    operations.judge_areas(by=site.manager, at=AT, inspection=made, areas=[("Overall", "good", "Steady.")])
    with pytest.raises(RuleBroken, match="Take the grades out first"):
        operations.change_inspection(by=site.manager, at=AT, inspection=made, seen=1, changes={"scale": ""})


def test_a_letter_without_grades_keeps_words(site):
    made = site.inspection()
    operations.judge_areas(by=site.manager, at=AT, inspection=made, areas=[("The partnership", "", "Strong.")])
    with pytest.raises(RuleBroken, match="not on the scale"):
        operations.judge_areas(by=site.manager, at=AT, inspection=made, areas=[("The partnership", "good", "")])
    assert m.Judged.objects.get().words == "Strong."


def test_each_line_of_a_letter_becomes_a_finding_and_none_twice(site):
    made = site.asked("Share information in time", "Evaluate plans", strengths="- Clear drive\n- Good front door")
    row = queries.inspection(site.manager, made)
    assert [each.kind for each in queries.found(site.manager, row)] == ["strength", "strength", "concern", "concern"]
    operations.record_found(
        by=site.manager, at=AT, inspection=made, improvements="Evaluate plans\nHear the child", recommend=False
    )
    assert len(queries.found(site.manager, row)) == 5
    assert threads.recommendations(site.manager).count() == 2
    with pytest.raises(RuleBroken, match="at least one finding"):
        operations.record_found(by=site.manager, at=AT, inspection=made, improvements="Evaluate plans")


def test_progress_tells_each_point_with_its_actions_and_who_signed_it_off(site):
    made = site.asked("One", "Two", "Three")
    one, two, three = site.points(made)
    assert {each.standing.code for each in (one, two, three)} == {"nothing"}
    action = thread.open_action(
        by=site.manager, at=AT, partnership=site.place, title="Share", owner_agency=site.agencies[0],
        due=date(2026, 5, 1), demanded_by=[(one.record.pk, "")],
    )  # fmt: skip
    operations.sign_off(
        by=site.manager, at=AT, inspection=made, target=two.record.pk, extent="part", body="Improvement board",
        on=date(2026, 3, 1), words="The audit is to be held.",
    )  # fmt: skip
    one, two, three = site.points(made)
    assert [each.standing.code for each in (one, two, three)] == ["running", "part", "nothing"]
    assert [each.pk for each in one.actions] == [action]
    assert site.points(made, date(2026, 6, 1))[0].standing.code == "late"
    thread.update_action(by=site.manager, at=AT, action=action, status="complete", note="Done.", on=TODAY)
    assert site.points(made)[0].standing.code == "done"


def test_what_was_signed_off_can_be_opened_again_and_both_stay_readable(site):
    made = site.asked("One")
    target = site.points(made)[0].record.pk
    common = {"by": site.manager, "at": AT, "inspection": made, "target": target, "body": "Improvement board"}
    operations.sign_off(**common, extent="full", on=date(2026, 2, 1), on_month=True)
    operations.sign_off(**common, extent="reopened", on=date(2026, 3, 1), words="It came back in an audit.")
    row = queries.inspection(site.manager, made)
    assert [(each.extent, each.when) for each in queries.sign_offs(site.manager, row)] == [
        ("reopened", "1 March 2026"),
        ("full", "February 2026"),
    ]
    assert site.points(made)[0].standing.code == "nothing"


def test_only_what_an_inspection_asked_for_is_signed_off_and_not_on_days_to_come(site):
    made, other = site.asked("One"), site.asked("Other", title="Another", recommend=False)
    target, strange = site.points(made)[0].record.pk, site.points(other)[0].record.pk
    common = {"by": site.manager, "at": AT, "inspection": made, "extent": "full", "body": "Board"}
    with pytest.raises(RuleBroken, match="did not ask for that"):
        operations.sign_off(**common, target=strange, on=TODAY)
    with pytest.raises(RuleBroken, match="has not come"):
        operations.sign_off(**common, target=target, on=date(2026, 9, 1))
    with pytest.raises(RuleBroken, match="before the inspection"):
        operations.sign_off(**common, target=target, on=date(2024, 9, 1))


def test_a_plan_that_demands_an_action_stands_beside_what_was_asked_for(site):
    made = site.asked("One")
    second = site.inspection(title="Monitoring visit", kind="monitoring")
    point = site.points(made)[0]
    action = thread.open_action(
        by=site.manager, at=AT, partnership=site.place, title="Share", demanded_by=[(point.record.pk, "")]
    )
    thread.demand(by=site.manager, at=AT, action=action, record=second)
    assert [each.pk for each in site.points(made)[0].plans] == [second]


def test_progress_takes_as_many_questions_for_one_inspection_as_for_many(site, django_assert_max_num_queries):
    for number in range(4):
        site.asked(*(f"{number}.{each}" for each in range(5)), title=f"Inspection {number}")
    rows = list(queries.inspections(site.manager))
    with django_assert_max_num_queries(16):
        assert len(queries.progress(site.manager, rows, TODAY)) == 20


def test_the_day_of_the_plan_is_on_the_due_list_until_it_is_sent(site):
    made = site.inspection(plan_due_on=date(2026, 6, 1), group=site.board)
    row = queries.inspection(site.manager, made)
    assert row.plan_deadline.due_on == date(2026, 6, 1)
    assert row.plan_deadline.is_running
    operations.change_inspection(
        by=site.manager, at=AT, inspection=made, seen=1, changes={"plan_due_on": date(2026, 7, 1)}
    )
    assert queries.inspection(site.manager, made).plan_deadline.due_on == date(2026, 7, 1)
    operations.change_inspection(by=site.manager, at=AT, inspection=made, seen=2, changes={"plan_sent_on": TODAY})
    assert not queries.inspection(site.manager, made).plan_deadline.is_running
    past = site.inspection(title="Past", plan_due_on=date(2026, 1, 1))
    assert queries.inspection(site.manager, past).plan_deadline is None


def test_an_inspection_is_changed_and_two_people_never_overwrite_each_other(site):
    made = site.inspection()
    changes = {
        "title": "Joint inspection",
        "bodies": site.agencies[:1],
        "inspectorates": ["Ofsted"],
        "group": site.board,
    }
    operations.change_inspection(by=site.manager, at=AT, inspection=made, seen=1, changes=changes)
    row = queries.inspection(site.manager, made)
    assert (row.title, row.record.title, row.inspectorates) == ("Joint inspection", "Joint inspection", ["Ofsted"])
    with pytest.raises(EditConflict):
        operations.change_inspection(by=site.manager, at=AT, inspection=made, seen=1, changes={"title": "Mine"})
    with pytest.raises(RuleBroken, match="earlier inspection"):
        operations.change_inspection(
            by=site.manager, at=AT, inspection=made, seen=row.edition, changes={"before": made}
        )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "lost"}, "kind of inspection"),
        ({"title": " "}, "Say what it is called"),
        ({"precision": "week"}, "how exactly"),
        ({"scale": "purple"}, "one of the scales"),
        ({"link": "javascript:alert(1)"}, "https"),
        ({"letter_on": date(2026, 5, 1)}, "has not come"),
    ],
)
def test_what_cannot_be_is_refused(site, fields, words):
    with pytest.raises(RuleBroken, match=words):
        site.inspection(**fields)


def test_agencies_and_groups_are_those_of_the_partnership(site):
    with pytest.raises(RuleBroken, match="agencies of the partnership"):
        site.inspection(bodies=[site.elsewhere])
    with pytest.raises(RuleBroken, match="group of the partnership"):
        site.inspection(group=site.elsewhere)


def test_members_and_lay_members_read_and_nobody_but_those_who_keep_it_writes(site):
    made = site.asked("One")
    target = site.points(made)[0].record.pk
    for viewer in (*site.members, site.lay):
        assert queries.inspection(viewer, made).pk == made
        with pytest.raises(NotAllowed):
            site.inspection(by=viewer)
        for act, fields in (
            (operations.change_inspection, {"seen": 1, "changes": {"title": "Mine"}}),
            (operations.judge_areas, {"areas": []}),
            (operations.record_found, {"strengths": "Mine"}),
            (operations.sign_off, {"target": target, "extent": "full", "body": "Me", "on": TODAY}),
        ):
            with pytest.raises(NotAllowed):
                act(by=viewer, at=AT, inspection=made, **fields)
    for viewer in (site.chair, site.scrutineer, site.officer):
        assert queries.may_keep(viewer, site.place)


def test_another_partnerships_manager_knows_of_nothing(site):
    made = site.asked("One")
    for viewer in (site.stranger, site.observer):
        assert not queries.inspections(viewer).exists()
        assert queries.progress(viewer, [m.Inspection.objects.get()], TODAY) == []
        assert not search.search(viewer, "neglect").exists()
        with pytest.raises(NotFound):
            operations.change_inspection(by=viewer, at=AT, inspection=made, seen=1, changes={"title": "Mine"})
    with pytest.raises(NotAllowed):
        site.inspection(by=site.stranger)


def test_the_quality_page_is_told_of_inspections_with_their_grade_and_themes(site):
    before, made = site.graded("inadequate", 2021), site.graded("good", 2024)
    operations.record_found(by=site.manager, at=AT, inspection=made, improvements="One", themes=["Neglect"])
    period = Period(date(2024, 4, 1), date(2025, 3, 31))
    [one] = [each for each in looked.found(site.manager, site.place, period) if each.record == made]
    assert (one.grade, one.before, len(one.themes)) == ("Good", before, 1)
    assert one.points == pytest.approx(2 / 3)
    assert looked.found(site.stranger, site.place, period) == []


def test_checks_find_letters_without_findings_points_without_actions_and_letters_that_never_came(site):
    empty, asked = site.inspection(title="Empty"), site.asked("One", "Two", title="Asked")
    late = site.inspection(title="No letter", letter_on=None)
    assert [each.key for each in checking.without_findings(site.manager, TODAY)] == [str(empty)]
    assert [each.key for each in checking.without_letter(site.manager, TODAY)] == [str(late)]
    [one] = checking.without_action(site.manager, TODAY)
    assert (one.key, one.detail) == (str(asked), "2 points of what it asked for without an action.")
