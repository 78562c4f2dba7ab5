"""Every change to profiles. Each is one transaction, checks who may, and writes the audit trail."""

from goldenthread.performance.operations.papers import take_internal
from goldenthread.performance.operations.profiles import (
    add_profile,
    change_profile,
    move_section,
    put_section,
    remove_section,
    retire_profile,
)

__all__ = [
    "add_profile",
    "change_profile",
    "move_section",
    "put_section",
    "remove_section",
    "retire_profile",
    "take_internal",
]
