"""From the bytes of a file to the plain form of a reading."""

import io
from collections.abc import Mapping
from typing import Any

from goldenthread.foundation.errors import RuleBroken
from goldenthread.plans.reading import CannotRead, read_plan


def read(content: bytes, name: str, mapping: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Read a plan; raises `RuleBroken` with a sentence for a file that cannot be read."""
    try:
        return read_plan(io.BytesIO(content), name, mapping).as_plain()
    except CannotRead as error:
        raise RuleBroken(str(error), field="file") from error
