"""From a validated model to facts by path, each with where it came from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from eligibility.language.tree import Mapping, Node, Scalar, Sequence
from eligibility.language.types import Kind
from eligibility.language.values import NONE, UNKNOWN, Label, Record, Value
from eligibility.submission.facts import Facts, Origin
from eligibility.submission.labels import Mapper
from eligibility.submission.model import SECTIONS, SubmissionModel
from eligibility.submission.model.declare import Fact, Section
from eligibility.submission.model.given import Answer, Rows


class Flattening:
    """Collects values and origins; `facts` is the outcome, `unmapped` the labels without a name."""

    def __init__(self, mapper: Mapper) -> None:
        self.mapper = mapper
        self.values: dict[str, Value] = {}
        self.origins: dict[str, Origin] = {}
        self.unmapped: list[tuple[str, Label]] = []

    def facts(self, model: SubmissionModel) -> Facts:
        """All known facts of a submission."""
        for name in SECTIONS:
            section = getattr(model, name)
            fields = section.__dict__ if section is not None else {}
            for key, mark in SECTIONS[name].declared.items():
                self._top(f"{name}.{key}", mark, fields.get(key))
        self._top("consents", SubmissionModel.declared["consents"], model.consents)
        return Facts(self.values, self.origins)

    def _top(self, path: str, mark: Any, given: Answer | Rows | None) -> None:
        value = self._value(path, mark, given)
        if value is not UNKNOWN:
            self.values[path] = value

    def _value(self, path: str, mark: Any, given: Answer | Rows | None) -> Value:
        if given is None:
            return NONE if isinstance(mark, Fact) and mark.absent else UNKNOWN
        if given_nothing(mark, given):
            return UNKNOWN
        self.origins[path] = Origin(text_of(given.node), given.node.place, given.evidence)
        if isinstance(given, Rows):
            return self._records(path, given)
        if (mark.type.item or mark.type).kind is Kind.INDUSTRY:
            return self._mapped(path, given.value)
        if path == "zone.name" and isinstance(given.value, str):
            return self.mapper.zone(given.value) or given.value
        return given.value

    def _mapped(self, path: str, value: Value) -> Value:
        if isinstance(value, Label):
            labels = self.mapper.labels([value])
        elif isinstance(value, tuple):
            labels = self.mapper.labels(item for item in value if isinstance(item, Label))
        else:
            return value
        self.unmapped += [(path, label) for label in labels if label.name is None]
        return labels if isinstance(value, tuple) else labels[0]

    def _records(self, path: str, rows: Rows) -> tuple[Record, ...]:
        return tuple(
            self._record(f"{path}[{index}]", model) for index, model in enumerate(rows.models)
        )

    def _record(self, path: str, model: Section) -> Record:
        given = model.__dict__
        fields = {
            key: self._value(f"{path}.{key}", mark, given[key])
            for key, mark in model.declared.items()
        }
        id = fields.get("id")
        return Record(path, id if isinstance(id, str) else path, fields)


def given_nothing(mark: Any, given: Answer | Rows) -> bool:
    """Whether a fact is said to be unknown, and leaving it out would have meant the same."""
    return isinstance(given, Answer) and given.value is UNKNOWN and not mark.absent


def text_of(node: Node) -> str:
    """The text of a node as a person would quote it: lists by their items, records by their ids."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return ", ".join(filter(None, _items(node)))
    return ""


def _items(node: Sequence) -> Iterator[str]:
    for item in node.items:
        if isinstance(item, Mapping):
            id = item.get("id")
            yield id.text if isinstance(id, Scalar) else ""
        else:
            yield text_of(item)
