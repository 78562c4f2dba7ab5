"""The entry point for a web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.config.settings")
application = get_wsgi_application()

# What was made at the start stays until the end: no request pays for looking through it for rubbish.
gc.collect()
gc.freeze()
