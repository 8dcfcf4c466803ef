"""The six tiles of the review, whose numbers are filters."""

from gui.review.findings import Findings, Group, name_of
from gui.states import Mark
from gui.tiles import Tile, TileRow
from words.translate import filled, tr

MARKS = {
    Group.AGREE: Mark.AGREES,
    Group.DIFFER: Mark.LOOK,
    Group.OURS: Mark.LOOK,
    Group.THEIRS: Mark.LOOK,
    Group.WAITING: Mark.WAITING,
    Group.DECIDED: Mark.AGREES,
}


class Tiles(TileRow):
    """One for each group."""

    def __init__(self) -> None:
        super().__init__([Tile(group, MARKS[group], name_of(group)) for group in Group])

    def show_counts(self, found: Findings) -> None:
        """Show the numbers of a run."""
        for group in Group:
            self.show_count(group, found.count(group), _unit(group, found))


def _unit(group: Group, found: Findings) -> str:
    if group is Group.AGREE:
        share = 100 * found.run.matched // max(found.run.ours, 1)
        return filled(tr("{percent} %"), {"percent": min(share, 100)})
    return {
        Group.DIFFER: tr("in some field"),
        Group.OURS: tr("not in theirs"),
        Group.THEIRS: tr("not in ours"),
        Group.WAITING: tr("not due yet"),
        Group.DECIDED: tr("decision kept"),
    }[group]
