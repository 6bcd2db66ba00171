"""Photos that people of the stories send: drawn, as nobody real should stand in them."""

import io

from PIL import Image, ImageDraw, ImageFilter

from pictures.stage import File

WIDTH, HEIGHT = 480, 320
NIGHT, ROAD, POLE = (24, 28, 48), (44, 46, 58), (92, 94, 104)
GLOW, WALL = (255, 226, 150), (60, 52, 60)


def dark_lamp() -> File:
    """A street at night whose lamp is out."""
    return _jpeg("den-hong.jpg", _street(lit=False))


def mended_lamp() -> File:
    return _jpeg("den-sang.jpg", _street(lit=True))


def _street(*, lit: bool) -> Image.Image:
    picture = Image.new("RGB", (WIDTH, HEIGHT), NIGHT)
    draw = ImageDraw.Draw(picture)
    for left, top, width in ((0, 120, 90), (95, 90, 110), (330, 100, 150)):
        draw.rectangle((left, top, left + width, 235), fill=WALL)
    draw.polygon(((0, 235), (WIDTH, 235), (WIDTH, HEIGHT), (0, HEIGHT)), fill=ROAD)
    if lit:
        light = Image.new("L", picture.size)
        ImageDraw.Draw(light).polygon(((262, 66), (120, HEIGHT), (420, HEIGHT)), fill=120)
        picture.paste(Image.new("RGB", picture.size, GLOW), mask=light.filter(ImageFilter.GaussianBlur(18)))
        draw = ImageDraw.Draw(picture)
    draw.rectangle((216, 52, 224, 290), fill=POLE)
    draw.line((220, 56, 266, 56), fill=POLE, width=6)
    draw.ellipse((248, 52, 282, 68), fill=GLOW if lit else (70, 72, 84))
    return picture


def _jpeg(name: str, picture: Image.Image) -> File:
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=85)
    return File(name, "image/jpeg", data.getvalue())
