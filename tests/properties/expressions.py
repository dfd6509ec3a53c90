"""Draws expressions: any node that the grammar can write, well-typed or not."""

from __future__ import annotations

import keyword

from hypothesis import strategies as st

from eligibility.language import nodes as n
from eligibility.language.nodes import Node

WORDS = st.one_of(
    st.sampled_from(
        ["industrial", "municipal_government", "YL-053", "铜基材", "0701", "", "7%", "a=b"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
)
IDENTIFIERS = st.from_regex(r"[a-z][a-z_0-9]{0,8}", fullmatch=True).filter(
    lambda word: not keyword.iskeyword(word) and word not in {"true", "false", "none"}
)
NAMES = st.lists(IDENTIFIERS, min_size=1, max_size=3).map(lambda parts: n.Name(".".join(parts)))
CONSTANTS = st.one_of(st.sampled_from([True, False, None, 0, 1]), WORDS).map(n.Constant)
LEAVES = st.one_of(NAMES, CONSTANTS)
COMPARISONS = ["==", "!=", "<", "<=", ">", ">=", "in", "not in"]


def _above(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """One node over nodes of `below`."""
    several = st.lists(below, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(n.Not, below),
        st.builds(n.Junction, st.sampled_from(["and", "or"]), several),
        st.builds(n.Compare, st.sampled_from(COMPARISONS), below, below),
        st.builds(n.Arithmetic, st.sampled_from("+-*"), below, below),
        st.builds(n.Choice, below, below, below),
        st.builds(n.Lookup, below, below),
        st.builds(n.Call, st.sampled_from(["max", "min"]), several),
        st.builds(n.Call, st.just("count"), below.map(lambda node: (node,))),
        st.builds(n.Call, st.just("finding"), WORDS.map(lambda word: (n.Constant(word),))),
        _quantifiers(below),
    )


def _quantifiers(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    plain = st.builds(
        n.Quantifier, st.sampled_from(["exists", "all", "count", "sum"]), IDENTIFIERS,
        below, below, st.none() | below, st.none(),
    )  # fmt: skip
    extreme = st.builds(
        n.Quantifier, st.sampled_from(["max", "min"]), IDENTIFIERS,
        below, below, st.none() | below, below,
    )  # fmt: skip
    return plain | extreme


def expressions(leaves: int = 12) -> st.SearchStrategy[Node]:
    """Expressions of up to about `leaves` leaves."""
    return st.recursive(LEAVES, _above, max_leaves=leaves)
