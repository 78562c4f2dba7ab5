"""Everything of an installation in one folder, and back: database, files, and a list with the checksum of each.

The database is copied first. Files are only ever added under their own checksum, so those copied afterwards are all it needs.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.sqlite3._functions import register

from goldenthread.foundation.errors import GoldenThreadError

FORMAT = "goldenthread-backup-1"
_LIST = "manifest.json"
_NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")


class BackupRefused(GoldenThreadError):
    """A backup cannot be made or cannot be trusted; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a backup holds."""

    made_at: str
    database: str
    files: int
    size: int


def make(out: Path, *, at: datetime) -> Summary:
    """Write a backup to a folder that does not exist yet. It gets its name only when it is whole."""
    if out.exists() and any(out.iterdir()):
        raise BackupRefused(f"{out} is not empty. Name a new folder for the backup.")
    part = out.with_name(f"{out.name}.unfinished")
    shutil.rmtree(part, ignore_errors=True)
    (part / "files").mkdir(parents=True)
    database = part / _NAMES[connection.vendor]
    if connection.vendor == "sqlite":
        _copy_sqlite(database)
    else:
        _call("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file", str(database))
    listed = {database.name: _seal(database)}
    for path in _stored():
        target = part / "files" / path.parent.name / path.name
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(path, target)
        seal = _seal(target)
        if seal != path.name:
            raise BackupRefused(
                f"The file {path.name} is damaged on this server. Restore it from an older backup first."
            )
        listed[target.relative_to(part).as_posix()] = seal
    manifest = {"format": FORMAT, "made_at": at.isoformat(), "database": connection.vendor, "files": listed}
    _write(part / _LIST, json.dumps(manifest, indent=1, sort_keys=True).encode())
    if out.exists():
        out.rmdir()
    part.rename(out)
    return _summary(out, manifest)


def check(folder: Path) -> Summary:
    """Read a whole backup and say what it holds; raises `BackupRefused` where a file is missing, changed or not listed."""
    try:
        manifest = json.loads((folder / _LIST).read_text())
    except (OSError, ValueError) as problem:
        raise BackupRefused(f"{folder} is not a backup, or was not finished: its list cannot be read.") from problem
    if manifest.get("format") != FORMAT:
        raise BackupRefused(f"{folder} was made by another version: its format is {manifest.get('format')!r}.")
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {_LIST}
    for name, seal in manifest["files"].items():
        if name not in there:
            raise BackupRefused(f"The backup is not whole: {name} is missing.")
        if _seal(folder / name) != seal:
            raise BackupRefused(f"The backup is damaged: {name} is not what it was.")
    if there - set(manifest["files"]):
        raise BackupRefused(
            f"The backup holds files that are not on its list, such as {min(there - set(manifest['files']))}."
        )
    return _summary(folder, manifest)


def restore(folder: Path, *, replace: bool = False) -> Summary:
    """Put a backup in the place of this installation's database and files; nothing is touched before all of it is checked."""
    summary = check(folder)
    if summary.database != connection.vendor:
        raise BackupRefused(
            f"This backup is of {summary.database} and this installation runs on {connection.vendor}. "
            "Use `goldenthread export` and `goldenthread import` to move between databases."
        )
    if not replace and _has_tables():
        raise BackupRefused("This installation already has a database. Add --replace to put the backup in its place.")
    for path in sorted((folder / "files").rglob("*")):
        if path.is_file():
            _put(path, Path(settings.MEDIA_ROOT) / path.parent.name / path.name)
    database = folder / _NAMES[connection.vendor]
    if connection.vendor == "sqlite":
        _replace_sqlite(database)
    else:
        connection.close()
        _call(
            "pg_restore",
            "--clean",
            "--if-exists",
            "--no-owner",
            "--single-transaction",
            "--exit-on-error",
            str(database),
        )
    return summary


def _copy_sqlite(target: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])
    _check_sqlite(target)


def _check_sqlite(path: Path) -> None:
    copy = sqlite3.connect(path)
    register(copy)  # constraints call functions that Django brings, such as REGEXP
    try:
        said = copy.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        copy.close()
    if said != "ok":
        raise BackupRefused(f"The copy of the database is not sound: {said}")


def _replace_sqlite(source: Path) -> None:
    _check_sqlite(source)
    connection.close()
    target = Path(str(connection.settings_dict["NAME"]))
    if target.exists():
        _fold_in_the_log(target)
        shutil.copyfile(target, target.with_name(f"{target.name}.before-restore"))
    for ending in ("-wal", "-shm"):
        target.with_name(target.name + ending).unlink(missing_ok=True)
    _put(source, target)


def _fold_in_the_log(target: Path) -> None:
    """Fold what stands in the write-ahead log into the file, so that the copy kept of it is whole."""
    old = sqlite3.connect(target)
    old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    old.close()


def _has_tables() -> bool:
    return "django_migrations" in connection.introspection.table_names()


def _stored() -> list[Path]:
    return sorted(Path(settings.MEDIA_ROOT).glob("[0-9a-f][0-9a-f]/*"))


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.restoring")
    shutil.copyfile(source, part)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _seal(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _summary(folder: Path, manifest: dict[str, Any]) -> Summary:
    size = sum((folder / name).stat().st_size for name in manifest["files"])
    return Summary(manifest["made_at"], manifest["database"], len(manifest["files"]) - 1, size)


def _call(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs on this installation's database; the password goes by the environment."""
    found = shutil.which(program) or next(
        (str(path / program) for place in _PLACES for path in sorted(Path("/").glob(place[1:]), reverse=True)), None
    )
    if found is None:
        raise BackupRefused(
            f"PostgreSQL's program {program} is not on this machine. Install the PostgreSQL client (Debian: apt install "
            "postgresql-client), or let the database server make its own backup and copy the folder of files."
        )
    given = connection.settings_dict
    env = {
        **os.environ,
        "PGHOST": str(given["HOST"] or ""),
        "PGPORT": str(given["PORT"] or ""),
        "PGUSER": str(given["USER"] or ""),
        "PGPASSWORD": str(given["PASSWORD"] or ""),
        "PGDATABASE": str(given["NAME"]),
    }
    more = ["--dbname", str(given["NAME"])] if program == "pg_restore" else []
    told = {key: value for key, value in env.items() if value}
    done = subprocess.run(  # noqa: S603 - a program found above, with arguments of ours
        [found, *more, *arguments], env=told, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BackupRefused(f"{program} failed: {done.stderr.strip()[-500:]}")
