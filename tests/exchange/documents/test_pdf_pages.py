"""The page view's services: where the text is printed, and pictures of pages."""

from __future__ import annotations

import ctypes
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pypdfium2.raw as pdfium
import pytest

from annotator.errors import UserError
from annotator.exchange.documents.pdf.characters import ABOVE, BELOW
from annotator.exchange.documents.pdf.library import opened
from annotator.exchange.documents.pdf.page_map import PageMap, locate
from annotator.exchange.documents.pdf.pictures import PageImages, Picture
from tests.exchange.documents.pdf_making import HEIGHT, WIDTH, Sheet, pdf, prose, wrap
from tests.exchange.documents.test_pdf_order import read


def sample() -> bytes:
    """Two columns, a head that is set aside, a parted word, a note."""
    sheets = []
    for number in range(3):
        sheet = Sheet()
        sheet.put(70, 50, "A head that is the same", size=8)
        sheet.put(70, 80, f"Title {'abc'[number]} of it", size=16)
        sheet.block(50, 120, wrap(prose(number, 80), 38))
        lines = wrap(prose(number + 10, 80), 38)
        sheet.block(310, 120, [*lines[:-1], "and the infra-", "structure of it"])
        sheet.put(310 + 6 * 15, 120 + 12 * len(lines) - 4, "1", size=6)
        sheet.block(310, 700, [f"1 A note (with brackets) of {'abc'[number]}."], size=8)
        sheets.append(sheet)
    return pdf(sheets)


@pytest.fixture(scope="module")
def data() -> bytes:
    return sample()


@pytest.fixture(scope="module")
def where(data: bytes) -> PageMap:
    return locate(data)


def test_it_is_the_text_that_the_reader_gives(data: bytes, where: PageMap) -> None:
    assert where.text == read(data).text
    assert len(where.page) == len(where.box) == len(where.text)
    assert where.sizes.tolist() == [[WIDTH, HEIGHT]] * 3


def drawn(data: bytes, number: int) -> dict[tuple[int, int], str]:
    """The characters of a page by where they begin on their baseline, in half points."""
    found = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    with opened(data, "a.pdf") as file, file.page(number) as page:
        text = pdfium.FPDFText_LoadPage(page)
        for index in range(pdfium.FPDFText_CountChars(text)):
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            place = round(2 * x.value), round(2 * (HEIGHT - y.value))
            found[place] = chr(pdfium.FPDFText_GetUnicode(text, index))
        pdfium.FPDFText_ClosePage(text)
    return found


def test_every_character_is_printed_in_its_box(data: bytes, where: PageMap) -> None:
    """PDFium has the same character there; what is not printed has no box."""
    for number in range(3):
        printed = drawn(data, number)
        for position in np.flatnonzero(where.page == number).tolist():
            x0, y0, _, y1 = where.box[position].tolist()
            baseline = y0 + (y1 - y0) * ABOVE / (ABOVE + BELOW)
            assert printed[round(2 * x0), round(2 * baseline)] == where.text[position]
    bare = where.page < 0
    assert np.isnan(where.box[bare]).all()
    assert not np.isnan(where.box[~bare]).any()
    assert {where.text[position] for position in np.flatnonzero(bare)} == {" ", "\n", "[", "]"}


def test_rectangles_and_back(where: PageMap) -> None:
    start = where.text.index("infrastructure")
    first, second = where.rectangles(start, start + len("infrastructure"))
    assert (first.page, second.page) == (0, 0)
    assert first.x0 == pytest.approx(310 + 6 * 8, abs=0.1)
    assert first.x1 == pytest.approx(310 + 6 * 13, abs=0.1)
    assert (second.x0, second.x1) == pytest.approx((310, 310 + 6 * 9), abs=0.1)
    assert second.y0 == pytest.approx(first.y0 + 12, abs=0.1)
    middle = (first.y0 + first.y1) / 2
    assert where.position_at(0, first.x0 + 1, middle) == start
    assert where.position_at(0, first.x0 + 5, middle) == start + 1
    assert where.character_at(0, first.x0 + 5, middle) == start
    assert where.character_at(0, 5, 5) is None
    below = (second.y0 + second.y1) / 2
    dragged = where.between((0, second.x1 - 0.5, below), (0, first.x0 + 0.5, middle))
    assert dragged == (start, start + len("infrastructure"))
    assert where.rectangles(start, start) == []
    assert where.position_at(7, 1, 1) is None


