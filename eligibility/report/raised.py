"""What an added item does: the limits that its exceptions move, in the units people write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from eligibility.analysis.cures import Change
from eligibility.evaluation.assessment import Assessment, Comparison, Finding
from eligibility.language.pack import Words
from eligibility.language.values import Record
from eligibility.report.compared import figures
from eligibility.report.quantities import quantity
from eligibility.report.reader import Reader


@dataclass(frozen=True)
class Raised:
    """A limit of a rule that an exception moves: what it was and what it is then."""

    rule: str
    subject: str | None
    says: Words
    was: Comparison
    now: Comparison

    def before(self, reader: Reader) -> str:
        """The limit as it was."""
        return quantity(self.was.right_value, self.was.unit, reader.language)

    def after(self, reader: Reader) -> str:
        """The limit as it is then."""
        return quantity(self.now.right_value, self.now.unit, reader.language)

    def to_json(self) -> dict[str, Any]:
        """The same with exact figures."""
        return {"rule": self.rule, "subject": self.subject,
                "before": self.was.right, "after": self.now.right}  # fmt: skip


def raises(before: Assessment, after: Assessment) -> tuple[Raised, ...]:
    """The limits that exceptions move which are taken after and not before."""
    earlier = {(f.rule.id, f.subject): f for m in before.matters for f in m.findings}
    return tuple(
        one
        for matter in after.matters
        for now in matter.findings
        if (was := earlier.get((now.rule.id, now.subject))) is not None
        for one in _moved(was, now)
    )


def _moved(was: Finding, now: Finding) -> Iterator[Raised]:
    taken = {(e.definition, e.index) for e in was.exceptions if e.taken}
    newly = [e for e in now.exceptions if e.taken and (e.definition, e.index) not in taken]
    one, other = figures(was), figures(now)
    if not newly or one is None or other is None or one.right_value == other.right_value:
        return
    if (one.left_value, one.operator) == (other.left_value, other.operator):
        yield Raised(now.rule.id, now.subject, newly[0].says or now.rule.says, one, other)


def added(change: Change) -> list[Record]:
    """The items that a list gains."""
    old = change.old if isinstance(change.old, tuple) else ()
    stated = {one.path for one in old if isinstance(one, Record)}
    new = change.rounded if isinstance(change.rounded, tuple) else ()
    return [one for one in new if isinstance(one, Record) and one.path not in stated]
