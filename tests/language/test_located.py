"""Located nodes: scalars as written, and the place of every node and of every character."""

from __future__ import annotations

import pytest
from yaml import SafeLoader

from eligibility.language import yaml_text
from eligibility.language.located import Mapping, Scalar, Sequence, is_null, parse, plain

TEXT = """\
a: 0701
b: "x\\n 中 b.c"
c: |
  foo
  bar + baz
d: foo
  bar
e: [1:30, yes, ~, '']
"""


@pytest.fixture(params=["libyaml", "pure"])
def tree(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Mapping:
    if request.param == "pure":
        monkeypatch.setattr(yaml_text, "_EVENTS", SafeLoader)
    return parse(TEXT, "t.yaml")


def scalar(tree: Mapping, key: str) -> Scalar:
    node = tree.get(key)
    assert isinstance(node, Scalar)
    return node


def test_nothing_is_resolved(tree: Mapping) -> None:
    assert plain(tree) == {
        "a": "0701", "b": "x\n 中 b.c", "c": "foo\nbar + baz\n", "d": "foo bar",
        "e": ["1:30", "yes", None, ""],
    }  # fmt: skip


def test_quotes_are_remembered(tree: Mapping) -> None:
    assert [scalar(tree, key).quoted for key in "abcd"] == [False, True, True, False]
    items = tree.get("e")
    assert isinstance(items, Sequence)
    assert [is_null(item) for item in items.items] == [False, False, True, False]


@pytest.mark.parametrize(
    ("key", "word", "line", "column"),
    [("a", "1", 1, 7), ("b", "b", 2, 11), ("c", "baz", 5, 9), ("d", "bar", 7, 3)],
)
def test_each_character_has_its_place(
    tree: Mapping, key: str, word: str, line: int, column: int
) -> None:
    node = scalar(tree, key)
    place = node.at(node.text.index(word), len(word))
    assert (place.line, place.column, place.width) == (line, column, len(word))


def test_a_node_knows_its_line(tree: Mapping) -> None:
    node = tree.get("e")
    assert node is not None
    assert node.source_line == "e: [1:30, yes, ~, '']"
    assert (node.place.line, node.place.column) == (8, 4)


def test_json_and_yaml_give_the_same_tree() -> None:
    text = '{"a": 0.07, "b": ["x", null, true], "c": {}}'
    assert plain(parse(text, "t.json")) == plain(parse(text, "t.yaml"))


def test_yaml_that_begins_like_json_is_read_too() -> None:
    assert plain(parse("{a: 1, b: [c]}", "t.yaml")) == {"a": "1", "b": ["c"]}
