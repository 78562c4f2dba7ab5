"""The tables of the area."""

from goldenthread.releases.models.policy import Policy
from goldenthread.releases.models.release import Decision, Edition, Release, Withdrawal
from goldenthread.releases.models.standing import Standing

__all__ = ["Decision", "Edition", "Policy", "Release", "Standing", "Withdrawal"]
