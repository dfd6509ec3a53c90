"""Each operation gives in every database, and in Polars, what it gives in plain Python."""

# ruff: noqa: E501  a table of operations

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import polars as pl
import pytest
from screening.databases import database
from screening.plainly import values

from eligibility.screening import columns as c
from eligibility.screening import sql_joined, sql_nested, sql_operations
from eligibility.screening.columns import TOP, Col
from eligibility.screening.columns_nodes import LARGEST, make
from eligibility.screening.frames import Frames
from eligibility.screening.sql_operations import DIALECTS, OPERATIONS, constant, filled, literal
from eligibility.screening.sqlglot_door import exp
from eligibility.screening.to_polars import program
from eligibility.screening.to_sql import query
from eligibility.screening.to_sql import text as to_text

BIG = 2**62 - 1
WORDS = ("甲", "乙", "it's", 'a"b', "a\\b", " ", "--", "\0one other")
LIST, INNER, OTHER = "land.parcels", "land.parcels[].delays", "project.industries"
# Lists of words alone are arrays of words where lists stand in their rows.
PLAIN, INDUSTRIES = "ancillary.facilities", "zone.dominant_industries"


def _drawn() -> dict[str, pl.DataFrame]:
    """Tables of numbers up to the widest, words with quotes, holes, empty and unknown lists."""
    rng = random.Random(5)  # noqa: S311  (draws, no secrets)

    def number() -> int | None:
        return rng.choice([None, 0, 1, -1, 7, BIG, -BIG, rng.randint(-BIG, BIG)])

    def word() -> str | None:
        return rng.choice([None, *WORDS[:-1]])

    def truth() -> bool | None:
        return rng.choice([None, True, False])

    kinds = {"big": pl.Int64, "other": pl.Int64, "small": pl.Int64, "day": pl.Int64,
             "word": pl.String, "text": pl.String, "truth": pl.Boolean, "mark": pl.Boolean}  # fmt: skip

    def row(**keys: Any) -> dict[str, Any]:
        return keys | {
            "big": number(), "other": number(), "small": rng.choice([None, *range(-9, 10)]),
            "day": rng.choice([None, 0, 10_956, 11_016, 20_453, 376_000, rng.randint(0, 30_000)]),
            "word": word(), "text": word(), "truth": truth(), "mark": bool(truth()),
        }  # fmt: skip

    rows = [row(**{"#i": i}) for i in range(60)]
    lists: dict[str, list[dict[str, Any]]] = {
        f: [] for f in (LIST, OTHER, INNER, PLAIN, INDUSTRIES)
    }

    def items(frame: str, owner: int, top: int, *, unknown: bool = False) -> None:
        choices = [[True]] if unknown else [[], [], [True], [False], [False] * 3]
        for open_ in rng.choice(choices):
            found = row(**{"#i": len(lists[frame]), "#row": owner, "#top": top})
            found = {k: None if open_ and "#" not in k else v for k, v in found.items()}
            lists[frame].append(found | {"#open": open_, "mark": bool(found["mark"])})

    for i in range(60):
        items(LIST, i, i)
        items(OTHER, i, i)
        items(PLAIN, i, i)
        items(INDUSTRIES, i, i)
    for item in lists[PLAIN]:
        item["word"] = None if item["#open"] else item["word"] or "丙"
    three = next(k for k, n in Counter(r["#top"] for r in lists[LIST]).items() if n == 3)
    for i, item in enumerate(lists[LIST]):
        if item["#top"] == three:
            item["big"] = BIG  # together more than 64 bits hold
        items(INNER, i, item["#top"], unknown=item["#open"])
    keys = dict.fromkeys(("#i", "#row", "#top"), pl.UInt32) | {"#open": pl.Boolean}
    tables = {TOP: rows, **lists}
    return {f: pl.DataFrame(t, schema={k: (kinds | keys)[k] for k in t[0]})
            for f, t in tables.items()}  # fmt: skip


def _number(name: str, frame: str = TOP, high: int = BIG) -> Col:
    return c.column(frame, name, "i", low=-high, high=high)


def _open(frame: str) -> Col:
    return c.column(frame, "#open", "b", nullable=False)


