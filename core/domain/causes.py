"""Why a discrepancy is one: causes with evidence that can be checked, and one action each."""

from core.domain.discrepancy import Cause, Circumstances, Discrepancy


def explain(found: Discrepancy, around: Circumstances) -> tuple[Cause, ...]:
    """Give every cause that holds, likeliest first; UNKNOWN where none does."""
    raise NotImplementedError
