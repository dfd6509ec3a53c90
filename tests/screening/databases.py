"""Databases that run a printed view over drawn tables: DuckDB, a real PostgreSQL, a real Spark."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from eligibility.screening.columns import TOP, Col
from eligibility.screening.frames import Frames
from eligibility.screening.sql_joined import table_of
from eligibility.screening.sql_nested import plain_lists

NAME = "projects"
Rows = list[dict[str, Any]]


@contextmanager
def database(dialect: str) -> Iterator[Any]:
    """A database that speaks the dialect; the test is skipped, with a word, where there is none."""
    with {"duckdb": _duckdb, "postgres": _postgres, "spark": _spark}[dialect]() as found:
        yield found


class DuckDB:
    """One DuckDB in memory for each question."""

    def rows(self, query: str, frames: Frames, _: Mapping[str, Col]) -> Rows:
        return self._fetched(self._loaded(frames), query)

    def view(self, statement: str, frames: Frames, _: Mapping[str, Col]) -> Rows:
        base = self._loaded(frames)
        base.execute(statement)
        return self._fetched(base, f'select * from "{NAME}_verdicts"')  # noqa: S608  (a fixed name)

    def _loaded(self, frames: Frames) -> Any:
        import duckdb

        base = duckdb.connect()
        for frame, table in frames.tables.items():
            base.register("held", table)
            base.execute(f'create table "{table_of(NAME, frame)}" as from held')
            base.unregister("held")
        return base

    def _fetched(self, base: Any, query: str) -> Rows:
        found = base.execute(query)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


class PostgreSQL:
    """A server of this test alone, on a socket in a temporary folder."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def rows(self, query: str, frames: Frames, _: Mapping[str, Col]) -> Rows:
        self._load(frames)
        return self._fetched(query)

    def view(self, statement: str, frames: Frames, _: Mapping[str, Col]) -> Rows:
        self._load(frames)
        self.connection.execute(statement)
        return self._fetched(f'select * from "{NAME}_verdicts"')  # noqa: S608  (a fixed name)

    def _fetched(self, query: str) -> Rows:
        found = self.connection.execute(query)
        names = [column.name for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found]

    def _load(self, frames: Frames) -> None:
        self.connection.execute("drop schema if exists public cascade; create schema public")
        kinds = {pl.Boolean: "boolean", pl.String: "text"}
        for frame, table in frames.tables.items():
            name = table_of(NAME, frame)
            columns = ", ".join(f'"{n}" {kinds.get(t, "bigint")}' for n, t in table.schema.items())
            self.connection.execute(f'create table "{name}" ({columns})')
            with self.connection.cursor().copy(f'copy "{name}" from stdin') as copy:
                for row in table.iter_rows():
                    copy.write_row(row)


class Spark:
    """A local Spark; the tables go to it as Parquet, lists within their rows."""

    def __init__(self, session: Any, folder: Path) -> None:
        self.session, self.folder, self.made = session, folder, 0

    def rows(self, query: str, frames: Frames, outputs: Mapping[str, Col]) -> Rows:
        self._load(frames, outputs)
        return self._fetched(query)

    def _fetched(self, query: str) -> Rows:
        return [row.asDict() for row in self.session.sql(query).collect()]

    def _load(self, frames: Frames, outputs: Mapping[str, Col]) -> None:
        self.made += 1
        path = self.folder / f"{self.made}.parquet"
        nested(frames, outputs).write_parquet(path)
        self.session.read.parquet(str(path)).createOrReplaceTempView(NAME)

    def view(self, statement: str, frames: Frames, outputs: Mapping[str, Col]) -> Rows:
        """A view may not read temporary ones: it is made a temporary view too."""
        made = statement.replace("REPLACE VIEW", "REPLACE TEMPORARY VIEW", 1).rstrip()
        self._load(frames, outputs)
        self.session.sql(made.removesuffix(";"))
        return self._fetched(f"select * from {NAME}_verdicts")  # noqa: S608  (a fixed name)


def nested(frames: Frames, outputs: Mapping[str, Col]) -> pl.DataFrame:
    """The table of the rows with its lists in it; one that is not known is null."""
    plain, tables = plain_lists(outputs), dict(frames.tables)
    for frame in sorted(filter(None, tables), key=lambda f: -f.count("[].")):
        table = tables[frame]
        above, _, field = frame.rpartition("[].")
        names = [n for n in table.columns if n not in ("#i", "#row", "#top", "#open")]
        item = (
            pl.col("word") if frame in plain else pl.struct(names or pl.col("#open").alias("here"))
        )
        lists = table.group_by("#row", maintain_order=True).agg(
            item.alias("items"), pl.col("#open").any().alias("open")
        )
        owners = tables[above].select(pl.col("#i").alias("#row"))
        joined = owners.join(lists, on="#row", how="left", maintain_order="left")
        blank = pl.lit(pl.Series([[]], dtype=joined.schema["items"]))
        found = joined.select(
            pl.when(pl.col("open").is_null()).then(blank).when(~pl.col("open")).then("items")
        ).to_series()
        tables[above] = tables[above].with_columns(found.alias(field))
    return tables[TOP]


@contextmanager
def _duckdb() -> Iterator[DuckDB]:
    pytest.importorskip("duckdb")
    yield DuckDB()


@contextmanager
def _postgres() -> Iterator[PostgreSQL]:
    psycopg = pytest.importorskip("psycopg")
    folders = [Path(p).parent for p in [shutil.which("initdb")] if p]
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not folders:
        pytest.skip("no PostgreSQL server here: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []  # it refuses root
    if user:
        shutil.chown(folder, "postgres")

    def run(*words: object) -> None:
        subprocess.run([*user, *map(str, words)], check=True, cwd="/", stdout=subprocess.DEVNULL)

    program, data = folders[-1], folder / "data"
    run(program / "initdb", "-D", data, "-U", "tester", "-E", "UTF8", "--no-locale", "--no-sync")
    options = f"-c listen_addresses='' -c fsync=off -k {folder}"
    run(program / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    try:
        with psycopg.connect(
            host=str(folder), user="tester", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute("set client_min_messages to error")
            yield PostgreSQL(connection)
    finally:
        run(program / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder)


def need_spark() -> None:
    """Skip the test where there is no Spark."""
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip('no Spark here: pip install "eligibility[spark]", and Java 17')


@contextmanager
def _spark() -> Iterator[Spark]:
    need_spark()
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false",
            "spark.driver.memory": "4g", "spark.sql.warehouse.dir": folder,
            "spark.log.level": "ERROR",
        }  # fmt: skip
        session = SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
        try:
            yield Spark(session, Path(folder))
        finally:
            session.stop()
