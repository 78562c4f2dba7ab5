"""Plans as partnerships really have them, read from every form of file."""

import io
import zipfile
from datetime import date

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from openpyxl.styles import Font

from goldenthread.plans.reading import CannotRead, read_plan
from goldenthread.plans.reading.columns import role_of
from goldenthread.plans.reading.dates import due_of
from goldenthread.plans.reading.owners import led_by, owners_of

PLAN = """# Business plan 2026-28

We met in October.

**Priority 1 (led by Police) Children who go missing**

| What we want to achieve | How we will achieve it | Who will do it | When | Cost |
|---|---|---|---|---|
| 1a Fewer go missing | Audit interviews | Quality group; Health | 31 March 2027 | £200 |
| | Speak to young people | Practice group | website permitting | |
| An outcome that runs over | Look at every | Hub | 1/9/2026 | |
| the page | | | | |
| | case again | | | |

## Priority 2 Neglect
| It is seen early | | | | |
| | Train everybody | | | |
"""


def read(text, name="plan.md", mapping=None):
    return read_plan(io.BytesIO(text.encode()), name, mapping)


def told(reading):
    return [
        (one.number, one.title, [(each.number, each.text, [a.text for a in each.actions]) for each in one.outcomes])
        for one in reading.priorities
    ]


def unread(reading):
    return [each.text for each in reading.unread]


EXPECTED = [
    (
        "1",
        "Children who go missing",
        [
            ("1a", "Fewer go missing", ["Audit interviews", "Speak to young people"]),
            ("", "An outcome that runs over the page", ["Look at every case again"]),
        ],
    ),
    ("2", "Neglect", [("", "It is seen early", ["Train everybody"])]),
]


def test_a_plan_in_markdown_is_read_with_continued_rows_and_nothing_lost():
    reading = read(PLAN)
    assert told(reading) == EXPECTED
    first, second = reading.priorities[0].outcomes[0].actions
    assert (first.owners, first.due) == (["Quality group", "Health"], date(2027, 3, 31))
    assert (second.due_text, second.due) == ("website permitting", None)
    assert reading.priorities[0].outcomes[1].actions[0].due == date(2026, 9, 1)
    assert reading.priorities[0].leads == ["Police"]
    assert {"We met in October.", "Cost: £200"} <= set(unread(reading))
    assert {(gap.field, gap.where) for gap in reading.gaps} == {
        ("lead", "line 15"), ("owner", "line 17"), ("due", "line 17"), ("measure", "plan"),
    }  # fmt: skip
    assert reading.title == "Business plan 2026-28"


def test_columns_can_be_mapped_otherwise():
    reading = read(PLAN, mapping={"4": "due", "3": ""})
    assert reading.priorities[0].outcomes[0].actions[0].due_text == "£200"
    assert "When: 31 March 2027" in unread(reading)
    assert [column.meaning for column in reading.columns] == ["outcome", "action", "owner", "", "due"]


def test_a_plan_in_word_is_read_with_merged_cells_and_points_in_a_cell():
    document = docx.Document()
    document.add_heading("Business plan 2026-28", 0)
    document.add_heading("Priority 1 (led by Police) Children who go missing", 2)
    table = document.add_table(rows=0, cols=4)
    rows = [
        ("What we want to achieve", "How we will achieve it", "Who will do it", "When"),
        ("1a Fewer go missing", "Audit interviews", "Quality group", "31 March 2027"),
        ("", "Speak to young people", "Practice group\nHealth", "ongoing"),
        ("An outcome that runs over the page", "Look at every case again", "Hub", ""),
        ("Priority 2 Neglect", "", "", ""),
        ("It is seen early", "", "", ""),
    ]
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(4, 0).merge(table.cell(4, 3))
    cell = table.cell(5, 1)
    cell.paragraphs[0].text = "Train everybody:"
    for point in ("new staff", "managers"):
        cell.add_paragraph(point, style="List Bullet")
    stream = io.BytesIO()
    document.save(stream)
    reading = read_plan(io.BytesIO(stream.getvalue()), "Plan.DOCX")
    assert told(reading) == EXPECTED
    assert reading.priorities[0].outcomes[0].actions[1].owners == ["Practice group", "Health"]
    assert [each.text for each in reading.priorities[1].outcomes[0].actions[0].actions] == ["new staff", "managers"]


