"""`screen`: a table of many projects decided at once, with nothing lost."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eligibility.commands import console, options
from eligibility.commands.answer import give_json
from eligibility.commands.desk import Desk
from eligibility.errors import refuse
from eligibility.language.pack import Language

if TYPE_CHECKING:
    from eligibility.screening.inputs import Table
    from eligibility.screening.run import Order
    from eligibility.screening.screening import Setting

FORMS = ["parquet", "csv", "ndjson", "arrow", "excel"]


@click.command(short_help="Decide a table of many projects: Parquet, CSV, NDJSON in and out.")
@click.argument("tables", nargs=-1, required=True, metavar="TABLE...")
@click.option(
    "-o",
    "--output",
    "out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="The answer: a name that ends in .parquet, .csv or .ndjson.",
)
@options.formats("text", "json")
@options.lang
@click.option("--as-of", metavar="DATE", help="Day of judgement. Default: today.")
@click.option(
    "--jurisdiction",
    metavar="NAME",
    help="Whose rules decide; without it the column `jurisdiction` says.",
)
@click.option(
    "--matter",
    "matters",
    multiple=True,
    metavar="NAME",
    help="A matter to decide, in place of those that the facts open. May be repeated.",
)
@click.option("--no-background", is_flag=True, help="Leave the national background rules out.")
@click.option(
    "--parcels",
    "parcels",
    metavar="TABLE",
    help="A second table with a row for each parcel, joined by `project.code`.",
)
@click.option(
    "--from",
    "form_of_table",
    type=click.Choice(FORMS),
    help="Form of the table; else its name says.",
)
@click.option(
    "--map",
    "naming",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A file of `heading: fact path`, for columns with other names.",
)
@click.option(
    "--key",
    "keys",
    multiple=True,
    metavar="COLUMN",
    help="A column to hand through to the answer. May be repeated.",
)
@click.option(
    "--ignore",
    "ignored",
    multiple=True,
    metavar="COLUMN",
    help="A column to leave out (`*`: all that name no fact). May be repeated.",
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    metavar="RULE",
    help="A rule whose status is to be a column. May be repeated.",
)
@click.option("--strict", is_flag=True, help="Refuse the whole run when a row is refused.")
@click.option("--resume", is_flag=True, help="Go on where an interrupted run of the same stopped.")
@click.option("--quiet", is_flag=True, help="Show no progress and no summary.")
@options.rules_folder
@options.office
def screen(
    tables: tuple[str, ...], out: Path, form: str, language: Language, **wishes: Any
) -> None:
    """Decide every project of a table by the rules, exactly as `assess` decides one.

    TABLE is a Parquet, CSV, NDJSON, Arrow or Excel file, a pattern of such names, or `-` (with
    --from). A column is named by fact path, by Chinese label or through --map; its unit stands in
    the heading (`land.total_area(亩)`) or in the cell. A row that cannot be read goes to
    OUT.refused.csv with its column, value and reason; rows decided and refused add up to the rows
    that were read.
    """
    from eligibility.screening.run import run

    given = wishes.pop("form_of_table", None)
    order = _order(tables, out, given, wishes)
    started = time.monotonic()
    shown = sys.stderr.isatty() and not wishes["quiet"]
    summary = run(order, _progress(started) if shown else lambda _: None)
    if shown:
        click.echo("", err=True)
    if form == "json":
        from eligibility.report.screened import as_json

        give_json(as_json(summary, str(out), order.setting.as_of), None)
    elif not wishes["quiet"]:
        from eligibility.report.screened import as_text

        console.deliver(as_text(summary, str(out), language, time.monotonic() - started), None)


def _progress(started: Any) -> Any:
    def tell(rows: int) -> None:
        rate = rows / (time.monotonic() - started or 1)
        click.echo(f"\r{rows:,} rows, {rate:,.0f} a second", nl=False, err=True)

    return tell


def _order(tables: tuple[str, ...], out: Path, form: str | None, wishes: dict[str, Any]) -> Order:
    from eligibility.screening.inputs import table
    from eligibility.screening.run import Order

    if out.is_dir():
        refuse("E101", f"`{out}` is a folder", help="name a file: answer.parquet")
    desk = Desk(
        folder=wishes["folder"], office_file=wishes["office"], as_of=wishes["as_of"],
        jurisdiction=wishes["jurisdiction"], matters=wishes["matters"],
        no_background=wishes["no_background"],
    )  # fmt: skip
    setting, identity = _setting(desk, wishes["statuses"])
    parcels: Table | None = table([wishes["parcels"]]) if wishes["parcels"] else None
    return Order(
        table(tables, form), out, setting, identity, parcels, wishes["keys"], wishes["ignored"],
        _named(wishes["naming"]), wishes["strict"], wishes["resume"],
    )  # fmt: skip


def _setting(desk: Desk, statuses: tuple[str, ...]) -> tuple[Setting, str]:
    """What holds for the whole screening, and a digest of the rules and settings behind it."""
    from eligibility.evaluation.assess import Question
    from eligibility.evaluation.timing import today
    from eligibility.language.library import jurisdictions, rules_folder
    from eligibility.screening.inputs import digest_of
    from eligibility.screening.screening import Setting

    names = jurisdictions(rules_folder(desk.folder))
    day = desk.day or today()
    question = Question(day, desk.matters, not desk.no_background, desk.office)
    setting = Setting(
        desk.book, desk.read, frozenset(names), question, day, desk.jurisdiction, statuses
    )
    wanted = [desk.jurisdiction] if desk.jurisdiction in names else names
    rules = [desk.book(name).digest for name in wanted if name is not None]
    office = desk.office_file.read_text(encoding="utf-8") if desk.office_file is not None else ""
    return setting, digest_of(*rules, office)


def _named(path: Path | None) -> dict[str, str]:
    if path is None:
        return {}
    from eligibility.language.located import load
    from eligibility.language.tree import Scalar

    return {k.text: v.text for k, v in load(path) if isinstance(v, Scalar)}
