"""CSV as it is saved in practice: UTF-8 with or without its mark, UTF-16, GBK; , ; or tab."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from eligibility.errors import refuse
from eligibility.submission.tables.grid import Grid, Value

MAX_BYTES = 200_000_000
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ENCODINGS = ("utf-8", "gb18030")
_DELIMITERS = ",\t;"
# What this program and others put before a text that a spreadsheet would run as a formula.
_GUARDED = re.compile(r"'(?=[=+\-@\t\r])")


def grid(path: Path) -> Grid:
    """The rows of a CSV file as one sheet without a name."""
    file = str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        refuse("E101", f"`{file}` cannot be read: {str(error.strerror).lower()}", file=file)
    if len(data) > MAX_BYTES:
        refuse("E104", f"the file is larger than {MAX_BYTES // 10**6} MB", file=file,
               help="`screen` reads large tables")  # fmt: skip
    text = _decoded(data, file)
    csv.field_size_limit(1_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[list[Value]] = []
    try:
        rows.extend([_GUARDED.sub("", cell, count=1) if cell[:1] == "'" else cell for cell in row]
                    for row in reader)  # fmt: skip
    except csv.Error as error:
        refuse("E106", f"line {reader.line_num} is not valid CSV: {error}", file=file,
               help="a quotation mark may stand open; save it as CSV again")  # fmt: skip
    return Grid("", rows)


def _decoded(data: bytes, file: str) -> str:
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    if not marked and b"\0" in data:
        refuse("E103", "the file is binary, not text", file=file)
    texts = (_text(data, encoding) for encoding in marked or _ENCODINGS)
    found = next((text for text in texts if text is not None), None)
    if found is None:
        said = f"says that it is {marked[0]}, and is not" if marked else "is neither UTF-8 nor GBK"
        refuse("E103", f"the file {said}", file=file, help="save it as CSV UTF-8")
    return found


def _text(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _delimiter(text: str) -> str:
    """The mark that stands most often in the first lines."""
    first = text[:4000]
    return max(_DELIMITERS, key=first.count)
