"""Every discrepancy has its causes in the contract's order, with evidence and one action."""

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.app import BEIJING
from core.domain.causes import explain
from core.domain.differing import values_of
from core.domain.discrepancy import (
    Action,
    ActionCode,
    Answer,
    Cause,
    CauseCode,
    Circumstances,
    Discrepancy,
    DiscrepancyType,
    EvidenceCode,
    ExportFacts,
    Verdict,
)
from core.domain.invoice import (
    NOBODY,
    Direction,
    Entered,
    EntryMethod,
    Invoice,
    InvoiceKind,
    Party,
    Status,
)
from core.domain.record import Coverage, Record
from tests.data.made_books import COMPANY, FORMER, TUNED, UNSEEN, US, Family, book
from tests.data.made_books import identity as identity_card
from tests.data.made_books import tax_id as id_of
from tests.data.reconciling import reconcile
from tests.invoices import invoices

DAY = date(2026, 3, 10)
SELLER = Party("上海青禾餐饮管理有限公司", id_of(4))
BASE = Invoice(
    kind=InvoiceKind.DIGITAL_ORDINARY,
    number="26312000000012345678",
    issued_on=DAY,
    net=Decimal("1000.00"),
    tax=Decimal("160.00"),
    total=Decimal("1160.00"),
    seller=SELLER,
    buyer=US,
    direction=Direction.IN,
    entered=Entered(EntryMethod.MANUAL, "林小满", datetime(2026, 3, 12, tzinfo=BEIJING)),
)
CLIENT = Party("广州木棉物流有限公司", id_of(5))
SALE = replace(BASE, seller=US, buyer=CLIENT, direction=Direction.OUT)
OLD = replace(BASE, kind=InvoiceKind.ORDINARY_ELECTRONIC, code="031002600111", number="12345678")


