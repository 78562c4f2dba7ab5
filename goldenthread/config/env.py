"""Reading the environment: each setting named once, with a sentence when it is wrong. `.env.example` is tested against this."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlparse

import environ
from django.core.exceptions import ImproperlyConfigured

from goldenthread.foundation.errors import GoldenThreadError


class SettingWrong(ImproperlyConfigured, GoldenThreadError):
    """A value in the environment cannot be used; the sentence says which and how to mend it."""

    def __init__(self, sentence: str) -> None:
        Exception.__init__(self, sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: its name, what it is for, and what holds when it is absent."""

    name: str
    purpose: str
    default: str


VARIABLES = [
    Variable("GOLDENTHREAD_MODE", "production, demonstration or test", "production"),
    Variable("GOLDENTHREAD_DATA", "the folder for the SQLite database, uploaded files and backups", "var"),
    Variable("GOLDENTHREAD_SECRET_KEY", "fifty or more random characters, the same for all workers", ""),
    Variable("GOLDENTHREAD_HOSTS", "host names it answers to, separated by commas", "localhost,127.0.0.1"),
    Variable("GOLDENTHREAD_ADDRESS", "the address people type, as https://name", "http://localhost:8000"),
    Variable("DATABASE_URL", "postgres://user:password@host:port/name; without it, SQLite in the data folder", ""),
    Variable(
        "GOLDENTHREAD_EMAIL_URL", "smtp://user:password@host:587/?tls=true; without it, mail is kept and shown", ""
    ),
    Variable("GOLDENTHREAD_EMAIL_FROM", "the address that mail comes from", "goldenthread@localhost"),
    Variable("GOLDENTHREAD_PROXIES", "how many trusted proxies stand in front", "0"),
    Variable("GOLDENTHREAD_CLAMAV", "host:port of a clamd virus scanner; without it, files are not scanned", ""),
    Variable("GOLDENTHREAD_OIDC_NAME", "the words on the single sign-on button", ""),
    Variable("GOLDENTHREAD_OIDC_SERVER", "the identity provider's address (issuer)", ""),
    Variable("GOLDENTHREAD_OIDC_CLIENT", "the client id given by the identity provider", ""),
    Variable("GOLDENTHREAD_OIDC_SECRET", "the client secret given by the identity provider", ""),
    Variable("GOLDENTHREAD_BACKUPS", "nightly, or off where backups are made by other means", "nightly"),
    Variable("GOLDENTHREAD_BACKUPS_KEPT", "how many nightly backups are kept", "14"),
    Variable("GOLDENTHREAD_PACK_DAYS", "how many days the files of an evidence pack are kept", "90"),
    Variable("GOLDENTHREAD_UPLOAD_MB", "the largest file that may be uploaded, in megabytes", "50"),
]
_DEFAULTS = {variable.name: variable.default for variable in VARIABLES}
_MODES = ("production", "demonstration", "test")


def text(name: str) -> str:
    """Return a variable that is listed in `VARIABLES`, or its default."""
    return os.environ.get(name, "").strip() or _DEFAULTS[name]


def mode() -> str:
    """Return production, demonstration or test; raises `SettingWrong` for another word."""
    value = text("GOLDENTHREAD_MODE")
    if value not in _MODES:
        raise SettingWrong(f"GOLDENTHREAD_MODE is {value!r}; it must be one of {', '.join(_MODES)}.")
    return value


def backups_kept(mode: str) -> int:
    """Return how many nightly backups are kept; nought when none are made: switched off, or no production."""
    chosen, kept = text("GOLDENTHREAD_BACKUPS"), whole("GOLDENTHREAD_BACKUPS_KEPT")
    if chosen not in ("nightly", "off"):
        raise SettingWrong(f"GOLDENTHREAD_BACKUPS is {chosen!r}; it must be nightly or off.")
    if chosen == "nightly" and kept < 1:
        raise SettingWrong("GOLDENTHREAD_BACKUPS_KEPT must be 1 or more. Set GOLDENTHREAD_BACKUPS=off to make none.")
    return kept if chosen == "nightly" and mode == "production" else 0


def whole(name: str) -> int:
    """Return a variable as a whole number of nought or more; raises `SettingWrong` when it is none."""
    value = text(name)
    if not value.isdecimal():
        raise SettingWrong(f"{name} is {value!r}; it must be a whole number such as {_DEFAULTS[name]}.")
    return int(value)


