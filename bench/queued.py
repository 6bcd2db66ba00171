"""A peer: Procrastinate doing what is queued at each line it is given: `python -m bench.queued DOUBLE DATABASE`."""

import asyncio
import sys

import aiohttp
from procrastinate import App, PsycopgConnector

from bench.outbound import MANY, post


async def main(double: str, database: str) -> None:
    async with aiohttp.ClientSession() as session:
        app = app_for(database, double, session)
        async with app.open_async():
            print("ready", flush=True)
            while await asyncio.to_thread(sys.stdin.readline):
                await app.run_worker_async(wait=False, concurrency=MANY, install_signal_handlers=False)
                print("done", flush=True)


def app_for(database: str, double: str, session: aiohttp.ClientSession | None) -> App:
    """`database` as psycopg reads it. Without a session it can queue, and not do."""
    app = App(connector=PsycopgConnector(conninfo=database))

    @app.task(name="send")
    async def send(person: int) -> None:
        assert session is not None
        await post(session, double, person)

    return app


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
