"""Putting a report together: the text of its sections, and the blocks that stand in it, seen by one viewer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.partnership import queries as partnership
from goldenthread.releases.rules.audiences import PUBLIC
from goldenthread.reports import content, rules
from goldenthread.reports.document import frozen, small, tree
from goldenthread.reports.document.reading import read
from goldenthread.reports.models import Report, Section
from goldenthread.reports.queries.rows import report as one_report
from goldenthread.workbench import materials


@dataclass(frozen=True, slots=True)
class Compiled:
    """A report as it stands: its document as plain data, how far each section is, and what does not add up.

    ``unknown``: keys under which there is nothing, each with its section. ``small``: the small numbers in it.
    """

    document: dict[str, Any]
    meters: tuple[rules.Meter, ...]
    unknown: tuple[str, ...]
    small: tuple[small.SmallNumber, ...]


@reads
def compiled(viewer: Viewer, report: UUID) -> Compiled:
    """Put a report together as ``viewer`` sees it: nothing they may not know gets in."""
    row = one_report(viewer, report)
    asked = {each.code: each for each in content.sets()[row.content_set].sections}
    home = partnership.partnerships(viewer).get(pk=row.partnership_id)
    sections = list(row.sections.all())
    nodes = {section.pk: read(section.text) for section in sections}
    named = {section.pk: _keys(section, nodes[section.pk]) for section in sections}
    used = dict.fromkeys(key for keys in named.values() for key in keys)
    blocks = _blocks(viewer, row, used)
    meters = tuple(_meter(section, nodes[section.pk], blocks, asked.get(section.code)) for section in sections)
    document = {
        "title": row.title,
        "partnership": home.name,
        "slug": home.slug,
        "start": row.start.isoformat(),
        "end": row.end.isoformat(),
        "period": row.period.name,
        "content_set": content.sets()[row.content_set].title,
        "approved_by": row.approved_by_name,
        "sections": [
            _section(section, nodes[section.pk], named[section.pk], blocks, meter)
            for section, meter in zip(sections, meters, strict=True)
        ],
        "blocks": blocks,
    }
    unknown = tuple(
        f"[[{key}]] in {section.heading}" for section in sections for key in named[section.pk] if key not in blocks
    )
    return Compiled(document, meters, unknown, tuple(small.find(document)))


@reads
def offers(viewer: Viewer, section: Section) -> Sequence[tuple[str, Sequence[materials.Offer]]]:
    """Return what could stand in a section: by area, those that serve its needs first."""
    row = section.report
    asked = next((each for each in content.sets()[row.content_set].sections if each.code == section.code), None)
    needs = asked.needs if asked else frozenset()
    ordered = sorted(materials.every(), key=lambda material: not (material.serves & needs))
    found = [(each.title, each.offers(viewer, row.partnership_id, row.period)) for each in ordered]
    return [(title, offered) for title, offered in found if offered]


def _keys(section: Section, nodes: tuple[tree.Node, ...]) -> list[str]:
    # the short text for young people may name figures too, and they are published with it
    return list(dict.fromkeys([*tree.keys(nodes), *tree.keys(read(section.plain))]))


def _blocks(viewer: Viewer, row: Report, used: dict[str, None]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    reader = viewer.reading_for(PUBLIC)  # a report is for everybody: its figures are those everybody may see
    for key in used:
        block = materials.build(reader, row.partnership_id, row.period, key)
        if block is not None:
            found[key] = frozen.freeze(block)
    return found


def _meter(
    section: Section, nodes: tuple[tree.Node, ...], blocks: dict[str, Any], asked: content.Required | None
) -> rules.Meter:
    evidence = sum(key in blocks for key in tree.keys(nodes))
    approved = section.state == Section.State.APPROVED
    wants = asked is not None and any(materials.serving(need) for need in asked.needs)
    fill = rules.fill(tree.words(nodes), evidence, wants_evidence=wants, approved=approved)
    return rules.Meter(section.heading, asked is not None and asked.must, fill)


def _section(
    section: Section, nodes: tuple[tree.Node, ...], named: list[str], blocks: dict[str, Any], meter: rules.Meter
) -> dict[str, Any]:
    return {
        "id": section.code or f"section-{section.place}",
        "heading": section.heading,
        "required": meter.must,
        "complete": meter.complete,
        "plain": section.plain,
        "keys": [key for key in named if key in blocks],
        "nodes": [node.plain() for node in nodes],
    }
