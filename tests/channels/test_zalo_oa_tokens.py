"""Tokens: renewed in time and once, whoever asks; what a crash, a cut line and a refusal leave behind."""

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.zalo_oa import Credentials, Hosts, Tokens, Wire
from bot.channels.zalo_oa.oauth import GrantRefused, renew
from bot.fakes.zalo_oa import FakeZaloOa
from bot.talk import ChannelError
from storage.oa_grants import claim_renewal, oa_grant
from storage.store import Store
from tests.channels.oa_town import REFRESH, SEND, USER, Town, letter


@pytest.fixture
async def town(store: Store, zalo_oa_double: FakeZaloOa, tmp_path: Path) -> AsyncIterator[Town]:
    town = Town(store, zalo_oa_double, tmp_path)
    yield town
    for channel in town.opened:
        await channel.stop()


@pytest.fixture
async def one_store(sqlite_store: Store, zalo_oa_double: FakeZaloOa, tmp_path: Path) -> AsyncIterator[Town]:
    town = Town(sqlite_store, zalo_oa_double, tmp_path)
    yield town
    for channel in town.opened:
        await channel.stop()


def refreshed(town: Town) -> int:
    return len(town.fake.calls(REFRESH))


async def test_five_callers_in_two_processes_renew_a_pair_once_and_the_one_before_is_kept(town: Town) -> None:
    before = town.grant()
    town.now += timedelta(hours=19)
    here, there = town.channel().tokens, town.channel().tokens
    assert (await here.grant()).access_token == before.access_token
    assert refreshed(town) == 0
    town.now += timedelta(hours=2)
    found = await asyncio.gather(*(tokens.grant() for tokens in (here, here, here, there, there)))
    after = town.grant()
    assert {grant.access_token for grant in found} == {after.access_token} == {town.fake.state.access}
    assert refreshed(town) == 1
    assert (after.old_access_token, after.old_refresh_token) == (before.access_token, before.refresh_token)
    assert after.renews_at == town.now + timedelta(hours=20)


async def test_who_died_after_the_call_and_before_the_commit_lost_the_pair_and_a_person_is_needed(
    one_store: Town,
) -> None:
    town = one_store
    known = town.grant()
    with town.store.transaction() as session:
        assert claim_renewal(session, known, town.now, town.now + timedelta(minutes=2))
    wire = Wire(Hosts.at(town.fake.url))
    await renew(wire, Credentials(town.fake.state.app_id, town.fake.state.app_secret), known.refresh_token)
    await wire.close()
    town.now += timedelta(hours=21)
    channel = town.channel()
    with pytest.raises(ChannelError) as caught:
        await channel.tokens.grant()
    assert caught.value.shut_out
    assert not any(token in str(caught.value) for token in (known.access_token, known.refresh_token))
    calls = refreshed(town)
    with pytest.raises(ChannelError):  # and Zalo is not asked again and again
        await channel.send("1", letter("Chào"))
    assert refreshed(town) == calls
    town.keep(town.fake.grant())  # a new consent mends it
    assert (await channel.tokens.grant()).access_token == town.fake.state.access


async def test_a_line_that_was_cut_before_zalo_heard_is_tried_again(one_store: Town) -> None:
    town = one_store
    town.now += timedelta(hours=21)
    tokens = town.channel().tokens
    for mishap in ("cut_before", "page"):
        town.fake.fail(REFRESH, mishap)
        with pytest.raises(ChannelError) as caught:
            await tokens.grant()
        assert (caught.value.shut_out, caught.value.unsure) == (False, False)
    assert (await tokens.grant()).access_token == town.fake.state.access


async def test_a_pair_that_never_counted_gives_way_to_the_one_before(one_store: Town) -> None:
    town = one_store
    town.now += timedelta(hours=21)
    good = town.grant().refresh_token
    with town.store.transaction() as session:
        row = oa_grant(session, town.office_id)
        assert row
        row.refresh_token, row.old_refresh_token = "lost-on-its-way", good
        session.add(row)
    assert (await town.channel().tokens.grant()).access_token == town.fake.state.access


async def test_too_many_calls_are_no_end_of_the_consent(one_store: Town) -> None:
    town = one_store
    town.now += timedelta(hours=21)
    tokens = town.channel().tokens
    town.fake.fail(REFRESH, "refuse", -32)
    with pytest.raises(ChannelError) as caught:
        await tokens.grant()
    assert (caught.value.shut_out, caught.value.retry_after) == (False, 60)
    await tokens.grant()


async def test_a_code_is_good_once_and_for_who_asked_for_it(one_store: Town) -> None:
    town = one_store
    tokens: Tokens = town.channel().tokens
    town.fake.state.codes["code-1"] = tokens.app.challenge
    await tokens.take_code("code-1", "8000000000000000002")
    found = town.grant()
    assert (found.account_id, found.access_token) == ("8000000000000000002", town.fake.state.access)
    town.fake.state.codes["code-2"] = "another challenge"
    for code in ("code-1", "code-2"):
        with pytest.raises(GrantRefused):
            await tokens.take_code(code, "8000000000000000002")


async def test_no_token_stands_in_a_log_or_an_error_whatever_goes_wrong(
    one_store: Town, caplog: pytest.LogCaptureFixture
) -> None:
    town = one_store
    caplog.set_level(logging.DEBUG)
    for name in ("httpcore", "httpx"):  # `dondoc serve` lets these say only warnings
        logging.getLogger(name).setLevel(logging.WARNING)
    channel, first = town.channel(), town.grant()
    mishaps = [(SEND, "refuse", -216), (SEND, "refuse", -9999), (SEND, "cut_after", 0), (SEND, "page", 0)]
    errors: list[str] = []
    words = "Gửi " + "bà Sáu"  # not as a traceback quotes this file
    for path, kind, code in [*mishaps, (REFRESH, "refuse", -14003)]:
        town.fake.fail(path, kind, code)  # type: ignore[arg-type]
        town.now += timedelta(hours=21)
        town.fake.person(USER).heard_at = town.now
        try:
            await channel.send(USER, letter(words))
        except ChannelError as error:
            errors.append(f"{error!r} {traceback.format_exception(error)}")
    assert len(errors) >= 4
    told = caplog.text + "".join(errors)
    last, state = town.grant(), town.fake.state
    tokens = {getattr(row, name) for row in (first, last) for name in ("access_token", "refresh_token")}
    assert not [secret for secret in (*tokens, state.app_secret, words) if secret in told]
