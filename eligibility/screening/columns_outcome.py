"""Which outcomes of a rule some completion gives: not applying, holding, failing."""

from __future__ import annotations

from dataclasses import dataclass

from eligibility.screening import columns as c
from eligibility.screening.columns import FALSE, TRUE, Col


@dataclass(frozen=True)
class Outcome:
    """Which outcomes some completion gives."""

    off: Col
    holds: Col
    fails: Col

    @property
    def open(self) -> Col:
        """Whether more than one outcome is possible."""
        pairs = ((self.off, self.holds), (self.off, self.fails), (self.holds, self.fails))
        return c.or_(*(c.and_(a, b) for a, b in pairs))

    def joined(self, other: Outcome) -> Outcome:
        """What either gives."""
        return Outcome(
            c.or_(self.off, other.off), c.or_(self.holds, other.holds),
            c.or_(self.fails, other.fails),
        )  # fmt: skip

    def where(self, here: Col) -> Outcome:
        """The same in some rows, nothing in the others."""
        return Outcome(c.and_(here, self.off), c.and_(here, self.holds), c.and_(here, self.fails))

    def differs(self, other: Outcome) -> Col:
        """Whether the other gives an outcome that this does not, or the other way round."""
        pairs = (
            (self.off, other.off), (self.holds, other.holds), (self.fails, other.fails),
        )  # fmt: skip
        return c.or_(*(c.or_(c.and_(a, c.not_(b)), c.and_(c.not_(a), b)) for a, b in pairs))


NOT_APPLICABLE = Outcome(TRUE, FALSE, FALSE)
NOWHERE = Outcome(FALSE, FALSE, FALSE)
