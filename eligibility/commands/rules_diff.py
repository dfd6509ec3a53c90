"""`rules diff`: what two versions of the rules say differently, and for whom."""

from __future__ import annotations

import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eligibility.commands import options
from eligibility.commands.answer import give
from eligibility.commands.desk import Desk, files_of
from eligibility.commands.loading import packs
from eligibility.commands.proving import need_solver
from eligibility.errors import refuse
from eligibility.language.library import jurisdictions, rules_folder
from eligibility.language.pack import Language

if TYPE_CHECKING:
    from eligibility.submission.facts import Submission

TABLES = (".csv", ".parquet", ".ndjson", ".arrow", ".xlsx")


@click.command(short_help="What two versions of the rules say differently, and for whom.")
@click.argument("old")
@click.argument("new", required=False)
@click.option("--projects", metavar="FILE|DIR", multiple=True,
              help="Project files, a folder of them, or a table: whose verdict changes. May be "
              "repeated.")  # fmt: skip
@click.option("--pack", "names", metavar="NAME", multiple=True, help="Only this jurisdiction.")
@click.option(
    "--all", "everything", is_flag=True, help="Prove the matters whose text is the same, too."
)
@click.option("--as-of", "as_of", metavar="DATE", help="Day of judgement. Default: today.")
@options.formats("text", "json", "markdown")
@options.lang
@options.out
def diff(
    old: str,
    new: str | None,
    projects: tuple[str, ...],
    names: tuple[str, ...],
    everything: bool,
    as_of: str | None,
    form: str,
    language: Language,
    out: str | None,
) -> None:
    """Compare two versions of the rules: OLD and NEW are folders of rule sets, or git revisions.

    Without NEW, OLD is compared with the rules as they are. The rules and figures that changed are
    listed; for each matter it is proved whether its conclusions are equal, stricter, looser or
    incomparable, with a submission for each direction, decided under both versions. With
    --projects, the projects whose verdict changes are named, with the provision and the sums of
    land and investment. Needs the extra `prove`.
    """
    need_solver()
    from eligibility.analysis.differing import differences
    from eligibility.analysis.flips import flips
    from eligibility.evaluation.assess import Question
    from eligibility.evaluation.timing import today
    from eligibility.report import rule_diffs

    with ExitStack() as stack:
        folders = [_folder(name, stack) for name in (old, new)]
        known = [set(jurisdictions(f)) for f in folders]
        wanted = [sorted(k & set(names)) if names else sorted(k) for k in known]
        books = [packs(f, w) for f, w in zip(folders, wanted, strict=True)]
        desk = Desk(folder=folders[1], as_of=as_of)
        day = desk.day or today()
        found = list(differences(books[0], books[1], day, everything=everything))
        moved = None
        if projects:
            submissions = _submissions(projects, desk)
            question = Question(as_of=desk.day)
            moved = flips(books[0], books[1], submissions, question)
        reader = desk.reader(language)
    give(
        form,
        out,
        lambda: rule_diffs.document(found, moved, reader),
        lambda: rule_diffs.to_json(found, moved),
    )


def _folder(name: str | None, stack: ExitStack) -> Path:
    """The folder of rule sets that a name stands for: itself, or a revision's."""
    if name is None:
        return rules_folder(None)
    path = Path(name)
    if path.is_dir():
        return path.parent if (path / "source.yaml").is_file() else path
    home = rules_folder(None).resolve()
    listed = subprocess.run(  # noqa: S603  (a fixed program, its arguments no shell)
        ["git", "archive", "--format=tar", name, "--", "."],  # noqa: S607
        cwd=home, capture_output=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        help = "name a folder with one folder for each jurisdiction, or a commit of this checkout"
        refuse("E101", f"`{name}` is neither a folder of rules nor a git revision", help=help)
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    with tarfile.open(fileobj=BytesIO(listed.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def _submissions(names: tuple[str, ...], desk: Desk) -> Iterator[Submission]:
    for name in names:
        if Path(name).suffix.lower() in TABLES:
            yield from _rows(name, desk)
        else:
            yield from (desk.read(file) for file in files_of([name]))


def _rows(name: str, desk: Desk) -> Iterator[Submission]:
    """The rows of a table as submissions; a row that is refused refuses the table."""
    from eligibility.errors import Diagnostic, Refused
    from eligibility.screening.by_file import submission
    from eligibility.screening.headings import targets
    from eligibility.screening.inputs import table
    from eligibility.screening.sheets import Sheet

    read = table([name])
    columns = targets(read.headings(), file=name)
    for chunk in read.chunks(10_000, 0):
        sheet = Sheet(chunk.cells, columns, lines=chunk.lines)
        for index in range(chunk.cells.height):
            found = submission(sheet, index, chunk.first + index, desk.read, None)
            if isinstance(found, list):
                raise Refused([
                    Diagnostic(f.code, f"row {f.row}, {f.column}: {f.reason}") for f in found
                ])  # fmt: skip
            yield found
