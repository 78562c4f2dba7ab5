"""Outgoing mail. It is kept in a table and sent by the worker: a mail server that fails delays mail, never work."""

import hashlib

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import IntegrityError, transaction

from goldenthread.foundation import clock
from goldenthread.foundation.text import clean
from goldenthread.jobs import queue, registry
from goldenthread.jobs.models import OutgoingMail

TASK = "jobs.send_mail"


def send(to: str, subject: str, text: str, key: str, html: str = "") -> bool:
    """Keep a message and queue its sending, in the caller's transaction. Return False when ``key`` was used before.

    ``key`` says what the message is for (``"reminder:<deadline>:<account>:7 days"``): the same is never sent twice.
    """
    configured = is_configured()
    row = OutgoingMail(
        key=key[:200] if len(key) <= 200 else f"{key[:130]}#{hashlib.sha256(key.encode()).hexdigest()}",
        to=to,
        subject=" ".join(clean(subject).split())[:250],
        text=clean(text),
        html=html,
        status=OutgoingMail.Status.WAITING if configured else OutgoingMail.Status.KEPT,
        created_at=clock.now(),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        if OutgoingMail.objects.filter(key=row.key).exists():
            return False
        raise
    if configured:
        queue.enqueue(TASK, mail=str(row.id))
    return True


def is_configured() -> bool:
    """Say whether this installation has a mail server."""
    return bool(settings.OUTGOING_MAIL)


@registry.task(TASK, retries=8, atomic=False, minutes=5, words="Send a mail")
def deliver(*, mail: str) -> None:
    """Send one message. Its Message-ID comes from its key, so a copy sent twice after a crash is known as a copy."""
    row = OutgoingMail.objects.filter(pk=mail, status__in=["waiting", "failed"]).first()
    if row is None:
        return
    row.attempts += 1
    try:
        _transmit(row)
    except Exception as problem:
        row.status, row.problem = OutgoingMail.Status.FAILED, f"{type(problem).__name__}: {problem}"[:500]
        row.save(update_fields=["attempts", "status", "problem"])
        raise
    row.status, row.sent_at, row.problem = OutgoingMail.Status.SENT, clock.now(), ""
    row.text = row.html = ""  # what was sent may hold a link that opens a door: only that it was sent is kept
    row.save(update_fields=["attempts", "status", "sent_at", "problem", "text", "html"])


def _transmit(row: OutgoingMail) -> None:
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(">") or "localhost"
    message = EmailMultiAlternatives(
        subject=row.subject,
        body=row.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[row.to],
        headers={
            "Message-ID": f"<{hashlib.sha256(row.key.encode()).hexdigest()[:40]}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
        connection=get_connection(**settings.OUTGOING_MAIL),  # type: ignore[arg-type]
    )
    if row.html:
        message.attach_alternative(row.html, "text/html")
    message.send()
