"""The accounts that a demonstration offers on its sign-in page."""

from django import template

from goldenthread.accounts import demonstration

register = template.Library()


@register.simple_tag
def demonstration_accounts() -> list[demonstration.Offered]:
    """Return one account per role in a demonstration, and none anywhere else."""
    return demonstration.offered()
