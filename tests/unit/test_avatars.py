"""Avatars: resized to squares, without metadata; anything but a picture is refused."""

from __future__ import annotations

import contextlib
import io
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from annuaire.errors import UnreadableAnswer
from annuaire.profiles import stored_avatars
from annuaire.refresh import avatars
from tests.support.fake_networks import picture


def made(kind: str, size: tuple[int, int] = (400, 300), mode: str = "RGB", **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size, 3 if mode == "P" else None).save(buffer, kind, **options)
    return buffer.getvalue()


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of a few hundred bytes that declares so many pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(100)))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_a_png_of_any_mode_becomes_two_squares(mode: str) -> None:
    _opens(avatars.shrink(made("PNG", mode=mode)))


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "GIF"])
def test_the_other_formats_too(kind: str) -> None:
    _opens(avatars.shrink(made(kind)))


def _opens(squares: list[tuple[int, bytes]]) -> None:
    for size, body in squares:
        with Image.open(io.BytesIO(body)) as found:
            assert (found.format, found.size) == ("WEBP", (size, size))
    assert [size for size, _ in squares] == [96, 192]


def test_metadata_is_removed() -> None:
    exif = Image.Exif()
    exif[0x010E] = "Chez moi, 48.85 2.35"
    body = made("JPEG", exif=exif.tobytes(), comment=b"secret comment")
    for _, small in avatars.shrink(body):
        assert b"Chez moi" not in small
        assert b"secret" not in small
        with Image.open(io.BytesIO(small)) as found:
            assert not found.getexif()


def test_an_animation_gives_its_first_frame() -> None:
    frames = [Image.new("RGB", (50, 50), colour) for colour in ("red", "blue")]
    buffer = io.BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
    with Image.open(io.BytesIO(avatars.shrink(buffer.getvalue())[0][1])) as found:
        red, _, blue = found.convert("RGB").getpixel((48, 48))  # type: ignore[misc]
        assert red > 200 > blue
        assert getattr(found, "n_frames", 1) == 1


@pytest.mark.parametrize(
    ("width", "height"), [(30000, 30000), (4097, 10), (10, 4097), (2**31 - 1, 2**31 - 1), (9500, 9500)]
)
def test_too_many_pixels_are_refused_before_they_are_decoded(width: int, height: int) -> None:
    with pytest.raises(UnreadableAnswer):
        avatars.shrink(bomb(width, height))


@pytest.mark.parametrize(
    ("largest", "too_large"), [((4096, 9), (4097, 9)), ((9, 4096), (9, 4097))], ids=["wide", "high"]
)
def test_a_faultless_picture_may_have_so_many_pixels_a_side_and_not_one_more(
    largest: tuple[int, int], too_large: tuple[int, int]
) -> None:
    _opens(avatars.shrink(made("PNG", largest)))
    with pytest.raises(UnreadableAnswer, match="too-many-pixels"):
        avatars.shrink(made("PNG", too_large))


def test_too_many_scans_are_refused_before_they_are_decoded() -> None:
    body = made("JPEG", (2000, 2000), progressive=True)
    _opens(avatars.shrink(body))
    last = body[body.rindex(b"\xff\xda") : -2]
    few = avatars.MAX_SCANS - body.count(b"\xff\xda")
    _opens(avatars.shrink(body[:-2] + last * few + b"\xff\xd9"))
    for too_many in (few + 1, 5000):
        with pytest.raises(UnreadableAnswer, match="too-many-scans"):
            avatars.shrink(body[:-2] + last * too_many + b"\xff\xd9")
    two = made("MPO", (2000, 2000), progressive=True, save_all=True, append_images=[Image.new("RGB", (9, 9))])
    with pytest.raises(UnreadableAnswer, match="too-many-scans"):
        avatars.shrink(two + last * 100)
    assert avatars.MAX_SCANS <= 50


