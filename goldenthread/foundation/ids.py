"""Identifiers that can be made anywhere and never collide."""

import secrets
import time
import uuid

_RANDOM_BITS = 74


def uuid7() -> uuid.UUID:
    """Return a time-ordered identifier (RFC 9562, version 7).

    Rows made one after another lie side by side in an index, and a partnership exported from one installation keeps its
    identifiers when it is restored in another.
    """
    milliseconds = time.time_ns() // 1_000_000
    random = secrets.randbits(_RANDOM_BITS)
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 0x7 << 76
    value |= (random >> 62) << 64
    value |= 0b10 << 62
    value |= random & (1 << 62) - 1
    return uuid.UUID(int=value)
