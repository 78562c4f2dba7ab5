"""Self-evaluations: judged alone and blind, opened, agreed, compared, taken into the thread; and who may not."""

from datetime import date

import pytest

from goldenthread.clocks import queries as clocks
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.records import search
from goldenthread.scrutiny import models as m
from goldenthread.scrutiny import operations, queries
from goldenthread.scrutiny.rules.evaluating import Judged
from goldenthread.thread import queries as threads
from tests.factories.scrutiny import AT, TODAY

pytestmark = pytest.mark.django_db
GOOD = ("good", "good", "requires_improvement", "good", "good")
WORSE = ("good", "requires_improvement", "inadequate", "good", "requires_improvement")


def line(site, viewer, pk, place):
    return queries.lines(viewer, queries.evaluation(viewer, pk))[place]


def test_members_are_asked_and_judging_alone_meets_what_they_owe(site):
    made = site.evaluation()
    mine = [each for each in clocks.deadlines(site.manager).filter(record=made) if each.status == "open"]
    assert len(mine) == 2
    number = operations.judge_alone(by=site.members[0], at=AT, evaluation=made, judged=site.judged(made, *GOOD))
    assert number == 1
    assert clocks.deadlines(site.manager).filter(record=made, status="open").count() == 1
    assert [
        (each.name, each.is_in) for each in queries.waiting(site.manager, queries.evaluation(site.manager, made))
    ] == [
        ("Member 2", False),
        ("Member 1", True),
    ]
    assert operations.judge_alone(by=site.members[0], at=AT, evaluation=made, judged=site.judged(made, *WORSE)) == 2
    assert m.Contribution.objects.count() == 2


def test_nobody_sees_what_another_judged_before_it_is_open_to_all(site):
    made = site.evaluation()
    for member, values in zip(site.members, (GOOD, WORSE), strict=True):
        operations.judge_alone(by=member, at=AT, evaluation=made, judged=site.judged(made, *values))
    operations.judge_as_scrutineer(by=site.scrutineer, at=AT, evaluation=made, judged=site.judged(made, "inadequate"))
    row = queries.evaluation(site.manager, made)
    for viewer in (site.manager, site.chair, site.lay, site.officer):
        said = queries.contributions(viewer, row)
        assert [each.sort for each in said if each.sort == "self"] == []
    assert [each.person.name for each in queries.contributions(site.members[0], row)] == ["Member 1"]
    assert [each.sort for each in queries.contributions(site.scrutineer, row)] == ["scrutineer"]
    operations.open_to_all(by=site.manager, at=AT, evaluation=made)
    opened = line(site, site.lay, made, 3)
    assert [given.value for _, given in opened.alone] == ["requires_improvement", "inadequate"]
    assert (opened.spread.steps, opened.spread.agreed) == (1, False)
    assert line(site, site.lay, made, 1).scrutineer.value == "inadequate"
    with pytest.raises(RuleBroken, match="nobody judges alone any more"):
        operations.judge_alone(by=site.members[0], at=AT, evaluation=made, judged=site.judged(made, *GOOD))


def test_what_all_agree_is_kept_beside_and_compared_with_the_last_one(site):
    tool = site.bank()
    first = site.agreed(*WORSE, tool=tool, start=date(2024, 4, 1), end=date(2025, 3, 31), due_on=None, held_on=None)
    made = site.agreed(*GOOD, tool=tool)
    row = queries.evaluation(site.manager, made)
    assert (row.before_id, row.state, row.record.closed_on) == (first, "agreed", TODAY)
    assert [each.change.words for each in queries.lines(site.lay, row)] == [
        "1 grade better", "The same", "1 grade better", "1 grade better", "The same",
    ]  # fmt: skip
    with pytest.raises(RuleBroken, match="stays as it is"):
        operations.agree(by=site.manager, at=AT, evaluation=made, judged=site.judged(made, *WORSE))
    with pytest.raises(RuleBroken, match="stays as it is"):
        operations.judge_as_scrutineer(by=site.scrutineer, at=AT, evaluation=made, judged=site.judged(made, *WORSE))