def export(n: int = 0, **changes: Any) -> ExportFacts:
    """The n-th month before March, with all that an ordinary export has."""
    since = date(2026, 3 - n, 1) if n < 3 else date(2025, 15 - n, 1)
    until = (since + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    direction = changes.pop("direction", Direction.IN)
    made = changes.pop("made", until + timedelta(days=9))
    facts: dict[str, Any] = {
        "rows": 137 + n,
        "kinds": frozenset((InvoiceKind.DIGITAL_ORDINARY, InvoiceKind.ORDINARY_ELECTRONIC)),
        "sources": frozenset(("电子发票服务平台", "增值税发票管理系统")),
        "counterparts": frozenset((id_of(4).casefold(), id_of(5).casefold())),
    }
    return ExportFacts(
        f"全量发票查询导出结果-{since:%Y年%m月}.xlsx",
        Coverage(direction, since, until, made),
        **(facts | changes),
    )


AROUND = Circumstances(COMPANY, (FORMER,), tuple(export(n) for n in range(4)))


def missing(ours: Invoice, around: Circumstances = AROUND, **more: Any) -> tuple[Cause, ...]:
    return explain(Discrepancy(DiscrepancyType.MISSING_IN_EXPORT, ours, **more), around)


def differs(ours: Invoice, theirs: Invoice) -> tuple[Cause, ...]:
    paths = "status issued_on net tax total seller.name seller.tax_id buyer.name buyer.tax_id"
    fields = []
    for path in paths.split():
        one: Any = ours
        other: Any = theirs
        for part in path.split("."):
            one, other = getattr(one, part), getattr(other, part)
        if None not in (one, other) and one != other:
            fields.append(path)
    found = Discrepancy(DiscrepancyType.DIFFERS, ours, Record(theirs), tuple(fields))
    return explain(found, AROUND)


def extra(theirs: Invoice, **more: Any) -> tuple[Cause, ...]:
    found = Discrepancy(DiscrepancyType.MISSING_IN_LEDGER, theirs=Record(theirs), **more)
    return explain(found, AROUND)


def codes(causes: tuple[Cause, ...]) -> list[str]:
    return [cause.cause.value for cause in causes]


def told(cause: Cause) -> list[EvidenceCode]:
    return [each.code for each in cause.evidence]


@pytest.mark.parametrize(
    ("status", "cause"),
    [
        (Status.RED_FULL, "status_red"),
        (Status.RED_PARTIAL, "status_red"),
        (Status.VOIDED, "status_voided"),
        (Status.ABNORMAL, "unknown"),
    ],
)
def test_a_status_of_theirs_is_told(status: Status, cause: str) -> None:
    (found,) = differs(BASE, replace(BASE, status=status))
    assert found.cause.value == cause
    assert found.evidence[0].values == {
        "field": "status",
        "ours": "normal",
        "theirs": status.value,
    }


def test_our_total_that_is_their_net_is_told_with_the_figures() -> None:
    theirs = replace(BASE, net=Decimal("1160.00"), tax=Decimal("185.60"), total=Decimal("1345.60"))
    (found,) = differs(replace(BASE, net=None, tax=None), theirs)
    assert found.cause is CauseCode.AMOUNT_IS_NET_NOT_TOTAL
    assert found.evidence[0].code is EvidenceCode.TOTAL_IS_THEIR_NET
    assert found.evidence[0].values == {
        "ours": "1160.00",
        "theirs": "1160.00",
        "total": "1345.60",
    }
    assert found.action.code is ActionCode.CORRECT
    assert found.action.values == {"fields": "total"}


def test_figures_that_were_reckoned_from_a_wrong_one_are_no_cause_of_their_own() -> None:
    ours = replace(BASE, net=Decimal("862.07"), tax=Decimal("137.93"), total=Decimal("1000.00"))
    (found,) = differs(ours, BASE)
    assert found.cause is CauseCode.AMOUNT_IS_NET_NOT_TOTAL
    assert told(found)[1:] == [EvidenceCode.AMOUNT_FOLLOWS] * 2


def test_a_scanned_code_that_holds_the_net_is_named() -> None:
    mark = Entered(EntryMethod.SCAN, "林小满", datetime(2026, 3, 12, tzinfo=BEIJING))
    ours = replace(OLD, total=OLD.net, net=None, tax=None, entered=mark)
    (found,) = differs(ours, OLD)
    assert told(found) == [EvidenceCode.TOTAL_IS_THEIR_NET, EvidenceCode.CODE_HOLDS_NET]


def test_our_net_that_is_their_total_is_told() -> None:
    (found,) = differs(replace(BASE, net=BASE.total, tax=None, total=None), BASE)
    assert found.cause is CauseCode.AMOUNT_IS_TOTAL_NOT_NET
    assert found.evidence[0].values["theirs"] == "1160.00"


@pytest.mark.parametrize(
    ("changes", "evidence"),
    [
        ({"total": "1610.00"}, EvidenceCode.AMOUNT_TRANSPOSED),
        ({"total": "160.00"}, EvidenceCode.AMOUNT_DIGIT_MISSING),
        ({"total": "11160.00"}, EvidenceCode.AMOUNT_DIGIT_EXTRA),
        ({"total": "1180.00"}, EvidenceCode.AMOUNT_DIGIT_WRONG),
        ({"total": "116.00"}, EvidenceCode.AMOUNT_POINT_SHIFTED),
        ({"total": "-1160.00"}, EvidenceCode.AMOUNT_SIGN),
        ({"total": "2719.33"}, EvidenceCode.AMOUNT_UNRECOGNISED),
        ({"net": "1023.01", "tax": "136.99"}, EvidenceCode.AMOUNT_SPLIT),
    ],
)
def test_a_mistyped_amount_is_told_by_how_it_was_mistyped(
    changes: dict[str, str], evidence: EvidenceCode
) -> None:
    amounts: dict[str, Any] = {name: Decimal(text) for name, text in changes.items()}
    (found,) = differs(replace(BASE, **amounts), BASE)
    assert found.cause is CauseCode.AMOUNT_MISTYPED
    assert told(found)[0] is evidence


def test_a_party_that_differs_is_told_by_name_and_id() -> None:
    near = (SELLER.tax_id or "")[:-2] + "00"
    ours = replace(BASE, seller=Party(SELLER.name, near))
    (found,) = differs(ours, BASE)
    assert found.cause is CauseCode.PARTY_DIFFERS
    assert told(found) == [EvidenceCode.ID_NEARLY_SAME]
    (found,) = differs(replace(BASE, seller=Party("上海青禾餐饮", SELLER.tax_id)), BASE)
    assert told(found) == [EvidenceCode.NAME_DIFFERS, EvidenceCode.SAME_ID]


@pytest.mark.parametrize(
    ("day", "evidence"),
    [
        (date(2026, 10, 3), EvidenceCode.DAY_AND_MONTH_SWAPPED),
        (date(2025, 3, 10), EvidenceCode.DATE_DIGIT),
        (date(2026, 4, 21), EvidenceCode.DATE_DIFFERS),
    ],
)
def test_a_date_alone_is_mistyped(day: date, evidence: EvidenceCode) -> None:
    (found,) = differs(replace(BASE, issued_on=day), BASE)
    assert found.cause is CauseCode.DATE_MISTYPED
    assert told(found) == [evidence]


def test_several_that_differ_are_told_in_order_with_scores_that_never_rise() -> None:
    ours = replace(BASE, seller=CLIENT, total=Decimal("1610.00"), issued_on=date(2026, 3, 11))
    causes = differs(ours, replace(BASE, status=Status.RED_FULL))
    assert codes(causes) == ["status_red", "party_differs", "amount_mistyped", "date_mistyped"]
    scores = [cause.score for cause in causes]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_a_mistyped_number_is_told_with_what_agrees_and_linked() -> None:
    theirs = replace(BASE, number="26312000000012345687", entered=None)
    (found,) = missing(BASE, theirs=Record(theirs))
    assert found.cause is CauseCode.NUMBER_MISTYPED
    assert found.evidence[0].values["how"] == "transposed"
    assert told(found)[1:] == [
        EvidenceCode.SAME_AMOUNT,
        EvidenceCode.SAME_DATE,
        EvidenceCode.SAME_PARTY,
    ]
    assert found.action.code is ActionCode.LINK
    assert found.action.values == {"to": "26312000000012345687"}


def test_two_equally_near_ones_stand_both_in_the_evidence() -> None:
    keys = ("26312000000012345670", "26312000000012345671")
    (found,) = missing(BASE, rivals=keys)
    assert found.cause is CauseCode.NUMBER_MISTYPED
    assert found.evidence[0].values["keys"] == ",".join(keys)


def test_paper_under_two_numbers_is_one_invoice_where_it_can_be_told() -> None:
    ours = replace(
        BASE, kind=InvoiceKind.DIGITAL_ORDINARY_PAPER, code="031002600125", number="87654321"
    )
    theirs = replace(BASE, kind=InvoiceKind.DIGITAL_ORDINARY_PAPER)
    assert codes(missing(ours, theirs=Record(theirs))) == ["two_keys_one_invoice"]
    assert codes(missing(ours, rivals=(theirs.number,)))[0] == "two_keys_one_invoice"
    assert codes(extra(theirs, rivals=(ours.key.name,))) == [
        "two_keys_one_invoice",
        "not_received",
    ]


BRANCH, NEARLY = id_of(77), (US.tax_id or "")[:-1] + "0"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"kind": InvoiceKind.FISCAL, "buyer": NOBODY}, ["not_in_export_by_nature"]),
        ({"kind": InvoiceKind.OTHER}, ["not_in_export_by_nature"]),
        ({"buyer": FORMER}, ["former_name_or_id"]),
        ({"buyer": Party(US.name, FORMER.tax_id)}, ["former_name_or_id"]),
        ({"buyer": Party(FORMER.name, US.tax_id)}, ["former_name_or_id"]),
        ({"buyer": Party(US.name, BRANCH)}, ["buyer_id_wrong_on_invoice"]),
        ({"buyer": Party(" 北京松果文具有限公司\u3000", NEARLY)}, ["buyer_id_wrong_on_invoice"]),
        ({"buyer": Party(US.name)}, ["buyer_id_wrong_on_invoice"]),
        ({"buyer": Party(US.name, NEARLY), "direction": None}, ["buyer_id_wrong_on_invoice"]),
        ({"buyer": Party("个人")}, ["issued_to_person", "other_taxpayer"]),
        ({"buyer": Party("个人（王小满）", "无")}, ["issued_to_person", "other_taxpayer"]),
        ({"buyer": Party("王小满")}, ["issued_to_person", "other_taxpayer"]),
        ({"buyer": Party("王小满", "1101**********1234")}, ["issued_to_person", "other_taxpayer"]),
        ({"buyer": Party("武汉晴川书店")}, ["issued_to_person", "other_taxpayer"]),
        ({"buyer": Party("个人"), "direction": None}, ["issued_to_person", "other_taxpayer"]),
        ({"buyer": CLIENT}, ["other_taxpayer"]),
        ({"buyer": Party(None, CLIENT.tax_id)}, ["other_taxpayer"]),
        ({"buyer": NOBODY}, ["unknown"]),
        ({"buyer": NOBODY, "seller": NOBODY, "direction": None}, ["unknown"]),
        ({"buyer": Party(None, US.tax_id)}, ["unknown"]),
        ({}, ["unknown"]),
    ],
)
def test_whose_invoice_it_is_decides_why_no_export_holds_it(
    changes: dict[str, Any], expected: list[str]
) -> None:
    assert codes(missing(replace(BASE, **changes))) == expected


