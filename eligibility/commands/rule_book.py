"""What the pages of rules are made from: rules, their provisions, the cases they decided."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from eligibility.commands.desk import Desk, files_of
from eligibility.commands.loading import entries, packs
from eligibility.errors import Refused
from eligibility.language.library import rules_folder

if TYPE_CHECKING:
    from eligibility.language.ledger import Provision
    from eligibility.language.library import Rulebook
    from eligibility.report.rule_page import Beside, DecidedCase
    from eligibility.report.rule_pages import Entry


class RuleBook:
    """All rules of a folder, and what a page tells beside each."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.book: Rulebook = packs(folder, None)
        self.entries: list[Entry] = list(entries(self.book))
        self._provisions: dict[str, Provision] = {}
        self._ledgers: set[str] = set()
        self._decided: dict[str, list[DecidedCase]] = {}
        self._tried: set[str] = set()

    def beside(self, entry: Entry) -> Beside:
        """The provisions of the rule's text, and the cases that the rule decided."""
        from eligibility.report.rule_page import Beside

        name = entry.rule.jurisdiction
        self._read_ledger(name)
        extending = [j for j, p in self.book.packs.items() if name in p.source.extends]
        for jurisdiction in (name, *extending):
            self._try_cases(jurisdiction)
        return Beside(self._provisions, tuple(self._decided.get(entry.rule.id, ())))

    def _read_ledger(self, name: str) -> None:
        from eligibility.language.ledger import load_ledger

        if name not in self._ledgers:
            self._ledgers.add(name)
            self._provisions.update(load_ledger(name, self.folder).provisions)

    def _try_cases(self, name: str) -> None:
        """Decide the cases that lie beside the rules, once."""
        if name in self._tried:
            return
        self._tried.add(name)
        beside = rules_folder(self.folder).parent / "cases" / name
        desk = Desk(folder=self.folder, engine="interpreter")
        for file in files_of([str(beside)]) if beside.is_dir() else ():
            shown = f"cases/{name}/{Path(file).relative_to(beside).as_posix()}"
            for rule, case in _decided(desk, file, shown):
                self._decided.setdefault(rule, []).append(case)


def _decided(desk: Desk, file: str, shown: str) -> Iterator[tuple[str, DecidedCase]]:
    from eligibility.report.rule_page import DecidedCase

    try:
        answer = desk.decide(desk.read(file))
    except Refused:  # `rules test` tells of it
        return
    for result in answer.matters:
        for rule in result.decided_by:
            statuses = [f.status for f in result.findings if f.rule.id == rule]
            order = ("violated", "unknown", "satisfied", "not_applicable")
            worst = min(statuses, key=order.index)
            yield rule, DecidedCase(shown, worst, result.conclusion)
