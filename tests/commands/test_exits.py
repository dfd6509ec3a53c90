"""Exit codes, and errors that become a message and never a traceback."""

from __future__ import annotations

import pytest

from eligibility.commands.exits import Exit, guarded, of_verdicts
from eligibility.errors import refuse

VERDICTS = [
    ([], 7),
    (["approved"], 0),
    (["conditional", "approved"], 0),
    (["approved", "not_applicable"], 0),
    (["approved", "undetermined"], 4),
    (["undetermined", "rejected"], 5),
    (["refer", "conditional"], 6),
    (["refer", "undetermined"], 4),
    (["not_applicable"], 7),
]


@pytest.mark.parametrize(("verdicts", "code"), VERDICTS)
def test_the_worst_verdict_gives_the_code(verdicts: list[object], code: int) -> None:
    assert of_verdicts(verdicts) == code  # type: ignore[arg-type]


def test_a_refused_input_is_two_with_all_its_faults(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended, guarded():
        refuse("E210", "there is no jurisdiction `yulim`", help="did you mean `yulin`?")
    assert ended.value.code == Exit.BAD_INPUT
    assert capsys.readouterr().err == (
        "error[E210]: there is no jurisdiction `yulim`\n = help: did you mean `yulin`?\n"
    )


def test_a_failing_disk_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended, guarded():
        raise PermissionError(13, "Permission denied", "out.txt")
    assert ended.value.code == Exit.FAILED
    assert capsys.readouterr().err == "error: out.txt: Permission denied\n"


def test_the_unexpected_is_one_line_with_a_way_to_see_more(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ELIGIBILITY_TRACEBACK", raising=False)
    with pytest.raises(SystemExit) as ended, guarded():
        raise ZeroDivisionError("a share of nothing\nsecond line")
    assert ended.value.code == Exit.FAILED
    shown = capsys.readouterr().err
    assert "internal error: ZeroDivisionError: a share of nothing\n" in shown
    assert "Traceback" not in shown
    assert "second line" not in shown


def test_the_traceback_is_there_for_those_who_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ELIGIBILITY_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError), guarded():
        raise ZeroDivisionError
