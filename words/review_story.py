"""The story of a case, news of the lists, and how well months are covered, in words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from core.domain.covered_months import Extent, Month
from core.domain.decision import DecisionKind
from core.domain.invoice import EntryMethod, Status
from core.domain.tax import yuan
from words.figures import day, money, text
from words.reconciling import said
from words.translate import counted, filled, tr
from words.vocabulary import field, word

if TYPE_CHECKING:
    from core.services.reconciliation import News
    from core.services.reviewing import Event, Signed, Since

AMOUNTS = frozenset(("net", "tax", "total"))


def event(found: "Event") -> str:
    """Say what happened to a case."""
    details = found.details
    if found.what == "note":
        return str(details.get("text", ""))
    if found.what == "decide":
        kind = word(DecisionKind(details["kind"]))
        return " · ".join(filter(None, (kind, details.get("until"), details.get("note"))))
    if found.what == "add":
        return (
            " · ".join((tr("Entered"), word(EntryMethod(details["how"]))))
            if "how" in details
            else tr("Entered")
        )
    if found.what == "correct":
        changes = details.get("changes", {})
        return " · ".join((tr("Corrected"), _texts(changes), _reason(details)))
    return {
        "reopen": tr("Opened again"),
        "delete": tr("Put into the recycle bin"),
        "changed": _values(details.get("changes", {})),
        "lacking": tr("A newer list lacks it"),
        "gone": tr("A newer list lacks it"),
        "back": tr("It is in the list again"),
    }.get(found.what, tr("Changed"))


def news(found: "News") -> str:
    """Say what a newer list says of a known record."""
    if found.what == "changed":
        return _values(found.changes)
    return tr("It is in the list again") if found.what == "back" else tr("A newer list lacks it")


def extent(month: Month) -> str:
    """Say how well a month is covered, and up to when."""
    name = {
        Extent.COMPLETE: tr("complete"),
        Extent.PARTIAL: tr("partial"),
        Extent.STALE: tr("stale"),
        Extent.MISSING: tr("missing"),
    }[month.extent]
    if month.extent is Extent.PARTIAL and month.until:
        return filled(tr("{name}, to {day}"), {"name": name, "day": month.until.strftime("%m-%d")})
    if month.extent is Extent.STALE and month.made:
        return filled(tr("{name}, of {day}"), {"name": name, "day": month.made.strftime("%m-%d")})
    return name


def signed(found: "Signed") -> str:
    """Say who signed a check, and when."""
    values = {"name": found.by, "day": day(found.at.date()), "n": f"{found.undecided:,}"}
    return filled(tr("Signed by {name} on {day}, {n} open then."), values)


def since(found: "Since") -> str:
    """Say what has changed since a check was signed."""
    parts = [
        counted(len(found.fresh), tr("1 new"), tr("{n} new")) if found.fresh else "",
        counted(len(found.gone), tr("1 gone"), tr("{n} gone")) if found.gone else "",
        counted(len(found.changed), tr("1 changed"), tr("{n} changed")) if found.changed else "",
    ]
    told = ", ".join(filter(None, parts))
    return (
        filled(tr("Since then: {what}."), {"what": told})
        if told
        else tr("Nothing has changed since.")
    )


def _texts(changes: Mapping[str, Any]) -> str:
    return "; ".join(
        f"{field(path)} {said(path, old)} → {said(path, new)}"
        for path, (old, new) in changes.items()
    )


def _values(changes: Mapping[str, Any]) -> str:
    return "; ".join(
        f"{field(path)} {_value(path, old)} → {_value(path, new)}"
        for path, (old, new) in changes.items()
    )


def _value(path: str, value: Any) -> str:
    if path in AMOUNTS:
        return money(yuan(value))
    if path == "status" and value:
        return word(Status(value))
    return text(None if value is None else str(value))


def _reason(details: Mapping[str, Any]) -> str:
    reason = str(details.get("reason", ""))
    return {"bureau": tr("from the tax bureau"), "reopen": tr("taken back")}.get(reason, reason)
