"""Truths and words that are not fully known, in columns: twins of `evaluation.possible`.

A `Truth` is (can be true, can be false). A `Word` is a known word, known not to exist, or some
word (with the text of a label that is not mapped).
"""

from __future__ import annotations

from collections.abc import Iterable

from eligibility.classes import dataclass
from eligibility.screening import columns as c
from eligibility.screening.columns import FALSE, NO_WORD, TRUE, Col, NotCovered


@dataclass(frozen=True, slots=True)
class Truth:
    """Whether it can be true, whether it can be false."""

    t: Col
    f: Col


@dataclass(frozen=True, slots=True)
class Word:
    """A known `word` (null: none), `none` (known not to exist), or `some` word.

    `written` is the text of a label without a name; `some` is then true as well.
    """

    word: Col
    none: Col = FALSE
    some: Col = FALSE
    written: Col = NO_WORD


YES, NO, EITHER = Truth(TRUE, FALSE), Truth(FALSE, TRUE), Truth(TRUE, TRUE)
NO_SUCH_WORD = Word(NO_WORD, none=TRUE)
SOME_WORD = Word(NO_WORD, some=TRUE)


def negation(a: Truth) -> Truth:
    """`not a`."""
    return Truth(a.f, a.t)


def conjunction(parts: Iterable[Truth]) -> Truth:
    """`and`."""
    parts = list(parts)
    return Truth(c.and_(*(p.t for p in parts)), c.or_(*(p.f for p in parts)))


def disjunction(parts: Iterable[Truth]) -> Truth:
    """`or`."""
    return negation(conjunction(negation(p) for p in parts))


def equivalence(a: Truth, b: Truth) -> Truth:
    """`a == b` of truths."""
    either = c.or_(c.and_(a.t, a.f), c.and_(b.t, b.f))
    return Truth(
        c.or_(either, c.and_(a.t, b.t), c.and_(a.f, b.f)),
        c.or_(either, c.and_(a.t, b.f), c.and_(a.f, b.t)),
    )


def truth_choice(condition: Truth, then: Truth, otherwise: Truth) -> Truth:
    """`then if condition else otherwise`; decided when both agree."""
    return Truth(
        c.or_(c.and_(condition.t, then.t), c.and_(condition.f, otherwise.t)),
        c.or_(c.and_(condition.t, then.f), c.and_(condition.f, otherwise.f)),
    )


# --- words --------------------------------------------------------------------------------------


def same_word(a: Word, b: Word) -> Truth:
    """`a == b` of words."""
    a_plain = c.and_(a.some, c.is_null(a.written))
    b_plain = c.and_(b.some, c.is_null(b.written))
    doubtful = c.or_(a_plain, b_plain)
    none = c.or_(a.none, b.none)
    texts = c.or_(c.equal(a.word, b.word), c.equal(a.written, b.written))
    unmapped = c.and_(c.not_(doubtful), c.or_(a.some, b.some), c.not_(none))
    alike = c.or_(c.and_(a.none, b.none), texts)
    return Truth(c.or_(doubtful, alike, unmapped), c.or_(doubtful, c.not_(alike)))


def one_of(words: frozenset[str], a: Word) -> Truth:
    """Whether `a` is one of the words of a declared list."""
    if not words:
        return NO
    inside = c.among(a.word, words)
    return Truth(c.or_(inside, a.some), c.or_(a.some, c.not_(inside)))


def word_choice(condition: Truth, then: Word, otherwise: Word) -> Word:
    """`then if condition else otherwise`; some word where they differ and it is not decided."""
    if then == otherwise:
        return then
    open_ = c.and_(condition.t, condition.f)
    alike = c.or_(c.equal(then.word, otherwise.word), c.and_(then.none, otherwise.none))
    lost = c.and_(open_, c.not_(alike))
    if any(not _is_no_word(x.written) for x in (then, otherwise)):
        raise NotCovered("a choice between industry labels")
    first = condition.t
    return Word(
        c.if_(lost, NO_WORD, c.if_(first, then.word, otherwise.word)),
        c.and_(c.not_(lost), c.if_(first, then.none, otherwise.none)),
        c.or_(lost, c.and_(c.not_(open_), c.if_(first, then.some, otherwise.some))),
    )


def _is_no_word(a: Col) -> bool:
    return a.op == "const" and a.data is None