def _expressions() -> dict[str, Col]:
    """Every operation, on numbers that fit 64 bits and on those that do not, with holes."""
    big, other, small = _number("big"), _number("other"), _number("small", high=9)
    day = c.column(TOP, "day", "i", low=0, high=400_000)
    word, text, truth = (c.column(TOP, n, "s") for n in ("word", "text", "text"))
    mark, yes, no = (c.column(TOP, "mark", "b", nullable=False),
                     c.may(TOP, "truth", answer=True), c.may(TOP, "truth", answer=False))  # fmt: skip
    full = [c.coalesce(x, c.integer(3)) for x in (big, other, small)]
    wide = c.times(big, other)
    item, inner = _number("big", LIST), _number("small", INNER, 9)
    word_of, text_of = c.column(LIST, "word", "s"), c.column(OTHER, "text", "s")
    filled, deep = c.coalesce(item, c.integer(2)), c.coalesce(inner, c.integer(5))
    table = {"甲": 2**31, "it's": -5, "a\\b": BIG}
    limit = c.clipped(big, -(2**31), 2**31)
    return {
        "mul": wide, "mul small": c.times(small, c.integer(2**31 - 1)), "add": c.plus(big, other),
        "add wide": c.plus(wide, big), "sub": c.minus(big, other), "sub wide": c.minus(big, wide),
        "sub small": c.minus(small, c.integer(2**31)),
        "sums": c.plus(c.entry(word, {"甲": 2**31 - 1}), c.entry(text, {"甲": 2**31 - 1})),
        "fill": c.filled(c.at_most(small, big), value=True),
        "fill no": c.filled(c.at_most(big, small), value=False),
        "min": c.least(full[0], full[1]), "max": c.largest(full[0], full[2]),
        "eq": c.equal(big, other), "eq wide": c.equal(wide, c.times(other, other)),
        "le": c.below(small, big, touching=True), "lt": c.below(small, big, touching=False),
        "le wide": c.below(wide, big, touching=True), "lt itself": c.below(small, c.integer(7), touching=False),
        "le itself": c.below(small, c.integer(7), touching=True),
        "eq words": c.equal(word, text), "in": c.among(word, frozenset(WORDS)),
        "in two": c.among(text, frozenset(WORDS[:2])), "null": c.is_null(word),
        "and": c.and_(mark, yes, c.is_null(text)), "or": c.or_(mark, no, c.is_null(text)),
        "not": c.not_(yes), "may": no, "may yes": yes, "mark": mark,
        "if": c.if_(mark, big, small), "if words": c.if_(yes, word, c.word(WORDS[-1].strip("\0"))),
        "if wide": c.if_(mark, wide, big), "if none": c.if_(mark, c.NO_NUMBER, small),
        "coalesce": c.coalesce(big, small), "coalesce words": c.coalesce(word, text),
        "clip": c.clipped(big, -5, 5), "clip wide": c.clipped(wide, -BIG, 2**70),
        "entry": c.entry(word, table), "entry product": c.times(c.entry(word, table), small),
        "months": c.months_later(day, 1), "months back": c.months_later(day, -13),
        "here": c.placed(c.word("乙"), TOP), "truth": c.equal(truth, c.word(" ")),
        "limit": c.times(limit, c.times(limit, limit)),
        "sum": c.gathered("sum", filled, LIST), "gathered min": c.gathered("min", filled, LIST),
        "gathered max": c.gathered("max", filled, LIST),
        "any": c.gathered("any", c.below(small, item, touching=False), LIST),
        "all": c.gathered("all", c.below(item, small, touching=True), LIST),
        "any open": c.gathered("any", c.column(LIST, "#open", "b", nullable=False), LIST),
        "sum of sums": c.gathered("sum", c.gathered("sum", c.plus(deep, filled), INNER), LIST),
        "up": c.gathered("all", c.gathered("any", c.below(small, c.plus(inner, item), touching=True), INNER), LIST),
        "member": c.gathered("any", c.member(word_of, text_of, OTHER), LIST),
        "plain": c.gathered("any", c.and_(_open(PLAIN), c.not_(mark)), PLAIN),
        "plain words": c.gathered("any", c.equal(c.column(PLAIN, "word", "s"), word), PLAIN),
        "industries": c.gathered("any", c.and_(_open(INDUSTRIES), mark), INDUSTRIES),
        "unmapped": c.gathered("any", c.and_(c.not_(_open(INDUSTRIES)),
                                             c.is_null(c.column(INDUSTRIES, "word", "s"))), INDUSTRIES),
        "texts": make("agg", (word_of,), "texts", "s", frame=TOP, nullable=True),
    }  # fmt: skip


TABLES = _drawn()
EXPRESSIONS = {k: c.placed(v, TOP) if v.frame is None else v for k, v in _expressions().items()}
WANTED = values(EXPRESSIONS, {f: t.to_dicts() for f, t in TABLES.items()})


