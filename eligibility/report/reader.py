"""Whom a report is written for: the language, and what sources and facts are called."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field, replace

from eligibility.classes import dataclass
from eligibility.evaluation.assessment import Adopted, Assessment
from eligibility.evaluation.workdays import open_year
from eligibility.language.pack import Citation, Language, Source, Words
from eligibility.report.phrases import phrase
from eligibility.report.quantities import day
from eligibility.submission.catalogue import info_of
from eligibility.submission.facts import Submission

BACKGROUND = "national"  # its locators begin with the name of the law itself
_REMARKS = re.compile(r"(.*?)((?:（[^（）]*）| \([^()]*\))*)", re.DOTALL)
_NUMBERED = re.compile(r"\S*〔\d{4}〕\d+号.*")


@dataclass(frozen=True)
class Reader:
    """A language, with what sources, matters and open norms are called, and the project file.

    `norms` gives what the reviewer is to find on an open norm, by its provision. `adopted` is the
    adopted text of `place`, where the office has named one.
    """

    language: Language
    sources: Mapping[str, Source] = field(default_factory=dict, hash=False)
    submission: Submission | None = None
    matters: Mapping[str, Words] = field(default_factory=dict, hash=False)
    norms: Callable[[], Mapping[str, Words]] = field(default=dict, hash=False)
    adopted: Adopted | None = None
    place: str = ""

    def about(self, assessment: Assessment, submission: Submission | None) -> Reader:
        """The reader of the report on one submission."""
        return replace(
            self,
            submission=submission,
            adopted=assessment.adopted,
            place=assessment.jurisdiction,
        )

    def say(self, words: Words) -> str:
        """The words in the reader's language."""
        if self.language == "zh":
            return words.zh.replace("「", "“").replace("」", "”")
        return words.en

    def phrase(self, key: str) -> str:
        """The report's own phrase of that key."""
        return phrase(key, self.language)

    def source(self, name: str) -> str:
        """The title of a source, in 《》 where Chinese; its id when it has no title.

        Remarks and numbers stand behind the title; of an adopted text, its own number does.
        """
        known = self.sources.get(name)
        if known is None:
            return name
        found = _REMARKS.fullmatch(self.say(known.title))
        title, remarks = found.groups() if found else (self.say(known.title), "")
        if self.adopted is not None and name == self.place:
            remarks = self.bracketed(self.adopted.number)
        return f"《{title}》{remarks}" if self.language == "zh" else f"{title}{remarks}"

    def cited(self, cite: Citation) -> str:
        """A place in a text: 《闲置土地处置办法》第二条. The background cites the law itself."""
        if cite.source == BACKGROUND:
            return self._law(cite.locator)
        title = self.source(cite.source)
        close = self.language == "zh" and title.startswith("《")
        return f"{title}{'' if close else ' '}{cite.locator}".strip()

    def _law(self, locator: str) -> str:
        if self.language == "en" or not locator or _NUMBERED.fullmatch(locator):
            return locator
        name, _, rest = locator.partition(" ")
        found = _REMARKS.fullmatch(name)
        title, remarks = found.groups() if found else (name, "")
        return f"《{title}》{remarks}{rest}"

    def adopted_text(self, text: Adopted) -> str:
        """The number of an adopted text with its date, where that is known."""
        if text.date is None:
            return text.number
        return text.number + self.bracketed(day(text.date, self.language))

    def matter(self, name: str) -> str:
        """The title of a matter; its name where no title is at hand."""
        known = self.matters.get(name)
        return self.say(known) if known is not None else name

    def fact(self, path: str) -> str:
        """A fact as people call it, with its path."""
        open_norm = path.removeprefix("review.findings[")
        if open_norm != path:
            return self._norm(open_norm.removesuffix("]"))
        industry = path.removeprefix("review.industries[")
        if industry != path:
            return self.phrase("to_sort").format(label=industry.removesuffix("]"))
        year = open_year(path)
        if year is not None:
            return self.phrase("calendar_of").format(year=year)
        known = info_of(path)
        if known is None:
            return path
        label = self.say(known.label)
        return f"{label}（{path}）" if self.language == "zh" else f"{label} ({path})"

    def _norm(self, provision: str) -> str:
        asked = self.norms().get(provision)
        text = self.phrase("to_find").format(provision=provision)
        return self.colon(text, self.say(asked)) if asked is not None else text

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
