"""Puts what was decided on record, before it is given out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from eligibility.commands.desk import Desk
from eligibility.commands.intake import Taken
from eligibility.language.located import read_text
from eligibility.language.pack import Language

if TYPE_CHECKING:
    from eligibility.evaluation.assessment import Assessment
    from eligibility.record.entry import Settings


def keep(
    record: Path, done: Sequence[tuple[Taken, Assessment]], desk: Desk, language: Language
) -> None:
    """Append a line for each assessment: all of them, or none."""
    from eligibility.record.append import append
    from eligibility.record.entry import Decided, maker

    settings = _settings(desk, language)
    append(
        record,
        [
            maker(Decided(t.text, t.submission, a, t.row), desk.book(a.jurisdiction), settings)
            for t, a in done
        ],
    )


def _settings(desk: Desk, language: Language) -> Settings:
    from eligibility.record.entry import Settings

    file = desk.office_file
    office = None if file is None else (str(file), read_text(file))
    return Settings(
        desk.as_of, desk.jurisdiction, desk.matters, not desk.no_background, desk.step, language,
        office,
    )  # fmt: skip
