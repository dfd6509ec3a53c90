"""Screening of whole tables: the same rules, exactness and unknowns as `assess`, in columns."""
