"""An audit from its beginning to its end."""

from datetime import date

import pytest

from goldenthread.case_audits import operations, queries
from goldenthread.case_audits.rules import sampling
from goldenthread.case_audits.rules.blind import Given
from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from tests.factories.case_audits import AT, DUE, LATER, listed

pytestmark = pytest.mark.django_db


def test_an_audit_goes_from_its_cases_to_agreed_grades(site):
    audit = site.opened(("good", "good"), ("outstanding", "good"), ("inadequate", "good"))
    row = queries.audit(site.lead, audit)
    assert row.state == "moderating"
    cells = queries.cells(site.lead, row)
    assert [each.steps for each in cells] == [3, 0, 3, 0]
    assert operations.agree_alike(by=site.lead, at=LATER, audit=audit) == 2
    site.complete(audit, "good", words="Two things to change.")
    results = queries.results(site.lead, queries.audit(site.lead, audit))
    assert [(each.name, each.met, each.of) for each in results] == [
        ("Recognition", 2, 2),
        ("The work as a whole", 2, 2),
    ]


def test_agencies_cannot_be_asked_before_everything_is_there(site):
    audit = site.begin(tool=None, lead=None)
    with pytest.raises(RuleBroken, match=r"needs an audit tool, a lead, .* its cases and the agencies"):
        operations.ask_to_grade(by=site.lead, at=AT, audit=audit, due=DUE)


def test_an_agency_that_holds_cases_names_its_lead_for_safety_concerns(site):
    audit = site.prepared()
    operations.take_part(
        by=site.lead, at=AT, audit=audit, agency=site.agencies[0], auditors=[site.people[0].pk], safety_lead=None
    )
    with pytest.raises(RuleBroken, match=r"a named lead for safety concerns of Exampleshire Constabulary"):
        operations.ask_to_grade(by=site.lead, at=AT, audit=audit, due=DUE)


def test_grades_are_handed_in_whole(site):
    audit = site.asked()
    history, first, _ = site.questions(audit)
    case = site.cases(audit)[0]
    said = {history.id: Given("yes"), first.id: Given("good")}
    operations.grade_case(by=site.auditors[0], at=AT, case=case.pk, answers=said)
    with pytest.raises(RuleBroken, match=r"Still to do: case 1 \(2 questions\) and case 2 \(3 questions\)"):
        site.hand_in(audit, 0)


def test_a_grade_that_is_not_on_the_scale_is_refused_at_its_field(site):
    audit = site.asked()
    _, first, _ = site.questions(audit)
    with pytest.raises(RuleBroken, match="is not on the scale") as caught:
        operations.grade_case(
            by=site.auditors[0], at=AT, case=site.cases(audit)[0].pk, answers={first.id: Given("purple")}
        )
    assert caught.value.field == "grade_1_9"


def test_two_auditors_of_one_agency_never_overwrite_each_other_unseen(site):
    audit = site.asked()
    history, first, _ = site.questions(audit)
    case = site.cases(audit)[0].pk
    grading = {"by": site.auditors[0], "at": AT, "case": case}
    kept = operations.grade_case(**grading, answers={first.id: Given("good", "A")})
    assert (kept.editions, kept.theirs, kept.progress.words) == ({first.id: 1}, {}, "1 of 3 answered")
    late = {first.id: Given("inadequate", "B"), history.id: Given("yes")}
    kept = operations.grade_case(**grading, answers=late, seen={})
    assert kept.theirs[first.id].reason == "A"  # it stays; what nobody else touched is kept
    assert kept.editions == {history.id: 1}
    operations.grade_case(
        **grading, answers={first.id: Given(), history.id: Given()}, seen=kept.editions | {first.id: 1}
    )
    assert queries.own_grades(site.auditors[0], case, queries.parts_of(site.auditors[0]).get().pk) == {}


def test_a_reason_may_follow_and_is_left_to_do_until_then(site):
    audit = site.asked()
    _, first, _ = site.questions(audit)
    case = site.cases(audit)[0].pk
    kept = operations.grade_case(by=site.auditors[0], at=AT, case=case, answers={first.id: Given("good")})
    assert kept.progress.words == "Not begun"
    again = {"answers": {first.id: Given("good", "The history was known.")}, "seen": kept.editions}
    assert operations.grade_case(by=site.auditors[0], at=AT, case=case, **again).progress.done == 1


def test_grades_can_be_taken_back_until_they_are_open(site):
    audit = site.asked()
    site.grade(audit, 0)
    site.hand_in(audit, 0)
    with pytest.raises(RuleBroken, match="handed its grades in"):
        site.grade(audit, 0)
    operations.take_back(by=site.auditors[0], at=AT, audit=audit, why="A case was mixed up.")
    site.hand_in(audit, 0)
    for who in (1, 2):
        site.grade(audit, who)
        site.hand_in(audit, who)
    with pytest.raises(RuleBroken, match="The grades are open"):
        operations.take_back(by=site.auditors[0], at=AT, audit=audit, why="Too late.")


