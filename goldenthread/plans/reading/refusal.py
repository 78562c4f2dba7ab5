"""Why a file cannot be read."""

from goldenthread.foundation.errors import GoldenThreadError


class CannotRead(GoldenThreadError):
    """A file cannot be read as a plan; ``sentence`` says why and what to do instead."""
