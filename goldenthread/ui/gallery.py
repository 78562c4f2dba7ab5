"""Samples for the gallery: every component in every state. All of it is invented."""

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, QueryDict

from goldenthread.ui import charts, lists
from goldenthread.ui.conflicts import side_by_side
from goldenthread.ui.forms import (
    CheckboxesField,
    CheckboxField,
    ChoiceField,
    DateField,
    EditForm,
    EmailField,
    FileField,
    MoneyField,
    NumberField,
    PasswordField,
    RadioField,
    SearchedChoiceField,
    TextAreaField,
    TextField,
    YesNoField,
)
from goldenthread.ui.gallery_charts import statistical_charts
from goldenthread.ui.progress import Progress

COLOURS = [
    ("Ink", "#14233f", "Header, headings", "15.6:1"),
    ("Text", "#101828", "Body", "17.7:1"),
    ("Muted", "#475467", "Second rank text", "7.7:1"),
    ("Link", "#1c4f96", "Links", "8.1:1"),
    ("Gold", "#b07d12", "Lines and beads only", "3.6:1"),
    ("Gold text", "#7a5500", "Gold words", "6.7:1"),
    ("Gold wash", "#fdf7e7", "Provenance, current item", "background"),
    ("Paper", "#f5f6f8", "Panels", "background"),
]
SERIES = [
    ("Series 1", "#1f3a68", "Circle, solid", "11.3:1"),
    ("Series 2", "#0b7a75", "Square, dash 6 3", "5.2:1"),
    ("Series 3", "#946300", "Diamond, dash 2 3", "5.2:1"),
    ("Series 4", "#8a3a78", "Triangle, dash 8 3 2 3", "7.1:1"),
    ("Series 5", "#b0452c", "Cross, dash 1 3", "5.6:1"),
]
TAGS = [
    ("Off track", "red"),
    ("At risk", "amber"),
    ("On track", "green"),
    ("Closed, impact judged", "blue"),
    ("Complete, impact not judged", "open"),
    ("Not started", "grey"),
    ("Change to explain", "purple"),
]


@dataclass(frozen=True, slots=True)
class Face:
    """What a clock shows; the clocks area has the real one."""

    state: str
    words: str
    rule_words: str
    unverified: bool = False
    why: str = ""


