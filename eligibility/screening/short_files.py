"""A short Parquet file, read into memory as a whole: its footer is read once, however often asked.

Before each use the file is looked at (its number, size and time); another one is read anew.
"""

from __future__ import annotations

from pathlib import Path

from eligibility.screening.polars_door import pl

# A longer file is left to Polars, which maps it.
SHORT = 4 << 20  # bytes


class ShortFile:
    """A file on the disk, held as it was when it was last looked at."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[int, int, int] | None = None
        self._held: pl.LazyFrame | None = None

    def lazy(self) -> pl.LazyFrame | None:
        """The table before it is decoded; None where the file is long, or is not there."""
        try:
            now = self.path.stat()
            if now.st_size > SHORT:
                return None
            seen = (now.st_ino, now.st_size, now.st_mtime_ns)
            if self._held is None or seen != self._seen:
                self._held, self._seen = pl.scan_parquet(self.path.read_bytes()), seen
        except OSError:  # Polars tells what is wrong
            return None
        return self._held
