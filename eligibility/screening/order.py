"""What is asked of one screening: the table, the answer, the rules, and how it is to be run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from eligibility.screening.inputs import Table, digest_of
from eligibility.screening.setting import Setting
from eligibility.screening.tabled import Tabled
from eligibility.screening.writing import Workbook

# Gives for each project file (row number, text) its verdict and the reason in words.
Reasons = Callable[[Iterable[tuple[int, str]]], Iterator[tuple[str, str]]]
Wanted = Literal["all", "rejected", "none"]


@dataclass(frozen=True)
class Order:
    """What is asked of one run beside the rules.

    `reasons`: the rows whose reason is told, in the words that `tell` makes. `shown`: how many rows
    the summary keeps for a page.
    """

    table: Table
    out: Path
    setting: Setting
    identity: str
    parcels: Table | None = None
    keys: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    named: dict[str, str] = field(default_factory=dict)
    strict: bool = False
    resume: bool = False
    chunk: int | None = None
    reasons: Wanted = "none"
    tell: Reasons | None = None
    language: str = ""
    workbook: Workbook | None = None
    shown: int = 0

    @cached_property
    def tabled(self) -> Tabled:
        """The table with what its columns hold."""
        return Tabled(self.table, self.parcels, self.keys, self.ignored, self.named)

    def state(self, *more: Any) -> str:
        """A digest over everything that the answer stands on."""
        parcels = self.parcels.identity() if self.parcels else ""
        setting = self.setting
        return digest_of(
            self.table.identity(), parcels, self.identity, setting.as_of, setting.forced,
            setting.jurisdiction, setting.question.matters, setting.question.background,
            setting.statuses, setting.figures, setting.rounds, sorted(setting.columns),
            self.keys, self.ignored, sorted(self.named.items()), self.reasons, self.language, *more,
        )  # fmt: skip
