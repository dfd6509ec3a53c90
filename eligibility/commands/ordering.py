"""The order of a screening, from the words of the command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eligibility.commands import console, spreadsheet, table_options
from eligibility.commands.desk import Desk
from eligibility.commands.reasoning import Reasoner
from eligibility.commands.reasoning import Setting as Reasoning
from eligibility.errors import nearest, refuse
from eligibility.language.library import jurisdictions, rules_folder
from eligibility.language.pack import Language

if TYPE_CHECKING:
    from eligibility.screening.order import Order
    from eligibility.screening.setting import Setting
    from eligibility.screening.summary import Summary
    from eligibility.screening.writing import Workbook

# So many rows stand on a page.
MOST_SHOWN = 5_000
DESK = ("as_of", "jurisdiction", "matters", "no_background", "step")


@contextmanager
def ordered(
    tables: tuple[str, ...],
    out: Path,
    language: Language,
    *,
    page: bool,
    processes: int | None = None,
    **wishes: Any,
) -> Iterator[tuple[Order, Desk]]:
    """The order of a screening, and the desk; its processes end with it.

    `page`: whether rows and figures are kept for a page; `processes`: how many explain rows.
    """
    from eligibility.screening.order import Order

    _check_out(out)
    if wishes["resume"] and "-" in tables:
        refuse("E101", "standard input cannot be resumed: it is another one each time",
               help="keep it in a file first")  # fmt: skip
    columns = table_options.taken(wishes)
    desk_of = {
        "folder": wishes["folder"], "office_file": wishes["office"],
        **{name: wishes[name] for name in DESK},
    }  # fmt: skip
    desk = Desk(**desk_of)
    setting, identity = setting_of(desk, wishes["statuses"], figures=page)
    setting = replace(setting, columns=_columns(wishes["only"], setting.columns))
    tabled = table_options.tabled(tables, columns)
    for read in (*tabled.table.paths, *(tabled.parcels.paths if tabled.parcels else ())):
        if out.exists() and out.samefile(read):
            refuse("E101", f"`{out}` is the table itself", help="give the answer another name")
    workbook = _workbook(str(out), language, setting) if spreadsheet.is_workbook(str(out)) else None
    if workbook is not None:
        from eligibility.report.screened_xlsx import check_height

        check_height(tabled.table.height(), str(out))
    reasoning = Reasoning(tuple(desk_of.items()), setting.as_of, setting.forced, language)
    with Reasoner(reasoning, processes) as tell:
        reasons = wishes["reasons"]
        yield Order(
            tabled.table, out, setting, identity, tabled.parcels, tabled.keys, tabled.ignored,
            tabled.named, wishes["strict"], wishes["resume"], wishes["part"], reasons, tell,
            language if reasons != "none" else "", workbook, MOST_SHOWN if page else 0,
        ), desk  # fmt: skip


def _check_out(out: Path) -> None:
    if out.is_dir():
        refuse("E101", f"`{out}` is a folder", help="name a file: answer.parquet")
    if not out.parent.is_dir():
        refuse("E101", f"the folder `{out.parent}` does not exist", help="make it first")


def setting_of(
    desk: Desk, statuses: tuple[str, ...], *, figures: bool = False
) -> tuple[Setting, str]:
    """What holds for the whole screening, and a digest of the rules and settings behind it."""
    from eligibility.evaluation.assess import Question
    from eligibility.evaluation.timing import today
    from eligibility.screening.inputs import digest_of
    from eligibility.screening.setting import Setting

    names = jurisdictions(rules_folder(desk.folder))
    day = desk.day or today()
    question = Question(day, desk.matters, not desk.no_background, desk.office)
    setting = Setting(
        desk.book, desk.read, frozenset(names), question, day, desk.jurisdiction, statuses,
        forced=desk.day is not None, figures=figures, rounds=desk.step is not None,
    )  # fmt: skip
    wanted = [desk.jurisdiction] if desk.jurisdiction in names else names
    rules = [desk.book(name).digest for name in wanted if name is not None]
    office = desk.office_file.read_text(encoding="utf-8") if desk.office_file is not None else ""
    return setting, digest_of(*rules, office, desk.step)


def _columns(only: str | None, every: frozenset[str]) -> frozenset[str]:
    """The columns told beside the verdict."""
    if only is None:
        return every
    wanted = {name.strip() for name in only.split(",")} - {"", "verdict"}
    unknown = sorted(wanted - every)
    if unknown:
        hint = nearest(unknown[0], every) or f"choose from {', '.join(sorted(every))}"
        raise click.UsageError(f"--only: there is no column `{unknown[0]}`; {hint}")
    return frozenset(wanted)


def write_page(
    out: str,
    summary: Summary,
    tables: tuple[str, ...],
    order: Order,
    desk: Desk,
    language: Language,
) -> None:
    """Write the summary as a page."""
    from eligibility.evaluation.timing import advisory
    from eligibility.report.screened_page import About, to_page

    packs = desk.packs
    rules = [r for pack in packs.values() for m in pack.matters.values() for r in m.rules]
    about = About(
        tables, order.setting.as_of, {rule.id: rule.says for rule in rules},
        {name: advisory(pack, desk.office) for name, pack in packs.items()},
    )  # fmt: skip
    text = to_page(summary, about, desk.reader(language))
    console.write_whole(Path(out), text)


def _workbook(out: str, language: Language, setting: Setting) -> Workbook:
    """What writes the answer as a workbook."""
    spreadsheet.check(out)
    from eligibility.report.screened_xlsx import to_workbook

    def write(path: Path, parts: Any, room: Path) -> None:
        rows = ((part.columns, part.iter_rows()) for part in parts)
        to_workbook(path, rows, language, setting.as_of, room)

    return write
