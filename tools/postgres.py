"""A PostgreSQL of our own for the time of a test run: made in a temporary folder, gone afterwards."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.said import Stopped

_PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)
HOW_TO_GET = "install PostgreSQL (Debian: apt install postgresql), or name one: DATABASE_URL=postgres://…"


def programs() -> Path | None:
    """Return the folder with `initdb` and `pg_ctl`, wherever they are installed; the newest first."""
    found = [path for place in _PLACES for path in Path("/").glob(place[1:]) if (path / "initdb").exists()]
    found.sort(key=lambda path: [int(part) for part in path.parts if part.isdecimal()], reverse=True)
    on_path = shutil.which("initdb")
    if not found and on_path:
        found = [Path(on_path).resolve().parent]
    return found[0] if found else None


def available() -> bool:
    """Whether tests can run on PostgreSQL here."""
    return os.environ.get("DATABASE_URL", "").startswith("postgres") or programs() is not None


@contextmanager
def server() -> Iterator[str]:
    """Start a server and give its address for DATABASE_URL; it is stopped and deleted at the end.

    An address that is already in DATABASE_URL is used as it is.
    """
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    folder = programs()
    if folder is None:
        raise Stopped(f"There is no PostgreSQL here: {HOW_TO_GET}")
    with tempfile.TemporaryDirectory(prefix="goldenthread-postgres-", ignore_cleanup_errors=True) as place:
        base, password, port = Path(place), secrets.token_hex(16), _free_port()
        base.chmod(0o711)
        secret = base / "password"
        secret.write_text(password)
        if os.geteuid() == 0:
            shutil.chown(secret, "postgres", "postgres")
            shutil.chown(base, "postgres", "postgres")
        data = base / "data"
        _call(folder / "initdb", "-D", data, "-U", "goldenthread", "-A", "scram-sha-256", f"--pwfile={secret}",
              "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8")  # fmt: skip
        options = (
            f"-p {port} -k {base} -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off "
            "-c full_page_writes=off -c max_connections=60"
        )
        _call(folder / "pg_ctl", "-D", data, "-l", base / "log", "-o", options, "-w", "start")
        try:
            yield f"postgres://goldenthread:{password}@127.0.0.1:{port}/postgres"
        finally:
            _call(folder / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _call(*command: str | Path) -> None:
    """Run one of PostgreSQL's programs; they refuse to run as root, so root becomes the user `postgres`."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    done = subprocess.run(words, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        raise Stopped(f"PostgreSQL did not start ({words[-1]}):\n{done.stdout}")


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
