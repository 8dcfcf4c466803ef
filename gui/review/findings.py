"""What a reconciliation found, in groups that filter, sorted: values, made off the thread."""

from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from core.domain.decision import Case
from core.domain.discrepancy import CauseCode, DiscrepancyType
from core.domain.invoice import Invoice, Status
from core.domain.sorting import in_order
from gui.states import Mark
from words.review import party_name
from words.translate import tr

if TYPE_CHECKING:  # comes with the store, after the first paint
    from core.services.reconciliation import News, Reconciled
    from core.services.reviewing import Signed, Since
    from core.store.records import BureauImport


class Group(Enum):
    """Where a case stands; the tiles are these, in this order."""

    AGREE = "agree"
    DIFFER = "differ"
    OURS = "ours"
    THEIRS = "theirs"
    WAITING = "waiting"
    DECIDED = "decided"


OPEN = (Group.DIFFER, Group.OURS, Group.THEIRS)
"""Groups that need a person."""


class Order(Enum):
    """How a list is sorted."""

    SUREST = "surest"
    AMOUNT = "amount"
    DATE = "date"
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class Bucket:
    """The cases of a group in their order, with what is asked of all of them at once."""

    cases: tuple[Case, ...] = ()
    keys: tuple[str, ...] = ()
    total: Decimal = Decimal("0.00")
    causes: Mapping[CauseCode, int] = field(default_factory=dict)

    def changed(
        self, gone: frozenset[int], come: Sequence[Case], group: Group, order: Order
    ) -> "Bucket":
        """Give the bucket without some cases, by their identity, and with others in their place.

        It costs little whatever the bucket holds: nothing is sorted or added up anew.
        """
        left = [case for case in self.cases if id(case) in gone]
        if not left and not come:
            return self
        cases = [case for case in self.cases if id(case) not in gone]
        causes = Counter(self.causes)
        causes.subtract(case.causes[0].cause for case in left)
        for case in come:
            insort(cases, case, key=_KEYS[order])
            causes[case.causes[0].cause] += 1
        total = self.total - _total(group, left) + _total(group, come)
        known = dict(zip(map(id, self.cases), self.keys, strict=True))
        keys = tuple(known.get(id(case)) or case.key for case in cases)
        return Bucket(tuple(cases), keys, total, causes)


@dataclass(frozen=True, slots=True)
class Findings:
    """One run, grouped and sorted; `groups` holds the cases of all groups but AGREE."""

    run: "Reconciled"
    today: date
    order: Order
    groups: Mapping[Group, Bucket]
    imports: "Sequence[BureauImport]" = ()
    news: "Sequence[News]" = ()
    signed: "Signed | None" = None
    changed: "Since | None" = None

    def bucket(self, group: Group) -> Bucket:
        """Give a group; that of what agrees holds no cases."""
        return self.groups.get(group, Bucket())

    def count(self, group: Group) -> int:
        """Count a group; all groups together are all that was compared."""
        return self.run.matched if group is Group.AGREE else len(self.groups[group].cases)

    @property
    def open(self) -> int:
        """Count what needs a person."""
        return sum(self.count(group) for group in OPEN)

    @property
    def badge(self) -> int:
        """Count what the rail says: open cases, and news about invoices of our ledger."""
        return self.open + sum(x.in_ledger for x in self.news)

    def sorted_by(self, order: Order) -> "Findings":
        """Give the same in another order."""
        groups = {group: _bucket(group, x.cases, order) for group, x in self.groups.items()}
        return replace(self, order=order, groups=groups)

    def with_changed(self, before: Sequence[Case], after: Sequence[Case | None]) -> "Findings":
        """Give what a decision made of it: cases in the place of others; None agrees now."""
        keys = {case.key for case in before}
        gone = frozenset(
            id(case)
            for bucket in self.groups.values()
            for case, key in zip(bucket.cases, bucket.keys, strict=True)
            if key in keys
        )
        come: dict[Group, list[Case]] = {group: [] for group in self.groups}
        for case in after:
            if case is not None:
                come[group_of(case, self.today)].append(case)
        groups = {
            group: bucket.changed(gone, come[group], group, self.order)
            for group, bucket in self.groups.items()
        }
        cases = tuple(case for bucket in groups.values() for case in bucket.cases)
        agree = self.run.matched + sum(case is None for case in after)
        return replace(self, run=replace(self.run, matched=agree, cases=cases), groups=groups)


