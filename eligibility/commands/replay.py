"""`replay`: decides what a record holds again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace as changed
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eligibility.commands import exits, options
from eligibility.commands.answer import give
from eligibility.commands.desk import Desk, engine_of
from eligibility.commands.loading import packs
from eligibility.errors import Refused, refuse
from eligibility.language.library import load_packs
from eligibility.language.located import parse, read_text
from eligibility.language.pack import Language

if TYPE_CHECKING:
    from eligibility.evaluation.inference import Engine
    from eligibility.language.library import Rulebook
    from eligibility.record.replay import Answered, Texts

Content = Any


@click.command(short_help="Decide a record again: the same, or what differs and why.")
@click.argument("record", type=click.Path(path_type=Path))
@click.option(
    "--with-current-rules",
    "current",
    is_flag=True,
    help="Decide by today's rules: what an appeal or a change of policy would meet.",
)
@options.formats("text", "json", "markdown")
@options.lang
@options.rules_folder
@options.out
def replay(
    record: Path,
    current: bool,
    form: str,
    language: Language,
    folder: Path | None,
    out: str | None,
) -> None:
    """Decide every line of a RECORD (`assess --record`) again, by the rules that it holds.

    Each line comes out the same, or the answer says what differs and why: the submission is read
    otherwise, the rules have changed (--with-current-rules), or the program decides otherwise.
    A line that was changed, cut short, moved or taken out is named by its number. The exit code is
    then 3, as it is when a decision differs.
    """
    from eligibility.record import told
    from eligibility.record.replay import Replay, Replayed, texts_in

    lines = _Lines(record)
    replaying = Replay(
        _Deciding(folder).decide, lambda c: _today(c, folder), _rules(folder), current=current
    )
    found = list(replaying.run(lines.read(), texts_in(lines.read())))
    if not found:
        refuse("E102", f"`{record}` holds no line", file=str(record))
    file, head = str(record), lines.head()
    give(
        form,
        out,
        lambda: told.document(
            found, Desk(folder=folder).reader(language), file, head, current=current
        ),
        lambda: told.to_json(found, file, head, current=current),
    )
    if not all(isinstance(one, Replayed) and one.same for one in found):
        sys.exit(exits.Exit.FINDINGS)


class _Lines:
    """The lines of a record as they stood when it was opened; who writes on disturbs nothing."""

    def __init__(self, path: Path) -> None:
        from eligibility.record.append import settled

        if not path.is_file():
            refuse("E101", f"`{path}` is no file", file=str(path))
        self.path, self.size = path, settled(path)

    def raw(self) -> Iterator[bytes]:
        left = self.size
        with self.path.open("rb") as file:
            while left and (line := file.readline(left)):
                left -= len(line)
                yield line

    def read(self) -> Iterator[Any]:
        from eligibility.record.line import read

        return read(self.raw())

    def head(self) -> str:
        from eligibility.record.line import START, digest

        last = START
        for line in self.raw():
            last = digest(line.removesuffix(b"\n"))
        return last


class _Deciding:
    """Decides recorded submissions; rule sets and office settings are loaded once."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.books: dict[Path | None, dict[str, Rulebook]] = {}
        self.engines: dict[str, Engine] = {}

    def decide(self, content: Content, rules: Path | None) -> Answered:
        """The answer to a line by the rules of a folder (None: today's)."""
        from eligibility.evaluation.assess import assess
        from eligibility.record.replay import Answered
        from eligibility.report.to_json import assessment
        from eligibility.submission.model.scalars import read_date

        desk = self._desk(content, rules)
        given, recorded = content["submission"], content["answer"]
        submission = desk.read(parse(given["text"], given["file"]))
        book, submission, question = desk.asked(submission)
        day = read_date(recorded["as_of"]) if recorded["as_of_is_today"] else question.as_of
        engine = self._engine(recorded["engine"])
        found = assess(book, submission, changed(question, as_of=day), engine)
        found = changed(found, as_of_is_today=recorded["as_of_is_today"])
        answer = assessment(found, content["question"]["language"])
        return Answered(submission.digest, book.digest, answer)

    def _engine(self, name: str) -> Engine:
        if name not in self.engines:
            self.engines[name] = engine_of(name)
        return self.engines[name]

    def _desk(self, content: Content, rules: Path | None) -> Desk:
        from eligibility.submission.catalogue import catalogue

        asked, place = content["question"], content["answer"]["jurisdiction"]
        books = self.books.setdefault(rules, {})
        if rules is not None and place not in books:
            books[place] = load_packs(catalogue(), [place], rules)
        desk = Desk(
            folder=rules or self.folder, as_of=asked["as_of"], jurisdiction=asked["jurisdiction"],
            matters=tuple(asked["matters"]), no_background=not asked["background"],
            step=asked["round"], books=books,
        )  # fmt: skip
        _settle(desk, content)
        return desk


def _settle(desk: Desk, content: Content) -> None:
    """Give a desk the office's settings as they stand in the line."""
    from eligibility.evaluation.office import Office, office_of

    given = content["office"]
    found = Office() if given is None else office_of(parse(given["text"], given["file"]))
    desk.__dict__["office"] = found


def _today(content: Content, folder: Path | None) -> str | None:
    """The digest of what the submission's file says today; None where there is none to read."""
    given, asked = content["submission"], content["question"]
    if given["row"] is not None or not Path(given["file"]).is_file():
        return None
    try:
        if read_text(given["file"]) == given["text"]:
            return str(given["digest"])
        desk = Desk(
            folder=folder, as_of=asked["as_of"], jurisdiction=asked["jurisdiction"],
            step=asked["round"],
        )  # fmt: skip
        return desk.read(given["file"]).digest
    except Refused:
        return "refused"


def _rules(folder: Path | None) -> Any:
    """Reads the texts of today's rules of a jurisdiction."""
    from eligibility.record.entry import texts_of

    def rules(jurisdiction: str) -> Texts:
        return texts_of(packs(folder, [jurisdiction]))

    return rules
