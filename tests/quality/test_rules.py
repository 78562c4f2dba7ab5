"""What a grade may be, what grades add up to, how far they are apart, and what two editions have in common."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.foundation.ids import uuid7
from goldenthread.quality import library
from goldenthread.quality.rules import drafting, editions, grades
from goldenthread.quality.rules.asking import Questionnaire, QuestionView, ScaleView, StandardView


def scale(code="zero_to_three"):
    spec = library.scales()[code]
    return ScaleView(uuid7(), spec.code, spec.name, spec.kind, spec.better, spec.values, spec.step)


def question(code="1.1", text="Is it so?", on="zero_to_three", **fields):
    return QuestionView(uuid7(), code, text, scale=scale(on) if on else None, **fields)


def whole(*questions):
    standard = StandardView(uuid7(), "1", "Leadership", questions=questions)
    return Questionnaire(uuid7(), uuid7(), "Section 11", "2026", "section_11", (standard,))


@pytest.mark.parametrize(
    ("asked", "value", "reason", "said"),
    [
        (question(), "3", "", None),
        (question(), "", "", None),
        (question(), "4", "", "“4” is not on the scale"),
        (question(), "na", "We commission nothing.", "This question applies to everybody"),
        (question(allows_not_applicable=True), "na", "We commission nothing.", None),
        (question(allows_not_applicable=True), "na", "  ", "Say why this does not apply."),
        (question(on="percent"), "85", "", None),
        (question(on="percent"), "87", "", "Give a number from 0 to 100 in steps of 5."),
        (question(on=None, kind="yes_no"), "maybe", "", "Answer yes or no."),
        (question(on=None, kind="date"), "2026-02-30", "", "Give a date"),
        (question(on=None, kind="date"), "2026-02-28", "", None),
        (question(on=None, kind="number"), "1,200.5", "", None),
        (question(on=None, kind="number"), "many", "", "Give a number."),
        (question(on=None, kind="number"), "NaN", "", "Give a number."),
        (question(on=None, kind="text"), "Anything at all", "", None),
    ],
)
def test_an_answer_is_checked_against_its_question(asked, value, reason, said):
    found = grades.check(asked, value, reason)
    assert found is None if said is None else said in found


def test_a_score_counts_weights_and_leaves_out_what_does_not_apply():
    heavy, light, other = question(weight=Decimal(3)), question("1.2"), question("1.3", allows_not_applicable=True)
    found = grades.score([(heavy, "3"), (light, "0"), (other, "na")])
    assert (found.points, found.of, found.percent, found.left_out) == (3, 4, Decimal("75.0"), 1)


def test_what_nobody_answered_is_unanswered_and_never_nought():
    found = grades.score([(question(), None), (question("1.2"), "")])
    assert (found.percent, found.unanswered) == (None, 2)
    assert grades.score([(question(), "3"), (question("1.2"), "")]).percent == 100


def test_words_count_in_no_score_and_a_value_without_points_is_left_out():
    assert grades.score([(question(on=None, kind="text"), "Fine")]).of == 0
    assert grades.score([(question(on="agree"), "not_known")]).left_out == 1


@pytest.mark.parametrize(
    ("on", "best", "worst"), [("ofsted_four", "outstanding", "inadequate"), ("percent", "100", "0")]
)
def test_four_grades_stand_either_way_round(on, best, worst):
    assert grades.share(scale(on), best) == 1
    assert grades.share(scale(on), worst) == 0
    if on == "ofsted_four":
        low = scale("ofsted_four_low")
        assert grades.share(low, best) == 1
        assert grades.is_below(low, "inadequate", "good")
        assert not grades.is_below(low, "outstanding", "good")


def test_the_spread_of_grades_is_counted_in_steps_of_the_scale():
    four = scale("ofsted_four_low")
    found = grades.variance(["good", "inadequate", "na", "", "good"], four)
    assert (found.lowest, found.highest, found.steps, found.agreed) == ("inadequate", "good", 2, False)
    assert grades.variance(["good", "good"], four).agreed
    assert grades.variance([], four).steps == 0
    assert grades.variance(["10", "35"], scale("percent")).steps == 5


@given(st.lists(st.sampled_from(["0", "1", "2", "3", "na", ""]), max_size=12))
def test_a_score_never_leaves_0_to_100(values):
    found = grades.score((question(str(place), allows_not_applicable=True), each) for place, each in enumerate(values))
    assert found.percent is None or 0 <= found.percent <= 100
    assert found.left_out == values.count("na")
    assert found.unanswered == values.count("")


def test_two_editions_are_compared_by_the_codes_of_their_questions():
    old = whole(question("1.1"), question("1.2"), question("1.3"))
    new = whole(question("1.1"), question("1.2", text="Is it always so?"), question("1.4"))
    found = editions.compare(old, new)
    assert [(each.code, each.state) for each in found] == [
        ("1.1", "same"),
        ("1.2", "changed"),
        ("1.4", "new"),
        ("1.3", "gone"),
    ]
    assert editions.differences(found[1].old, found[1].new) == ["the question"]


def test_another_scale_is_a_change_and_another_weight_is_none():
    old = whole(question("1.1"), question("1.2"))
    new = whole(question("1.1", on="rag"), question("1.2", weight=Decimal(5)))
    assert [each.state for each in editions.compare(old, new)] == ["changed", "same"]


def test_answers_are_carried_forward_with_whether_their_question_changed():
    old = whole(question("1.1"), question("1.2"), question("1.3"))
    new = whole(question("1.1"), question("1.2", text="Is it always so?"), question("1.4"))
    assert editions.carry({"1.1": "2", "1.2": "3", "1.3": "1"}, old, new) == {
        "1.1": ("2", "same"),
        "1.2": ("3", "changed"),
    }


def test_what_keeps_an_edition_from_being_published():
    empty = drafting.StandardSpec("1", "Leadership")
    twice = drafting.StandardSpec(
        "2", "Policy", questions=(drafting.QuestionSpec("2.1", "A?", scale="rag"), drafting.QuestionSpec("2.1", "B?"))
    )
    assert drafting.faults([]) == ["There is no question yet."]
    assert drafting.faults([empty, twice]) == [
        "“Leadership” has no question.",
        "Two questions have the code 2.1.",
        "Question 2.1 has no scale.",
    ]
    assert drafting.next_code("3", ["3.1", "3.4", "30.9", "3.x"]) == "3.5"


def test_every_bank_of_the_library_can_be_published():
    assert len(library.banks()) >= 3
    for bank in library.banks().values():
        assert not drafting.faults(bank.standards), bank.code
        assert bank.scales <= set(library.scales())


def test_every_scale_of_the_library_has_a_best_and_a_worst():
    for code, spec in library.scales().items():
        view = scale(code)
        shares = [grades.share(view, each) for each in (view.numbers or [value.code for value in spec.values])]
        assert {0, 1} <= set(shares), code
