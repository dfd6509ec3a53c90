"""`assess`: the conclusion on each project file, and its grounds."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eligibility.commands import console, exits, options, spreadsheet
from eligibility.commands.answer import give_json, written
from eligibility.commands.desk import Desk, files_of
from eligibility.commands.intake import Taken, is_table, taken
from eligibility.errors import Diagnostic, Refused
from eligibility.language.pack import Language

if TYPE_CHECKING:
    from eligibility.evaluation.assessment import Assessment

    Decided = tuple[Taken, Assessment]

# Under this number of files a run is over before a bar is read.
FEW = 10


@click.command(short_help="Decide project files: the conclusion, its grounds, what is missing.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@options.formats("text", "json", "markdown")
@options.lang
@options.deciding
@click.option(
    "--exit-code",
    is_flag=True,
    help="Tell the worst verdict by the exit code: 0 approved or conditional, 4 undetermined, "
    "5 rejected, 6 refer, 7 not applicable.",
)
@click.option(
    "--record",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="RECORD",
    help="Append each assessment to this file, to be decided again later (`replay`).",
)
@options.out
def assess(
    files: tuple[str, ...],
    form: str,
    language: Language,
    exit_code: bool,
    record: Path | None,
    folder: Path | None,
    office: Path | None,
    out: str | None,
    **wishes: Any,
) -> None:
    """Decide whether each project is eligible, and say by which rules.

    FILE is a project file in YAML or JSON, a folder of them, `-` for standard input, or a table
    with a row for each project (.xlsx .xls .ods .csv). An output that ends in .xlsx is a workbook
    of the results. The answer
    begins with the conclusion; then come the rules that decided it with the figures compared, the
    room left and the article cited; then what is still missing, the readings of open terms, and
    the duties that fall due later. A file with faults does not stop the others; the exit code is
    then 2.
    """
    if out is not None and spreadsheet.is_workbook(out):
        spreadsheet.check(out)
    desk = Desk(folder=folder, office_file=office, recorded=record is not None, **wishes)
    names = files_of(files)
    many = len(files) > 1 or len(names) > 1 or Path(files[0]).is_dir() or is_table(files[0])
    faults: list[Diagnostic] = []
    done = list(_decided(desk, names, faults))
    if record is not None and done:
        from eligibility.commands.recording import keep

        keep(record, done, desk, language)
    if out is not None and spreadsheet.is_workbook(out):
        spreadsheet.write_results(done, faults, desk, language, out)
    elif form == "json":
        from eligibility.report import to_json

        content = [to_json.assessment(a, language) for _, a in done]
        if many or content:
            give_json(content if many else content[0], out)
    elif done:
        console.deliver(_text(done, desk, form, language, out), out)
    if faults:
        exits.tell(dict.fromkeys(faults), as_json=form == "json")
        sys.exit(exits.Exit.BAD_INPUT)
    if exit_code:
        sys.exit(exits.of_verdicts(a.verdict for _, a in done))


def _decided(desk: Desk, names: list[str], faults: list[Diagnostic]) -> Iterator[Decided]:
    """The assessments one after another, with a bar on a terminal; faults are collected."""
    hidden = len(names) < FEW or not sys.stderr.isatty() or sys.stdout.isatty()
    with click.progressbar(names, label="assess", file=sys.stderr, hidden=hidden) as bar:
        for name in bar:
            for one in taken(desk, name, faults):
                try:
                    yield one, desk.decide(one.submission)
                except Refused as refused:
                    faults.extend(refused.diagnostics)


def _text(done: list[Decided], desk: Desk, form: str, language: Language, out: str | None) -> str:
    from eligibility.report.opinion import opinion
    from eligibility.report.overview import overview

    reader = desk.reader(language)
    parts = [written(form, opinion(a, reader, t.submission), out) for t, a in done]
    if len(done) > 1:
        parts.append(written(form, overview([a for _, a in done], reader), out))
    rule = "\n---\n\n" if form == "markdown" else "\n" + "=" * 72 + "\n\n"
    return rule.join(parts)
