"""The settings, each page a file of its own; what is named in PAGES stands in the list."""

from gui.settings.folder import FolderPage
from gui.settings.general import GeneralPage
from gui.settings.mail import MailPage
from gui.settings.page import SettingsPage
from gui.settings.services import ServicesPage

PAGES: tuple[type[SettingsPage], ...] = (GeneralPage, FolderPage, MailPage, ServicesPage)
