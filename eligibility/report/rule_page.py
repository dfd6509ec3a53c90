"""One rule as a page: what it says, its formula in words, figures, provisions, examples, cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from itertools import groupby

from eligibility.classes import dataclass
from eligibility.evaluation.assessment import Conclusion, Status
from eligibility.language.ledger import Provision
from eligibility.language.nodes import Name
from eligibility.language.pack import Definition, InForce, Parameter, ParameterValue, Words
from eligibility.language.to_text import to_text
from eligibility.ledger.using import used_names
from eligibility.report.formulas import Speaker, speaker, told
from eligibility.report.reader import Reader
from eligibility.report.rule_pages import Entry
from eligibility.report.view import Document, Line, Section
from eligibility.report.wording import CONDITIONS, FORCES, RULE_KINDS, STATUSES, conclusion

W = Words
SAID: dict[str, Words] = {
    "formula": W("公式", "Formula in words"),
    "each": W("对每一项", "for each item of"),
    "provisions": W("所据条款", "Provisions"),
    "cases": W("由其决定的案例", "Cases that it decided"),
    "where": W("其中", "where"),
    "always": W("自文本施行起", "as long as the text"),
    "since": W("自 {day} 起", "since {day}"),
    "until": W("至 {day} 止", "until {day}"),
    "if": W("若", "if"),
    "value": W("则", "then"),
    "otherwise": W("否则", "otherwise"),
    "items_of": W("{source}中的各项，须", "items of {source} that meet"),
}


@dataclass(frozen=True)
class DecidedCase:
    """A case file whose conclusion on the rule's matter rests on the rule."""

    file: str
    status: Status
    conclusion: Conclusion


@dataclass(frozen=True)
class Beside:
    """What a page tells beside the rule itself: its provisions as paraphrased, cases it decided."""

    provisions: Mapping[str, Provision] = field(default_factory=dict, hash=False)
    cases: tuple[DecidedCase, ...] = ()


def used_parameters(entry: Entry) -> list[Parameter]:
    """The figures that a rule uses."""
    names = used_names(entry.rule, entry.matter)
    return [entry.matter.parameters[n] for n in names if n in entry.matter.parameters]


def page(entry: Entry, reader: Reader, beside: Beside) -> Document:
    """The whole page of a rule, what it says in both languages."""
    rule, say = entry.rule, reader.say
    kind = f"{say(RULE_KINDS[rule.kind])} · {say(FORCES[rule.force])} · {say(entry.matter.about)}"
    sections = (
        Section(say(SAID["formula"]), tuple(_formula(entry, reader))),
        Section(reader.phrase("expressions"), tuple(_expressions(entry))),
        Section(reader.phrase("figures"), tuple(_figures(entry, reader))),
        Section(reader.phrase("basis"), tuple(_basis(entry, reader))),
        Section(say(SAID["provisions"]), tuple(_provisions(entry, reader, beside))),
        Section(reader.phrase("duties"), tuple(Line(say(d.says)) for d in rule.duties)),
        Section(reader.phrase("assumptions"), tuple(Line(say(r.says)) for r in rule.readings)),
        Section(reader.phrase("examples"), tuple(_examples(entry, reader))),
        Section(say(SAID["cases"]), tuple(_cases(entry, reader, beside))),
    )
    return Document(
        heading=rule.id,
        opening=(rule.says.zh, rule.says.en, kind),
        sections=tuple(s for s in sections if s.blocks),
    )


def _formula(entry: Entry, reader: Reader) -> Iterator[Line]:
    for key, line in told(entry.rule, entry.matter, reader):
        words = CONDITIONS.get(key) or SAID.get(key)
        name = reader.say(words) if words is not None else reader.phrase(key)
        yield Line(reader.colon(name, "").rstrip(), "strong", (line,))
    by = speaker(entry.rule, entry.matter, reader)
    names = used_names(entry.rule, entry.matter)
    defined = tuple(_definition(n, entry, by) for n in names if n in entry.matter.definitions)
    if defined:
        yield Line(reader.colon(reader.say(SAID["where"]), "").rstrip(), "strong", defined)


