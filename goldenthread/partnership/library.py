"""The checklists that come with the product, read once."""

from functools import cache
from pathlib import Path

import yaml

from goldenthread.partnership.rules import checklist as rules


@cache
def checklists() -> dict[str, rules.Checklist]:
    """Return the statutory checklists of the arrangements, oldest first, by code."""
    path = Path(__file__).parent / "data" / "arrangements.yaml"
    return rules.parse(yaml.safe_load(path.read_text(encoding="utf-8")))
