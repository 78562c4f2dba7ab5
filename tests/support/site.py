"""A real server on a database of its own, for journeys and for tests that kill things."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

from tests.support import tree


@dataclass
class Site:
    """A running server: its address, its data folder, its environment."""

    address: str
    data: Path
    env: dict[str, str]
    process: subprocess.Popen[bytes]
    log: Path
    sound: Path  # names of pages that axe has found sound, for all processes that run journeys

    def command(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run `goldenthread …` against the same database."""
        return _command(self.env, *words, check=check)

    def said(self) -> str:
        """What the server has printed."""
        return self.log.read_text(errors="replace")


def _command(env: dict[str, str], *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=tree.ROOT, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert not check or done.returncode == 0, f"goldenthread {' '.join(words)} failed:\n{done.stdout}\n{done.stderr}"
    return done


def environment(data: Path, database: str = "", **more: str) -> dict[str, str]:
    """The environment of a server or command: the demonstration, in a folder of its own."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("GOLDENTHREAD_", "DATABASE_URL"))}
    env |= {"GOLDENTHREAD_MODE": "demonstration", "GOLDENTHREAD_DATA": str(data), "PYTHONPATH": str(tree.ROOT)}
    env |= {"DJANGO_SETTINGS_MODULE": "goldenthread.config.settings", **more}
    return {**env, "DATABASE_URL": database} if database else env


@dataclass(frozen=True)
class Loaded:
    """A demonstration that has been loaded once and is copied for each server."""

    data: Path
    database: str = ""


def load_demonstration(folder: Path) -> Loaded:
    """Set up a database (SQLite, or a new one on the server of DATABASE_URL) and load the demonstration.

    Whoever comes first loads it; other processes that name the same folder wait, and use what was loaded.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder.with_suffix(".loaded")
        if not done.exists():
            done.write_text(_load(folder))
        return Loaded(folder, done.read_text())


def _load(folder: Path) -> str:
    database = _new_database() if _on_postgres() else ""
    env = environment(folder, database)
    _command(env, "demo", "--load-only")
    if not (folder / "static").exists():
        _command(env, "collectstatic", "--noinput", "--verbosity=0")
    return database


def _on_postgres() -> bool:
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


def _new_database(template: str = "") -> str:
    import psycopg

    parts = urlsplit(os.environ["DATABASE_URL"])
    name = f"journey_{uuid4().hex[:12]}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        copied = f" TEMPLATE {urlsplit(template).path.strip('/')}" if template else ""
        connection.execute(f"CREATE DATABASE {name}{copied}".encode())
    return urlunsplit(parts._replace(path=f"/{name}"))


@contextmanager
def served(loaded: Loaded, folder: Path, *, workers: int = 1, **more: str) -> Iterator[Site]:
    """Copy a loaded demonstration, serve the copy and stop the server at the end."""
    shutil.copytree(loaded.data, folder, dirs_exist_ok=True)
    database = _new_database(loaded.database) if loaded.database else ""
    port = free_port()
    address = f"http://localhost:{port}"
    env = environment(folder, database, GOLDENTHREAD_ADDRESS=address, GOLDENTHREAD_HOSTS="localhost", **more)
    log = folder / "server.log"
    process = start(env, port, log, workers)
    try:
        _wait(address, process, log)
        yield Site(address, folder, env, process, log, _sound(loaded))
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _sound(loaded: Loaded) -> Path:
    folder = loaded.data.with_suffix(".sound")
    folder.mkdir(exist_ok=True)
    return folder


def start(env: dict[str, str], port: int, log: Path, workers: int = 1) -> subprocess.Popen[bytes]:
    """Start the server process, as an installation does."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
               "--workers", str(workers), "--blocking-threads", "2", "goldenthread.config.wsgi:application"]  # fmt: skip
    with log.open("ab") as output:
        return subprocess.Popen(command, cwd=tree.ROOT, env=env, stdout=output, stderr=subprocess.STDOUT)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        assert process.poll() is None, f"The server ended at once:\n{log.read_text()}"
        try:
            urllib.request.urlopen(address, timeout=20).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"The server did not answer:\n{log.read_text()}")


if __name__ == "__main__":  # `dev.py test` has it loaded early, in the folder that it names to journeys
    load_demonstration(Path(os.environ["GOLDENTHREAD_JOURNEYS"]) / "demonstration")
