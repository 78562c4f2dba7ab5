"""Django's door for mail: whatever a library sends (sign-in links, warnings) goes to the same table."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from goldenthread.foundation.ids import uuid7
from goldenthread.jobs import mail


class KeptMail(BaseEmailBackend):
    """Keeps each message for the worker instead of sending it while somebody waits."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages, one row for each person."""
        for message in email_messages:
            pages = [content for content, kind in getattr(message, "alternatives", []) if kind == "text/html"]
            for person in message.recipients():
                mail.send(
                    person,
                    str(message.subject),
                    str(message.body),
                    f"message:{uuid7()}",
                    html=str(pages[0]) if pages else "",
                )
        return len(email_messages)