def test_only_a_whole_evaluation_can_be_agreed(site):
    made = site.evaluation()
    with pytest.raises(RuleBroken, match="still judge alone"):
        operations.agree(by=site.manager, at=AT, evaluation=made, judged=site.judged(made, *GOOD))
    operations.open_to_all(by=site.manager, at=AT, evaluation=made)
    assert operations.agree(by=site.manager, at=AT, evaluation=made, judged=site.judged(made, *GOOD, only=4)) == 4
    with pytest.raises(RuleBroken, match="for: over all"):
        operations.settle(by=site.manager, at=AT, evaluation=made, on=TODAY, words="The board")
    with pytest.raises(RuleBroken, match="Nothing changed"):
        operations.agree(by=site.manager, at=AT, evaluation=made, judged=site.judged(made, *GOOD, only=4))
    last = Judged(value="good", words="Steady across the year.")
    assert operations.agree(by=site.manager, at=AT, evaluation=made, judged=[last]) == 5
    with pytest.raises(RuleBroken, match="not come"):
        operations.settle(by=site.manager, at=AT, evaluation=made, on=date(2026, 5, 1), words="The board")
    assert [each.pk for each in search.search(site.lay, "steady")] == [made]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ([], "at least one standard"),
        ([Judged(words="Fine")], "Choose a grade"),
        ([Judged(value="good")], "Say what shows it"),
        ([Judged(value="purple", words="Fine")], "not on the scale"),
        ([Judged(value="good", words="We spoke to Mrs Example")], "name a person"),
        ([Judged(standard=TODAY, value="good", words="Fine")], "not in the question bank"),
    ],
)
def test_a_judgement_that_cannot_be_is_refused(site, given, sentence):
    made = site.evaluation()
    with pytest.raises(RuleBroken, match=sentence):
        operations.judge_alone(by=site.members[0], at=AT, evaluation=made, judged=given)


def test_evidence_is_shown_only_to_those_who_may_see_it(site):
    elsewhere = site.stranger
    theirs = site.inspection(by=elsewhere, partnership=site.elsewhere, bodies=[])
    ours, made = site.inspection(), site.evaluation()
    operations.open_to_all(by=site.manager, at=AT, evaluation=made)
    with pytest.raises(RuleBroken, match="you may see"):
        operations.agree(
            by=site.manager, at=AT, evaluation=made, judged=[Judged(value="good", words="So.", evidence=(theirs,))]
        )
    operations.agree(
        by=site.manager, at=AT, evaluation=made, judged=[Judged(value="good", words="So.", evidence=(ours,))]
    )
    assert list(queries.evidence(site.lay, [ours])) == [ours]
    assert not queries.evidence(elsewhere, [ours])
    assert queries.by_reference(site.lay, ["ins-2025-001", "ins-2025-002"]) == {"INS-2025-002": ours}


def test_strengths_and_gaps_become_findings_of_the_thread(site):
    made = site.agreed(*GOOD)
    number = operations.keep_findings(
        by=site.chair,
        at=AT,
        evaluation=made,
        strengths="- Leaders act as one",
        gaps="Schools are not heard",
        themes=["Voice"],
    )
    assert number == 2
    assert sorted(each.kind for each in threads.findings(site.manager, source=made)) == ["concern", "strength"]
    with pytest.raises(RuleBroken, match="not there yet"):
        operations.keep_findings(by=site.chair, at=AT, evaluation=made, strengths="Leaders act as one")


def test_one_that_a_paper_tells_of_needs_no_grades(site):
    made = site.evaluation(
        source="Annual report", group=None, due_on=None, held_on=date(2013, 12, 1), held_month=True,
        start=date(2013, 4, 1), end=date(2014, 3, 31),
    )  # fmt: skip
    operations.settle(by=site.manager, at=AT, evaluation=made, on=date(2013, 12, 31), words="Members of the board")
    row = queries.evaluation(site.lay, made)
    assert (row.held_words, row.asked.count(), row.record.opened_on) == ("December 2013", 0, date(2013, 12, 31))


def test_who_may_not_finds_no_way(site):
    made = site.evaluation()
    given = site.judged(made, *GOOD)
    with pytest.raises(NotAllowed):
        operations.judge_alone(by=site.lay, at=AT, evaluation=made, judged=given)
    with pytest.raises(NotAllowed):
        operations.judge_alone(by=site.manager, at=AT, evaluation=made, judged=given)
    with pytest.raises(NotAllowed):
        operations.open_to_all(by=site.members[0], at=AT, evaluation=made)
    with pytest.raises(NotAllowed):
        operations.judge_as_scrutineer(by=site.manager, at=AT, evaluation=made, judged=given)
    with pytest.raises(NotAllowed):
        operations.begin_evaluation(
            by=site.members[0],
            at=AT,
            partnership=site.place,
            purpose="self_evaluation",
            tool=made,
            start=TODAY,
            end=TODAY,
        )
    with pytest.raises(NotFound):
        queries.evaluation(site.stranger, made)
    with pytest.raises(NotFound):
        queries.evaluation(site.observer, made)
