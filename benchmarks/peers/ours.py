"""The job by `screen`: the same table, the rules from `rules/peers/admission.yaml`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl
from peers.job import DAY, KEY, MATTER, NAMES, PACK, PLACE

from eligibility.commands.desk import Desk
from eligibility.commands.ordering import setting_of
from eligibility.screening.order import Order
from eligibility.screening.run import run as screen
from eligibility.screening.setting import Setting
from eligibility.screening.table_files import table

STATUS = "status:"


Ready = tuple[Setting, str]


def setting(rules_folder: Path = PACK, *, alone: bool = True) -> Ready:
    """The rules read and checked, with their digest.

    `alone`: the statuses and the verdict alone, as by hand, without conclusions, deciding rules
    and missing facts.
    """
    desk = Desk(
        folder=rules_folder, as_of=DAY, jurisdiction=PLACE, matters=(MATTER,), no_background=True
    )  # fmt: skip
    matter = desk.book(PLACE).packs[PLACE].matters[MATTER]
    made, digest = setting_of(desk, tuple(rule.id for rule in matter.rules))
    return (replace(made, columns=frozenset()) if alone else made), digest


def run(ready: Ready, source: Path, out: Path) -> None:
    """Decide a Parquet table into another."""
    made, digest = ready
    screen(Order(table([str(source)]), out, made, digest, keys=(KEY,)))


def words(source: Path, out: Path) -> list[str]:
    """The command that does the same."""
    statuses = [word for rule in setting()[0].statuses for word in ("--status", rule)]
    return [
        "screen", str(source), "-o", str(out), "--rules", str(PACK), "--jurisdiction", PLACE,
        "--matter", MATTER, "--no-background", "--as-of", DAY, "--key", KEY, "--only", "verdict",
        "--quiet", *statuses,
    ]  # fmt: skip


def answer(out: Path) -> pl.DataFrame:
    """What `screen` answered, with the names of the job."""
    rules = setting()[0].statuses
    ids = {STATUS + rule: name for rule, name in zip(rules, NAMES, strict=True)}
    return pl.read_parquet(out).select(KEY, *ids, "verdict").rename(ids)
