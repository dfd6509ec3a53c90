"""Periods of working days: make-up workdays, years without a calendar, an office's own days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from eligibility.errors import Refused
from eligibility.evaluation.assess import Question, assess
from eligibility.evaluation.assessment import Finding
from eligibility.evaluation.days import PUBLISHED, Workdays, counted
from eligibility.evaluation.office import Office, read_office
from eligibility.language.library import load_packs
from eligibility.language.located import parse
from eligibility.submission.catalogue import catalogue
from eligibility.submission.read import read_submission

RULE = "yingkou/approval-time-limit/enterprise-opening"
NO_SETTINGS = Office()
TEXT = """
jurisdiction: yingkou
matters: [approval-time-limit]
project: {{in_zone: yes}}
enterprise: {{opening_accepted_on: {accepted}, opened_on: {opened}}}
"""


def finding(accepted: str, opened: str, office: Office = NO_SETTINGS) -> Finding:
    """What the two-day rule says of a business taken in and opened on these days."""
    book = load_packs(catalogue(), ["yingkou"])
    submission = read_submission(parse(TEXT.format(accepted=accepted, opened=opened), "f.yaml"))
    question = Question(date(2040, 1, 1), office=office)
    answer = assess(book, submission, question)
    return next(f for m in answer.matters for f in m.findings if f.rule.id == RULE)


def settings(tmp_path: Path, text: str) -> Office:
    path = tmp_path / "office.yaml"
    path.write_text(text, encoding="utf-8")
    return read_office(path)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 3, 2), 1, date(2026, 3, 3)),
        (date(2026, 3, 6), 1, date(2026, 3, 9)),
        (date(2026, 2, 13), 1, date(2026, 2, 14)),  # a Saturday that is worked
        (date(2026, 2, 13), 2, date(2026, 2, 24)),
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 10, 9), 1, date(2026, 10, 10)),
        (date(2025, 12, 31), 1, date(2026, 1, 4)),  # a Sunday that is worked
        (date(2026, 3, 7), 0, date(2026, 3, 7)),
    ],
)
def test_the_first_day_is_not_counted_and_make_up_days_are(
    start: date, count: int, end: date
) -> None:
    assert counted(start, count, 1, PUBLISHED) == (end, None)


def test_counting_back_is_counting_forward_from_there() -> None:
    start, end = date(2026, 9, 7), date(2026, 10, 23)
    assert counted(start, 30, 1, PUBLISHED) == (end, None)
    assert counted(end, 30, -1, PUBLISHED) == (start, None)


def test_a_day_in_no_calendar_is_taken_as_worked_and_its_year_told() -> None:
    assert counted(date(2031, 4, 4), 2, 1, PUBLISHED) == (date(2031, 4, 6), 2031)
    assert counted(date.max, 2, 1, PUBLISHED) == (date.max, None)


def test_an_office_states_days_and_whole_years() -> None:
    office = Workdays(frozenset({date(2031, 4, 5)}), frozenset({date(2031, 4, 7)}), frozenset())
    assert counted(date(2031, 4, 4), 1, 1, office) == (date(2031, 4, 5), None)
    whole = Workdays(office.worked, office.free, frozenset({2031}))
    assert counted(date(2031, 4, 4), 2, 1, whole) == (date(2031, 4, 8), None)


def test_a_year_without_a_calendar_stays_unknown_with_the_reason() -> None:
    found = finding("2031-04-02", "2031-04-07")
    assert found.status == "unknown"
    assert found.missing == ("office.calendar[2031]",)
    assert found.note is not None
    assert "2031" in found.note.en
    early = finding("2031-04-02", "2031-04-04")
    assert (early.status, early.missing, early.note) == ("satisfied", (), None)


def test_the_offices_calendar_decides_it(tmp_path: Path) -> None:
    office = settings(
        tmp_path, "calendar: {years: [2031], holidays: [2031-04-04], workdays: [2031-04-06]}\n"
    )
    # Wednesday 2 April; 3 April is the first, 4 April free, Sunday 6 April the second working day
    assert finding("2031-04-02", "2031-04-06", office).status == "satisfied"
    assert finding("2031-04-02", "2031-04-07", office).status == "violated"


def test_an_offices_local_holiday_moves_a_term_of_a_published_year(tmp_path: Path) -> None:
    office = settings(tmp_path, "calendar: {holidays: [2026-03-03]}\n")
    assert finding("2026-03-02", "2026-03-05", office).status == "satisfied"
    assert finding("2026-03-02", "2026-03-05").status == "violated"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("calendar: {years: [27]}", "no year"),
        ("calendar: {holidays: [2026-02-30]}", "no date"),
        ("calendar: {holidays: 2026-02-17}", "list of dates"),
        ("calendar: {holidays: [2026-02-17], workdays: [2026-02-17]}", "as a workday and as"),
        ("calendar: {days: [2026-02-17]}", "`days` is not known"),
    ],
)
def test_a_faulty_calendar_is_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        settings(tmp_path, text + "\n")
