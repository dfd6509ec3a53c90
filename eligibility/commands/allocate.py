"""`allocate`: land to eligible projects, with a reason for everyone, and the check of a plan."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from eligibility.commands import console, exits, options, papers
from eligibility.commands.answer import give, give_json
from eligibility.commands.desk import Desk
from eligibility.errors import refuse
from eligibility.language.pack import Language

if TYPE_CHECKING:
    from eligibility.allocation.round import Round, Tables
    from eligibility.allocation.solve import Solution

# Up to so many projects the effects of more quota are worked out unasked.
FEW = 40


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
              help=f"What more of each quota brings. Default: up to {FEW} projects.")  # fmt: skip
@click.option("--verify", metavar="PLAN", help="Check a plan, without any solver.")
@click.option("--template", "template", type=click.Choice(["projects", "land", "quota"]),
              help="Print an empty table to fill in (CSV).")  # fmt: skip
@click.option("--report", metavar="FILE", help="Also write the plan as a page: .html or .docx.")
@click.option("--as-of", metavar="DATE", help="Day of judgement. Default: today.")
@click.option("--jurisdiction", metavar="NAME", help="Whose rules decide; else the table says.")
@options.formats("text", "json")
@options.lang
@options.rules_folder
@options.office
@options.out
def allocate(
    projects: str | None, form: str, language: Language, out: str | None, **wishes: Any
) -> None:
    """Give the land of a table to the eligible projects of another, within the quotas of a third.

    Only projects whose conclusions allow it enter. Tiers and weights come from the rules and from
    `allocation.yaml` beside them; each tier is served as well as it can be before the next. -o
    writes the plan as JSON; --verify checks one in plain Python, and that the tables, where they
    are named beside it, are those it was made from.

    \b
      eligibility allocate --template land > land.csv
      eligibility allocate projects.csv --land land.csv --quota quota.csv -o plan.json
      eligibility allocate --verify plan.json
    """  # noqa: D301  click reads the backspace
    if wishes["template"]:
        from eligibility.allocation.templates import template

        console.deliver(template(wishes["template"]), out)
    elif wishes["verify"]:
        _verify(wishes["verify"], projects, wishes, form, language)
    else:
        _allocate(_tables(projects, wishes), form, language, out, wishes)


def _tables(projects: str | None, wishes: dict[str, Any]) -> Tables:
    from eligibility.allocation.round import Tables

    lacking = [
        n
        for n, v in (
            ("PROJECTS", projects),
            ("--land", wishes["land"]),
            ("--quota", wishes["quota"]),
        )
        if not v
    ]
    if lacking:
        raise click.UsageError(f"missing: {', '.join(lacking)}")
    return Tables(str(projects), wishes["land"], wishes["quota"], wishes["pin"])


def _verify(
    file: str, projects: str | None, wishes: dict[str, Any], form: str, language: Language
) -> None:
    from eligibility.allocation.audit import Audit, audit
    from eligibility.allocation.plan import digest_of, load_plan
    from eligibility.language.located import read_text
    from eligibility.report import to_json
    from eligibility.report.allocated import audit_document

    plan = load_plan(read_text(file), file)
    found = audit(plan)
    stated = plan.get("inputs", {})
    files = {"projects": projects, **{n: wishes[n] for n in ("land", "quota", "pin")}}
    others = tuple(
        f"{name}: `{path}` is not the table that the plan was made from"
        for name, path in files.items()
        if path is not None and digest_of(path) != stated.get(name)
    )
    found = Audit((*found.faults, *others), () if others else found.bounds)
    bounds = [{"level": n, "value": v, "bound": b, "proof": p} for n, v, b, p in found.bounds]
    give(
        form, None, lambda: audit_document(found.faults, found.bounds, file, language),
        lambda: to_json.tagged(
            "audit", plan=file, stands=not found.faults, faults=list(found.faults), bounds=bounds
        ),
    )  # fmt: skip
    if found.faults:
        sys.exit(exits.Exit.FINDINGS)


def _allocate(
    tables: Tables, form: str, language: Language, out: str | None, wishes: dict[str, Any]
) -> None:
    from eligibility.allocation.solve import solve
    from eligibility.allocation.what_if import why
    from eligibility.report.allocated import document, why_document
    from eligibility.report.paper import paper_of
    from eligibility.report.to_json import tagged

    if wishes["report"] is not None:
        papers.check(wishes["report"])
    desk, held = _read(tables, wishes)
    code = wishes["code"]
    if code is not None and code not in held.problem.by_code:
        refuse(
            "E202",
            f"--why: `{code}` is no project that entered",
            help="see the reasons of the plan",
        )
    solution = solve(held.problem, seconds=wishes["seconds"], told=_word)
    plan = _plan(held, solution, tables, desk, wishes)
    if out is not None:
        give_json(plan, out)
    says = {r.id: r.says for r in held.policy.tiers}
    if wishes["report"] is not None:
        page = paper_of(document(plan, says, language), language, held.problem.as_of)
        papers.write(page, wishes["report"])
    if code is None:
        give(form, None, lambda: document(plan, says, language), lambda: plan)
        return
    served = code in solution.ground.held
    changes = (
        []
        if served
        else list(
            why(held.problem, code, held.policy, lambda p: solve(p, seconds=wishes["seconds"]))
        )
    )
    told = [{"kind": c.kind, "of": c.of, "more": c.more} for c in changes]
    give(
        form, None, lambda: why_document(plan, code, told, language),
        lambda: tagged("why", project=code, served=served, changes=told),
    )  # fmt: skip


def _word(text: str) -> None:
    if sys.stderr.isatty():
        console.word(text)


def _read(tables: Tables, wishes: dict[str, Any]) -> tuple[Desk, Round]:
    from eligibility.allocation.pool import place_of
    from eligibility.allocation.round import Terms, read_round
    from eligibility.evaluation.assess import Question
    from eligibility.evaluation.conclude import Interpreter
    from eligibility.evaluation.timing import today

    place = wishes["jurisdiction"] or place_of(tables.projects)
    desk = Desk(
        folder=wishes["folder"],
        office_file=wishes["office"],
        as_of=wishes["as_of"],
        jurisdiction=place,
    )
    include = frozenset(filter(None, wishes["include"].replace("，", ",").split(",")))
    for word in include - {"refer", "undetermined"}:
        refuse("E207", f"--include: `{word}` is neither refer nor undetermined")
    question = Question(desk.day or today(), (), background=True, office=desk.office)
    terms = Terms(desk.book(place), place, question, Interpreter(), wishes["seed"], include)
    return desk, read_round(tables, terms, desk.read)


def _plan(
    held: Round, solution: Solution, tables: Tables, desk: Desk, wishes: dict[str, Any]
) -> dict[str, Any]:
    from eligibility.allocation import plan, reasons, what_if
    from eligibility.allocation.doors import solver_name
    from eligibility.allocation.solve import solve
    from eligibility.evaluation.timing import advisory
    from eligibility.report.to_json import PROGRAM

    problem = held.problem
    book = desk.book(problem.jurisdiction)
    inputs = {**tables.digests(), "rulebook": book.digest}
    content = plan.to_json(problem, solution, solver_name(), PROGRAM, inputs)
    entries = {e.applicant.code: e for e in held.entries}
    found = reasons.reasons(solution.ground, held.entries)
    content["reasons"] = reasons.to_json(found, problem, solution.ground, entries)
    content["policy"] = [{"zh": w.zh, "en": w.en} for w in held.policy.because]
    words = advisory(book.packs[problem.jurisdiction], desk.office)
    content["advisory"] = [{"zh": w.zh, "en": w.en} for w in words]
    wanted = wishes["effects"] if wishes["effects"] is not None else len(problem.projects) <= FEW
    if wanted and wishes["code"] is None:
        content["effects"] = [
            {"quota": e.quota, "more": e.more, "served": list(e.served), "points": list(e.points)}
            for e in what_if.effects(
                problem, lambda p: solve(p, seconds=max(wishes["seconds"] // 10, 1))
            )
        ]
    return content
