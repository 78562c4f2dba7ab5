import io
from datetime import date

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from goldenthread.plans.reading import CannotRead, read_plan

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
"""


def read(text, name="plan.md", mapping=None):
    return read_plan(io.BytesIO(text.encode()), name, mapping)


def told(reading):
    return [
        (one.number, one.title, [(each.number, each.text, [a.text for a in each.actions]) for each in one.outcomes])
        for one in reading.priorities
    ]


EXPECTED = [
    (
        "1",
        "Children who go missing",
        [
            ("1a", "Fewer go missing", ["Audit interviews", "Speak to young people"]),
            ("", "An outcome that runs over the page", ["Look at every case again"]),
        ],
    ),
    ("2", "Neglect", [("", "It is seen early", [])]),
]


def test_a_plan_in_markdown_is_read_with_continued_rows_and_nothing_lost():
    reading = read(PLAN)
    assert told(reading) == EXPECTED
    first, second = reading.priorities[0].outcomes[0].actions
    assert (first.owners, first.due) == (["Quality group", "Health"], date(2027, 3, 31))
    assert (second.due_text, second.due) == ("website permitting", None)
    assert reading.priorities[0].outcomes[1].actions[0].due == date(2026, 9, 1)
    assert reading.priorities[0].leads == ["Police"]
    unread = [text for _, text in reading.unread]
    assert "We met in October." in unread
    assert "Cost: £200" in unread
    messages = [message for _, _, message in reading.gaps]
    assert messages == ["Nobody leads it.", "It has no action.", "No measure says how one will know."]
    assert reading.title == "Business plan 2026-28"


def test_columns_can_be_mapped_otherwise():
    reading = read(PLAN, mapping={"4": "due", "3": ""})
    assert reading.priorities[0].outcomes[0].actions[0].due_text == "£200"
    assert "When: 31 March 2027" in [text for _, text in reading.unread]
    assert [column.meaning for column in reading.columns] == ["outcome", "action", "owner", "", "due"]


def as_word():
    document = docx.Document()
    document.add_heading("Business plan 2026-28", 0)
    document.add_paragraph("We met in October.")
    document.add_heading("Priority 1 (led by Police) Children who go missing", 2)
    table = document.add_table(rows=0, cols=4)
    rows = [
        ("What we want to achieve", "How we will achieve it", "Who will do it", "When"),
        ("1a Fewer go missing", "Audit interviews", "Quality group", "31 March 2027"),
        ("1a Fewer go missing", "Speak to young people", "Practice group\nHealth", "ongoing"),
        ("An outcome that runs over the page", "Look at every case again", "Hub", ""),
    ]
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    merged = table.cell(1, 0).merge(table.cell(2, 0))
    merged.text = "1a Fewer go missing"
    document.add_heading("Priority 2 Neglect", 2)
    cells = document.add_table(rows=1, cols=4).rows[0].cells
    cells[0].text = "It is seen early"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_plan_in_word_is_read_with_merged_cells():
    reading = read_plan(io.BytesIO(as_word()), "Plan.DOCX")
    assert told(reading) == EXPECTED
    assert reading.priorities[0].outcomes[0].actions[1].owners == ["Practice group", "Health"]


def test_a_plan_in_a_workbook_is_read():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Priority 1: Children who go missing"])
    sheet.append(["Ref", "Outcome", "Action", "Lead", "Deadline", "Measure"])
    sheet.append(["1.1", "Fewer go missing", None, None, None, None])
    sheet.append([None, None, "Audit interviews", "Quality group", date(2027, 3, 31), "20 audits"])
    sheet.append(["2", None, "Speak to young people", "Hub", "ongoing", None])
    stream = io.BytesIO()
    book.save(stream)
    reading = read_plan(io.BytesIO(stream.getvalue()), "plan.xlsx")
    [priority] = reading.priorities
    [outcome] = priority.outcomes
    assert (outcome.number, [(each.number, each.text) for each in outcome.actions]) == (
        "1.1",
        [("", "Audit interviews"), ("2", "Speak to young people")],
    )
    assert outcome.actions[0].due == date(2027, 3, 31)
    assert ("Sheet, row 4", "Measure: 20 audits") in reading.unread


def test_a_plan_of_lists_under_headings_is_read():
    text = "PRIORITY 1\nWhy is it important?\nWhat we will do.\n• Listen\n• Learn\nHow we will do it.\n• Train\n"
    [priority] = read(text, "plan.txt").priorities
    assert [each.text for each in priority.outcomes] == ["Listen", "Learn", "How we will do it"]
    assert [each.text for each in priority.outcomes[-1].actions] == ["Train"]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"x", "plan.pdf", "not Word"),
        (b"x", "plan.docx", "damaged"),
        (b"x", "p.xlsx", "damaged"),
        (b"\x00", "p.md", "text"),
    ],
)
def test_what_cannot_be_read_says_so(content, name, words):
    with pytest.raises(CannotRead, match=words):
        read_plan(io.BytesIO(content), name)


@given(some.text(some.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=300))
def test_any_text_at_all_is_read_without_a_fault(text):
    reading = read(text)
    assert isinstance(reading.as_plain()["priorities"], list)


@given(some.lists(some.lists(some.text("abc |\t.1", max_size=12), min_size=1, max_size=5), max_size=8))
def test_every_cell_of_a_table_arrives_somewhere(cells):
    text = "\n".join("\t".join(row) + "\tend" for row in cells)
    reading = read(text)
    told = str(reading.as_plain())
    for row in text.splitlines():
        for cell in row.split("\t"):
            for word in cell.replace("|", " ").replace(".", " ").split():
                assert word in told
