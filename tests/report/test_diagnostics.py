"""Faults as text: the caret stands under the words, full-width or not."""

from __future__ import annotations

from eligibility.errors import Diagnostic, Place
from eligibility.report.diagnostics import MOST_COLUMNS, one, to_text
from eligibility.report.width import width


def fault(line: str, column: int, span: int, **more: str) -> Diagnostic:
    settings = {"message": "`7` has no unit", "help": "add 亩"} | more
    return Diagnostic(
        "E203", settings["message"], Place("a.yaml", 14, column, span), line, settings["help"]
    )


def test_a_fault_is_laid_out_as_compilers_do() -> None:
    assert one(fault("  land_area: 7", 14, 1)) == (
        "error[E203]: `7` has no unit\n"
        "  --> a.yaml:14:14\n"
        "   |\n"
        "14 |   land_area: 7\n"
        "   |              ^\n"
        "   = help: add 亩\n"
    )


def test_the_caret_counts_full_width_characters_twice() -> None:
    shown = one(fault("用途：工业 7万 亩", 7, 2)).splitlines()
    caret = shown[4].removeprefix("   | ")
    assert caret == " " * width("用途：工业 ") + "^^^"


def test_a_long_line_is_shown_around_the_place() -> None:
    line = "x" * 5000 + "HERE" + "y" * 5000
    shown = one(fault(line, 5001, 4)).splitlines()
    text, caret = shown[3].removeprefix("14 | "), shown[4].removeprefix("   | ")
    assert len(text) <= MOST_COLUMNS + 2
    assert text[caret.index("^") : caret.rindex("^") + 1] == "HERE"


def test_control_characters_never_reach_the_terminal() -> None:
    shown = to_text([fault("a: \x1b[2Jbad", 4, 3, message="\x1b]0;title\x07")])
    assert "\x1b" not in shown
    assert "\x07" not in shown


def test_a_fault_without_a_place_is_one_line() -> None:
    assert one(Diagnostic("E210", "no such jurisdiction")) == "error[E210]: no such jurisdiction\n"


def test_a_caret_behind_the_end_of_the_line_still_shows() -> None:
    assert "^" in one(fault("a:", 40, 3))


def test_findings_are_notes_and_colour_is_only_on_demand() -> None:
    advice = Diagnostic("F601", "outside the exact part")
    assert one(advice).startswith("note[F601]")
    assert "\x1b[" in one(advice, colour=True)
