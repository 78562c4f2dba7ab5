"""What every test can use."""

import os

os.environ.setdefault("GOLDENTHREAD_MODE", "test")
os.environ.setdefault("GOLDENTHREAD_DATA", "/tmp/goldenthread-test")  # noqa: S108 - nothing of a person's is kept there
