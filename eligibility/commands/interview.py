"""`ask --interactive`: asks in the terminal for what is needed and writes the completed file."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from eligibility.analysis.asking import Wanted
from eligibility.analysis.asking import ask as asking
from eligibility.commands import console, exits
from eligibility.commands.answer import written
from eligibility.commands.desk import Desk
from eligibility.errors import Refused, refuse
from eligibility.language.located import load, parse, plain
from eligibility.language.pack import Language, Words
from eligibility.language.types import Kind
from eligibility.report import asking as wording
from eligibility.submission.catalogue import info_of
from eligibility.submission.facts import Submission
from eligibility.submission.writing import place, to_yaml

BACK, EXPLAIN, STOP = "<", "?", "q"
NO_ITEMS = ("none", "no", "无", "没有")
KEYS = Words(
    "直接回车：暂不填；<：退回上一问；?：说明；q：结束并保存；[n]：还有几项",
    "return: leave open; <: step back; ?: explain; q: stop and save; [n]: so many are left",
)
HOW_MANY = Words("共几项（没有填 0）", "how many items (0 for none)")
SEVERAL = Words("多项以逗号分隔，没有填 []", "separate several by commas; [] for none")


class Interview:
    """One sitting: the content so far, and the answers given, to be taken back one by one."""

    def __init__(self, desk: Desk, file: str, language: Language, out: str | None) -> None:
        if file == "-" and out is None:
            refuse("E101", "answers and project file cannot both come from standard input")
        self.desk, self.file, self.language = desk, file, language
        self.out = out or str(Path(file).with_suffix(".completed.yaml"))
        content = plain(load(file))
        self.content: dict[str, Any] = content if isinstance(content, dict) else {}
        self.content.pop("expect", None)  # it was expected of the file before it was completed
        self.skipped: set[str] = set()
        self.before: list[tuple[dict[str, Any], set[str]]] = []

    def run(self) -> None:
        """Ask until nothing is needed or the answers end; then write file and conclusion."""
        submission = self._read(self.content)
        click.echo(KEYS.in_language(self.language))
        while True:
            submission = self._read(self.content)
            waiting = self._waiting(submission)
            if not waiting:
                break
            answer = self._prompt(waiting[0], len(waiting))
            if answer == STOP:
                break
            self._take(waiting[0], answer)
        self._write(submission)

    def _read(self, content: dict[str, Any]) -> Submission:
        return self.desk.read(parse(json.dumps(content, ensure_ascii=False), self.file))

    def _waiting(self, submission: Submission) -> list[Wanted]:
        """The facts to ask for, the most decisive first; not those for the authority itself."""
        asked = asking(*self.desk.asked(submission))
        ours = ("review.", "office.")
        return [
            w for w in asked.wanted if w.path not in self.skipped and not w.path.startswith(ours)
        ]

    def _prompt(self, wanted: Wanted, left: int) -> str:
        reader = self.desk.reader(self.language)
        info = info_of(wanted.path)
        label = f"[{left}] {reader.fact(wanted.path)}"
        if _of_records(wanted):
            label += reader.bracketed(reader.say(HOW_MANY))
        elif info is not None and wording.how(info, reader):
            label += reader.bracketed(wording.how(info, reader))
        if wanted.type.kind is Kind.LIST and not _of_records(wanted):
            label += reader.bracketed(reader.say(SEVERAL))
        answer: str = click.prompt(label, default="", show_default=False)
        return answer.strip()

    def _take(self, wanted: Wanted, answer: str) -> None:
        if answer == EXPLAIN:
            self._explain(wanted)
        elif answer == BACK:
            if self.before:
                self.content, self.skipped = self.before.pop()
        elif not answer:
            self._keep()
            self.skipped.add(wanted.path)
        else:
            self._answer(wanted, answer)

    def _keep(self) -> None:
        self.before.append((copy.deepcopy(self.content), set(self.skipped)))

    def _answer(self, wanted: Wanted, answer: str) -> None:
        """Take an answer into the content if it can be read; else say why not."""
        tried = copy.deepcopy(self.content)
        place(tried, wanted.path, _value(wanted, answer))
        try:
            self._read(tried)
        except Refused as refused:
            # the place would be one in the content as it is held here, not in the user's file
            exits.tell(replace(d, place=None, source_line="") for d in refused.diagnostics)
            return
        self._keep()
        self.content = tried

    def _explain(self, wanted: Wanted) -> None:
        reader = self.desk.reader(self.language)
        info = info_of(wanted.path)
        told = [reader.say(info.description)] if info is not None else []
        told.append(reader.colon(reader.phrase("proof"), reader.say(wording.proof_of(wanted.path))))
        told.append(f"{reader.phrase('rule')} {reader.listed(list(wanted.rules))}")
        for line in told:
            if line:
                click.echo(f"  {line}")

    def _write(self, submission: Submission) -> None:
        from eligibility.report.opinion import opinion

        console.write_whole(Path(self.out), to_yaml(self.content))
        console.word(f"→ {self.out}")
        assessment = self.desk.decide(submission)
        document = opinion(assessment, self.desk.reader(self.language), submission)
        console.deliver(written("text", document, None), None)


def _of_records(wanted: Wanted) -> bool:
    info = info_of(wanted.path)
    item = info.type.item if info is not None else None
    return item is not None and item.kind is Kind.RECORD


def _value(wanted: Wanted, answer: str) -> Any:
    """What an answer puts into the file: a text, a list of texts, or so many empty items."""
    if _of_records(wanted):
        count = "0" if answer in NO_ITEMS else answer.strip("[]") or "0"
        return [{} for _ in range(int(count))] if count.isdigit() and len(count) < 4 else answer
    if wanted.type.kind is Kind.LIST:
        parts = answer.strip("[]").replace("，", ",").replace("、", ",").split(",")
        return [part.strip() for part in parts if part.strip()]
    return answer
