"""Plans as untidy as partnerships have them: lists under any heading, changes tracked in Word, two rows of heads."""

import io
from datetime import date

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml

from goldenthread.plans.reading import read_plan
from goldenthread.plans.reading.details import detail_of
from goldenthread.plans.reading.kept import words_of
from goldenthread.plans.reading.owners import led_by
from tests.plans.test_reading import read, unread
from tests.plans.test_reading_whole import everything

NUMBERED = """# Exampleshire business plan 2026-28

## Introduction
- We met in March

## 1. Neglect (Lead: Health)
- Train all health visitors (Lead: Health; by March 2027)
- Audit 20 cases [Quality group, June 2027]
  - draw the sample
- Use the tool – Lead: Schools – By: end of Q3

## 2. Child exploitation (CE) (K Brown)
- Launch the new screening tool

## 3. Early help – Lead: police & education
- Families get help sooner
  - Open two hubs (Owner: Council)
"""
BOLD = """**Aim 2: Workforce**

**Objective 2.1 Staff feel confident**
1.1 Run four courses a year. Lead: Training group. When: March 2027
1.2 Evaluate each course
Lead: Quality group
By when: ongoing

**Aim 3 – Voice (led by the Participation Network)**

Objective: Children shape services
• Recruit a young adviser
"""
DEEP = """# Our strategy

## Strategic objectives
### Tackling neglect
#### Practitioners spot it early
* Deliver training to all schools
* Review thresholds by June 2027
#### Families are supported
* Establish a parents' group
### Keeping teenagers safe
#### We know who is at risk
* Produce a quarterly profile

## Membership
* Council
* Police
"""
STEPS = """# Plan 2026

### 1 Exploitation

Actions:
1. Appoint a lead
2. Train 40 staff

### 2 Neglect
Actions:
a) Write a strategy
"""


def told(reading):
    return [
        (
            one.number,
            one.title,
            one.leads,
            [(each.text, [(a.text, a.owners, a.due_text) for a in each.actions]) for each in one.outcomes],
        )
        for one in reading.priorities
    ]


def test_numbered_headings_with_lists_are_priorities_with_their_leads():
    reading = read(NUMBERED)
    assert told(reading) == [
        (
            "1",
            "Neglect",
            ["Health"],
            [
                (
                    "",
                    [
                        ("Train all health visitors", ["Health"], "March 2027"),
                        ("Audit 20 cases", ["Quality group"], "June 2027"),
                        ("Use the tool", ["Schools"], "end of Q3"),
                    ],
                )
            ],
        ),
        ("2", "Child exploitation (CE)", ["K Brown"], [("", [("Launch the new screening tool", [], "")])]),
        (
            "3",
            "Early help",
            ["police", "education"],
            [("Families get help sooner", [("Open two hubs", ["Council"], "")])],
        ),
    ]
    audit = reading.priorities[0].outcomes[0].actions[1]
    assert [each.text for each in audit.actions] == ["draw the sample"]
    assert "We met in March" in unread(reading)


def test_bold_lines_name_aims_and_objectives_and_lines_below_an_action_say_who_and_when():
    reading = read(BOLD)
    first, second = reading.priorities
    assert (first.number, first.title, second.leads) == ("2", "Workforce", ["the Participation Network"])
    [objective] = first.outcomes
    assert (objective.number, objective.kind, objective.text) == ("2.1", "objective", "Staff feel confident")
    assert [(each.number, each.owners, each.due_text) for each in objective.actions] == [
        ("1.1", ["Training group"], "March 2027"),
        ("1.2", ["Quality group"], "ongoing"),
    ]
    assert unread(reading) == []


def test_headings_of_four_levels_are_priorities_outcomes_and_actions():
    reading = read(DEEP)
    assert [(one.title, [each.text for each in one.outcomes]) for one in reading.priorities] == [
        ("Tackling neglect", ["Practitioners spot it early", "Families are supported"]),
        ("Keeping teenagers safe", ["We know who is at risk"]),
    ]
    assert len(list(reading.actions())) == 4
    assert {"Council", "Police"} <= set(unread(reading))


def test_numbered_steps_under_actions_are_actions():
    reading = read(STEPS)
    assert [[(a.number, a.text) for a in each.actions] for each in reading.outcomes()] == [
        [("1", "Appoint a lead"), ("2", "Train 40 staff")],
        [("a", "Write a strategy")],
    ]


