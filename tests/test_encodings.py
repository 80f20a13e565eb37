"""The encoding of small files, such as people have: a few names, in the scripts of their spreadsheets."""

import pytest

from guanxi_graph.encodings import ENCODINGS, encoding_of


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb18030", "雷军"),
        ("gb18030", "起始节点,目标节点\n王兴,王慧文\n"),
        ("gb18030", "蘇曼殊,章太炎,師友"),
        ("big5", "關係"),
        ("big5", "蘇曼殊,章太炎,師友\n魯迅,許壽裳,同鄉\n"),
        ("cp1252", "Café Zoë"),
        ("cp1252", "Åland,Ägypten,Curaçao"),
        ("cp1252", "People’s Daily,editor"),
        ("cp1252", "Source,Target\nMüller,Françoise\n"),
        ("cp1250", "Maria Skłodowska-Curie,Władysław Skłodowski"),
        ("cp1250", "Jiří,Božena\nŠárka,Anežka\n"),
        ("cp1251", "Ахматова,Гумилёв"),
        ("cp1251", "кто,кого\nПушкин,Дельвиг\n"),
        ("utf-16", "关系"),
        ("utf-16-le", "name,关系\n王兴,朋友\n"),
        ("utf-16-be", "name,关系\n王兴,朋友\n"),
        ("utf-8", "关系, Müller"),
    ],
)
def test_a_few_names_tell_the_encoding(encoding, text):
    found = encoding_of(text.encode(encoding))
    assert text.encode(encoding).decode(found) == text
    assert found in ENCODINGS


@pytest.mark.parametrize("data", [b"", b"plain", b"\x00\x81\xff", b"\x81\x8d,b"])
def test_what_shows_no_other_is_utf_8(data):
    assert encoding_of(data) == "utf-8"
