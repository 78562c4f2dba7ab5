"""Sets Django up; imported first by `process.py`."""

import django

django.setup()
