"""JSON text to located nodes: strings by the standard library's scanner, the rest as written."""

from __future__ import annotations

import re
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]

from eligibility.errors import Diagnostic
from eligibility.language.building import TreeBuilder
from eligibility.language.tree import Node, Scalar, Source

_SPACE = re.compile(r"[ \t\n\r]*")
_WORD = re.compile(r"-?\d[\d.eE+-]*|true|false|null|-?Infinity|NaN")


class _Broken(Exception):
    """The text stops being JSON at an offset."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


def read_json(source: Source) -> tuple[Node | None, list[Diagnostic]]:
    """The root node of a JSON text, and every fault found."""
    builder = TreeBuilder(source)
    try:
        _feed(builder, source.text)
    except _Broken as broken:
        at = min(broken.at, max(len(source.text) - 1, 0))
        builder.fault("E106", str(broken), at, at + 1)
    return builder.root, builder.faults


def _feed(builder: TreeBuilder, text: str) -> None:
    closers: list[str] = []
    at, fresh = _value(builder, text, 0, closers)
    while closers and not builder.stopped:
        at = _skip(text, at)
        if text.startswith(closers[-1], at):
            at, fresh = at + 1, False
            builder.close(at)
            closers.pop()
            continue
        if not fresh:
            at = _comma(text, at, closers[-1])
        if closers[-1] == "}":
            at = _key(builder, text, at)
        at, fresh = _value(builder, text, at, closers)
    if not builder.stopped and _skip(text, at) < len(text):
        raise _Broken("text after the end of the document", _skip(text, at))


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _comma(text: str, at: int, closer: str) -> int:
    if not text.startswith(",", at):
        raise _Broken(f"a comma or `{closer}` is due here", at)
    at = _skip(text, at + 1)
    if text.startswith(closer, at):
        raise _Broken("a comma with nothing after it", at)
    return at


def _key(builder: TreeBuilder, text: str, at: int) -> int:
    if not text.startswith('"', at):
        raise _Broken("a key in double quotes is due here", at)
    at = _skip(text, _string(builder, text, at))
    if not text.startswith(":", at):
        raise _Broken("a `:` is due here", at)
    return at + 1


def _string(builder: TreeBuilder, text: str, at: int) -> int:
    try:
        value, end = scanstring(text, at + 1, True)
    except JSONDecodeError as error:
        raise _Broken(error.msg.lower().removesuffix(" at"), error.pos) from None
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise _Broken("half of a surrogate pair is no character", at)
    builder.add(Scalar(builder.source, at, end, value, '"'))
    return int(end)


def _value(builder: TreeBuilder, text: str, at: int, closers: list[str]) -> tuple[int, bool]:
    """The offset behind the value that begins at `at`, and whether it was only opened."""
    at = _skip(text, at)
    char = text[at : at + 1]
    if char == '"':
        return _string(builder, text, at), False
    if char in ("{", "["):
        builder.open(char == "{", at, at + 1)
        closers.append("}" if char == "{" else "]")
        return at + 1, True
    found = _WORD.match(text, at)
    if not found:
        raise _Broken("a value is due here", at)
    builder.add(Scalar(builder.source, at, found.end(), found.group()))
    return found.end(), False
