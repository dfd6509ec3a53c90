"""Expressions as the public strategies draw them."""

from eligibility.strategies import expressions

__all__ = ["expressions"]
