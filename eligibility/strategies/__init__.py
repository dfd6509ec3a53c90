"""Hypothesis strategies for facts, submissions, packs and expressions; see docs/strategies.md."""

from eligibility.strategies.for_facts import completions, facts
from eligibility.strategies.for_packs import expressions, packs
from eligibility.strategies.for_submissions import submissions

__all__ = ["completions", "expressions", "facts", "packs", "submissions"]
