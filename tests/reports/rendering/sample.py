"""A frozen document with everything a report can hold, made without a database."""

from datetime import date
from decimal import Decimal
from typing import Any

from goldenthread.foundation.periods import Period, year_from_april
from goldenthread.reports.document import frozen, tree
from goldenthread.reports.document.reading import read
from goldenthread.ui import charts
from goldenthread.workbench import materials as m

YEAR = year_from_april("2017-18")
BEFORE = year_from_april("2016-17")
HOSTILE = (
    '#panic(1) $x^2$ ` \\ @someone <sources> // not a comment /* nor this */ #import "x" *not bold* _nor this_ '
    "= no heading [x] {y} ]] ~ -- ... 'quoted' &amp; <b>b</b>"
)
HUGE = "Donaudampfschifffahrtsgesellschaftskapitän" * 8
RIGHT_TO_LEFT = "\u05e9\u05dc\u05d5\u05dd and \u0645\u0631\u062d\u0628\u0627 in one line"
EMOJI = "All good \U0001f600 for \U0001f468\u200d\U0001f469\u200d\U0001f467, said one child"


def figure(key: str, label: str, value: Any, unit: str = "children", period: Period = YEAR, **more: Any) -> m.Figure:
    """Return a figure; what is not given is plain."""
    known = {"definition": f"{label} at the end of the period", "supplier": "The council", "status": "signed off"}
    number = None if value is None else Decimal(str(value))
    return m.Figure(key, label, number, unit, period, **{**known, **more})


def blocks() -> dict[str, m.Block]:
    """Return one block of each kind, and more."""
    plans = figure(
        "evidence.plans", "Children with a child protection plan", 245, people=True, signed_off="Head of data"
    )
    before = figure("evidence.plans_before", "Children with a child protection plan", 231, period=BEFORE)
    repeat = figure(
        "evidence.repeat",
        "Second or later plans",
        "22.4",
        "%",
        decimals=1,
        numerator=Decimal(55),
        denominator=Decimal(245),
        definition="Children whose plan was not their first, as a share of all children with a plan",
        status="worked out",
        parts=(
            figure("evidence.second", "Children with a second plan", 55, supplier="Children’s social care"),
            figure("evidence.all", "Children with a plan", 245, supplier="Children’s social care"),
        ),
        notes=("The printed report said 24%: it left out children who moved here.",),
    )
    unknown = figure("evidence.missing", "Return interviews", None, status="not received", supplier="The charity")
    money = figure("finance.total", "Total contributions", 245675, "£", status="worked out", supplier="Every partner")
    years = ["2013-14", "2014-15", "2015-16", "2016-17", "2017-18"]
    line = charts.line(
        "Plans rose by 14 in a year",
        years,
        [charts.Series("Here", [190, 204, 219, 231, 245]), charts.Series("England <&>", [200, 205, 210, None, 221])],
        unit="children",
    )
    stacked = charts.stacked_bar(
        "The council carries the most",
        ["Council", "Police", "Integrated care board"],
        [charts.Series("Agreed", [120, 40, 60]), charts.Series("Still to come", [10, 0, 5])],
        unit="£000",
    )
    return {
        "evidence.plans": plans,
        "evidence.repeat": repeat,
        "evidence.missing": unknown,
        "finance.total": money,
        "evidence.trend": m.ChartBlock(
            "evidence.trend", "Plans rose by 14 in a year", line, "Children’s social care", (before, plans)
        ),
        "finance.shares": m.ChartBlock("finance.shares", "The council carries the most", stacked, "Partners’ letters"),
        "finance.table": contributions(),
        "evidence.long": long_table(),
        "thread.neglect": thread(),
    }


def contributions() -> m.TableBlock:
    """Return a table of money with a total."""
    rows = [
        ("Council", 120000),
        ("Police", 40000),
        ("Integrated care board", 60000),
        ("Probation", 2175),
        (HOSTILE, 23500),
    ]
    cells = [(name, figure(f"finance.c{n}", name, value, "£", supplier=name)) for n, (name, value) in enumerate(rows)]
    total = figure("finance.sum", "Total", 245675, "£", status="worked out", supplier="Every partner")
    return m.TableBlock(
        "finance.table",
        "What each partner paid",
        (m.Column("Partner"), m.Column("Paid", number=True)),
        (*cells, ("Total", total)),
        "The partnership’s accounts",
        frozenset({len(cells)}),
        ("Counts of 1 to 5 are not shown.",),
    )


