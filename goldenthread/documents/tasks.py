"""What is done with files in the background: virus scan, and clearing away what nobody uses."""

import socket
import struct
from datetime import timedelta  # not a deadline: how long bytes without a row are left alone
from pathlib import Path

from django.conf import settings

from goldenthread import jobs
from goldenthread.documents import storage
from goldenthread.documents.models import Blob
from goldenthread.foundation import clock

_BLOCK = 1 << 16


@jobs.task("documents.scan", retries=12, words="Check a file for viruses")
def scan(*, blob: str) -> str:
    """Ask the scanner about a file. While the scanner is away the file waits, and is not served."""
    row = Blob.objects.select_for_update().get(pk=blob)
    if row.scan != Blob.Scan.WAITING:
        return row.scan
    finding = ask_scanner(storage.path_of(row.sha256), settings.CLAMAV)
    row.scan, row.scanned_at = (Blob.Scan.INFECTED if finding else Blob.Scan.CLEAN), clock.now()
    row.finding = finding[:200]
    row.save(update_fields=["scan", "scanned_at", "finding"])
    if finding:
        storage.quarantine(row.sha256)
    return row.scan


def ask_scanner(path: Path, address: str) -> str:
    """Send a file to clamd (INSTREAM) and return the name of what it found, or nothing. Raises `OSError` when it is away."""
    host, _, port = address.rpartition(":")
    with socket.create_connection((host or "127.0.0.1", int(port)), timeout=60) as line, path.open("rb") as file:
        line.sendall(b"zINSTREAM\0")
        while block := file.read(_BLOCK):
            line.sendall(struct.pack("!L", len(block)) + block)
        line.sendall(struct.pack("!L", 0))
        answer = line.recv(4096).decode("utf-8", "replace").strip("\0\n ")
    if answer.endswith("FOUND"):
        return answer.removeprefix("stream:").removesuffix("FOUND").strip()
    if not answer.endswith("OK"):
        raise OSError(f"The virus scanner answered: {answer[:200]}")
    return ""


@jobs.task("documents.sweep", words="Clear away files that belong to no paper")
def sweep() -> int:
    """Delete bytes older than a day that no row knows: their transaction was undone, or their process killed."""
    yesterday = (clock.now() - timedelta(days=1)).timestamp()
    known = set(Blob.objects.values_list("sha256", flat=True))
    unknown = [path for sha256, path in storage.all_stored() if sha256 not in known]
    old = [path for path in [*unknown, *storage.left_behind()] if path.stat().st_mtime < yesterday]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


jobs.every("documents.sweep", cron="40 3 * * *")
