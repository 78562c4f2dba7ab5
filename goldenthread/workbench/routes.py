"""Which routes the programming interface has. Areas register theirs; `api` mounts them all and guards each with a token."""

from dataclasses import dataclass

from ninja import Router


@dataclass(frozen=True, slots=True)
class Routes:
    """The routes of one area, under ``/api/v1/<prefix>/``. ``title`` heads them in the description of the interface."""

    prefix: str
    title: str
    router: Router


_ROUTES: dict[str, Routes] = {}


def register(routes: Routes) -> Routes:
    """Add an area's routes; called from its `registration.py`. Raises `ValueError` if the prefix is taken."""
    if routes.prefix in _ROUTES:
        raise ValueError(f"Two areas register interface routes under {routes.prefix}/.")
    _ROUTES[routes.prefix] = routes
    return routes


def every() -> list[Routes]:
    """Return all routes, by prefix."""
    return [_ROUTES[prefix] for prefix in sorted(_ROUTES)]
