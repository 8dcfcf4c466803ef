"""Parties: one side is this company, the other is completed from those seen before."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.app import Core
from core.domain.invoice import Direction, Draft, EntryMethod, Party
from gui.desk import Desk
from gui.entry.parties import PAUSE, PartyField
from gui.entry.rows import Tone
from gui.jobs import THREADS
from tests.gui.conftest import ENOUGH
from tests.gui.entry_forms import CTRL, Hands, hands
from tests.invoices import IDS, draft
from tests.ledgers import COMPANY

__all__ = ["hands"]

US = Party(COMPANY.name, COMPANY.tax_id)
SPRUCE = Party("北京云杉科技有限公司", IDS[0], "北京市海淀区 010-1", "工行 1")


@pytest.fixture
def known(core: Core) -> Party:
    """A seller that the ledger has seen."""
    core.entry.add(replace(draft(1), seller=SPRUCE, buyer=US), EntryMethod.MANUAL)
    return SPRUCE


def offered(hands: Hands, path: str = "seller.name") -> list[str]:
    field = hands.field(path)
    assert isinstance(field, PartyField)
    assert field.offers is not None
    return field.offers.texts()


def wait(qtbot: QtBot, condition: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(condition()), timeout=ENOUGH)


def test_a_party_seen_before_is_completed_by_its_name(
    known: Party, hands: Hands, qtbot: QtBot
) -> None:
    hands.at("seller.name")
    hands.type("云杉")
    wait(qtbot, lambda: offered(hands))
    assert offered(hands) == [f"{SPRUCE.name}　{SPRUCE.tax_id}"]
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    assert hands.text("seller.name") == SPRUCE.name
    assert hands.text("seller.tax_id") == SPRUCE.tax_id
    wait(qtbot, lambda: hands.draft().seller == SPRUCE)
    assert hands.where() == "seller.name"


def test_enter_without_a_choice_goes_on(known: Party, hands: Hands, qtbot: QtBot) -> None:
    hands.at("seller.name")
    hands.type("云杉")
    wait(qtbot, lambda: offered(hands))
    hands.press(Qt.Key.Key_Return)
    assert hands.where() == "seller.tax_id"
    assert hands.text("seller.name") == "云杉"
    assert offered(hands) == []


def test_esc_closes_the_list_and_nothing_else(known: Party, hands: Hands, qtbot: QtBot) -> None:
    cleared: list[int] = []
    hands.form.clear_wanted.connect(lambda: cleared.append(1))
    hands.at("seller.name")
    hands.type("云杉")
    wait(qtbot, lambda: offered(hands))
    hands.press(Qt.Key.Key_Escape)
    assert offered(hands) == []
    assert not cleared
    hands.press(Qt.Key.Key_Escape)
    assert cleared


def test_a_party_is_completed_by_the_first_digits_of_its_id(
    known: Party, hands: Hands, qtbot: QtBot
) -> None:
    hands.at("seller.tax_id")
    hands.type(IDS[0][:8])
    wait(qtbot, lambda: offered(hands, "seller.tax_id"))
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    assert hands.text("seller.name") == SPRUCE.name


def test_a_whole_id_brings_the_name_that_it_had_last(
    known: Party, hands: Hands, qtbot: QtBot
) -> None:
    hands.at("seller.tax_id")
    hands.type(IDS[0])
    wait(qtbot, lambda: hands.text("seller.name") == SPRUCE.name)
    assert hands.draft().seller == SPRUCE
    assert hands.words("seller.name") == "As last entered with this tax ID"


def test_another_name_for_a_known_id_is_hinted_at_and_left(
    known: Party, hands: Hands, qtbot: QtBot
) -> None:
    hands.at("seller.name")
    hands.type("云")
    hands.at("seller.tax_id")
    hands.type(IDS[0])
    wait(qtbot, lambda: hands.said("seller.name"))
    assert hands.words("seller.name") == f"Last entered with this tax ID: {SPRUCE.name}"
    assert hands.tone("seller.name") is Tone.HINT
    assert hands.text("seller.name") == "云"


def test_an_answer_that_comes_too_late_is_not_shown(
    known: Party, hands: Hands, qtbot: QtBot, desk: Desk
) -> None:
    field = hands.field("seller.name")
    assert isinstance(field, PartyField)
    assert field.offers is not None
    offers: list[list[str]] = []
    field.offers.offered.connect(lambda: offers.append(offered(hands)))
    release, taken = threading.Event(), threading.Semaphore(0)

    def hold(_: object) -> None:
        taken.release()
        release.wait(60)

    for _ in range(THREADS):  # every thread is busy
        desk.jobs.run(hands.form, hold, lambda _: None)
    for _ in range(THREADS):
        assert taken.acquire(timeout=60)
    hands.at("seller.name")
    hands.type("云杉")
    qtbot.wait(2 * PAUSE)
    hands.press(Qt.Key.Key_A, CTRL)
    hands.type("北京云")
    qtbot.wait(2 * PAUSE)
    release.set()
    wait(qtbot, lambda: offers)
    qtbot.wait(2 * PAUSE)
    assert len(offers) == 1


def test_the_buyer_of_a_purchase_is_this_company(hands: Hands) -> None:
    field = hands.field("buyer.name")
    assert field.property("own") == "true"
    assert field.placeholderText() == f"This company: {COMPANY.name}"
    assert hands.draft().buyer == US
    assert not hands.field("buyer.tax_id").isVisible()


def test_turning_round_takes_the_other_party_along(hands: Hands) -> None:
    hands.at("seller.name")
    hands.type("云杉")
    hands.form.face.direction.buttons[Direction.OUT].setFocus()
    hands.press(Qt.Key.Key_Space)
    found = hands.draft()
    assert (found.direction, found.seller, found.buyer.name) == (Direction.OUT, US, "云杉")
    assert hands.field("seller.name").property("own") == "true"
    hands.form.face.direction.buttons[Direction.IN].click()
    assert hands.draft().seller.name == "云杉"
    assert hands.draft().buyer == US


def test_this_company_typed_as_the_seller_makes_it_a_sale(hands: Hands) -> None:
    hands.at("seller.name")
    hands.type(COMPANY.name)
    assert hands.draft().direction is Direction.IN  # a longer name may begin like this
    hands.press(Qt.Key.Key_Return)
    assert hands.draft().direction is Direction.OUT
    assert hands.draft().seller == US
    assert hands.text("seller.name") == ""
    assert hands.where() == "buyer.name"


def test_this_company_is_offered_first(known: Party, hands: Hands, qtbot: QtBot) -> None:
    hands.at("seller.name")
    hands.type("北京")
    wait(qtbot, lambda: len(offered(hands)) == 2)
    assert offered(hands)[0].startswith(COMPANY.name)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    assert hands.draft().direction is Direction.OUT
    assert hands.where() == "buyer.name"


def test_an_invoice_of_neither_side_is_doubted_and_can_be_saved(hands: Hands) -> None:
    hands.at("buyer.name")
    hands.type("某某公司")
    assert hands.field("buyer.tax_id").isVisible()
    assert hands.tone("buyer.name") is Tone.DOUBT
    assert hands.words("buyer.name") == "Neither seller nor buyer is this company."
    assert hands.draft().buyer == Party("某某公司")
    hands.press(Qt.Key.Key_A, CTRL)
    hands.press(Qt.Key.Key_Backspace)
    assert hands.draft().buyer == US


def test_the_check_digit_of_an_id_is_said_at_its_field(hands: Hands) -> None:
    hands.at("seller.tax_id")
    hands.type("91310120MA1HM5Q41")
    assert hands.said("seller.tax_id") is None  # one is still to come
    hands.type("8")
    assert hands.tone("seller.tax_id") is Tone.ERROR
    assert hands.words("seller.tax_id").startswith("Check digit (18th) should be B")
    assert hands.field("seller.tax_id").property("state") == "error"
    assert "should be B" in hands.field("seller.tax_id").accessibleDescription()
    hands.press(Qt.Key.Key_Backspace)
    hands.type("b")
    assert hands.said("seller.tax_id") is None
    assert hands.draft().seller.tax_id == "91310120MA1HM5Q41B"


def test_an_id_of_no_length_is_said_when_it_is_left(hands: Hands) -> None:
    hands.at("seller.tax_id")
    hands.enter("9131012")
    assert hands.words("seller.tax_id").startswith("7 characters")


def test_a_filled_draft_finds_its_sides(hands: Hands) -> None:
    hands.form.fill(Draft(seller=US, buyer=SPRUCE))
    found = hands.draft()
    assert (found.direction, found.seller, found.buyer) == (Direction.OUT, US, SPRUCE)
    hands.form.fill(Draft(seller=SPRUCE, buyer=US))
    found = hands.draft()
    assert (found.direction, found.seller, found.buyer) == (Direction.IN, SPRUCE, US)
