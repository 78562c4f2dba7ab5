"""The source tree as the laws read it: files, modules, layers, functions."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "goldenthread"
_LEFT_OUT = {".git", ".venv", "var", "htmlcov", "build", "node_modules"}


@cache
def files() -> tuple[Path, ...]:
    """Every file that git knows or would add; without git, every file outside caches."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-coz", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
        ).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        return tuple(sorted(_walk(ROOT)))
    return tuple(sorted(ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()))


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in _LEFT_OUT or path.name.endswith((".pyc", ".egg-info", "_cache", "__pycache__")):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        elif path.is_file():
            yield path


@cache
def pyproject() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


@cache
def layers() -> tuple[tuple[str, ...], ...]:
    """The lines of the first contract, highest first: each a tuple of the packages that stand on it."""
    contract = pyproject()["tool"]["importlinter"]["contracts"][0]
    return tuple(tuple(name.strip() for name in line.split("|")) for line in contract["layers"])


@cache
def levels() -> dict[str, int]:
    """How high each package stands; foundation is 0."""
    return {name: height for height, line in enumerate(reversed(layers())) for name in line}


def areas() -> list[str]:
    """Every package on the list of layers that has code of its own."""
    return sorted(name for line in layers() for name in line if has_code(name))


def has_code(area: str) -> bool:
    return any(text(path).strip() for path in python_files(f"{PACKAGE}/{area}") if path.name != "apps.py")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(text(path), filename=str(path))


def python_files(under: str = PACKAGE, *, migrations: bool = False) -> list[Path]:
    base = ROOT / under
    return [
        path
        for path in files()
        if path.suffix == ".py"
        and (path == base or base in path.parents)
        and (migrations or "migrations" not in path.parts)
    ]


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def area_of(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    return parts[1] if len(parts) > 2 and parts[0] == PACKAGE else ""


def modules(kind: str) -> list[str]:
    """Names of every module of a kind, such as ``operations``: the file, or each file of the package of that name."""
    found = []
    for path in python_files():
        parts = module_name(path).split(".")
        if len(parts) > 2 and parts[2] == kind and text(path).strip():
            found.append(".".join(parts))
    return found


def templates() -> list[Path]:
    return [path for path in files() if path.suffix == ".jinja" and (ROOT / PACKAGE) in path.parents]


def told(faults: list[str], mend: str) -> str:
    """The message of a law: what is wrong, line by line, and how to mend it."""
    return "\n\n" + "\n".join(f"  - {fault}" for fault in faults) + f"\n\nHow to mend it: {mend}\n"
