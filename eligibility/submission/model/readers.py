"""Reads the node of a fact: its evidence, then whether it is known, then the value.

Faults are raised as pydantic's own errors; the diagnostics travel in their context.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Labels
from datetime import date
from typing import Any

from pydantic_core import PydanticCustomError

from eligibility.errors import Diagnostic, nearest
from eligibility.language.tree import Mapping, Node, Scalar, Sequence, is_null
from eligibility.language.types import Kind, Type
from eligibility.language.units import BadQuantity, plain
from eligibility.language.values import NONE, UNKNOWN, Value
from eligibility.submission.facts import Evidence
from eligibility.submission.model.given import Answer, Context, Rows
from eligibility.submission.model.scalars import read_date, read_scalar, read_text

UNKNOWN_WORDS = frozenset({"", "unknown", "未知"})
MAX_FAULTS = 200  # of one list
WRAPPER_KEYS = ("value", "evidence", "page", "stated_on")
NO_NONE_HELP = (
    "only dates, texts and facts marked `absent: none` take `none`; write [] for an empty list"
)


def raised(faults: list[Diagnostic]) -> PydanticCustomError:
    """The pydantic error that carries these faults."""
    return PydanticCustomError(faults[0].code, "refused", {"faults": faults})


def is_unknown(node: Node) -> bool:
    """Whether the node says that the value is not known."""
    return isinstance(node, Scalar) and (
        is_null(node) or node.text.strip().lower() in UNKNOWN_WORDS
    )


def read_fact(node: Node, type: Type, labels: Labels[str, str], context: Context) -> Answer:
    """The answer that a node gives for a fact of this type."""
    evidence = None
    if isinstance(node, Mapping):
        node, evidence = unwrap(node, type)
    if is_unknown(node):
        return Answer(UNKNOWN, node, evidence)
    if type.kind is Kind.LIST:
        return Answer(_read_list(node, type, labels, context), node, evidence)
    if not isinstance(node, Scalar):
        what = "a list" if isinstance(node, Sequence) else "a mapping"
        raise raised(
            [node.fault("E213", f"{what} where one value ({type}) is due", "give one value")]
        )
    if node.text == "none" and "none" not in type.words:
        if type.absent:
            return Answer(NONE, node, evidence)
        raise raised([node.fault("E202", f"`none` where {type} is due", NO_NONE_HELP)])
    context.node = node
    try:
        return Answer(read_scalar(node.text, type, labels, context), node, evidence)
    except BadQuantity as bad:
        raise raised([node.fault(bad.code, str(bad), bad.help)]) from None


def _read_list(node: Node, type: Type, labels: Labels[str, str], context: Context) -> Value:
    kind = type.item or type
    if not isinstance(node, Sequence):
        raise raised([node.fault("E213", f"one value where a {type} is due", "write it as [ … ]")])
    values: list[Value] = []
    faults: list[Diagnostic] = []
    for item in node.items:
        if len(faults) >= MAX_FAULTS:
            break
        if not isinstance(item, Scalar):
            faults.append(item.fault("E213", f"a list or mapping where {kind} is due"))
        elif is_unknown(item) or item.text == "none":
            message = "an item that is not known"
            faults.append(
                item.fault("E202", message, "leave the whole list out while it is not known")
            )
        else:
            try:
                values.append(read_scalar(item.text, kind, labels, context))
            except BadQuantity as bad:
                faults.append(item.fault(bad.code, str(bad), bad.help))
    if faults:
        raise raised(faults)
    return tuple(dict.fromkeys(values))  # type: ignore[arg-type]


def unwrap(node: Mapping, due: object) -> tuple[Node, Evidence | None]:
    """The value inside `{value, evidence, page, stated_on}`, and the evidence beside it."""
    value = node.get("value")
    faults = [
        key.fault("E201", f"`{key.text}` is not a key of a value with evidence",
                  nearest(key.text, WRAPPER_KEYS) or f"keys are {', '.join(WRAPPER_KEYS)}")
        for key, _ in node
        if key.text not in WRAPPER_KEYS
    ] if value is not None else []  # fmt: skip
    if value is None:
        help = "write the value alone, or {value: …, evidence: …, page: …, stated_on: …}"
        faults.append(node.fault("E213", f"a mapping where one value ({due}) is due", help))
    elif isinstance(value, Mapping):
        faults.append(value.fault("E213", f"a mapping where one value ({due}) is due"))
    document = _part(node, "evidence", read_text, faults)
    page = _part(node, "page", read_text, faults)
    stated_on = _part(node, "stated_on", read_date, faults)
    if faults or value is None:
        raise raised(faults)
    if document is None and page is None and stated_on is None:
        return value, None
    stated = stated_on if isinstance(stated_on, date) else None
    return value, Evidence(str(document or ""), None if page is None else str(page), stated)


def _part(
    node: Mapping, key: str, read: Callable[[str], str | date], faults: list[Diagnostic]
) -> str | date | None:
    part = node.get(key)
    if part is None or is_unknown(part) or plain(getattr(part, "text", "")) == "none":
        return None
    if not isinstance(part, Scalar):
        faults.append(part.fault("E213", f"a list or mapping where one {key} is due"))
        return None
    try:
        return read(part.text)
    except BadQuantity as bad:
        faults.append(part.fault(bad.code, str(bad), bad.help))
        return None


def read_rows(node: Node, handler: Callable[[Any], list[Any]]) -> Rows | None:
    """The records of a list; None when the list is not known."""
    evidence = None
    if isinstance(node, Mapping):
        node, evidence = unwrap(node, "list of records")
    if is_unknown(node):
        return None
    if not isinstance(node, Sequence):
        raise raised(
            [node.fault("E213", "one value where a list of records is due", "write [] for none")]
        )
    return Rows(tuple(handler(node.items)), node, evidence)


def open_section(node: Any) -> Any:
    """The fields of a section or record as pydantic wants them: a dict of nodes."""
    if isinstance(node, Mapping):
        return {key.text: value for key, value in node.entries}
    if is_unknown(node):
        return {}
    raise raised(
        [node.fault("E213", "keys with values are due here", "indent `key: value` below it")]
    )
