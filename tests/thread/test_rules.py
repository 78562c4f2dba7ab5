from datetime import date

import pytest

from goldenthread.foundation.errors import RuleBroken
from goldenthread.thread.rules import impact, recurrence, statuses, words


def test_every_status_has_words_and_can_be_reached():
    reached = {statuses.PLANNED, *(to for after in statuses.ACTION_TRANSITIONS.values() for to in after)}
    assert reached == set(statuses.WORDS) == set(statuses.ACTION_TRANSITIONS)


def test_only_what_is_complete_can_be_closed():
    closing = [status for status in statuses.WORDS if statuses.can_move(status, statuses.CLOSED)]
    assert closing == [statuses.COMPLETE]
    with pytest.raises(RuleBroken, match="only once it is complete"):
        statuses.check_can_move(statuses.UNDER_WAY, statuses.CLOSED)
    with pytest.raises(RuleBroken, match="cannot become"):
        statuses.check_can_move(statuses.MERGED, statuses.UNDER_WAY)


@pytest.mark.parametrize(
    ("status", "to", "note", "says"),
    [
        ("planned", "closed", "x", "Choose how the action goes"),
        ("closed", "under_way", "x", "open it again"),
        ("complete", "planned", "x", "cannot become"),
        ("under_way", "under_way", "", "Say what is new"),
        ("planned", "held_up", "", "holds it up"),
        ("planned", "complete", "", "what was done"),
    ],
)
def test_an_update_that_cannot_be_is_refused_with_a_sentence(status, to, note, says):
    with pytest.raises(RuleBroken, match=says):
        statuses.check_can_report(status, to, note)


def test_work_can_begin_without_a_word():
    statuses.check_can_report("planned", "under_way", "")


def test_closing_names_everything_that_is_missing():
    assert len(impact.what_closing_needs("under_way", None, "", 0)) == 2
    assert impact.what_closing_needs("complete", "some", "", 1) == []
    assert impact.what_closing_needs("complete", "sustained", "", 0) != []
    assert "too early" in impact.what_closing_needs("complete", "too_early", "", 3)[0]
    assert impact.what_closing_needs("complete", "none", "", 0) != []
    assert impact.what_closing_needs("complete", "none", "A new action follows", 0) == []
    assert impact.what_closing_needs("withdrawn", "some", "", 1) == ["It is “Withdrawn” already."]


def test_a_difference_needs_evidence_and_every_judgement_needs_words():
    impact.check_can_judge("complete", "none", "Nothing moved", 0)
    for status, verdict, said, evidence in [
        ("complete", "some", "It helped", 0),
        ("complete", "wonderful", "It helped", 1),
        ("withdrawn", "some", "It helped", 1),
        ("complete", "some", "", 1),
    ]:
        with pytest.raises(RuleBroken):
            impact.check_can_judge(status, verdict, said, evidence)


def test_a_title_is_the_one_given_or_the_first_sentence():
    assert words.title(" Step-down ", "", "?") == "Step-down"
    assert words.title("", "Plans end early. In 17 cases nobody met.", "?") == "Plans end early"
    assert words.shortened("word " * 60).endswith("…")
    for given, text in (("x" * 251, ""), ("", " ")):
        with pytest.raises(RuleBroken):
            words.title(given, text, "Say what.")


def test_an_answer_that_is_not_acceptance_needs_its_reason():
    assert words.answer("accept", "") == ""
    for answer in ("part", "reject", "perhaps"):
        with pytest.raises(RuleBroken):
            words.answer(answer, " ")


def test_a_kind_of_finding_is_one_of_three():
    assert words.finding_kind("strength") == "strength"
    with pytest.raises(RuleBroken):
        words.finding_kind("rumour")


def test_a_theme_recurs_when_a_second_source_shows_it_as_a_concern_or_it_came_back():
    once, again = date(2017, 1, 1), date(2018, 6, 1)
    assert not recurrence.Seen(1, 1, 1, once, once, None).recurs
    assert recurrence.Seen(2, 2, 2, once, again, None).recurs
    assert not recurrence.Seen(2, 1, 2, once, again, None).recurs  # the other source showed a strength
    assert not recurrence.Seen(2, 2, 1, once, again, None).recurs
    assert recurrence.Seen(2, 2, 1, once, again, again).recurs
    assert not recurrence.UNSEEN.recurs
