"""What news is about."""

from enum import Enum


class Topic(Enum):
    """What a write changed; screens name the topics that they show."""

    COMPANY = "company"
    INVOICES = "invoices"
    BACKUPS = "backups"
    RECORDS = "records"
    DECISIONS = "decisions"
    REVIEWS = "reviews"
    FILTERS = "filters"
    VERIFICATION = "verification"
    OUTAGES = "outages"