def test_a_person_with_an_identity_card_is_a_person_and_a_firm_of_one_is_not() -> None:
    card = identity_card(random.Random(1))
    assert codes(missing(replace(BASE, buyer=Party("王小满", card))))[0] == "issued_to_person"
    assert codes(missing(replace(BASE, buyer=Party("王小满", id_of(9))))) == ["other_taxpayer"]


@pytest.mark.parametrize("buyer", [Party("个人"), Party("武汉晴川书店"), CLIENT])
def test_the_buyer_of_a_sale_may_be_anybody(buyer: Party) -> None:
    around = replace(AROUND, exports=(export(direction=Direction.OUT),))
    assert codes(missing(replace(SALE, buyer=buyer), around)) == ["unknown"]
    assert codes(missing(replace(SALE, seller=CLIENT), around)) == ["other_taxpayer"]
    assert codes(missing(replace(SALE, seller=FORMER), around)) == ["former_name_or_id"]


@pytest.mark.parametrize("direction", [Direction.OUT, None])
def test_nobody_is_told_to_ask_the_seller_where_the_seller_is_this_company(
    direction: Direction | None,
) -> None:
    around = replace(AROUND, exports=(export(direction=Direction.OUT),))
    ours = replace(SALE, seller=Party(FORMER.name, US.tax_id), direction=direction)
    (found,) = missing(ours, around)
    assert found.action == Action(ActionCode.ASK_BUREAU, {"what": "explain"})
    (found,) = missing(replace(BASE, buyer=Party(FORMER.name, US.tax_id)))
    assert found.action.code is ActionCode.ASK_SELLER


