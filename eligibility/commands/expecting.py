"""What the `expect` of a case wants, each wish at its own line; a wish that nobody reads fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from eligibility.errors import Place, nearest
from eligibility.evaluation.assessment import Assessment
from eligibility.evaluation.examples import Check, check_case
from eligibility.language.located import load
from eligibility.language.tree import Mapping
from eligibility.submission.facts import Submission

WISHES = ("verdict", "conclusions", "statuses")


def checks(submission: Submission, answer: Assessment) -> Iterator[Check]:
    """The checks of a case; those that failed point to the line of what was wanted."""
    yield from _unread(submission)
    for check in check_case(submission, answer):
        yield check if check.held else replace(check, place=_line(submission.file, check))


def _unread(submission: Submission) -> Iterator[Check]:
    """A check that fails for every key of `expect` that no check reads."""
    for key, wanted in (submission.expect or {}).items():
        place = _place(submission.file, (key,))
        if key not in WISHES:
            listed = ", ".join(WISHES)
            help = nearest(key, WISHES) or f"an expect holds {listed}"
            yield Check(place, help, "expect", f"one of {listed}", key)
        elif key != "verdict" and not isinstance(wanted, dict):
            help = "write one line for each, `name: word`"
            yield Check(place, help, key, "a mapping", str(wanted))


def _line(file: str, check: Check) -> Place:
    if check.what in WISHES:
        return _place(file, (check.what,))
    matter = check.what.removeprefix("conclusion of ")
    if matter != check.what:
        return _place(file, ("conclusions", matter))
    rule, _, subject = check.what.partition(" of ")
    return _place(file, ("statuses", rule, subject))


def _place(file: str, path: tuple[str, ...]) -> Place:
    """The line of a wish in its file, or of what stands above it; standard input has none."""
    place = Place(file, 1, 1)
    node = load(file).get("expect") if file != "-" else None
    for name in path:
        key = node.key(name) if isinstance(node, Mapping) else None
        if key is None or not isinstance(node, Mapping):
            return place
        place, node = key.place, node.get(name)
    return place
