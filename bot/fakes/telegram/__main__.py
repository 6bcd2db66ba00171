"""Serve the double, to try the bot by hand."""

import argparse
import sys

import uvicorn

from bot.fakes.telegram.fake import EXAMPLE_TOKEN, FakeTelegram


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bot.fakes.telegram", description=__doc__)
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default=EXAMPLE_TOKEN)
    given = parser.parse_args()
    fake = FakeTelegram(given.token)
    fake.url = f"http://127.0.0.1:{given.port}"
    sys.stdout.write(
        f"base_url {fake.base_url}, token {given.token}\n"
        f'curl {fake.url}/people/say -d \'{{"chat": 5, "text": "/start"}}\'\n'
        f"curl {fake.url}/people/messages/5\n"
    )
    uvicorn.run(fake.app, port=given.port, access_log=False, log_level="warning", timeout_graceful_shutdown=1)


if __name__ == "__main__":
    main()
