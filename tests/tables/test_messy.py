"""A messy workbook: nothing is lost, no value is wrong, each refused row is named by its cell."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from tables import messy
from tables.messy_cells import TOTAL

from eligibility.language.units import M2
from eligibility.language.values import NONE, UNKNOWN, Label, Record
from eligibility.submission.read import read_submission
from eligibility.submission.tables.grid import cell_name
from eligibility.submission.tables.reading import Row, open_table, rows_of


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    path = tmp_path_factory.mktemp("messy") / "上报.xlsx"
    messy.write(path)
    return list(rows_of(open_table(path), lambda tree: read_submission(tree, jurisdiction="yulin")))


def number(row: Row) -> int:
    """The row as messy.py counts it."""
    return row.number - messy.TOP


def plain(path: str, value: Any) -> Any:
    """A value in the units of the list made by hand."""
    if isinstance(value, tuple):
        return tuple(v.written if isinstance(v, Label) else v for v in value)
    if path.endswith("area") and isinstance(value, int):
        return Fraction(value, M2)
    return (
        Fraction(value, 100)
        if path.endswith("investment_total") and value not in (NONE, UNKNOWN)
        else value
    )


def test_rows_in_are_rows_assessed_and_rows_refused(rows: list[Row]) -> None:
    assert messy.ROWS >= 200
    assert [number(r) for r in rows] == list(range(1, messy.ROWS + 2))  # and the total below
    good = [r for r in rows if r.submission is not None]
    bad = [r for r in rows if r.submission is None]
    assert len(good) + len(bad) == messy.ROWS + 1
    assert {number(r) for r in bad} == {n for n, _, _ in messy.refused()} | {messy.TOTAL_ROW}
    assert all(r.faults for r in bad)
    assert not any(r.faults for r in good)


def test_every_cell_is_what_it_means(rows: list[Row]) -> None:
    wrong, cells = [], 0
    for row in rows:
        if row.submission is None:
            continue
        for path, wanted in messy.meant(number(row)).items():
            cells += 1
            if path == "review.received_on":
                found: Any = row.submission.review.received_on
            else:
                found = plain(path, row.submission.facts.get(path))
            if found != wanted:
                wrong.append((number(row), path, found, wanted))
    assert wrong == []
    assert cells > 2000


def test_no_row_says_more_than_its_cells(rows: list[Row]) -> None:
    known = {path for _, path, _ in messy.COLUMNS} | {"land.parcels"}
    for row in rows:
        if row.submission is not None:
            stated = {p.split("[")[0] for p in row.submission.facts.origins}
            assert stated <= known


def test_every_fault_names_its_cell_and_what_to_write(rows: list[Row]) -> None:
    by_row = {number(r): r for r in rows}
    columns = {path: index for index, (_, path, _) in enumerate(messy.COLUMNS)}
    for row, path, code in messy.refused():
        faults = by_row[row].faults
        assert [f.code for f in faults] == [code], (row, path, faults)
        fault = faults[0]
        cell = cell_name(messy.TOP + row - 1, columns[path])
        if code != "E208":
            assert f"row {messy.TOP + row}, column" in fault.message
            assert f"({cell})" in fault.message, (row, path, fault.message)
        assert fault.message.startswith("sheet `2026年上报`, ")
        assert fault.help or code == "E206", fault
        assert fault.place is not None
        assert fault.place.line == messy.TOP + row


def test_two_cells_that_contradict_each_other_are_both_named(rows: list[Row]) -> None:
    fault = next(r for r in rows if number(r) == 137).faults[0]
    assert "(E141)" in fault.message
    assert "(D141)" in fault.message


def test_a_total_is_no_project(rows: list[Row]) -> None:
    assert "`合计`: a total is no project" in rows[-1].faults[0].message


def test_hidden_rows_are_read_and_flagged(rows: list[Row]) -> None:
    flagged = {
        number(r) for r in rows
        if r.submission is not None and any("is hidden" in w for w in r.submission.warnings)
    }  # fmt: skip
    assert flagged == set(messy.HIDDEN)


def test_parcels_are_joined_by_the_projects_code(rows: list[Row]) -> None:
    for row in rows:
        wanted = [p for p in messy.PARCELS if p[0] == number(row)]
        if row.submission is None:
            continue
        found = row.submission.facts.get("land.parcels")
        if not wanted:
            assert found is UNKNOWN
            continue
        assert isinstance(found, tuple)
        for parcel, (_, id, _, area, _, day) in zip(found, wanted, strict=True):
            assert isinstance(parcel, Record)
            assert parcel.fields["id"] == str(id)
            assert plain("area", parcel.fields["area"]) == area
            assert parcel.fields["acquired_on"] == day


def test_what_was_written_stays_with_each_value(rows: list[Row]) -> None:
    row = rows[TOTAL.index(("12.5亩", messy.mu("12.5"))) - 1]
    assert row.submission is not None
    origin = row.submission.facts.origins["land.total_area"]
    assert origin.text == "12.5亩"
    assert origin.place.file.endswith(f"2026年上报!D{row.number}")
