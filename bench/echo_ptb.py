"""A peer: python-telegram-bot that says every text back, without any storage. `python -m bench.echo_ptb PORT DOUBLE`.

As PTB's own example of a webhook in one's own Starlette, except that an update is confirmed once it was answered.
"""

import asyncio
import os
import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bench.load import PATH, SECRET
from bench.processes import TOKEN

os.environ.setdefault("PTB_TIMEDELTA", "true")


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


async def main(port: int, double: str) -> None:
    bot = Application.builder().token(TOKEN).base_url(f"{double}/bot").updater(None).build()
    bot.add_handler(MessageHandler(filters.TEXT, echo))

    async def receive(request: Request) -> Response:
        if request.headers.get("X-Telegram-Bot-Api-Secret-Token") != SECRET:
            return Response(status_code=403)
        await bot.process_update(Update.de_json(await request.json(), bot.bot))
        return Response()

    routes = [Route(PATH, receive, methods=["POST"])]
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes), port=port, log_config=None))
    async with bot:
        await bot.start()
        await server.serve()
        await bot.stop()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2]))