def book_of(*rows, merged=(), hidden=(), struck=()):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    for number in hidden:
        sheet.row_dimensions[number].hidden = True
    for name in struck:
        sheet[name].font = Font(strike=True)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


HEADS = ["Ref", "Outcome", "Action", "Lead", "Deadline", "Measure", "RAG"]


def test_a_plan_in_a_workbook_is_read_with_its_measures_and_what_else_it_says():
    content = book_of(
        ["Priority 1: Children who go missing"],
        HEADS,
        ["1.1", "Fewer go missing", None, None, None, None],
        [None, None, "Audit interviews", "Quality group", date(2027, 3, 31), "20 audits", "Green"],
        [None, None, "Speak to young people", "Hub", "ongoing", None],
        merged=["A1:G1"],
    )
    reading = read_plan(io.BytesIO(content), "plan.xlsx")
    assert told(reading) == [
        ("1", "Children who go missing", [("", "Fewer go missing", ["Audit interviews", "Speak to young people"])])
    ]
    outcome = reading.priorities[0].outcomes[0]
    assert outcome.actions[0].due == date(2027, 3, 31)
    assert outcome.measures == ["20 audits"]
    assert "RAG: Green" in unread(reading)


def test_numbers_that_begin_with_another_make_sub_actions():
    content = book_of(
        HEADS,
        ["1", "Fewer go missing", "Audit", "Hub", None],
        ["1.1", None, "Draw the sample", "Hub", None],
        ["1a", None, "Report", "Hub", None],
        ["2", None, "Train", "Hub", None],
    )
    [outcome] = read_plan(io.BytesIO(content), "plan.xlsx").outcomes()
    assert [(each.number, [part.number for part in each.actions]) for each in outcome.actions] == [
        ("1", ["1.1", "1a"]),
        ("2", []),
    ]


def test_a_plan_by_statutory_function_has_functions_in_the_place_of_priorities():
    content = book_of(
        ["Function", "Objective", "Task", "Owning group", "Timescale"],
        ["Policies", "Policies are current", "Review the procedures", "Joint policies group", "Q3 2017-18"],
        ["Training", "Staff are trained", "Run 20 courses", "Training group", "March 2018"],
        ["Training", None, "Evaluate them", "Training group", "2017-18"],
    )
    reading = read_plan(io.BytesIO(content), "plan.xlsx")
    assert [(each.title, len(each.outcomes)) for each in reading.priorities] == [("Policies", 1), ("Training", 1)]
    assert [each.due for each in reading.actions()] == [date(2017, 12, 31), date(2018, 3, 31), date(2018, 3, 31)]
    assert {each.kind for each in reading.outcomes()} == {"objective"}


def test_a_plan_of_lists_under_headings_is_read_with_why_it_matters():
    text = """PRIORITY 1
To be assured that help comes early
Why is it important?
Because it works.

What we will do.
• Listen to children at the earliest

opportunity
• Learn
How we will do it.
• Train through
  - courses
"""
    [priority] = read(text, "plan.txt").priorities
    assert (priority.title, priority.why) == ("To be assured that help comes early", "Because it works.")
    assert [each.text for each in priority.outcomes] == [
        "Listen to children at the earliest opportunity",
        "Learn",
        "How we will do it",
    ]
    assert priority.outcomes[-1].actions[0].text == "Train through"


