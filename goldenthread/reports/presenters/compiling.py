"""How the state of a report is worded and coloured."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from goldenthread.evidence.rules import veils
from goldenthread.reports import rules
from goldenthread.reports.document import frozen
from goldenthread.reports.models import Report, Section
from goldenthread.reports.queries import Checked, Mark

Tag = tuple[str, str]
_FILLED = {
    rules.Fill.EMPTY: (0, "Nothing yet"),
    rules.Fill.EVIDENCE_ONLY: (50, "No text yet"),
    rules.Fill.TEXT_ONLY: (70, "Text, no evidence"),
    rules.Fill.COMPLETE: (100, "Text and evidence"),
    rules.Fill.APPROVED: (100, "Text and evidence"),
}
_NAMES = {"figure": ("figure", "figures"), "table": ("table", "tables"), "chart": ("chart", "charts")} | {
    "thread": ("thread", "threads")
}


@dataclass(frozen=True, slots=True)
class Row:
    """A section in the table of a report."""

    section: Section
    must: bool
    percent: int
    filled: str
    tag: Tag
    bound: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a whole report is. ``must`` counts the sections the law wants, ``filled`` those of them that have text."""

    must: int
    filled: int
    ready: int

    @property
    def percent(self) -> int:
        """How much of what the law wants has text."""
        return round(100 * self.filled / self.must) if self.must else 100


def report_tag(row: Any) -> Tag:
    """Return how a report stands, and its colour. ``row`` comes from `queries.reports`."""
    if row.approved_at is not None:
        published = row.newest_at is not None and row.newest_at >= row.approved_at
        return ("Published", "green") if published else ("Approved", "open")
    return ("Being written again", "amber") if row.newest else ("Being written", "amber")


def rows(sections: Sequence[Section], found: Checked) -> list[Row]:
    """Return the sections with how far each is, what stops it, and what stands in it."""
    marks: dict[UUID, list[Mark]] = {}
    for mark in found.marks:
        marks.setdefault(mark.section, []).append(mark)
    parts = zip(sections, found.state.meters, found.state.document["sections"], strict=True)
    blocks = found.state.document["blocks"]
    return [
        Row(
            one, meter.must, *_FILLED[meter.fill], _tag(one, meter, marks.get(one.pk, [])), _bound(part["keys"], blocks)
        )
        for one, meter, part in parts
    ]


def standing(found: Checked, sections: Sequence[Section]) -> Standing:
    """Return how far the whole is."""
    must = [meter for meter in found.state.meters if meter.must]
    ready = sum(one.state != Section.State.DRAFTING for one in sections)
    return Standing(len(must), sum(meter.has_text for meter in must), ready)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that has to be so before a report is published.

    ``words`` say it once it is so, ``lack`` until then; ``lines`` name what is still to do, each with an address.
    """

    words: str
    lack: str
    done: bool
    lines: Sequence[tuple[str, str]] = ()


def steps(row: Report, found: Checked) -> list[Step]:
    """Return what has to be so before a report is published, in order."""
    address = reverse("reports:report", args=[row.pk])
    homes = {section.heading: reverse("reports:write", args=[section.pk]) for section in row.sections.all()}
    lacking = [
        (meter.heading, homes.get(meter.heading, address))
        for meter in found.state.meters
        if meter.must and not meter.has_text
    ]
    mend = [(f"{mark.heading}: {mark.message}", f"{address}#proof") for mark in found.stops]
    held = [(each, "") for each in found.held]
    waits = [(one["label"], "") for block in found.state.document["blocks"].values() for one in _waiting(block)]
    nothing = [(f"There is nothing under {each}.", address) for each in found.state.unknown]
    return [
        Step("Every section that the law wants has text", "The law wants text in these sections", not lacking, lacking),
        Step(
            "Everything that is named in the text is there", "Mend these names, or take them out", not nothing, nothing
        ),
        Step("Nothing has to be mended", "Mend these, or say why they are right as they stand", not mend, mend),
        Step(f"Approved by {row.approved_by_name}", "It is not approved yet", row.approved_at is not None),
        Step(
            "Nobody can be worked out from its figures",
            "These figures came in lately and stand hidden until they were looked at, within a quarter of an hour",
            not waits,
            list(dict.fromkeys(waits)),
        ),
        Step("No small number is shown unreleased", "Small numbers that nobody has released", not held, held),
    ]


def _waiting(block: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in frozen.figures(block) if veils.WAITS in one["notes"]]


def _tag(section: Section, meter: rules.Meter, marks: Sequence[Mark]) -> Tag:
    stops = sum(mark.stops for mark in marks)
    if stops:
        return (f"{stops} to mend", "red")
    if section.state == Section.State.APPROVED:
        return ("Approved", "green")
    if section.state == Section.State.READY:
        return ("Ready", "green")
    if meter.fill is rules.Fill.EMPTY:
        return ("Not started", "grey")
    return (f"Draft, {len(marks)} to look at", "amber") if marks else ("Draft", "amber")


def _bound(keys: Sequence[str], blocks: dict[str, Any]) -> str:
    found = Counter(blocks[key]["type"] for key in keys)
    return ", ".join(f"{count} {_NAMES[kind][count != 1]}" for kind, count in found.items())
