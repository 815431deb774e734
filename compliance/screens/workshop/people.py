"""People: invented years to learn from, each with its story and its lesson, and a trainer's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from compliance.screens import look, state, ways
from compliance.screens.draft import is_untouched
from compliance.screens.keeping.session import keeping
from compliance.screens.workshop.heading import heading
from compliance.screens.workshop.people_shown import keep_own, open_now, open_person, own
from compliance.text import _, ngettext
from compliance.workbook import Problem
from compliance.workshop.own_people import LONGEST, MOST, own_person, read_people, write_people
from compliance.workshop.people import Person, people

_SAID: Final = "workshop_people_said"
_GONE: Final = "workshop_people_gone"


def show() -> None:
    """The page."""
    heading(
        "people",
        _("People to learn from"),
        _(
            "Invented years of invented people, in round figures: every dollar brought 280 rupees. Open "
            "one, and all pages work with it; change what you like and see what happens."
        ),
    )
    _what_becomes_of_the_work()
    said = st.session_state.pop(_SAID, None)
    if said:
        look.aside(said, colour="green")
    _deleted()
    _gallery(list(people().values()))
    _own()


def _what_becomes_of_the_work() -> None:
    if is_untouched(state.draft()) or state.answers().get("example"):
        return
    if keeping().keeps:
        look.aside(
            _("What you have entered stays saved: you find it on the page Start when you are done."),
            colour="green",
        )
    else:
        look.aside(
            _(
                "A person takes the place of what you have entered. Save your work first on the page "
                "Documents."
            ),
            colour="amber",
        )


def _gallery(shown: Sequence[Person], *, removable: bool = False) -> None:
    now = open_now()
    for at in range(0, len(shown), 2):
        for column, person in zip(st.columns(2, gap="medium"), shown[at : at + 2], strict=False):
            is_open = now is not None and now.name == person.name
            colour = "green-" if is_open else ""
            with column, st.container(key=f"card-{colour}person-{person.name}", height="stretch"):
                look.section(_("Tax year {year}").format(year=person.workbook.tax_year))
                look.subheading(person.title)
                look.prose(person.story)
                if person.teaches:
                    look.html(
                        '<p class="hint"><b>{label}</b> {teaches}</p>',
                        label=_("What it teaches:"),
                        teaches=person.teaches,
                    )
                with st.container(horizontal=True, gap="small"):
                    label = _("Open again, as it was") if is_open else _("Open this person")
                    if st.button(
                        label, key=f"person.open.{person.name}", on_click=open_person, args=(person,)
                    ):
                        state.go_to("result")
                    if removable:
                        st.button(
                            _("Delete"),
                            key=f"person.delete.{person.name}",
                            type="tertiary",
                            on_click=_delete,
                            args=(person.name,),
                        )


def _own() -> None:
    look.heading(_("Your own people"))
    mine = own()
    if mine:
        _gallery(list(mine.values()), removable=True)
        st.download_button(
            _("Save your people to a file"),
            write_people(mine.values()),
            file_name="workshop-people.json",
            mime="application/json",
            key="people.save",
        )
    _make(mine)
    _open_file(mine)


def _make(mine: dict[str, Person]) -> None:
    with st.expander(_("Make a person of the year that is open"), key="people.make"):
        conversion = state.conversion()
        if conversion.workbook is None:
            look.prose(
                _(
                    "Enter a year first, or open one of the people above and change it: the person is "
                    "made of what is entered then."
                )
            )
            return
        look.prose(
            _(
                "The numbers on the papers and the address are left out, and the name is the one you give "
                "here."
            )
        )
        title = st.text_input(
            _("Name and what is special"), key="people.title", max_chars=LONGEST["title"]
        ).strip()
        story = st.text_area(
            _("The story, in a few sentences"), key="people.story", max_chars=LONGEST["story"]
        )
        teaches = st.text_input(_("What it teaches"), key="people.teaches", max_chars=LONGEST["teaches"])
        if not st.button(_("Keep this person"), key="people.keep"):
            return
        if not title:
            look.html('<p class="fault">{said}</p>', said=_("Give the person a name."))
            return
        work = state.answers().get("work", "something_else")
        made = own_person(title, story.strip(), teaches.strip(), work, conversion.workbook)
        if made.name in mine:
            look.html(
                '<p class="fault">{said}</p>',
                said=_("One of your people has this name already. Delete it first, or give another name."),
            )
        elif len(mine) >= MOST or not keep_own(mine | {made.name: made}):
            look.html(
                '<p class="fault">{said}</p>', said=_("There is no room for more. Delete one of your people.")
            )
        else:
            st.session_state[_SAID] = _("{person} is among your own people now.").format(person=title)
            for key in ("people.title", "people.story", "people.teaches"):
                st.session_state.pop(key, None)
            st.rerun()


def _open_file(mine: dict[str, Person]) -> None:
    with st.expander(_("Open a file of people"), key="people.file.ask"):
        file = st.file_uploader(
            _("A file of people that was saved on this page"),
            key="people.file",
            type=["json"],
            max_upload_size=5,
        )
        if file is None:
            return
        read = read_people(file.getvalue())
        problems = [one for one in read if isinstance(one, Problem)]
        if problems:
            ways.problem_box(problems)
            return
        added = {one.name: one for one in read if isinstance(one, Person)}
        together = mine | added
        if len(together) > MOST or not keep_own(together):
            look.html(
                '<p class="fault">{said}</p>',
                said=_("There is no room for more. Delete some of your people."),
            )
            return
        st.session_state[_SAID] = ngettext(
            "{count} person was opened from the file.",
            "{count} people were opened from the file.",
            len(added),
        ).format(count=len(added))
        del st.session_state["people.file"]
        st.rerun()


def _delete(name: str) -> None:
    mine = own()
    st.session_state[_GONE] = mine.pop(name)
    keep_own(mine)


def _deleted() -> None:
    gone: Person | None = st.session_state.get(_GONE)
    if gone is None:
        return
    with st.container(key="people-deleted", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(
            look.markup(
                '<p class="hint">{said}</p>', said=_("{person} was deleted.").format(person=gone.title)
            ),
            width="content",
        )
        st.button(_("Put back"), key="people.put_back", on_click=_put_back)


def _put_back() -> None:
    gone: Person = st.session_state.pop(_GONE)
    if not keep_own(own() | {gone.name: gone}):
        st.session_state[_SAID] = _("There is no room for more. Delete one of your people.")


if __name__ == "__main__":
    show()
