"""Ready texts: what their reader must know stands in them."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from core.domain.causes import explain
from core.domain.company import Company
from core.domain.decision import Case
from core.domain.discrepancy import Circumstances, Discrepancy, DiscrepancyType
from core.domain.invoice import Direction, Party
from tests.invoices import draft
from words import language
from words.causes import action
from words.review_letters import Reader, letter_to

US = Company("北京松果文具有限公司", "91110105MA01F1CT48")
SELLER = Party("北京蓝杉包装有限公司", "91110101MA01PG6X4L")


def missing(buyer: Party) -> Case:
    """A purchase with this buyer, which the tax bureau does not have."""
    ours = replace(draft(1).complete(), seller=SELLER, buyer=buyer, direction=Direction.IN)
    found = Discrepancy(DiscrepancyType.MISSING_IN_EXPORT, ours)
    return Case(found, (), explain(found, Circumstances(US)), None, 1, None)


@pytest.mark.parametrize(
    ("buyer", "wrong"),
    [
        (Party(US.name, "91110105MA01F1CT84"), "91110105MA01F1CT84"),
        (Party(US.name), "has no tax ID"),
        (Party("王小明"), "a person and no company"),
    ],
)
def test_the_seller_is_told_what_is_wrong_on_the_invoice(
    qapp: QApplication, buyer: Party, wrong: str
) -> None:
    language.install(language.ENGLISH)
    text = letter_to(Reader.COUNTERPART, missing(buyer), US)
    assert wrong in text
    assert US.tax_id in text


def test_an_invoice_of_another_company_is_perhaps_no_purchase_of_ours(qapp: QApplication) -> None:
    language.install(language.ENGLISH)
    case = missing(Party("北京别家商贸有限公司", "91110108MA01K7QY0C"))
    assert "take it out of the ledger" in action(case.causes[0].action)
    assert "red letter" in letter_to(Reader.COUNTERPART, case, US)
