"""A table of projects with what its columns hold: how `screen` and `explain --row` both read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from eligibility.errors import Diagnostic, Place, Refused, refuse
from eligibility.language.tree import Mapping as Tree
from eligibility.screening.by_file import Written, parcels_of, submission, written
from eligibility.screening.headings import CODE, Target, targets
from eligibility.screening.inputs import Chunk, Table
from eligibility.screening.polars_door import pl
from eligibility.screening.sheets import Sheet
from eligibility.submission.facts import Facts, Origin, Submission

PARCELS = "land.parcels"
_PIECE = 10_000  # rows


@dataclass(frozen=True)
class Tabled:
    """A table and the names of its columns. `parcels`: the second table, if there is one."""

    table: Table
    parcels: Table | None = None
    keys: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    named: dict[str, str] = field(default_factory=dict)

    @cached_property
    def targets(self) -> list[Target]:
        """What each column holds."""
        return self.targets_of(self.table.headings())

    def targets_of(self, headings: Iterable[str]) -> list[Target]:
        """What columns of these headings hold."""
        return targets(
            headings, file=str(self.table.paths[0]), named=self.named, keys=self.keys,
            ignored=self.ignored,
        )  # fmt: skip

    @cached_property
    def parcel_targets(self) -> list[Target]:
        """What each column of the second table holds; `Refused` where it cannot be joined."""
        if self.parcels is None:
            return []
        file = str(self.parcels.paths[0])
        found = targets(self.parcels.headings(), file=file, below=PARCELS, ignored=self.ignored)
        if CODE not in {t.path for t in found} or CODE not in {t.path for t in self.targets}:
            refuse("E201", f"parcels are joined by `{CODE}`, which both tables need", file=file)
        return found

    @cached_property
    def parcel_cells(self) -> pl.DataFrame | None:
        """The cells of the second table."""
        if self.parcels is None:
            return None
        parts = [c.cells for c in self.parcels.chunks(1_000_000)]
        return pl.concat(parts) if parts else None

    @cached_property
    def repeated(self) -> pl.Series | None:
        """Which rows repeat the code of another, by their position in the table."""
        heading = next((t.heading for t in self.targets if t.path == CODE), None)
        return None if heading is None else self.table.repeated(heading)

    def sheet(self, chunk: Chunk) -> Sheet:
        """The rows of a chunk with what their columns hold."""
        own = self.targets if chunk.lines is None else self.targets_of(chunk.cells.columns)
        return Sheet(chunk.cells, own, self.parcel_cells, self.parcel_targets, chunk.lines)

    def row(self, number: int, read: Callable[[Tree], Submission]) -> Submission:
        """The project of a row (from 1); `Refused` as `screen` would refuse it."""
        self.parcel_targets  # noqa: B018  refused where it cannot be joined
        chunk = self.table.row(number)
        if chunk is None:
            refuse(
                "E101", f"the table has no row {number}: it has {self.table.height():,}",
                file=str(self.table.paths[0]), help="the first row below the headings is row 1",
            )  # fmt: skip
        if self.repeated is not None and self.repeated[number - 1]:
            refuse("E107", f"row {number}: the project code stands in more than one row",
                   file=str(self.table.paths[0]))  # fmt: skip
        return next(self._submissions(chunk, read))

    def submissions(self, read: Callable[[Tree], Submission]) -> Iterator[Submission]:
        """The project of each row; `Refused` at the first row that is."""
        for chunk in self.table.chunks(_PIECE):
            yield from self._submissions(chunk, read)

    def _submissions(
        self, chunk: Chunk, read: Callable[[Tree], Submission]
    ) -> Iterator[Submission]:
        sheet = self.sheet(chunk)
        parcels = parcels_of(sheet, list(range(chunk.cells.height)))
        for index in range(chunk.cells.height):
            number = chunk.first + index
            text = written(sheet, index, parcels.get(index))
            found = submission(text, number, read)
            if isinstance(found, list):
                file = self.table.paths[0]
                raise Refused(
                    Diagnostic(r.code, f"{file}: {told(r.row, r.column, r.reason)}") for r in found
                )
            yield self._placed(found, text, number)

    def _place(self, number: int, column: str = "") -> Place:
        where = f"{self.table.paths[0]}, row {number}"
        return Place(f"{where}, column `{column}`" if column else where, 0, 0)

    def _placed(self, given: Submission, text: Written, number: int) -> Submission:
        """The submission with the table's cells in place of the lines of its text."""

        def at(origin: Origin) -> Origin:
            column, _ = text.cells.get(origin.place.line, ("", ""))
            return replace(origin, place=self._place(number, column))

        origins = {path: at(origin) for path, origin in given.facts.origins.items()}
        file = f"{self.table.paths[0]}, row {number}"
        return replace(given, file=file, facts=Facts(given.facts.values, origins))


def told(row: int, column: str, reason: str) -> str:
    """A refusal in a sentence."""
    return f"row {row}, `{column}`: {reason}" if column else f"row {row}: {reason}"
