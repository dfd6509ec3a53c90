"""The terminal: what it can show, its language, and files that are written whole or not at all."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO

import click

from eligibility.language.pack import Language

# What a terminal without these characters shows in their place.
PLAINER = {
    "²": "2", "㎡": "m2", "≈": "~", "·": "-", "√": "v", "×": "x", "？": "?", "－": "-",
    "…": "...", "（": " (", "）": ")", "：": ": ", "，": ", ", "；": "; ", "、": ", ",
    "—": "-", "–": "-", "→": "->", "│": "|", "├": "|", "└": "`", "─": "-", "≤": "<=",
    "≥": ">=", "「": '"', "」": '"', "《": "<", "》": ">",
}  # fmt: skip
HANDLER = "eligibility.plainer"
MOST_COLUMNS = 110


def _plainer(failed: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(failed, UnicodeEncodeError):
        raise failed
    text = failed.object[failed.start : failed.end]
    shown = "".join(
        PLAINER.get(c) or c.encode("ascii", "backslashreplace").decode("ascii") for c in text
    )
    return shown, failed.end


codecs.register_error(HANDLER, _plainer)


def prepare() -> None:
    """Let standard output and error show what they can, and something plainer for the rest."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=HANDLER)


def silence() -> None:
    """Send what is still unwritten nowhere: the reader of our output has gone."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def unicode(stream: IO[str]) -> bool:
    """Whether the stream holds every character."""
    name = (getattr(stream, "encoding", None) or "ascii").lower().replace("-", "").replace("_", "")
    return name.startswith("utf")


def colours(stream: IO[str]) -> bool:
    """Whether colour may be used: a terminal, and `NO_COLOR` not set."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def columns(stream: IO[str]) -> int | None:
    """The columns to wrap at on a terminal; None elsewhere."""
    if not stream.isatty():
        return None
    import shutil  # as above: no terminal, no need

    return min(shutil.get_terminal_size().columns, MOST_COLUMNS)


def language(environment: Mapping[str, str] | None = None) -> Language:
    """Chinese where the locale is Chinese, else English."""
    env = os.environ if environment is None else environment
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if env.get(name):
            return "zh" if env[name].lower().startswith("zh") else "en"
    return "en"


def word(text: str) -> None:
    """A word to the user on standard error, beside the output."""
    click.echo(text, err=True)


def deliver(text: str, out: str | None) -> None:
    """Print the text, or write it to the file `out` (`-`: print)."""
    if out is None or out == "-":
        click.echo(text, nl=False, color=True)
    elif (path := Path(out)).exists() and not path.is_file():
        with path.open("w", encoding="utf-8", errors=HANDLER) as stream:  # a pipe or a device
            stream.write(text)
    else:
        write_whole(path, text)


def write_whole(path: Path, content: str | bytes) -> None:
    """Write the file (text in UTF-8), whole or not at all: nothing half-written is left behind."""
    import tempfile  # few runs write a file

    target = path.resolve() if path.is_symlink() else path
    handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        raw = content if isinstance(content, bytes) else content.encode("utf-8", errors=HANDLER)
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
