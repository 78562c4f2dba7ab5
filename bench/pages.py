"""Opening every page as each of the people who look, and noting what it costs."""

import gc
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from bench.generators.accounts import LOOKING
from goldenthread.accounts.models import User
from goldenthread.accounts.viewing import viewer_of_account
from goldenthread.foundation import clock
from goldenthread.records import kinds
from goldenthread.records import queries as records

MORE = {
    "reports.report": ("reports:preview", "reports:comments"),
    "plans.plan": ("plans:one_page", "plans:standing", "plans:reviews"),
    "thread.finding": ("thread:whole",),
}  # what people open from the page of a record, beside the page itself


@dataclass(frozen=True)
class Cost:
    """What one page cost one person."""

    who: str
    page: str
    queries: int
    median: float
    slow: float
    size: int


def every(times: int) -> list[Cost]:
    """Measure every page that opens, as a server does whose start is behind it (`goldenthread.config.wsgi`)."""
    gc.collect()
    gc.freeze()
    return [cost for role, _ in LOOKING for cost in _as(role, times)]


def _as(role: str, times: int) -> Iterator[Cost]:
    user = User.objects.get(email=f"{role}@bench.example")
    client = Client(raise_request_exception=False)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    viewer = viewer_of_account(user, at=clock.now(), through="web")
    for name, address in [*_plain(), *_of_records(viewer)]:
        if client.get(address).status_code == 200:
            yield _cost(client, role, name, address, times)


def _cost(client: Client, role: str, name: str, address: str, times: int) -> Cost:
    with CaptureQueriesContext(connection) as asked:
        size = len(client.get(address).content)
        queries = len(asked)
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        client.get(address)
        taken.append((time.perf_counter() - started) * 1000)
    return Cost(role, name, queries, statistics.median(taken), sorted(taken)[int(len(taken) * 0.95)], size)


def _plain() -> Iterator[tuple[str, str]]:
    """Every address without an id that only somebody who has signed in can open."""
    from tests.support import walking

    for door in walking.closed_doors():
        if "<" not in door.route and "format" not in door.route and "leave" not in door.name:
            yield door.name, f"/{door.route}"


def _of_records(viewer) -> Iterator[tuple[str, str]]:
    """The pages of one record of each kind that there is."""
    for kind in kinds.every():
        found = records.visible(viewer, kind=kind.code).order_by("reference").first()
        if found is not None:
            try:
                for name in (kind.url_name, *MORE.get(kind.code, ())):
                    yield name, reverse(name, args=[found.pk])
            except NoReverseMatch:
                continue
