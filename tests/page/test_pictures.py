"""The view as a picture, a drawing and a printout: one drawing in light colours, with its legend."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdf
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
SVG = "{http://www.w3.org/2000/svg}"


def taken(page: Page, what: str, **fields: str) -> tuple[str, bytes]:
    """The name and the bytes of a picture of the chosen size."""
    page.get_by_role("button", name="Take away").click()
    page.get_by_role("button", name="Picture", exact=True).click()
    for name, value in fields.items():
        page.get_by_label(name).fill(value)
    with page.expect_download() as download:
        page.get_by_role("button", name=what).click()
    page.locator("dialog").get_by_role("button", name="Close").click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_a_picture_has_the_chosen_size_and_the_views_name(visit: Open) -> None:
    page = visit("select=tencent&years=1998,2004")
    name, png = taken(page, "Picture (PNG)", Width="900", Height="500")
    assert name == "the-chinese-internet-and-its-guanxi-tencent-1998-2004.png"
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    assert width == 2 * 900  # twice as sharp
    assert height > 2 * 500  # with the legend below it


def test_a_drawing_is_light_and_has_what_the_screen_has_and_a_legend(visit: Open) -> None:
    page = visit("theme=dark&years=*,2005")
    drawn = int(page.locator(".status").inner_text().split()[0])
    _, svg = taken(page, "Drawing (SVG)")
    drawing = ET.fromstring(svg)  # noqa: S314 - our own
    assert drawing.find(f"{SVG}rect").get("fill") == "#faf8f3"  # the paper of light pages
    assert len(list(drawing.iter(f"{SVG}title"))) == drawn
    texts = [text.text for text in drawing.iter(f"{SVG}text")]
    assert {"person", "company", "stated by a source", "derived by a rule"} <= set(texts)
    assert any("1970–2005" in text for text in texts)
    regions = [path for path in drawing.iter(f"{SVG}path") if re.fullmatch("#[0-9a-f]{8}", path.get("fill", ""))]
    assert regions
    assert {text.get("font-weight") for text in drawing.iter(f"{SVG}text")} >= {"450", "600"}
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_printout_is_a_drawing_and_its_notes_count_past_99(visit: Open) -> None:
    page = visit("theme=dark&select=tencent")
    text = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    notes = page.locator("#print ol li").count()
    assert notes > 99
    assert re.search(rf"\b{notes}\. ", text)
    assert page.locator("#print svg > path, #print svg > g").count() > 100


def test_a_whole_map_is_printed_with_its_strongest_ties_and_says_what_is_left_out(visit: Open) -> None:
    page = visit()
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    assert len(sheets) < 10
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    told = page.locator("#print > ul > li")
    assert told.count() == 80
    expect(page.locator("#print")).to_contain_text(re.compile(r"The 80 strongest of [\d,]+ statements"))
    nearer = visit("camera=0,0,4")
    nearer.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert 0 < nearer.locator("#print > ul > li").count() < 80  # what is out of sight is not printed


def test_an_introduction_is_printed_on_one_page(visit: Open) -> None:
    page = visit("connect=wang-xing,ding-lei")
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    assert len(sheets) == 1
    assert "connect=wang-xing,ding-lei" in sheets[0].extract_text()
    assert "Wang Xing → Ding Lei" in sheets[0].extract_text()


def test_what_is_found_in_the_table_is_printed_and_taken_away_as_csv(visit: Open) -> None:
    page = visit("view=table&query=founded%20tencent")
    found = page.locator("#table tbody tr").count()
    assert 0 < found < 80
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#print > ul > li").count() == found
    page.get_by_role("button", name="Take away").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Visible ties (CSV)").click()
    text = Path(download.value.path()).read_text("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(text)))) == found
