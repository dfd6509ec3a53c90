"""What `assess` is given: project files one by one, and the rows of tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eligibility.classes import dataclass
from eligibility.commands.desk import Desk
from eligibility.errors import Diagnostic, Refused

if TYPE_CHECKING:
    from eligibility.submission.facts import Submission


@dataclass(frozen=True)
class Taken:
    """A submission and the text that it was read from; `row` tells of the row behind it."""

    submission: Submission
    text: str
    row: Mapping[str, Any] | None = None


def taken(desk: Desk, name: str, faults: list[Diagnostic]) -> Iterator[Taken]:
    """The submissions of a file; the faults of those that are refused are collected."""
    from eligibility.language.located import load

    try:
        tree = load(name)
        yield Taken(desk.read(tree), tree.source.text)
    except Refused as refused:
        faults.extend(refused.diagnostics)
