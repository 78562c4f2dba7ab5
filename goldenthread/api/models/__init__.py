"""Tables of the programming interface."""

from goldenthread.api.models.token import Token

__all__ = ["Token"]
