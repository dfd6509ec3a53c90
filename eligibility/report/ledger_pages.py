"""The ledger as a document and as JSON: what became of every provision of each text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from eligibility.errors import Diagnostic
from eligibility.language.ledger import Provision
from eligibility.language.pack import Words
from eligibility.ledger.accounts import Account, Encoding
from eligibility.ledger.cited import Checked, Place
from eligibility.report.reader import Reader
from eligibility.report.to_json import tagged, words
from eligibility.report.view import Document, Line, Section, Table
from eligibility.report.wording import jurisdiction
from eligibility.submission.catalogue import info_of

W = Words
SAID: dict[str, Words] = {
    "heading": W("条款台账：{provisions} 条，{rules} 条规则",
                 "Ledger: {provisions} provisions, {rules} rules"),
    "text": W("文本", "text"),
    "provisions": W("条款", "provisions"),
    "encoded": W("已编码", "encoded"),
    "data": W("数据", "data"),
    "open norm": W("开放条款", "open norm"),
    "authority duty": W("机关职责", "authority duty"),
    "": W("未定", "none"),
    "share": W("高、中等条款已编码", "high and medium encoded"),
    "rules": W("规则", "rules"),
    "examples": W("示例（成立/不成立/待定/不适用）", "examples (holds/fails/unknown/n.a.)"),
    "echoes": W("复述规则", "echo rules"),
    "echo_section": W("只问一个是否事实的规则", "Rules that ask one yes/no fact only"),
    "findings": W("未尽事项", "findings"),
    "places": W("与文本核对", "Checked against the texts"),
    "copy": W("副本", "copy"),
    "located": W("定位", "places"),
    "figures": W("数值", "figures"),
    "readings": W("解释性数值", "readings"),
    "no_copy": W("没有相符的副本", "no copy fits"),
    "damaged": W("文本残损之处", "Damaged places"),
    "faults": W("不符", "not as cited"),
    "where": W("数值所在", "Where the figures stand"),
    "all": W("合计", "all"),
    "proof": W("证明材料", "shown by"),
}  # fmt: skip


def document(
    accounts: Sequence[Account], checked: Sequence[Checked] | None, reader: Reader, *, full: bool
) -> Document:
    """The table of texts, the echo rules, and where the figures stand in the copies.

    `full`: every figure with the place where it is printed.
    """
    heading = reader.say(SAID["heading"]).format(
        provisions=sum(len(a.ledger.provisions) for a in accounts),
        rules=sum(len(a.rules) for a in accounts),
    )
    echoes = tuple(_echoes(accounts, reader))
    sections = [Section("", (_table(accounts, reader),))]
    if echoes:
        sections.append(Section(reader.say(SAID["echo_section"]), echoes))
    if checked is not None:
        sections += _sections(checked, reader, full=full)
    return Document(heading=heading, sections=tuple(sections))


def _table(accounts: Sequence[Account], reader: Reader) -> Table:
    columns = ("text", "provisions", "encoded", "data", "open norm", "authority duty", "")
    statuses = ("satisfied", "violated", "unknown", "not_applicable")
    keys = (*columns, "share", "rules", "examples", "echoes", "findings")
    rows = []
    for one in accounts:
        standings, shown, core = one.standings(), one.examples(), one.by_core()
        told = [len(one.ledger.provisions), *(standings.get(c, 0) for c in columns[2:])]
        rows.append((
            jurisdiction(one.pack.jurisdiction, reader.language), *map(str, told), _share(core),
            str(len(one.rules)), "/".join(str(shown.get(s, 0)) for s in statuses),
            _echo_share(one), str(len(one.findings)),
        ))  # fmt: skip
    return Table(tuple(reader.say(SAID[key]) for key in keys), tuple(rows))


def _share(core: dict[str, tuple[int, int]]) -> str:
    """The share of high and medium provisions that are encoded or data; empty without a core."""
    done, of = (core["high"][i] + core["medium"][i] for i in (0, 1))
    return f"{done}/{of} ({100 * done // of}%)" if of else ""


def _echo_share(one: Account) -> str:
    encoded = sum(p.standing == "encoded" for p in one.ledger.provisions.values())
    return f"{len(one.echoes)}/{encoded}" if encoded else str(len(one.echoes))


def _echoes(accounts: Sequence[Account], reader: Reader) -> Iterator[Line]:
    for one in accounts:
        for rule, fact in one.echoes:
            source = (
                rule.items.path if rule.items is not None and hasattr(rule.items, "path") else ""
            )
            path = fact.replace(f"{rule.variable}.", f"{source}[].") if rule.variable else fact
            info = info_of(path)
            proof = reader.say(info.proof) if info is not None else ""
            said = f" · {reader.colon(reader.say(SAID['proof']), proof)}" if proof else ""
            yield Line(f"{rule.id} · {' '.join(rule.provisions)} · {fact}{said}")


def _sections(checked: Sequence[Checked], reader: Reader, *, full: bool) -> Iterator[Section]:
    keys = ("text", "copy", "located", "figures", "readings", "faults")
    rows = []
    for one in checked:
        found = [p for p in one.places if p.state == "found"]
        figures = [p for p in found if p.what == "figure"]
        counts = (
            len(found) - len(figures),
            len(figures),
            sum(p.state == "reading" for p in one.places),
        )
        name = one.file or reader.say(SAID["no_copy"])
        rows.append((jurisdiction(one.jurisdiction, reader.language), name,
                     *map(str, counts), str(len(one.faults))))  # fmt: skip
    yield Section(
        reader.say(SAID["places"]), (Table(tuple(reader.say(SAID[k]) for k in keys), tuple(rows)),)
    )
    if full:
        printed = tuple(Line(_printed(one, p)) for one in checked for p in one.places if p.printed)
        yield Section(reader.say(SAID["where"]), printed)
    damaged = tuple(_damaged(checked))
    if damaged:
        yield Section(reader.say(SAID["damaged"]), damaged)


def _printed(one: Checked, place: Place) -> str:
    return f"{place.id} = {place.value}: {place.printed} · {place.locator} · {where(one, place)}"


def where(one: Checked, place: Place) -> str:
    """File and lines of a place."""
    return f"{one.file}:{','.join(map(str, place.lines))}"


def _damaged(checked: Sequence[Checked]) -> Iterator[Line]:
    for one in checked:
        places: dict[str, dict[str, None]] = {}
        for place in one.places:
            if place.damaged:
                places.setdefault(where(one, place), {})[place.id] = None
        for line, ids in places.items():
            yield Line(f"{line} · {' '.join(ids)}")


def findings(one: Checked, provisions: dict[str, Provision]) -> Iterator[Diagnostic]:
    """What the copies do not have, as findings at the place of the ledger."""
    for place in one.faults:
        own = provisions.get(place.id)
        at = own.place if own is not None else None
        if place.state == "not there":
            at_line = f"{place.locator} ({where(one, place)})"
            said = f"`{place.id}` = {place.value} does not stand at {at_line}"
            help = "the copy is damaged there" if place.damaged else ""
            yield Diagnostic("F712", said, at, help=help)
        elif place.state == "changed":
            said = f"`{place.id}`: other words stand at {place.locator} ({where(one, place)})"
            yield Diagnostic("F713", said, at, help="read the place again; --seal when all is well")
        else:
            reason = place.note or "the locator is not understood"
            said = f"`{place.id}`: {place.locator} is not in {one.file}: {reason}"
            yield Diagnostic("F711", said, at)


def to_json(
    accounts: Sequence[Account], checked: Sequence[Checked] | None, told: Sequence[Any]
) -> dict[str, Any]:
    """The ledger as an object tagged `eligibility.ledger/1`; `told` are the findings."""
    copies = {one.jurisdiction: one for one in checked or ()}
    return tagged(
        "ledger",
        texts=[_text(one, copies.get(one.pack.jurisdiction)) for one in accounts],
        findings=list(told),
    )


def _text(one: Account, copy: Checked | None) -> dict[str, Any]:
    return {
        "jurisdiction": one.pack.jurisdiction,
        "standings": {name or "none": count for name, count in one.standings().items()},
        "core": {c: {"encoded_or_data": d, "of": of} for c, (d, of) in one.by_core().items()},
        "rules": len(one.rules),
        "examples": one.examples(),
        "echo_rules": [{"rule": rule.id, "fact": fact} for rule, fact in one.echoes],
        "provisions": [
            _provision(p, one.encodings.get(p.id, Encoding()))
            for p in one.ledger.provisions.values()
        ],
        "copy": None if copy is None else {
            "file": copy.file,
            "places": [_place(place) for place in copy.places],
        },
    }  # fmt: skip


def _provision(of: Provision, by: Encoding) -> dict[str, Any]:
    return {
        "id": of.id, "locator": of.locator, "matter": of.matter, "force": of.force,
        "core": of.core, "standing": of.standing, "says": words(of.says),
        "reason": words(of.reason), "rules": [rule.id for rule in by.rules],
        "figures": list(by.parameters), "definitions": list(by.definitions),
        "vocabulary": list(by.words),
    }  # fmt: skip


def _place(of: Place) -> dict[str, Any]:
    return {
        "what": of.what, "id": of.id, "locator": of.locator, "state": of.state,
        "lines": list(of.lines), "value": of.value, "printed": of.printed, "note": of.note,
        "damaged": of.damaged,
    }  # fmt: skip
