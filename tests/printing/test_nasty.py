"""Whatever people type, the pages hold it: no crash, no text over text, none in the margins."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from meetings import agenda_of, meeting, person, session
from printing.pdf_reading import collisions, fonts, outside_margins, pages
from printing.test_glance import check_apart, check_words, grid_pages, shown
from strategies import agendas

from agendaplanner.exchange.recognise import read_any
from agendaplanner.printing.programme import glance, programme

_NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""Pages take too long for hundreds of tries at a smaller example."""
_LONG = "Reconciling the conflicting interests of donors with the long-term stability of the places they help, " * 3
_PIECES = [
    _LONG[:300], "W" * 80, "i" * 80, "a-" * 60, "/".join("abcdef" * 9), "<b>", "</para>", "&amp;", "&", "<br/>", "]]>",
    "<font size=90>", "Ελλάδα", "Москва", "Ç̈́", "和平", "😀", "שלום", "\u202e", "\u200b" * 5, "\ufeff", "\x00\x07", "\n", "\t",
    "\u00a0" * 9, "\u00ad", "…", "'\"", "%s {0}", "\\", "$x^2$", "1", "…" * 90,
]  # fmt: skip
nasty = (
    st.lists(st.sampled_from(_PIECES) | st.text(max_size=12), min_size=1, max_size=4).map(" ".join).filter(str.strip)
)


@given(
    titles=st.lists(nasty, min_size=1, max_size=5),
    names=st.lists(nasty, min_size=1, max_size=3),
    number=st.sampled_from(["", "4b", "1234567890" * 4]),
    minutes=st.sampled_from([1, 5, 15, 60, 400]),
    roles=st.integers(0, 12),
    data=st.data(),
)
@settings(max_examples=25, phases=_NO_SHRINKING)
def test_nasty_words_stay_in_their_places(titles, names, number, minutes, roles, data):
    people = [person(f"p{i}", name, name, honorific=name[:20], position=name, organisation=name, biography=name)
              for i, name in enumerate(names)]  # fmt: skip
    part = st.tuples(
        st.sampled_from(["chair", "panellist", "presenter"]), st.sampled_from([None, *(p.id for p in people)])
    )
    sessions = [
        session(
            str(i),
            f"{9 + i // 2}:00",
            data.draw(st.sampled_from(["a", "b", "hall", None])),
            kind=data.draw(st.sampled_from(["talk", "plenary", "break", "breakout"])),
            title=title,
            subtitle=title,
            abstract=title,
            questions=(title,),
            minutes=minutes,
            roles=data.draw(st.lists(part, min_size=roles, max_size=roles)),
        )
        for i, title in enumerate(titles)
    ]
    sessions = [type(s)(**{f: getattr(s, f) for f in s.__struct_fields__} | {"number": number}) for s in sessions]
    described = meeting(
        title=titles[0], subtitle=titles[-1], hosts=tuple(titles), in_association_with=tuple(titles * 6), city=names[0],
        introduction=titles[0], objectives=tuple(titles), practical=titles[0], venue=titles[0],
    )  # fmt: skip
    agenda = agenda_of(described, *people, *sessions)
    for page in pages(programme(agenda, version=titles[0])[0]):
        assert not outside_margins(page)
        assert not collisions(page)
    for page, on_page in zip(grid_pages(glance(agenda, version=titles[0])[0]), shown(agenda), strict=True):
        assert not outside_margins(page)
        check_apart(on_page)
        check_words(page, on_page)


@given(agenda=agendas())
@settings(max_examples=25, phases=_NO_SHRINKING)
def test_any_agenda_can_be_printed(agenda):
    for data, printed in (programme(agenda), glance(agenda)):
        read = pages(data)
        assert len(read) == printed.pages
        assert not any(outside_margins(page) for page in read)
        assert all(fonts(data).values())


def test_long_texts_go_over_pages():
    long = session(
        "1", "09:00", title=_LONG * 20, subtitle=_LONG * 20, questions=tuple(_LONG for _ in range(60)),
        abstract="\n\n".join([_LONG] * 3), roles=[("panellist", "berg")] * 400,
    )  # fmt: skip
    beside = [session(str(i), "10:00", "ab"[i % 2], title=_LONG * 8, questions=(_LONG,) * 30) for i in range(2, 5)]
    many = [session(str(i), "14:00", "a", title=_LONG, questions=(_LONG,) * (i % 12)) for i in range(10, 24)]
    biography = person("berg", "Hanna", "Berg", biography="\n\n".join([_LONG] * 40))
    data, printed = programme(agenda_of(long, *beside, *many, biography))
    assert printed.pages > 12
    for page in pages(data):
        assert not outside_margins(page)
        assert not collisions(page)


@pytest.mark.slow
def test_a_conference_of_hundreds_of_talks(samples):
    agenda = read_any(samples / "fosdem-2020.schedule.xml").agenda
    data, printed = glance(agenda)
    assert printed.pages == len(pages(data))
    assert len(grid_pages(data)) == 7
    assert sum(len(on_page) for on_page in shown(agenda)) == 872
    for page, on_page in zip(grid_pages(data), shown(agenda), strict=True):
        check_apart(on_page)
        check_words(page, on_page)
        assert not outside_margins(page)
        assert not collisions(page)
    data, printed = programme(agenda)
    assert printed.pages < 300
    for page in pages(data, every=8):
        assert not outside_margins(page)
        assert not collisions(page)
