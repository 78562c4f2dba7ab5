"""Limits that hold across workers."""

from datetime import timedelta

import pytest

from goldenthread.workbench import limits
from goldenthread.workbench.models import Allowance

pytestmark = pytest.mark.django_db


def test_so_many_requests_are_allowed_in_a_window_and_then_none(at):
    answers = [limits.allowed("someone", limit=2, seconds=60, at=at) for _ in range(4)]
    assert answers == [True, True, False, False]


def test_the_next_window_begins_anew(at):
    for _ in range(3):
        limits.allowed("someone", limit=2, seconds=60, at=at)
    assert limits.allowed("someone", limit=2, seconds=60, at=at + timedelta(seconds=60))


def test_one_asker_does_not_use_up_another(at):
    limits.allowed("one", limit=1, seconds=60, at=at)
    assert limits.allowed("two", limit=1, seconds=60, at=at)


def test_who_asked_is_kept_as_a_hash_only(at):
    limits.allowed("192.0.2.1", limit=1, seconds=60, at=at)
    assert Allowance.objects.get().key != "192.0.2.1"
    assert len(Allowance.objects.get().key) == 64
