"""What the area does by itself: working out what deserves a look, each night and soon after figures have come in."""

from goldenthread import jobs
from goldenthread.access import eyes
from goldenthread.assurance import queries
from goldenthread.assurance.operations import work_out
from goldenthread.foundation import clock
from goldenthread.partnership import queries as partnerships


@jobs.task("assurance.signals", retries=2, atomic=False, minutes=30, words="Work out what deserves a look")
def all_signals() -> None:
    """Work out the signals of every partnership."""
    _work_out(only_outdated=False)


@jobs.task("assurance.new_signals", retries=0, atomic=False, minutes=30, words="Work out what new figures show")
def new_signals() -> None:
    """Work out the signals of the partnerships whose figures have changed since the last time."""
    _work_out(only_outdated=True)


def _work_out(*, only_outdated: bool) -> None:
    by = jobs.acting()
    homes = list(partnerships.partnerships(by).order_by("name"))
    for number, home in enumerate(homes, start=1):
        reader = eyes.through(by, home.pk)
        if not only_outdated or queries.outdated(reader, home.pk):
            work_out(by=reader, at=clock.now(), partnership=home.pk)
        jobs.progress(number, len(homes), home.name)
