"""What profiles offer to reports and board papers: each section as a table, with every figure open to its parts."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.evidence import judging
from goldenthread.evidence.blocks import as_material, source
from goldenthread.evidence.books import Figure
from goldenthread.evidence.judgement import Judgement
from goldenthread.evidence.rules.deriving import half_up
from goldenthread.evidence.rules.sheet import number
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import slug
from goldenthread.performance import gathering, library, queries
from goldenthread.performance.rules import BESIDE, MULTIPLES, Section
from goldenthread.performance.showing.small import until
from goldenthread.workbench import materials as block

CODE = "performance"


def offers(viewer: Viewer, partnership: UUID, period: Period) -> Sequence[block.Offer]:
    """Return the sections that have something to show of a partnership: one look at which indicators it keeps."""
    kept = set(queries.kept(viewer, partnership))
    return [
        block.Offer(key, f"{title}: {section.title}", "table", "A line for each indicator, with what it says")
        for key, title, section in _every(viewer, partnership)
        if kept & set(section.indicators)
    ]


def build(viewer: Viewer, partnership: UUID, period: Period, key: str) -> block.Block | None:
    """Return the table of a section, as it stood at the end of a period; None where there is nothing."""
    found = next((section for name, _, section in _every(viewer, partnership) if name == key), None)
    if found is None:
        return None
    return next(iter(tables(viewer, partnership, period, key, found)), None)


def tables(viewer: Viewer, partnership: UUID, period: Period, key: str, section: Section) -> Sequence[block.TableBlock]:
    """Return a section as tables, as it stood at the end of a period: small charts become lines that say what each shows."""
    if section.shape == MULTIPLES:
        made = readings(viewer, partnership, period, key, section)
        return [made] if made else []
    until_then = None if section.shape == BESIDE else period
    return gathering.sections(viewer, partnership, [section], key, until_then)[0].tables


def _every(viewer: Viewer, partnership: UUID) -> Iterator[tuple[str, str, Section]]:
    for code, each in library.starters().items():
        yield from _named(code, each.title, each.sections)
    for row in queries.profiles(viewer, partnership).filter(retired_on__isnull=True):
        yield from _named(slug(row.record.reference), row.title, row.shown)


def _named(code: str, title: str, sections: Sequence[Section]) -> Iterator[tuple[str, str, Section]]:
    for place, section in enumerate(sections, start=1):
        yield f"{CODE}.{code.replace('-', '_')}.{place}", title, section


def readings(viewer: Viewer, partnership: UUID, period: Period, key: str, section: Section) -> block.TableBlock | None:
    """Small charts as lines: the newest figure by the end of the period, its usual range, and what it says."""
    found = queries.looked(viewer, partnership, section.indicators)
    rows: list[tuple[block.Cell, ...]] = []
    figures: list[Figure] = []
    for code in section.indicators:
        line = _line(found.judged(code), period, f"{key}.{code}") if code in found.books else None
        if line is not None:
            one, cells = line
            figures.append(one)
            rows.append(cells)
    if not rows:
        return None
    head = (
        block.Column("Indicator"), block.Column("Newest", number=True), block.Column("Usual range"), block.Column("What it says"),
    )  # fmt: skip
    notes = ("The usual range is that of an XmR chart. A figure within it is no news.",)
    return block.TableBlock(key, section.title, head, tuple(rows), source(figures), notes=notes)


def _line(made: Judgement, period: Period, key: str) -> tuple[Figure, tuple[block.Cell, ...]] | None:
    judged, _ = until(made, period.end)
    if judged.last is None:
        return None
    one, segment = made.figures[judged.last], judged.segment
    usual = ""
    if segment is not None and segment.lower is not None and segment.upper is not None:
        usual = " to ".join(
            number(half_up(Decimal(each), one.details.decimals)) for each in (segment.lower, segment.upper)
        )
        usual += ", provisional" if segment.too_few else ""
    return one, (
        f"{made.book.row.name}, {one.when}",
        as_material(one, key),
        usual,
        judging.variation_words(judged).capitalize(),
    )
