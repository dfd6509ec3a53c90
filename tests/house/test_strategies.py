"""The properties of docs/strategies.md hold: its code is run as it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from house.files import ROOT

PAGE = (ROOT / "docs" / "strategies.md").read_text(encoding="utf-8")
CODE = "\n\n".join(re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


def properties() -> dict[str, Callable[[], None]]:
    names: dict[str, Any] = {"__name__": "strategies_page"}
    exec(compile(CODE, "docs/strategies.md", "exec"), names)  # noqa: S102  the project's own page
    return {name: value for name, value in names.items() if name.startswith("test_")}


PROPERTIES = properties()


def test_the_page_shows_five_properties() -> None:
    assert len(PROPERTIES) == 5


@pytest.mark.parametrize("name", PROPERTIES)
def test_a_property_of_the_page_holds(name: str) -> None:
    PROPERTIES[name]()
