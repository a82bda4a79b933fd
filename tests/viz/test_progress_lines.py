"""Lines over time against an aim: what is drawn is what is said, and nothing of it is markup."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from viz.progress_lines import Aim, Course, Days, progress_lines

SVG = "{http://www.w3.org/2000/svg}"
AIM = Aim("The aim: all 32", 32)
DAYS = Days("November 2025", "November 2026")


def drawn(*courses: Course, aim: Aim = AIM) -> ET.Element:
    return ET.fromstring(progress_lines("A title", courses, aim, DAYS, "en"))


def test_each_line_ends_at_its_last_count_and_is_told_by_shape_too() -> None:
    courses = (Course("One", (0, 8, 32), "32"), Course("Two", (0, 0, 16), "16"))
    picture = drawn(*courses)
    lines = [p for p in picture.iter(f"{SVG}path") if p.get("stroke-width") == "2"]
    ends = [p.get("d", "").rpartition("L")[2] for p in lines if "L" in p.get("d", "")]
    heights = [float(end.split()[1]) for end in ends]
    top, floor = 24.0, 174.0
    assert heights == [top, (top + floor) / 2]
    assert len({p.get("stroke-dasharray") for p in lines}) == 2
    assert len(list(picture.iter(f"{SVG}circle"))) == 2


def test_it_says_to_everybody_what_it_shows() -> None:
    picture = drawn(Course("One", (0, 8), "8"))
    title, desc = picture.find(f"{SVG}title"), picture.find(f"{SVG}desc")
    assert title is not None
    assert title.text == "A title"
    assert desc is not None
    assert desc.text == "One: 8; The aim: all 32"
    assert picture.get("role") == "img"
    named = f"{title.get('id')} {desc.get('id')}"
    assert picture.get("aria-labelledby") == named


def test_nothing_that_is_told_is_markup() -> None:
    picture = drawn(Course("<script>x</script>", (1,), "<b>"), aim=Aim("&<i>", 0))
    assert not list(picture.iter(f"{SVG}script"))
    texts = [text.text for text in picture.iter(f"{SVG}text")]
    assert "<script>x</script>" in texts
    assert "&<i>" in texts
