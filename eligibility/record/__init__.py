"""The record: what was decided, by which rules, kept line by line so that it can be decided again."""
