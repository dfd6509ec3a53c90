"""The summary of a screening as a page: counts, where figures lie beside limits, rows to search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from eligibility.classes import dataclass
from eligibility.evaluation.assessment import WORST_FIRST
from eligibility.language.pack import Words
from eligibility.report.quantities import day
from eligibility.report.reader import Reader
from eligibility.report.screened import Summary, heads, largest, present, told
from eligibility.report.screened_figures import Histogram, histograms
from eligibility.report.to_html import page
from eligibility.report.to_json import PROGRAM
from eligibility.report.wording import CONCLUSIONS, jurisdiction
from eligibility.submission.catalogue import info_of

W = Words
WORDS = {
    "title": W("批量筛查结果", "Screening"),
    "rows_in": W("读入 {rows} 行 = 研判 {decided} 行 + 退回 {refused} 行",
                 "{rows} rows in = {decided} decided + {refused} refused"),
    "verdicts": W("总结论", "verdicts"), "deciding": W("起决定作用的规则", "deciding rules"),
    "matters": W("各事项结论", "conclusions by matter"), "places": W("按地区", "by jurisdiction"),
    "zones": W("按开发区", "by zone"), "refusals": W("退回的原因", "why rows were refused"),
    "figures": W("数值与限值", "figures beside their limits"),
    "figures_note": W(
        "每图横轴为数值占限值的比例，虚线为限值，最右一格含更大的值；只计数值与限值均已知的行。",
        "Each axis is the figure as a share of its limit; the broken line is the limit, the last "
        "bar holds all that is larger. Only rows with a known figure and limit are counted."),
    "limit": W("限值", "limit"), "twice": W("2 倍", "twice"),
    "rows": W("逐行结果", "rows"), "search": W("查找", "search"), "all": W("全部", "all"),
    "verdict": W("总结论", "verdict"), "told": W("显示 {} 行", "{} rows shown"),
    "some": W("只列 {shown} 行（共 {decided} 行），先列结论最差的。",
              "Holds {shown} of {decided} rows, the worst verdicts first."),
    "every": W("共 {decided} 行。", "All {decided} rows."),
    "row": W("行号", "row"), "place": W("地区", "jurisdiction"), "zone": W("开发区", "zone"),
    "matter": W("事项", "matter"), "conclusions": W("各事项", "matters"),
    "decided_by": W("决定规则", "decided by"), "missing": W("待补", "missing"),
    "reason": W("理由", "reason"), "code": W("错误代码", "code"), "column": W("列", "column"),
    "count": W("次数", "count"), "others": W("其他", "others"),
}  # fmt: skip
_OWN = {"row", "jurisdiction", "verdict", "decided_by", "missing", "reason", "rounded"}
MOST_LINES = 50


@dataclass(frozen=True)
class Piece:
    """A part of a bar: what it is of, its start and width in thousandths."""

    of: str
    start: int
    width: int


@dataclass(frozen=True)
class Bar:
    """A line of counts with its share in thousandths."""

    label: str
    many: str
    share: int
    parts: tuple[Piece, ...]
    id: str = ""


@dataclass(frozen=True)
class Row:
    """A line of a table; `verdict` is what it is filtered by."""

    cells: tuple[str, ...]
    verdict: str = ""


@dataclass(frozen=True)
class Counts:
    """A table of counts."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Page:
    """What the page shows."""

    title: str
    subject: str
    opening: tuple[str, ...]
    verdicts: tuple[Bar, ...]
    counts: tuple[Counts, ...]
    deciding: tuple[Bar, ...]
    figures: tuple[Histogram, ...]
    rows_note: str
    choices: tuple[tuple[str, str], ...]
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    closing: tuple[str, ...]


@dataclass(frozen=True)
class About:
    """What a page tells beside the summary: the tables, the day, what each rule asks, by its id.

    `advisory`: by jurisdiction, why its results are advisory only.
    """

    tables: tuple[str, ...]
    as_of: date
    says: Mapping[str, Words]
    advisory: Mapping[str, tuple[Words, ...]]


def to_page(summary: Summary, about: About, reader: Reader) -> str:
    """The page of a screening."""
    words = {key: reader.say(of) for key, of in WORDS.items()}
    return page(
        "screened.html.j2", reader.language, ("page.css", "screened.css"), "screened.js",
        page=_page(summary, about, reader), words=words,
    )  # fmt: skip


