"""The rule set itself as documents: a table of rules, and one rule in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eligibility.classes import dataclass
from eligibility.language.nodes import Name, Node, walk
from eligibility.language.pack import (
    Definition,
    InForce,
    Matter,
    Parameter,
    ParameterValue,
    Rule,
    Source,
)
from eligibility.language.to_text import to_text
from eligibility.report.reader import Reader
from eligibility.report.view import Document, Line, Section, Table
from eligibility.report.wording import (
    FORCES,
    JURISDICTIONS,
    MATTER_KINDS,
    RULE_KINDS,
    STATUSES,
    SUBJECTS,
)


@dataclass(frozen=True)
class Entry:
    """A rule with its matter and its source."""

    rule: Rule
    matter: Matter
    source: Source


def listing(entries: Iterable[Entry], reader: Reader) -> Document:
    """The rules in tables, one a matter, under the title of the text."""
    by_matter: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        by_matter.setdefault((entry.rule.jurisdiction, entry.rule.matter), []).append(entry)
    count = sum(map(len, by_matter.values()))
    sections = tuple(_matter(found, reader) for found in by_matter.values())
    text = reader.phrase("rules_count").format(rules=count, matters=len(by_matter))
    return Document(heading=text, sections=sections)


def _matter(entries: list[Entry], reader: Reader) -> Section:
    matter = entries[0].matter
    place = JURISDICTIONS.get(matter.jurisdiction)
    kind = f"{reader.say(MATTER_KINDS[matter.kind])} · {reader.say(SUBJECTS[matter.subject])}"
    title = " · ".join(
        (
            reader.say(place) if place else matter.jurisdiction,
            f"{reader.say(matter.about)}{reader.bracketed(matter.name)}",
            kind,
        )
    )
    headings = tuple(map(reader.phrase, ("rule", "rule_kind", "force", "provisions", "says")))
    rows = tuple(
        (
            e.rule.id,
            reader.say(RULE_KINDS[e.rule.kind]),
            reader.say(FORCES[e.rule.force]),
            " ".join(e.rule.provisions),
            reader.say(e.rule.says),
        )
        for e in entries
    )
    return Section(title, (Table(headings, rows),))


def page(entry: Entry, reader: Reader) -> Document:
    """One rule: what it asks, its citation, its expressions, the figures in them, its examples."""
    rule = entry.rule
    kind = f"{reader.say(RULE_KINDS[rule.kind])} · {reader.say(FORCES[rule.force])}"
    sections = (
        Section(reader.phrase("basis"), tuple(_basis(entry, reader))),
        Section(reader.phrase("expressions"), tuple(_expressions(rule))),
        Section(reader.phrase("figures"), tuple(_figures(entry, reader))),
        Section(reader.phrase("definitions"), tuple(_definitions(entry, reader))),
        Section(reader.phrase("duties"), tuple(Line(reader.say(d.says)) for d in rule.duties)),
        Section(
            reader.phrase("assumptions"), tuple(Line(reader.say(r.says)) for r in rule.readings)
        ),
        Section(reader.phrase("examples"), tuple(_examples(rule, reader))),
    )
    return Document(
        heading=rule.id,
        opening=(reader.say(rule.says), kind),
        sections=tuple(s for s in sections if s.blocks),
    )


def _basis(entry: Entry, reader: Reader) -> Iterator[Line]:
    rule, source = entry.rule, entry.source
    yield Line(f"{reader.source(rule.cite.source)} {rule.cite.locator}".strip())
    yield Line(" ".join(rule.provisions))
    if source.advisory is not None:
        yield Line(reader.colon(reader.phrase("advisory"), reader.say(source.advisory)), "open")
    if rule.mark is not None:
        yield Line(reader.phrase(rule.mark))
    for of in (rule.in_force, source.in_force):
        if of != InForce():
            yield Line(reader.colon(reader.phrase("in_force"), _days(of)))
    if rule.governs_over:
        because = reader.say(rule.governs_because) if rule.governs_because is not None else ""
        text = reader.listed(list(rule.governs_over)) + (
            reader.bracketed(because) if because else ""
        )
        yield Line(reader.colon(reader.phrase("governs_over"), text))
    yield Line(f"{rule.place.file}:{rule.place.line}", "faint")


def _days(of: InForce) -> str:
    return f"{of.since or ''} … {of.until or ''}".strip()


def _expressions(rule: Rule) -> Iterator[Line]:
    for key, text in rule.texts.items():
        yield Line(f"{key}: {' '.join(text.split())}")


def used_names(entry: Entry) -> list[str]:
    """The parameters and definitions that a rule uses, through other definitions too, in order."""
    rule, matter = entry.rule, entry.matter
    starts = [rule.condition, rule.when, rule.items, rule.not_needed]
    starts += [part for duty in rule.duties for part in (duty.unless, duty.due)]
    waiting = [node for node in starts if node is not None]
    found: dict[str, None] = {}
    while waiting:
        for node in walk(waiting.pop(0)):
            if not isinstance(node, Name) or node.path in found:
                continue
            if node.path in matter.parameters:
                found[node.path] = None
            elif node.path in matter.definitions:
                found[node.path] = None
                waiting.extend(_parts(entry, node.path))
    return list(found)


def _parts(entry: Entry, name: str) -> list[Node]:
    known = entry.matter.definitions[name]
    if isinstance(known, Definition):
        return [known.value, *(part for e in known.exceptions for part in (e.when, e.value))]
    return [known.source, known.where]


def used_parameters(entry: Entry) -> list[Parameter]:
    """The figures that a rule uses."""
    return [entry.matter.parameters[n] for n in used_names(entry) if n in entry.matter.parameters]


def _figures(entry: Entry, reader: Reader) -> Iterator[Line]:
    for parameter in used_parameters(entry):
        values = [_figure(v) for v in parameter.values]
        under = [Line(parameter.id, "faint")]
        if parameter.assumption is not None:
            text = reader.say(parameter.assumption)
            under.insert(0, Line(reader.colon(reader.phrase("reading"), text)))
        yield Line(reader.colon(parameter.name, "; ".join(values)), under=tuple(under))


def _figure(value: ParameterValue) -> str:
    cited = " ".join((value.cite.locator, *value.provisions)).strip()
    days = f" [{_days(value.in_force)}]" if value.in_force != InForce() else ""
    return f"{value.written}{days} · {cited}"


def _definitions(entry: Entry, reader: Reader) -> Iterator[Line]:
    for name in used_names(entry):
        known = entry.matter.definitions.get(name)
        if known is None:
            continue
        if not isinstance(known, Definition):
            where = f"[{known.variable} in {to_text(known.source)} if {to_text(known.where)}]"
            yield Line(f"{name} = {where}")
            continue
        under = []
        for taken in known.exceptions:
            said = f" · {reader.say(taken.says)}" if taken.says is not None else ""
            cited = reader.bracketed(" ".join(taken.provisions)) if taken.provisions else ""
            under.append(
                Line(
                    f"{reader.phrase('except')} {to_text(taken.when)} → {to_text(taken.value)}"
                    f"{said}{cited}"
                )
            )
        yield Line(f"{name} = {to_text(known.value)}", under=tuple(under))


def _examples(rule: Rule, reader: Reader) -> Iterator[Line]:
    for example in rule.examples:
        words = STATUSES.get(example.status)
        shown = reader.say(words) if words is not None else example.status
        subject = f" [{example.subject}]" if example.subject else ""
        yield Line(f"{reader.colon(example.note, shown)}{subject}")
