"""Parquet parts laid end to end are one file for every reader, with the rows of the parts."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eligibility.screening import laid_end_to_end
from eligibility.screening.laid_end_to_end import Unlike, laid
from eligibility.screening.thrift import Reader, struct
from eligibility.screening.writing import write_part

VERDICTS = pl.Enum(["rejected", "undetermined", "approved"])
ROWS = st.lists(
    st.tuples(
        st.integers(-(2**62), 2**62), st.sampled_from(VERDICTS.categories.to_list()),
        st.none() | st.text(max_size=5), st.none() | st.booleans(),
    ),
    max_size=30,
)  # fmt: skip
SCHEMA = {"row": pl.Int64, "verdict": VERDICTS, "text": pl.String, "flag": pl.Boolean}


def written(folder: Path, tables: list[pl.DataFrame]) -> list[Path]:
    paths = [folder / f"{i}.parquet" for i in range(len(tables))]
    for path, table in zip(paths, tables, strict=True):
        write_part(table, path)
    return paths


def joined(paths: list[Path]) -> Path:
    out = paths[0].with_name("whole.parquet")
    with out.open("wb") as file:
        laid(paths, file)
    return out


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=5))
def test_the_rows_of_the_parts(tmp_path: Path, parts: list[list[tuple]]):
    tables = [pl.DataFrame(rows, schema=SCHEMA, orient="row") for rows in parts]
    out = joined(written(tmp_path, tables))
    wanted = pl.concat(tables)
    assert pl.read_parquet(out).equals(wanted)
    assert pl.read_parquet(out).schema == wanted.schema
    assert pl.from_arrow(pq.read_table(out))["row"].equals(wanted["row"])  # type: ignore[index]
    answer = duckdb.read_parquet(str(out))
    told = answer.project("row, verdict::varchar, text, flag").fetchall()
    assert told == [(a, str(b), c, d) for a, b, c, d in wanted.rows()]


def test_many_row_groups_and_long_texts(tmp_path: Path):
    tables = [
        pl.DataFrame({
            "row": range(n), "text": [f"{i}" * (i % 50) for i in range(n)],
            "list": [[i, None] for i in range(n)],
        })
        for n in (300_000, 1, 270_000)
    ]  # fmt: skip
    out = joined(written(tmp_path, tables))
    assert pl.read_parquet(out).equals(pl.concat(tables))
    held = pq.ParquetFile(out)
    assert held.num_row_groups == 5
    assert held.read_row_group(4).num_rows == 270_000 - 262_144


def test_the_footer_comes_back_byte_for_byte(tmp_path: Path):
    [path] = written(tmp_path, [pl.DataFrame({"a": [1, None], "b": ["x", "y"], "c": [[1], []]})])
    data = path.read_bytes()
    footer = data[-8 - int.from_bytes(data[-8:-4], "little") : -8]
    assert struct(Reader(footer).struct()) == footer


def test_parts_of_other_columns_are_not_laid(tmp_path: Path):
    paths = written(tmp_path, [pl.DataFrame({"a": [1]}), pl.DataFrame({"a": ["1"]})])
    with pytest.raises(Unlike):
        joined(paths)


def test_a_part_that_was_cut_short_is_told(tmp_path: Path):
    paths = written(tmp_path, [pl.DataFrame({"a": [1]}), pl.DataFrame({"a": [2]})])
    paths[1].write_bytes(paths[1].read_bytes()[:-5])
    with pytest.raises(OSError, match=r"1\.parquet is no whole Parquet file"):
        joined(paths)


def test_a_place_that_is_not_moved_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The control: pages looked for where they were in their part give other rows, or none."""
    monkeypatch.setattr(laid_end_to_end, "META_PLACES", (10, 14))
    tables = [pl.DataFrame({"a": [1, 2, 3]}), pl.DataFrame({"a": [4, 5, 6]})]
    out = joined(written(tmp_path, tables))
    with pytest.raises((AssertionError, pl.exceptions.PolarsError, OSError)):
        assert pl.read_parquet(out).equals(pl.concat(tables))
