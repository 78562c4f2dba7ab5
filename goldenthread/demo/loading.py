"""Loading the demonstration: the founding documents' partnerships, told through the product's own operations."""

from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction

from goldenthread.access.viewer import Viewer
from goldenthread.accounts.setting_up import make_ready
from goldenthread.demo import (
    accounts,
    asking,
    assessing,
    auditing,
    bodies,
    calling,
    drafting,
    evaluating,
    figures,
    groups,
    money,
    planning,
    profiles,
    protecting,
    published,
    quarters,
    register,
    reporting,
    scrutinising,
    threads,
    work,
)
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed
from goldenthread.partnership import queries

DATA = Path(__file__).parent / "data"
FOLDERS = ["cheshire_west_and_chester", "cheshire_east"]


def load() -> bool:
    """Set up the database and load the demonstration; returns False when it is there already and nothing changed.

    All or nothing: stopped half-way, it leaves no trace. Raises `NotAllowed` in production.
    """
    if settings.PRODUCTION:
        raise NotAllowed("The demonstration is refused in production. Set GOLDENTHREAD_MODE=demonstration to see it.")
    operator = make_ready()
    told = [_read(name) for name in FOLDERS]
    slugs = [one["partnership"]["slug"] for one in told]
    if queries.partnerships(operator).filter(slug__in=slugs).exists():
        return False
    with transaction.atomic():
        _tell(operator, clock.now(), _read("shared"), told)
    return True


def _tell(operator: Viewer, at: datetime, shared: dict[str, Any], told: list[dict[str, Any]]) -> None:
    known = bodies.Known(by=operator, at=at)
    for one in told:
        bodies.partnership(known, one["partnership"])
    bodies.shared(known, shared)
    for one in told:
        bodies.everything_of(known, one)
    register.schools(known)
    bodies.leave_the_past_in_peace(known)
    people = accounts.make(known)
    work.invent(known, people)
    money.tell(known)
    published.tell(known)
    figures.tell(known, people)
    quarters.tell(known, people)
    groups.tell(known, people)
    profiles.tell(known)
    protecting.tell(known)
    planning.tell(known)
    threads.tell(known, people)
    reporting.tell(known)
    drafting.tell(known, people)
    asking.tell(known, people)
    calling.tell(known, people)
    auditing.tell(known, people)
    assessing.tell(known, people)
    scrutinising.tell(known, people)
    evaluating.tell(known, people)


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return found
