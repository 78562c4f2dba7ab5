"""`python3 dev.py bench [S] [M] [L]`: makes a database of each size, opens every page, says what each cost."""

import argparse
import importlib
import logging
import os
import sys
import tempfile
import time
from pathlib import Path


def main() -> int:
    """Measure the sizes asked for."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("sizes", nargs="*", help="S, M, L; S alone unless told")
    parser.add_argument("--scale", action="append", default=[], metavar="SIZE", help="the same: --scale M")
    parser.add_argument("--times", type=int, default=15, help="how often each page is opened")
    parser.add_argument("--write", action="store_true", help="keep the figures in docs/performance.md")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="goldenthread-bench-") as folder:
        os.environ |= {"GOLDENTHREAD_MODE": "demonstration", "GOLDENTHREAD_DATA": folder}
        os.environ["DJANGO_SETTINGS_MODULE"] = "goldenthread.config.settings"
        os.environ["GOLDENTHREAD_HOSTS"] = "testserver"
        import django

        django.setup()
        from django.conf import settings

        logging.disable(logging.WARNING)
        plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
        sizes = [*given.sizes, *given.scale] or ["S"]
        tables = [measured(size, given.times) for size in sizes]
    report = importlib.import_module("bench.report")
    print("\n\n".join(tables))
    if given.write:
        report.keep(tables)
    return 0


def measured(code: str, times: int) -> str:
    """Make a database of one size, measure every page, and return the table."""
    from django.core.management import call_command
    from django.db import connection

    from bench import pages, report, work
    from bench.generators import ORDER
    from bench.sizes import SIZES, Made
    from goldenthread.foundation import clock

    _fresh(connection)
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    made = Made(SIZES[code.upper()], clock.today())
    started = time.perf_counter()
    for name in ORDER:
        importlib.import_module(f"bench.generators.{name}").generate(made)
    connection.cursor().execute("ANALYZE")
    sys.stderr.write(f"{code}: made in {time.perf_counter() - started:.0f} s: {made.counts}\n")
    opened = report.table(made, pages.every(times))
    return f"{opened}\n\n{work.table(made)}"


def _fresh(connection) -> None:
    """Begin with no tables: a new file, or an emptied schema of the database named in DATABASE_URL."""
    connection.close()
    if connection.vendor == "sqlite":
        for path in Path(str(connection.settings_dict["NAME"])).parent.glob("goldenthread.sqlite3*"):
            path.unlink()
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


if __name__ == "__main__":
    sys.exit(main())
