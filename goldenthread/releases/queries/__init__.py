"""Every read of the releases: from the viewer, and no more than the viewer may know."""

from goldenthread.releases.queries.choices import (
    indicators_to_choose,
    partnerships_to_decide,
    partnerships_to_prepare,
    periods_to_choose,
)
from goldenthread.releases.queries.policies import policies, policy
from goldenthread.releases.queries.protecting import Tables, check_again, earlier, earlier_names, protected
from goldenthread.releases.queries.published import (
    Gone,
    published_edition,
    published_editions,
    published_releases,
    taken_down,
)
from goldenthread.releases.queries.rows import (
    KIND,
    edition,
    edition_before,
    editions,
    may_look_behind,
    release,
    releases,
    visible,
)

__all__ = [
    "KIND",
    "Gone",
    "Tables",
    "check_again",
    "earlier",
    "earlier_names",
    "edition",
    "edition_before",
    "editions",
    "indicators_to_choose",
    "may_look_behind",
    "partnerships_to_decide",
    "partnerships_to_prepare",
    "periods_to_choose",
    "policies",
    "policy",
    "protected",
    "published_edition",
    "published_editions",
    "published_releases",
    "release",
    "releases",
    "taken_down",
    "visible",
]
