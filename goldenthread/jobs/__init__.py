"""What the installation does by itself: background work, its schedule, outgoing mail, backups.

Other areas need five names, all here::

    @jobs.task("clocks.redate", retries=5)          # in the area's tasks.py, which registration.py imports
    def redate(*, calendar: str) -> None: ...

    jobs.every("clocks.redate", cron="0 2 * * *")   # in registration.py
    jobs.enqueue("clocks.redate", by=viewer, calendar="england-and-wales")
    jobs.progress(3, 20, "agencies")                # inside a task
    jobs.acting()                                   # inside a task: the viewer it works for
"""

from importlib import import_module
from typing import Any

from goldenthread.jobs.registry import every, task

__all__ = ["acting", "enqueue", "every", "progress", "task"]

_LATE = {"enqueue": "queue", "progress": "running", "acting": "running"}


def __getattr__(name: str) -> Any:
    """Fetch what needs tables only when it is asked for: Django imports this package before its tables are ready."""
    if name in _LATE:
        return getattr(import_module(f"goldenthread.jobs.{_LATE[name]}"), name)
    raise AttributeError(f"goldenthread.jobs has no {name}")
