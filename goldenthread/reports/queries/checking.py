"""What does not add up in a report, and what stands between it and publication."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.periods import Period
from goldenthread.proofreading import KINDS, KNOWN_FIGURES, Known, proofread
from goldenthread.proofreading import Report as Remark
from goldenthread.proofreading import Silence as Quiet
from goldenthread.reports import rules
from goldenthread.reports.document import draft, frozen
from goldenthread.reports.models import Release, Report, Section, Silence
from goldenthread.reports.queries.compiling import Compiled, compiled
from goldenthread.reports.queries.rows import report as one_report
from goldenthread.reports.queries.rows import reports

TYPED = "typed_figure"


@dataclass(frozen=True, slots=True)
class Mark:
    """What the proof-reader says of one section. ``stops``: the report is not approved while it stands."""

    section: UUID
    heading: str
    kind: str
    title: str
    quote: str
    message: str
    mend: str
    stops: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """A report as it stands, and everything that is wrong with it. ``held``: small numbers that nobody has released."""

    state: Compiled
    marks: tuple[Mark, ...]
    silences: tuple[Silence, ...]
    releases: tuple[Release, ...]
    held: tuple[str, ...]

    @property
    def stops(self) -> tuple[Mark, ...]:
        """What the proof-reader found that must be mended, or silenced with a reason."""
        return tuple(mark for mark in self.marks if mark.stops)


@reads
def checked(viewer: Viewer, report: UUID) -> Checked:
    """Put a report together and read it as the proof-reader does."""
    row, state = one_report(viewer, report), compiled(viewer, report)
    silences, releases = tuple(row.silences.all()), tuple(row.releases.all())
    released = {each.number for each in releases}
    held = tuple(one.words for one in state.small if one.words not in released)
    return Checked(state, tuple(_marks(row, state, silences)), silences, releases, held)


@reads
def silence(viewer: Viewer, pk: UUID) -> Silence:
    """Return one silence of a report the viewer may know of."""
    found = Silence.objects.filter(pk=pk, report__in=reports(viewer).order_by().values("pk")).first()
    if found is None:
        raise NotFound("There is no such silence, or you are not allowed to see it.")
    return found


@reads
def releases(viewer: Viewer, report: UUID) -> QuerySet[Release]:
    """Return the small numbers of a report that were released, with who did so and why."""
    return Release.objects.filter(report__in=reports(viewer).order_by().values("pk"), report=report)


def _marks(row: Report, state: Compiled, silences: Sequence[Silence]) -> Iterator[Mark]:
    sections = list(row.sections.all())
    parts = [
        draft.part(f"{place} {each.heading}", each.text, state.document["blocks"])
        for place, each in enumerate(sections, 1)
    ]
    homes = {part.heading: section for part, section in zip(parts, sections, strict=True)}
    quiet = tuple(Quiet(each.kind, each.why, each.quote) for each in silences)
    for remark in _remarks(tuple(parts), row.title, row.period, quiet, tuple(_known(state))):
        home = next((heading for heading in homes if remark.where.startswith(f"{heading}, ")), None)
        if home is not None:
            yield _mark(homes[home], remark)


@lru_cache(maxsize=64)
def _remarks(
    parts: tuple[draft.Part, ...], title: str, period: Period, quiet: tuple[Quiet, ...], known: tuple[Known, ...]
) -> tuple[Remark, ...]:
    """Read a report; kept, because a page is opened more often than a text is changed, and reading takes long."""
    whole = proofread(draft.whole(parts, title), period, silenced=quiet)
    typed = proofread(draft.typed(parts, title), period, known, quiet, checks=KNOWN_FIGURES)
    return *whole.reports, *(each for each in typed.reports if each.kind == TYPED)


def _mark(section: Section, remark: Remark) -> Mark:
    kind, stops = KINDS[remark.kind], remark.kind in rules.STOPPING
    return Mark(section.pk, section.heading, kind.code, kind.title, remark.quote, remark.message, kind.mend, stops)


def _known(state: Compiled) -> Iterator[Known]:
    """Yield the figures that stand in the report: typing one of them beside its own name is told."""
    for block in state.document["blocks"].values():
        for figure in frozen.figures(block):
            if figure["value"] is not None:
                yield Known(Decimal(figure["value"]), figure["label"], figure["key"])
