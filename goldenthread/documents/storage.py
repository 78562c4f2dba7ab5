"""The store of files: bytes under their own SHA-256, written whole or not at all."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings

from goldenthread.foundation.errors import RuleBroken

BLOCK = 1 << 18


@dataclass(frozen=True, slots=True)
class Stored:
    """Bytes that lie on the disk, safe from a power cut."""

    sha256: str
    size: int
    path: Path


@dataclass(frozen=True, slots=True)
class Incoming:
    """Bytes that have been received but not yet accepted."""

    sha256: str
    size: int
    path: Path

    def accept(self) -> Stored:
        """Move the bytes to their place in the store. Doing it twice, or for bytes already there, changes nothing."""
        place = path_of(self.sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        self.path.replace(place)
        _sync_folder(place.parent)
        return Stored(self.sha256, self.size, place)

    def discard(self) -> None:
        """Throw the bytes away."""
        self.path.unlink(missing_ok=True)


def receive(content: IO[bytes]) -> Incoming:
    """Write bytes to a place of their own on the disk, block by block.

    Raises `RuleBroken` as soon as there are more than an upload may have; what was written is then deleted.
    """
    folder = Path(settings.MEDIA_ROOT) / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    path, seal, size = folder / secrets.token_hex(16), hashlib.sha256(), 0
    try:
        with path.open("xb") as file:
            while block := content.read(BLOCK):
                size += len(block)
                if size > settings.UPLOAD_BYTES:
                    raise RuleBroken(too_large(), field="file")
                seal.update(block)
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Incoming(seal.hexdigest(), size, path)


def too_large() -> str:
    """Say how large a file may be."""
    return f"The file is larger than {settings.UPLOAD_BYTES // (1024 * 1024)} MB. Split it, or save it smaller."


def path_of(sha256: str) -> Path:
    """Return where bytes lie in the store."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def is_whole(sha256: str) -> bool:
    """Read the bytes again and say whether they are there and still what they were."""
    try:
        with path_of(sha256).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return False


def quarantine(sha256: str) -> None:
    """Take bytes out of the store, to where nothing is ever served from."""
    place = Path(settings.MEDIA_ROOT) / "quarantine" / sha256
    place.parent.mkdir(parents=True, exist_ok=True)
    if path_of(sha256).exists():
        path_of(sha256).replace(place)


def all_stored() -> Iterator[tuple[str, Path]]:
    """Return everything in the store as (SHA-256, path)."""
    root = Path(settings.MEDIA_ROOT)
    for path in root.glob("[0-9a-f][0-9a-f]/*"):
        yield path.name, path


def left_behind() -> Iterator[Path]:
    """Return received bytes that were neither accepted nor thrown away: their process was killed."""
    yield from (Path(settings.MEDIA_ROOT) / "incoming").glob("*")


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
