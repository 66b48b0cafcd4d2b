"""The inbox of a vertrouwenspersoon, under /postvak. Refuses to see a passphrase, a private key or an opened report: those stay in the browser."""

from bot.inbox.app import inbox_app, inbox_routes, static_files

__all__ = ["inbox_app", "inbox_routes", "static_files"]
