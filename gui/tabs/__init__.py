"""The tabs, each a screen that knows only its Desk; what is named in TABS stands in the rail."""

from core.domain.topic import Topic
from gui.later import Place
from words.translate import tr

ENTRY = Place(
    kind="gui.tabs.entry.EntryTab",
    word=lambda: tr("Entry"),  # 录入
    icon="barcode",
    takes_copies=True,
)
INCOMING = Place(
    kind="gui.tabs.incoming.IncomingTab",
    word=lambda: tr("Import"),  # 导入
    icon="tray",
    takes_imports=True,
)
LOOKUP = Place(
    kind="gui.tabs.lookup.LookupTab",
    word=lambda: tr("Look up"),  # 查询
    icon="magnifying-glass",
    takes_queries=True,
)
REVIEW = Place(
    kind="gui.tabs.review.ReviewTab",
    word=lambda: tr("Review"),  # 核对
    icon="scales",
    settles=Topic.RECORDS,
)
VERIFICATION = Place(
    kind="gui.tabs.verification.VerificationTab",
    word=lambda: tr("Verify"),  # 查验
    icon="checks",
    settles=Topic.VERIFICATION,
)
OVERVIEW = Place(
    kind="gui.tabs.overview.OverviewTab",
    word=lambda: tr("Overview"),  # 概览
    icon="chart-bar",
)
BACKUP = Place(
    kind="gui.tabs.backup.BackupTab",
    word=lambda: tr("Backup"),  # 备份
    icon="shield-check",
)

TABS = (ENTRY, INCOMING, LOOKUP, REVIEW, VERIFICATION, OVERVIEW, BACKUP)
