"""A zip file whose bytes depend on its contents alone: no date, no machine, one order."""

from __future__ import annotations

import io
import zipfile

NEVER = (1980, 1, 1, 0, 0, 0)
_FIRST = "[Content_Types].xml"  # office programs look for it at the head
_UNIX = 3
_PLAIN_FILE = 0o600 << 16


def fixed(content: bytes) -> bytes:
    """The same entries, without the dates and marks that a run would leave in them."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in sorted(given.namelist(), key=lambda n: (n != _FIRST, n)):
            entry = zipfile.ZipInfo(name, NEVER)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _PLAIN_FILE
            made.writestr(entry, given.read(name))
    return out.getvalue()
