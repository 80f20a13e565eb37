"""A page as a map publishes it: what previews of links are told, the card, its own colours and credit."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from guanxi_graph.checks.look_of_page import MEETS
from guanxi_graph.contrast import contrast, nearest_readable
from guanxi_graph.map import Map
from guanxi_graph.model import MapInfo
from guanxi_graph.page import assets
from guanxi_graph.page.card import card
from guanxi_graph.page.looks import LOOKS
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary

Open = Callable[..., Page]
SETTINGS = """
title = {en = "A mill & its <people>", zh-Hans = "磨坊与人"}
description = {en = "Who owned the mill."}
page = "https://example.org/mill/"
updated = 2024-05-01
[theme]
accent = "#0b5394"
accent_dark = "#9fc5ff"
paper = "#ffffff"
font = "DejaVu Sans"
credit = {en = "The Example"}
"""


def built(guanxi, write_map, files: dict[str, str]) -> Path:
    """The folder of the real command's output."""
    folder = write_map(files)
    done = guanxi("build", folder)
    assert done.returncode == 0, done.stderr
    return folder / "export"


def test_previews_of_links_are_told_title_words_and_card(guanxi, write_map) -> None:
    folder = built(guanxi, write_map, {"map.toml": SETTINGS})
    html = (folder / "index.html").read_text("utf-8")
    told = dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', html))
    assert told["og:title"] == "A mill &amp; its &lt;people&gt;"
    assert told["description"] == told["og:description"] == "Who owned the mill."
    assert told["og:image"] == "https://example.org/mill/card.png"
    assert told["og:url"] == "https://example.org/mill/"
    assert told["article:modified_time"] == "2024-05-01"
    drawn = (folder / "card.png").read_bytes()
    assert drawn[16:24] == (1200).to_bytes(4, "big") + (630).to_bytes(4, "big")
    again = built(guanxi, write_map, {"map.toml": SETTINGS})
    assert (again / "card.png").read_bytes() == drawn


def test_the_words_of_a_card_are_broken_between_words_and_chinese_anywhere() -> None:
    def title(text: str) -> list[str]:
        drawn = card(Map.of(MapInfo(title={"en": text}), built_in_vocabulary(), entities=[], sources=[], claims=[]), {})
        return re.findall(r'font-size="54"[^>]*>([^<]*)<', drawn)

    assert title("The Bloomsbury group") == ["The Bloomsbury", "group"]
    assert title("中国互联网与关系 guanxi 图谱") == ["中国互联网与关系", "guanxi 图谱"]
    assert title("Internationalismusforschung") == ["Internationalism", "usforschung"]


def test_without_the_library_there_is_no_card_and_the_command_says_so(guanxi, write_map, tmp_path: Path) -> None:
    (tmp_path / "resvg_py.py").write_text("raise ImportError\n", "utf-8")
    folder = write_map({"map.toml": SETTINGS})
    done = guanxi("build", folder, env={"PYTHONPATH": f"{tmp_path}:{Path(assets.__file__).parents[2]}"})
    assert done.returncode == 0
    assert "no card.png, which previews of links show: png needs resvg_py: pip install" in done.stdout
    assert not (folder / "export" / "card.png").exists()
    assert "og:image" not in (folder / "export" / "index.html").read_text("utf-8")


@pytest.mark.browser
def test_the_page_wears_the_maps_colours_and_tells_whose_it_is(guanxi, write_map, watched: BrowserContext) -> None:
    folder = built(guanxi, write_map, {"map.toml": SETTINGS})
    page = watched.new_page()
    page.goto((folder / "index.html").as_uri())
    page.wait_for_selector("body.ready")
    expect(page.locator("#panel")).to_contain_text("The Example · Updated 1 May 2024")
    said = "(name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()"
    assert page.evaluate(said, "--accent") == "#0b5394"
    assert page.evaluate(said, "--map") == "#ffffff"
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"DejaVu Sans"')
    page.get_by_role("button", name="Dark colours").click()
    assert page.evaluate(said, "--accent") == "#9fc5ff"


def test_what_a_theme_is_held_to_are_the_colours_of_the_page() -> None:
    page = assets.style() + "".join(f"{look.light} {look.dark}" for look in LOOKS.values())
    for field, beside in MEETS.items():
        for each in beside:
            assert each.colour in page, f"{field}: {each.what}"
    light, dark = ([getattr(look, name) for look in LOOKS.values()] for name in ("light", "dark"))
    for paper, signs, field in (("#faf8f3", light, "paper"), ("#15171b", dark, "paper_dark")):
        weakest = min(signs, key=lambda sign: contrast(sign, paper))
        assert weakest in {each.colour for each in MEETS[field]}


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)  # the textbook's nearly readable grey
    found = nearest_readable("#777777", [("#ffffff", 4.5)])
    assert contrast(found, "#ffffff") >= 4.5
    assert found > "#747474"
    assert nearest_readable("#0b5394", [("#ffffff", 4.5)]) == "#0b5394"