def names(name: str) -> list[str]:
    """Return a variable that lists words separated by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def folder(name: str, base: Path) -> Path:
    """Return a variable as a folder, relative ones below ``base``; the folder is made when absent."""
    path = (base / text(name)).resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingWrong(f"{name} is {path}, which cannot be used as a folder: {error.strerror}.") from error
    return path


def address(name: str) -> str:
    """Return a variable as an http or https address without a path."""
    value = text(name).rstrip("/")
    parts = urlparse(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path:
        raise SettingWrong(f"{name} is {value!r}; it must look like https://thread.example.org.")
    return value


def secret_key(current_mode: str, data: Path) -> str:
    """Return the secret key. Production must be given one; elsewhere one is made once and kept in the data folder."""
    value = text("GOLDENTHREAD_SECRET_KEY")
    if value:
        if len(value) < 50 and current_mode == "production":
            raise SettingWrong("GOLDENTHREAD_SECRET_KEY is too short; give it fifty random characters or more.")
        return value
    if current_mode == "production":
        raise SettingWrong(
            "GOLDENTHREAD_SECRET_KEY is not set. Make one with: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"
        )
    kept = data / "secret-key"
    if not kept.exists():
        kept.write_text(os.urandom(48).hex())
        kept.chmod(0o600)
    return kept.read_text()


# Compiling a question to machine code takes PostgreSQL over a second for questions that it answers in a tenth of that.
WITHOUT_JIT = "-c jit=off"


def database(data: Path) -> dict[str, object]:
    """Return Django's settings of the database: PostgreSQL from DATABASE_URL, or SQLite in the data folder."""
    url = text("DATABASE_URL")
    if not url:
        url = f"sqlite:///{data / 'goldenthread.sqlite3'}"
    try:
        settings: dict[str, object] = environ.Env.db_url_config(url)
    except (ValueError, environ.ImproperlyConfigured) as error:
        raise SettingWrong(f"DATABASE_URL cannot be read: {error}.") from error
    if settings.get("ENGINE") == "django.db.backends.sqlite3":
        settings["CONN_MAX_AGE"] = None
        settings["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA cache_size=-20000;"
            ),
        }
    elif settings.get("ENGINE") == "django.db.backends.postgresql":
        pool = {"pool": {"min_size": 1, "max_size": 8}} if mode() != "test" else {}
        settings["OPTIONS"] = {"options": WITHOUT_JIT, **pool}
    else:
        raise SettingWrong("DATABASE_URL must begin with postgres:// or sqlite://.")
    return settings


def mail_server() -> dict[str, object]:
    """Return how mail leaves, as arguments of a connection: from GOLDENTHREAD_EMAIL_URL, or nothing when mail is kept."""
    url = text("GOLDENTHREAD_EMAIL_URL")
    if not url:
        return {}
    parts = urlparse(url)
    wants = dict(parse_qsl(parts.query))
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise SettingWrong(
            "GOLDENTHREAD_EMAIL_URL cannot be read; it must look like smtp://user:password@host:587/?tls=true."
        )
    try:
        port = parts.port or (465 if parts.scheme == "smtps" else 587)
    except ValueError as error:
        raise SettingWrong("GOLDENTHREAD_EMAIL_URL names a port that is no number.") from error
    return {
        "backend": "django.core.mail.backends.smtp.EmailBackend",
        "host": parts.hostname,
        "port": port,
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": parts.scheme == "smtp" and wants.get("tls", "").lower() in ("1", "true", "yes"),
        "use_ssl": parts.scheme == "smtps",
        "timeout": 20,
    }


def single_sign_on() -> dict[str, object]:
    """Return the identity provider's settings for the sign-in library; nothing when none is named.

    An account is found by an e-mail that the provider says it has verified. Raises `SettingWrong` when a part is missing.
    """
    parts = {name: text(f"GOLDENTHREAD_OIDC_{name}") for name in ("NAME", "SERVER", "CLIENT", "SECRET")}
    if not any(parts.values()):
        return {}
    missing = [f"GOLDENTHREAD_OIDC_{name}" for name, value in parts.items() if not value]
    if missing:
        raise SettingWrong(f"{missing[0]} is not set, but other settings of single sign-on are.")
    app = {
        "provider_id": "single-sign-on",
        "name": parts["NAME"],
        "client_id": parts["CLIENT"],
        "secret": parts["SECRET"],
        "settings": {"server_url": parts["SERVER"]},
    }
    return {
        "openid_connect": {
            "APPS": [app],
            "OAUTH_PKCE_ENABLED": True,
            "EMAIL_AUTHENTICATION": True,
            "EMAIL_AUTHENTICATION_AUTO_CONNECT": True,
        }
    }
