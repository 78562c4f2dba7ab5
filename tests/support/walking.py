"""Walking every address of the product."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from django.db import connection

from tests.support.product import Door, doors, guard_of

_STAND_INS = {
    "uuid": lambda: str(uuid4()),
    "int": lambda: "1",
    "str": lambda: "x",
    "slug": lambda: "x",
    "path": lambda: "x",
}


def our_doors() -> list[Door]:
    """Every address of ours, whose guard is one of ours."""
    return [door for door in doors() if guard_of(door) is not None]


def closed_doors() -> list[Door]:
    """Every address of ours that is not open to the world."""
    return [door for door in our_doors() if guard_of(door) != "public"]


def address(door: Door, **known: Any) -> str:
    """Return an address with something in the place of its ids: what is ``known`` by name, else what belongs to nobody."""

    def stand_in(match: re.Match[str]) -> str:
        kind, _, name = match[1].rpartition(":")
        return str(known[name]) if name in known else _STAND_INS.get(kind or "str", lambda: "x")()

    return "/" + re.sub(r"<([^>]+)>", stand_in, door.route).replace("^", "").replace("$", "")


@contextmanager
def nothing_written(*, but: tuple[str, ...] = ()) -> Iterator[list[str]]:
    """Collect every statement that changes a table, except those whose name begins with one of ``but``."""
    found: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        match = re.match(r'\s*(INSERT INTO|UPDATE|DELETE FROM)\s+"?([a-z_0-9]+)', sql, re.IGNORECASE)
        if match and not match[2].startswith(but):
            found.append(f"{match[1]} {match[2]}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield found
