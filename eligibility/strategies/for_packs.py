"""The packs at hand, and expressions of the rule language."""

from __future__ import annotations

import keyword
from functools import cache

from hypothesis import strategies as st

from eligibility.language import nodes as n
from eligibility.language.library import Rulebook, jurisdictions, load_packs, rules_folder
from eligibility.language.nodes import Node
from eligibility.language.pack import Pack
from eligibility.submission.catalogue import catalogue

_WORDS = st.one_of(
    st.sampled_from(
        ["industrial", "municipal_government", "YL-053", "铜基材", "0701", "", "7%", "a=b"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
)
_IDENTIFIERS = st.from_regex(r"[a-z][a-z_0-9]{0,8}", fullmatch=True).filter(
    lambda word: not keyword.iskeyword(word) and word not in {"true", "false", "none"}
)
_NAMES = st.lists(_IDENTIFIERS, min_size=1, max_size=3).map(lambda parts: n.Name(".".join(parts)))
_CONSTANTS = st.one_of(st.sampled_from([True, False, None, 0, 1]), _WORDS).map(n.Constant)
_COMPARISONS = ["==", "!=", "<", "<=", ">", ">=", "in", "not in"]


@cache
def book_of(jurisdiction: str) -> Rulebook:
    """The rule sets of a jurisdiction, with those that it extends."""
    return load_packs(catalogue(), [jurisdiction])


def pack_of(pack: Pack | str) -> Pack:
    """The pack itself, or the one of that jurisdiction."""
    return pack if isinstance(pack, Pack) else book_of(pack).packs[pack]


def packs() -> st.SearchStrategy[Pack]:
    """The packs of the rules at hand."""
    return st.sampled_from(jurisdictions(rules_folder())).map(pack_of)


def expressions(leaves: int = 12) -> st.SearchStrategy[Node]:
    """Expressions of about `leaves` leaves: any that the grammar can write, typed or not."""
    return st.recursive(st.one_of(_NAMES, _CONSTANTS), _above, max_leaves=leaves)


def _above(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """One node over nodes of `below`."""
    several = st.lists(below, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(n.Not, below),
        st.builds(n.Junction, st.sampled_from(["and", "or"]), several),
        st.builds(n.Compare, st.sampled_from(_COMPARISONS), below, below),
        st.builds(n.Arithmetic, st.sampled_from("+-*"), below, below),
        st.builds(n.Choice, below, below, below),
        st.builds(n.Lookup, below, below),
        st.builds(n.Call, st.sampled_from(["max", "min"]), several),
        st.builds(n.Call, st.just("count"), below.map(lambda node: (node,))),
        st.builds(n.Call, st.just("finding"), _WORDS.map(lambda word: (n.Constant(word),))),
        _quantifiers(below),
    )


def _quantifiers(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    plain = st.builds(
        n.Quantifier, st.sampled_from(["exists", "all", "count", "sum"]), _IDENTIFIERS,
        below, below, st.none() | below, st.none(),
    )  # fmt: skip
    extreme = st.builds(
        n.Quantifier, st.sampled_from(["max", "min"]), _IDENTIFIERS,
        below, below, st.none() | below, below,
    )  # fmt: skip
    return plain | extreme
