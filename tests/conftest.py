"""What every test can use."""

import os

os.environ.setdefault("GOLDENTHREAD_MODE", "test")
os.environ.setdefault("GOLDENTHREAD_DATA", "/tmp/goldenthread-test")
