"""The full-text index of each database, over the same table."""

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL

_COLUMNS = "folded_title, folded_body"
_NEW = "new.number, new.folded_title, new.folded_body"
_OLD = "old.number, old.folded_title, old.folded_body"
_TAKE_OUT = f"INSERT INTO records_search (records_search, rowid, {_COLUMNS}) VALUES ('delete', {_OLD});"  # noqa: S608 - fixed words
_PUT_IN = f"INSERT INTO records_search (rowid, {_COLUMNS}) VALUES ({_NEW});"  # noqa: S608 - fixed words
_MAKE = {
    "sqlite": [
        f"CREATE VIRTUAL TABLE records_search USING fts5({_COLUMNS}, content='records_searchdoc', "
        "content_rowid='number', tokenize='porter unicode61 remove_diacritics 2')",
        f"CREATE TRIGGER records_search_in AFTER INSERT ON records_searchdoc BEGIN {_PUT_IN} END",
        f"CREATE TRIGGER records_search_out AFTER DELETE ON records_searchdoc BEGIN {_TAKE_OUT} END",
        f"CREATE TRIGGER records_search_anew AFTER UPDATE ON records_searchdoc BEGIN {_TAKE_OUT} {_PUT_IN} END",
    ],
    "postgresql": [
        "ALTER TABLE records_searchdoc ADD COLUMN words tsvector GENERATED ALWAYS AS "
        "(to_tsvector('english', folded_title || ' ' || folded_body)) STORED",
        "CREATE INDEX records_search ON records_searchdoc USING gin (words)",
    ],
}
_DROP = {
    "sqlite": [
        *(f"DROP TRIGGER IF EXISTS records_search_{name}" for name in ("in", "out", "anew")),
        "DROP TABLE IF EXISTS records_search",
    ],
    "postgresql": ["ALTER TABLE records_searchdoc DROP COLUMN IF EXISTS words"],
}


def make(to: BaseDatabaseWrapper) -> None:
    """Build the index; called by the migration."""
    _run(to, _MAKE[to.vendor])


def drop(to: BaseDatabaseWrapper) -> None:
    """Take the index away."""
    _run(to, _DROP[to.vendor])


def numbers_matching(words: list[str]) -> RawSQL:
    """Return the numbers of the rows that hold every word, or one that begins with it. ``words`` are letters and digits only."""
    if connection.vendor == "sqlite":
        asked = " AND ".join(f'"{word}"*' for word in words)
        return RawSQL("SELECT rowid FROM records_search WHERE records_search MATCH %s", [asked])
    asked = " & ".join(f"'{word}':*" for word in words)
    return RawSQL("SELECT number FROM records_searchdoc WHERE words @@ to_tsquery('english', %s)", [asked])


def _run(to: BaseDatabaseWrapper, statements: list[str]) -> None:
    with to.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
