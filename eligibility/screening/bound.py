"""What a table holds, put into the expressions: units, and what it does not state."""

from __future__ import annotations

from collections.abc import Mapping

from eligibility.classes import dataclass
from eligibility.screening import columns as c
from eligibility.screening.columns import FALSE, NO_NUMBER, NO_WORD, TOP, TRUE, Col
from eligibility.screening.columns_bound import rebuilt
from eligibility.screening.columns_facts import NONE_MARK, OPEN, key_of
from eligibility.screening.opening import GIVEN_MARK
from eligibility.screening.plain_cells import Plain
from eligibility.screening.sheets import Read
from eligibility.submission.catalogue import info_of


@dataclass(frozen=True)
class Held:
    """The columns of a table's frames by (frame, name), and those in the unit of the table.

    `worded`: the facts whose cells seem to be their own words.
    """

    columns: frozenset[tuple[str, str]]
    plain: tuple[Plain, ...]
    worded: tuple[str, ...]

    @property
    def frames(self) -> frozenset[str]:
        """The frames that the table has."""
        return frozenset(frame for frame, _ in self.columns)


def held_by(read: Read) -> Held:
    """What a sheet was found to hold."""
    columns = ((f, name) for f, table in read.frames.tables.items() for name in table.columns)
    return Held(frozenset(columns), read.plain, read.worded)


def bound(outputs: Mapping[str, Col], held: Held) -> dict[str, Col]:
    """The outputs over the columns that a table holds."""
    frames, own = held.frames, {p.path: p for p in held.plain}

    def leaf(node: Col, args: tuple[Col, ...]) -> Col | None:
        frame = node.frame or TOP
        if node.op == "up":
            return args[0] if frame not in frames else None
        if node.op == "here":
            return args[0] if frame not in frames else None
        if node.op == "agg":
            return args[0] if (node.args[0].frame or TOP) not in frames else None
        if node.op == "member":
            # a label that stands for any of an unknown list's is none that another list holds
            lost = args[0].op == "const" or NO_WORD in args
            return FALSE if node.data not in frames or lost else None
        if node.op == "may":
            return None if (frame, node.data[0]) in held.columns else TRUE
        return _column(node, frame, own, held) if node.op == "col" else None

    return rebuilt(outputs, leaf)


def _column(node: Col, frame: str, own: Mapping[str, Plain], held: Held) -> Col | None:
    base, _, mark = str(node.data).partition("#")
    here = own.get(base) if frame == TOP else None
    if here is not None:
        return _plain(here, f"#{mark}" if mark else "")
    return None if (frame, node.data) in held.columns else _blank(node, frame, base, held)


def _plain(here: Plain, mark: str) -> Col:
    column = c.column(TOP, here.path, "i", low=here.low, high=here.high)
    if mark == GIVEN_MARK:
        return c.not_(c.is_null(column))
    if mark == NONE_MARK:
        return c.is_null(column) if _absent(here.path) else FALSE
    return c.times(column, c.integer(here.factor))


def _blank(node: Col, frame: str, base: str, held: Held) -> Col:
    """What stands for a column that the table has not; as in `sheets.completed`."""
    there = frame == TOP or frame in held.frames
    if node.data == OPEN:
        return TRUE
    if str(node.data).endswith(NONE_MARK):
        if not there or not _absent(key_of(frame, base)):
            return FALSE
        return TRUE if frame == TOP else c.not_(c.column(frame, OPEN, "b", nullable=False))
    if node.kind == "b":
        return FALSE
    return NO_NUMBER if node.kind == "i" else NO_WORD


def _absent(path: str) -> bool:
    info = info_of(path)
    return info is not None and info.absent
