"""Where rows lie beside the limits that rules set: counted in steps of the limit, for a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from eligibility.classes import dataclass
from eligibility.language import nodes as n
from eligibility.language.nodes import Node
from eligibility.language.types import QUANTITIES
from eligibility.screening import columns as c
from eligibility.screening.answer_columns import OPENED
from eligibility.screening.columns import TOP, Col, NotCovered
from eligibility.screening.columns_facts import Facts
from eligibility.screening.columns_frames import on_top
from eligibility.screening.columns_numbers import Number, aligned
from eligibility.screening.columns_translate import Translator
from eligibility.screening.deciding import Entry, Plan
from eligibility.screening.engine import Decided
from eligibility.screening.polars_door import pl
from eligibility.screening.to_polars import program

# The limit lies after so many steps; what lies further than the last is counted there.
LIMIT, LAST = 20, 39
BELOW, ABOVE = "below", "above"
_SIDES = {"<": BELOW, "<=": BELOW, ">": ABOVE, ">=": ABOVE}
_OTHER = {BELOW: ABOVE, ABOVE: BELOW}


@dataclass(frozen=True)
class Limited:
    """A rule that holds a figure to a limit, on the side that it asks for."""

    rule: str
    matter: str
    side: str
    columns: dict[str, Col]


class FiguresOfRules:
    """Counts, for each rule of a plan that compares two quantities, where the rows lie."""

    def __init__(self, plan: Plan) -> None:
        self.limited = [one for m in plan.matters for e in m.rules if not e.static
                        for one in _limited(e, m.name)]  # fmt: skip
        self.ready = program({
            f"{one.rule}|{name}": on_top(col) for one in self.limited
            for name, col in one.columns.items()
        })  # fmt: skip

    def needs(self) -> Iterator[tuple[str, str]]:
        """The columns that are read, by frame."""
        yield from self.ready.levels.reads()

    def count(self, decided: Decided) -> Counter[str]:
        """How many rows lie in each step, by `rule|side|step`."""
        found: Counter[str] = Counter()
        if not self.limited:
            return found
        table = self.ready.run(decided.frames)[TOP]
        for one in self.limited:
            opened = decided.conclusions[OPENED + one.matter]
            for step, many in _steps(table.filter(opened), one):
                found[f"{one.rule}|{one.side}|{step}"] += many
        return found


def _steps(table: pl.DataFrame, one: Limited) -> list[tuple[int, int]]:
    left, right, low, high = (pl.col(f"{one.rule}|{name}") for name in ("l", "r", "lh", "rh"))
    here = table.filter(
        pl.col(f"{one.rule}|applies") & (left == low) & (right == high) & (right > 0)
    )
    share = left.cast(pl.Float64) * LIMIT / right.cast(pl.Float64)  # measure: a drawing
    close = (share - share.round()).abs() < 1 / 10**9  # measure: a drawing
    # at the limit itself lies what the rule still allows
    step = pl.when(close).then(share.round()).otherwise(share)
    step = step.ceil() - 1 if one.side == BELOW else step.floor()
    counted = here.group_by(step.clip(0, LAST).cast(pl.Int64).alias("step")).len()
    return [(int(a), int(b)) for a, b in counted.drop_nulls().sort("step").rows()]


def _limited(entry: Entry, matter: str) -> Iterator[Limited]:
    """The first comparison of two quantities in a rule about the project itself."""
    rule = entry.plan.rule
    if rule.items is not None or entry.columns.frame != TOP:
        return
    found = _comparison(rule.condition)
    if found is None:
        return
    held = entry.translator
    on = Translator(held.matter, held.types, held.figures, Facts())
    try:
        if on.type_of(found.left).kind not in QUANTITIES:
            return
        left, right = on.value(found.left), on.value(found.right)
    except NotCovered:
        return
    if not isinstance(left, Number) or not isinstance(right, Number):
        return
    left, right = aligned(left, right)
    outcome, side = entry.columns.outcome, _SIDES[found.operator]
    exist = c.and_(left.exists, right.exists, c.not_(left.none), c.not_(right.none))
    yield Limited(entry.id, matter, _OTHER[side] if rule.kind == "prohibition" else side, {
        "l": left.low, "lh": left.high, "r": right.low, "rh": right.high,
        "applies": c.and_(exist, c.not_(outcome.off)),
    })  # fmt: skip


def _comparison(node: Node) -> n.Compare | None:
    if isinstance(node, n.Compare):
        return node if node.operator in _SIDES else None
    if isinstance(node, n.Junction):
        return next((found for part in node.operands if (found := _comparison(part))), None)
    return None
