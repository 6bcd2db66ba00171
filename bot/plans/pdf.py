from bot.plans.blocks import Block
def read_pdf(data: bytes) -> list[Block]:
    raise NotImplementedError
