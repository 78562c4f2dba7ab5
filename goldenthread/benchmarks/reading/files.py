"""Telling the kinds of files apart."""

from goldenthread.benchmarks import catalogue
from goldenthread.benchmarks.reading import ees, lait, lines, neighbours
from goldenthread.benchmarks.reading.found import Found, Progress, silent
from goldenthread.benchmarks.reading.placing import Gazetteer
from goldenthread.foundation.errors import RuleBroken


def read(content: bytes, name: str, meta: bytes | None, places: Gazetteer, progress: Progress = silent) -> Found:
    """Read a published file of any kind we know by its columns. Raises `RuleBroken` for any other."""
    text = lines.opened(content)
    if lait.fits(text):
        return lait.read(text, meta, places, progress)
    if neighbours.fits(text):
        return neighbours.read(text, places, progress)
    if ees.fits(text):
        return ees.read(text, name, meta, places, progress)
    raise RuleBroken(
        "This is neither a data file of Explore Education Statistics (time_period, time_identifier, geographic_level), "
        "nor the panel of the Local Authority Interactive Tool, nor a list of statistical neighbours.",
        field="file",
    )


def publication(content: bytes, name: str) -> str:
    """Return the code of the publication that a file belongs to, to propose it; "" when its name tells nothing."""
    text = lines.opened(content)
    if lait.fits(text):
        return "lait"
    if neighbours.fits(text):
        return "neighbours"
    known = catalogue.dataset_of(name)
    return known.release if known else ""
