"""The models, and the dictionary, catalogue, template and schema that are derived from them."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from eligibility.language.located import parse
from eligibility.language.types import Kind, Type
from eligibility.submission.catalogue import catalogue, dictionary, info_of
from eligibility.submission.read import read_submission
from eligibility.submission.schema import json_schema
from eligibility.submission.template import template

CORE_FACTS = """
project.name project.code project.kind project.is_new project.in_zone project.is_major
project.two_priorities project.treasury_bond_funded project.infrastructure_level project.industries
project.investment_total project.investment_made project.high_pollution project.high_energy
project.low_efficiency project.siting_need project.siting_argued project.investment_intensity
project.investment_intensity_floor project.tax_intensity project.tax_intensity_floor
project.agreement_terms enterprise.size land.total_area land.parcels ancillary.land_area
ancillary.floor_area ancillary.dormitory_land_area ancillary.dormitory_floor_area
ancillary.facilities building.total_floor_area building.base_floor_cap consents zone.name zone.city
zone.level zone.kind zone.dominant_industries zone.potential_industries zone.lead_industry
zone.land_evaluation_done zone.requests zone.is_new zone.industrial_land_share
zone.idle_standard_plant_suitable transfer.requested
"""
PARCEL_FIELDS = """
id area current_use proposed_use plan_conforms acquired_on start_by started started_on stopped_on
developed_area price price_paid certificate_held publicly_granted delays
"""


def words(type: Type) -> set[str]:
    return set((type.item or type).words)


def test_the_catalogue_holds_every_core_fact() -> None:
    assert set(CORE_FACTS.split()) <= set(catalogue())


def test_the_reviewers_part_holds_no_facts() -> None:
    assert not [path for path in catalogue() if path.startswith("review")]


def test_records_carry_the_types_of_their_fields() -> None:
    parcels = catalogue()["land.parcels"]
    assert parcels.item is not None
    assert set(PARCEL_FIELDS.split()) <= set(parcels.item.fields)
    delays = parcels.item.fields["delays"]
    assert delays.item is not None
    assert set(delays.item.fields) == {"since", "until", "cause"}
    consents = catalogue()["consents"]
    assert consents.item is not None
    assert {"kind", "issuer", "dated", "land_cap", "floor_cap"} <= set(consents.item.fields)


@pytest.mark.parametrize(
    ("path", "some"),
    [
        ("project.kind", "industrial logistics research infrastructure public_service residential"),
        ("ancillary.facilities", "office canteen expert_building hotel other_non_productive"),
        ("consents[].issuer", "municipal_government county_government department zone_committee"),
        ("zone.level", "national provincial municipal county township village"),
        ("land.parcels[].current_use", "100101 100103 110102 0802 0803 0804 0806 0701 0901 1001"),
        ("land.parcels[].delays[].cause", "government force_majeure holder"),
    ],
)
def test_choices_hold_the_words_of_the_contract(path: str, some: str) -> None:
    info = info_of(path)
    assert info is not None
    assert set(some.split()) <= words(info.type)


def test_every_fact_has_both_labels_and_every_choice_a_label() -> None:
    for info in dictionary():
        assert re.search(r"[\u4e00-\u9fff]", info.label.zh), info.path
        assert re.match(r"[a-zA-Z]", info.label.en), info.path
        assert set(info.choices) == words(info.type), info.path


def test_every_quantity_is_bounded() -> None:
    quantities = {Kind.AREA, Kind.MONEY, Kind.RATE, Kind.RATIO, Kind.COUNT}
    for info in dictionary():
        kind = info.type.item or info.type
        if kind.kind in quantities:
            assert len(info.bounds) == 2, info.path
            assert info.unit, info.path


def test_a_fact_is_found_by_the_path_of_an_item() -> None:
    info = info_of("land.parcels[12].delays[0].since")
    assert info is not None
    assert info.path == "land.parcels[].delays[].since"
    assert info_of("land.nothing") is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_empty_template_says_nothing(language: str) -> None:
    text = template(language=language)  # type: ignore[arg-type]
    assert not read_submission(parse(text, "t.yaml")).facts.values


def test_the_template_reads_back_when_its_records_are_opened() -> None:
    text = template(jurisdiction="yulin", as_of=date(2026, 3, 31))
    body = "\n".join(text.splitlines()[2:])
    opened = re.sub(r"(?m)^( *)# ( *(?:- |  )?\w+:)", r"\1\2", body)
    submission = read_submission(parse(opened, "t.yaml"))
    assert submission.jurisdiction == "yulin"
    assert submission.as_of == date(2026, 3, 31)
    assert len(submission.facts.get("land.parcels")) == 1  # type: ignore[arg-type]
    for info in dictionary():
        assert f"{info.path.rpartition('.')[2]}:" in opened


def test_a_template_of_some_facts_holds_them_alone() -> None:
    text = template(["land.parcels[3].area", "project.kind"], language="en")
    body = "\n".join(text.splitlines()[2:])
    keys = re.findall(r"(?m)^ *(?:# *)?(?:- )?(\w+):", body)
    assert keys == ["as_of", "jurisdiction", "project", "kind", "land", "parcels", "id", "area"]


def test_the_schema_is_json_and_knows_every_section() -> None:
    schema = json.loads(json.dumps(json_schema()))
    assert schema["additionalProperties"] is False
    assert {"project", "land", "consents", "review", "as_of"} <= set(schema["properties"])
    area = schema["$defs"]["Land"]["properties"]["total_area"]
    assert area["title"] == "项目总用地面积"
    pattern = area["anyOf"][0]["anyOf"][0]["pattern"]
    assert re.search(pattern, "100 亩")
    assert not re.search(pattern, "100 万元")
    assert "as" in schema["$defs"]["IndustryEntry"]["properties"]
