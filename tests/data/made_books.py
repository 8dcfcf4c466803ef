"""Whole books with known errors: our ledger, the tax bureau's records by exports, and the truth.

Seeded; every company is fictional. A book has purchases and sales of several months, old and
digital kinds, entries of every thoroughness (a scanned code knows no parties), and every cause
of the contract, alone and several at once, among invoices on which nothing is wrong.
"""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Any

from stdnum.cn import ric, uscc

from core.app import BEIJING
from core.domain.company import Company
from core.domain.discrepancy import (
    Answer,
    CauseCode,
    Circumstances,
    DiscrepancyType,
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
from core.domain.text import comparable

CENT = Decimal("0.01")
COMPANY = Company("北京松果文具有限公司", "91110105MA01F1CT48")
US = Party(COMPANY.name, COMPANY.tax_id)
FORMER = Party("北京橡果文具用品商行", "110105798512340")
CITIES = "北京 上海 广州 深圳 杭州 成都 武汉 南京 西安 苏州".split()
WORDS = "云杉 青禾 木棉 松柏 蓝鲸 白桦 红枫 金橘 银杏 紫藤 海棠 芦苇 梧桐 丁香 茉莉 杜鹃".split()
TRADES = "科技 餐饮管理 物流 建材 服饰 电子（集团） 医药 传媒 环保工程 酒店管理".split()
PEOPLE = ("王小满", "李知秋", "沈若谷", "何以安", "欧阳文清", "赵学明")
REGIONS = ("11", "12", "31", "32", "33", "44", "51", "91")
RATES = ("0.13", "0.09", "0.06", "0.03", "0.01")

Kind = InvoiceKind
Missing, Extra, Differs = (
    DiscrepancyType.MISSING_IN_EXPORT,
    DiscrepancyType.MISSING_IN_LEDGER,
    DiscrepancyType.DIFFERS,
)
OLD = (Kind.SPECIAL_PAPER, Kind.ORDINARY_PAPER, Kind.SPECIAL_ELECTRONIC, Kind.ORDINARY_ELECTRONIC)
TWO_NAMED = (Kind.DIGITAL_SPECIAL_PAPER, Kind.DIGITAL_ORDINARY_PAPER)
ORDER = tuple(
    CauseCode(name)
    for name in (
        "status_red status_voided party_differs amount_is_net_not_total amount_is_total_not_net "
        "amount_mistyped date_mistyped number_mistyped not_in_export_by_nature former_name_or_id "
        "buyer_id_wrong_on_invoice issued_to_person other_taxpayer verification_failed "
        "entered_offline too_recent filtered_export outside_period red_letter_of_ours "
        "two_keys_one_invoice not_received not_recorded unknown"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Family:
    """What sort of books: how large, how old-fashioned, how faulty."""

    months: int = 4
    a_month: int = 120
    sellers: int = 30
    buyers: int = 12
    errors: float = 0.12
    several: float = 0.25
    old: float = 0.12
    two_named: float = 0.05
    tickets: float = 0.06
    bare: float = 0.3
    filtered: float = 0.5
    first_month: tuple[int, int] = (2026, 3)


TUNED = (
    Family(),
    Family(months=3, a_month=60, sellers=15, errors=0.25, several=0.4),
    Family(months=6, a_month=530, sellers=60, errors=0.05, old=0.3, filtered=0.9),
    Family(a_month=200, tickets=0.4, errors=0.15),
)
UNSEEN = (
    Family(months=5, a_month=90, sellers=20, buyers=25, errors=0.18, several=0.5, bare=0.5),
    Family(months=3, a_month=250, sellers=100, errors=0.1, old=0.5, two_named=0.15),
    Family(months=12, a_month=75, sellers=25, errors=0.2, tickets=0.2, first_month=(2025, 7)),
    Family(months=4, a_month=515, sellers=40, errors=0.08, filtered=1.0, first_month=(2024, 11)),
)
"""Made once and looked at when everything else stood still."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What must be reported for a key: its type, its first cause, and the key of its pair."""

    type: DiscrepancyType
    first: CauseCode
    pair: str | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """One ledger with what the tax bureau has, and all that is wrong between them.

    `exports` holds the records by the file in which they stand.
    """

    ours: tuple[Invoice, ...]
    theirs: tuple[Record, ...]
    around: Circumstances
    answers: Mapping[str, Answer]
    truths: Mapping[str, Truth]
    not_covered: int
    exports: Mapping[str, tuple[Record, ...]]


@dataclass(slots=True)
class _Export:
    file: str
    coverage: Coverage
    records: list[Record] = field(default_factory=list)

    def holds(self, invoice: Invoice) -> bool:
        coverage = self.coverage
        return (
            coverage.direction is invoice.direction
            and coverage.since <= invoice.issued_on <= min(coverage.until, coverage.made)
        )


def book(seed: int, family: Family | None = None) -> Book:
    """Make up one book; the same seed and family give the same."""
    return _Maker(random.Random(seed), family or Family()).book()


def digit_slips(chance: random.Random, number: str, count: int = 1, start: int = 0) -> str:
    """Mistype a number of the same length: a wrong digit or two neighbours changed places."""
    found = number
    while found == number or sum(a != b for a, b in zip(found, number, strict=True)) > 2 * count:
        found = number
        for _ in range(count):
            place = chance.randrange(start, len(number) - 1)
            if chance.random() < 0.4:
                found = found[:place] + found[place + 1] + found[place] + found[place + 2 :]
            else:
                found = found[:place] + str(chance.randrange(10)) + found[place + 1 :]
    return found


class _Maker:
    def __init__(self, chance: random.Random, family: Family) -> None:
        self._chance, self._family = chance, family
        names = [f"{a}{b}{c}有限公司" for a in CITIES for b in WORDS for c in TRADES]
        chosen = chance.sample(names, family.sellers + family.buyers)
        parties = [Party(name, tax_id(n)) for n, name in enumerate(chosen)]
        self._sellers, self._buyers = parties[: family.sellers], parties[family.sellers :]
        self._serial = chance.randrange(10**6)
        self._ours: list[Invoice] = []
        self._loose: list[Record] = []
        self._answers: dict[str, Answer] = {}
        self._truths: dict[str, Truth] = {}
        self._not_covered = 0
        self._exports = [x for month in range(family.months) for x in self._month(month)]
        self._asked = self._period() if chance.random() < 0.4 else None

    def book(self) -> Book:
        for export in self._exports:
            for true in self._true_invoices(export):
                self._enter(true, export)
        self._before_the_exports()
        for export in self._exports:
            if self._chance.random() < self._family.filtered / len(self._exports):
                self._filter(export)
        theirs = [record for export in self._exports for record in export.records]
        self._chance.shuffle(self._ours)
        self._chance.shuffle(theirs)
        around = Circumstances(
            COMPANY, (FORMER,), tuple(map(_facts, self._exports)), asked=self._asked
        )
        return Book(
            tuple(self._ours),
            tuple(theirs),
            around,
            self._answers,
            self._truths,
            self._not_covered,
            {each.file: tuple(each.records) for each in self._exports},
        )

    # the exports

    def _month(self, n: int) -> Iterator[_Export]:
        year, month = self._family.first_month
        first = date(year + (month - 1 + n) // 12, (month - 1 + n) % 12 + 1, 1)
        last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        for direction, word in ((Direction.IN, "取得"), (Direction.OUT, "开具")):
            made = last + timedelta(days=self._chance.randint(1, 9))
            if n == self._family.months - 1:
                made = first + timedelta(days=self._chance.randint(14, 26))
            file = f"全量发票查询导出结果-{word}-{first:%Y年%m月}.xlsx"
            yield _Export(file, Coverage(direction, first, min(last, made), made))

    def _period(self) -> tuple[date, date]:
        first = self._exports[0].coverage.since
        return (first - timedelta(days=1)).replace(day=1), self._exports[-1].coverage.until

    def _before_the_exports(self) -> None:
        if not self._family.errors:
            return
        first = self._exports[0].coverage.since
        for _ in range(self._chance.randint(0, 6)):
            direction = self._chance.choice(list(Direction))
            day = first - timedelta(days=self._chance.randint(1, 27))
            ours = self._plain(direction, day)
            self._ours.append(ours)
            if self._asked:
                self._truths[ours.key.name] = Truth(Missing, CauseCode.OUTSIDE_PERIOD)
            else:
                self._not_covered += 1

    # invoices on which nothing is wrong

    def _true_invoices(self, export: _Export) -> Iterator[Invoice]:
        coverage, chance = export.coverage, self._chance
        days = (min(coverage.until, coverage.made) - coverage.since).days + 1
        count = (
            self._family.a_month
            if coverage.direction is Direction.IN
            else (self._family.a_month // 3)
        )
        tickets = int(count * self._family.tickets) if coverage.direction is Direction.IN else 0
        for _ in range(count - tickets):
            day = coverage.since + timedelta(days=chance.randrange(days))
            yield self._plain(coverage.direction, day)
        price, seller = Decimal(chance.choice((50, 100, 553))), chance.choice(self._sellers)
        ticket_days = [chance.randrange(days) for _ in range(3)]
        for _ in range(tickets):
            day = coverage.since + timedelta(days=chance.choice(ticket_days))
            true = self._plain(coverage.direction, day, Kind.DIGITAL_ORDINARY)
            yield replace(true, seller=seller, **_amounts(price, "0.03"))

    def _plain(self, direction: Direction, day: date, kind: Kind | None = None) -> Invoice:
        chance = self._chance
        kind = kind or self._kind()
        other = self._other(direction)
        seller, buyer = (other, US) if direction is Direction.IN else (US, other)
        amounts = _amounts(Decimal(chance.randint(500, 10**7)).scaleb(-2), chance.choice(RATES))
        return Invoice(
            kind=kind,
            **self._numbers(kind, day),
            issued_on=day,
            seller=seller,
            buyer=buyer,
            direction=direction,
            entered=self._entered(EntryMethod.WORKBOOK, day),
            **amounts,
        )

    def _other(self, direction: Direction) -> Party:
        if direction is Direction.IN:
            # Few sellers issue most invoices.
            return self._sellers[int(len(self._sellers) * self._chance.random() ** 2)]
        if self._chance.random() < 0.15:
            return Party("个人", None)
        return self._chance.choice(self._buyers)

    def _kind(self) -> Kind:
        roll = self._chance.random()
        if roll < self._family.old:
            return self._chance.choice(OLD)
        if roll < self._family.old + self._family.two_named:
            return self._chance.choice(TWO_NAMED)
        return self._chance.choice(
            [Kind.DIGITAL_ORDINARY] * 6 + [Kind.DIGITAL_SPECIAL] * 3 + [Kind.RAIL]
        )

    def _numbers(self, kind: Kind, day: date) -> dict[str, Any]:
        chance = self._chance
        region = chance.choice(REGIONS)
        self._serial += chance.choice((1, 1, 2, chance.randrange(3, 5000)))
        digital = f"{day:%y}{region}2000{self._serial:012d}"
        if kind in OLD:
            code = f"0{region}00{day.year % 100 - 1:02d}00{chance.choice(('111', '104', '113'))}"
            if kind is Kind.SPECIAL_PAPER:
                code = f"{region}00{day.year % 100 - 1:02d}3130"
            return {"code": code, "number": f"{chance.randrange(10**8):08d}"}
        if kind in TWO_NAMED:
            code = f"0{region}00{day.year % 100:02d}00{chance.choice(('115', '125'))}"
            return {"code": code, "number": digital, "paper_number": _digits(chance, 8)}
        return {"code": None, "number": digital}

    def _entered(self, how: EntryMethod, day: date, *, offline: bool = False) -> Entered:
        at = datetime(day.year, day.month, day.day, 10, tzinfo=BEIJING) + timedelta(days=2)
        return Entered(how, "林小满", at, offline=offline)

    def _known(self, true: Invoice) -> Invoice:
        """What our ledger holds of it: all, what its code says, or all in another spelling."""
        roll = self._chance.random()
        if roll < self._family.bare:
            return self._scanned(true)
        if roll < self._family.bare + 0.15:
            return replace(true, seller=self._spelled(true.seller), buyer=self._spelled(true.buyer))
        if roll < self._family.bare + 0.25:
            return replace(true, net=None, tax=None, buyer=replace(true.buyer, tax_id=None))
        return true

    def _scanned(self, true: Invoice) -> Invoice:
        known = {"net": true.net} if true.kind in OLD else {"total": true.total}
        nothing = {"net": None, "tax": None, "total": None, "seller": NOBODY, "buyer": NOBODY}
        direction = None if self._chance.random() < 0.5 else true.direction
        mark = self._entered(EntryMethod.SCAN, true.issued_on)
        return _with(true, nothing | known, direction=direction, entered=mark)

    def _spelled(self, party: Party) -> Party:
        name = (party.name or "").replace("（", "(").replace("）", ")")
        place = self._chance.randrange(len(name))
        spaced = name[:place] + self._chance.choice((" ", "\u3000", "")) + name[place:]
        return Party(spaced, party.tax_id.lower() if party.tax_id else None)

    # what is wrong

    def _enter(self, true: Invoice, export: _Export) -> None:
        if self._chance.random() < self._family.errors:
            wrong = self._chance.choice(_WRONG[true.direction or Direction.IN])
            if wrong(self, true, export):
                return
        late = self._family.errors and self._too_recent(true, export)
        if late and self._chance.random() < 0.5:
            self._miss(self._known(true), {CauseCode.TOO_RECENT})
            return
        ours = self._known(true)
        if true.kind in TWO_NAMED and self._chance.random() < 0.5:
            ours = replace(ours, number=true.paper_number or "", paper_number=None)
        self._ours.append(ours)
        export.records.append(self._record(true))

    def _too_recent(self, true: Invoice, export: _Export) -> bool:
        days = 3 if true.kind in OLD else 1
        return (export.coverage.made - true.issued_on).days <= days

    def _record(self, true: Invoice) -> Record:
        source = "增值税发票管理系统" if true.kind in OLD else "电子发票服务平台"
        seen = replace(true, entered=None, status=true.status)
        return Record(seen, source, "正常")

    def _miss(self, ours: Invoice, causes: set[CauseCode]) -> None:
        """Enter what no export holds."""
        self._ours.append(ours)
        bought = ours.direction is Direction.IN
        if bought and ours.buyer.name and _is_us(ours.buyer) and not ours.buyer.tax_id:
            causes.add(CauseCode.BUYER_ID_WRONG_ON_INVOICE)
        first = min(causes or {CauseCode.UNKNOWN}, key=ORDER.index)
        self._truths[ours.key.name] = Truth(Missing, first)

    def _missing(self, true: Invoice, export: _Export, *makers: str) -> bool:
        """Apply one or several reasons for which an invoice is in no export."""
        causes: set[CauseCode] = set()
        ours = true
        for name in makers:
            ours, cause = getattr(self, name)(ours)
            causes.add(cause)
        if self._too_recent(ours, export) and ours.kind not in (Kind.FISCAL, Kind.OTHER):
            causes.add(CauseCode.TOO_RECENT)
        self._miss(ours, causes)
        return True

    def whose_is_wrong(self, true: Invoice, export: _Export) -> bool:
        """The buyer is not who it should be; sometimes something more."""
        first = self._chance.choice(("_former", "_wrong_id", "_wrong_id", "_person", "_other_one"))
        more = [self._chance.choice(("_failed", "_offline"))] if self._twice() else []
        return self._missing(true, export, first, *more)

    def whose_is_wrong_out(self, true: Invoice, export: _Export) -> bool:
        """A sale under our former name, or one that is not ours."""
        return self._missing(true, export, self._chance.choice(("_former", "_other_one")))

    def never_exported(self, true: Invoice, export: _Export) -> bool:
        """A fiscal receipt or a taxi slip."""
        more = ["_offline"] if self._twice() else []
        return self._missing(true, export, "_by_nature", *more)

    def failed_or_offline(self, true: Invoice, export: _Export) -> bool:
        """Verified as false, or entered in an outage."""
        return self._missing(
            self._known(true), export, self._chance.choice(("_failed", "_offline"))
        )

    def nobody_knows(self, true: Invoice, export: _Export) -> bool:
        """Not in the export for no reason that can be seen."""
        return self._missing(self._known(true), export)

    def _twice(self) -> bool:
        return self._chance.random() < self._family.several

    def _former(self, true: Invoice) -> tuple[Invoice, CauseCode]:
        party = self._chance.choice(
            (FORMER, Party(FORMER.name, US.tax_id), Party(US.name, FORMER.tax_id))
        )
        side = "buyer" if true.direction is Direction.IN else "seller"
        return _with(true, {side: party}), CauseCode.FORMER_NAME_OR_ID

    def _wrong_id(self, true: Invoice) -> tuple[Invoice, CauseCode]:
        branch = tax_id(77_000)
        mistyped = digit_slips(self._chance, US.tax_id or "", self._chance.choice((1, 1, 2)))
        found = self._chance.choice((None, branch, mistyped, mistyped))
        buyer = replace(self._spelled(US), tax_id=found)
        return replace(true, buyer=buyer), CauseCode.BUYER_ID_WRONG_ON_INVOICE

    def _person(self, true: Invoice) -> tuple[Invoice, CauseCode]:
        person = self._chance.choice(PEOPLE)
        buyer = self._chance.choice(
            (
                Party("个人"),
                Party(person),
                Party(f"个人（{person}）"),
                Party(person, identity(self._chance)),
                Party(self._chance.choice(self._buyers).name),
            )
        )
        return replace(true, buyer=buyer), CauseCode.ISSUED_TO_PERSON

    def _other_one(self, true: Invoice) -> tuple[Invoice, CauseCode]:
        side = "buyer" if true.direction is Direction.IN else "seller"
        return _with(true, {side: self._chance.choice(self._buyers)}), CauseCode.OTHER_TAXPAYER

    def _by_nature(self, true: Invoice) -> tuple[Invoice, CauseCode]:
        fiscal = self._chance.random() < 0.5
        numbers = {
            "code": _digits(self._chance, 8) if fiscal else "1" + _digits(self._chance, 11),
            "number": _digits(self._chance, 10 if fiscal else 8),
            "paper_number": None,
            "kind": Kind.FISCAL if fiscal else Kind.OTHER,
            "buyer": self._chance.choice((NOBODY, US, Party("个人"))),
        }
        return _with(true, numbers), CauseCode.NOT_IN_EXPORT_BY_NATURE

    def _failed(self, true: Invoice) -> tuple[Invoice, CauseCode]:
        verdict = self._chance.choice((Verdict.NOT_FOUND, Verdict.MISMATCH))
        assert true.entered
        at = true.entered.at + timedelta(days=1)
        self._answers[true.key.name] = Answer(verdict, at, "百望云")
        return true, CauseCode.VERIFICATION_FAILED

    def _offline(self, true: Invoice) -> tuple[Invoice, CauseCode]:
        mark = self._entered(EntryMethod.MANUAL, true.issued_on, offline=True)
        return replace(true, entered=mark), CauseCode.ENTERED_OFFLINE

    def number_wrong(self, true: Invoice, export: _Export) -> bool:
        """One or two slips in the number or the code."""
        ours = self._known(true)
        theirs = replace(true, code=None, paper_number=None) if true.kind in TWO_NAMED else true
        if true.kind in OLD:
            ours = _with(ours, self._old_slip(true))
        else:
            count = self._chance.choice((1, 1, 1, 2))
            number = digit_slips(self._chance, true.number, count, start=2)
            ours = replace(ours, number=number, code=None, paper_number=None)
        if self._twice() and ours.seller.name and ours.buyer.name:
            ours = replace(ours, issued_on=self._other_day(true.issued_on))
        self._ours.append(ours)
        export.records.append(self._record(theirs))
        truth = Truth(Missing, CauseCode.NUMBER_MISTYPED, theirs.key.name)
        self._truths[ours.key.name] = truth
        return True

    def _old_slip(self, true: Invoice) -> dict[str, Any]:
        place = self._chance.randrange(8)
        number, roll = true.number, self._chance.random()
        if roll < 0.2:
            return {"number": number[:place] + number[place + 1 :]}
        if roll < 0.4:
            return {"number": number[: place + 1] + number[place:]}
        if roll < 0.6:
            return {"code": digit_slips(self._chance, true.code or "")}
        return {"number": digit_slips(self._chance, number, self._chance.choice((1, 1, 2)))}

    def two_names(self, true: Invoice, export: _Export) -> bool:
        """Paper printed with two numbers, of which each side has another."""
        day = true.issued_on
        kind = self._chance.choice(TWO_NAMED)
        true = replace(true, kind=kind, **self._numbers(kind, day))
        paper = {"number": true.paper_number, "paper_number": None}
        digital = {"code": None, "paper_number": None}
        one, other = self._chance.choice(((paper, digital), (digital, paper)))
        ours, theirs = _with(self._known(true), one), _with(true, other)
        self._ours.append(ours)
        export.records.append(self._record(theirs))
        truth = Truth(Missing, CauseCode.TWO_KEYS_ONE_INVOICE, theirs.key.name)
        self._truths[ours.key.name] = truth
        return True

    def facts_differ(self, true: Invoice, export: _Export) -> bool:
        """Status, party, amount, date: one of them, or several at once."""
        count = self._chance.choice((2, 2, 3)) if self._twice() else 1
        makers = [self._status, self._party, self._amount, self._amount, self._date]
        chosen = dict.fromkeys(self._chance.sample(makers, count))
        ours = theirs = true
        causes = set()
        for maker in chosen:
            ours, theirs, cause = maker(ours, theirs)
            causes.add(cause)
        self._ours.append(ours)
        export.records.append(self._record(theirs))
        self._truths[ours.key.name] = Truth(Differs, min(causes, key=ORDER.index))
        return True

    def _status(self, ours: Invoice, theirs: Invoice) -> tuple[Invoice, Invoice, CauseCode]:
        if ours.kind in (*OLD, *TWO_NAMED) and self._chance.random() < 0.6:
            return ours, replace(theirs, status=Status.VOIDED), CauseCode.STATUS_VOIDED
        status = self._chance.choice((Status.RED_FULL, Status.RED_PARTIAL))
        return ours, replace(theirs, status=status), CauseCode.STATUS_RED

    def _party(self, ours: Invoice, theirs: Invoice) -> tuple[Invoice, Invoice, CauseCode]:
        side = "seller" if ours.direction is Direction.IN else "buyer"
        party = getattr(theirs, side)
        if party.tax_id and self._chance.random() < 0.5:
            wrong = replace(party, tax_id=digit_slips(self._chance, party.tax_id))
        else:
            wrong = replace(party, name=party.name.replace("限公司", "责任公司") + "分店")
        return _with(ours, {side: wrong}), theirs, CauseCode.PARTY_DIFFERS

    def _date(self, ours: Invoice, theirs: Invoice) -> tuple[Invoice, Invoice, CauseCode]:
        day = self._other_day(theirs.issued_on)
        return replace(ours, issued_on=day), theirs, CauseCode.DATE_MISTYPED

    def _other_day(self, day: date) -> date:
        near = day + timedelta(days=self._chance.choice((-30, -10, -1, 1, 2, 10, 365)))
        return near if near != day else day + timedelta(days=1)

    def _amount(self, ours: Invoice, theirs: Invoice) -> tuple[Invoice, Invoice, CauseCode]:
        assert theirs.net is not None
        assert theirs.tax is not None
        assert theirs.total is not None
        roll = self._chance.random()
        if roll < 0.2 and theirs.tax:
            return self._net_as_total(ours, theirs), theirs, CauseCode.AMOUNT_IS_NET_NOT_TOTAL
        if roll < 0.35 and theirs.tax:
            wrong: dict[str, Any] = self._chance.choice(
                (
                    {"net": theirs.total, "tax": None},
                    {"net": theirs.total, "tax": None, "total": None},
                    {"net": theirs.total, "tax": Decimal("0.00")},
                )
            )
            return _with(ours, wrong), theirs, CauseCode.AMOUNT_IS_TOTAL_NOT_NET
        return self._mistyped(ours, theirs), theirs, CauseCode.AMOUNT_MISTYPED

    def _net_as_total(self, ours: Invoice, theirs: Invoice) -> Invoice:
        assert theirs.net is not None
        again = _amounts((theirs.net / Decimal("1.13")).quantize(CENT), "0.13")
        again |= {"total": theirs.net, "net": theirs.net - (again["tax"] or 0)}
        wrong = self._chance.choice(
            (
                {"total": theirs.net, "net": None, "tax": None},
                {"total": theirs.net},
                {"total": theirs.net, "tax": Decimal("0.00")},
                again,
            )
        )
        return _with(ours, wrong)

    def _mistyped(self, ours: Invoice, theirs: Invoice) -> Invoice:
        assert theirs.net is not None
        assert theirs.tax is not None
        assert theirs.total is not None
        roll = self._chance.random()
        if roll < 0.2 and theirs.tax:
            part = Decimal(self._chance.randint(1, 500)).scaleb(-2)
            return replace(ours, net=theirs.net + part, tax=theirs.tax - part)
        if roll < 0.5:
            wrong = self._wrong_amount(theirs.total)
            return _with(ours, self._chance.choice(({}, {"net": None, "tax": None})), total=wrong)
        if roll < 0.75:
            wrong = self._wrong_amount(theirs.net)
            rest = {"total": wrong + theirs.tax}
            return _with(ours, self._chance.choice(({}, rest, {"total": None})), net=wrong)
        if theirs.tax:
            return replace(ours, tax=self._wrong_amount(theirs.tax))
        return replace(ours, total=theirs.total + 7)

    def _wrong_amount(self, right: Decimal) -> Decimal:
        chance, text = self._chance, f"{right:.2f}".replace(".", "")
        while True:
            place, roll = chance.randrange(len(text)), chance.random()
            if roll < 0.25:
                wrong = text[:place] + str(chance.randrange(10)) + text[place + 1 :]
            elif roll < 0.5 and len(text) > 1:
                place = min(place, len(text) - 2)
                wrong = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
            elif roll < 0.65:
                wrong = text[:place] + text[place + 1 :]
            elif roll < 0.8:
                wrong = text[:place] + text[place] + text[place:]
            elif roll < 0.9:
                wrong = text + chance.choice(("0", "00"))
            else:
                wrong = str(chance.randrange(100, 10**7))
            found = Decimal(wrong or "0").scaleb(-2)
            if found not in (0, right):
                return found

    def only_theirs(self, true: Invoice, export: _Export) -> bool:
        """Never received, or never recorded."""
        export.records.append(self._record(true))
        bought = true.direction is Direction.IN
        cause = CauseCode.NOT_RECEIVED if bought else CauseCode.NOT_RECORDED
        self._truths[true.key.name] = Truth(Extra, cause)
        return True

    def reversed_there(self, true: Invoice, export: _Export) -> bool:
        """The blue one is ours, its red letter is not; the blue one's state may be known."""
        told = self._chance.random() < 0.5
        theirs = replace(true, status=Status.RED_FULL)
        ours = replace(self._known(true), status=Status.RED_FULL if told else Status.NORMAL)
        self._ours.append(ours)
        export.records.append(self._record(theirs))
        if not told:
            self._truths[ours.key.name] = Truth(Differs, CauseCode.STATUS_RED)
        assert true.net is not None
        assert true.tax is not None
        assert true.total is not None
        kind = true.kind if true.kind not in TWO_NAMED else Kind.DIGITAL_ORDINARY
        assert kind
        red = replace(
            true,
            kind=kind,
            paper_number=None,
            net=-true.net,
            tax=-true.tax,
            total=-true.total,
            status=Status.RED,
            red_of=true.key.name,
            remark=_reversal(true),
        )
        red = replace(red, **self._numbers(kind, true.issued_on))
        export.records.append(self._record(red))
        if self._chance.random() < 0.3:
            self._ours.append(red)
        else:
            self._truths[red.key.name] = Truth(Extra, CauseCode.RED_LETTER_OF_OURS)
        return True

    # exports that are cut off or filtered

    def _filter(self, export: _Export) -> None:
        if self._cut(export):
            return
        whole = [x.key.name for x in self._ours if x.key.name not in self._truths]
        clean = set(whole)
        traits: tuple[Callable[[Invoice], object], ...] = (
            lambda x: x.kind,
            lambda x: x.kind in OLD,
            lambda x: x.seller if x.direction is Direction.IN else x.buyer,
        )
        trait = self._chance.choice(traits)
        others = [
            {trait(r.invoice) for r in each.records}
            for each in self._exports
            if each is not export and each.coverage.direction is export.coverage.direction
        ]
        values = {
            trait(r.invoice)
            for r in export.records
            if trait(r.invoice) is not False
            and trait(r.invoice) != Party("个人", None)
            and len(others) >= 2
            and all(trait(r.invoice) in held for held in others)
        }
        for value in sorted(values, key=str):
            gone = [r for r in export.records if trait(r.invoice) == value]
            if all(self._clean_name(r.invoice, clean) for r in gone) and len(gone) > 1:
                self._drop(export, gone, partial(_same_trait, trait, value))
                return

    def _clean_name(self, theirs: Invoice, clean: set[str]) -> bool:
        # what has lost its parties cannot tell that its counterpart is missing
        return theirs.key.name in clean and theirs.kind not in TWO_NAMED

    def _cut(self, export: _Export) -> bool:
        rows = len(export.records)
        if rows <= 500 or rows > 560:
            return False
        clean = {x.key.name for x in self._ours} - self._truths.keys()
        late = sorted(export.records, key=lambda r: r.invoice.issued_on, reverse=True)
        gone = [r for r in late if self._clean_name(r.invoice, clean)][: rows - 500]
        self._drop(export, gone, lambda x: True)
        return True

    def _drop(
        self, export: _Export, gone: list[Record], concerns: Callable[[Invoice], bool]
    ) -> None:
        names = {r.invoice.key.name for r in gone}
        export.records = [r for r in export.records if r.invoice.key.name not in names]
        trues = {r.invoice.key.name: r.invoice for r in gone}
        for n, ours in enumerate(self._ours):
            name = ours.key.name
            known = self._truths.get(name)
            if name in names:
                # a bare code may not show what the export lacks
                self._ours[n] = replace(trues[name], entered=ours.entered)
                recent = self._too_recent(trues[name], export)
                cause = CauseCode.TOO_RECENT if recent else CauseCode.FILTERED_EXPORT
                self._truths[name] = Truth(Missing, cause)
            elif (
                known and known.first is CauseCode.UNKNOWN and export.holds(ours) and concerns(ours)
            ):
                self._truths[name] = Truth(Missing, CauseCode.FILTERED_EXPORT)


_M = _Maker
_WRONG: dict[Direction, tuple[Callable[[_Maker, Invoice, _Export], bool], ...]] = {
    Direction.IN: (
        _M.facts_differ, _M.facts_differ, _M.facts_differ, _M.number_wrong, _M.number_wrong,
        _M.whose_is_wrong, _M.whose_is_wrong, _M.never_exported, _M.failed_or_offline,
        _M.nobody_knows, _M.two_names, _M.only_theirs, _M.reversed_there,
    ),
    Direction.OUT: (
        _M.facts_differ, _M.facts_differ, _M.number_wrong, _M.whose_is_wrong_out,
        _M.failed_or_offline, _M.nobody_knows, _M.two_names, _M.only_theirs, _M.reversed_there,
    ),
}  # fmt: skip


def _facts(export: _Export) -> ExportFacts:
    invoices = [record.invoice for record in export.records]
    others = [x.seller if x.direction is Direction.IN else x.buyer for x in invoices]
    return ExportFacts(
        export.file,
        export.coverage,
        len(invoices),
        frozenset(x.kind for x in invoices if x.kind),
        frozenset(r.source for r in export.records if r.source),
        frozenset(comparable(x.tax_id or x.name or "") for x in others),
    )


def _reversal(blue: Invoice) -> str:
    if blue.kind in OLD:
        return f"对应正数发票代码:{blue.code}号码:{blue.number}"
    return f"被红冲蓝字数电发票号码：{blue.number}"


def _same_trait(trait: Callable[[Invoice], object], value: object, invoice: Invoice) -> bool:
    return trait(invoice) == value


def _with(invoice: Invoice, changes: Mapping[str, Any], **more: Any) -> Invoice:
    return replace(invoice, **changes, **more)


def _is_us(party: Party) -> bool:
    return comparable(party.name or "") == comparable(COMPANY.name)


def _amounts(net: Decimal, rate: str) -> dict[str, Any]:
    net = net.quantize(CENT)
    tax = (net * Decimal(rate)).quantize(CENT, ROUND_HALF_UP)
    return {"net": net, "tax": tax, "total": net + tax}


def _digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choices("0123456789", k=count))


def tax_id(n: int) -> str:
    """Give the n-th plausible id of a fictional company."""
    seventeen = f"9111010800{n:06d}X"
    return seventeen + str(uscc.calc_check_digit(seventeen))


def identity(chance: random.Random) -> str:
    """Give a plausible number of an identity card, of nobody."""
    seventeen = f"11010119{chance.randint(60, 99)}0101{chance.randrange(1000):03d}"
    return seventeen + str(ric.calc_check_digit(seventeen + "0"))
