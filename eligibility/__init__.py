"""Eligibility of investment projects and allocation of land, decided by declared rules."""

__version__ = "0.1.0"
