"""Whom a report is written for: the language, and what sources and facts are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from eligibility.classes import dataclass
from eligibility.evaluation.workdays import open_year
from eligibility.language.pack import Language, Source, Words
from eligibility.report.phrases import phrase
from eligibility.submission.catalogue import info_of
from eligibility.submission.facts import Submission


@dataclass(frozen=True)
class Reader:
    """A language, with the titles of the sources and the project file at hand."""

    language: Language
    sources: Mapping[str, Source] = field(default_factory=dict, hash=False)
    submission: Submission | None = None

    def say(self, words: Words) -> str:
        """The words in the reader's language."""
        return words.in_language(self.language)

    def phrase(self, key: str) -> str:
        """The report's own phrase of that key."""
        return phrase(key, self.language)

    def source(self, name: str) -> str:
        """The title of a source, in 《》 where Chinese; its id when it has no title."""
        known = self.sources.get(name)
        if known is None:
            return name
        return f"《{known.title.zh}》" if self.language == "zh" else known.title.en

    def fact(self, path: str) -> str:
        """A fact as people call it, with its path."""
        open_norm = path.removeprefix("review.findings[")
        if open_norm != path:
            return self.phrase("finding_on").format(provision=open_norm.removesuffix("]"))
        year = open_year(path)
        if year is not None:
            return self.phrase("calendar_of").format(year=year)
        known = info_of(path)
        if known is None:
            return path
        label = self.say(known.label)
        return f"{label}（{path}）" if self.language == "zh" else f"{label} ({path})"

    def colon(self, left: str, right: str) -> str:
        """`left: right`, with the colon of the language."""
        return f"{left}：{right}" if self.language == "zh" else f"{left}: {right}"

    def listed(self, parts: list[str]) -> str:
        """Parts in one line."""
        return ("、" if self.language == "zh" else ", ").join(parts)

    def semicolon(self, parts: list[str]) -> str:
        """Longer parts in one line."""
        return ("；" if self.language == "zh" else "; ").join(parts)

    def bracketed(self, text: str) -> str:
        """A text in the brackets of the language, with the blank that goes before them."""
        return f"（{text}）" if self.language == "zh" else f" ({text})"
