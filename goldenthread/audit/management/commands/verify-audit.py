"""`goldenthread verify-audit`."""

import re

from goldenthread.access.identity import ViewerCommand
from goldenthread.audit import operations
from goldenthread.foundation import clock
from goldenthread.foundation.errors import RuleBroken


class Command(ViewerCommand):
    help = "Check every seal of the audit trail. Prints a checkpoint; exit 1 and a sentence when a row does not fit."

    def more_arguments(self, parser):
        parser.add_argument(
            "--since",
            metavar="NUMBER:SEAL",
            default="",
            help="a checkpoint kept elsewhere: it must still be in the trail",
        )

    def act(self, viewer, **options):
        verdict = operations.verify(by=viewer, at=clock.now(), checkpoint=_checkpoint(options["since"]))
        if verdict.broken_at is not None:
            self.stderr.write(f"The audit trail is broken at row {verdict.broken_at}: {verdict.why}.")
            raise SystemExit(1)
        self.stdout.write(f"The audit trail is whole: {verdict.rows:,} rows, each sealed to the one before.")
        self.stdout.write("Keep this checkpoint outside the server; a later check with --since proves that nothing")
        self.stdout.write(f"before it was taken away: {verdict.number}:{verdict.seal}")


def _checkpoint(text):
    if not text:
        return None
    if not re.fullmatch(r"\d{1,18}:[0-9a-f]{64}", text):
        raise RuleBroken("A checkpoint looks like 1234:9f86d0…, as this command prints it.")
    number, seal = text.split(":")
    return int(number), seal