def test_heads_repeated_on_every_page_are_no_rows():
    content = book_of(HEADS, ["1", "A", "Do this", "Hub", None], HEADS, ["2", "B", "Do that", "Hub", None])
    assert [each.text for each in read_plan(io.BytesIO(content), "plan.xlsx").actions()] == ["Do this", "Do that"]


DAMAGE = {
    "a sheet that is no plan comes first": lambda book: book.create_sheet("Notes", 0).append(["Read me", "Please"]),
    "words in a date": lambda book: book["Sheet"].__setitem__("E2", "when the website is ready"),
    "a head nobody knows": lambda book: book["Sheet"].__setitem__("F1", "Zyx"),
    "one number twice": lambda book: book["Sheet"].__setitem__("A3", "1"),
    "a formula without a stored value": lambda book: book["Sheet"].__setitem__("D2", "=A1"),
    "empty rows in the middle": lambda book: book["Sheet"].insert_rows(3, 4),
    "a hidden row": lambda book: setattr(book["Sheet"].row_dimensions[3], "hidden", True),
    "a number missing": lambda book: book["Sheet"].__setitem__("A3", "3"),
    "an action under no outcome": lambda book: book["Sheet"].__setitem__("B2", None),
    "a struck-through cell": lambda book: setattr(book["Sheet"]["C3"], "font", Font(strike=True)),
}
TOLD = {
    "a formula without a stored value": "formula without a stored value in D2",
    "one number twice": "The number 1 is given to 2",
    "a hidden row": "The row is hidden",
    "a number missing": "numbered 2 is missing",
    "an action under no outcome": "stand under no outcome",
    "a struck-through cell": "struck through",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_workbook_gives_what_is_good_and_says_what_is_not(damage):
    book = openpyxl.load_workbook(
        io.BytesIO(
            book_of(
                HEADS,
                ["1", "First", "Do this", "Hub", date(2027, 3, 31), "M"],
                ["2", "Second", "Do that", "Hub", "ongoing", "M"],
            )
        )
    )
    DAMAGE[damage](book)
    stream = io.BytesIO()
    book.save(stream)
    reading = read_plan(io.BytesIO(stream.getvalue()), "plan.xlsx")
    assert [each.text for each in reading.actions()] == ["Do this", "Do that"]
    if damage in TOLD:
        assert any(TOLD[damage] in gap.message for gap in reading.gaps)


def zipped(name, content=b""):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "plan.xlsx", "is empty"),
        (b"%PDF-1.7", "plan.docx", "is a PDF"),
        (b"x", "plan.docx", "damaged"),
        (b"x", "plan.xlsx", "damaged"),
        (b"PK\x03\x04 cut", "plan.xlsx", "damaged"),
        (b"\xd0\xcf\x11\xe0 locked", "plan.xlsx", "password"),
        (b"\xd0\xcf\x11\xe0 old", "plan.doc", "old Word"),
        (b"\xd0\xcf\x11\xe0 old", "plan.xls", "damaged|no workbook"),
        (zipped("something.txt"), "plan.xlsx", "no workbook and no Word"),
        (zipped("xl/workbook.xml", b"<broken"), "plan.xlsx", "damaged"),
        (zipped("word/document.xml", b"<broken"), "plan.docx", "damaged"),
        (b"\x00\x01", "plan.md", "holds no text"),
    ],
)
def test_what_cannot_be_read_says_so(content, name, words):
    with pytest.raises(CannotRead, match=words):
        read_plan(io.BytesIO(content), name)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/03/2020", date(2020, 3, 31)),
        ("1.9.26", date(2026, 9, 1)),
        ("2026-09-01", date(2026, 9, 1)),
        ("3rd March 2020", date(2020, 3, 3)),
        ("By end of March 2020", date(2020, 3, 31)),
        ("Feb 2020", date(2020, 2, 29)),
        ("Sept 19", date(2019, 9, 30)),
        ("June 2019 - March 2020", date(2020, 3, 31)),
        ("Q3 2018-19", date(2018, 12, 31)),
        ("Quarter 4 2018/19", date(2019, 3, 31)),
        ("2019-20", date(2020, 3, 31)),
        ("ongoing", None),
        ("website permitting", None),
        ("end of Q2", None),
        ("31/02/2020", None),
        ("2019-25", None),
        ("", None),
    ],
)
def test_words_name_a_day_or_none(text, day):
    assert due_of(text) == day


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Health and Wellbeing Board", ["Health and Wellbeing Board"]),
        ("Quality Assurance & Scrutiny Group", ["Quality Assurance & Scrutiny Group"]),
        ("Training & Development Hub", ["Training & Development Hub"]),
        ("Police and Health", ["Police", "Health"]),
        ("LSCB / LSAB", ["LSCB", "LSAB"]),
        ("CSC/Police", ["CSC", "Police"]),
        ("Police, Health and Probation", ["Police", "Health", "Probation"]),
        (
            "Director of Children’s Services and Head of Safeguarding",
            ["Director of Children’s Services", "Head of Safeguarding"],
        ),
        ("• Police\n• Children and Young People’s Trust", ["Police", "Children and Young People’s Trust"]),
        ("Police; Police", ["Police"]),
        ("TBC", []),
    ],
)
def test_a_cell_names_one_or_several(cell, names):
    assert owners_of(cell) == names


