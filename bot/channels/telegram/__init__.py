"""Telegram, and the only folder that imports the library of that name. Refuses to decide anything: it translates, in and out."""

import os

# Without this, python-telegram-bot 22 warns at each 429 that retry_after will become a timedelta.
os.environ.setdefault("PTB_TIMEDELTA", "true")