def small(picture: Image.Image, kind: str = "PNG", **options: object) -> Image.Image:
    """Return the small square that is made of a picture, with its transparency."""
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    with Image.open(io.BytesIO(avatars.shrink(buffer.getvalue())[0][1])) as found:
        return found.convert("RGBA")


def test_a_wide_picture_is_cropped_to_its_centre_and_not_distorted() -> None:
    wide = Image.new("RGB", (300, 100), "red")
    wide.paste("lime", (95, 0, 205, 100))
    found = small(wide)
    for place in ((2, 48), (93, 48)):
        red, green, *_ = found.getpixel(place)  # type: ignore[misc]
        assert green > 200 > red


def test_the_exif_orientation_is_applied() -> None:
    rotated = Image.new("RGB", (100, 100), "red")
    rotated.paste("lime", (0, 0, 50, 100))  # the left half is the top of the upright picture
    exif = Image.Exif()
    exif[0x0112] = 6
    found = small(rotated, "JPEG", exif=exif.tobytes())
    top, bottom = found.getpixel((48, 10)), found.getpixel((48, 86))
    assert top[1] > 200 > top[0]  # type: ignore[index]
    assert bottom[0] > 200 > bottom[1]  # type: ignore[index]


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_transparency_is_kept(mode: str) -> None:
    assert small(Image.new(mode, (100, 100), 0)).getpixel((48, 48))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize(
    "body",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<!doctype html>", picture()[:200], b"\x89PNG\r\n\x1a\n", b"GIF89a",
     made("BMP"), made("TIFF"), made("PPM"), made("ICO"), b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"],
)  # fmt: skip
def test_other_formats_are_refused(body: bytes) -> None:
    with pytest.raises(UnreadableAnswer):
        avatars.shrink(body)


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"RIFF\0\0\0\0WEBP"]),
)
def test_any_bytes_are_a_picture_or_unreadable(body: bytes, start: bytes) -> None:
    with contextlib.suppress(UnreadableAnswer):
        assert len(avatars.shrink(start + body)) == 2


@given(st.integers(0, 1200), st.binary(min_size=1, max_size=8))
def test_a_damaged_picture_is_a_picture_or_unreadable(place: int, damage: bytes) -> None:
    body = made("JPEG")
    place %= len(body)
    with contextlib.suppress(UnreadableAnswer):
        assert len(avatars.shrink(body[:place] + damage + body[place + len(damage) :])) == 2


def test_the_name_is_that_of_the_picture(tmp_path: Path) -> None:
    name = avatars.name(picture())
    assert not stored_avatars.is_complete(tmp_path, name)
    assert avatars.store(tmp_path, picture()) == name
    assert stored_avatars.is_complete(tmp_path, name)
    assert avatars.name(picture(colour="red")) != name


def test_a_picture_of_which_a_size_was_lost_is_made_again(tmp_path: Path) -> None:
    name = avatars.store(tmp_path, picture())
    for lost in sorted((tmp_path / stored_avatars.FOLDER).iterdir()):
        lost.unlink()
        assert not stored_avatars.is_complete(tmp_path, name)
        avatars.store(tmp_path, picture())
        assert stored_avatars.is_complete(tmp_path, name)


def test_pictures_that_no_profile_names_are_deleted(tmp_path: Path) -> None:
    kept, left = (avatars.store(tmp_path, picture(colour=colour)) for colour in ("teal", "red"))
    (tmp_path / stored_avatars.FOLDER / f".{left}-96.webp.tmp").write_bytes(b"half")
    assert len(avatars.sweep(tmp_path, [kept])) == 3
    assert {file.name for file in (tmp_path / stored_avatars.FOLDER).iterdir()} == {
        f"{kept}-96.webp",
        f"{kept}-192.webp",
    }


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / stored_avatars.FOLDER
    (folder / "anciens").mkdir(parents=True)
    (folder / ".gitkeep").write_bytes(b"")
    assert avatars.sweep(tmp_path, []) == []
    assert sorted(file.name for file in folder.iterdir()) == [".gitkeep", "anciens"]
