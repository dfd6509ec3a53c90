"""`rules diff`: what two versions of the rules say differently, and for whom."""

from __future__ import annotations

import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eligibility.commands import options, table_options
from eligibility.commands.answer import give
from eligibility.commands.desk import Desk, files_of
from eligibility.commands.loading import packs
from eligibility.commands.proving import need_solver
from eligibility.errors import refuse
from eligibility.language.library import jurisdictions, rules_folder
from eligibility.language.pack import Language

if TYPE_CHECKING:
    from eligibility.submission.facts import Submission


@click.command(short_help="What two versions of the rules say differently, and for whom.")
@click.argument("old")
@click.argument("new", required=False)
@click.option("--projects", metavar="FILE|DIR", multiple=True,
              help="Project files, a folder of them, or a table as `screen` reads it: whose "
              "verdict changes. May be repeated.")  # fmt: skip
@click.option("--pack", "names", metavar="NAME", multiple=True, help="Only this jurisdiction.")
@click.option(
    "--all", "everything", is_flag=True, help="Prove the matters whose text is the same, too."
)
@click.option("--as-of", "as_of", metavar="DATE", help="Day of judgement. Default: today.")
@table_options.of_table
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
    **wishes: Any,
) -> None:
    """Compare two versions of the rules: OLD and NEW are folders of rule sets, or git revisions.

    Without NEW, OLD is compared with the rules as they are. The rules and figures that changed are
    listed; for each matter it is proved whether its conclusions are equal, stricter, looser or
    incomparable, with a submission for each direction, decided under both versions. With
    --projects, the projects whose verdict changes are named, with the provision and the sums of
    land and investment. Needs the extra `prove`.
    """
    need_solver()
    columns = table_options.taken(wishes)
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
            submissions = _submissions(projects, desk, columns)
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


def _submissions(
    names: tuple[str, ...], desk: Desk, columns: dict[str, Any]
) -> Iterator[Submission]:
    """The projects of files, folders and tables, one after the other."""
    files = [name for name in names if not table_options.is_table(name, columns)]
    if len(files) == len(names):
        table_options.refuse_without_table(columns)
    for name in names:
        if name in files:
            yield from (desk.read(file) for file in files_of([name]))
        else:
            yield from table_options.tabled([name], columns).submissions(desk.read)
