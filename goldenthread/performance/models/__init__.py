"""The tables of the area. Only this area imports them."""

from goldenthread.performance.models.profile import Profile

__all__ = ["Profile"]
