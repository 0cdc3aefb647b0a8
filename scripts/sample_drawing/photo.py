"""Turns flat box artwork into what a phone would take of it: a box on a table, askew, in uneven light."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

Point = tuple[float, float]
SIZE = (1140, 1520)
FRONT: tuple[Point, ...] = ((250, 232), (884, 196), (916, 1226), (300, 1206))
SIDE: tuple[Point, ...] = ((884, 196), (1018, 262), (1030, 1128), (916, 1226))
HORIZON = 900


def _coefficients(target: tuple[Point, ...], size: tuple[int, int]) -> list[float]:
    """Perspective that Pillow needs to fetch each target pixel from a picture of this size."""
    width, height = size
    corners = ((0, 0), (width, 0), (width, height), (0, height))
    rows: list[list[float]] = []
    values: list[float] = []
    for (x, y), (u, v) in zip(target, corners, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return [float(value) for value in np.linalg.solve(np.array(rows), np.array(values))]


def _noise(rng: np.random.Generator, size: tuple[int, int], grain: tuple[int, int]) -> np.ndarray:
    """Soft noise from -1 to 1 whose grains are this many pixels wide and high."""
    small = rng.uniform(-1, 1, (max(2, size[1] // grain[1]), max(2, size[0] // grain[0]))).astype(np.float32)
    return np.asarray(Image.fromarray(small).resize(size, Image.Resampling.BICUBIC))


def _room(rng: np.random.Generator) -> Image.Image:
    """A wall out of focus above a wooden table."""
    width, height = SIZE
    pixels = np.empty((height, width, 3), np.float32)
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    pixels[:] = np.array([172, 178, 176], np.float32) * (0.82 + 0.3 * (1 - down))
    wood = np.array([150, 112, 78], np.float32) * (0.86 + 0.3 * down[HORIZON:])
    grain = _noise(rng, (width, height - HORIZON), (260, 6)) * 9 + _noise(rng, (width, height - HORIZON), (90, 24)) * 6
    pixels[HORIZON:] = wood + grain[..., None]
    room = Image.fromarray(pixels.clip(0, 255).astype(np.uint8))
    pen = ImageDraw.Draw(room)
    for x, y, r, tone in ((90, 560, 150, "#8FA08C"), (190, 420, 110, "#9DAE97"), (1080, 700, 120, "#C9B79B")):
        pen.ellipse((x - r, y - r, x + r, y + r), fill=tone)
    blurred = room.filter(ImageFilter.GaussianBlur(22))
    blurred.paste(room.crop((0, HORIZON + 60, width, height)).filter(ImageFilter.GaussianBlur(2)), (0, HORIZON + 60))
    return blurred


def _place(scene: Image.Image, face: Image.Image, corners: tuple[Point, ...]) -> None:
    """Lay a flat face over the scene, its corners at the given points."""
    fine = 2
    big = tuple((x * fine, y * fine) for x, y in corners)
    size = (SIZE[0] * fine, SIZE[1] * fine)
    warped = face.transform(
        size, Image.Transform.PERSPECTIVE, _coefficients(big, face.size), Image.Resampling.BICUBIC
    ).resize(SIZE, Image.Resampling.LANCZOS)
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).polygon(big, fill=255)
    scene.paste(warped, (0, 0), mask.resize(SIZE, Image.Resampling.LANCZOS))


def _shadow(scene: Image.Image) -> None:
    """Where the box keeps the light off the table."""
    for corners, depth, blur in (
        (((310, 1190), (916, 1222), (1030, 1120), (1140, 1136), (1140, 1262), (960, 1290), (340, 1236)), 150, 26),
        (((298, 1190), (916, 1210), (1031, 1112), (1037, 1130), (918, 1237), (298, 1215)), 235, 5),
    ):
        mask = Image.new("L", SIZE)
        ImageDraw.Draw(mask).polygon(list(corners), fill=depth)
        scene.paste("#2A1B12", (0, 0), mask.filter(ImageFilter.GaussianBlur(blur)))


def photograph(artwork: Image.Image, seed: int = 20261) -> Image.Image:
    """The artwork as the front of a box in a snapshot."""
    rng = np.random.default_rng(seed)
    scene = _room(rng)
    _shadow(scene)
    side = Image.new("RGB", (200, 900), "#CFA3AA")
    pen = ImageDraw.Draw(side)
    pen.rectangle((0, 0, 5, 900), fill="#E2C1C4")
    pen.rectangle((88, 60, 112, 840), fill="#B98590")
    _place(scene, side, SIDE)
    _place(scene, artwork, FRONT)
    width, height = SIZE
    across, down = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    light = 1.04 - 0.2 * across - 0.07 * down - 0.13 * (across**2 + down**2)
    lamp = np.exp(-((across + 0.42) ** 2 / 0.3 + (down + 0.55) ** 2 / 0.2))
    pixels = np.asarray(scene.filter(ImageFilter.GaussianBlur(1.1)), np.float32) * light[..., None]
    pixels += lamp[..., None] * np.array([30, 26, 18], np.float32)
    pixels *= np.array([1.02, 1.0, 0.95], np.float32)
    pixels += rng.normal(0, 3.2, (height, width, 1)) + rng.normal(0, 1.6, (height, width, 3))
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))
