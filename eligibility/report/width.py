"""How wide a text stands on a terminal: full-width characters take two columns."""

from __future__ import annotations

import unicodedata

_NO_COLUMN = frozenset({"Mn", "Me", "Cf", "Cc"})
# Punctuation that may not end a line, and that may not begin one.
_NOT_LAST = frozenset("（《「『“(")
_NOT_FIRST = frozenset("，。；：、？！）》」』”%,.;:?!)")


def width(text: str) -> int:
    """The columns that `text` takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in _NO_COLUMN:
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def wrap(text: str, columns: int) -> list[str]:
    """`text` in lines of at most `columns`: broken at spaces, or between full-width characters."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and width(line + piece.rstrip()) > columns and piece not in _NOT_FIRST:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _pieces(text: str) -> list[str]:
    """The parts of `text` between which a line may be broken: words with the space behind them."""
    pieces: list[str] = []
    word = ""
    for character in text:
        if character in _NOT_LAST:
            pieces.extend(filter(None, (word,)))
            word = character
        elif _columns(character) == 2:
            held = word in _NOT_LAST
            pieces.extend([word + character] if held else filter(None, (word, character)))
            word = ""
        else:
            word += character
            if character == " ":
                pieces.append(word)
                word = ""
    return [*pieces, word] if word else pieces
