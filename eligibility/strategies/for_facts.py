"""Facts drawn on and around the figures of a pack, with holes; and the ways to fill the holes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache

from hypothesis import strategies as st

from eligibility.errors import Place
from eligibility.language.pack import Pack
from eligibility.language.types import Kind, Type
from eligibility.language.values import NONE, UNKNOWN, Record, Value
from eligibility.strategies.drawing import Draw, World, hole, left_out, value
from eligibility.strategies.figures import Figures, figures_of
from eligibility.submission.catalogue import catalogue
from eligibility.submission.facts import Facts, Origin

DAY = date(2026, 6, 30)
DRAWN = Place("drawn", 1, 1)


def _world(pack: Pack, figures: Figures, day: date, holes: int) -> World:
    industries = tuple(sorted(set(pack.vocabulary.industries.values())))
    return World(figures, day, industries, holes)


@st.composite
def facts(
    draw: Draw,
    pack: Pack,
    matters: Iterable[str] | None = None,
    *,
    day: date = DAY,
    holes: int | None = None,
) -> Facts:
    """Facts that the rules of these matters name; each is left out `holes` times of a hundred.

    Without `holes` some submissions are whole, some lack a little and some a lot.
    """
    figures = _figures(pack, None if matters is None else tuple(matters))
    holes = draw(st.sampled_from([0, 10, 0, 40])) if holes is None else holes
    world = _world(pack, figures, day, holes)
    return with_origins(dict(_drawn(draw, world, figures)))


def _drawn(draw: Draw, world: World, figures: Figures) -> list[tuple[str, Value]]:
    return [
        (
            path,
            left_out(draw, world, path, named=True)
            if hole(draw, world)
            else value(draw, world, path, type),
        )
        for path, type in relevant(figures).items()
    ]


def relevant(figures: Figures) -> Mapping[str, Type]:
    """The facts of the catalogue that the rules name, wholes before their parts."""
    return {path: type for path, type in catalogue().items() if path in figures.named}


@lru_cache(maxsize=512)
def _figures(pack: Pack, matters: tuple[str, ...] | None) -> Figures:
    """The figures of a pack, found once."""
    return figures_of(pack, matters)


@st.composite
def completions(
    draw: Draw,
    pack: Pack,
    given: Facts,
    matters: Iterable[str] | None = None,
    *,
    day: date = DAY,
    holes: int = 0,
) -> Facts:
    """`given` with what is missing filled in, all of it or (`holes`) some of it."""
    figures = _figures(pack, None if matters is None else tuple(matters))
    world = _world(pack, figures, day, holes)
    filled = dict(given.values)
    for path, type in relevant(figures).items():
        known = given.get(path)
        _remember(world, type, known)
        if known is UNKNOWN and not hole(draw, world):
            filled[path] = value(draw, world, path, type)
        elif isinstance(known, tuple) and type.item is not None and type.item.kind is Kind.RECORD:
            filled[path] = _filled(draw, world, path, type.item, known)
    return with_origins(filled)


def with_origins(values: Mapping[str, Value]) -> Facts:
    """Facts that come from one drawn file: an origin for each, and for each field of an item."""
    paths = [path for top, value in values.items() for path in _paths(top, value)]
    return Facts(values, {path: Origin("drawn", DRAWN) for path in paths})


def _paths(path: str, value: Value) -> Iterator[str]:
    if value is not UNKNOWN:
        yield path
    for item in value if isinstance(value, tuple) else ():
        if isinstance(item, Record):
            for name, field in item.fields.items():
                if field is not UNKNOWN and field is not NONE:
                    yield from _paths(f"{item.path}.{name}", field)


def _filled(
    draw: Draw, world: World, path: str, item: Type, records: tuple[object, ...]
) -> tuple[Record, ...]:
    return tuple(
        Record(r.path, r.subject, _fields(draw, world, path, item, r))
        for r in records
        if isinstance(r, Record)
    )


def _fields(draw: Draw, world: World, path: str, item: Type, record: Record) -> dict[str, Value]:
    filled = dict(record.fields)
    for name, type in item.fields.items():
        below = f"{path}.{name}"
        known = filled.get(name, UNKNOWN)
        _remember(world, type, known)
        if known is UNKNOWN and below in world.figures.named and not hole(draw, world):
            filled[name] = value(draw, world, below, type)
        elif isinstance(known, tuple) and type.item is not None and type.item.kind is Kind.RECORD:
            filled[name] = _filled(draw, world, below, type.item, known)
    return filled


def _remember(world: World, type: Type, known: Value) -> None:
    """Let what is known attract what is drawn next."""
    if isinstance(known, date):
        world.dates.append(known)
    elif isinstance(known, str):
        world.words.append(known)
    elif type.kind in (Kind.AREA, Kind.MONEY, Kind.RATE, Kind.RATIO, Kind.COUNT) and isinstance(
        known, int | Fraction
    ):
        world.numbers.setdefault(type.kind, []).append(known)
