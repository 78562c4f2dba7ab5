"""Types hold: strictly in rules, operations, queries, foundation, access and clocks; wherever something is typed elsewhere."""

import os
import subprocess
import sys

from tests.support import tree


def test_the_type_checker_finds_nothing():
    env = {**os.environ, "GOLDENTHREAD_MODE": "test", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "goldenthread"],
        cwd=tree.ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    faults = [line for line in done.stdout.splitlines() if ": error:" in line] or [
        done.stdout[-500:] + done.stderr[-500:]
    ]
    assert done.returncode == 0, tree.told(
        faults,
        "say what a function takes and gives. Where a library's types are wrong: `# type: ignore[code]  # why`.",
    )
