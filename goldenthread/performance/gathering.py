"""Sections put together with the figures they show: one look at all their indicators, then each in its shape."""

from collections.abc import Sequence
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.evidence import library as indicators
from goldenthread.foundation.periods import Period
from goldenthread.performance import queries, showing
from goldenthread.performance.rules import BESIDE, Section
from goldenthread.performance.showing import tables


def sections(
    viewer: Viewer, here: UUID, wanted: Sequence[Section], key: str, period: Period | None
) -> list[showing.Shown]:
    """Return sections ready to be shown, of a partnership and up to the end of a period, or of the newest figures without one.

    ``key`` begins the keys of their figures.
    """
    found = queries.looked(viewer, here, [code for each in wanted for code in each.indicators])
    names = {code: one.name for code, one in indicators.starters().items()}
    return [
        _beside(viewer, each, f"{key}.{place}")
        if each.shape == BESIDE
        else showing.show(each, found, f"{key}.{place}", names, period)
        for place, each in enumerate(wanted, start=1)
    ]


def _beside(viewer: Viewer, section: Section, key: str) -> showing.Shown:
    places = [(UUID(pk), name) for pk, name in queries.places(viewer)]
    made = tables.beside(queries.beside(viewer, section.indicators), section.indicators, places, key, section.title)
    return showing.Shown(
        section, tables=[made] if made else [], absent=[] if made else ["No board collects these yet."]
    )
