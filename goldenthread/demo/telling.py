"""Who tells the past: a business manager of every partnership that the demonstration holds."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from goldenthread.access.roles import Scope
from goldenthread.access.viewer import Grant, Viewer
from goldenthread.demo.bodies import Known
from goldenthread.quality import operations as banks
from goldenthread.quality import queries as quality

DATA = Path(__file__).parent / "data"


def teller(known: Known) -> Viewer:
    """Return the operator as business manager of each partnership, so that operations ask what they ask of everybody."""
    grants = (
        Grant("business_manager", Scope.PARTNERSHIP, place, frozenset({place})) for place in known.partnerships.values()
    )
    return replace(known.by, grants=(*known.by.grants, *grants))


def told(name: str) -> dict[str, Any]:
    """Return a data file."""
    found: dict[str, Any] = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


def tool_of(known: Known, by: Viewer, code: str) -> UUID:
    """Return the published edition of a bank of the partnership; taken over from the library where it is not there yet."""
    for edition in quality.editions(by, partnership=known.here).filter(state="published", bank__library=code):
        found: UUID = edition.pk
        return found
    made = banks.adopt(by=by, at=known.at, partnership=known.here, code=code)
    banks.publish(by=by, at=known.at, edition=made)
    return made