@pytest.mark.parametrize("text", [NUMBERED, BOLD, DEEP, STEPS])
def test_nothing_of_a_list_is_lost(text):
    said = {"lead", "owner", "by", "when", "aim", "objective", "led", "the"}
    assert words_of(text) <= everything(read(text)) | said


def test_lists_of_a_report_are_no_plan():
    text = "# Annual report\n\n## Who came\n- Council\n- Police\n\n## Key figures\n- 12 audits\n- 3 reviews\n"
    assert not read(text).priorities


@pytest.mark.parametrize(
    ("title", "kept", "leads"),
    [
        ("Neglect (K Brown)", "Neglect", ["K Brown"]),
        ("Neglect – Lead: police", "Neglect", ["police"]),
        ("Neglect [Owner: Health and Police]", "Neglect", ["Health", "Police"]),
        ("Neglect (Head of Safeguarding)", "Neglect", ["Head of Safeguarding"]),
        ("Child exploitation (CE)", "Child exploitation (CE)", []),
        ("Neglect (including schools)", "Neglect (including schools)", []),
        ("Working with partners (2026)", "Working with partners (2026)", []),
        ("Lead the way: neglect", "Lead the way: neglect", []),
    ],
)
def test_the_end_of_a_title_says_who_leads_or_belongs_to_it(title, kept, leads):
    assert led_by(title) == (kept, leads)


@pytest.mark.parametrize(
    ("point", "told"),
    [
        ("Train (Lead: Health; by March 2027)", ("Train", ["Health"], "March 2027")),
        ("Train (led by Police, by May 2027)", ("Train", ["Police"], "May 2027")),
        ("Train – Owner: LA / Police – Due: Q3 2024", ("Train", ["LA", "Police"], "Q3 2024")),
        ("Train (Health, ongoing)", ("Train", ["Health"], "ongoing")),
        ("Train staff (nurses, doctors)", ("Train staff (nurses, doctors)", [], "")),
        ("Decide who: nobody knows", ("Decide who: nobody knows", [], "")),
        ("Meet schools (all of them)", ("Meet schools (all of them)", [], "")),
    ],
)
def test_a_point_says_who_and_when_or_only_seems_to(point, told):
    assert detail_of(point) == told


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def part(markup):
    return parse_xml(
        markup.replace(" ", f" {WORD} ", 1) if " " in markup.split(">")[0] else markup.replace(">", f" {WORD}>", 1)
    )


def saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return read_plan(io.BytesIO(stream.getvalue()), "plan.docx")


