"""Decides what a record holds again: the same, or what differs and why."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from eligibility.classes import dataclass
from eligibility.errors import Refused, refuse
from eligibility.language.library import digest_of
from eligibility.record.differences import Difference, differences
from eligibility.record.entry import program
from eligibility.record.line import Entry, Fault

Texts = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Answered:
    """What a recorded submission comes to: the digest that it is read to, and the answer."""

    submission: str
    rulebook: str
    answer: Mapping[str, Any]


# Decides the content of a line by the rules of a folder (None: today's).
Decide = Callable[[Mapping[str, Any], Path | None], Answered]
# What the file of a submission says today; None where it is not there to be read.
Today = Callable[[Mapping[str, Any]], str | None]


@dataclass(frozen=True)
class Replayed:
    """One line decided again.

    `causes`: why it differs (`submission`, `rules`, `program`); `since`: what has changed since,
    though it changes nothing; `reason`: why it could not be decided again.
    """

    number: int
    file: str
    recorded: str
    now: str | None
    differences: tuple[Difference, ...] = ()
    causes: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    rule_files: tuple[str, ...] = ()
    reason: str = ""

    @property
    def same(self) -> bool:
        """Whether it was decided again, and came out the same."""
        return not self.differences and not self.causes and not self.reason


class Replay:
    """The replay of a record. `current`: by today's rules in place of the recorded ones."""

    def __init__(
        self, decide: Decide, today: Today, rules_today: Callable[[str], Texts], *, current: bool
    ) -> None:
        self.decide, self.today, self.rules_today, self.current = (
            decide,
            today,
            rules_today,
            current,
        )
        self._folders: dict[str, Path] = {}
        self._now: dict[str, Texts] = {}

    def run(
        self, lines: Iterable[Entry | Fault], texts: Mapping[str, Texts]
    ) -> Iterator[Fault | Replayed]:
        """For each line its faults and what it is decided to now; `texts` by their digest."""
        with tempfile.TemporaryDirectory(prefix="eligibility-") as folder:
            for line in lines:
                yield line if isinstance(line, Fault) else self._line(line, texts, Path(folder))

    def _line(self, line: Entry, texts: Mapping[str, Texts], folder: Path) -> Replayed:
        content = line.content
        file, answer = content["submission"]["file"], content["answer"]
        found = texts.get(content["rules"]["digest"])
        try:
            if found is None:
                found = self._same_today(content)
            if found is None:
                return Replayed(line.number, file, answer["verdict"], None, reason="texts")
            then = self.decide(content, self._folder(found, content, folder))
            now = self.decide(content, None) if self.current else then
        except Refused as refused:
            said = "; ".join(d.message for d in refused.diagnostics)
            causes = ("rules",) if self.current else ("program",)
            return Replayed(line.number, file, answer["verdict"], None, causes=causes, reason=said)
        return self._compared(line, found, then, now)

    def _compared(self, line: Entry, texts: Texts, then: Answered, now: Answered) -> Replayed:
        content = line.content
        recorded = content["answer"]
        besides = frozenset({"warnings"}) if content["submission"]["row"] else frozenset()
        before = differences(recorded, then.answer, besides=besides)
        found = before if now is then else differences(recorded, now.answer, besides=besides)
        causes, since = [], []
        read_otherwise = then.submission != content["submission"]["digest"]
        if read_otherwise:
            causes.append("submission")
        changed = self._changed_rules(content, texts)
        if now is not then and differences(then.answer, now.answer, besides=besides):
            causes.append("rules")
        if before and not read_otherwise:
            causes.append("program")
        if self.today(content) not in (None, content["submission"]["digest"]):
            since.append("submission")
        if changed:
            since.append("rules")
        if content["program"] != program():
            since.append("program")
        return Replayed(
            line.number, content["submission"]["file"], recorded["verdict"],
            now.answer["verdict"], found, tuple(causes), tuple(c for c in since if c not in causes),
            changed,
        )  # fmt: skip

    def _same_today(self, content: Mapping[str, Any]) -> Texts | None:
        """Today's texts, where they are the recorded ones; the record itself may have lost them."""
        texts = self._today(content)
        packs = {name: digest_of(of) for name, of in texts.items()}
        return texts if packs == content["rules"]["packs"] else None

    def _today(self, content: Mapping[str, Any]) -> Texts:
        place = content["answer"]["jurisdiction"]
        if place not in self._now:
            try:
                self._now[place] = self.rules_today(place)
            except Refused:
                self._now[place] = {}
        return self._now[place]

    def _changed_rules(self, content: Mapping[str, Any], texts: Texts) -> tuple[str, ...]:
        """The rule files that are not today what they were."""
        now = self._today(content)
        names = {(pack, file) for of in (texts, now) for pack in of for file in of[pack]}
        return tuple(
            f"{pack}/{file}"
            for pack, file in sorted(names)
            if texts.get(pack, {}).get(file) != now.get(pack, {}).get(file)
        )

    def _folder(self, texts: Texts, content: Mapping[str, Any], folder: Path) -> Path:
        """A folder that holds the recorded rules, written once for each digest."""
        digest = content["rules"]["digest"]
        if digest not in self._folders:
            place = folder / str(len(self._folders))
            for pack, files in texts.items():
                (place / _name(pack)).mkdir(parents=True)
                for file, text in files.items():
                    (place / pack / _name(file)).write_text(text, encoding="utf-8", newline="\n")
            self._folders[digest] = place
        return self._folders[digest]


def _name(name: str) -> str:
    """A name that leads out of no folder."""
    if Path(name).name != name or name in ("", ".", ".."):
        refuse("E112", f"the record names a rule file `{name}`, which is no name of a file")
    return name


def texts_in(lines: Iterable[Entry | Fault]) -> dict[str, Texts]:
    """The rule texts that a record holds, by the digest of the rules; only those that fit it."""
    found: dict[str, Texts] = {}
    for line in lines:
        if isinstance(line, Entry):
            rules = line.content["rules"]
            texts = rules["texts"]
            packs = {name: digest_of(of) for name, of in (texts or {}).items()}
            if texts and packs == rules["packs"]:
                found.setdefault(rules["digest"], texts)
    return found