CLOCKS = [
    Face("due", "Due in 22 working days", "Yearly report, local"),
    Face(
        "soon", "Due in 3 working days", "Rapid review (RR-1)", unverified=True, why="15 working days after the notice"
    ),
    Face("over", "Overdue by 6 working days", "Challenge reply, local"),
    Face("met", "Met on day 4 of 5", "Serious incident notice (SIN-1)", unverified=True),
    Face("hold", "Paused since 12 March", "Parallel processes"),
]
_STEPS = (
    ("Evidence", "Audit of 42 decisions", "January to March 2018", "open", False),
    ("Finding", "Plans end without a meeting", "F-2018-11", "open", False),
    ("Recommendation", "Hold a step-down meeting", "R-2018-19", "current", False),
    ("Action", "A-113 Template changed", "Closed 8 June", "closed", False),
    ("Action", "A-114 Checklist tested", "Complete, impact not judged", "open", True),
    ("Impact", "Not judged yet", "Test due 31 August", "missing", True),
    ("Report", "Yearly report, section 3", "Waits for impact", "missing", False),
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A row of the sample list."""

    name: str
    kind: str
    members: int
    joined: date


ROWS = [
    Sample("Invented Ambulance Trust", "Health", 12, date(2019, 4, 1)),
    Sample("Invented Borough Council", "Council", 140, date(2019, 4, 1)),
    Sample("Invented Constabulary", "Police", 46, date(2019, 9, 29)),
    Sample("Invented Mind Charity", "Voluntary", 3, date(2021, 1, 11)),
    Sample("Invented Primary School", "School", 1, date(2024, 9, 2)),
    Sample("Invented Youth Justice Service", "Council", 9, date(2020, 2, 3)),
]
SAMPLE_LIST = lists.ListView(
    "ui.sample",
    "Agencies",
    columns=[
        lists.Column("name", "Agency", value=lambda row: row.name, sort="name", link=lambda row: "#lists"),
        lists.Column("kind", "Kind", value=lambda row: row.kind, sort="kind"),
        lists.Column("joined", "Joined", value=lambda row: row.joined, sort="joined"),
        lists.Column("members", "Members", value=lambda row: row.members, sort="members", number=True),
        lists.Column("state", "State", value=lambda row: "On track", tag=lambda row: ("On track", "green")),
    ],
    filters=[
        lists.TextFilter("name", "Name"),
        lists.ChoiceFilter("kind", "Kind", [(kind, kind) for kind in ("Council", "Health", "Police", "School")]),
        lists.DateRangeFilter("joined", "Joined"),
        lists.FlagFilter("many", "Ten members or more", lambda rows, _: [row for row in rows if row.members >= 10]),
    ],
    default_sort="name",
    per_page=4,
    exportable=False,
)


class SampleForm(EditForm):
    """Every kind of field."""

    name = TextField("Name of the group", hint="As it stands in its terms of reference", width="full")
    number = NumberField("Members", hint="Whole number", suffix="people")
    money = MoneyField("Contribution for the year")
    email = EmailField("Email address of the chair")
    started = DateField("Start date", latest=date(2030, 12, 31))
    kind = ChoiceField(
        "Kind of group", choices=[("exec", "Executive"), ("sub", "Subgroup"), ("task", "Task and finish")]
    )
    partner = SearchedChoiceField(
        "With which school?", required=False, choices=[(str(n), f"Invented School {n}") for n in range(1, 61)]
    )
    stage = RadioField(
        "Which stage is it at?",
        choices=[("plan", "Planned"), ("work", "At work"), ("done", "Finished")],
        hints={"done": "Its work is reported and signed off"},
        reveals={"done": "outcome"},
    )
    outcome = TextField("What did it change?", required=False)
    days = CheckboxesField("Which days suit?", choices=[("mon", "Monday"), ("wed", "Wednesday"), ("fri", "Friday")])
    quorate = YesNoField("Does it need a quorum?")
    purpose = TextAreaField("Purpose", max_length=200, count=True, rows=3)
    paper = FileField("Terms of reference", required=False, accept=".pdf,.docx", hint="PDF or Word, at most 50 MB")
    secret = PasswordField("Password", required=False)
    agreed = CheckboxField("The group agreed this entry")


class ShortForm(EditForm):
    """The form of the sample conflict."""

    title = TextField("Title")
    due = DateField("Due date")
    stage = RadioField("Stage", choices=[("plan", "Planned"), ("work", "At work")])
    notes = TextAreaField("Notes", required=False)


def samples(request: HttpRequest) -> dict[str, Any]:
    """Return what the gallery shows."""
    return {
        "colours": COLOURS,
        "series": SERIES,
        "tags": TAGS,
        "clocks": CLOCKS,
        "steps": [
            dict(zip(("kind", "title", "meta", "state", "gap"), one, strict=True), url="#thread") for one in _STEPS
        ],
        "matrix_rows": _matrix(),
        "calendar_weeks": _calendar(),
        "progresses": _progresses(),
        "sample_list": SAMPLE_LIST.build(request, ROWS),
        "empty_form": SampleForm(auto_id="e_%s"),
        "sides": _conflict(),
        "multiples_items": charts.small_multiples(_points()),
        "timeline_items": _happened(),
        **_charts(),
        **_wrong_form(),
    }


def _wrong_form() -> dict[str, Any]:
    given = QueryDict(
        "partner-text=School 4&partner-sought=School 4"
        "&edition=1&name=&number=many&email=none&started-day=31&started-month=2&started-year=2026",
        mutable=True,
    )
    form = SampleForm(given, auto_id="w_%s")
    form.is_valid()
    form.summary_shown = True
    return {"wrong": SimpleNamespace(form=form, errors=form.error_list)}


def _conflict() -> Any:
    mine = QueryDict("edition=3&title=Step-down meetings&due-day=31&due-month=8&due-year=2026&stage=work", mutable=True)
    form = ShortForm(mine, auto_id="c_%s")
    form.is_valid()
    theirs: Any = SimpleNamespace(title="Step-down meetings", due=date(2026, 9, 30), stage="plan", notes="", edition=4)
    return side_by_side(form, theirs)


def _charts() -> dict[str, Any]:
    quarters = ["Q1 24", "Q2 24", "Q3 24", "Q4 24", "Q1 25", "Q2 25", "Q3 25", "Q4 25"]
    return {
        **statistical_charts(),
        "line_chart": charts.line(
            "Assessments finished in 45 days",
            quarters,
            [
                charts.Series("North", [71, 74, 73, 78, 81, 80, 84, 86]),
                charts.Series("South", [64, 62, None, 66, 70, 69, 71, 73]),
                charts.Series("Together", [68, 69, 71, 73, 76, 75, 78, 80]),
            ],
            unit="%",
        ),
        "bar_chart": charts.bar(
            "Referrals by source",
            ["Police", "Schools", "Health services", "Family members and neighbours", "Voluntary organisations"],
            [412, 356, 198, 74, 31],
            unit="referrals",
        ),
        "stacked_chart": charts.stacked_bar(
            "Actions by state",
            ["Improving outcomes", "Engagement", "Learning"],
            [
                charts.Series("Closed with impact", [5, 4, 5]),
                charts.Series("Complete, not judged", [1, 3, 0]),
                charts.Series("Open", [1, 2, 2]),
            ],
            unit="actions",
        ),
    }


def _points() -> list[charts.Point]:
    wave = [31, 34, 29, 33, 30, 35, 32, 32, 34, 30, 33, 32]
    fall = [30, 31, 29, 32, 30, 31, 29, 30, 25, 24, 23, 21]
    return [
        charts.Point("Common cause", wave, "per 10,000", "No real change.", "common", 28, 36, 32),
        charts.Point(
            "Improvement",
            fall,
            "reports",
            "Under the usual range.",
            "better",
            26,
            35,
            30.5,
            marks=[(9, "better"), (10, "better")],
        ),
        charts.Point("Concern", [60 - v for v in fall], "children", "Over the usual range.", "worse", 25, 34, 29.5),
        charts.Point("Neutral", fall, "per 10,000", "Real change. Ask why.", "neutral", 26, 35, 30.5),
    ]


def _matrix() -> list[tuple[str, list[dict[str, Any]]]]:
    words = {"low": "Low", "med": "Medium", "high": "High"}
    bands = ("low med high high", "low med med high", "low low med med", "low low low low")
    risks = {(1, 2): ["R1", "R5"], (1, 3): ["R3"], (2, 0): ["R8"]}
    heads = ("Very likely", "Likely", "Unlikely", "Very unlikely")
    return [
        (
            heads[row],
            [
                {"band": band, "words": words[band], "risks": [(ref, "#matrix") for ref in risks.get((row, place), [])]}
                for place, band in enumerate(line.split())
            ],
        )
        for row, line in enumerate(bands)
    ]


def _calendar() -> list[list[dict[str, str] | None]]:
    def day(number: int, when: str, state: str = "", note: str = "") -> dict[str, str]:
        return {"day": f"Day {number}" if number >= 0 else "", "date": when, "state": state, "note": note}

    return [
        [None, day(0, "21 Aug", "done", "Aware"), day(1, "22 Aug", "done"), day(2, "23 Aug", "done"), day(3, "24 Aug")],
        [
            day(-1, "27 Aug", "off", "Not counted: bank holiday"),
            day(4, "28 Aug", "now", "Today"),
            day(5, "29 Aug", "due", "Due"),
            day(6, "30 Aug"),
            None,
        ],
    ]


def _progresses() -> list[Progress]:
    return [
        Progress("Building the preview", "Chart 25 of 40. About 4 seconds left.", 25, 40),
        Progress("Building the preview", "Ready: 48 pages.", 40, 40, finished=True),
        Progress("Building the preview", "It stopped at chart 12. Nothing was lost; start it again.", failed=True),
    ]


def _happened() -> list[dict[str, Any]]:
    return [
        {
            "title": "Judged: some impact",
            "by": "Quality group",
            "when": date(2018, 8, 31),
            "description": "20 cases tested.",
        },
        {"title": "Completed", "by": "Practice lead", "when": date(2018, 7, 2), "description": ""},
    ]
