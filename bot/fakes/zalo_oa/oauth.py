"""Consent and tokens: a code for the first pair, a refresh token, once, for each that follows."""

import base64
import hashlib
from collections.abc import Mapping

from bot.fakes.zalo_oa.refusals import Json
from bot.fakes.zalo_oa.state import State

_REFUSED = {"error": -14014, "error_name": "Invalid grant", "error_reason": "", "ref_doc": ""}


def consent(state: State, asked: Mapping[str, str]) -> str:
    """The administrator agrees: the address of the office to which Zalo sends them back."""
    code = state.number("code-")
    state.codes[code] = asked.get("code_challenge", "")
    back = f"{asked['redirect_uri']}?code={code}&oa_id={state.oa_id}"
    return back + (f"&state={asked['state']}" if "state" in asked else "")


def grant(state: State, form: Mapping[str, str], secret: str) -> Json:
    """A pair, or an error body: both with status 200."""
    if secret != state.app_secret or form.get("app_id") != state.app_id:
        return {"error": -14001, "error_name": "Invalid app", "error_reason": "Invalid secret key", "ref_doc": ""}
    if form.get("grant_type") == "authorization_code":
        challenge = state.codes.pop(form.get("code", ""), None)
        given = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        known = challenge is not None and challenge == base64.urlsafe_b64encode(given).decode().rstrip("=")
        return state.new_pair() if known else _REFUSED
    if form.get("grant_type") == "refresh_token" and state.refresh and form.get("refresh_token") == state.refresh:
        return state.new_pair()
    return _REFUSED
