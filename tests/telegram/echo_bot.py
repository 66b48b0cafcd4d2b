"""The least that a bot on this library can be: answers each word and each press with a message and a button. Refuses anything else.

`make bench` runs it beside ours, on the same presses."""

from __future__ import annotations

import os
import sys

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import ApplicationBuilder, CallbackQueryHandler, ContextTypes, MessageHandler, filters

BUTTON = InlineKeyboardMarkup([[InlineKeyboardButton("Nog eens", callback_data="1:nog")]])


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.callback_query:
        await update.callback_query.answer()
    await update.effective_chat.send_message("Gehoord.", reply_markup=BUTTON)


if __name__ == "__main__":
    application = ApplicationBuilder().token(os.environ["STAGEMAAT_TELEGRAM_TOKEN"]).base_url(sys.argv[1]).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.add_handler(CallbackQueryHandler(echo))
    application.run_polling()
