"""The tabs, each a screen that knows only its Desk; what is named in TABS stands in the rail."""

from gui.tab import Tab
from gui.tabs.entry import EntryTab
from gui.tabs.lookup import LookupTab
from gui.tabs.overview import OverviewTab
from gui.tabs.review import ReviewTab

TABS: tuple[type[Tab], ...] = (EntryTab, LookupTab, ReviewTab, OverviewTab)
