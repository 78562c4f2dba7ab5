"""What the tests of clocks share: a partnership with a thing and an agency, and people in it."""

from types import SimpleNamespace

import pytest

from tests.factories import clocks, viewers


@pytest.fixture
def scene(db, kept_registries):
    """A partnership, an agency, a record in it, and a viewer for each role that matters here."""
    clocks.register_kinds()
    partnership = clocks.place()
    agency = clocks.agency(partnership)
    thing = clocks.thing(partnership)
    around = [partnership.pk]
    return SimpleNamespace(
        partnership=partnership,
        agency=agency,
        thing=thing,
        manager=viewers.business_manager(partnership.pk, name="Business manager"),
        member=viewers.holding("agency_member", agency=agency.pk, around=around, name="Agency member"),
        chair=viewers.holding("independent_chair", partnership=partnership.pk, name="Independent chair"),
        adviser=viewers.holding("young_adviser", partnership=partnership.pk),
        lead=viewers.holding("case_review_lead", partnership=partnership.pk, name="Case review lead"),
        admin=viewers.administrator(name="Administrator"),
    )