def test_a_name_that_was_kept_when_the_id_changed_is_no_former_name() -> None:
    around = replace(AROUND, former=(Party(US.name, FORMER.tax_id),))
    assert codes(missing(BASE, around)) == ["unknown"]
    (found,) = missing(replace(BASE, buyer=Party(US.name, FORMER.tax_id)), around)
    assert told(found) == [EvidenceCode.FORMER_ID]


def test_the_evidence_of_a_wrong_id_sets_both_side_by_side() -> None:
    (found,) = missing(replace(BASE, buyer=Party(US.name, NEARLY)))
    assert told(found) == [EvidenceCode.BUYER_NAME_IS_OURS, EvidenceCode.BUYER_ID_NEARLY]
    assert found.evidence[1].values == {
        "found": NEARLY,
        "expected": COMPANY.tax_id,
        "how": "wrong",
    }
    assert found.action.code is ActionCode.ASK_SELLER
    assert found.action.values == {"party": SELLER.name, "what": "reissue"}


def test_a_verification_that_found_nothing_is_told_and_one_that_agrees_is_not() -> None:
    at = datetime(2026, 3, 20, 9, 30, tzinfo=BEIJING)
    for verdict in (Verdict.NOT_FOUND, Verdict.MISMATCH):
        (found,) = missing(BASE, answer=Answer(verdict, at, "百望云"))
        assert found.cause is CauseCode.VERIFICATION_FAILED
        assert found.evidence[0].values["at"] == "2026-03-20T09:30+08:00"
    assert codes(missing(BASE, answer=Answer(Verdict.MATCHES, at, "百望云"))) == ["unknown"]


