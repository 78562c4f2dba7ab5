"""The first section of an indicator's page: has it really changed?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from markupsafe import Markup

from goldenthread.access.viewer import Viewer
from goldenthread.evidence import judging, steps
from goldenthread.evidence.books import Figure
from goldenthread.evidence.judgement import Judgement
from goldenthread.evidence.rules import cuts, spacing
from goldenthread.foundation.periods import Period
from goldenthread.ui import charts
from goldenthread.ui.charts import icons


@dataclass(frozen=True, slots=True)
class Line:
    """One period of the table: its figure, how it reads, what was asked about it, and what can be."""

    figure: Figure
    signal: str
    why: str
    breaks: str = ""
    marks: Sequence[steps.Mark] = ()
    do: Sequence[tuple[str, str]] = ()

    @property
    def anchor(self) -> str:
        """Where the line stands on the page."""
        return f"at-{self.figure.period.start}-{self.figure.period.end}"


@dataclass(frozen=True, slots=True)
class Changed:
    """What the section shows."""

    head: str
    shown: str
    variation: tuple[Markup, str]
    assurance: tuple[Markup, str]
    chart: charts.Chart | None
    method: str
    lines: Sequence[Line] = ()
    do: Sequence[tuple[str, str]] = ()
    marks: Sequence[steps.Mark] = ()
    grains: Sequence[tuple[str, str, bool]] = ()
    missing: Sequence[str] = field(default_factory=list)
    hidden: Sequence[str] = field(default_factory=list)


def changed(viewer: Viewer, made: Judgement) -> Changed:
    """Gather the section: the reading, the chart with its marks, and each period with the steps the viewer may take."""
    row, judged = made.book.row, made.judged
    offered = steps.offered(viewer, row.partnership_id)
    marks = steps.marks(viewer, row.pk)
    head, shown = judging.reading(judged, made.grain)
    asked = _asked(made, marks)
    aim = None if judged.last is None else judged.aim(judged.last)
    return Changed(
        head,
        shown,
        (icons.variation(judging.told(judged)), judging.variation_words(judged)),
        (icons.assurance(judged.assurance, at_least=aim is None or aim.at_least), judging.assurance_words(judged)),
        judging.picture(judged, row.name, f"{head} {shown}", _flags(asked)) if judged.known > 1 else None,
        judging.method(judged),
        _lines(made, offered, asked),
        _steps(offered, made, made.newest.period) if made.newest else (),
        marks,
        _grains(made),
        [each.when for each in made.figures if each.value is None and not each.hidden],
        [each.when for each in made.figures if each.hidden],
    )


def _lines(made: Judgement, offered: Sequence[steps.NextStep], asked: dict[int, list[steps.Mark]]) -> list[Line]:
    breaks = dict(made.judged.breaks)
    return [
        Line(
            figure,
            judging.sign(made.judged, place),
            judging.why(made.judged, place),
            breaks.get(place, ""),
            asked.get(place, ()),
            _steps(offered, made, figure.period) if figure.value is not None else (),
        )
        for place, figure in reversed(list(enumerate(made.figures)))
    ]


def _steps(offered: Sequence[steps.NextStep], made: Judgement, period: Period) -> list[tuple[str, str]]:
    """The steps from one point, each as a label and the address of its form."""
    spot = steps.Spot(made.book.row.pk, made.book.row.partnership_id, period, cuts.WHOLE)
    return [(step.label, step.address(spot)) for step in offered]


def _asked(made: Judgement, marks: Sequence[steps.Mark]) -> dict[int, list[steps.Mark]]:
    """What was asked about the whole, by its place in the series."""
    places = {figure.period: place for place, figure in enumerate(made.figures)}
    found: dict[int, list[steps.Mark]] = {}
    for mark in marks:
        if mark.cut == cuts.WHOLE and mark.period in places:
            found.setdefault(places[mark.period], []).append(mark)
    return found


def _flags(asked: dict[int, list[steps.Mark]]) -> dict[int, str]:
    return {place: "; ".join(mark.words for mark in marks) for place, marks in asked.items()}


def _grains(made: Judgement) -> list[tuple[str, str, bool]]:
    """The other series to choose, where there are any: words, address, whether it is shown now."""
    if len(made.grains) < 2:
        return []
    address: Any = reverse("evidence:indicator", args=[made.book.row.pk])
    return [
        (spacing.WORDS[grain], f"{address}?by={grain}" if place else address, grain == made.grain)
        for place, grain in enumerate(made.grains)
    ]
