"""The board's page of partners: what it says, what follows from other weights, who gets it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from kg.base.audience import Audience
from kg.base.i18n import LANGUAGES
from tests.journeys.pages.select import select

DAY = "as_of=2022-06-22"
TRIAL = f"{DAY}&w.states_reached=0&w.states_beyond=0&w.instruments=90"


def page(client: TestClient, query: str = DAY, lang: str = "en", status: int = 200) -> Any:
    response = client.get(f"/{lang}/partners?{query}")
    assert response.status_code == status, response.text[:500]
    return html.document_fromstring(response.text)


def text(element: Any) -> str:
    return " ".join(element.text_content().split())


def order(document: Any) -> list[str]:
    """Return who has a place, in the order of places."""
    cards = [
        (int(select(card, ".rank")[0].get("data-place")), select(card, "h4")[0].get("id"))
        for card in select(document, "article.partner")
        if select(card, ".rank")
    ]
    return [id_.removeprefix("partner-") for _, id_ in sorted(cards)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_cards_stand_by_verdict_with_reasons(starter: TestClient, lang: str) -> None:
    document = page(starter, lang=lang)
    groups = [one.get("id") for one in select(document, ".verdict > h3")]
    assert groups == ["verdict-approach", "verdict-conditions", "verdict-unknown"]
    for card in select(document, "article.partner"):
        assert len(select(card, "svg.cg-interval")) == 1
        assert len(select(card, "details .scroll tbody tr")) == 7
    assert len({e.get("id") for e in select(document, "[id]")}) == len(select(document, "[id]"))


def test_other_weights_give_another_order_and_say_that_they_are_a_trial(
    starter: TestClient,
) -> None:
    own, trial = page(starter), page(starter, TRIAL)
    assert order(own) != order(trial)
    assert sorted(order(own)) == sorted(order(trial))
    assert "This is a trial, not the guideline." in text(trial)
    assert "trial" not in text(select(own, "#order")[0])
    moved = select(trial, ".badge.moved")
    assert moved
    assert text(moved[0]).startswith("by the guideline: place")
    back = select(trial, "#weights-back a")[0].get("href")
    assert order(html.document_fromstring(starter.get(back).text)) == order(own)


def test_only_what_somebody_typed_is_asked_for_and_the_others_share_the_rest(
    starter: TestClient,
) -> None:
    document = page(starter, f"{DAY}&w.instruments=30&w.states_reached=")
    fields = {e.get("name"): e for e in select(document, ".pair > input[name]")}
    typed = {name: e.get("value") for name, e in fields.items() if e.get("value")}
    assert typed == {"w.instruments": "30"}
    assert fields["w.states_reached"].get("placeholder") == "16"
    assert "counts for 30%; by the guideline 10%" in text(select(document, "#share-instruments")[0])
    assert "w.states_reached" not in select(document, "#copy-view")[0].get("href")
    found = starter.get(select(document, "#as-data a")[0].get("href")).json()
    assert found["weights"]["instruments"] == 300_000
    assert found["weights"]["states_reached"] == round(200_000 * 700 / 900)


def test_its_order_is_the_one_of_the_data_beside_it(starter: TestClient) -> None:
    document = page(starter, TRIAL)
    address = select(document, "#as-data a")[0].get("href")
    found = starter.get(address).json()
    assert found["reweighted"]
    ranked = [one["id"] for one in found["results"] if one["verdict"] in ("approach", "conditions")]
    assert order(document)[: len(ranked)] == ranked


def test_the_link_to_a_view_gives_the_same_view(starter: TestClient) -> None:
    query = f"{TRIAL}&with=org/caricom&compare=org/segib&compare=org/caricom"
    document = page(starter, query)
    link = select(document, "#copy-view")[0].get("href")
    for part in ("as_of=2022-06-22", "guideline=approach-2022@0.2", "w.instruments=90"):
        assert part in link
    again = html.document_fromstring(starter.get(link).text)
    for part in ("order", "compare", "tiles", "board-rests-on"):
        assert text(select(again, f"#{part}")[0]) == text(select(document, f"#{part}")[0])


def test_a_link_names_the_day_that_its_reader_saw(starter: TestClient) -> None:
    document = html.document_fromstring(starter.get("/en/partners").text)
    assert "as_of=20" in select(document, "#copy-view")[0].get("href")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_wrong_weight_is_said_beside_what_was_typed(starter: TestClient, lang: str) -> None:
    document = page(starter, f"{DAY}&w.states_reached=600&w.instruments=abc&w.official_link=7",
                    lang, 422)  # fmt: skip
    typed = {e.get("name"): e.get("value") for e in select(document, ".pair > input[name]")}
    assert typed["w.states_reached"] == "600"
    assert typed["w.instruments"] == "abc"
    assert typed["w.official_link"] == "7"
    invalid = [e.get("name") for e in select(document, "input[aria-invalid]")]
    assert invalid == ["w.states_reached", "w.instruments"]
    assert select(document, ".found[role='alert']")
    assert not select(document, "article.partner")


def test_nothing_wrong_is_kept(starter: TestClient) -> None:
    response = starter.get(f"/en/partners?{DAY}&w.x=1")
    assert response.status_code == 422
    assert response.headers["cache-control"] == "private, no-cache" or (
        "no-store" in response.headers["cache-control"]
    )
    assert "There is no" not in response.text
    assert "The guideline has no criterion “x”" in response.text


def test_two_partners_stand_side_by_side(starter: TestClient) -> None:
    document = page(starter, f"{DAY}&compare=org/segib&compare=org/mercosur")
    compare = select(document, "#compare")[0]
    said = text(select(compare, ".said")[0])
    assert "The rules put Ibero-American General Secretariat before" in said
    assert "leads by" in said
    rows = {text(select(row, "th")[0]): row for row in select(compare, "tbody > tr")}
    assert text(rows["States that both reach"]).startswith("States that both reach4: Arg")
    chosen = [e.get("value") for e in select(compare, "option[selected]")]
    assert chosen == ["org/segib", "org/mercosur"]


def test_what_must_change_for_one_to_pass_the_other_is_said(starter: TestClient) -> None:
    document = page(starter, f"{DAY}&compare=org/caricom&compare=org/segib")
    passing = select(document, "#passing")[0]
    found = starter.get(
        f"/v1/partners/pass?{DAY}&ahead=org/segib&behind=org/caricom&lang=en"
    ).json()
    assert [text(e) for e in select(passing, "li")] == found["sentences"]


def test_a_card_says_how_far_it_depends_on_the_weights(starter: TestClient) -> None:
    found = starter.get(f"/v1/partners?{DAY}&robustness=true&top=1&lang=en").json()["results"][0]
    (card,) = [
        one for one in select(page(starter), "article.partner")
        if select(one, "h4")[0].get("id") == f"partner-{found['id']}"
    ]  # fmt: skip
    said = [text(e) for e in select(card, "details li")]
    assert {*found["sentences"]} <= {*said}
    shares = [text(e) for e in select(card, ".places tr")[1][1:]]
    assert len(shares) == len(found["acceptability"]) + 1
    assert shares[0] == f"{round(found['acceptability'][0] / 10_000)}%"
    assert len(select(card, "svg.cg-ranks")) == 1


def test_where_intervals_overlap_partners_are_not_yet_comparable(starter: TestClient) -> None:
    found = starter.get(f"/v1/partners?{DAY}&top=1").json()["results"][0]
    others = found["not_comparable"]
    shown = text(page(starter))
    assert f"Rank 1–{1 + others}" in shown
    assert f"not yet comparable with {others} others" in shown
    # Who cannot be told from others has no number of its own, on paper as little as on the page.
    printed = select(page(starter, f"{DAY}&print=yes"), "table.overview tbody tr")
    assert text(printed[0]).startswith(f"1–{1 + others}")


@pytest.mark.parametrize("best", [1, 3])
def test_so_many_are_chosen_together(starter: TestClient, best: int) -> None:
    found = starter.get(f"/v1/together?{DAY}&best={best}&lang=en").json()
    chosen = select(page(starter, f"{DAY}&best={best}"), ".chosen > li")
    assert len(chosen) == best
    for step, one in zip(found["steps"], chosen, strict=True):
        assert text(one).startswith(step["label"])
        assert step["sentence"] in text(one)


@pytest.mark.parametrize("best", ["0", "13", "x", "99999999999", "-1"])
def test_no_such_number_is_as_if_nothing_was_said(starter: TestClient, best: str) -> None:
    assert len(select(page(starter, f"{DAY}&best={best}"), ".chosen > li")) == 4


def test_who_is_no_candidate_is_not_compared(starter: TestClient) -> None:
    document = page(starter, f"{DAY}&compare=org/segib&compare=org/unasur")
    assert "is no candidate under this guideline" in text(select(document, "#compare")[0])
    assert page(starter, f"{DAY}&compare=org/nobody", status=404) is not None


def test_one_alone_asks_for_a_second(starter: TestClient) -> None:
    document = page(starter, f"{DAY}&compare=org/segib&compare=org/segib")
    assert "Choose a second partner." in text(select(document, "#compare")[0])


def test_tiles_show_whom_one_chose_and_say_the_same_as_a_table(starter: TestClient) -> None:
    document = page(starter, f"{DAY}&with=org/segib&with=org/caricom")
    tiles = select(document, "#tiles")[0]
    assert "Together they reach 33 of 35 states" in text(tiles)
    assert "Only by SEGIB: 19; Only by CARICOM: 14; None of them: 2" in text(tiles)
    rows = {
        text(select(row, "th")[0]): text(select(row, "td")[0])
        for row in select(tiles, "tbody > tr")
    }
    assert rows["Haiti"] == "CARICOM"
    assert rows["Peru"] == "SEGIB"
    assert len(rows) == 35


def test_the_plan_s_partners_are_shown_where_nobody_is_chosen(starter: TestClient) -> None:
    checked = [e.get("value") for e in select(page(starter), "#tiles input[checked]")]
    assert checked == ["org/segib", "org/mercosur", "org/caricom", "org/sica"]


def test_what_is_printed_is_open_and_says_what_it_rests_on(starter: TestClient) -> None:
    document = page(starter, f"{TRIAL}&print=yes")
    assert select(document, "details")
    assert all(e.get("open") is not None for e in select(document, "main details"))
    assert not select(document, "main form")
    rests = text(select(document, ".each-page")[0])
    for part in ("For the board.", "version 0.2", "June 22, 2022", "revision", "A trial",
                 "Programmes and funds it runs 90%"):  # fmt: skip
        assert part in rests
    assert len(select(document, ".overview tbody > tr")) == len(order(document))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("audience", ["public", "states"])
@pytest.mark.parametrize(
    "query", ["", "w.states_reached=x", TRIAL, "compare=org/segib", "print=yes"]
)
def test_nobody_else_gets_it(
    world: Callable[[Audience], TestClient], audience: Audience, lang: str, query: str
) -> None:
    response = world(audience).get(f"/{lang}/partners?{query}")
    assert response.status_code == 403
    assert "etag" not in response.headers
    assert "no-store" in response.headers["cache-control"]
    refused = html.document_fromstring(response.text)
    assert len(select(refused, "h1")) == 1
    assert not select(refused, "#weights, article, .badge, table, svg.cg-tiles")


def test_the_board_may_look_at_it_as_others_and_gets_nothing(starter: TestClient) -> None:
    assert starter.get("/en/partners?audience=states").status_code == 403


def test_texts_from_addresses_stay_texts(starter: TestClient) -> None:
    hostile = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E"
    for query in (f"w.states_reached={hostile}", f"w.{hostile}=3", f"with={hostile}",
                  f"compare={hostile}", f"guideline={hostile}"):  # fmt: skip
        response = starter.get(f"/en/partners?{query}")
        assert response.status_code in {404, 422}
        assert "<script>alert" not in response.text
