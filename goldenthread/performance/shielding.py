"""What board papers and files may show: the partnership's own policy for its board papers, and who takes more than that."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.evidence.rules import veils
from goldenthread.foundation.text import counted
from goldenthread.releases import queries as releases
from goldenthread.releases.rules.audiences import BOARD
from goldenthread.workbench.materials import Block, ChartBlock, Figure, TableBlock, ThreadBlock

INTERNAL = "Internal paper, not for circulation: small numbers are shown"


@dataclass(frozen=True, slots=True)
class Left:
    """What is hidden in something: how many figures, and how many only until they have been looked at."""

    hidden: int
    waiting: int


def reader(viewer: Viewer) -> Viewer:
    """Return a viewer as whoever reads board papers sees figures."""
    return viewer.reading_for(BOARD)


def left(blocks: Iterable[Block]) -> Left:
    """Return how many figures of some blocks are hidden."""
    found = {one.key: one for block in blocks for one in _figures(block) if one.hidden}
    waiting = sum(veils.WAITS in one.notes for one in found.values())
    return Left(len(found) - waiting, waiting)


def words(viewer: Viewer, partnership: UUID, found: Left) -> str:
    """Return what is to be said of hidden numbers, in sentences."""
    told = releases.protection(viewer, partnership, BOARD)
    sentences = [f"The partnership's policy for board papers: {told.policy or 'nothing has been protected yet.'}"]
    if found.hidden:
        are = "is" if found.hidden == 1 else "are"
        sentences.append(
            f"{counted(found.hidden, 'figure')} {are} hidden: small numbers, and as few others as it takes so that nobody can "
            "work a small number out. A hidden figure is not zero, and it is left out of charts, usual ranges and shares too."
        )
    else:
        sentences.append("No figure had to be hidden.")
    if found.waiting:
        sentences.append(f"{counted(found.waiting, 'figure')} came in since and can be shown once it was looked at.")
    if told.failed:
        sentences.append(
            "Some indicators cannot be shown at all: however much is hidden, a small number could be worked out."
        )
    return " ".join(sentences)


def _figures(block: Block) -> Iterable[Figure]:
    if isinstance(block, Figure):
        return [block]
    if isinstance(block, TableBlock):
        return [cell for row in block.rows for cell in row if isinstance(cell, Figure)]
    if isinstance(block, ChartBlock):
        return block.figures
    return [one for step in block.steps for one in step.figures] if isinstance(block, ThreadBlock) else []