def test_grades_open_early_only_with_a_reason_and_two_agencies(site):
    audit = site.asked()
    site.grade(audit, 0)
    site.hand_in(audit, 0)
    with pytest.raises(RuleBroken, match="At least two agencies"):
        operations.open_early(by=site.lead, at=AT, audit=audit, why="The third is ill.")
    site.grade(audit, 1)
    site.hand_in(audit, 1)
    site.grade(audit, 2, ("inadequate", "inadequate"))
    with pytest.raises(RuleBroken, match="Say why"):
        operations.open_early(by=site.lead, at=AT, audit=audit, why=" ")
    operations.open_early(by=site.lead, at=AT, audit=audit, why="The third is ill.")
    given = {each.participant.agency_id for each in queries.grades(site.lead, audit)}
    assert given == set(site.agencies[:2])  # what was not handed in is never shown
    assert queries.audit(site.lead, audit).close_reason == "The third is ill."


def test_an_agreed_grade_has_its_reason_and_dissent_is_kept(site):
    audit = site.opened(("good", "good"), ("inadequate", "good"))
    cell = queries.cells(site.lead, queries.audit(site.lead, audit))[0]
    agreeing = {"by": site.lead, "at": LATER, "case": cell.case, "question": cell.judged.id}
    with pytest.raises(RuleBroken, match="Say why the meeting agreed"):
        operations.agree(**agreeing, value="good")
    with pytest.raises(RuleBroken, match="Choose the agreed grade"):
        operations.agree(**agreeing)
    operations.agree(**agreeing, dissent="Health holds that nobody asked the school.")
    with pytest.raises(EditConflict):
        operations.agree(**agreeing, value="good", reason="We looked again.")
    operations.agree(**agreeing, value="good", reason="We looked again.", dissent="Health still differs.", seen=1)
    kept = queries.agreed(site.lead, audit).get(case=cell.case, question=cell.judged.id)
    assert (kept.value, kept.dissent) == ("good", "Health still differs.")


def test_an_audit_is_complete_once_everything_is_moderated(site):
    audit = site.opened()
    with pytest.raises(RuleBroken, match="4 questions of its cases are still to be moderated"):
        operations.complete(by=site.lead, at=LATER, audit=audit, on=date(2026, 4, 20))
    site.complete(audit, again_on=date(2027, 4, 20))
    assert queries.audit(site.scrutineer, audit).again_on == date(2027, 4, 20)


def test_only_those_who_run_an_audit_do_so(site):
    audit = site.prepared()
    for viewer in (site.scrutineer, site.auditors[0], site.colleagues[0]):
        with pytest.raises((NotAllowed, NotFound)):
            operations.ask_to_grade(by=viewer, at=AT, audit=audit, due=DUE)
    operations.ask_to_grade(by=site.chair, at=AT, audit=audit, due=DUE)


def test_an_auditor_must_be_named_and_still_work_for_the_agency(site):
    audit = site.asked()
    with pytest.raises((NotAllowed, NotFound)):
        operations.hand_in(by=site.colleagues[0], at=AT, audit=audit)
    other = site.begin(title="Another")
    with pytest.raises(RuleBroken, match="work for the agency"):
        operations.take_part(by=site.lead, at=AT, audit=other, agency=site.agencies[1], auditors=[site.head.pk])


def test_the_seed_is_kept_and_draws_the_same_cases_again(site):
    audit = site.prepared()
    draw = queries.draws(site.scrutineer, audit).get()
    assert (draw.listed, draw.method, len(draw.seed)) == (40, "fixed", 16)
    again = sampling.draw(list(reversed(listed())), draw.plan, draw.seed)
    assert [each.reference for each in again] == [each.reference for each in site.cases(audit)]
    assert sampling.digest(listed()) == draw.digest


def test_cases_are_drawn_again_only_with_a_reason_and_the_first_draw_stays_known(site):
    audit = site.prepared()
    first = [each.pk for each in site.cases(audit)]
    with pytest.raises(RuleBroken, match="Say why the cases are drawn again"):
        site.draw(audit)
    site.draw(audit, why="The list held closed cases.")
    assert queries.draws(site.lead, audit).count() == 2
    assert not set(first) & {each.pk for each in site.cases(audit)}


def test_a_case_can_be_taken_out_and_is_not_graded(site):
    audit = site.asked()
    first, second = site.cases(audit)
    operations.take_out(by=site.lead, at=AT, case=first.pk, why="It was closed two years ago.")
    with pytest.raises(RuleBroken, match="the only case"):
        operations.take_out(by=site.lead, at=AT, case=second.pk, why="Also.")
    with pytest.raises(RuleBroken, match="not graded"):
        site.grade(audit, 0)


def test_an_audit_can_be_stopped_with_its_reason(site):
    audit = site.asked()
    operations.stop(by=site.lead, at=AT, audit=audit, why="A review looks at the same cases.")
    row = queries.audit(site.auditors[0], audit)
    assert (row.state, row.ended_words) == ("stopped", "A review looks at the same cases.")
    assert all(not each.deadline.is_running for each in queries.participants(site.lead, audit))
