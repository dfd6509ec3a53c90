"""Reads YAML or JSON into located nodes whose scalars stay their own text.

Nothing is resolved (`0701`, `yes` and `1:30` are texts) and nothing is made: aliases, anchors and
tags are refused, and so is everything too large or too deep. All faults are raised at once.
"""

from __future__ import annotations

import sys
from pathlib import Path

from eligibility.errors import Diagnostic, Refused, refuse
from eligibility.language.json_text import read_json
from eligibility.language.tree import (
    Located,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Source,
    is_null,
    plain,
)
from eligibility.language.yaml_text import read_yaml

__all__ = [
    "MAX_BYTES", "Located", "Mapping", "Node", "Scalar", "Sequence", "Source",
    "decode", "is_null", "load", "parse", "plain", "read_bytes", "read_text",
]  # fmt: skip

MAX_BYTES = 5_000_000
STDIN = "-"


def load(path: str | Path) -> Mapping:
    """The mapping that a file holds (`-`: standard input). Raises `Refused` with every fault."""
    return parse(read_text(path), str(path))


def read_text(path: str | Path) -> str:
    """The text of a file (`-`: standard input), if it is UTF-8 of a bearable size."""
    return decode(read_bytes(path), str(path))


def read_bytes(path: str | Path) -> bytes:
    """The bytes of a file (`-`: standard input), never more than one above the limit."""
    file = str(path)
    try:
        if file == STDIN:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with Path(file).open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        refuse("E101", f"`{file}` cannot be read: {reason.lower()}", file=file)


def decode(data: bytes, file: str) -> str:
    """The text of these bytes: UTF-8 with or without a byte order mark, line ends made plain."""
    if len(data) > MAX_BYTES:
        refuse("E104", f"the file is larger than {MAX_BYTES // 1_000_000} MB", file=file)
    help = "save it as text in UTF-8"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        refuse("E103", "the file is UTF-16, not UTF-8", file=file, help=help)
    if b"\0" in data:
        refuse("E103", "the file is binary, not text", file=file, help=help)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        refuse(
            "E103", f"the file is not UTF-8: line {line} holds other bytes", file=file, help=help
        )
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def parse(text: str, file: str) -> Mapping:
    """The mapping that a text holds. JSON is read as JSON when the name or the text says so."""
    text = text.removeprefix("\ufeff")
    source = Source(file, text)
    if not text.strip():
        refuse(
            "E102",
            "the file is empty",
            file=file,
            help="`eligibility template` writes one to fill in",
        )
    try:
        root, faults = read_json(source) if _is_json(file, text) else read_yaml(source)
    except (RecursionError, MemoryError):
        refuse("E105", "the text is nested too deeply", file=file)
    if faults:
        raise Refused(faults)
    if root is None:
        refuse("E102", "the file is empty", file=file)
    if not isinstance(root, Mapping):
        raise Refused([_not_a_mapping(root)])
    return root


def _is_json(file: str, text: str) -> bool:
    return file.lower().endswith(".json") or text.lstrip()[:64].replace(" ", "").replace(
        "\n", ""
    ).startswith(('{"', "{}"))


def _not_a_mapping(root: Scalar | Sequence) -> Diagnostic:
    what = "a list" if isinstance(root, Sequence) else "a single text"
    return root.fault("E109", f"the file holds {what}, not keys with values", "write `key: value`")
