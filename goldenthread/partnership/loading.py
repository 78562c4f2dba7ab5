"""Puts the kinds and the words that come with the product into their tables, after each migration."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import connections

from goldenthread.partnership.models import Kind, Term

DATA = Path(__file__).parent / "data"


@cache
def read(name: str) -> Any:
    """Return one of the area's data files, parsed."""
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


def load_vocabulary(using: str = "default", **_signal: Any) -> None:
    """Add what is missing; leave what people have changed. Does nothing while the tables are not there."""
    if Kind._meta.db_table not in connections[using].introspection.table_names():
        return
    for of, kinds in read("kinds.yaml").items():
        have = set(Kind.objects.filter(of=of).values_list("code", flat=True))
        Kind.objects.bulk_create(
            Kind(
                of=of,
                code=each["code"],
                name=each["name"],
                explained=each.get("explained", ""),
                time_limited=each.get("time_limited", False),
                position=position,
            )
            for position, each in enumerate(kinds, start=1)
            if each["code"] not in have
        )
    have = set(Term.objects.filter(partnership__isnull=True).values_list("code", flat=True))
    Term.objects.bulk_create(_term(each) for each in read("terms.yaml") if each["code"] not in have)


def _term(each: dict[str, Any]) -> Term:
    begins: date | None = each.get("from_on")
    return Term(
        code=each["code"],
        meaning=each["meaning"],
        explained=each.get("explained", ""),
        replaced_by=each.get("replaced_by", ""),
        from_on=begins,
        until_on=each.get("until_on"),
    )
