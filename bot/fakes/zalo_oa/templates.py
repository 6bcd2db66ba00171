"""Messages by an approved template, to a telephone number, against payment."""

from bot.fakes.zalo_oa.refusals import Json, RefusalError
from bot.fakes.zalo_oa.state import State

PRICE = 300


def send(state: State, body: Json) -> Json:
    phone, template = str(body.get("phone", "")), str(body.get("template_id", ""))
    if not (phone.startswith("84") and phone.isdecimal()):
        raise RefusalError(-108)
    if template not in state.templates:
        raise RefusalError(-131)
    data = body.get("template_data")
    if not isinstance(data, dict) or set(state.templates[template]) - set(data):
        raise RefusalError(-1121)
    if body.get("mode") == "development":
        if phone not in state.admins:
            raise RefusalError(-127)
    elif state.balance < PRICE:
        raise RefusalError(-115)
    else:
        state.balance -= PRICE
    return {"msg_id": state.number("zns-"), "sent_time": state.stamp(), "quota": {"remainingQuota": "500"}}
