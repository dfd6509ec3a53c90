"""What is measured: every case of the checkout, read once, over every pack."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from pathlib import Path

from eligibility.evaluation.assess import assess
from eligibility.evaluation.inference import Engine
from eligibility.language.library import Rulebook, load_packs
from eligibility.submission.catalogue import catalogue
from eligibility.submission.facts import Submission
from eligibility.submission.read import read_submission

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Workload:
    """The rules, and the submissions in the order in which they are decided."""

    rulebook: Rulebook
    submissions: tuple[Submission, ...]

    def decide(self, count: int, engine: Engine | None = None) -> None:
        """Decide `count` submissions, one after the other, in full."""
        for index in range(count):
            assess(self.rulebook, self.submissions[index % len(self.submissions)], engine=engine)


def workload() -> Workload:
    """Every case of `cases/`, in the order of their names."""
    rulebook = load_packs(catalogue())
    paths = sorted(p for p in (ROOT / "cases").rglob("*") if p.suffix in {".yaml", ".json"})
    submissions = (
        read_submission(path, vocabulary=lambda j: rulebook.packs[j].vocabulary) for path in paths
    )
    return Workload(rulebook, tuple(submissions))


def spread(values: list[float], unit: str = "", digits: int = 3) -> str:
    """Median with the least and the greatest."""
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{middle:.{digits}f}{unit} ({low:.{digits}f}–{high:.{digits}f})"
