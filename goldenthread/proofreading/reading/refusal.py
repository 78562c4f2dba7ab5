"""Why a file cannot be read."""

from pathlib import Path

from goldenthread.foundation.errors import GoldenThreadError


class CannotRead(GoldenThreadError):
    """A file cannot be read; ``sentence`` says why and what to do instead."""


def damaged(path: Path) -> CannotRead:
    """Return the refusal of a file that is not whole, or is not what its name says."""
    kind = path.suffix.lower().lstrip(".")
    return CannotRead(f"{path.name} is damaged, or is no {kind or 'known'} file. Open it and save it again.")
