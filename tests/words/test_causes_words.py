"""Every cause, every evidence and every action has its sentence, with the real figures in it."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from core.domain.discrepancy import (
    Action,
    ActionCode,
    CauseCode,
    DiscrepancyType,
    Evidence,
    EvidenceCode,
)
from tests.data.made_books import TUNED, book
from tests.data.reconciling import reconcile
from words import causes, language


@pytest.fixture(params=[language.ENGLISH, language.CHINESE])
def spoken(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    yield language.install(request.param)
    language.install(language.ENGLISH)


def test_every_type_and_cause_has_a_name_of_its_own(spoken: str) -> None:
    names = [causes.cause(code) for code in CauseCode]
    assert len(set(names)) == len(CauseCode)
    assert len({causes.discrepancy(each) for each in DiscrepancyType}) == len(DiscrepancyType)


def test_every_evidence_and_action_has_a_sentence(spoken: str) -> None:
    for code in EvidenceCode:
        assert causes.evidence(Evidence(code)).endswith((".", "。"))
    for action in ActionCode:
        assert causes.action(Action(action)).endswith((".", "。"))


def test_what_is_reported_leaves_no_place_in_its_sentences_empty(qapp: QApplication) -> None:
    language.install(language.ENGLISH)
    told = set()
    for family in TUNED:
        for reported in reconcile(book(7, family)).reported:
            for cause in reported.causes:
                sentences = [causes.evidence(each) for each in cause.evidence]
                sentences.append(causes.action(cause.action))
                told |= {each.code for each in cause.evidence}
                assert not [each for each in sentences if re.search(r"…|\{| [.,:]", each)]
    assert len(told) > 0.6 * len(EvidenceCode)


def test_figures_stand_in_the_sentence_as_people_write_them(qapp: QApplication) -> None:
    language.install(language.ENGLISH)
    values = {"ours": "1160.00", "theirs": "1160.00", "total": "1345.60"}
    said = causes.evidence(Evidence(EvidenceCode.TOTAL_IS_THEIR_NET, values))
    assert "Our total 1,160.00 equals the tax bureau's net 1,160.00" in said
    values = {"field": "status", "ours": "normal", "theirs": "red_full"}
    said = causes.evidence(Evidence(EvidenceCode.STATUS_DIFFERS, values))
    assert said == "The tax bureau says “Reversed”, our ledger “Normal”."
    correct = Action(ActionCode.CORRECT, {"fields": "net,seller.tax_id"})
    assert causes.action(correct).endswith("Net, Seller's tax ID.")
