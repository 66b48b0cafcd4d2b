"""Ways in and out: each only translates between its own messages and the bot's. Refuses to decide anything."""