def differing(base: Any, dialect: str) -> set[str]:
    """The expressions that a database computes otherwise."""
    text = to_text(
        query(EXPRESSIONS, "projects", lambda inner: inner, DIALECTS[dialect]), DIALECTS[dialect]
    )
    found = sorted(base.rows(text, Frames(TABLES), EXPRESSIONS), key=lambda r: r["#i"])
    assert len(found) == len(WANTED)
    return {
        name for name in EXPRESSIONS
        if any(type(v := row[name]) is float or v != w[name]
               for row, w in zip(found, WANTED, strict=True))
    }  # fmt: skip


def test_polars():
    outputs = {k: v for k, v in EXPRESSIONS.items() if k != "texts"}
    found = program(outputs).run(Frames(TABLES))[TOP].to_dicts()
    assert {
        k for k in outputs if any(r[k] != w[k] for r, w in zip(found, WANTED, strict=True))
    } == set()


def test_every_operation_is_tried():
    from eligibility.screening.steps import ordered

    tried = {n.op for n in ordered(EXPRESSIONS.values())}
    assert tried == {*OPERATIONS, "up", "agg", "member"}
    assert {n.data for n in ordered(EXPRESSIONS.values()) if n.op == "agg"} == {
        *sql_joined.AGGREGATES
    }


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_widest_type_holds_every_number(dialect: Any):
    """No expression has a number of 2**126 or more: `make` refuses to build it."""
    assert {"INT128": 2**127, "DECIMAL(38, 0)": 10**38}[DIALECTS[dialect].wide] > LARGEST
    assert sql_operations.NARROW <= 2**62


@pytest.mark.parametrize(
    "dialect", ["duckdb", "postgres", pytest.param("spark", marks=pytest.mark.slow)]
)
class TestDatabases:
    """The operations in each database, and faults that are planted in their translation."""

    def test_operations(self, dialect: Any):
        with database(dialect) as base:
            assert differing(base, dialect) == set()

    def test_planted_faults_are_found(self, dialect: Any, monkeypatch: Any):
        missed = []
        with database(dialect) as base:
            for name, (where, key, fault) in faults(dialect).items():
                monkeypatch.setitem(where, key, fault)
                with suppress(Exception):  # a query that is refused is a fault that is found
                    if not differing(base, dialect):
                        missed.append(name)
                monkeypatch.undo()
        assert missed == []


def faults(dialect: str) -> dict[str, tuple[Any, str, Callable[..., Any]]]:
    """A wrong twin for each operation, and for each way to gather."""
    turned = {
        "eq": "le",
        "le": "lt",
        "lt": "le",
        "add": "sub",
        "sub": "add",
        "mul": "add",
        "min": "max",
        "max": "min",
    }
    turned |= {"and": "or", "or": "and"}
    found: dict[str, Any] = {k: OPERATIONS[v] for k, v in turned.items()}

    def negated(op: str) -> Any:
        return lambda *given: exp.Not(this=exp.Paren(this=OPERATIONS_AS_THEY_ARE[op](*given)))

    found |= {op: negated(op) for op in ("may", "null", "in", "cmp")}
    first = lambda _, parts, __: parts[0]  # noqa: E731  (an argument in place of the result)
    found |= {"not": first, "coalesce": first, "clip": first, "months": first,
              "if": lambda _, parts, __: parts[1], "entry": lambda *_: literal(1),
              "fill": lambda node, parts, _: filled(parts[0], not node.data),
              "const": lambda node, *_: constant(node) if node.data is None else literal(
                  {int: 1, str: "x"}.get(type(node.data), True)),
              "here": lambda *_: literal("甲"),
              "col": lambda node, parts, _: exp.Not(this=parts[0]) if node.kind == "b" else parts[0]}  # fmt: skip
    planted = {op: (OPERATIONS, op, fault) for op, fault in found.items()}
    gathered = sql_nested.AGGREGATES if DIALECTS[dialect].nested else sql_joined.AGGREGATES
    other = {"any": "all", "all": "any", "sum": "max", "min": "max", "max": "min", "texts": "max"}
    planted |= {f"gathered {k}": (gathered, k, gathered[v]) for k, v in other.items()}
    return planted


OPERATIONS_AS_THEY_ARE = dict(OPERATIONS)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_operation_has_a_fault(dialect: Any):
    planted = {key for where, key, _ in faults(dialect).values() if where is OPERATIONS}
    assert planted == set(OPERATIONS)