def findings(run: "Reconciled", today: date, order: Order = Order.SUREST) -> Findings:
    """Group and sort what a run found."""
    groups: dict[Group, list[Case]] = {group: [] for group in Group if group is not Group.AGREE}
    for case in run.cases:
        groups[group_of(case, today)].append(case)
    made = {group: _bucket(group, cases, order) for group, cases in groups.items()}
    return Findings(run, today, order, made)


def group_of(case: Case, today: date) -> Group:
    """Tell where a case stands: open by its side, waiting until a day, or decided."""
    if case.is_open(today):
        return _SIDES[case.type]
    assert case.decision is not None, "what is not open was decided"
    return Group.WAITING if case.decision.until is not None else Group.DECIDED


def difference(case: Case) -> Decimal:
    """Give the amount of a row: ours less theirs where both are there, else the amount itself."""
    ours, theirs = case.found.ours, case.found.theirs
    if ours is None or theirs is None or is_grave(case):
        return case.invoice.amount
    mine, its = ours, theirs.invoice
    for name in ("total", "net", "tax"):
        one, other = getattr(mine, name), getattr(its, name)
        if one is not None and other is not None and one != other:
            return Decimal(one - other)
    return Decimal("0.00")


def is_grave(case: Case) -> bool:
    """Say whether the tax bureau has as void or reversed what we hold as good."""
    return case.causes[0].cause in (CauseCode.STATUS_RED, CauseCode.STATUS_VOIDED)


def mark_of(case: Case, today: date) -> Mark:
    """Give the mark of a row."""
    group = group_of(case, today)
    if group in OPEN:
        return Mark.WRONG if is_grave(case) or _is_false(case) else Mark.LOOK
    return Mark.WAITING if group is Group.WAITING else Mark.AGREES


def name_of(group: Group) -> str:
    """Name a group."""
    return {
        Group.AGREE: tr("Agreeing"),
        Group.DIFFER: tr("Differ"),
        Group.OURS: tr("Only ours"),
        Group.THEIRS: tr("Only theirs"),
        Group.WAITING: tr("Waiting"),
        Group.DECIDED: tr("Decided"),
    }[group]


def order_name(order: Order) -> str:
    """Name an order."""
    return {
        Order.SUREST: tr("Surest first"),
        Order.AMOUNT: tr("Largest first"),
        Order.DATE: tr("Newest first"),
        Order.PARTY: tr("By party"),
    }[order]


def theirs_of(case: Case) -> Invoice | None:
    """Give what the tax bureau has."""
    return case.found.theirs.invoice if case.found.theirs else None


def _bucket(group: Group, cases: Iterable[Case], order: Order) -> Bucket:
    found = tuple(in_order(list(cases), _KEYS[order]))
    causes = Counter(case.causes[0].cause for case in found)
    return Bucket(found, tuple(case.key for case in found), _total(group, found), causes)


def _total(group: Group, cases: Iterable[Case]) -> Decimal:
    """Add the amounts up; of differences without those of red letters."""
    counted = (x for x in cases if group is not Group.DIFFER or not is_grave(x))
    return sum((difference(case) for case in counted), Decimal("0.00"))


def _is_false(case: Case) -> bool:
    theirs = theirs_of(case)
    suspect = theirs is not None and theirs.status in (Status.OUT_OF_CONTROL, Status.ABNORMAL)
    return suspect or case.causes[0].cause is CauseCode.VERIFICATION_FAILED


_SIDES = {
    DiscrepancyType.DIFFERS: Group.DIFFER,
    DiscrepancyType.MISSING_IN_EXPORT: Group.OURS,
    DiscrepancyType.MISSING_IN_LEDGER: Group.THEIRS,
}


def _day(case: Case) -> int:
    return -case.invoice.issued_on.toordinal()


_KEYS: Mapping[Order, Callable[[Case], Any]] = {
    Order.SUREST: lambda x: (-x.causes[0].score, x.causes[0].cause, _day(x), x.key),
    Order.AMOUNT: lambda x: (-abs(difference(x)), _day(x), x.key),
    Order.DATE: lambda x: (_day(x), x.key),
    Order.PARTY: lambda x: (party_name(x), _day(x), x.key),
}
