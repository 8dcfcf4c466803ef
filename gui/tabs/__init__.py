"""The tabs, each a screen that knows only its Desk; what is named in TABS stands in the rail."""

from gui.tab import Tab
from gui.tabs.backup import BackupTab
from gui.tabs.entry import EntryTab
from gui.tabs.incoming import IncomingTab
from gui.tabs.lookup import LookupTab
from gui.tabs.overview import OverviewTab
from gui.tabs.review import ReviewTab
from gui.tabs.verification import VerificationTab

TABS: tuple[type[Tab], ...] = (
    EntryTab,
    IncomingTab,
    LookupTab,
    ReviewTab,
    VerificationTab,
    OverviewTab,
    BackupTab,
)
