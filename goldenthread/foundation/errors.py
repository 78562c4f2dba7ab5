"""What can go wrong in an operation, each with a sentence for the person who asked."""

from typing import Any


class GoldenThreadError(Exception):
    """Something a person asked for cannot be done; ``sentence`` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotAllowed(GoldenThreadError):
    """The person may not do this."""


class NotFound(GoldenThreadError):
    """There is nothing here that this person can see."""


class RuleBroken(GoldenThreadError):
    """The input breaks a rule; ``field`` names the form field to mend, where there is one."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class EditConflict(GoldenThreadError):
    """Somebody saved the same thing meanwhile.

    ``theirs`` is the stored object as it now is, so that a page can lay both versions side by side; nothing was written.
    """

    def __init__(self, *, theirs: Any, seen: int) -> None:
        super().__init__("Somebody else changed this while you were editing. Compare the two versions and save again.")
        self.theirs = theirs
        self.seen = seen
