"""Wrong passwords are counted across workers: two processes share one limit, because they share one cache."""

import os
import subprocess
import sys

from tests.support import tree

TRY = """
import sys, django
django.setup()
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from goldenthread.accounts.models import User
password = "three random words"
if sys.argv[1] == "first":
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    user = User(email="robin@example.org", name="Robin", joined_at=timezone.now())
    user.set_password(password)
    user.save()
client = Client(SERVER_NAME="localhost")
for _ in range(int(sys.argv[2])):
    client.post("/sign-in/login/", {"login": "robin@example.org", "password": "wrong"})
client.post("/sign-in/login/", {"login": "robin@example.org", "password": password})
print("in" if client.session.get("_auth_user_id") else "out")
"""


def _worker(env, *words):
    done = subprocess.run([sys.executable, "-c", TRY, *words], cwd=tree.ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()[-1]


def test_wrong_passwords_are_counted_over_all_workers(tmp_path):
    env = {key: value for key, value in os.environ.items() if not key.startswith(("GOLDENTHREAD_", "DATABASE_URL"))}
    env |= {"GOLDENTHREAD_MODE": "test", "GOLDENTHREAD_DATA": str(tmp_path), "PYTHONPATH": str(tree.ROOT)}
    env |= {"DJANGO_SETTINGS_MODULE": "tests.settings"}

    assert _worker(env, "first", "3") == "in"  # three of five tries are used up
    assert _worker(env, "second", "3") == "out"  # the other worker knows of them
