"""The enterprise behind the project."""

from __future__ import annotations

from eligibility.submission.model import proofs
from eligibility.submission.model.declare import Given, Section, choice

SIZES = {"micro": "微型", "small": "小型", "medium": "中型", "large": "大型"}


class Enterprise(Section):
    """Facts under `enterprise`."""

    size: Given = choice(SIZES, "企业规模", "size of the enterprise", proof=proofs.ENTERPRISE_SIZE)
