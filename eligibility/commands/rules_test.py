"""`rules test`: the inline examples of the rules, and the cases with an `expect`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eligibility.classes import dataclass
from eligibility.commands import console, exits, options
from eligibility.commands.answer import give_json
from eligibility.commands.desk import Desk, files_of
from eligibility.commands.loading import packs
from eligibility.errors import Diagnostic, Place, Refused, refuse
from eligibility.language.library import SOURCE, jurisdictions, rules_folder
from eligibility.language.pack import Language

if TYPE_CHECKING:
    from eligibility.evaluation.examples import Check


@dataclass
class Outcome:
    """What was tested, and what did not hold."""

    examples: int = 0
    cases: int = 0
    checks: int = 0
    failed: list[Diagnostic] = field(default_factory=list)

    def take(self, check: Check) -> None:
        """Count a check, and keep it where it did not hold."""
        self.checks += 1
        if not check.held:
            message = f"{check.what}: wanted `{check.wanted}`, found `{check.found}`"
            self.failed.append(Diagnostic("F602", message, check.place, help=check.note))


@click.command(short_help="Test the rules by their examples and by cases with an expect.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--engine",
    type=click.Choice(["durable", "interpreter"]),
    help="Who draws the conclusions. Default: durable, where it can be loaded.",
)
@click.option(
    "--generate",
    "generated",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write boundary cases for every rule into this folder, then test these alone. Needs the "
    "extra `prove`.",
)
@options.formats("text", "json")
@options.lang
@options.rules_folder
@options.office
@options.out
def test(
    paths: tuple[Path, ...],
    engine: str | None,
    generated: Path | None,
    form: str,
    language: Language,
    folder: Path | None,
    office: Path | None,
    out: str | None,
) -> None:
    """Test the rules: every inline example, and every case, must come out as it says.

    PATH is a folder of rule sets, the folder or a file of one jurisdiction (its examples), or a
    case file or a folder of them (their `expect`). Without it: all built-in rules, and the cases
    that lie beside them. What does not hold is printed in full; the exit code is then 3.

    With --generate, a submission is written for each rule at each of its figures, one base unit
    below and above, for each condition that decides it alone, and with each deciding fact missing,
    with the status that the rule must have; PATH then names jurisdictions (all without it).
    """
    desk = Desk(
        folder=folder, office_file=office, engine=engine, no_background=generated is not None
    )
    if generated is not None:
        from eligibility.commands.generating import write_cases

        paths = (write_cases(generated, [path.name for path in paths], folder),)
    outcome = Outcome()
    for path in paths or _beside(rules_folder(folder)):
        _test(path, desk, outcome)
    if form == "json":
        give_json(_content(outcome), out)
    else:
        console.deliver(_text(outcome, language, out), out)
    if outcome.failed:
        sys.exit(exits.Exit.FINDINGS)


def _beside(rules: Path) -> tuple[Path, ...]:
    cases = rules.parent / "cases"
    return (rules, cases) if cases.is_dir() and rules.name == "rules" else (rules,)


def _test(path: Path, desk: Desk, outcome: Outcome) -> None:
    if not path.exists():
        refuse("E101", f"`{path}` does not exist", file=str(path))
    home = path if path.is_dir() else path.parent
    if (home / SOURCE).is_file():
        _examples(home.parent, [home.name], None if path.is_dir() else path, desk, outcome)
    elif path.is_dir() and jurisdictions(path):
        _examples(path, list(jurisdictions(path)), None, desk, outcome)
    else:
        _cases(path, desk, outcome)


def _examples(
    root: Path, names: list[str], only: Path | None, desk: Desk, outcome: Outcome
) -> None:
    from eligibility.evaluation.examples import check_example

    book = packs(root, names)
    for name in names:
        pack = book.packs[name]
        for matter in pack.matters.values():
            if only is not None and Path(matter.file).resolve() != only.resolve():
                continue
            for rule in matter.rules:
                for example in rule.examples:
                    outcome.examples += 1
                    outcome.take(check_example(book, pack, rule, example, desk.inference))


def _cases(path: Path, desk: Desk, outcome: Outcome) -> None:
    for name in files_of([str(path)]):
        outcome.cases += 1
        for check in _case(name, desk):
            outcome.take(check)


def _case(name: str, desk: Desk) -> Iterator[Check]:
    from eligibility.commands.expecting import checks
    from eligibility.evaluation.examples import Check

    try:
        submission = desk.read(name)
        answer = desk.decide(submission)
    except Refused as refused:
        for fault in refused.diagnostics:
            place = fault.place or Place(name, 1, 1)
            yield Check(place, fault.help, "the case", "an assessment", f"refused: {fault.message}")
        return
    yield from checks(submission, answer)


def _text(outcome: Outcome, language: Language, out: str | None) -> str:
    from eligibility.report import diagnostics
    from eligibility.report.phrases import phrase

    failed = sorted(outcome.failed, key=Diagnostic.sort_key)
    text = diagnostics.to_text(failed, colour=out is None and console.colours(sys.stdout))
    summary = phrase("tested", language).format(
        examples=outcome.examples,
        cases=outcome.cases,
        checks=outcome.checks,
        failed=len(outcome.failed),
    )
    return text + ("\n" if text else "") + summary + "\n"


def _content(outcome: Outcome) -> object:
    from eligibility.report import diagnostics, to_json

    failed = sorted(outcome.failed, key=Diagnostic.sort_key)
    return to_json.tagged(
        "test",
        examples=outcome.examples,
        cases=outcome.cases,
        checks=outcome.checks,
        failed=[to_json.diagnostic(d, diagnostics.one(d)) for d in failed],
    )
