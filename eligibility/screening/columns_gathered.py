"""What is gathered of lists in column expressions: one value a row from its items."""

from __future__ import annotations

from eligibility.screening.columns_nodes import Col, NotCovered, lifted, make, parent, placed

MOST_ITEMS = 100_000


def gathered(function: str, a: Col, frame: str) -> Col:
    """One value for each parent row from its items in `frame`.

    `any` and `all` of truths; `sum`, `min` and `max` of numbers without nulls; `sum` and `count`
    of nothing are 0, `min` and `max` of nothing null.
    """
    a = placed(a, frame) if a.frame is None else lifted(a, frame)
    if a.frame != frame:
        raise NotCovered(f"items of {a.frame} gathered as {frame}")
    if function in ("any", "all"):
        return make("agg", (a,), function, "b", frame=parent(frame))
    many = MOST_ITEMS if function == "sum" else 1
    low, high = min(a.low * many, 0, a.low), max(a.high * many, 0, a.high)
    return make("agg", (a,), function, "i", frame=parent(frame),
                 nullable=function != "sum", low=low, high=high)  # fmt: skip


def member(text: Col, other: Col, frame: str) -> Col:
    """Whether a text is among those of another list's items in the same row of the table."""
    return make("member", (text, other), frame, "b", frame=text.frame)
