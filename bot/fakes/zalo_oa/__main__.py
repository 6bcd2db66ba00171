"""Serve the double, to try the bot by hand."""

import argparse
import sys
from collections.abc import Sequence

import uvicorn

from bot.fakes.zalo_oa.fake import APP_ID, APP_SECRET, HOOK_SECRET, FakeZaloOa


def main(given: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="dondoc fake zalo-oa", description=__doc__)
    parser.add_argument("--port", type=int, default=8083)
    parser.add_argument("--webhook", default="http://127.0.0.1:8080/hooks/zalo-oa", help="where the office listens")
    options = parser.parse_args(given)
    fake = FakeZaloOa()
    fake.url = f"http://127.0.0.1:{options.port}"
    fake.hook.url = options.webhook
    sys.stdout.write(
        f"DONDOC_ZALO_OA_API={fake.url}\nDONDOC_ZALO_OA_APP_ID={APP_ID}\nDONDOC_ZALO_OA_APP_SECRET={APP_SECRET}\n"
        f"DONDOC_ZALO_OA_WEBHOOK_SECRET={HOOK_SECRET}\n{fake.url}/people/1001\n"
    )
    sys.stdout.flush()
    uvicorn.run(fake.app, port=options.port, access_log=False, log_level="warning", timeout_graceful_shutdown=1)


if __name__ == "__main__":
    main()
