"""From a model to facts: what it gives to paths, put in place of what a submission states."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import z3

from eligibility.analysis.space import Row, Space, Word
from eligibility.analysis.witness import value_of
from eligibility.errors import Place
from eligibility.language.types import Kind
from eligibility.language.values import NONE, UNKNOWN, Label, Record, Value
from eligibility.submission.facts import Facts, OpenNormFinding, Origin, Submission

FINDING, INDUSTRY = "review.findings[", "review.industries["
ASSUMED = Place("assumed", 1, 1)


def read(model: z3.ModelRef, space: Space, path: str) -> Value:
    """The value that a model gives to a fact."""
    made, type = space.made[path], space.types[path]
    if not isinstance(made, list):
        found: Value = _labelled(space, value_of(model, space, made, type), type.kind)
        return found
    item = type.item.kind if type.item is not None else Kind.TEXT
    values: list[Any] = []
    for one in made:
        present = one.present if isinstance(one, Row | Word) else True
        if present is not True and not z3.is_true(model.eval(present, model_completion=True)):
            continue
        if isinstance(one, Word):
            values.append(_labelled(space, one.word, item))
        elif isinstance(one, Row):
            values.append(_record(model, space, one))
    return tuple(values)


def _labelled(space: Space, value: Any, kind: Kind) -> Any:
    if kind is Kind.INDUSTRY and isinstance(value, str):
        return space.labels.get(value, Label(value, value))
    return value


def _record(model: z3.ModelRef, space: Space, row: Row) -> Record:
    fields: dict[str, Value] = dict(row.record.fields) if row.record is not None else {}
    for name, type in row.type.fields.items():
        path = f"{row.path}.{name}"
        if path in space.made and (row.record is None or path in space.free):
            fields[name] = read(model, space, path)
        else:
            fields.setdefault(name, NONE if type.absent else UNKNOWN)
    subject = row.record.subject if row.record is not None else row.path
    return Record(row.path, subject, fields)


def changed(submission: Submission, values: dict[str, Value]) -> Submission:
    """The submission with these facts in place of what it states; findings go into its review."""
    facts = dict(submission.facts.values)
    findings = list(submission.review.findings)
    for path, value in values.items():
        if path.startswith(FINDING):
            provision = path.removeprefix(FINDING).removesuffix("]")
            status = "satisfied" if value is True else "violated"
            findings.append(OpenNormFinding(provision, status, "", None, "", ASSUMED))
        elif path.startswith(INDUSTRY):
            label = path.removeprefix(INDUSTRY).removesuffix("]")
            facts = {p: _mapped(v, label, value) for p, v in facts.items()}
        else:
            _put(facts, path, value)
    origins = {**submission.facts.origins, **{p: Origin("", ASSUMED) for p in _paths(values)}}
    review = replace(submission.review, findings=tuple(findings))
    return replace(submission, facts=Facts(facts, origins), review=review)


def _paths(values: dict[str, Value]) -> Iterable[str]:
    for path, value in values.items():
        yield path
        for item in value if isinstance(value, tuple) else ():
            if isinstance(item, Record):
                yield from (f"{item.path}.{name}" for name in item.fields)


def _mapped(value: Any, label: str, name: Any) -> Any:
    target = name.name if isinstance(name, Label) else name
    if isinstance(value, tuple):
        return tuple(_mapped(item, label, name) for item in value)
    if isinstance(value, Label) and value.name is None and value.written == label:
        return Label(label, target)
    return value


def _put(facts: dict[str, Value], path: str, value: Value) -> None:
    """Put a value at a path; items of lists are replaced on the way."""
    head, mark, rest = path.partition("[")
    if not mark:
        facts[path] = value
        return
    index, _, below = rest.partition("].")
    items = list(facts.get(head, ()))  # type: ignore[arg-type]
    item = items[int(index)]
    assert isinstance(item, Record)  # noqa: S101  (only items of records have fields)
    fields = dict(item.fields)
    _put(fields, below, value)
    items[int(index)] = Record(item.path, item.subject, fields)
    facts[head] = tuple(items)
