"""Nothing of a plan's file is lost, and plans of unusual shapes are read."""

import io
import json
from datetime import date

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment

from goldenthread.plans.reading import read_plan
from goldenthread.plans.reading.kept import words_of
from tests.plans.test_reading import HEADS, book_of, read, unread


def everything(reading):
    plain = reading.as_plain()
    heads = [column["head"] for column in plain["columns"]]
    return words_of(json.dumps([plain["title"], plain["priorities"], plain["unread"], heads], ensure_ascii=False))


LOOSE = """JOINT PLAN 2026-28
Foreword by the chair.
Priority 1
To be sure that help comes early
Why is it important?
Because waiting harms.

What we will do.
• Listen sooner
How we will do it.
• Train volunteers
How will we know?
• Fewer re-referrals
| Ref | Outcome | Action | Who | When | Zyx |
|---|---|---|---|---|---|
| 1.1 | Homes are safe | Visit | TBC | by harvest | zebra |
| 1.2 | Roads are quiet | | | after autumn | |
| 9.9 | | | Bakers | | |
| Ref | Objective | Task | Owner |
|---|---|---|---|
| x | Parks are open | Unlock | Wardens |
"""


def test_each_word_of_a_file_is_in_the_reading_or_kept_beside_it():
    assert words_of(LOOSE) <= everything(read(LOOSE)) | {"priority", "by", "and"}
    assert "Why is it important?" in unread(read(LOOSE))


def test_cells_far_out_and_comments_of_a_workbook_are_kept_and_said():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADS)
    sheet.append(["1", "A", "Do this", "Hub", "ongoing", "M"])
    sheet.cell(2, 70, "far right")
    sheet.cell(20_005, 2, "far below")
    sheet["C2"].comment = Comment("a comment", "somebody")
    stream = io.BytesIO()
    book.save(stream)
    reading = read_plan(io.BytesIO(stream.getvalue()), "plan.xlsx")
    assert {"far right", "far below", "a comment"} <= set(unread(reading))
    assert [gap.field for gap in reading.gaps].count("unread") == 1


def test_page_headers_and_footers_of_a_word_document_are_kept():
    document = docx.Document()
    document.add_paragraph("Priority 1: Neglect")
    document.sections[0].header.paragraphs[0].text = "Draft for comment"
    document.sections[0].footer.paragraphs[0].text = "Version seven"
    stream = io.BytesIO()
    document.save(stream)
    kept = {(each.where, each.text) for each in read_plan(io.BytesIO(stream.getvalue()), "plan.docx").unread}
    assert {("page header", "Draft for comment"), ("page footer", "Version seven")} <= kept


def test_a_workbook_with_a_priority_on_each_sheet_takes_the_names_of_its_sheets():
    book = openpyxl.Workbook()
    book.active.title = "Neglect"
    other, notes = book.create_sheet("Priority 2 - Missing"), book.create_sheet("Notes")
    for sheet in (book.active, other):
        sheet.append(HEADS)
        sheet.append(["1", f"{sheet.title} is less", "Do this", "Hub", "ongoing"])
    notes.append(["Please read this first"])
    stream = io.BytesIO()
    book.save(stream)
    reading = read_plan(io.BytesIO(stream.getvalue()), "plan.xlsx")
    assert [(each.number, each.title, len(each.outcomes)) for each in reading.priorities] == [
        ("", "Neglect", 1),
        ("2", "Missing", 1),
    ]


def test_a_heading_right_above_a_table_is_the_priority_where_none_is_named():
    text = """# Work by function

## Training (Training Group)

| Objective | Task | Who | When |
|---|---|---|---|
| Staff are trained | Run courses | Trainer | ongoing |

## Policies

| Objective | Task | Who | When |
|---|---|---|---|
| They are current | Review them | Writer | ongoing |
"""
    reading = read(text)
    assert [(each.title, each.leads, len(each.outcomes)) for each in reading.priorities] == [
        ("Training", ["Training Group"], 1),
        ("Policies", [], 1),
    ]


@pytest.mark.parametrize(
    "line", ["Led by Health and Education.", "Lead: Health and Education", "(Leads: Health, Education)"]
)
def test_a_line_of_its_own_names_the_leads_of_a_priority(line):
    [priority] = read(f"## Priority 1: Neglect\n\n{line}\n").priorities
    assert priority.leads == ["Health", "Education"]
    [priority] = read(f"Priority 1\n\n{line}\n\nNeglect\n").priorities
    assert (priority.title, priority.leads) == ("Neglect", ["Health", "Education"])


