"""The virtual environment: made once, filled from hashed requirements, and found again in a moment."""

import hashlib
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tools.said import Stopped, say

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
_RUN, _DEVELOP = "requirements.txt", "requirements-dev.txt"

NO_PIP = (
    "This Python can make no virtual environment with pip in it. On Debian or Ubuntu, as an administrator:\n"
    "    apt install python3-venv\n"
    "and then give the same command again."
)
NO_PACKAGES = (
    "The packages could not be installed; what pip says stands above. The first start needs the network, or the mirror\n"
    "that pip on this machine is set up for (`python3 -m pip config list` shows it). Later starts need neither."
)


def ready(*, develop: bool) -> None:
    """Make `.venv` with everything needed to run, and to develop if asked; returns at once when nothing has changed."""
    wanted = [_RUN, _DEVELOP] if develop else [_RUN]
    missing = [name for name in wanted if _stamp(name).exists() is False or _stamp(name).read_text() != _print_of(name)]
    if not PYTHON.exists():
        _make()
        missing = wanted
    for name in missing:
        say(f"Installing {name} (about half a minute the first time)")
        _pip("install", "--quiet", "--require-hashes", "-r", str(ROOT / name))
        _stamp(name).write_text(_print_of(name))
    _link()


def _stamp(name: str) -> Path:
    return VENV / f".installed-{name}"


def _print_of(name: str) -> str:
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return f"{version} {hashlib.sha256((ROOT / name).read_bytes()).hexdigest()}"


def _make() -> None:
    say(f"Making .venv with Python {sys.version.split()[0]}")
    options = ["--clear"]
    if find_spec("ensurepip") is None:
        if find_spec("pip") is None:
            raise Stopped(NO_PIP)
        options.append("--without-pip")
    if subprocess.run([sys.executable, "-m", "venv", *options, str(VENV)], check=False).returncode:
        raise Stopped(NO_PIP)


def _pip(*arguments: str) -> None:
    """Run pip in the environment: its own, or the one outside when Debian has left it out."""
    own = next(VENV.glob("lib/python3*/site-packages/pip"), None) or next(VENV.glob("Lib/site-packages/pip"), None)
    command = [str(PYTHON), "-m", "pip"] if own else [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    quiet = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    if subprocess.run([*command, *arguments], cwd=ROOT, env=quiet, check=False).returncode:
        raise Stopped(NO_PACKAGES)


def _link() -> None:
    """Put the package and its command into the environment, without building anything: a line that names this folder."""
    packages = next(VENV.glob("lib/python3*/site-packages"), None) or VENV / "Lib" / "site-packages"
    _write(packages / "goldenthread.pth", f"{ROOT}\n")
    if os.name == "nt":
        _write(
            BIN / "goldenthread.cmd",
            '@"%~dp0python.exe" -c "from goldenthread.config.console import main; main()" %*\n',
        )
        return
    script = BIN / "goldenthread"
    _write(
        script,
        f"#!{PYTHON}\nimport sys\n\nfrom goldenthread.config.console import main\n\nsys.exit(main())\n",
    )
    script.chmod(0o755)


def _write(path: Path, words: str) -> None:
    if not path.exists() or path.read_text() != words:
        path.write_text(words)


def run(*command: str, env: dict[str, str] | None = None) -> int:
    """Run a program of the environment in the project's folder; returns its exit code."""
    return subprocess.run(_found(command), cwd=ROOT, env=_around(env), check=False).returncode


def start(*command: str, env: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
    """Start a program of the environment in the project's folder, beside whatever comes next."""
    return subprocess.Popen(_found(command), cwd=ROOT, env=_around(env))


def _found(command: tuple[str, ...]) -> list[str]:
    program = BIN / command[0]
    return [str(program) if program.exists() else command[0], *command[1:]]


def _around(env: dict[str, str] | None) -> dict[str, str]:
    """Return the environment of a program.

    Whatever this machine says, Python keeps what it compiles: the product is a thousand modules, the tests start it
    some hundred times, and to compile them anew takes longer than all the rest of a start.
    """
    return {key: value for key, value in {**os.environ, **(env or {})}.items() if key != "PYTHONDONTWRITEBYTECODE"}
