"""Understands what students write, in a process of its own. Refuses to know the bot, the conversations and who is writing."""
