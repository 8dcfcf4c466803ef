"""What needs a look waits until it is settled, and settling can be taken back."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from core.app import Core
from core.domain.answer import State
from core.domain.invoice import Draft, EntryMethod, Party
from core.domain.query import Query
from core.domain.topic import Topic
from core.errors import AlreadyEntered, ChangedSince, InvalidInvoice, NotWaiting
from core.files import Found
from core.services.reviews import Opened
from tests.data.invoice_files import as_picture, as_xml
from tests.invoices import IDS, draft
from tests.ledgers import COMPANY

OTHER = Party("别人有限公司", IDS[1])


def drop(core: Core, data: bytes) -> Opened:
    core.imports.take([Found("drop", data)])
    return core.reviews.open(core.reviews.list()[-1].id)


def contradicting(core: Core) -> Opened:
    core.entry.add(draft(1, lines=()), EntryMethod.MANUAL)
    net = Decimal("860.00")
    return drop(core, as_xml(draft(1, net=net, total=net + (draft(1).tax or 0))))


def of_others(core: Core) -> Opened:
    return drop(core, as_xml(draft(2, buyer=OTHER)))


def incomplete(core: Core) -> Opened:
    data = as_xml(draft(3)).replace(b"<RequestTime>2026-01-04</RequestTime>", b"")
    return drop(core, data.replace(b"<IssueTime>2026-01-04</IssueTime>", b""))


def number(n: int) -> str:
    return draft(n).number or ""


def held(core: Core) -> tuple[object, ...]:
    found = core.lookup.find(Query(), 100).invoices
    return found, tuple(core.originals.of(x.key.name) for x in found), core.reviews.list()


def test_it_opens_with_the_original_and_what_differs(core: Core) -> None:
    opened = contradicting(core)
    assert opened.ours == core.lookup.by_name(number(1))
    assert {x.field for x in opened.differs} == {"net", "total"}
    assert core.originals.data(opened.original.id)
    assert opened.review.written is None


def test_taking_theirs_corrects_those_fields_alone(core: Core) -> None:
    opened = contradicting(core)
    taken = core.reviews.take(opened.review.id, ["net", "total"], "录入时看错")
    assert (taken.net, taken.seller) == (Decimal("860.00"), draft(1).seller)
    assert core.lookup.by_name(number(1)) == taken
    assert [x.id for x in core.originals.of(number(1))] == [opened.original.id]
    assert core.reviews.count() == 0


def test_attaching_keeps_ours(core: Core) -> None:
    opened = contradicting(core)
    ours = core.lookup.by_name(number(1))
    kept = core.reviews.attach(opened.review.id, number(1))
    assert (kept.net, kept.total) == (ours.net, ours.total)
    assert len(core.originals.of(number(1))) == 1


def test_what_lacks_a_day_is_kept_as_it_is_typed(core: Core) -> None:
    opened = incomplete(core)
    assert {x.code.value for x in opened.review.problems} == {"date_missing"}
    with pytest.raises(InvalidInvoice):
        core.reviews.add(opened.review.id)
    typed = replace(opened.review.draft, issued_on=draft(3).issued_on)
    kept = core.reviews.add(opened.review.id, typed)
    assert core.lookup.by_name(number(3)) == kept
    assert len(core.originals.of(number(3))) == 1


def test_what_was_written_is_corrected_as_it_is_typed_or_accepted(core: Core) -> None:
    opened = of_others(core)
    assert opened.review.written == number(2)
    assert core.reviews.add(opened.review.id) == opened.ours
    core.reviews.undo()
    typed = replace(opened.review.draft, buyer=Party(COMPANY.name, COMPANY.tax_id))
    assert core.reviews.add(opened.review.id, typed).buyer.name == COMPANY.name


def test_discarding_what_was_written_lays_it_into_the_recycle_bin(core: Core) -> None:
    opened = of_others(core)
    core.reviews.discard(opened.review.id, "不是本公司的")
    assert core.lookup.find(Query()).total == 0
    (settled,) = core.reviews.list(settled=True)
    assert settled.settled
    assert (settled.settled.how, settled.settled.reason) == ("discard", "不是本公司的")


def test_the_same_file_neither_doubles_nor_reopens(core: Core) -> None:
    opened = contradicting(core)
    data = core.originals.data(opened.original.id)
    again = core.imports.take([Found("again", data)])
    assert (len(again.review), core.reviews.count()) == (2, 1)
    core.reviews.discard(opened.review.id, "重复")
    again = core.imports.take([Found("again", data)])
    assert (again.unchanged, len(again.review), core.reviews.count()) == (1, 0, 0)


Settle = Callable[[Core, Opened], object]


@pytest.mark.parametrize(
    ("make", "settle"),
    [
        (contradicting, lambda core, x: core.reviews.take(x.review.id, ["total", "net"], "r")),
        (contradicting, lambda core, x: core.reviews.attach(x.review.id, number(1))),
        (contradicting, lambda core, x: core.reviews.discard(x.review.id, "r")),
        (of_others, lambda core, x: core.reviews.add(x.review.id, with_remark(x))),
        (of_others, lambda core, x: core.reviews.discard(x.review.id, "r")),
        (incomplete, lambda core, x: core.reviews.add(x.review.id, with_day(x))),
        (incomplete, lambda core, x: core.reviews.discard(x.review.id, "r")),
    ],
)
def test_undo_leaves_all_as_before_but_the_trail(
    core: Core, make: Callable[[Core], Opened], settle: Settle
) -> None:
    opened = make(core)
    before = held(core)
    news: set[Topic] = set()
    core.listen(news.update)
    settle(core, opened)
    assert core.reviews.count() == 0
    assert held(core) != before
    assert Topic.REVIEWS in news
    reopened = core.reviews.undo()
    assert reopened
    assert reopened.id == opened.review.id
    assert held(core) == before
    assert core.reviews.undo() is None
    with core._ledger.store.reading() as work:
        assert work.trail.broken_at() is None
        assert "reopen" in [line.action for line in work.trail.lines()]


def with_remark(x: Opened) -> Draft:
    return replace(x.review.draft, remark="已核实")


def with_day(x: Opened) -> Draft:
    return replace(x.review.draft, issued_on=draft(3).issued_on)


def test_what_was_changed_since_is_not_taken_back(core: Core) -> None:
    opened = of_others(core)
    core.reviews.add(opened.review.id)
    core.entry.attach(number(2), "b.png", as_picture(draft(2)), "PICTURE")
    core.reviews.undo()  # another file changes nothing that settling did
    core.reviews.add(opened.review.id, with_remark(opened))
    with core._ledger.store.writing() as work:
        row = work.invoices.ids_of([number(2)])[number(2)]
        (kept,) = work.invoices.load([row])
        work.invoices.replace(row, replace(kept, remark="另改"))
        work.record("correct", kept.key, Topic.INVOICES)
    with pytest.raises(ChangedSince):
        core.reviews.undo()
    assert core.lookup.by_name(number(2)).remark == "另改"


def test_what_was_verified_since_it_was_added_is_not_taken_back(core: Core) -> None:
    opened = incomplete(core)
    core.reviews.add(opened.review.id, with_day(opened))
    core.verification.record(number(3), State.MATCH)
    with pytest.raises(ChangedSince):
        core.reviews.undo()
    assert core.verification.verified([number(3)])[number(3)].state is State.MATCH


def test_a_settled_one_cannot_be_settled_again(core: Core) -> None:
    opened = of_others(core)
    core.reviews.add(opened.review.id)
    with pytest.raises(NotWaiting):
        core.reviews.discard(opened.review.id, "r")
    with pytest.raises(NotWaiting):
        core.reviews.open(99)


def test_a_key_that_is_taken_is_not_taken_twice(core: Core) -> None:
    opened = incomplete(core)
    core.entry.add(draft(7), EntryMethod.MANUAL)
    typed = replace(with_day(opened), number=number(7))
    with pytest.raises(AlreadyEntered):
        core.reviews.add(opened.review.id, typed)
    assert core.reviews.count() == 1


def test_a_near_duplicate_is_shown_beside_and_joined_by_hand(core: Core) -> None:
    right = draft(1, number="26112000009876543210")
    core.entry.add(right, EntryMethod.MANUAL)
    opened = drop(core, as_xml(replace(right, number="26112000009876453210")))
    assert [x.number for x in opened.candidates] == [right.number]
    before = held(core)
    core.reviews.attach(opened.review.id, right.number or "")
    assert [x.number for x in core.lookup.find(Query()).invoices] == [right.number]
    assert len(core.originals.of(right.number or "")) == 1
    core.reviews.undo()
    assert held(core) == before
