"""Every read of the releases: from the viewer, and no more than the viewer may know."""

from goldenthread.releases.queries.choices import (
    indicators_to_choose,
    partnerships_to_decide,
    partnerships_to_prepare,
    periods_to_choose,
)
from goldenthread.releases.queries.policies import policies, policy
from goldenthread.releases.queries.protecting import (
    Tables,
    besides,
    check_again,
    earlier,
    earlier_names,
    protected,
)
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
from goldenthread.releases.queries.standing import (
    Protection,
    figures_of,
    judge,
    newest_standings,
    outdated,
    protection,
    released,
    under_other_policies,
)

__all__ = [
    "KIND",
    "Gone",
    "Protection",
    "Tables",
    "besides",
    "check_again",
    "earlier",
    "earlier_names",
    "edition",
    "edition_before",
    "editions",
    "figures_of",
    "indicators_to_choose",
    "judge",
    "may_look_behind",
    "newest_standings",
    "outdated",
    "partnerships_to_decide",
    "partnerships_to_prepare",
    "periods_to_choose",
    "policies",
    "policy",
    "protected",
    "protection",
    "published_edition",
    "published_editions",
    "published_releases",
    "release",
    "released",
    "releases",
    "taken_down",
    "under_other_policies",
    "visible",
]