def test_what_was_entered_offline_and_never_verified_since_is_told() -> None:
    at = datetime(2026, 3, 12, tzinfo=BEIJING)
    offline = replace(BASE, entered=Entered(EntryMethod.MANUAL, "林小满", at, offline=True))
    assert codes(missing(offline)) == ["entered_offline"]
    later = Answer(Verdict.MATCHES, at + timedelta(days=1), "百望云")
    assert codes(missing(offline, answer=later)) == ["unknown"]
    earlier = Answer(Verdict.MATCHES, at - timedelta(days=1), "百望云")
    assert codes(missing(offline, answer=earlier)) == ["entered_offline"]


@pytest.mark.parametrize(
    ("base", "days", "recent"),
    [(BASE, 0, True), (BASE, 1, True), (BASE, 2, False), (OLD, 3, True), (OLD, 4, False)],
)
def test_what_was_issued_just_before_the_export_was_made_has_to_wait(
    base: Invoice, days: int, recent: bool
) -> None:
    around = replace(AROUND, exports=(export(made=DAY + timedelta(days=days)),))
    found = missing(base, around)
    assert codes(found) == (["too_recent"] if recent else ["unknown"])
    if recent:
        assert found[0].action.code is ActionCode.WAIT
        wait = 2 if base is BASE else 4
        assert found[0].action.values["until"] == (DAY + timedelta(days=wait)).isoformat()


def test_a_newer_export_of_the_same_days_is_not_made_too_soon() -> None:
    around = replace(AROUND, exports=(export(made=DAY), export()))
    assert codes(missing(BASE, around)) == ["unknown"]


@pytest.mark.parametrize(
    ("changes", "evidence"),
    [
        ({"rows": 1000}, EvidenceCode.ROUND_ROWS),
        ({"rows": 5000}, EvidenceCode.ROUND_ROWS),
        ({"kinds": frozenset((InvoiceKind.ORDINARY_ELECTRONIC,))}, EvidenceCode.KIND_MISSING),
        ({"sources": frozenset(("增值税发票管理系统",))}, EvidenceCode.SOURCE_MISSING),
        ({"counterparts": frozenset()}, EvidenceCode.COUNTERPART_MISSING),
    ],
)
def test_an_export_that_is_cut_off_or_filtered_is_told(
    changes: dict[str, Any], evidence: EvidenceCode
) -> None:
    exports = (export(**changes), *(export(n) for n in (1, 2)))
    (found,) = missing(BASE, replace(AROUND, exports=exports))
    assert found.cause is CauseCode.FILTERED_EXPORT
    assert told(found) == [evidence]
    assert found.action.values["what"] == "export_again"


def test_what_not_every_other_export_has_is_no_sign_of_a_filter() -> None:
    exports = (export(counterparts=frozenset()), export(1), export(2, counterparts=frozenset()))
    assert codes(missing(BASE, replace(AROUND, exports=exports))) == ["unknown"]
    together = (export(counterparts=frozenset()), export(), export(1), export(2))
    assert codes(missing(BASE, replace(AROUND, exports=together))) == ["unknown"]


def test_a_period_that_no_export_covers_is_told_where_it_was_asked_for() -> None:
    asked = (date(2026, 5, 1), date(2026, 5, 31))
    ours = replace(BASE, issued_on=date(2026, 5, 9))
    (found,) = missing(ours, replace(AROUND, asked=asked))
    assert found.cause is CauseCode.OUTSIDE_PERIOD
    assert found.evidence[0].values["since"] == "2026-05-01"


def test_all_that_holds_is_told_in_the_order_of_the_contract() -> None:
    at = datetime(2026, 3, 12, tzinfo=BEIJING)
    ours = replace(
        BASE,
        buyer=Party(US.name, NEARLY),
        entered=Entered(EntryMethod.MANUAL, "林小满", at, offline=True),
    )
    exports = (export(made=DAY, rows=1000),)
    causes = missing(ours, replace(AROUND, exports=exports))
    assert codes(causes) == [
        "buyer_id_wrong_on_invoice",
        "entered_offline",
        "too_recent",
        "filtered_export",
    ]
    scores = [cause.score for cause in causes]
    assert scores == sorted(scores, reverse=True)


