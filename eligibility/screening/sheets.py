"""A table of cells to frames of facts: columns read, lists laid out, contradictions marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from eligibility.language.pack import Vocabulary
from eligibility.language.types import Kind, Type
from eligibility.language.values import Label
from eligibility.screening.cells import Cells, read
from eligibility.screening.columns import TOP
from eligibility.screening.columns_facts import ITEM, NONE_MARK, OPEN, WRITTEN_MARK, key_of
from eligibility.screening.completed import completed
from eligibility.screening.contradictions import contradicting
from eligibility.screening.frames import Frames
from eligibility.screening.headings import (
    CODE,
    JURISDICTION,
    MATTERS,
    RECEIVED,
    Target,
    fact_of,
    targets,
)
from eligibility.screening.items_laid_out import exploded, without_repeats
from eligibility.screening.ndjson import Lines
from eligibility.screening.plain_cells import Plain, look_like_words, numbers, plain
from eligibility.screening.polars_door import alike, pl
from eligibility.screening.steps import HERE, ROW, TOP_ROW
from eligibility.submission.catalogue import catalogue
from eligibility.submission.labels import Mapper
from eligibility.submission.tables.headings import Fact

LIST_MARKS = r"[、;；\n]"
_FINDINGS = {"satisfied": "yes", "符合": "yes", "violated": "no", "不符合": "no"}
EMPTY_LIST = "[]"


@dataclass
class Sheet:
    """Rows of cells with what each column holds. `parcels`: the second table, if there is one."""

    cells: pl.DataFrame
    targets: list[Target]
    parcels: pl.DataFrame | None = None
    parcel_targets: list[Target] = field(default_factory=list)
    lines: Lines | None = None

    def only(self, rows: pl.Series) -> Sheet:
        """The sheet of some of its rows."""
        lines = self.lines
        if lines is not None:
            lines = Lines([lines.texts[row] for row in rows], lines.odd.gather(rows))
        return Sheet(self.cells[rows], self.targets, self.parcels, self.parcel_targets, lines)


@dataclass
class Read:
    """The frames of a sheet; `odd` marks rows that have to be read as project files are.

    `plain`: the columns that stand in the unit of the table; `worded`: the facts that seem to hold
    their own words.
    """

    frames: Frames
    odd: pl.Series
    plain: tuple[Plain, ...] = ()
    worded: tuple[str, ...] = ()


def read_sheet(sheet: Sheet, vocabulary: Vocabulary, needs: Mapping[str, set[str]]) -> Read:
    """The facts of a sheet, in the columns that are needed."""
    reading = _Reading(sheet, vocabulary)
    reading.read()
    frames = Frames(reading.tables)
    odd = reading.odd | contradicting(frames)
    return Read(completed(frames, needs), odd)


def read_plainly(sheet: Sheet, vocabulary: Vocabulary) -> Read:
    """The facts of a sheet as far as its columns go; whole numbers and days as they stand.

    Contradictions among the facts of the project itself are not looked for.
    """
    reading = _Reading(sheet, vocabulary, plainly=True)
    reading.read()
    frames = Frames(reading.tables)
    odd = reading.odd
    if len(frames.tables) > 1:
        odd = odd | contradicting(frames, inside=True)
    return Read(frames, odd, tuple(reading.plain), tuple(reading.worded))


class _Reading:
    """One reading: the frames as they are filled."""

    def __init__(self, sheet: Sheet, vocabulary: Vocabulary, *, plainly: bool = False) -> None:
        self.sheet, self.plainly = sheet, plainly
        self.top: list[pl.Series] = []
        self.plain: list[Plain] = []
        self.worded: list[str] = []
        self.mapper = Mapper(vocabulary)
        height = sheet.cells.height
        rows = pl.int_range(height, dtype=pl.UInt32, eager=True).alias(HERE)
        self.tables: dict[str, pl.DataFrame] = {TOP: rows.to_frame()}
        self.odd = alike(height, value=False) if sheet.lines is None else sheet.lines.odd.clone()

    def read(self) -> None:
        """Every column of the sheet, and the second table."""
        types = catalogue()
        for target in self.sheet.targets:
            if target.passed or target.ignored or target.path in (JURISDICTION, ""):
                continue
            cells = self.sheet.cells[target.heading]
            kind = types.get(target.path)
            if target.path == MATTERS:  # each row asks its own question
                self.odd = self.odd | cells.is_not_null()
            elif kind is not None and kind.item is not None:
                self._list(target.path, target.path, kind.item, cells, TOP)
            elif kind is None or not self._as_it_stands(cells, target, kind):
                self._column(TOP, _findings(target, cells), target, target.path)
        if self.sheet.parcels is not None:
            self._parcels(self.sheet.parcels)
        self.tables[TOP] = self.tables[TOP].hstack(self.top)

    def _as_it_stands(self, cells: pl.Series, target: Target, kind: Type) -> bool:
        if not self.plainly:
            return False
        if look_like_words(cells, kind) and not kind.absent:
            self.worded.append(target.path)
            self.top.append(cells.alias(target.path))
            return True
        held = plain(target.path, cells, target.unit, kind)
        if held is not None:
            self.plain.append(held)
            self.top.append(numbers(cells).alias(target.path))
        return held is not None

    def _column(self, frame: str, cells: pl.Series, target: Target, name: str) -> None:
        self._add(frame, read(cells, fact_of(target.path, name, target.unit), self._named))

    def _add(self, frame: str, found: Cells) -> None:
        if frame == TOP:
            self.top += found.columns
        else:
            columns = (_of_items_there(self.tables[frame], c) for c in found.columns)
            self.tables[frame] = self.tables[frame].with_columns(columns)
        if found.odd is not None:
            self._mark(frame, found.odd)

    def _mark(self, frame: str, odd: pl.Series) -> None:
        if not odd.any():
            return
        if frame == TOP:
            self.odd = self.odd | odd
            return
        rows = self.tables[frame][TOP_ROW].filter(odd).unique()
        self.odd = self.odd.scatter(rows, values=True)

    def _named(self, name: str, value: Label | str) -> Label | str | None:
        if isinstance(value, Label):
            return self.mapper.label(value.written)
        return self.mapper.zone(value) or value if name == "zone.name" else value

    def _list(self, path: str, frame: str, item: Type, cells: pl.Series, above: str) -> None:
        """Lay out a list, one row an item; `frame` is its name, `path` that in the dictionary."""
        if cells.dtype == pl.String:
            cells = self._split(cells)
        if not isinstance(cells.dtype, pl.List):
            blank = pl.repeat(None, cells.len(), dtype=pl.List(pl.String), eager=True)
            self._mark(above, cells.is_not_null())
            cells = blank
        items = exploded(cells)
        top = items[ROW]
        if above != TOP:
            top = self.tables[above][TOP_ROW].gather(items[ROW])
        table = items.select(ROW, OPEN).with_columns(
            top.alias(TOP_ROW), pl.int_range(pl.len(), dtype=pl.UInt32).alias(HERE)
        )
        self.tables[frame] = table
        values = items["v"]
        if item.kind is Kind.RECORD:
            self._records(frame, item, values)
        else:
            self._words(frame, path, item, values)

    def _split(self, cells: pl.Series) -> pl.Series:
        text = pl.col("t").str.strip_chars()
        unknown = text.str.to_lowercase().is_in(["", "unknown", "未知"]) | pl.col("t").is_null()
        pieces = pl.col("t").str.replace_all(LIST_MARKS, "\x00").str.split("\x00").list.eval(
            pl.element().str.strip_chars()
        ).list.eval(pl.element().filter(pl.element() != ""))  # fmt: skip
        none = pl.lit([], dtype=pl.List(pl.String))
        return pl.DataFrame({"t": cells}).select(
            pl.when(unknown).then(None).when(text == EMPTY_LIST).then(none).otherwise(pieces)
        ).to_series()  # fmt: skip

    def _words(self, frame: str, path: str, item: Type, values: pl.Series) -> None:
        if values.dtype != pl.String:
            values = values.cast(pl.String, strict=False)
        fact = fact_of(path, ITEM)
        found = read(values, Fact(ITEM, item, "", fact.labels), self._named)
        self._add(frame, found)
        table = self.tables[frame]
        blank = table[ITEM].is_null() & ~table[OPEN]
        if item.kind is Kind.INDUSTRY:
            blank = blank & table[ITEM + WRITTEN_MARK].is_null()
        self._mark(frame, blank if found.odd is None else blank & ~found.odd)
        self.tables[frame] = without_repeats(self.tables[frame])

    def _records(self, frame: str, item: Type, values: pl.Series) -> None:
        if not isinstance(values.dtype, pl.Struct):
            self._mark(frame, ~self.tables[frame][OPEN])
            return
        self._mark(frame, values.is_null() & ~self.tables[frame][OPEN])
        fields = values.struct.fields
        for target in targets(fields, file=frame, below=frame):
            cells = values.struct.field(target.heading)
            self._field(frame, item, target, cells)

    def _field(self, frame: str, item: Type, target: Target, cells: pl.Series) -> None:
        name = target.path.removeprefix(f"{frame}[].")
        kind = item.fields.get(name)
        if kind is None:
            return
        if kind.item is not None:
            self._list(target.path, key_of(frame, name), kind.item, cells, frame)
        else:
            self._column(frame, cells, target, name)

    def _parcels(self, parcels: pl.DataFrame) -> None:
        """Items from the second table; a project that has none there has no known list."""
        frame = "land.parcels"
        heads = {t.path: t for t in self.sheet.parcel_targets if t.path}
        code = next(t.heading for t in self.sheet.targets if t.path == CODE)
        rows = pl.DataFrame({
            "#code": self.sheet.cells[code].cast(pl.String).str.strip_chars(),
            ROW: self.tables[TOP][HERE],
        })  # fmt: skip
        there = parcels.with_columns(
            pl.col(heads[CODE].heading).cast(pl.String).str.strip_chars().alias("#code")
        )
        items = rows.join(there, on="#code", how="left", maintain_order="left_right")
        known = rows.join(there, on="#code", how="semi")[ROW]
        open_ = ~items[ROW].is_in(known.implode())
        self.tables[frame] = items.select(ROW).with_columns(
            open_.alias(OPEN), pl.col(ROW).alias(TOP_ROW),
            pl.int_range(pl.len(), dtype=pl.UInt32).alias(HERE),
        )  # fmt: skip
        item = catalogue()[frame].item
        assert item is not None  # noqa: S101  (parcels are a list)
        for path, target in heads.items():
            if path != CODE:
                self._field(frame, item, target, items[target.heading])


def _of_items_there(table: pl.DataFrame, column: pl.Series) -> pl.Series:
    """A column of items: where no item is known, nothing is known not to exist."""
    return column & ~table[OPEN] if column.name.endswith(NONE_MARK) else column


def _findings(target: Target, cells: pl.Series) -> pl.Series:
    if not target.path.startswith("review.findings[") or cells.dtype != pl.String:
        return cells
    other = pl.when(pl.col("t").is_null()).then(None).otherwise(pl.lit("?"))
    return pl.DataFrame({"t": cells.str.strip_chars()}).select(
        pl.col("t").replace_strict(_FINDINGS, default=other, return_dtype=pl.String)
    ).to_series()  # fmt: skip


__all__ = ["RECEIVED", "Read", "Sheet", "completed", "read_sheet"]
