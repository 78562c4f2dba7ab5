"""A new report begins with the text, the order and the figures of the last one, and says what nobody has read yet."""

import pytest

from goldenthread.reports import models as m
from tests.factories import reports as make

pytestmark = pytest.mark.django_db


def test_a_section_is_not_read_by_nobody(broken, section):
    with broken("reports_section_looked_at_whole"):
        m.Section.objects.filter(pk=section.pk).update(looked_at=make.AT)
