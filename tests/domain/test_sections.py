from __future__ import annotations

import re

from articles.domain.sections import BODY_SECTIONS, SECTION_KINDS, SectionKey


def test_section_kinds__anchors_and_their_order_are_fixed() -> None:
    # Addresses that readers keep and other sites link to: neither a translation nor a redesign may change them.
    assert [kind.anchor for kind in SECTION_KINDS] == ["tldr", "causes", "genetics", "risk-factors", "research", "disclaimer"]


def test_section_kinds__name_each_key_once_in_order() -> None:
    assert [kind.key for kind in SECTION_KINDS] == list(SectionKey)


def test_section_kinds__health_aspects_are_members_of_the_enumeration() -> None:
    # https://schema.org/HealthAspectEnumeration, of which these are the ones an article could have.
    members = {
        *("BenefitsHealthAspect", "CausesHealthAspect", "ContagiousnessHealthAspect", "EffectivenessHealthAspect"),
        *("GettingAccessHealthAspect", "HowItWorksHealthAspect", "HowOrWhereHealthAspect", "IngredientsHealthAspect"),
        *("LivingWithHealthAspect", "MayTreatHealthAspect", "MisconceptionsHealthAspect", "OverviewHealthAspect"),
        *("PatientExperienceHealthAspect", "PregnancyHealthAspect", "PreventionHealthAspect", "PrognosisHealthAspect"),
        *("RelatedTopicsHealthAspect", "RisksOrComplicationsHealthAspect", "ScreeningHealthAspect"),
        *("SeeDoctorHealthAspect", "SelfCareHealthAspect", "SideEffectsHealthAspect", "StagesHealthAspect"),
        *("SymptomsHealthAspect", "TreatmentsHealthAspect", "TypesHealthAspect", "UsageOrScheduleHealthAspect"),
    }
    assert {kind.health_aspect for kind in SECTION_KINDS} <= members


def test_section_keys__are_names_of_fields() -> None:
    assert all(re.fullmatch(r"[a-z][a-z_]*", key) for key in SectionKey)


def test_body_sections__are_all_between_the_short_answer_and_the_disclaimer() -> None:
    assert [SectionKey.TLDR, *BODY_SECTIONS, SectionKey.DISCLAIMER] == list(SectionKey)
