"""The rule set itself: a table of rules, and the pages of one text in one file."""

from __future__ import annotations

from collections.abc import Iterable

from eligibility.classes import dataclass
from eligibility.language.pack import Matter, Rule, Source
from eligibility.report.reader import Reader
from eligibility.report.to_markdown import escaped, to_markdown
from eligibility.report.view import Document, Section, Table
from eligibility.report.wording import (
    FORCES,
    JURISDICTIONS,
    MATTER_KINDS,
    RULE_KINDS,
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


def volume(name: str, pages: list[Document], reader: Reader) -> str:
    """The pages of one text's rules as one Markdown file, a table of contents first."""
    place = JURISDICTIONS.get(name)
    title = reader.say(place) if place is not None else name
    text = f"# {title} · {name}\n\n{reader.phrase('printed_by')}\n\n"
    for one in pages:
        anchor = one.heading.replace("/", "")
        text += f"- [{escaped(one.heading)}](#{anchor}) {escaped(one.opening[0])}\n"
    return text + "".join(f"\n{to_markdown(one, level=2)}" for one in pages)
