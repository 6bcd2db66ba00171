from bot.plans.blocks import Block
def read_xlsx(data: bytes) -> list[Block]:
    raise NotImplementedError
