"""Where the two files of a pack lie: copies in a folder of their own, never in a backup, deleted after the days that are set."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from django.conf import settings

PDF, ZIP = "pdf", "zip"
FORMATS = {PDF: "application/pdf", ZIP: "application/zip"}


def path_of(pack: UUID, format: str) -> Path:
    """Return where a file of a pack lies, or would."""
    return _folder(pack) / f"pack.{format}"


@contextmanager
def being_made(pack: UUID) -> Iterator[Path]:
    """Give a new folder to make a pack in, cleared of what an earlier try left; it is gone afterwards."""
    folder = _folder(pack).with_name(f"{pack}.partial")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def keep(pack: UUID, format: str, made: Path) -> tuple[str, int]:
    """Move a finished file to its place. Returns its checksum and size."""
    place = path_of(pack, format)
    place.parent.mkdir(parents=True, exist_ok=True)
    made.replace(place)
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), place.stat().st_size


def delete(pack: UUID) -> None:
    """Delete the files of a pack."""
    shutil.rmtree(_folder(pack), ignore_errors=True)


def _folder(pack: UUID) -> Path:
    return Path(settings.MEDIA_ROOT) / "packs" / str(pack)
