"""What holds for a whole screening: the rules, the day, what is told, how a row is assessed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from eligibility.evaluation.assess import Question, assess
from eligibility.evaluation.assessment import Assessment
from eligibility.evaluation.conclude import Interpreter
from eligibility.language.library import Rulebook
from eligibility.screening.answer_columns import COLUMNS
from eligibility.screening.by_file import Reader
from eligibility.screening.engine import Engine
from eligibility.screening.epochs import Edges, edges_of
from eligibility.screening.plain import OnePass
from eligibility.submission.facts import Submission


@dataclass(frozen=True)
class Setting:
    """What holds for a whole screening. `book` gives the rules of a jurisdiction.

    `as_of` is the day of every row where it is `forced`, else of those that state none. `figures`:
    whether the figures that rules compare are counted. `rounds`: whether `read` may round values.
    `columns`: what is told beside the verdict and the statuses. What is made on the way is its own:
    a setting that is `replace`d has nothing of it.
    """

    book: Callable[[str], Rulebook]
    read: Reader
    known: frozenset[str]
    question: Question
    as_of: date
    jurisdiction: str | None = None
    statuses: tuple[str, ...] = ()
    forced: bool = True
    figures: bool = False
    rounds: bool = False
    columns: frozenset[str] = COLUMNS
    engines: dict[tuple[Any, ...], Engine] = field(default_factory=dict, init=False, compare=False)
    edges: dict[str, Edges] = field(default_factory=dict, init=False, compare=False)
    passes: dict[tuple[Any, ...], OnePass] = field(default_factory=dict, init=False, compare=False)

    def edges_of(self, place: str) -> Edges:
        """The days on which other rules or figures of a jurisdiction come into force or go."""
        found = self.edges.get(place)
        if found is None:
            book = self.book(place)
            found = self.edges[place] = edges_of(book, book.packs[place])
        return found

    def assess(self, submission: Submission) -> Assessment:
        """What the interpreter says of a row."""
        stated = None if self.forced else submission.as_of
        question = replace(self.question, as_of=stated or self.as_of)
        return assess(self.book(submission.jurisdiction or ""), submission, question, Interpreter())
