"""Which background work there is. Each area registers its own; nothing here knows an area."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from goldenthread.jobs import rules

Work = Callable[..., Any]
Leads = Callable[[Mapping[str, Any], Any], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Task:
    """Something that can be done in the background.

    ``words`` tell it on pages. ``retries``: how often it is tried again after it fails. ``atomic``: all of it is one
    transaction, so that it is done once or not at all; long work says False, commits bit by bit, shows its progress and must bear
    being begun again. ``minutes``: how long it may stay silent before another worker takes it over.
    ``leads(payload, result)``: where to go once it is done, or laid aside (``result`` is None), as (words, address).
    """

    code: str
    words: str
    work: Work
    retries: int
    atomic: bool
    minutes: int
    leads: Leads | None = None


@dataclass(frozen=True, slots=True)
class Regular:
    """Work that is due again and again, at times in London written as cron does."""

    code: str
    cron: str
    payload: Mapping[str, Any]


_TASKS: dict[str, Task] = {}
_REGULAR: dict[str, Regular] = {}


def task(
    code: str,
    *,
    retries: int = 3,
    atomic: bool = True,
    minutes: int = 30,
    words: str = "",
    leads: Leads | None = None,
) -> Callable[[Work], Work]:
    """Register a function as background work under a lasting code; it takes keywords of plain JSON only.

    Raises `ValueError` when two functions want one code.
    """

    def register(work: Work) -> Work:
        known = _TASKS.get(code)
        if known is not None and (known.work.__module__, known.work.__qualname__) != (
            work.__module__,
            work.__qualname__,
        ):
            raise ValueError(f"Two functions want to be the background task {code}.")
        said = words or code.split(".")[-1].replace("_", " ").capitalize()
        _TASKS[code] = Task(code, said, work, retries, atomic, minutes, leads)
        return work

    return register


def every(code: str, *, cron: str, **payload: Any) -> None:
    """Say when a task is due by itself: ``cron`` is minute, hour, day, month, weekday in London time (``"0 2 * * *"``)."""
    rules.read_cron(cron)
    _REGULAR[code] = Regular(code, cron, payload)


def get(code: str) -> Task:
    """Return the task registered as ``code``; raises `KeyError` with the mend."""
    try:
        return _TASKS[code]
    except KeyError:
        raise KeyError(
            f'No task is called {code!r}. Put @jobs.task("{code}") on a function that is imported.'
        ) from None


def find(code: str) -> Task | None:
    """Return the task registered as ``code``, or None when nobody registers it any more."""
    return _TASKS.get(code)


def words_for(code: str) -> str:
    """Say what a job does; a code nobody knows any more stands for itself."""
    known = _TASKS.get(code)
    return known.words if known else code


def regular() -> list[Regular]:
    """Return all scheduled work, by code."""
    return [_REGULAR[code] for code in sorted(_REGULAR)]
