"""The commands of `dev.py`."""

import argparse
import os
import shutil
import subprocess
import sys

from tools import environment, suite
from tools.said import Stopped, say


def install(arguments: list[str]) -> int:
    """Make .venv with everything to run and to develop; `goldenthread` becomes a command in it."""
    environment.ready(develop=True)
    say(f"Ready. The command is {environment.BIN / 'goldenthread'}")
    return 0


def run(arguments: list[str]) -> int:
    """Start the demonstration: environment, database, two partnerships, server. Prints address and sign-in."""
    parser = argparse.ArgumentParser(prog="dev.py run", description=run.__doc__)
    parser.add_argument("--port", type=int, help="another port than 8000")
    given = parser.parse_args(arguments)
    environment.ready(develop=False)
    settings = {"GOLDENTHREAD_MODE": os.environ.get("GOLDENTHREAD_MODE", "demonstration")}
    if given.port:
        settings["GOLDENTHREAD_ADDRESS"] = f"http://localhost:{given.port}"
    try:
        return environment.run("goldenthread", "demo", env=settings)
    except KeyboardInterrupt:
        return 0


def test(arguments: list[str]) -> int:
    """Run everything: checks, tests on SQLite and PostgreSQL, journeys. --strict: what cannot run has failed."""
    parser = argparse.ArgumentParser(prog="dev.py test", description=test.__doc__)
    parser.add_argument("--strict", action="store_true", help="what cannot run here counts as failed")
    parser.add_argument("--sqlite", action="store_true", help="only the checks and the tests on SQLite, no journeys")
    given = parser.parse_args(arguments)
    environment.ready(develop=True)
    tally = suite.Tally()
    if given.sqlite:
        suite.checks(tally, laws=False)
        suite.run_tests(tally, "on SQLite", suite.NO_JOURNEYS, {})
    else:
        suite.everything(tally)
    return suite.conclude(tally, strict=given.strict)


def check(arguments: list[str]) -> int:
    """Run what is quick: lint, format, contracts, templates, types, migrations, generated pages, laws."""
    environment.ready(develop=True)
    tally = suite.Tally()
    suite.checks(tally, laws=True)
    return suite.conclude(tally, strict=False)


def fix(arguments: list[str]) -> int:
    """Mend what a machine can: initial migrations, imports, format, the generated parts of docs."""
    environment.ready(develop=True)
    environment.run("python", "-m", "tools.migrations", env=suite.TEST)
    environment.run("ruff", "check", "--fix", "--quiet", ".")
    environment.run("ruff", "format", "--quiet", ".")
    environment.run("python", "-m", "tools.env_example", env=suite.TEST)
    return environment.run("python", "-m", "tools.area_pages", env=suite.TEST)


def new_area(arguments: list[str]) -> int:
    """Write a new area that passes every law: `dev.py new-area NAME [--above AREA]`."""
    environment.ready(develop=True)
    return environment.run("python", "-m", "tools.new_area", *arguments, env=suite.TEST)


def wiring(arguments: list[str]) -> int:
    """Print what the areas have registered: kinds, events, menu, tasks, checks, subscribers, public addresses."""
    environment.ready(develop=True)
    return environment.run("python", "-m", "tools.wiring", *arguments, env=suite.TEST)


def lock(arguments: list[str]) -> int:
    """Write requirements.txt and requirements-dev.txt anew from their .in files (needs uv). --upgrade: newest versions."""
    environment.ready(develop=True)
    uv = shutil.which("uv") or shutil.which("uv", path=str(environment.BIN))
    if uv is None:
        raise Stopped("Locking needs uv: `python3 -m pip install uv` in an environment of your own, then again.")
    for name in ("requirements", "requirements-dev"):
        say(f"Locking {name}.in")
        command = [uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-emit-index-url"]
        command += [
            "--no-emit-find-" + "links",
            "--python-version",
            "3.11",
            f"{name}.in",
            "-o",
            f"{name}.txt",
            *arguments,
        ]
        code = subprocess.run(command, cwd=environment.ROOT, check=False).returncode
        if code:
            return code
    return 0


def bench(arguments: list[str]) -> int:
    """Measure pages at the sizes of docs/performance.md: `dev.py bench [S|M|L]`."""
    environment.ready(develop=True)
    return environment.run("python", "-m", "bench", *arguments)


COMMANDS = {
    "run": run,
    "test": test,
    "check": check,
    "fix": fix,
    "install": install,
    "new-area": new_area,
    "wiring": wiring,
    "lock": lock,
    "bench": bench,
}


def usage() -> str:
    """Return the list of commands with their first lines."""
    lines = ["python3 dev.py COMMAND", ""]
    lines += [f"  {name:<9} {(function.__doc__ or '').splitlines()[0]}" for name, function in COMMANDS.items()]
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Do the command; a refusal is a sentence, never a traceback."""
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        say(usage())
        return 0
    command = COMMANDS.get(arguments[0])
    if command is None:
        sys.stderr.write(f"There is no command {arguments[0]!r}.\n\n{usage()}\n")
        return 2
    try:
        return command(arguments[1:])
    except Stopped as stop:
        sys.stderr.write(f"\n{stop.sentence}\n")
        return stop.code
