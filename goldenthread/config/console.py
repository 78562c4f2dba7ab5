"""The `goldenthread` command."""

import os
import sys

from django.core.management import execute_from_command_line

from goldenthread.clocks import answer
from goldenthread.foundation.errors import GoldenThreadError
from goldenthread.proofreading import answer as proofreader


def main() -> None:
    """Run a command; a refusal is one sentence on standard error and exit 2, never a traceback."""
    if sys.argv[1:2] == ["due"]:  # answers from files alone, so it needs no settings and no database
        sys.exit(answer.main(sys.argv[2:]))
    if sys.argv[1:2] == ["proofread"]:  # reads a file and nothing else
        sys.exit(proofreader.main(sys.argv[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.config.settings")
    try:
        execute_from_command_line(sys.argv)
    except GoldenThreadError as refusal:
        sys.stderr.write(f"{refusal.sentence}\n")
        sys.exit(2)
