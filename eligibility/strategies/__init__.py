"""Hypothesis strategies for facts and whole submissions, drawn on and around a pack's figures."""

from eligibility.strategies.for_facts import completions, facts
from eligibility.strategies.for_submissions import submissions

__all__ = ["completions", "facts", "submissions"]
