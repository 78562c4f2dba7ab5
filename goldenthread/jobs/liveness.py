"""Which workers live. A worker holds a lock on a file of its own; when it is killed, the system lets the lock go."""

import os
import secrets
import socket
from pathlib import Path
from typing import IO

from django.conf import settings

try:
    import fcntl
except ImportError:  # Windows has none: there, only the lease tells
    fcntl = None  # type: ignore[assignment]


class Alive:
    """A worker's sign of life, from construction until `end` or the end of the process."""

    def __init__(self) -> None:
        self.worker = f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(4)}"
        self._file: IO[str] | None = None
        if fcntl is not None:
            _folder().mkdir(parents=True, exist_ok=True)
            self._file = (_folder() / self.worker).open("w")
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def end(self) -> None:
        """Give up the sign of life."""
        if self._file is not None:
            (_folder() / self.worker).unlink(missing_ok=True)
            self._file.close()
            self._file = None


def is_dead(worker: str) -> bool:
    """Say whether a worker of this machine has certainly ended. False when it lives, or nobody here can tell."""
    path = _folder() / worker
    if fcntl is None or not worker or "/" in worker or not path.exists():
        return False
    try:
        with path.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def holds(worker: str) -> bool:
    """Say whether a worker of this machine certainly lives, however long it has been silent."""
    return fcntl is not None and bool(worker) and (_folder() / worker).exists() and not is_dead(worker)


def bury(worker: str) -> None:
    """Forget a worker whose work has been taken over."""
    (_folder() / worker).unlink(missing_ok=True)


def dead_workers() -> list[str]:
    """Return every worker of this machine that has certainly ended without saying so."""
    if not _folder().is_dir():
        return []
    return [path.name for path in sorted(_folder().iterdir()) if is_dead(path.name)]


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "workers"
