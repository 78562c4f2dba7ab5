"""The product's settings, as the tests need them: test mode, fast passwords, plain static files, a viewer given by the test."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("GOLDENTHREAD_MODE", "test")
os.environ.setdefault("GOLDENTHREAD_DATA", str(Path(tempfile.gettempdir()) / "goldenthread-test"))

from goldenthread.config.settings import *
from goldenthread.config.settings import MIDDLEWARE, PASSWORD_HASHERS

MIDDLEWARE = [*MIDDLEWARE, "tests.support.browsing.ViewerGiven"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
SECOND_FACTOR_ENFORCED = False  # the tests of signing in turn it on; `look_as` gives a viewer, not an authenticator
