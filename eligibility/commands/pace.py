"""How far a long run has come: rows, rate and time left, on one line of the terminal."""

from __future__ import annotations

import time

import click

_EVERY = 1 / 5  # measure: seconds


class Pace:
    """A line on standard error that is written over as the run goes on; `total` rows, if known."""

    def __init__(self, total: int | None) -> None:
        self.total = total
        self.started = self.last = time.monotonic()
        self.first: int | None = None
        self._width = 0

    def __call__(self, rows: int) -> None:
        """Show that so many rows are done. The first call tells what an earlier run had done."""
        if self.first is None:
            self.first, self.started = rows, time.monotonic()
        now = time.monotonic()
        if now - self.last < _EVERY and rows != self.total:
            return
        self.last = now
        line = self.line(rows, now - self.started)
        click.echo("\r" + line.ljust(self._width), nl=False, err=True)
        self._width = len(line)

    def line(self, rows: int, seconds: float) -> str:  # measure: a clock
        """`120,000 of 1,000,000 rows (12 %), 60,000 a second, 0:14 left`."""
        done = f"{rows:,} rows"
        if self.total:
            done = f"{rows:,} of {self.total:,} rows ({100 * rows // self.total} %)"
        fresh = rows - (self.first or 0)
        if fresh <= 0 or seconds <= 0:
            return done
        rate = fresh / seconds
        left = ""
        if self.total and rows < self.total:
            minutes, rest = divmod(round((self.total - rows) / rate), 60)
            left = f", {minutes}:{rest:02} left"
        return f"{done}, {rate:,.0f} a second{left}"

    def end(self) -> None:
        """Leave the line."""
        if self._width:
            click.echo("", err=True)


def silent(_rows: int) -> None:
    """Shows nothing."""
