"""What becomes of Telegram's refusals: later, elsewhere, or never."""

from collections.abc import Callable

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from bot.channels.telegram import TelegramChannel
from bot.channels.telegram.errors import LONGEST_REASON
from bot.fakes.telegram import FakeTelegram
from bot.talk import ChannelError, Choice, Parcel
from tests import doubles

Arrange = Callable[[FakeTelegram], object]

GONE: dict[str, Arrange] = {
    "bot was blocked by the user": lambda fake: fake.block(5),
    "user is deactivated": lambda fake: fake.deactivate(5),
    "can't initiate conversation": lambda fake: fake.person(5, started=False),
    "chat not found": lambda fake: fake.world.people.clear(),
    "peer_id_invalid": lambda fake: fake.fail("sendMessage", 400, "Bad Request: PEER_ID_INVALID"),
    "input_user_deactivated": lambda fake: fake.fail("sendMessage", 403, "Forbidden: INPUT_USER_DEACTIVATED"),
}
LATER: dict[str, Arrange] = {
    "internal server error": lambda fake: fake.fail("sendMessage", 500),
    "bad gateway": lambda fake: fake.fail("sendMessage", 502),
    "gateway timeout": lambda fake: fake.fail("sendMessage", 504, "Gateway Timeout"),
    "terminated by other": lambda fake: fake.fail("sendMessage", 409),
}


async def refusal(channel: TelegramChannel, address: str = "5", **parts: object) -> ChannelError:
    choices = ((Choice("Dài", "/" + "x" * 64),),) if parts.get("long_choice") else ()
    with pytest.raises(ChannelError) as caught:
        await channel.send(address, Parcel("letter-1", "Nhắc việc", choices))
    return caught.value


@pytest.mark.parametrize("reason", GONE)
async def test_somebody_who_cannot_be_reached_is_gone(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, reason: str
) -> None:
    telegram_double.person(5)
    GONE[reason](telegram_double)
    error = await refusal(telegram_channel)
    assert reason in error.reason.lower()
    assert (error.permanent, error.gone, error.retry_after, error.moved_to) == (True, True, None, "")


async def test_a_group_that_showed_the_bot_out_is_gone(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram
) -> None:
    telegram_double.group(-77)
    telegram_double.remove_bot(-77, sender=5)
    error = await refusal(telegram_channel, "-77")
    assert "kicked from the group" in error.reason
    assert (error.permanent, error.gone) == (True, True)


@pytest.mark.parametrize("reason", LATER)
async def test_trouble_at_telegram_passes(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, reason: str
) -> None:
    telegram_double.person(5)
    LATER[reason](telegram_double)
    error = await refusal(telegram_channel)
    assert reason in error.reason.lower()
    assert (error.permanent, error.gone, error.retry_after, error.moved_to) == (False, False, None, "")


async def test_a_token_that_is_good_no_more_shuts_the_office_out(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram
) -> None:
    telegram_double.person(5)
    telegram_double.fail("sendMessage", 401)
    error = await refusal(telegram_channel)
    assert (error.shut_out, error.permanent, error.gone) == (True, False, False)


async def test_too_many_messages_say_how_long_to_wait(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram
) -> None:
    telegram_double.person(5)
    telegram_double.fail("sendMessage", 429, retry_after=17)
    error = await refusal(telegram_channel)
    assert (error.permanent, error.gone, error.retry_after) == (False, False, 17.0)


async def test_a_group_that_moved_says_where_to(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram
) -> None:
    telegram_double.group(-77)
    telegram_double.migrate(-77, -1_000_000_000_077)
    error = await refusal(telegram_channel, "-77")
    assert (error.permanent, error.gone, error.moved_to) == (False, False, "-1000000000077")
    await telegram_channel.send(error.moved_to, Parcel("letter-1", "Nhắc việc"))
    assert [post.text for post in telegram_double.sent(-1_000_000_000_077)] == ["Nhắc việc"]


async def test_a_letter_telegram_finds_wrong_will_never_go_but_the_person_is_there(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram
) -> None:
    telegram_double.person(5)
    error = await refusal(telegram_channel, long_choice=True)
    assert error.reason == "Button_data_invalid"
    assert (error.permanent, error.gone) == (True, False)


async def test_an_answer_that_comes_too_late_may_still_have_been_sent(
    telegram_double: FakeTelegram,
) -> None:
    telegram_double.person(5)
    channel = TelegramChannel(telegram_double.token, base_url=telegram_double.base_url, timeout=0.5)
    telegram_double.slow("sendMessage", 1.0)
    error = await refusal(channel)
    assert (error.reason, error.permanent) == ("Timed out", False)
    await doubles.until(lambda: telegram_double.sent(5))
    await channel.stop()


async def test_a_network_that_is_down_is_trouble_that_passes() -> None:
    channel = TelegramChannel("1:secret", base_url=f"http://127.0.0.1:{doubles.free_port()}/bot")
    error = await refusal(channel)
    assert "ConnectionRefusedError" in error.reason
    assert (error.permanent, error.gone) == (False, False)
    await channel.stop()


async def page(request: Request) -> Response:
    return HTMLResponse("<h1>Bảo trì</h1>" * 100, int(request.path_params["status"]))


async def odd_json(request: Request) -> Response:
    return JSONResponse(["?"])


@pytest.mark.parametrize("base", ["/200/bot", "/502/bot", "/503/bot", "/odd/bot"])
async def test_a_page_in_place_of_an_answer_is_trouble_that_passes(base: str) -> None:
    odd = Route("/odd/{rest:path}", odd_json, methods=["POST"])
    pages = Starlette(routes=[odd, Route("/{status:int}/{rest:path}", page, methods=["POST"])])
    with doubles.running(pages) as url:
        channel = TelegramChannel("1:secret", base_url=url + base)
        error = await refusal(channel)
        await channel.stop()
    assert (error.permanent, error.gone) == (False, False)
    assert 0 < len(error.reason) <= LONGEST_REASON


async def test_a_wrong_token_is_told_at_the_start(telegram_double: FakeTelegram) -> None:
    channel = TelegramChannel("700000001:wrong", base_url=telegram_double.base_url)
    with pytest.raises(ChannelError, match="refuses the bot's token") as caught:
        await channel.start()
    assert caught.value.permanent
    await channel.stop()


async def test_a_start_without_a_network_may_be_tried_again(telegram_double: FakeTelegram) -> None:
    channel = TelegramChannel(telegram_double.token, base_url=telegram_double.base_url)
    telegram_double.fail("getMe", 502)
    with pytest.raises(ChannelError, match="Bad Gateway") as caught:
        await channel.start()
    assert not caught.value.permanent
    await channel.start()
    assert channel.username == "DonDocBot"
    await channel.stop()
