"""Engines by name, and the interpreter where durable-rules cannot be imported."""

from __future__ import annotations

import sys

import pytest

from eligibility.backends import available, engine, substitution


def test_each_engine_goes_by_its_name() -> None:
    for name in available():
        assert engine(name).name == name
        assert substitution(engine(name)) is None


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(ValueError, match="there are durable, interpreter"):
        engine("prolog")


def test_without_durable_rules_the_interpreter_infers_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in [
        n for n in sys.modules if n.startswith(("durable", "eligibility.backends.durable"))
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "durable", None)
    chosen = engine("durable")
    reason = substitution(chosen)
    assert chosen.name == "interpreter"
    assert chosen.infer(()).verdict == "not_applicable"
    assert reason is not None
    assert "durable-rules" in reason.zh
    assert "durable-rules" in reason.en
    assert available() == ("interpreter",)
