"""Samples, references, rhythm, differences and results: plain rules."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.case_audits.rules import moderation, programmes, references, results, sampling, states
from goldenthread.case_audits.rules.references import Listed
from goldenthread.case_audits.rules.sampling import Plan
from goldenthread.case_audits.rules.tools import Judged, judged
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import year_from_april
from goldenthread.quality.rules.asking import Questionnaire, QuestionView, ScaleView, StandardView, ValueView

FOUR = ScaleView(
    uuid4(),
    "four",
    "Four",
    values=tuple(
        ValueView(code, code.title(), points) for points, code in enumerate(("bad", "poor", "good", "best"), 1)
    ),
)
ASKED = Judged(QuestionView(uuid4(), "1", "Grade", scale=FOUR), "Recognition")
A, B, C = uuid4(), uuid4(), uuid4()


def cases(number, parts=("",)):
    return [Listed(f"CS{place:04d}", parts[place % len(parts)]) for place in range(number)]


@given(st.permutations(cases(30)), st.integers(1, 30))
def test_the_order_of_the_list_changes_nothing(listed, size):
    drawn = sampling.draw(listed, Plan("fixed", size), "seed")
    assert drawn == sampling.draw(cases(30), Plan("fixed", size), "seed")
    assert len({each.reference for each in drawn}) == size


def test_a_seed_draws_what_a_spreadsheet_would():
    drawn = [each.reference for each in sampling.draw(cases(40), Plan("fixed", 3), "5f0e7a21")]
    wanted = sorted((sampling.key("5f0e7a21", each.reference), each.reference) for each in cases(40))[:3]
    assert drawn == [reference for _, reference in wanted]
    assert sampling.draw(cases(40), Plan("fixed", 3), "another") != sampling.draw(
        cases(40), Plan("fixed", 3), "5f0e7a21"
    )


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 40), min_size=1), st.data())
def test_a_sample_in_proportion_is_whole_and_takes_no_more_than_there_is(there, data):
    wanted = data.draw(st.integers(1, min(sum(there.values()), sampling.MOST_CASES)))
    shares = sampling.proportional(there, wanted)
    assert sum(shares.values()) == wanted
    assert all(0 <= shares[part] <= there[part] for part in there)
    if wanted >= len(there):
        assert all(shares.values())


@pytest.mark.parametrize(
    ("plan", "number"),
    [
        (Plan("share", 10), 4),
        (Plan("share", 1), 1),
        (Plan("all"), 31),
        (Plan("chosen"), 31),
        (Plan("stratified", 6), 6),
        (Plan("quota", quotas={"N": 2, "S": 1}), 3),
    ],
)
def test_each_method_draws_what_it_says(plan, number):
    assert len(sampling.draw(cases(31, ("N", "S")), plan, "seed")) == number


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (Plan("fixed", 32), "The list holds 31 cases, and 32 are to be drawn"),
        (Plan("fixed", 0), "Draw between 1 and 60"),
        (Plan("share", 0), "between 1 and 100 per cent"),
        (Plan("quota", quotas={"North": 1}), "North: the list holds 0 cases"),
        (Plan("quota"), "how many cases come from each area"),
        (Plan("lottery"), "Choose how the cases are drawn"),
    ],
)
def test_a_list_that_cannot_give_them_is_refused(plan, said):
    with pytest.raises(RuleBroken, match=said):
        sampling.draw(cases(31), plan, "seed")


def test_more_cases_than_people_can_grade_are_refused():
    with pytest.raises(RuleBroken, match="An audit grades 60 or fewer"):
        sampling.draw(cases(100), Plan("all"), "")


def test_quotas_are_read_as_people_write_them():
    assert sampling.quotas("Chester: 5, Ellesmere Port : 3\n\nNorthwich:2") == {
        "Chester": 5,
        "Ellesmere Port": 3,
        "Northwich": 2,
    }
    with pytest.raises(RuleBroken, match="Chester: 5"):
        sampling.quotas("five from Chester")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "There is no reference"),
        ("Robin Example", "looks like a name"),
        ("Robin", "looks like a name"),
        ("R. Example 3", "looks like a name"),
        ("O'Hara2", "letters and digits, without"),
        ("12/345", "letters and digits, without"),
        ("9434765919", "looks like an NHS number"),
        ("A" * 20 + "1", "2 to 20"),
    ],
)
def test_what_is_no_reference_is_refused_with_its_row_and_a_sentence(typed, said):
    found, refused = references.read([(2, "CS1", "", ""), (3, typed, "", "")], divided=False)
    assert [each.reference for each in found] == ["CS1"]
    assert refused[0].row == 3
    assert said in refused[0].sentence
    assert not typed or typed not in refused[0].words  # what stood there is not repeated


def test_a_reference_comes_once_and_says_its_part():
    _, refused = references.read([(2, "cs1", "N", ""), (3, "CS1", "N", ""), (4, "CS2", "", "")], divided=True)
    assert [each.words for each in refused] == [
        "Row 3: This reference stands on the list already.",
        "Row 4: It does not say which part of the list the case belongs to.",
    ]
    _, refused = references.read([(row, f"CS{row}", f"Person {row}", "") for row in range(2, 40)], divided=True)
    assert refused[-1].sentence.startswith("The column has 38 different values")
    assert references.read([], divided=False)[1][0].words == "There is no case on the list."


def test_columns_about_people_are_known_and_those_of_teams_are_not():
    heads = [
        "Reference",
        "Child's name",
        "Team name",
        "D.O.B",
        "DOB",
        "Surname",
        "Postcode",
        "NHS number",
        "Area",
        "Name",
    ]
    assert references.personal_columns(heads) == ["Child's name", "DOB", "Surname", "Postcode", "NHS number", "Name"]


def test_a_year_is_behind_when_a_term_has_passed_without_an_audit():
    year = year_from_april("2026-27")
    assert programmes.rhythm(year, [], date(2026, 3, 1)).expected == 0
    assert programmes.rhythm(year, [], date(2026, 8, 15)).behind == 1
    told = programmes.rhythm(year, [date(2026, 6, 1)], date(2026, 12, 15))
    assert (told.behind, told.words) == (1, "1 of 3 audits of the year begun; 2 should have been by now.")
    assert (
        programmes.rhythm(year, [date(2026, 6, 1)], date(2026, 9, 1)).words
        == "1 of 3 audits of the year begun: on time."
    )
    assert programmes.rhythm(year, [date(2020, 1, 1)], date(2030, 1, 1)).behind == 3
    with pytest.raises(RuleBroken):
        programmes.check_quarter(5)


def test_what_follows_what():
    with pytest.raises(RuleBroken, match=r"Grades open when agencies grade.*being prepared"):
        states.check_can_move("preparing", "moderating")
    with pytest.raises(RuleBroken, match="The programme is closed"):
        states.check_programme_moves("closed", "agreed")
    with pytest.raises(RuleBroken, match="done already"):
        states.check_case_action_moves("done", "withdrawn")


def cell(number=1, agreed=None, **values):
    return moderation.cell(
        uuid4(), number, ASKED, {A: values.get("a", ""), B: values.get("b", ""), C: values.get("c", "")}, agreed
    )


def test_the_furthest_apart_come_first():
    near, far, same = cell(1, a="good", b="poor"), cell(2, a="best", b="bad"), cell(3, a="good", b="good")
    assert moderation.furthest([near, far, same]) == [far, near, same]
    assert moderation.furthest([near, far, same], 1) == [far]
    assert [each.tone for each in (near, far, same)] == ["some", "wide", "none"]
    assert [each.words for each in (near, far, same, cell(a="na"))] == [
        "1 grade apart",
        "3 grades apart",
        "Agree",
        "Does not apply",
    ]
    assert moderation.furthest([cell(agreed="good", a="good")]) == []
    assert moderation.cases_in_order([near, far])[0][1] == 2


def test_an_outlier_is_two_grades_from_the_middle():
    told = cell(a="bad", b="good", c="good")
    assert [told.is_outlier(each) for each in (A, B)] == [True, False]
    assert not cell(a="bad").is_outlier(A)


def test_who_grades_more_strictly_is_measured_against_what_was_agreed():
    told = moderation.leans(
        [cell(agreed="good", a="bad", b="best"), cell(agreed="good", a="good", b="good"), cell(a="bad")], [A, B, C]
    )
    assert [(each.agency, each.words) for each in told] == [
        (A, "1.0 stricter"),
        (B, "0.5 kinder"),
        (C, "Nothing agreed yet"),
    ]
    assert moderation.leans([cell(agreed="good", a="good")], [A])[0].words == "Same"


def test_results_count_good_or_better_and_leave_out_what_does_not_apply():
    told = results.result(ASKED, ["good", "best", "poor", "na", ""])
    assert (told.met, told.of, dict(told.counts)) == (2, 3, {"good": 1, "best": 1, "poor": 1})
    assert told.share == pytest.approx(2 / 3)
    assert results.result(ASKED, []).words == "Not graded"


@pytest.mark.parametrize(
    ("met", "of", "said"),
    [
        (0, 0, "Not graded"), (3, 3, "All"), (10, 10, "All 10"), (0, 3, "None"), (0, 10, "None of 10"), (2, 3, "Most"),
        (1, 3, "Some"),
        (1, 10, "A few of 10"), (2, 10, "A few of 10"), (3, 10, "3 of 10"), (7, 10, "7 of 10"), (8, 10, "All but a few of 10"),
    ],
)  # fmt: skip
def test_no_case_can_be_told_from_a_result(met, of, said):
    assert results.told(met, of) == said


def test_a_re_audit_says_whether_it_moved():
    before, now = results.result(ASKED, ["poor", "poor"]), results.result(ASKED, ["good", "good"])
    assert results.change(before, now) == "Better"
    assert results.change(now, before) == "Worse"
    assert results.change(now, now) == "About the same"
    assert results.change(None, now) == ""
    assert results.from_before([before], now) is before


@pytest.mark.parametrize(
    "told", [results.Told(""), results.Told("x"), results.Told("x", 5, 4), results.Told("x", 1, 2, 50)]
)
def test_a_told_result_has_its_parts_or_its_percentage(told):
    with pytest.raises(RuleBroken):
        told.columns()


def test_the_grades_of_sections_are_moderated_and_the_questions_before_them_are_not():
    yes = ScaleView(uuid4(), "yes", "Yes", values=(ValueView("no", "No", 0), ValueView("yes", "Yes", 1)))
    asked = [
        QuestionView(uuid4(), code, code, scale=scale)
        for code, scale in (("1.1", yes), ("1.9", FOUR), ("2.8", FOUR), ("2.9", FOUR))
    ]
    one, two = (
        StandardView(uuid4(), "1", "First", questions=tuple(asked[:2])),
        StandardView(uuid4(), "2", "Second", questions=tuple(asked[2:])),
    )
    tool = Questionnaire(uuid4(), uuid4(), "Tool", "2026", "audit_tool", (one, two))
    assert [(each.code, each.name) for each in judged(tool)] == [("1.9", "First"), ("2.8", "2.8"), ("2.9", "2.9")]
    assert judged(Questionnaire(uuid4(), uuid4(), "T", "1", "audit_tool")) == ()


@pytest.mark.parametrize("words", ["Seen in CS00412.", "Child 4123567 was met.", "As in case 3.", "RVX1204 again"])
def test_words_that_leave_the_wall_hold_nothing_that_looks_like_a_reference(words):
    with pytest.raises(RuleBroken, match="without the reference or the number"):
        references.check_tells_no_case(words, [], "text")


def test_figures_years_and_the_names_of_tools_may_leave_the_wall():
    references.check_tells_no_case(
        "GCP2 was used in 7 of 10 cases in 2025-26, KCSIE 2026, 1,350 children.", ["CS1"], "text"
    )
