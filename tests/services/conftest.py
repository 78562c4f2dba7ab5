"""An installation of its own for tests that kill processes: its own data folder and database, on whichever database is tested."""

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings

from goldenthread.foundation.ids import uuid7
from tests.support import tree


class Installation:
    """A data folder and a database, and processes that work on them."""

    def __init__(self, place: Path, url: str) -> None:
        self.place, self.url = place, url
        self.env = {
            **os.environ,
            "GOLDENTHREAD_MODE": "test",
            "GOLDENTHREAD_DATA": str(place),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DATABASE_URL": url,
        }
        self.children: list[subprocess.Popen] = []

    def start(self, *words: str) -> subprocess.Popen:
        child = subprocess.Popen(
            [sys.executable, *words],
            cwd=tree.ROOT,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.children.append(child)
        return child

    def process(self, what: str) -> subprocess.Popen:
        return self.start("-m", "tests.services.process", what)

    def run(self, what: str) -> None:
        self.finish(self.process(what))

    def command(self, *words: str) -> str:
        return self.finish(self.start("manage.py", *words))

    def finish(self, child: subprocess.Popen) -> str:
        said, _ = child.communicate(timeout=60)
        assert child.returncode == 0, said
        return said

    def wait_for(self, name: str) -> None:
        until = time.monotonic() + 40
        while not (self.place / name).exists():
            assert time.monotonic() < until, f"{name} was not reached"
            assert all(child.poll() in (None, 0, -9) for child in self.children), self.children[-1].communicate()[0]
            time.sleep(0.05)

    def kill(self, child: subprocess.Popen) -> None:
        child.kill()
        child.communicate(timeout=20)

    def rows(self, statement: str) -> list[tuple]:
        """Ask the database directly: a process of ours takes seconds to start."""
        if self.url.startswith("sqlite"):
            with closing(sqlite3.connect(self.place / "db.sqlite3")) as line:
                return line.execute(statement).fetchall()
        with psycopg.connect(self.url.replace("postgres://", "postgresql://"), autocommit=True) as line:
            return line.execute(statement).fetchall()

    def do(self, statement: str) -> None:
        if self.url.startswith("sqlite"):
            with closing(sqlite3.connect(self.place / "db.sqlite3")) as line, line:
                line.execute(statement)
            return
        with psycopg.connect(self.url.replace("postgres://", "postgresql://"), autocommit=True) as line:
            line.execute(statement)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory) -> Path:
    """A migrated SQLite database, made once and copied."""
    place = tmp_path_factory.mktemp("pristine")
    Installation(place, f"sqlite:///{place / 'db.sqlite3'}").command("migrate", "-v", "0")
    return place / "db.sqlite3"


@pytest.fixture
def installation(tmp_path, request):
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        with _database_of_its_own() as url:
            made = Installation(tmp_path, url)
            made.command("migrate", "-v", "0")
            yield made
            _end(made)
        return
    (tmp_path / "db.sqlite3").write_bytes(request.getfixturevalue("pristine").read_bytes())
    made = Installation(tmp_path, f"sqlite:///{tmp_path / 'db.sqlite3'}")
    yield made
    _end(made)


def _end(made: Installation) -> None:
    for child in made.children:
        if child.poll() is None:
            child.kill()
        if child.stdout and not child.stdout.closed:
            child.communicate(timeout=20)


class _database_of_its_own:
    def __enter__(self) -> str:
        parts = urlsplit(os.environ["DATABASE_URL"])
        self.name = f"kill_{uuid7().hex}"
        self.admin = psycopg.connect(
            os.environ["DATABASE_URL"].replace("postgres://", "postgresql://"), autocommit=True
        )
        self.admin.execute(f"CREATE DATABASE {self.name}")
        return urlunsplit(parts._replace(path=f"/{self.name}"))

    def __exit__(self, *problem: object) -> None:
        self.admin.execute(f"DROP DATABASE {self.name} WITH (FORCE)")
        self.admin.close()
