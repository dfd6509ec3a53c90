"""`allocate`: land to eligible projects, with a reason for everyone, and the check of a plan."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eligibility.commands import console, holding, options, papers, spreadsheet, verifying
from eligibility.commands.answer import give, give_json
from eligibility.errors import refuse
from eligibility.language.pack import Language, Words

if TYPE_CHECKING:
    from eligibility.allocation.round import Round


@click.command(short_help="Give land to eligible projects, with a reason for everyone.")
@click.argument("projects", required=False)
@click.option("--land", metavar="LAND", help="The table of parcels.")
@click.option("--quota", metavar="QUOTA", help="The table of quotas of new land.")
@click.option("--pin", metavar="PLAN", help="An earlier plan whose grants stand.")
@click.option("--why", "code", metavar="PROJECT", help="What would have admitted this project.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True,
              help="Seed of the draw between equals.")  # fmt: skip
@click.option("--time-limit", "seconds", type=click.IntRange(1, 86_400), default=60,
              show_default=True, metavar="SECONDS",
              help="About how long the solver may take.")  # fmt: skip
@click.option("--include", metavar="LIST", default="",
              help="Open conclusions that enter, marked: refer,undetermined.")  # fmt: skip
@click.option("--effects/--no-effects", "effects", default=None,
              help="What more quota brings. Default: where it takes seconds.")  # fmt: skip
@click.option("--verify", metavar="PLAN", help="Check a plan, without any solver.")
@click.option("--template", "template", type=click.Choice(["projects", "land", "quota"]),
              help="Write an empty table to fill in: CSV, or with -o .xlsx or .yaml.")  # fmt: skip
@click.option("--report", metavar="FILE",
              help="Also write the plan as a page or workbook: .html, .docx or .xlsx.")  # fmt: skip
@click.option("--as-of", metavar="DATE", help="Day of judgement. Default: today.")
@click.option("--jurisdiction", metavar="NAME", help="Whose rules decide; else the table says.")
@options.formats("text", "json")
@options.lang
@options.rules_folder
@options.office
@options.out
def allocate(form: str, language: Language, out: str | None, **wishes: Any) -> None:
    """Give the land of a table to the eligible projects of another, within the quotas of a third.

    Tables are CSV, Excel or YAML. Only projects whose conclusions allow it enter. Tiers and weights
    come from the rules and from `allocation.yaml` beside them; each tier is served as well as it
    can be before the next. -o writes the plan as JSON; --verify checks one in plain Python, and,
    where its tables are named beside it, that these and the rules give just this problem.

    \b
      eligibility allocate --template land -o land.xlsx
      eligibility allocate projects.csv --land land.xlsx --quota quota.csv -o plan.json
      eligibility allocate --verify plan.json
      eligibility allocate projects.csv --land land.xlsx --quota quota.csv --verify plan.json
    """  # noqa: D301  click reads the backspace
    if wishes["template"]:
        _template(wishes["template"], out, language)
    elif wishes["verify"]:
        verifying.verify(wishes["verify"], wishes, form, language)
    else:
        _allocate(form, language, out, wishes)


def _template(table: str, out: str | None, language: Language) -> None:
    if out is not None and spreadsheet.is_workbook(out):
        spreadsheet.check(out)
        from eligibility.report.pool_template import pool_template

        console.write_whole(Path(out), pool_template(table, language))
        return
    from eligibility.allocation.templates import template

    console.deliver(template(table, yaml=str(out).endswith((".yaml", ".yml"))), out)


def _allocate(form: str, language: Language, out: str | None, wishes: dict[str, Any]) -> None:
    from eligibility.report.allocated import document

    if wishes["report"] is not None:
        _check_report(wishes["report"])
    tables = holding.tables_of(wishes)
    desk, held = holding.read(tables, wishes)
    if wishes["code"] is not None:
        _check_code(wishes["code"], held)
    solution = holding.solved(held, wishes)
    plan = holding.plan_of(held, solution, tables, desk, wishes)
    if out is not None:
        give_json(plan, out)
    says = holding.says(plan, desk)
    if wishes["report"] is not None:
        _report(plan, says, wishes["report"], language)
    if wishes["code"] is None:
        give(form, None, lambda: document(plan, says, language), lambda: plan)
    else:
        _why(plan, says, held, form, language, wishes)


def _check_report(out: str) -> None:
    """Refuse, before anything is solved, a name that says none of the forms."""
    if spreadsheet.is_workbook(out):
        spreadsheet.check(out)
    elif papers.is_page(out):
        papers.check_page(out)
    elif not papers.is_paper(out):
        raise click.UsageError(f"--report {out}: the name must end in .html, .docx or .xlsx")


def _report(plan: dict[str, Any], says: dict[str, Words], out: str, language: Language) -> None:
    from eligibility.report.allocated import document
    from eligibility.report.paper import paper_of

    if spreadsheet.is_workbook(out):
        from eligibility.report.allocated_xlsx import to_xlsx

        console.write_whole(Path(out), to_xlsx(plan, says, language))
    elif papers.is_page(out):
        from eligibility.report.allocated_page import to_page

        console.write_whole(Path(out), to_page(plan, says, language))
    else:
        day = plan["problem"]["as_of"]
        papers.write(paper_of(document(plan, says, language), language, day), out)


def _check_code(code: str, held: Round) -> None:
    """Refuse a project that did not enter, with the rules that kept it out."""
    if code in held.problem.by_code:
        return
    kept_out = [e for e in held.entries if e.applicant.code == code]
    if not kept_out:
        refuse("E202", f"--why: `{code}` is no project of the table", help="name a project code")
    refuse(
        "E202", f"--why: `{code}` did not enter: {', '.join(kept_out[0].why)}",
        help="`eligibility remedy` tells what would have to change in its project file",
    )  # fmt: skip


def _why(
    plan: dict[str, Any], says: dict[str, Words], held: Round, form: str, language: Language,
    wishes: dict[str, Any],
) -> None:  # fmt: skip
    from eligibility.allocation.solve import solve
    from eligibility.allocation.what_if import why
    from eligibility.report.allocated import why_document
    from eligibility.report.to_json import tagged

    code = wishes["code"]
    served = code in plan["grants"]
    again = partial(solve, seconds=wishes["seconds"])
    changes = [] if served else list(why(held.problem, code, held.policy, again, holding.told))
    told = [{"kind": c.kind, "of": c.of, "more": c.more} for c in changes]
    give(
        form, None, lambda: why_document(plan, says, code, told, language),
        lambda: tagged("why", project=code, served=served, changes=told),
    )  # fmt: skip
