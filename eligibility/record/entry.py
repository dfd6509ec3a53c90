"""What a line of a record holds: submission, question, rules, program, answer."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from eligibility import __version__
from eligibility.classes import dataclass
from eligibility.errors import refuse
from eligibility.evaluation.assessment import Assessment
from eligibility.language.library import Rulebook, digest_of, rule_files
from eligibility.language.located import decode
from eligibility.language.pack import Language, Pack
from eligibility.record.append import Standing
from eligibility.record.line import FORMAT
from eligibility.report import to_json
from eligibility.submission.facts import Submission
from eligibility.submission.writing import nested

# Rule texts stand in the first line that used them, and again after so many lines: one damaged
# line never takes the texts of all others with it.
REPEAT = 1000
_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """How one run decides, as far as it is not in the submission. `office`: name and text."""

    as_of: str | None
    jurisdiction: str | None
    matters: tuple[str, ...]
    background: bool
    round: str | None
    language: Language
    office: tuple[str, str] | None = None

    def to_json(self) -> dict[str, Any]:
        """The settings as they stand in a line."""
        return {
            "as_of": self.as_of, "jurisdiction": self.jurisdiction, "matters": list(self.matters),
            "background": self.background, "round": self.round, "language": self.language,
        }  # fmt: skip


@dataclass(frozen=True)
class Decided:
    """A submission, the text that it was read from, and its assessment.

    `row`: the row of the table that the text stands for, where it is one.
    """

    text: str
    submission: Submission
    assessment: Assessment
    row: Mapping[str, Any] | None = None


def maker(of: Decided, book: Rulebook, settings: Settings) -> Callable[[Standing], dict[str, Any]]:
    """What makes the line of a decision, once it is known where it stands."""
    submission, answer = of.submission, of.assessment
    texts = texts_of(book)  # read now: a rule file may change before the line is written

    def make(standing: Standing) -> dict[str, Any]:
        held = standing.texts.get(book.digest)
        repeated = held is None or standing.number - held >= REPEAT
        at = {**standing.texts, **({book.digest: standing.number} if repeated else {})}
        office = settings.office
        return {
            "format": FORMAT,
            "line": standing.number,
            "previous": standing.previous,
            "recorded_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "program": program(),
            "question": settings.to_json(),
            "submission": {
                "file": of.submission.file if of.row is None else of.row["file"],
                "row": None if of.row is None else dict(of.row),
                "digest": submission.digest,
                "facts": nested(submission.facts),
                "text": of.text,
            },
            "office": None if office is None else {"file": office[0], "text": office[1]},
            "rules": {
                "digest": book.digest,
                "packs": {name: pack.digest for name, pack in sorted(book.packs.items())},
                "texts": texts if repeated else None,
                "texts_at": at,
            },
            "answer": to_json.assessment(answer, settings.language),
        }

    return make


def program() -> dict[str, str]:
    """The program that decides: its version, its code, the Python that runs it."""
    return {"version": __version__, "code": code_digest(), "python": platform.python_version()}


@cache
def code_digest() -> str:
    """The digest of every Python file of the program."""
    found = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*.py")):
        data = path.read_bytes()
        found.update(f"{path.relative_to(_PACKAGE).as_posix()}\0{len(data)}\0".encode() + data)
    return f"sha256:{found.hexdigest()}"


_TEXTS: dict[str, dict[str, dict[str, str]]] = {}


def texts_of(book: Rulebook) -> dict[str, dict[str, str]]:
    """The texts of the rule files behind a book, by pack and file."""
    found = _TEXTS.get(book.digest)
    if found is None:
        found = {name: _texts(book, pack) for name, pack in sorted(book.packs.items())}
        _TEXTS[book.digest] = found
    return found


def _texts(book: Rulebook, pack: Pack) -> dict[str, str]:
    if pack.texts:
        return dict(pack.texts)
    home = book.folder / pack.jurisdiction
    texts = {path.name: decode(path.read_bytes(), str(path)) for path in rule_files(home)}
    if digest_of(texts) != pack.digest:
        refuse(
            "E112", f"the rules of `{pack.jurisdiction}` changed while they were in use",
            file=str(home), help="decide again",
        )  # fmt: skip
    return texts
