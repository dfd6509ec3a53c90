"""The twenty rules written by hand in DuckDB's SQL, as fast as we could make them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from peers.job import (
    APPROVED,
    COLUMNS,
    KEY,
    NAMES,
    OFF,
    REJECTED,
    SATISFIED,
    UNDETERMINED,
    UNKNOWN,
    VIOLATED,
)

if TYPE_CHECKING:
    import duckdb

_LISTED = "('national', 'provincial')"
# The occasion of each rule (None: always) and what must hold.
RULES: tuple[tuple[str | None, str], ...] = (
    (
        "{power_level} <> {works_level}",
        f"{{power_level}} IN {_LISTED} AND {{works_level}} IN {_LISTED}",
    ),
    (None, "{made} * 10 < {total} * 9"),
    (None, "{made} * 4 >= {total}"),
    (
        None,
        "{own_land} * 100 <= {land} * 7 OR ({major} AND {own_land} * 100 <= {land} * 15)",
    ),
    ("{major}", "{own_floor} * 100 <= {floor} * 30"),
    (None, "NOT {pollution}"),
    (None, "NOT {energy}"),
    (None, "NOT {inefficient}"),
    (None, "{chains} <= 3"),
    ("{zone_level} = 'provincial'", "{chains} <= 2"),
    (None, "{tax} >= {tax_floor}"),
    (None, "{intensity} >= {intensity_floor}"),
    (None, "{months} < 24 OR {new}"),
    (None, "{floor} <= {land} * 4"),
    (None, "{floor} * 10 >= {land} * 8"),
    (None, "{made} <= {total}"),
    (None, "{own_floor} <= {own_land} * 6"),
    (None, "{total} >= 5000000"),
    (None, "{months} <= 60"),
    (None, "{intensity} * 10 >= {intensity_floor} * 7"),
)
_WORDS = {
    "status": (VIOLATED, SATISFIED, UNKNOWN, OFF),
    "verdict": (REJECTED, APPROVED, UNDETERMINED),
}


def connected(threads: int = 2) -> duckdb.DuckDBPyConnection:
    """A connection that knows the words of the answer as types."""
    import duckdb

    found = duckdb.connect(config={"threads": threads})
    for name, words in _WORDS.items():
        found.execute(f"CREATE TYPE {name} AS ENUM {words}")
    return found


def run(connection: duckdb.DuckDBPyConnection, source: Path, out: Path) -> None:
    """Decide a Parquet table into another."""
    connection.execute(f"COPY ({query(source)}) TO '{out}' (FORMAT parquet, COMPRESSION lz4_raw)")


def query(source: Path) -> str:
    """The statuses and the verdict of a table."""
    headings = {name: f'"{heading}"' for name, heading in COLUMNS.items()}
    statuses, kept = [], []
    for name, rule in zip(NAMES, RULES, strict=True):
        when, must = (part and f"({part.format(**headings)})" for part in rule)
        found = _case("status", must, SATISFIED, VIOLATED, UNKNOWN)
        if when is not None:
            found = (
                f"CASE WHEN {when} THEN {found} WHEN NOT {when} THEN '{OFF}'::status"
                f" ELSE '{UNKNOWN}'::status END"
            )
        statuses.append(f"{found} AS {name}")
        kept.append(must if when is None else f"(NOT {when} OR {must})")
    verdict = _case("verdict", f"({' AND '.join(kept)})", APPROVED, REJECTED, UNDETERMINED)
    columns = ", ".join([KEY, *statuses, f"{verdict} AS verdict"])
    return f"SELECT {columns} FROM read_parquet('{source}')"  # noqa: S608  (our own words)


def _case(kind: str, truth: str | None, true: str, false: str, unknown: str) -> str:
    return (
        f"CASE WHEN {truth} THEN '{true}'::{kind} WHEN NOT {truth} THEN '{false}'::{kind}"
        f" ELSE '{unknown}'::{kind} END"
    )