def _page(summary: Summary, about: About, reader: Reader) -> Page:
    decided = summary.decided
    headings, rows = _rows(summary.shown, reader)
    note = "every" if len(rows) >= decided else "some"
    return Page(
        title=_say("title", reader),
        subject=reader.listed(list(about.tables)),
        opening=(
            f"{reader.phrase('as_of')} {day(about.as_of, reader.language)}",
            _say("rows_in", reader).format(
                rows=f"{summary.rows:,}", decided=f"{decided:,}", refused=f"{summary.refused:,}"
            ),
            *_advisory(summary, about, reader),
        ),
        verdicts=tuple(_verdicts(summary, reader)),
        counts=tuple(c for c in _counts(summary, reader) if c.rows),
        deciding=tuple(_deciding(summary, reader, about.says)),
        figures=histograms(summary.figures, about.says, reader),
        rows_note=_say(note, reader).format(shown=f"{len(rows):,}", decided=f"{decided:,}"),
        choices=tuple((c, reader.say(CONCLUSIONS[c])) for c in present(summary.verdicts)),
        headings=headings,
        rows=rows,
        closing=(reader.phrase("authority"), PROGRAM),
    )


def _advisory(summary: Summary, about: About, reader: Reader) -> Iterator[str]:
    for place in heads(summary.places):
        for why in about.advisory.get(place, ()):
            label = f"{reader.phrase('advisory')} · {jurisdiction(place, reader.language)}"
            yield reader.colon(label, reader.say(why))


def _name(heading: str, reader: Reader) -> str:
    """What the dictionary calls a column that is headed by a fact's path."""
    info = info_of(heading)
    return reader.say(info.label) if info is not None else heading


def _say(key: str, reader: Reader) -> str:
    return reader.say(WORDS[key])


def _share(many: int, of: int) -> int:
    return 1000 * many // of if of else 0


def _verdicts(summary: Summary, reader: Reader) -> Iterator[Bar]:
    for of in present(summary.verdicts):
        many = summary.verdicts[of]
        share = _share(many, summary.decided)
        label = reader.say(CONCLUSIONS[of])
        yield Bar(label, f"{many:,}", share, (Piece(of, 0, share),))


def _deciding(summary: Summary, reader: Reader, says: Mapping[str, Words]) -> Iterator[Bar]:
    for rule, many in largest(summary.deciding)[:MOST_LINES]:
        share = _share(many, summary.decided)
        label = reader.say(says[rule]) if rule in says else rule
        yield Bar(label, f"{many:,}", share, (Piece("rule", 0, share),), rule)


def _counts(summary: Summary, reader: Reader) -> Iterator[Counts]:
    matters = {name: reader.matter(name) for name in heads(summary.conclusions)}
    yield _across("matters", "matter", matters, summary.conclusions, reader)
    places = {name: jurisdiction(name, reader.language) for name in heads(summary.places)}
    yield _across("places", "place", places, summary.places, reader)
    zones = heads(summary.zones)
    busiest = sorted(zones, key=lambda z: -sum(told(summary.zones, z).values()))[:MOST_LINES]
    yield _across("zones", "zone", {zone: zone for zone in busiest}, summary.zones, reader)
    headings = tuple(_say(key, reader) for key in ("code", "column", "count"))
    lines = largest(summary.refusals)[:MOST_LINES]
    rows = tuple(Row((*key.partition("|")[::2], f"{many:,}")) for key, many in lines)
    yield Counts(_say("refusals", reader), headings, rows)


def _across(
    title: str, heading: str, labels: Mapping[str, str], counted: Any, reader: Reader
) -> Counts:
    """One line for each name, one column for each conclusion that occurs."""
    columns = [c for c in WORST_FIRST if any(counted[f"{name}|{c}"] for name in labels)]
    headings = (_say(heading, reader), *(reader.say(CONCLUSIONS[c]) for c in columns))
    rows = (
        Row((label, *(f"{counted[f'{name}|{c}']:,}" for c in columns)))
        for name, label in labels.items()
    )
    return Counts(_say(title, reader), headings, tuple(rows))


def _rows(
    shown: Sequence[Mapping[str, Any]], reader: Reader
) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    first = list(shown[0]) if shown else []
    matters = [name for name in first if name.startswith("conclusion:")]
    keys = [n for n in first if n not in _OWN and n not in matters and not n.startswith("status:")]
    has_reason = "reason" in first
    last = ("conclusions", "decided_by", "missing", *(("reason",) if has_reason else ()))
    headings = (
        _say("row", reader), *(_name(key, reader) for key in keys),
        *(_say(key, reader) for key in ("place", "verdict", *last)),
    )  # fmt: skip
    return headings, tuple(_row(row, keys, matters, reader) for row in shown)


def _row(
    row: Mapping[str, Any], keys: Sequence[str], matters: Sequence[str], reader: Reader
) -> Row:
    concluded = [
        reader.colon(reader.matter(name.partition(":")[2]), reader.say(CONCLUSIONS[row[name]]))
        for name in matters
        if row[name] not in (None, "not_applicable")
    ]
    verdict = row["verdict"]
    reasons = (row["reason"] or "",) if "reason" in row else ()
    cells = (
        str(row["row"]), *("" if row[k] is None else str(row[k]) for k in keys),
        jurisdiction(row["jurisdiction"], reader.language), reader.say(CONCLUSIONS[verdict]),
        reader.semicolon(concluded), row["decided_by"], row["missing"], *reasons,
    )  # fmt: skip
    return Row(cells, verdict)
