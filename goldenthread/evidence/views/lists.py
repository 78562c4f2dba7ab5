"""The lists of the area."""

from typing import Any

from django.urls import reverse

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.evidence import blocks, library, presenters
from goldenthread.evidence.rules import cuts
from goldenthread.evidence.rules.sheet import say
from goldenthread.ui.lists import ChoiceFilter, Column, Empty, FlagFilter, ListView, TextFilter


def readings(viewer: Viewer) -> ListView:
    """Return the list of figures supplied."""
    groups = library.groups()
    return ListView(
        code="evidence.readings",
        title="Figures supplied",
        lede="As agencies gave them: numerators and denominators, never percentages.",
        columns=[
            Column("indicator", "Indicator", lambda row: row.indicator.name, link=_figure, sort="indicator__name"),
            Column("period", "Period", lambda row: say(row.period), sort="end", below=lambda row: cuts.typed(row.cut)),
            Column("numerator", "Numerator", lambda row: row.numerator.normalize() + 0, number=True, sort="numerator"),
            Column("denominator", "Denominator", lambda row: row.denominator, number=True),
            Column("supplier", "Supplied by", lambda row: row.supplier.title, sort="supplier__title"),
            Column("supplied_on", "Supplied on", lambda row: row.supplied_on, sort="supplied_on"),
            Column("status", "Status", lambda row: _state(row)[0], tag=_state),
            Column("version", "Version", lambda row: row.version, sort="version"),
        ],
        filters=[
            TextFilter("q", "Indicator", lambda rows, text: rows.filter(indicator__name__icontains=text)),
            ChoiceFilter("group", "Group", list(groups.items()), lambda rows, code: rows.filter(indicator__group=code)),
            FlagFilter("unsigned", "Not signed off", lambda rows, on: rows.filter(signed_on__isnull=True)),
            FlagFilter("restated", "Restated", lambda rows, on: rows.filter(version__gt=1)),
        ],
        default_sort="-supplied_on",
        empty=Empty("Nothing supplied yet", "Figures stand here as they come in, one by one or from a file."),
    )


def _figure(row: Any) -> str:
    return blocks.address(row.indicator_id, row.period, row.cut)


def _state(row: Any) -> tuple[str, str]:
    return (f"Signed off {row.signed_on:%d/%m/%Y}", "green") if row.signed_on else ("Received", "blue")


def claims(viewer: Viewer) -> ListView:
    """Return the list of printed figures."""
    may_edit = viewer.may_somewhere(Permission.EVIDENCE_EDIT)
    return ListView(
        code="evidence.claims",
        title="Printed figures",
        lede="As reports gave them, beside what follows from the figures supplied. They are never data.",
        columns=[
            Column(
                "indicator",
                "Indicator",
                lambda row: row.claim.indicator.name,
                link=_claimed,
                sort="claim.indicator.name",
            ),
            Column(
                "period",
                "Period",
                lambda row: say(row.claim.period),
                sort="claim.end",
                below=lambda row: cuts.typed(row.claim.cut),
            ),
            Column("printed", "Printed", lambda row: row.words, number=True),
            Column("derived", "Follows", lambda row: "" if row.derived is None else row.derived, number=True),
            Column("state", "State", lambda row: _claim_state(row)[0], tag=_claim_state),
            Column("where", "Where", lambda row: row.claim.where, below=lambda row: row.claim.why_differs),
            Column("why", "Why it differs", lambda row: row.claim.why_differs, hidden=True),
            Column(
                "do",
                "Explain",
                lambda row: "Explain",
                link=lambda row: reverse("evidence:explain_claim", args=[row.claim.pk]),
                export=lambda row: "",
                hidden=not may_edit,
            ),
            Column(
                "remove",
                "Remove",
                lambda row: "Remove",
                link=lambda row: reverse("evidence:remove_claim", args=[row.claim.pk]),
                export=lambda row: "",
                hidden=not may_edit,
            ),
        ],
        filters=[
            FlagFilter("differs", "Differs", lambda rows, on: [row for row in rows if row.differs]),
            FlagFilter(
                "unexplained",
                "Not explained",
                lambda rows, on: [row for row in rows if row.differs and not row.claim.why_differs],
            ),
        ],
        empty=Empty(
            "No printed figures kept", "Keep one from the page of its indicator, with the page it was printed on."
        ),
    )


def _claimed(row: Any) -> str:
    return blocks.address(row.claim.indicator_id, row.claim.period, row.claim.cut)


def _claim_state(row: Any) -> tuple[str, str]:
    if row.derived is None:
        return "Cannot be worked out", "grey"
    if not row.differs:
        return "Agrees", "green"
    return ("Differs, explained", "blue") if row.claim.why_differs else ("Differs", "amber")


def intakes() -> ListView:
    """Return the list of files."""
    return ListView(
        code="evidence.intakes",
        title="Files of figures",
        lede="Each file as it was read. Nothing in it is dropped in silence.",
        columns=[
            Column(
                "name",
                "File",
                lambda row: row.name,
                link=lambda row: reverse("evidence:intake", args=[row.pk]),
                sort="name",
            ),
            Column("partnership", "Partnership", lambda row: row.partnership.title),
            Column("read", "Read", lambda row: row.read_at, sort="read_at", below=lambda row: row.read_by_name),
            Column("lines", "Lines", lambda row: len(row.rows), number=True),
            Column("state", "State", lambda row: presenters.intake_tag(row)[0], tag=presenters.intake_tag),
        ],
        default_sort="-read",
        empty=Empty(
            "No files yet", "Download the workbook, fill it, and bring it in.", ("Bring in a file", "evidence:bring_in")
        ),
    )


def _of_which(row: Any) -> str:
    return ", ".join(filter(None, (cuts.DIMENSIONS[row.dimension], row.area)))


def group_populations(viewer: Viewer) -> ListView:
    """Return the list of how many people each group has."""
    return ListView(
        code="evidence.group_populations",
        title="People of groups",
        lede="What the rates of girls, of an ethnicity or of a district stand on. Whole areas stand with the partnership.",
        columns=[
            Column(
                "value",
                "Group",
                lambda row: row.value,
                sort="value",
                below=_of_which,
            ),
            Column("year", "Mid-year", lambda row: str(row.year), sort="year"),
            Column("ages", "Ages", lambda row: f"{row.age_from} to {row.age_to}"),
            Column("count", "People", lambda row: row.count, number=True, sort="count"),
            Column("source", "Source", lambda row: row.source, below=lambda row: row.vintage),
            Column(
                "do",
                "Remove",
                lambda row: "Remove",
                link=lambda row: reverse("evidence:remove_group_population", args=[row.pk]),
                export=lambda row: "",
                hidden=not viewer.may_somewhere(Permission.EVIDENCE_EDIT),
            ),
        ],
        filters=[
            ChoiceFilter(
                "by",
                "Breakdown",
                [(each, cuts.DIMENSIONS[each]) for each in cuts.PROTECTED],
                lambda rows, name: rows.filter(dimension=name),
            ),
        ],
        default_sort="value",
        empty=Empty(
            "No numbers yet",
            "With the number of people in each group, every indicator says for whom it is worse.",
            ("Add numbers", "evidence:keep_group_populations"),
        ),
    )
