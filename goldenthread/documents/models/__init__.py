"""Tables of papers and files."""

from goldenthread.documents.models.blob import Blob
from goldenthread.documents.models.document import Document, Version

__all__ = ["Blob", "Document", "Version"]