@pytest.mark.parametrize(
    ("title", "kept", "leads"),
    [
        ("(led by Police) Children who go missing", "Children who go missing", ["Police"]),
        ("Neglect (Lead: LA and Health)", "Neglect", ["LA", "Health"]),
        ("Mental health", "Mental health", []),
    ],
)
def test_a_title_says_who_leads(title, kept, leads):
    assert led_by(title) == (kept, leads)


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("What we want to achieve", "outcome"),
        ("Desired outcome", "outcome"),
        ("How will we do it?", "action"),
        ("Key actions", "action"),
        ("Responsible officer", "owner"),
        ("Lead agency", "owner"),
        ("By whom", "owner"),
        ("Practice Improvement Group", ""),
        ("By when", "due"),
        ("Timescale", "due"),
        ("How will we know we have made a difference?", "measure"),
        ("BRAG rating", "status"),
        ("Progress update", "progress"),
        ("Ref", "number"),
        ("Zyx", ""),
    ],
)
def test_a_head_names_what_its_column_holds(head, role):
    assert role_of(head) == role


words = (
    some.text("abcdefghij klmnop", min_size=12, max_size=40)
    .map(lambda text: "Do " + " ".join(text.split()) + " well")
    .filter(lambda t: len(t.split()) > 3)
)
plans = some.lists(some.tuples(words, some.lists(words, min_size=1, max_size=3)), min_size=1, max_size=4)


@settings(max_examples=15)
@given(plans, some.permutations(["Action", "Outcome", "Lead", "Deadline"]))
def test_any_plan_is_read_back_whatever_the_order_of_its_columns(plan, heads):
    rows = [list(heads)]
    for outcome, actions in plan:
        for place, action in enumerate(actions):
            cells = {
                "Outcome": outcome if not place else "",
                "Action": action,
                "Lead": "Hub",
                "Deadline": "31 March 2027",
            }
            rows.append([cells[head] for head in heads])
    table = "\n".join("| " + " | ".join(row) + " |" for row in [rows[0], ["---"] * 4, *rows[1:]])
    by_text = read(f"Priority 1: Everything\n\n{table}\n")
    by_book = read_plan(io.BytesIO(book_of(["Priority 1: Everything"], *rows)), "plan.xlsx")
    for reading in (by_text, by_book):
        [priority] = reading.priorities
        assert [(each.text, [action.text for action in each.actions]) for each in priority.outcomes] == [
            (outcome, list(actions)) for outcome, actions in plan
        ]
        assert {action.due for action in reading.actions()} == {date(2027, 3, 31)}
