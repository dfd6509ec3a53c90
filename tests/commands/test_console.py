"""The terminal: languages, plain characters, files written whole."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from eligibility.commands import console

LOCALES = [
    ({"LANG": "zh_CN.UTF-8"}, "zh"),
    ({"LANG": "zh_CN.GBK"}, "zh"),
    ({"LANG": "C"}, "en"),
    ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
    ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_TW"}, "zh"),
    ({"LC_ALL": "", "LANG": "zh_CN"}, "zh"),
    ({}, "en"),
]


@pytest.mark.parametrize(("environment", "language"), LOCALES)
def test_chinese_where_the_locale_is_chinese(environment: dict[str, str], language: str) -> None:
    assert console.language(environment) == language


ENCODED = [
    ("ascii", "7 亩", b"7 \\u4ea9"),
    ("ascii", "5000 m² ≈ 7.5 ≤ 8 · 9", b"5000 m2 ~ 7.5 <= 8 - 9"),
    ("gbk", "≈4666.67 ㎡ × √ 亩", "≈4666.67 ㎡ × √ 亩".encode("gbk")),
    ("gbk", "5000 m²", b"5000 m2"),
    ("utf-8", "name \udcff", b"name \\udcff"),
    ("gbk", "😀", b"\\U0001f600"),
]


@pytest.mark.parametrize(("encoding", "text", "shown"), ENCODED)
def test_what_a_terminal_cannot_show_becomes_plainer(
    encoding: str, text: str, shown: bytes
) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, errors=console.HANDLER)
    stream.write(text)
    stream.flush()
    assert raw.getvalue() == shown


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.txt"
    target.write_text("before", encoding="utf-8")
    target.chmod(0o640)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        with pytest.raises(OSError, match="No space"):
            console.write_whole(target, "after")
    assert target.read_text(encoding="utf-8") == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["out.txt"]
    console.write_whole(target, "之后\n")
    assert target.read_bytes() == "之后\n".encode()
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link_and_a_device_stays_a_device(tmp_path: Path) -> None:
    target, link = tmp_path / "real.txt", tmp_path / "link.txt"
    target.write_text("", encoding="utf-8")
    link.symlink_to(target)
    console.deliver("text\n", str(link))
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "text\n"
    console.deliver("gone\n", os.devnull)
    assert not Path(os.devnull).is_file()


def test_colour_needs_a_terminal() -> None:
    assert not console.colours(io.StringIO())
    assert console.columns(io.StringIO()) is None