def long_table(rows: int = 90) -> m.TableBlock:
    """Return a table that runs over several pages."""
    said = "Practitioners said that the guidance came late, and that they had to find it by themselves. "
    return m.TableBlock(
        "evidence.long",
        "What every audit found",
        (m.Column("Audit"), m.Column("What it found"), m.Column("Cases", number=True)),
        tuple(
            (f"Audit {n}", said * (1 + n % 3), figure(f"evidence.a{n}", f"Cases in audit {n}", 10 + n))
            for n in range(rows)
        ),
        "Audits of the year",
    )


def thread() -> m.ThreadBlock:
    """Return a thread from evidence to impact."""
    return m.ThreadBlock(
        "thread.neglect",
        "Neglect seen sooner",
        "Schools now tell us of neglect three months sooner",
        (
            m.Step(
                "evidence",
                "An audit of 40 cases",
                "AUD-1",
                "closed",
                "Quality group",
                date(2017, 6, 1),
                figures=(
                    figure("evidence.late", "Named late", 31, period=BEFORE),
                    figure("evidence.late", "Named late", 12),
                ),
            ),
            m.Step("finding", "Neglect was named late", "FIN-2", "agreed"),
            m.Step("action", "Train all school leads", "ACT-3", "complete", "The council", date(2017, 9, 1)),
            m.Step("impact", "Referrals come sooner", "IMP-4", "judged", on=date(2018, 2, 1)),
        ),
        illustrative=True,
    )


TEXTS = {
    "Foreword": f"""This was a year of change.

We kept [[evidence.plans]] children safe with a plan; [[evidence.repeat]] had had one before.

> {EMOJI}.

See [the guidance](https://example.org/a?b=c#d) or *ask us*.""",
    "Local context": f"""### Who lives here

{RIGHT_TO_LEFT}

#### In short

- one thing
- **another** thing
  - a thing within

1. first
2. second

[[evidence.trend]]

Half a `line of code`.""",
    "What we are told": f"""{HOSTILE}

{HUGE}

#### A heading too deep

After it.

[[evidence.repeat]]

[[evidence.missing]]""",
    "Money": "We had [[finance.total]].\n\n[[finance.table]]\n\n[[finance.shares]]",
    "Impact": "[[thread.neglect]]\n\n[[evidence.long]]",
    "Nothing yet": "",
}


def document(
    texts: dict[str, str] | None = None, found: dict[str, m.Block] | None = None, **head: Any
) -> dict[str, Any]:
    """Return the document as a published edition holds it; ``head`` changes what stands at its top."""
    texts = TEXTS if texts is None else texts
    frozen_blocks = {key: frozen.freeze(block) for key, block in (blocks() if found is None else found).items()}
    sections = []
    for place, (heading, text) in enumerate(texts.items()):
        nodes = read(text)
        sections.append(
            {
                "id": f"section-{place}",
                "heading": heading,
                "required": place < 3,
                "complete": bool(text),
                "plain": f"In short: {heading.lower()}.\n\nWe saw [[evidence.plans]] children. **Thank you.**"
                if text
                else "",
                "keys": [key for key in dict.fromkeys(tree.keys(nodes)) if key in frozen_blocks],
                "nodes": [node.plain() for node in nodes],
            }
        )
    return {
        "title": "West Partnership: yearly report 2017-18",
        "partnership": "West Partnership",
        "slug": "west",
        "start": YEAR.start.isoformat(),
        "end": YEAR.end.isoformat(),
        "period": YEAR.name,
        "content_set": "Working Together to Safeguard Children 2015",
        "approved_by": "Robin Example",
        "sections": sections,
        "blocks": frozen_blocks,
        "number": 2,
        "published": "2018-09-03",
    } | head
