"""The rules, by tables."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.evidence.rules.defining import Details
from goldenthread.evidence.rules.deriving import Coverage, Parts
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period
from goldenthread.returns import catalogue
from goldenthread.returns.rules import checks, freezing, numbers, rounds, states
from goldenthread.returns.rules.asking import FOUR, Asked, Cell, Filled, Past
from goldenthread.returns.rules.states import Facts
from tests.factories.evidence import quarter

COUNT = Details(words="Exclusions", numerator="Children excluded")
SHARE = Details(
    words="Seen",
    numerator="Seen in time",
    denominator="All",
    denominator_from="given",
    factor="percent",
    decimals=1,
    year_rule="recomputed",
)
Q1 = quarter(2018, 1)
ALL_FOUR = dict.fromkeys(FOUR, "Said.")


def past(*values, details=COUNT, covered=None):
    """Earlier quarters, the newest last."""
    found = []
    for place, value in enumerate(values):
        back = len(values) - place
        year, number = divmod(4 - back, 4)
        parts = Parts(Decimal(value[0]), Decimal(value[1])) if isinstance(value, tuple) else Parts(Decimal(value))
        found.append(Past(quarter(2017 + year, number + 1), parts, covered))
    return tuple(found)


def asked(details=COUNT, cells=(), earlier=(), code="exclusions"):
    return Asked(code, "Exclusions", details, Q1, tuple(cells), earlier)


def typed(numerator="", denominator="", cells=None, **more):
    whole = {"": Cell(numerator, denominator)} if numerator or denominator else {}
    return Filled(cells=whole | {cut: Cell(*each) for cut, each in (cells or {}).items()}, **more)


def codes(line, filled):
    return [each.code for each in checks.of_line(line, filled)]


@pytest.mark.parametrize(
    ("words", "number"),
    [("", None), ("  ", None), ("12", 12), ("1,234", 1234), (" 7 ", 7), ("12.50", Decimal("12.5")), ("0", 0)],
)
def test_a_number_is_read_as_people_type_it(words, number):
    assert numbers.read(words) == number


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("92%", "percentage"),
        ("=A1+A2", "formula"),
        ("-3", "negative"),
        ("twelve", None),
        ("1,23", None),
        ("n/a", None),
        ("c", None),
        ("1e9", None),
        ("12.345", None),
        ("9999999999999", None),
        ("12 children", None),
    ],
)
def test_what_is_not_a_number_is_told_with_what_to_do(words, code):
    with pytest.raises(RuleBroken) as told:
        numbers.read(words)
    assert told.value.field == code
    assert numbers.held(words) is None


@given(st.text(max_size=80))
def test_nothing_that_can_be_typed_breaks_the_reading(words):
    try:
        found = numbers.read(words)
    except RuleBroken:
        return
    assert found is None or (found >= 0 and found.is_finite())


@pytest.mark.parametrize(
    ("line", "filled", "expected"),
    [
        (asked(), typed(), ["unanswered"]),
        (asked(), typed(missing_why="The system changed."), []),
        (asked(), typed("12"), []),
        (asked(), typed("0"), []),
        (asked(), typed("twelve"), ["unreadable"]),
        (asked(), typed("-1"), ["negative"]),
        (asked(), typed("12%"), ["percentage"]),
        (asked(), typed("=1"), ["formula"]),
        (asked(), typed("12", missing_why="None."), ["both"]),
        (asked(SHARE), typed("30", "60"), []),
        (asked(SHARE), typed("30"), ["half"]),
        (asked(SHARE), typed("", "60"), ["half"]),
        (asked(SHARE), typed("61", "60"), ["above_denominator"]),
        (asked(SHARE), typed("0", "0"), ["zero_denominator"]),
        (asked(SHARE), typed("x", "y"), ["unreadable", "unreadable"]),
        (asked(), typed("12", covered=Coverage(2, 3)), ["coverage"]),
        (asked(), typed("12", covered=Coverage(3, 3)), []),
        (asked(cells=("sex=Girls", "sex=Boys")), typed("12", cells={"sex=Girls": ("7",), "sex=Boys": ("5",)}), []),
        (
            asked(cells=("sex=Girls", "sex=Boys")),
            typed("12", cells={"sex=Girls": ("7",), "sex=Boys": ("6",)}),
            ["breakdown_above"],
        ),
        (
            asked(cells=("sex=Girls", "sex=Boys")),
            typed("12", cells={"sex=Girls": ("7",), "sex=Boys": ("4",)}),
            ["breakdown_below"],
        ),
        (asked(cells=("sex=Girls", "sex=Boys")), typed("12", cells={"sex=Girls": ("7",)}), []),
        (asked(cells=("sex=Girls", "sex=Boys")), typed("12", cells={"sex=Girls": ("13",)}), ["breakdown_above"]),
        (asked(cells=("sex=Girls",)), typed("12", cells={"sex=Girls": ("few",)}), ["unreadable"]),
        (asked(earlier=past(40, 41, 39, 40)), typed("41"), []),
        (asked(earlier=past(40, 41, 39, 40)), typed("40"), ["same"]),
        (asked(earlier=past(4, 5)), typed("5"), []),
        (asked(earlier=past(40)), typed("80"), ["big_change"]),
        (asked(earlier=past(40)), typed("55"), []),
        (asked(earlier=past(40, 42, 38, 41, 40, 39)), typed("140"), ["outlier"]),
        (asked(earlier=past(40, 42, 38, 41, 40, 39, 42, 40)), typed("140"), ["unusual"]),
        (asked(earlier=past(40, 42, 38, 41, 40, 39, 42, 40)), typed("140", covered=Coverage(2, 3)), ["coverage"]),
        (asked(earlier=past(40, 42, 38, 41, 40, 39, 42, 40)), typed("43"), []),
        (asked(earlier=past(90, 90, 90, 90, 90, 90, 90, 90)), typed("91"), ["unusual"]),
        (asked(SHARE, earlier=past((90, 100), (92, 100), (91, 100))), typed("9", "100"), ["big_change"]),
        (asked(earlier=past(40, covered=Coverage(2, 3))), typed("80"), []),
    ],
)
def test_a_line_meets_the_checks_it_should(line, filled, expected):
    assert codes(line, filled) == expected


def test_figures_from_before_a_long_gap_say_nothing_of_what_is_usual_now():
    old = [Past(quarter(2010 + year, number), Parts(Decimal(100))) for year in (0, 1) for number in (1, 2, 3, 4)]
    assert codes(asked(earlier=tuple(old)), typed("40")) == []
    lately = (*old, *past(40, 42, 38, 41, 40, 39, 42, 40))
    assert codes(asked(earlier=lately), typed("61")) == ["unusual"]


def test_years_and_quarters_are_never_held_against_each_other():
    year = Past(Period(date(2017, 4, 1), date(2018, 3, 31)), Parts(Decimal(400)))
    assert codes(asked(earlier=(year,)), typed("95")) == []


def test_every_check_of_the_catalogue_says_why_it_matters_and_how_to_mend_it():
    for each in catalogue.checks().values():
        assert each.title
        assert each.why.endswith(".")
        assert each.mend.endswith(".")


def test_parts_are_held_against_their_wholes_only_where_the_unit_is_the_same():
    def pair(part, whole, unit="homes"):
        share = Details(**{**_fields(SHARE), "counts": "homes"})
        lines = {
            "private_homes": (asked(share, code="private_homes"), typed(*part)),
            "childrens_homes": (asked(Details(words="w", numerator="n", counts=unit)), typed(whole)),
        }
        return [
            each.code for each in checks.across(lines, [("private_homes", "childrens_homes")]).get("private_homes", [])
        ]

    assert pair(("4", "10"), "10") == []
    assert pair(("11", "12"), "10") == ["part_above_whole", "other_whole"]
    assert pair(("4", "9"), "10") == ["other_whole"]
    assert pair(("11", "12"), "10", "children") == []
    assert checks.across({}) == {}


def _fields(details):
    return {name: getattr(details, name) for name in Details.__dataclass_fields__}


def test_a_look_needs_words_and_an_unusual_figure_needs_all_four_answers():
    unusual = asked(earlier=past(40, 42, 38, 41, 40, 39, 42, 40))
    waiting = checks.to_do(typed("140", note="It is right."), checks.of_line(unusual, typed("140")))
    assert len(waiting) == 4
    assert not checks.to_do(typed("140", comment=ALL_FOUR), checks.of_line(unusual, typed("140")))
    jump = asked(earlier=past(40))
    assert checks.to_do(typed("80"), checks.of_line(jump, typed("80")))
    assert not checks.to_do(typed("80", note="It is right."), checks.of_line(jump, typed("80")))
    assert not checks.to_do(typed("80", comment=ALL_FOUR), checks.of_line(jump, typed("80")))
    assert checks.needs_comment(checks.of_line(unusual, typed("140")))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (Facts(0, 3, False, False, False, days_left=2), "Not begun"),
        (Facts(0, 3, False, False, False, days_left=-1), "Missing"),
        (Facts(0, 3, False, False, False, days_left=-1, grace=1), "Not begun"),
        (Facts(2, 3, False, False, False), "Begun"),
        (Facts(3, 3, True, False, False), "Complete, not signed"),
        (Facts(3, 3, True, True, True), "Signed, to be answered"),
        (Facts(3, 3, True, True, False, "accepted"), "Accepted"),
        (Facts(3, 3, True, True, False, "queried"), "Queried"),
        (Facts(3, 3, True, True, False, "returned"), "Returned to the agency"),
    ],
)
def test_a_return_is_as_far_as_its_facts_say(facts, words):
    assert states.state(facts)[0] == words


def test_lateness_counts_from_the_end_of_the_grace_and_ends_with_the_signature():
    assert Facts(0, 3, False, False, False, days_left=-5, grace=2).days_late == 3
    assert Facts(3, 3, True, True, False, days_left=-5).days_late == 0
    assert Facts(3, 3, True, True, False, "queried").outstanding
    assert states.late_words(0) == "On time"
    assert states.late_words(1) == "1 working day late"


@pytest.mark.parametrize(
    ("period", "after"),
    [
        (quarter(2018, 1), quarter(2018, 2)),
        (quarter(2018, 4), quarter(2019, 1)),
        (Period(date(2017, 4, 1), date(2018, 3, 31)), Period(date(2018, 4, 1), date(2019, 3, 31))),
        (Period(date(2018, 2, 1), date(2018, 2, 28)), Period(date(2018, 3, 1), date(2018, 3, 31))),
        (Period(date(2018, 1, 8), date(2018, 1, 14)), Period(date(2018, 1, 15), date(2018, 1, 21))),
    ],
)
def test_the_next_round_is_as_long_and_follows_at_once(period, after):
    assert rounds.following(period) == after


@given(st.integers(2000, 2080), st.integers(1, 4))
def test_four_quarters_make_a_year(year, number):
    name = f"{year}-{(year + 1) % 100:02d}"
    found = rounds.quarter(name, number)
    assert found.months == 3
    assert rounds.following(found).start == found.end + timedelta(days=1)
    assert rounds.quarter(name, 1).start == date(year, 4, 1)


def test_there_is_no_fifth_quarter_and_a_month_can_be_shorter():
    with pytest.raises(RuleBroken):
        rounds.quarter("2018-19", 5)
    assert rounds.same_day_after(date(2018, 11, 30), 3) == date(2019, 2, 28)


def frozen(filled, line=None):
    line = line or asked(cells=("sex=Girls",))
    return freezing.freeze("id", "", line, filled, checks.of_line(line, filled))


def test_two_versions_say_what_changed_and_nothing_else():
    one = frozen(typed("12", cells={"sex=Girls": ("5",)}, note="Counted."))
    assert freezing.compare([one], [one]) == []
    two = frozen(typed("1,300", cells={"sex=Girls": ("5",)}, note="Counted again.", covered=Coverage(2, 3)))
    told = [(each.what, each.before, each.after, each.of_figure) for each in freezing.compare([one], [two])]
    assert told == [
        ("Figure", "12", "1300", True),
        ("Months covered", "", "2 of 3", True),
        ("Explanation", "Counted.", "Counted again.", False),
    ]
    assert [each.what for each in freezing.compare([], [one])] == ["Figure", "Girls", "Explanation"]
    assert freezing.compare([one], [])[0].after == ""


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_what_was_frozen_reads_back_as_it_was(numerator, denominator):
    one = frozen(typed(f"{numerator:,}", f"{denominator:,}"), asked(SHARE))
    again = freezing.thawed(one)
    assert again.cell().parts == Parts(Decimal(numerator), Decimal(denominator))
