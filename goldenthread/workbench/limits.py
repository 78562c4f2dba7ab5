"""Limits on how often something is asked for, which hold across workers because the database counts."""

import hashlib
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from goldenthread.workbench.models import Allowance


def allowed(who: str, *, limit: int, seconds: int, at: datetime) -> bool:
    """Count one request of ``who`` and say whether it is within ``limit`` for each ``seconds``."""
    key = hashlib.sha256(who.encode()).hexdigest()
    window = int(at.timestamp()) // seconds
    if Allowance.objects.filter(key=key, window=window, used__lt=limit).update(used=F("used") + 1):
        return True
    if Allowance.objects.filter(key=key).exclude(window=window).update(window=window, used=1):
        return True
    if Allowance.objects.filter(key=key).exists():
        return False
    try:
        with transaction.atomic():
            Allowance.objects.create(key=key, window=window, used=1)
    except IntegrityError:  # another worker began the window in this very moment
        return allowed(who, limit=limit, seconds=seconds, at=at)
    return True


def forget(before: datetime, *, seconds: int = 86400) -> None:
    """Delete what was counted before a moment."""
    Allowance.objects.filter(window__lt=int(before.timestamp()) // seconds).delete()
