"""Screening on a cluster: the same order made again on each of its machines."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eligibility.commands.ordering import ordered
from eligibility.language.pack import Language

if TYPE_CHECKING:
    from eligibility.screening.order import Order
    from eligibility.screening.summary import Summary

PATHS = ("folder", "office", "naming", "parcels")


def check(engine: str, master: str | None) -> None:
    """Refuse a master without a cluster, and a cluster without a master."""
    if (engine == "spark") != (master is not None):
        raise click.UsageError("--engine spark and --master URL belong together")


def screened(
    order: Order, master: str, progress: Callable[[int], None], tables: tuple[str, ...],
    language: Language, wishes: dict[str, Any],
) -> Summary:  # fmt: skip
    """Screen on the cluster of a master. Every machine sees the same files under the same names."""
    from eligibility.screening.on_spark import run_on_spark

    there = {name: _absolute(wishes[name]) for name in PATHS}
    make = partial(
        again, tuple(map(_absolute, tables)), order.out.absolute(), language, wishes | there
    )
    return run_on_spark(order, master, make, progress)


def again(tables: tuple[str, ...], out: Path, language: Language, wishes: dict[str, Any]) -> Order:
    """The order, made on another machine; an executor explains rows in its own process."""
    with ordered(tables, out, language, page=False, processes=1, **wishes) as (order, _):
        return order


def _absolute(path: Any) -> Any:
    return None if path is None else type(path)(Path(path).absolute())
