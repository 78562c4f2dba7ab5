"""Finding the viewer when there is no web request: commands and background jobs.

Accounts live above this package, so they register how an e-mail becomes a `Viewer`.
"""

from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import GoldenThreadError

OPERATOR = "operator"
Resolver = Callable[[str, str], Viewer]
_resolvers: list[Resolver] = []


def register_resolver(resolver: Resolver) -> None:
    """Say how an e-mail (or the word ``operator``) and a door (command, job, interface) become a viewer."""
    _resolvers[:] = [resolver]


def viewer_for(email: str = OPERATOR, *, through: str) -> Viewer:
    """Return the viewer for an account; raises `NotFound` with a sentence when there is none or it is closed."""
    if not _resolvers:
        raise GoldenThreadError("The accounts area is not installed, so nobody can act.")
    return _resolvers[0](email, through)


class ViewerCommand(BaseCommand):
    """A console command that acts for an account: ``--as EMAIL``, by default the operator that set-up made.

    Subclasses write ``act(viewer, **options)`` and `more_arguments`.
    """

    def add_arguments(self, parser: CommandParser) -> None:
        """Add ``--as``, then what the subclass wants."""
        parser.add_argument("--as", dest="as_email", default=OPERATOR, metavar="EMAIL", help="act as this account")
        self.more_arguments(parser)

    def more_arguments(self, parser: CommandParser) -> None:
        """Add the subclass's own arguments."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Find the viewer and act."""
        self.act(viewer_for(options["as_email"], through="command"), **options)

    def act(self, viewer: Viewer, **options: Any) -> None:
        """Do the work of the command."""
        raise NotImplementedError
