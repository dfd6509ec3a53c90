"""Gives an answer out: as text, Markdown or JSON; to the screen or to a file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from eligibility.commands import console
from eligibility.report.view import Document


def give(
    form: str, out: str | None, document: Callable[[], Document], content: Callable[[], Any]
) -> None:
    """One answer: the document as `text` or `markdown`, or the content as `json`."""
    if form == "json":
        give_json(content(), out)
        return
    console.deliver(written(form, document(), out), out)


def give_json(content: Any, out: str | None) -> None:
    """The content as JSON; in ASCII where the screen does not hold every character."""
    from eligibility.report import to_json

    plain = out is None and not console.unicode(sys.stdout)
    console.deliver(to_json.dumps(content, ascii_only=plain), out)


def written(form: str, document: Document, out: str | None) -> str:
    """A document as text or Markdown, with colour and line ends where the screen is a terminal."""
    if form == "markdown":
        from eligibility.report.to_markdown import to_markdown

        return to_markdown(document)
    from eligibility.report.to_text import to_text

    if out is not None:
        return to_text(document)
    stream = sys.stdout
    return to_text(document, colour=console.colours(stream), columns=console.columns(stream))
