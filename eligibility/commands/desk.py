"""The desk: reads project files and decides them with the rules, day and engine asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import field
from datetime import date
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from eligibility.classes import dataclass
from eligibility.commands import console
from eligibility.commands.loading import packs_to_decide
from eligibility.errors import Diagnostic, Refused, nearest, refuse
from eligibility.language.library import jurisdictions, rules_folder
from eligibility.language.units import BadQuantity

if TYPE_CHECKING:
    from eligibility.evaluation.assess import Question
    from eligibility.evaluation.assessment import Assessment
    from eligibility.evaluation.inference import Engine
    from eligibility.evaluation.office import Office
    from eligibility.evaluation.steps import Derivation
    from eligibility.language.library import Rulebook
    from eligibility.language.pack import Language, Pack, Vocabulary
    from eligibility.language.tree import Mapping
    from eligibility.report.reader import Reader
    from eligibility.submission.facts import Submission
    from eligibility.submission.read import Known

SUFFIXES = (".yaml", ".yml", ".json")


@dataclass
class Desk:
    """How project files are decided in one run of the program."""

    folder: Path | None = None
    office_file: Path | None = None
    as_of: str | None = None
    jurisdiction: str | None = None
    matters: tuple[str, ...] = ()
    no_background: bool = False
    engine: str | None = None
    step: str | None = None
    recorded: bool = False
    books: dict[str, Rulebook] = field(default_factory=dict)
    refused: dict[str, Refused] = field(default_factory=dict)

    @cached_property
    def day(self) -> date | None:
        """The day of `--as-of`, if it was given."""
        from eligibility.submission.model.scalars import read_date

        if self.as_of is None:
            return None
        try:
            return read_date(self.as_of)
        except BadQuantity as bad:
            refuse(bad.code, f"--as-of: {bad}", help=bad.help)

    @cached_property
    def inference(self) -> Engine:
        """The engine asked for (durable by default), or the one in its place, with a word."""
        return engine_of(self.engine)

    def book(self, jurisdiction: str) -> Rulebook:
        """The rule sets of a jurisdiction, loaded once."""
        if jurisdiction in self.refused:
            raise self.refused[jurisdiction]
        if jurisdiction not in self.books:
            try:
                book = self.books[jurisdiction] = packs_to_decide(self.folder, jurisdiction)
                if self.recorded:
                    from eligibility.record.entry import texts_of

                    texts_of(book)  # kept now: a rule file may change before the record is written
            except Refused as refused:
                self.refused[jurisdiction] = refused
                raise
        return self.books[jurisdiction]

    def read(self, name: str | Mapping) -> Submission:
        """The submission of a file (`-`: standard input), or of a text that was read already."""
        from eligibility.submission.read import read_submission

        return read_submission(
            name,
            as_of=self.day,
            jurisdiction=self.jurisdiction,
            round_to=self.step,
            known=self._known,
        )

    @cached_property
    def _known(self) -> Known:
        from eligibility.submission.read import Known

        return Known(jurisdictions(rules_folder(self.folder)), self._matters, self._vocabulary)

    def decide(self, submission: Submission) -> Assessment:
        """The assessment of a submission that was read."""
        from eligibility.evaluation.assess import assess

        return assess(*self.asked(submission), self.inference)

    def explain(
        self, submission: Submission, rule: str | None = None
    ) -> tuple[Assessment, tuple[Derivation, ...]]:
        """The assessment with the derivation of each finding, or of one rule's alone."""
        from eligibility.evaluation.derivations import explain

        return explain(*self.asked(submission), self.inference, rule)

    def asked(self, submission: Submission) -> tuple[Rulebook, Submission, Question]:
        """The rules, the submission and the question that an assessment of it is made from."""
        from eligibility.evaluation.assess import Question

        place = self._place(submission)
        self._check_matters(place)
        question = Question(self.day, self.matters, not self.no_background, self.office)
        return self.book(place), submission, question

    @cached_property
    def office(self) -> Office:
        """The office's settings; none when no file of them was given."""
        from eligibility.evaluation.office import Office, read_office

        return Office() if self.office_file is None else read_office(self.office_file)

    @property
    def packs(self) -> dict[str, Pack]:
        """The rule sets loaded so far, by jurisdiction."""
        return {name: pack for book in self.books.values() for name, pack in book.packs.items()}

    def reader(self, language: Language) -> Reader:
        """The reader of this run's reports."""
        from eligibility.report.norms import open_norms
        from eligibility.report.reader import Reader

        packs = self.packs
        # the local pack last: its words go before those of the background
        local = sorted(packs.values(), key=lambda pack: bool(pack.source.extends))
        matters = [matter for pack in local for matter in pack.matters.values()]
        return Reader(
            language,
            {name: pack.source for name, pack in packs.items()},
            matters={matter.name: matter.about for matter in matters},
            norms=cache(partial(open_norms, matters)),
        )

    def _place(self, submission: Submission) -> str:
        if submission.jurisdiction is None:
            refuse(
                "E210",
                "the file names no jurisdiction",
                file=submission.file,
                help="add `jurisdiction: …` to the file, or use --jurisdiction",
            )
        return submission.jurisdiction

    def _matters(self, jurisdiction: str) -> Collection[str]:
        found = {m for pack in self.book(jurisdiction).packs.values() for m in pack.matters}
        return sorted(found)

    def _check_matters(self, jurisdiction: str) -> None:
        known = self._matters(jurisdiction)
        faults = [
            Diagnostic(
                "E211",
                f"--matter: `{name}` is no matter of `{jurisdiction}`",
                help=nearest(name, known) or f"choose from {', '.join(known)}",
            )
            for name in self.matters
            if name not in known
        ]
        if faults:
            raise Refused(faults)

    def _vocabulary(self, jurisdiction: str) -> Vocabulary:
        return self.book(jurisdiction).packs[jurisdiction].vocabulary


def engine_of(name: str | None) -> Engine:
    """The engine of that name (durable by default), or the one in its place, with a word."""
    from eligibility.backends import engine, substitution

    chosen = engine(name or "durable")
    reason = substitution(chosen)
    if reason is not None:
        console.word(reason.in_language(console.language()))
    return chosen


def files_of(names: Collection[str]) -> list[str]:
    """The files that the names stand for: a folder for its YAML and JSON files, sorted."""
    found: list[str] = []
    for name in names:
        path = Path(name)
        if name == "-" or not path.is_dir():
            found.append(name)
            continue
        inside = sorted(
            str(p)
            for p in path.rglob("*")
            if p.suffix.lower() in SUFFIXES
            and p.is_file()
            and not any(part.startswith(".") for part in p.relative_to(path).parts)
        )
        if not inside:
            refuse(
                "E101",
                f"`{name}` holds no project file",
                help="a project file ends in .yaml or .json",
            )
        found.extend(inside)
    return list(dict.fromkeys(found))
