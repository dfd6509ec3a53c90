"""YAML text to located nodes, from libyaml's events (or the pure reader's where it is missing).

Events rather than a composer: no recursion, no resolving, and every limit is checked on the way.
"""

from __future__ import annotations

from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from eligibility.errors import Diagnostic
from eligibility.language.building import TreeBuilder
from eligibility.language.tree import Node, Scalar, Source

# libyaml's reader, or the pure one where PyYAML was built without libyaml.
_EVENTS: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What libyaml says, and what a person needs to hear: (words in its problem, message, way out).
_PLAIN_WORDS: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", "a second `: ` on this line, or too much indentation",
     "put a text that holds `: ` in quotes"),
    ("cannot start any token", "a character that cannot begin a value",
     "use spaces instead of tabs, and put texts that begin with @ ` % in quotes"),
    ("could not find expected ':'", "a line without `: ` among keys", "write `key: value`"),
    ("unexpected end of stream", "a quote is opened and never closed", "close it"),
    ("did not find expected ',' or ']'", "a list in [ ] that is not closed", "close it with ]"),
    ("did not find expected ',' or '}'", "a mapping in { } that is not closed", "close it with }"),
    ("did not find expected key", "indentation that fits no line above, or a value that goes on",
     "indent keys of one level alike"),
    ("did not find expected '-' indicator", "the indentation of this list does not fit",
     "indent its `-` alike"),
    ("unknown escape character", "a backslash in double quotes that means nothing",
     "use single quotes"),
    ("did not find expected node content", "a value or a closing bracket is missing", ""),
    ("nesting depth", "the text is nested too deeply", ""),
    ("did not find expected <document start>", "text after the end of the document",
     "indent keys of one level alike"),
)  # fmt: skip
_TAG_HELP = "write the value itself; nothing in a file is ever made or run"
_ALIAS_HELP = "write the value out where it is needed"


def read_yaml(source: Source) -> tuple[Node | None, list[Diagnostic]]:
    """The root node of a YAML text (None when it holds nothing), and every fault found."""
    builder = TreeBuilder(source)
    try:
        _feed(builder, source)
    except yaml.YAMLError as error:
        builder.faults.append(_syntax_fault(source, error))
    return builder.root, builder.faults


def _feed(builder: TreeBuilder, source: Source) -> None:
    next_event = _EVENTS(source.text).get_event
    documents = 0
    while not builder.stopped:
        event: Any = next_event()
        kind = type(event)
        if kind is ScalarEvent:
            _check_marks(builder, event)
            start, end = event.start_mark.index, event.end_mark.index
            builder.add(Scalar(source, start, end, event.value, event.style or ""))
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            _check_marks(builder, event)
            start, end = event.start_mark.index, event.end_mark.index
            builder.open(kind is MappingStartEvent, start, end)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            builder.close(event.end_mark.index)
        elif kind is AliasEvent:
            start, end = event.start_mark.index, event.end_mark.index
            builder.fault("E108", f"`*{event.anchor}` is a YAML alias", start, end, _ALIAS_HELP)
            builder.add(Scalar(source, start, end, ""))
        elif kind is DocumentStartEvent:
            documents += 1
            if documents > 1:
                start = event.start_mark.index
                builder.fault("E109", "a second document begins here", start, start + 3,
                              "keep one document in a file")  # fmt: skip
                return
        elif kind is StreamEndEvent:
            return


def _check_marks(builder: TreeBuilder, event: Any) -> None:
    if event.anchor is None and event.tag is None:
        return
    start, end = event.start_mark.index, event.end_mark.index
    if event.anchor is not None:
        builder.fault("E108", f"`&{event.anchor}` is a YAML anchor", start, end, _ALIAS_HELP)
    if event.tag is not None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        builder.fault("E108", f"`{tag}` is a YAML tag", start, end, _TAG_HELP)


def _syntax_fault(source: Source, error: yaml.YAMLError) -> Diagnostic:
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    if mark is None:
        at = getattr(error, "position", None) or 0
        message, help = "a character that is not text", "remove control characters"
        code = "E103"
    else:
        at, code = source.offset(mark.line + 1, mark.column + 1), "E106"
        message, help = _in_plain_words(problem)
        code = "E105" if "nesting depth" in problem else code
    at = min(at, max(len(source.text.rstrip()) - 1, 0))
    return source.fault(code, message, at, at + 1, help)


def _in_plain_words(problem: str) -> tuple[str, str]:
    for words, message, help in _PLAIN_WORDS:
        if words in problem:
            return message, help
    return f"the text is not valid YAML: {problem}", ""
