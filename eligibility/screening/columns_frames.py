"""Columns from one frame seen in another: broadcast to items, gathered back to their rows."""

from __future__ import annotations

from eligibility.screening import columns as c
from eligibility.screening.columns import FALSE, TOP, Col


def in_frame(node: Col, frame: str) -> Col:
    """A constant, or a column of a frame above, as a column of a frame."""
    return c.placed(node, frame) if node.frame is None else c.lifted(node, frame)


def on_top(node: Col) -> Col:
    """A constant, or a column of the table, as a column of the table."""
    return in_frame(node, TOP)


def gathered_to(frame: str, truth: Col, of: str) -> Col:
    """Whether a truth of the items of a frame (`of`) holds of any that a row of `frame` has."""
    while not c.within(frame, of):
        truth, of = c.gathered("any", truth, of), c.parent(of)
    return truth


def anywhere(truth: Col, frame: str) -> Col:
    """Whether a truth of the items of a frame holds of any item of a row of the table."""
    while frame != TOP and truth is not FALSE:
        truth, frame = c.gathered("any", truth, frame), c.parent(frame)
    return truth
