"""Makes every rule wrong in small ways and counts the wrong ones that an example or case notices.

    python tests/mutation.py [--jurisdiction NAME]… [--rule ID] [--quiet]

A mutant is killed when at least one inline example of a rule it touches, or one case of its
jurisdiction, comes out otherwise than it says. What survives is printed: it is not tested, unless
`equivalent_mutants.yaml` says why it decides everything as the right rules do.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [p for p in (str(ROOT), str(ROOT / "tests")) if p not in sys.path]

import yaml  # noqa: E402  the path is set above
from mutants import Mutant, mutants  # noqa: E402  as above

from eligibility.errors import Refused  # noqa: E402  as above
from eligibility.evaluation.assess import Question, assess  # noqa: E402  as above
from eligibility.evaluation.examples import (  # noqa: E402  as above
    EXAMPLE_DAY,
    check_case,
    example_submission,
)
from eligibility.language.library import Rulebook, load_packs  # noqa: E402  as above
from eligibility.language.pack import Example, Matter, Pack  # noqa: E402  as above
from eligibility.submission.catalogue import catalogue  # noqa: E402  as above
from eligibility.submission.facts import Submission  # noqa: E402  as above
from eligibility.submission.read import read_submission  # noqa: E402  as above

EQUIVALENT = ROOT / "tests" / "equivalent_mutants.yaml"
WEIGHTIEST = ("violated", "unknown", "satisfied", "not_applicable")


@dataclass(frozen=True)
class Trial:
    """An example made ready: its submission, read once, and what it wants."""

    rule: str
    example: Example
    submission: Submission
    question: Question


@dataclass(frozen=True)
class Score:
    """Mutants made, those that nothing noticed, and those of them that are not equivalent."""

    made: int
    survivors: list[str]
    untested: list[str]

    @property
    def share(self) -> int:
        """Mutants that were noticed or decide as the right rules do, of a hundred."""
        return 100 * (self.made - len(self.untested)) // self.made if self.made else 100

    def text(self) -> str:
        """The score as one line."""
        noticed, same = self.made - len(self.survivors), len(self.survivors) - len(self.untested)
        return f"{noticed} of {self.made} mutants noticed, {same} equivalent ({self.share} %)"


class Bench:
    """A jurisdiction's examples and cases, read once, to be decided by wrong rules."""

    def __init__(self, rulebook: Rulebook, pack: Pack) -> None:
        self.rulebook, self.pack = rulebook, pack
        # Only what holds under the right rules can notice a wrong one.
        self.cases = [c for c in _cases(rulebook, pack.jurisdiction) if _holds(rulebook, c)]

    def score(self, only: str | None = None) -> Score:
        """The score of every matter, or of the mutants that touch one rule."""
        noticed: dict[str, bool] = {}
        for matter in self.pack.matters.values():
            trials = [t for t in self._trials(matter) if self._holds(self.rulebook, t)]
            for mutant in mutants(matter):
                if only is None or only in mutant.rules:
                    before = noticed.get(mutant.what, False)
                    noticed[mutant.what] = before or self.notices(mutant, trials)
        survivors = [what for what, seen in noticed.items() if not seen]
        known = equivalent()
        return Score(len(noticed), survivors, [w for w in survivors if w not in known])

    def notices(self, mutant: Mutant, trials: list[Trial]) -> bool:
        """Whether an example or a case comes out otherwise than it says."""
        wrong = self._with(mutant.matter)
        own = [t for t in trials if t.rule in mutant.rules]
        if not all(self._holds(wrong, trial) for trial in own):
            return True
        return any(not _holds(wrong, case) for case in self.cases)

    def _with(self, matter: Matter) -> Rulebook:
        pack = replace(self.pack, matters={**self.pack.matters, matter.name: matter})
        packs = {**self.rulebook.packs, pack.jurisdiction: pack}
        return Rulebook(packs, self.rulebook.digest, self.rulebook.folder)

    def _trials(self, matter: Matter) -> Iterator[Trial]:
        for rule in matter.rules:
            for example in rule.examples:
                submission = example_submission(self.pack, example)
                day = submission.as_of or EXAMPLE_DAY
                question = Question(as_of=day, matters=(matter.name,), background=False)
                yield Trial(rule.id, example, submission, question)

    @staticmethod
    def _holds(rulebook: Rulebook, trial: Trial) -> bool:
        answer = assess(rulebook, trial.submission, trial.question)
        found = [f for m in answer.matters for f in m.findings if f.rule.id == trial.rule]
        if trial.example.subject is not None:
            found = [f for f in found if f.subject == trial.example.subject]
        statuses = {f.status for f in found}
        found_status = next((s for s in WEIGHTIEST if s in statuses), "not_applicable")
        return found_status == trial.example.status


def _cases(rulebook: Rulebook, jurisdiction: str) -> Iterator[Submission]:
    folder = ROOT / "cases" / jurisdiction
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".yaml", ".json")):
        try:
            yield read_submission(path, vocabulary=lambda j: rulebook.packs[j].vocabulary)
        except Refused as refused:
            sys.exit(f"{path.name}: {refused}")


def _holds(rulebook: Rulebook, case: Submission) -> bool:
    return all(check.held for check in check_case(case, assess(rulebook, case)))


@cache
def equivalent() -> dict[str, str]:
    """Mutants that decide everything as the right rules do, and why."""
    return yaml.safe_load(EQUIVALENT.read_text(encoding="utf-8")) or {}


def measure(jurisdictions: list[str] | None = None, rule: str | None = None) -> dict[str, Score]:
    """The score of each jurisdiction."""
    rulebook = load_packs(catalogue())
    wanted = jurisdictions or sorted(rulebook.packs)
    if rule is not None:
        wanted = [rule.partition("/")[0]]
    return {name: Bench(rulebook, rulebook.packs[name]).score(rule) for name in wanted}


def main(arguments: list[str] | None = None) -> int:
    """Print scores and survivors; 3 when something survived."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--jurisdiction", action="append", help="only this one (repeatable)")
    parser.add_argument("--rule", help="only mutants that touch this rule")
    parser.add_argument("--quiet", action="store_true", help="scores only")
    options = parser.parse_args(arguments)
    scores = measure(options.jurisdiction, options.rule)
    for name, score in scores.items():
        print(f"{name}: {score.text()}", flush=True)
        if not options.quiet:
            print("".join(f"  survives  {what}\n" for what in score.untested), end="")
    return 3 if any(score.untested for score in scores.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
