"""`screen`: a table of many projects decided at once, with nothing lost."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import click

from eligibility.commands import cluster, console, options, papers, table_options
from eligibility.commands.answer import give_json
from eligibility.commands.ordering import ordered, write_page
from eligibility.commands.pace import Pace, silent
from eligibility.language.pack import Language


@click.command(short_help="Decide a table of many projects: Parquet, CSV, NDJSON, Excel.")
@click.argument("tables", nargs=-1, required=True, metavar="TABLE...")
@click.option(
    "-o",
    "--output",
    "out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="The answer: a name that ends in .parquet, .csv, .ndjson or .xlsx.",
)
@options.formats("text", "json")
@options.lang
@options.deciding_rows
@table_options.of_table
@click.option(
    "--status",
    "statuses",
    multiple=True,
    metavar="RULE",
    help="A rule whose status is to be a column. May be repeated.",
)
@click.option(
    "--only",
    metavar="COLUMNS",
    help="Of the columns row, jurisdiction, conclusion, decided_by and missing only these, with "
    "commas between; `verdict`: none of them.",
)
@click.option(
    "--reasons",
    type=click.Choice(["all", "rejected", "none"]),
    default="none",
    show_default=True,
    help="The rows whose reason is told in words (column `reason`), in the language of --lang.",
)
@click.option(
    "--page",
    type=click.Path(dir_okay=False),
    metavar="PAGE",
    help="Also write the summary as a page: a name that ends in .html.",
)
@click.option("--strict", is_flag=True, help="Refuse the whole run when a row is refused.")
@click.option("--resume", is_flag=True, help="Go on where an interrupted run of the same stopped.")
@click.option(
    "--part",
    type=click.IntRange(min=1_000),
    metavar="ROWS",
    help="Rows in a part of the run, after which --resume goes on. Default: as many as fit.",
)
@click.option(
    "--engine",
    type=click.Choice(["embedded", "spark"]),
    default="embedded",
    show_default=True,
    help="What decides: this machine, or a cluster of machines that see the same files.",
)
@click.option(
    "--master", metavar="URL", help="The cluster, with --engine spark: spark://HOST:7077."
)
@click.option("--quiet", is_flag=True, help="Show no progress and no summary.")
def screen(
    tables: tuple[str, ...], out: Path, form: str, language: Language, page: str | None,
    quiet: bool, engine: str, master: str | None, **wishes: Any,
) -> None:  # fmt: skip
    """Decide every project of a table by the rules, exactly as `assess` decides one.

    TABLE is a Parquet, CSV, NDJSON, Arrow or Excel file, a pattern of such names, or `-` (with
    --from). A column is named by fact path, by Chinese label or through --map; its unit stands in
    the heading (`land.total_area(亩)`) or in the cell. A row that cannot be read goes to
    OUT.refused.csv with its column, value and reason; rows decided and refused add up to the rows
    that were read. `explain TABLE --row N` explains one row.
    """
    from eligibility.report.screened import as_json, as_text
    from eligibility.screening.run import run

    cluster.check(engine, master)
    if page is not None:
        papers.check_page(page)
        if wishes["only"] is not None:
            raise click.UsageError("--page shows every column: leave --only out")
    started = time.monotonic()
    with ordered(tables, out, language, page=page is not None, **wishes) as (order, desk):
        if master is not None:
            summary = cluster.screened(order, master, silent, tables, language, wishes)
        elif quiet or not sys.stderr.isatty():
            summary = run(order, silent)
        else:
            pace = Pace(order.table.height())
            try:
                summary = run(order, pace)
            finally:
                pace.end()
    if page is not None:
        write_page(page, summary, tables, order, desk, language)
    if form == "json":
        give_json(as_json(summary, str(out), order.setting.as_of), None)
    elif not quiet:
        console.deliver(as_text(summary, str(out), language, time.monotonic() - started), None)
