"""Tables: totals, balances and columns that follow from others."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.proofreading import Cell, Document, Table, proofread


def reports(*rows, sure=True):
    table = Table(tuple(tuple(Cell(cell) for cell in row) for row in rows), "table 1", sure=sure)
    return [(each.kind, each.found, each.expected) for each in proofread(Document("A report", (table,))).reports]


@pytest.mark.parametrize(
    ("why", "rows"),
    [
        ("nothing adds nothing", [["Police", "£5"], ["Health", "-"], ["Council", "£6"], ["Total", "£11"]]),
        (
            "a note hides an amount, so the total may be more",
            [["Police", "5"], ["Health", "*"], ["Council", "6"], ["Total", "20"]],
        ),
        (
            "sub-totals are not added twice",
            [["A", "1"], ["B", "2"], ["Sub-total", "3"], ["C", "4"], ["D", "5"], ["Sub-total", "9"], ["Total", "12"]],
        ),
        ("of which is not added", [["Police", "50"], ["of which grant", "20"], ["Health", "60"], ["Total", "110"]]),
        (
            "groups with their members below them",
            [["Older", "70"], ["Children", "60"], ["0-4", "20"], ["5-15", "40"], ["Total", "130"]],
        ),
        (
            "rounding to hundreds",
            [["Older", "70,300"], ["Working", "206,100"], ["Children", "59,200"], ["Total", "335,700"]],
        ),
        ("a total before its parts", [["Total", "10"], ["Boys", "6"], ["Girls", "5"]]),
        ("brackets are negative", [["Income", "100"], ["Refunds", "(20)"], ["Total", "80"]]),
        ("a total of something else", [["Agreed contributions total", "£215"], ["Staff", "£100"], ["Rent", "£50"]]),
        ("years and averages are not added", [["2020", "4.6"], ["2021", "4.1"], ["Total", "4.4"]]),
        ("shares that round", [["A", "33.3%"], ["B", "33.3%"], ["C", "33.3%"], ["Total", "100%"]]),
    ],
)
def test_a_table_that_adds_up_in_its_own_way_is_left_alone(why, rows):
    assert reports(["What", "Number" if why != "years and averages are not added" else "Average score"], *rows) == [], (
        why
    )


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([["Police", "£5"], ["Health", "£7"], ["Total", "£13"]], ("total", "£13", "£12")),
        ([["A", "1"], ["B", "2"], ["Sub-total", "4"], ["C", "4"], ["D", "5"], ["Total", "13"]], ("total", "4", "3")),
        ([["A", "10"], ["B", "TBC"], ["C", "12"], ["Total", "20"]], ("total", "20", "22")),
        ([["A", "50%"], ["B", "30%"], ["C", "35%"], ["Total", "100%"]], ("total", "100%", "115%")),
        ([["A", "1.5"], ["B", "2.5"], ["Total", "4.3"]], ("total", "4.3", "4.0")),
    ],
)
def test_a_total_that_does_not_follow_is_found(rows, found):
    assert found in reports(["What", "Number"], *rows)


def test_the_line_that_a_total_left_out_is_named():
    rows = [["Who", "£"], ["Police", "£5"], ["Health", "£7"], ["Council", "£9"], ["Total", "£14"]]
    table = Table(tuple(tuple(map(Cell, row)) for row in rows), "table 1")
    assert "It is as if “Health” were left out." in proofread(Document("A report", (table,))).reports[0].message


def test_a_surplus_is_held_to_the_totals_above_it():
    rows = [
        ["Contributions", "100"], ["Training", "20"], ["Total income", "120"], ["Staff", "70"], ["Reviews", "20"],
        ["Total expenditure", "90"], ["Surplus for the year", "40"],
    ]  # fmt: skip
    assert reports(["What", "Amount"], *rows) == [("total", "40", "30")]


def test_a_row_total_is_held_to_what_the_other_rows_do():
    rows = [["North", "4", "6", "10"], ["South", "3", "5", "8"], ["East", "1", "2", "3"], ["West", "7", "7", "15"]]
    assert reports(["Area", "Boys", "Girls", "All"], *rows) == [("relation", "15", "14")]


def test_columns_that_only_look_related_are_left_alone():
    rows = [["North", "4", "6", "9"], ["South", "3", "5", "8"], ["East", "1", "2", "5"], ["West", "7", "7", "15"]]
    assert reports(["Area", "Boys", "Girls", "Visits"], *rows) == []


amounts = st.lists(st.integers(1, 50_000), min_size=3, max_size=12)


@given(amounts, st.booleans())
def test_a_table_that_adds_up_is_never_reported(parts, pounds):
    sign = "£" if pounds else ""
    rows = [[f"Line {place}", f"{sign}{part:,}"] for place, part in enumerate(parts)]
    assert reports(["What", "Amount"], *rows, ["Total", f"{sign}{sum(parts):,}"]) == []


@given(amounts, st.integers(1, 400))
def test_a_total_that_is_off_is_always_reported(parts, off):
    total = sum(parts) + off if off < sum(parts) / 2 else sum(parts) + 1
    rows = [[f"Line {place}", f"£{part:,}.00"] for place, part in enumerate(parts)]
    assert ("total", f"£{total:,}.00", f"£{sum(parts):,}.00") in reports(
        ["What", "Amount"], *rows, ["Total", f"£{total:,}.00"]
    )


@given(st.lists(st.tuples(st.integers(1, 400), st.integers(0, 400)), min_size=5, max_size=10), st.data())
def test_take_up_that_follows_is_left_alone_and_one_that_does_not_is_found(courses, data):
    def share(places, came):
        return (Decimal(came) / places * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)

    kept = [(places, min(came, places)) for places, came in courses]
    rows = [[f"Course {place}", str(p), str(c), f"{share(p, c)}%"] for place, (p, c) in enumerate(kept)]
    head = ["Course", "Places", "Attended", "Take-up"]
    assert [each for each in reports(head, *rows) if each[0] == "relation"] == []
    spoilt = data.draw(st.integers(0, len(rows) - 1))
    if sum(c > 0 for _, c in kept) - (kept[spoilt][1] > 0) >= 4:
        right = rows[spoilt][3]
        rows[spoilt][3] = f"{share(*kept[spoilt]) + 7}%"
        assert any(each[0] == "relation" and each[1] == rows[spoilt][3] for each in reports(head, *rows)), right