def test_tracked_changes_content_controls_and_text_boxes_of_word_are_read_and_deletions_are_not():
    document = docx.Document()
    document.add_heading("Neglect (Lead: Health)", 2)
    point = document.add_paragraph("Train ", style="List Bullet")._p
    point.append(part('<w:ins w:id="1" w:author="x"><w:r><w:t>all new </w:t></w:r></w:ins>'))
    point.append(part('<w:del w:id="2" w:author="x"><w:r><w:delText>zebra </w:delText></w:r></w:del>'))
    point.append(part('<w:moveFrom w:id="3" w:author="x"><w:r><w:t>moved </w:t></w:r></w:moveFrom>'))
    point.append(part("<w:r><w:t>staff</w:t></w:r>"))
    document.add_paragraph("draw up the list", style="List Bullet 2")
    control = part(
        '<w:sdt><w:sdtContent><w:p><w:pPr><w:pStyle w:val="ListBullet"/></w:pPr>'
        "<w:r><w:t>Map hotspots</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    document.element.body.insert(len(document.element.body) - 1, control)
    box = document.add_paragraph("Publish a profile", style="List Bullet")._p
    box.append(
        part("<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>")
    )
    reading = saved(document)
    actions = list(reading.actions())
    assert [each.text for each in actions] == ["Train all new staff", "Map hotspots", "Publish a profile"]
    assert [each.text for each in actions[0].actions] == ["draw up the list"]
    assert unread(reading) == ["In a box"]


def test_a_table_of_word_keeps_cells_in_content_controls_rows_that_begin_late_and_leaves_totals_aside():
    document = docx.Document()
    document.add_heading("Action plan 2026", 1)
    table = document.add_table(rows=0, cols=4)
    for cells in (
        ("What", "", "Who / when", ""),
        ("Outcome", "Action", "Lead", "By when"),
        ("Priority 1: Neglect – Lead: police", "", "", ""),
        ("Homes are safe", "Visit", "Health /\nCouncil", "end of March"),
        ("", "Ring", "Police & Health", "Q3 2024"),
        ("Outcome", "Action", "Lead", "By when"),
        ("Schools know", "Write to all", "Schools", "ongoing"),
        ("", "and visit each", "", ""),
        ("", "Do it", "Hub", ""),
        ("Total", "4 actions", "", ""),
    ):
        row = table.add_row()
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(2, 0).merge(table.cell(2, 3))
    table.cell(3, 0).merge(table.cell(4, 0))
    late = table.rows[8]._tr
    late.remove(late.tc_lst[0])
    late.insert(0, part('<w:trPr><w:gridBefore w:val="1"/></w:trPr>'))
    inside = table.rows[6]._tr
    cell, control = inside.tc_lst[1], part("<w:sdt><w:sdtContent/></w:sdt>")
    inside.insert(list(inside).index(cell), control)
    control[0].append(cell)
    [priority] = saved(document).priorities
    assert (priority.number, priority.title, priority.leads) == ("1", "Neglect", ["police"])
    assert [(o.text, [(a.text, a.owners, a.due_text) for a in o.actions]) for o in priority.outcomes] == [
        (
            "Homes are safe",
            [("Visit", ["Health", "Council"], "end of March"), ("Ring", ["Police", "Health"], "Q3 2024")],
        ),
        ("Schools know", [("Write to all and visit each", ["Schools"], "ongoing"), ("Do it", ["Hub"], "")]),
    ]


def test_a_workbook_with_two_rows_of_heads_notes_below_and_a_hidden_sheet():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Exampleshire action plan 2026-28 (draft)"],
        [],
        ["Ref", "What we will do", None, "Who", "When", None, "RAG"],
        [None, "Outcome", "Action", "Lead", "Start", "End", None],
        ["1. Neglect (Lead: Health)"],
        ["1.1", "Homes are safe", "• Visit all\n• Ring all", "Health / Council", "Q3 2024", "end of March", "G"],
        ["1.2", None, "Write", "Police; Schools\nCAMHS", None, date(2027, 3, 31), None],
        [None, None, "and post it"],
        ["Ref", "Outcome", "Action", "Lead", "Start", "End"],
        [2, "Schools know", "Tell them", "DSL & Police", "ongoing", "01/04/2027", "A"],
        ["Aim B – Missing – Lead: police"],
        ["3", None, "Map it", "K Brown", None, "45000"],
        ["Total", None, 3],
        ["Note: dates are provisional."],
    ):
        sheet.append(row)
    for cells in ("A1:G1", "B3:C3", "E3:F3", "A5:G5", "B6:B8", "A7:A8", "A11:G11", "A14:G14"):
        sheet.merge_cells(cells)
    old = book.create_sheet("Old")
    old.sheet_state = "hidden"
    for row in (["Outcome", "Action", "Lead"], ["Old outcome", "Old action", "Old lead"]):
        old.append(row)
    stream = io.BytesIO()
    book.save(stream)
    reading = read_plan(io.BytesIO(stream.getvalue()), "plan.xlsx")
    assert [(one.number, one.title, one.leads) for one in reading.priorities] == [
        ("1", "Neglect", ["Health"]),
        ("B", "Missing", ["police"]),
        ("", "Old", []),
    ]
    assert [(each.number, each.text, each.due_text, each.due) for each in reading.actions()] == [
        ("1.1", "Visit all; Ring all", "end of March", None),
        ("1.2", "Write and post it", "31 March 2027", date(2027, 3, 31)),
        ("2", "Tell them", "01/04/2027", date(2027, 4, 1)),
        ("3", "Map it", "45000", date(2023, 3, 15)),
        ("", "Old action", "", None),
    ]
    assert {"Total | 3", "Note: dates are provisional.", "Start: ongoing", "RAG: G"} <= set(unread(reading))
    assert any("hidden sheet" in gap.message for gap in reading.gaps)