def test_titles_over_several_lines_keep_their_end_and_who_leads():
    text = """These include:

 Priority 1 – A focus on children who go missing from home or from care;
and those who are at risk – led by the Police.

 Priority 2 – Thinking of the whole family where
problems are a feature of the home – led by the Council.

 Priority 3 – Responding to children who
feel unwell – led by the
Trust.

4 Who takes part
"""
    reading = read(text, "plan.txt")
    assert [(each.title.split()[-1], each.leads) for each in reading.priorities] == [
        ("risk", ["the Police"]),
        ("home", ["the Council"]),
        ("unwell", ["the Trust"]),
    ]
    assert not any(each.why for each in reading.priorities)


def test_a_day_typed_as_a_serial_number_is_read():
    [action] = read_plan(
        io.BytesIO(book_of(HEADS, ["1", "A", "Do this", "Hub", "45000"], [None, None, "That", "Hub", "ongoing"])),
        "p.xlsx",
    ).outcomes()
    assert action.actions[0].due == date(2023, 3, 15)


def test_two_faults_in_one_column_of_numbers_are_both_told():
    rows = [[number, "", f"Do {number} well", "Hub", "ongoing"] for number in ("1.1", "1.1", "1.3", "2", "12")]
    told_of = [
        gap.message for gap in read_plan(io.BytesIO(book_of(HEADS, *rows)), "p.xlsx").gaps if gap.field == "number"
    ]
    assert len(told_of) == 3
    assert any("1.1 is given to 2" in each for each in told_of)
    assert any("1.2 is missing between 1.1 and 1.3" in each for each in told_of)


@pytest.mark.parametrize("text", ["Only words.", "| Outcome | Action | Who |\n|---|---|---|\n| A | Do this | Hub |\n"])
def test_a_file_without_priorities_says_so(text):
    assert any(gap.message.startswith("This plan names no priorities") for gap in read(text).gaps)


def test_heads_nobody_knows_are_no_outcome_and_the_guess_is_said():
    text = """Priority 1: Neglect

| Foo | Bar | Baz |
|---|---|---|
| Homes are safe for all | Visit each home twice | Hub |
| Roads are safe for all | Slow each road down | Hub |
"""
    reading = read(text)
    assert [each.text for each in reading.outcomes()] == ["Homes are safe for all", "Roads are safe for all"]
    [gap] = [gap for gap in reading.gaps if gap.field == "columns"]
    assert "“Foo”, “Bar”, “Baz”" in gap.message
    assert [column.head for column in reading.columns] == ["Foo", "Bar", "Baz"]


@pytest.mark.parametrize(
    "table",
    [
        "Contents\tPage\nForeword from the independent chair\t3\nSummary and key messages\t4\nHow we are governed\t4\n",
        "COURSE\tPLACES\t% TAKEN UP\nBasic awareness for all\t206\t84%\nNeglect\t81\t83%\nThe whole family\t44\t83%\n",
        "Staffing and other costs\t£146,916\nOffice and communications\t£9,972\nTraining programme of all\t£12,993\n",
    ],
)
def test_pages_and_figures_of_a_report_are_no_plan(table):
    reading = read(table, "report.txt")
    assert not list(reading.outcomes())
    assert words_of(table) <= everything(reading)


def test_a_table_of_outcomes_with_who_answers_for_them_is_read():
    text = """Outcomes\tResponsible (planning, delivery)\tAccountable (monitor, challenge)
Listening to children\t\t
Children shape the services they use\tTrust\tBoard
Feedback is acted on in every team\tAll partners\tBoard
"""
    reading = read(text, "report.txt")
    assert [(each.title, [one.text for one in each.outcomes]) for each in reading.priorities] == [
        ("Listening to children", ["Children shape the services they use", "Feedback is acted on in every team"])
    ]
    assert words_of(text) <= everything(reading)


def test_a_plan_in_prose_is_read_with_the_lead_and_day_inside_a_point():
    text = """## Theme A Neglect

Objective: Children are seen early.

- Train every nursery (Lead: Health; by March 2027)
- Write to parents

## Theme B Exploitation

- Fewer children are drawn in
- Homes are calm
"""
    first, second = read(text).priorities
    [outcome] = first.outcomes
    assert (outcome.text, outcome.kind) == ("Children are seen early.", "objective")
    assert [(each.text, each.owners, each.due) for each in outcome.actions] == [
        ("Train every nursery", ["Health"], date(2027, 3, 31)),
        ("Write to parents", [], None),
    ]
    assert [each.text for each in second.outcomes] == ["Fewer children are drawn in", "Homes are calm"]
