"""Submissions: what a project file may say, and how it is read."""
