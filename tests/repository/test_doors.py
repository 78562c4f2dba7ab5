"""Law 4: every address proves its lock."""

import inspect

from goldenthread.access.permissions import Permission
from tests.support import product, tree
from tests.support.product import guard_of, reason_of

# Views that come with a library cannot carry our marks. Each library stands here with what guards its pages instead.
LIBRARIES = {
    "allauth.": "sign-in itself; what needs an account is guarded by allauth's own login_required",
    "django.views.generic.base.RedirectView": "old addresses of the sign-in library, which lead to its new ones",
    "django.contrib.staticfiles.": "style sheets and scripts",
}


def is_of_library(door: product.Door) -> bool:
    return any(door.where.startswith(prefix) for prefix in LIBRARIES)


def is_of_interface(door: product.Door) -> bool:
    """The programming interface guards each call with its own sign-in (see the law below)."""
    return door.where.startswith("ninja.")


def test_every_address_names_a_permission_or_says_why_it_needs_none():
    faults = [
        f"/{door.route} ({door.name}) → {door.where}"
        for door in product.doors()
        if guard_of(door) is None and not is_of_library(door) and not is_of_interface(door)
    ]
    assert not faults, tree.told(
        faults,
        "put one of these on the view, as its outermost decorator (from goldenthread.access.guards):\n"
        "    @needs(Permission.GROUP_EDIT)     the viewer holds it somewhere; the query decides which rows they see\n"
        "    @signed_in                        anybody with an account: their own settings, help\n"
        '    @public("why the whole world may see it")',
    )


def test_every_public_address_gives_its_reason():
    opened = [door for door in product.doors() if guard_of(door) == "public"]
    for door in opened:
        print(f"/{door.route}: {inspect.unwrap(door.view).__name__}: {reason_of(door)}")  # noqa: T201 - the list itself
    faults = [f"/{door.route} → {door.where}" for door in opened if len(reason_of(door)) < 12]
    assert not faults, tree.told(
        faults, '@public("the sign-in page must be reachable") says in a few words why the world may see it.'
    )


def test_every_guard_is_a_permission_that_exists():
    allowed = {"signed in", "public", None}
    faults = [
        f"/{door.route} → {door.where} is guarded by {guard_of(door)!r}"
        for door in product.doors()
        if not isinstance(guard_of(door), Permission) and guard_of(door) not in allowed
    ]
    assert not faults, tree.told(faults, "permissions are listed in goldenthread/access/permissions.py")


def test_every_address_of_ours_has_a_name():
    faults = [
        f"/{door.route} → {door.where}"
        for door in product.doors()
        if door.where.startswith("goldenthread.") and not door.name.rpartition(":")[2]
    ]
    assert not faults, tree.told(faults, 'path("…", views.page, name="page"): pages and tests refer to it by its name.')


def test_no_two_addresses_share_a_route():
    seen: dict[str, str] = {}
    faults = []
    for door in product.doors():
        if door.route in seen and seen[door.route] != door.name:
            faults.append(f"/{door.route} is both {seen[door.route]} and {door.name}")
        seen.setdefault(door.route, door.name)
    assert not faults, tree.told(faults, "the first one answers and the second never does: change one of the routes.")
