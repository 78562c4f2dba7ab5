"""How often: always a number of months, because words such as "bi-monthly" and "bi-annual" mean two things."""

from decimal import Decimal

# What the words most often mean; both readings where there are two. The person who types the words chooses.
READINGS: dict[str, tuple[Decimal, ...]] = {
    "weekly": (Decimal("0.23"),),
    "fortnightly": (Decimal("0.46"),),
    "monthly": (Decimal(1),),
    "bi-monthly": (Decimal(2), Decimal("0.5")),
    "every two months": (Decimal(2),),
    "six times a year": (Decimal(2),),
    "quarterly": (Decimal(3),),
    "termly": (Decimal(4),),
    "three times a year": (Decimal(4),),
    "half-yearly": (Decimal(6),),
    "twice a year": (Decimal(6),),
    "bi-annual": (Decimal(6), Decimal(24)),
    "bi-annually": (Decimal(6), Decimal(24)),
    "biannual": (Decimal(6), Decimal(24)),
    "biennial": (Decimal(24),),
    "yearly": (Decimal(12),),
    "annual": (Decimal(12),),
    "annually": (Decimal(12),),
    "every two years": (Decimal(24),),
}


def readings(words: str) -> tuple[Decimal, ...]:
    """Return the numbers of months that ``words`` may mean; empty when nobody can tell."""
    return READINGS.get(" ".join(words.lower().split()), ())


def two_meanings(words: str) -> bool:
    """Say whether ``words`` mean two things, so that only a number will do."""
    return len(readings(words)) > 1


def in_words(months: Decimal | int | None) -> str:
    """Say a number of months in words: ``every 2 months``; empty when there is none."""
    if months is None:
        return ""
    number = Decimal(months).normalize()
    plain = {Decimal(1): "every month", Decimal(12): "every year", Decimal("0.5"): "twice a month"}
    if number in plain:
        return plain[number]
    if number % 12 == 0:
        return f"every {int(number / 12)} years"
    return f"every {number:f} months"