def _definition(name: str, entry: Entry, by: Speaker) -> Line:
    reader, known = by.reader, entry.matter.definitions[name]
    head = reader.colon(by.name(name), "").rstrip()
    if not isinstance(known, Definition):
        by.items[known.variable] = known.source.path if isinstance(known.source, Name) else ""
        listed = reader.say(SAID["items_of"]).format(source=by.words(known.source))
        return Line(f"{head} {reader.colon(listed, '').rstrip()}", under=(by.lines(known.where),))
    if not known.exceptions:
        return Line(head, under=(by.lines(known.value),))
    under = []
    for taken in known.exceptions:
        said = reader.bracketed(reader.say(taken.says)) if taken.says is not None else ""
        cited = f" {' '.join(taken.provisions)}" if taken.provisions else ""
        then = f"{reader.say(SAID['value'])} {by.words(taken.value)}"
        when = f"{reader.say(SAID['if'])} {by.words(taken.when)}"
        under.append(Line(f"{when}{'，' if reader.language == 'zh' else ', '}{then}{said}{cited}"))
    under.append(Line(f"{reader.say(SAID['otherwise'])} {by.words(known.value)}"))
    return Line(head, under=tuple(under))


def _expressions(entry: Entry) -> Iterator[Line]:
    for key, text in entry.rule.texts.items():
        yield Line(f"{key}: {' '.join(text.split())}")
    for name in used_names(entry.rule, entry.matter):
        known = entry.matter.definitions.get(name)
        if isinstance(known, Definition):
            excepted = tuple(
                Line(f"{to_text(e.value)} if {to_text(e.when)}") for e in known.exceptions
            )
            yield Line(f"{name} = {to_text(known.value)}", under=excepted)
        elif known is not None:
            where = f"[{known.variable} in {to_text(known.source)} if {to_text(known.where)}]"
            yield Line(f"{name} = {where}")


def _figures(entry: Entry, reader: Reader) -> Iterator[Line]:
    for parameter in used_parameters(entry):
        under = [Line(_figure(value, reader)) for value in parameter.values]
        if parameter.assumption is not None:
            text = reader.say(parameter.assumption)
            under.append(Line(reader.colon(reader.phrase("reading"), text)))
        yield Line(parameter.id, under=tuple(under))


def _figure(value: ParameterValue, reader: Reader) -> str:
    cited = " ".join((value.cite.locator, *value.provisions)).strip()
    return f"{value.written} · {days(value.in_force, reader)} · {cited}"


def days(of: InForce, reader: Reader) -> str:
    """Since when, and until when, something is in force."""
    parts = []
    if of.since is not None:
        parts.append(reader.say(SAID["since"]).format(day=of.since))
    if of.until is not None:
        parts.append(reader.say(SAID["until"]).format(day=of.until))
    return reader.listed(parts) or reader.say(SAID["always"])


def _basis(entry: Entry, reader: Reader) -> Iterator[Line]:
    rule, source = entry.rule, entry.source
    yield Line(reader.cited(rule.cite))
    if source.advisory is not None:
        yield Line(reader.colon(reader.phrase("advisory"), reader.say(source.advisory)), "open")
    if rule.mark is not None:
        yield Line(reader.phrase(rule.mark))
    for of in (rule.in_force, source.in_force):
        if of != InForce():
            yield Line(reader.colon(reader.phrase("in_force"), days(of, reader)))
    if rule.governs_over:
        because = reader.say(rule.governs_because) if rule.governs_because is not None else ""
        more = reader.bracketed(because) if because else ""
        text = reader.listed(list(rule.governs_over)) + more
        yield Line(reader.colon(reader.phrase("governs_over"), text))
    file = rule.place.file.replace("\\", "/").rpartition("/")[2]
    yield Line(f"rules/{rule.jurisdiction}/{file}", "faint")


def _provisions(entry: Entry, reader: Reader, beside: Beside) -> Iterator[Line]:
    for id in entry.rule.provisions:
        known = beside.provisions.get(id)
        said = f"{known.locator} · {reader.say(known.says)}" if known is not None else ""
        yield Line(f"{id} · {said}" if said else id)


def _examples(entry: Entry, reader: Reader) -> Iterator[Line]:
    """The examples by status, in the order of the statuses."""
    order = list(STATUSES)
    ordered = sorted(entry.rule.examples, key=lambda e: order.index(e.status))
    for status, group in groupby(ordered, key=lambda e: e.status):
        under = tuple(Line(f"{e.note}{f' [{e.subject}]' if e.subject else ''}") for e in group)
        yield Line(reader.say(STATUSES[status]), "strong", under)


def _cases(entry: Entry, reader: Reader, beside: Beside) -> Iterator[Line]:
    for case in beside.cases:
        status = reader.say(STATUSES[case.status])
        shown = conclusion(entry.matter.kind, case.conclusion, reader.language)
        yield Line(reader.colon(case.file, f"{status} → {shown}"))
