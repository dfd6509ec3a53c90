"""Consents of governments and departments. One counts from its date."""

from __future__ import annotations

from eligibility.language.types import DATE, RATIO
from eligibility.submission.model import proofs
from eligibility.submission.model.declare import Given, Section, choice, fact

CONSENT_KINDS = {
    "ancillary_increase": "提高配套用地比例", "land_use_conversion": "改变土地用途",
    "staged_conversion": "分期转换", "zone_expansion": "开发区扩区",
    "rental_housing_recognition": "保障性租赁住房项目认定", "other": "其他",
}  # fmt: skip
ISSUERS = {
    "provincial_government": "省级政府", "municipal_government": "市级政府",
    "county_government": "县级政府", "department": "主管部门", "zone_committee": "开发区管委会",
}  # fmt: skip


class Consent(Section):
    """One item of `consents`."""

    kind: Given = choice(CONSENT_KINDS, "同意事项", "what is consented to", proof=proofs.CONSENT,
                         lever=proofs.GRANT_CONSENT)  # fmt: skip
    issuer: Given = choice(ISSUERS, "同意机关", "who consents", proof=proofs.CONSENT)
    dated: Given = fact(DATE, "同意日期", "date of the consent", proof=proofs.CONSENT)
    land_cap: Given = fact(
        RATIO, "同意的用地比例上限", "cap of the land share that is consented to", absent=True,
        proof=proofs.CONSENT, lever=proofs.GRANT_CONSENT)  # fmt: skip
    floor_cap: Given = fact(
        RATIO, "同意的建筑面积比例上限", "cap of the floor share that is consented to", absent=True,
        proof=proofs.CONSENT, lever=proofs.GRANT_CONSENT)  # fmt: skip
