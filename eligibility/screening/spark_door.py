"""The one door to PySpark: loaded on first use, and a sentence where it, or Java, is absent."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from eligibility.errors import Diagnostic, Refused, refuse

try:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pyarrow as pa
        from py4j.protocol import Py4JError
        from pyspark import TaskContext
        from pyspark.errors import PySparkException
        from pyspark.sql import DataFrame, SparkSession
except ImportError:
    raise Refused([
        Diagnostic(
            "E101", "screening on a cluster needs PySpark, which is not installed",
            help='pip install "eligibility[spark]", on every machine of the cluster',
        )
    ]) from None  # fmt: skip

Result = TypeVar("Result")
# An attempt that is repeated elsewhere must not write beside the first.
_SETTINGS = {
    "spark.speculation": "false", "spark.log.level": "ERROR", "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}  # fmt: skip


class Cluster:
    """Executors at work. Functions and what they give back go between machines, rows do not."""

    def __init__(self, session: SparkSession) -> None:
        self.session = session

    def each(self, function: Callable[[int], Result], numbers: Sequence[int]) -> list[Result]:
        """What a function gives for each number, each a task of its own."""
        if not numbers:
            return []
        with _told():
            parts = self.session.sparkContext.parallelize(numbers, len(numbers))
            return list(parts.map(function).collect())

    def texts(self, function: Callable[[int], Any], count: int) -> DataFrame:
        """The texts (an Arrow column) that a function gives for each number, spread out."""

        def batches(numbers: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            for batch in numbers:
                for number in batch.column(0).to_pylist():
                    column = function(number).cast(pa.string())
                    yield from pa.table({"text": column}).to_batches()

        return self.session.range(0, count, 1, count).mapInArrow(batches, "text string")

    def distinct(
        self, function: Callable[[int], Any], count: int, among: Iterable[str]
    ) -> set[str]:
        """Those of some words that are among the texts."""
        with _told():
            found = self.texts(function, count).distinct()
            return {row.text for row in found.where(found.text.isin(sorted(among))).collect()}

    def repeated(self, function: Callable[[int], Any], count: int, into: Path) -> bool:
        """Whether a text stands more than once; such texts are written as Parquet to a folder."""
        with _told():
            groups = self.texts(function, count).where("text is not null").groupBy("text").count()
            groups.where("count > 1").select("text").write.mode("overwrite").parquet(into.as_uri())
            found = self.session.read.schema("text string").parquet(into.as_uri())
            return bool(found.limit(1).count())


def attempt() -> int:
    """The number of the task's attempt, on an executor."""
    context = TaskContext.get()
    return context.taskAttemptId() if context is not None else 0


@contextmanager
def cluster(master: str) -> Iterator[Cluster]:
    """The executors of a master; they are let go at the end."""
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        refuse("E101", "Spark needs Java 17 or newer, which is not installed")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    with _told():
        builder = SparkSession.builder.appName("eligibility").master(master)
        session = builder.config(map=_SETTINGS).getOrCreate()
    try:
        yield Cluster(session)
    finally:
        session.stop()


@contextmanager
def _told() -> Iterator[None]:
    """A failure of Spark as a sentence; what is done by then can be resumed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of libraries that PySpark does not know yet
            yield
    except (PySparkException, Py4JError) as bad:
        reason = _reason(str(bad))
        if "ModuleNotFoundError" in reason:
            reason += '; pip install "eligibility[spark]" on every machine of the cluster'
        raise OSError(errno.EIO, f"the cluster failed: {reason}") from None


def _reason(text: str) -> str:
    """The line of a failure that says what it is."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [
        line for line in lines
        if line.partition(":")[0].endswith(("Error", "Exception")) and ": " in line
    ]  # fmt: skip
    return (errors or lines or ["no reason given"])[-1 if errors else 0][:300]