def test_the_page_of_a_position(where: PageMap) -> None:
    for number in range(3):
        assert where.page_at(where.text.index(f"Title {'abc'[number]}")) == number
    assert where.page_at(len(where.text)) == 2


def test_a_turned_page_has_its_boxes_as_shown(data: bytes) -> None:
    turned = data.replace(b"/MediaBox [0 0 595 842]", b"/Rotate 90/MediaBox[0 0 595 842]")
    # The places of the objects are wrong by then, and PDFium finds them itself.
    where = locate(turned)
    assert where.sizes.tolist() == [[HEIGHT, WIDTH]] * 3
    printed = where.page >= 0
    assert (where.box[printed][:, 2] <= HEIGHT).all()
    assert (where.box[printed][:, 3] <= WIDTH).all()
    assert where.text == locate(data).text


def darkness(picture: Picture, left: float, top: float, right: float, bottom: float) -> int:
    pixels = np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.width, 4)
    s = picture.scale
    part = pixels[int(top * s) : int(bottom * s), int(left * s) : int(right * s), :3]
    return int((part < 128).sum())


def test_a_picture_shows_what_the_map_says(data: bytes, where: PageMap) -> None:
    with PageImages(data, "a.pdf") as images:
        assert images.page_count == 3
        assert images.size(0) == (WIDTH, HEIGHT)
        picture = images.draw(1, 1.5)
        assert (picture.width, picture.height) == (893, 1263)
        assert len(picture.pixels) == 4 * picture.width * picture.height
        assert set(picture.pixels[3::4]) == {255}
        start = where.text.index("Title b")
        (title,) = where.rectangles(start, start + 7)
        assert darkness(picture, title.x0, title.y0, title.x1, title.y1) > 100
        assert darkness(picture, title.x0, title.y1, WIDTH, title.y1 + 12) == 0
        with pytest.raises(ValueError, match="above 0"):
            images.draw(0, 0)


def test_a_huge_page_is_drawn_smaller() -> None:
    data = pdf([Sheet()]).replace(b"[0 0 595 842]", b"[0 0 9999 9999]")
    with PageImages(data, "a.pdf") as images:
        picture = images.draw(0, 4.0)
    assert picture.width * picture.height <= 40_100_000
    assert picture.scale < 1


def test_threads_wait_for_each_other(data: bytes) -> None:
    with PageImages(data, "a.pdf") as images, ThreadPoolExecutor(4) as pool:
        alone = [images.draw(number, 1.0).pixels for number in range(3)]
        text = read(data).text
        drawn = [pool.submit(images.draw, number % 3, 1.0) for number in range(30)]
        texts = [pool.submit(read, data) for _ in range(6)]
        assert all(job.result().pixels == alone[n % 3] for n, job in enumerate(drawn))
        assert all(job.result().text == text for job in texts)


def test_what_is_no_pdf_is_said_at_once() -> None:
    with pytest.raises(UserError, match="damaged or is no PDF"):
        PageImages(b"no", "a.pdf")


def test_the_structure_of_a_rectangle_is_as_the_library_has_it() -> None:
    """Boxes are written into arrays by address, four floats each, in this order."""
    assert ctypes.sizeof(pdfium.FS_RECTF) == 16
    assert [name for name, _ in pdfium.FS_RECTF._fields_] == ["left", "top", "right", "bottom"]
    assert ctypes.sizeof(pdfium.FS_MATRIX) == 24
