"""Which rows open a matter, in columns; the twin of `evaluation.opening`."""

from __future__ import annotations

from collections.abc import Mapping

from eligibility.language.pack import Matter
from eligibility.language.types import Kind, Type
from eligibility.screening import columns as c
from eligibility.screening import columns_facts as facts
from eligibility.screening.columns import TOP, Col
from eligibility.screening.columns_facts import NONE_MARK
from eligibility.submission.catalogue import info_of

GIVEN_MARK = "#given"


def opens(matter: Matter, types: Mapping[str, Type]) -> Col:
    """Whether a fact is known that opens the matter."""
    return c.or_(*(_is_known(path, types) for path in matter.opens_on))


def _is_known(path: str, types: Mapping[str, Type]) -> Col:
    head, _, field = path.partition("[].")
    kind = types[head]
    if kind.item is None:
        return _held(TOP, head, kind)
    open_ = facts.open_item(head)
    if not field:
        return c.not_(c.gathered("any", open_, head))
    inner = kind.item.fields[field]
    if inner.item is not None:
        frame = facts.key_of(head, field)
        nested = c.not_(c.gathered("any", facts.open_item(frame), frame))
        return c.gathered("any", c.and_(nested, c.not_(open_)), head)
    return c.gathered("any", c.and_(c.not_(open_), _held(head, field, inner)), head)


def _held(frame: str, name: str, kind: Type) -> Col:
    """Whether a fact is known; one that is absent by nature must have been stated."""
    info = info_of(facts.key_of(frame, name))
    if info is not None and info.absent:
        return c.column(frame, name + GIVEN_MARK, "b", nullable=False)
    if kind.kind is Kind.TRUTH:
        return c.not_(c.and_(c.may(frame, name, answer=True), c.may(frame, name, answer=False)))
    letter = "s" if kind.kind in facts.WORDS else "i"
    known = c.not_(c.is_null(c.column(frame, name, letter, low=-(2**60), high=2**60)))
    if kind.kind is Kind.INDUSTRY:
        known = c.or_(known, c.not_(c.is_null(c.column(frame, name + facts.WRITTEN_MARK, "s"))))
    if not kind.absent:
        return known
    return c.or_(known, c.column(frame, name + NONE_MARK, "b", nullable=False))