def test_what_only_they_have_was_not_received_or_not_recorded() -> None:
    (found,) = extra(BASE)
    assert found.cause is CauseCode.NOT_RECEIVED
    assert found.action.code is ActionCode.ACCEPT
    assert extra(OLD)[0].action.code is ActionCode.ASK_SELLER
    assert extra(replace(BASE, status=Status.VOIDED))[0].action.code is ActionCode.IGNORE
    (found,) = extra(SALE)
    assert found.cause is CauseCode.NOT_RECORDED
    (found,) = extra(replace(BASE, buyer=CLIENT, direction=None))
    assert found.cause is CauseCode.UNKNOWN
    assert found.evidence


def test_a_red_letter_of_theirs_names_our_blue_invoice() -> None:
    assert BASE.net
    assert BASE.tax
    assert BASE.total
    red = replace(
        BASE,
        number="26312000000099999999",
        net=-BASE.net,
        tax=-BASE.tax,
        total=-BASE.total,
        status=Status.RED,
        red_of=BASE.number,
    )
    causes = extra(red, blue=BASE)
    assert codes(causes) == ["red_letter_of_ours", "not_received"]
    assert causes[0].evidence[0].values["blue"] == BASE.number
    assert codes(extra(red)) == ["not_received"]


PATHS = (
    "status", "issued_on", "net", "tax", "total",
    "seller.name", "seller.tax_id", "buyer.name", "buyer.tax_id",
)  # fmt: skip


@given(
    st.sampled_from(DiscrepancyType),
    invoices,
    invoices,
    st.sets(st.sampled_from(PATHS)),
    st.lists(st.text("0123456789", min_size=8, max_size=20), max_size=3),
    st.booleans(),
)
def test_whatever_is_found_has_a_cause_and_every_value_is_a_text(
    kind: DiscrepancyType,
    ours: Invoice,
    theirs: Invoice,
    fields: set[str],
    rivals: list[str],
    alone: bool,
) -> None:
    held = {x for x in fields if values_of(ours, x) and values_of(theirs, x)}
    found = {
        DiscrepancyType.DIFFERS: Discrepancy(kind, ours, Record(theirs), tuple(sorted(held))),
        DiscrepancyType.MISSING_IN_EXPORT: Discrepancy(
            kind, ours, None if alone else Record(theirs), rivals=tuple(rivals)
        ),
        DiscrepancyType.MISSING_IN_LEDGER: Discrepancy(
            kind, None, Record(theirs), rivals=tuple(rivals), blue=ours
        ),
    }[kind]
    around = replace(AROUND, asked=(date(2000, 1, 1), date(2100, 1, 1)))
    causes = explain(found, around)
    scores = [cause.score for cause in causes]
    assert causes
    assert scores == sorted(scores, reverse=True)
    for cause in causes:
        told_values = [each.values for each in cause.evidence]
        for values in (*told_values, cause.action.values):
            assert all(isinstance(value, str) for value in values.values())


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("family", [*TUNED, *UNSEEN])
def test_where_nothing_is_wrong_nothing_is_reported(seed: int, family: Family) -> None:
    made = book(seed, replace(family, errors=0, filtered=0, months=3))
    report = reconcile(made)
    assert report.reported == []
    assert report.matching.agree == len(made.ours) == len(made.theirs)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("family", TUNED)
def test_of_known_errors_the_first_cause_is_the_right_one(seed: int, family: Family) -> None:
    made = book(seed, family)
    report = reconcile(made)
    found = {each.key: each for each in report.reported}
    right = [
        key
        for key, truth in made.truths.items()
        if key in found
        and found[key].causes[0].cause is truth.first
        and found[key].found.type is truth.type
    ]
    assert len(right) >= 0.98 * len(made.truths)
    ends = made.truths.keys() | {truth.pair for truth in made.truths.values()}
    assert found.keys() <= ends
    assert report.not_covered == made.not_covered
