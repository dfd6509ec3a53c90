"""The record: what was decided, by which rules, line by line, to be decided again."""
