"""Kinds of work in everyday words, and what the law calls them.

IT services are defined in section 2(30AD) and IT-enabled services in section 2(30AE) of the Ordinance; both
lists say "include but not limited to". Work that neither names maps to `unsure` where it is done online and
could be argued, and to `other` where it plainly is another trade. `named` says whether the law uses a word
for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from compliance.text import N_, _

Service = Literal["it", "ites", "other", "unsure"]


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of work: its code, everyday name and class, the word of the law (empty if none), and other
    words that people call it by, under which the list is searched."""

    code: str
    name: str
    service: Service
    word_of_law: str = ""
    also: str = ""

    @property
    def named(self) -> bool:
        """Whether the law names this work."""
        return bool(self.word_of_law)


_ALL: Final = (
    Work(
        "software_developer",
        N_("Software developer, programmer"),
        "it",
        N_("software development"),
        N_("coding, backend, full stack, Python, Java"),
    ),
    Work(
        "app_developer", N_("App developer"), "it", N_("software development"), N_("mobile app, Android, iOS")
    ),
    Work(
        "game_developer", N_("Game developer"), "it", N_("software development"), N_("games, Unity, Roblox")
    ),
    Work(
        "web_developer",
        N_("Web developer"),
        "it",
        N_("web development"),
        N_("website, frontend, WordPress, Shopify developer"),
    ),
    Work(
        "web_designer",
        N_("Web designer"),
        "it",
        N_("web design"),
        N_("web design, website design, landing pages"),
    ),
    # Before whatever holds "ai" within a word, so that typing it finds these first.
    Work(
        "data_scientist",
        N_("AI, machine learning, data analyst"),
        "unsure",
        also=N_("artificial intelligence, data science, data analysis, Excel"),
    ),
    Work(
        "data_annotator",
        N_("Data annotation, AI training"),
        "unsure",
        also=N_("data labelling, data labeling, rating of answers"),
    ),
    Work(
        "software_support",
        N_("Software maintenance and support"),
        "it",
        N_("software maintenance"),
        N_("bug fixing"),
    ),
    Work("web_hosting", N_("Web hosting"), "it", N_("web hosting")),
    Work("network_designer", N_("Network designer"), "it", N_("network design")),
    Work("systems_integrator", N_("Systems integration"), "it", N_("system integration")),
    Work(
        "software_tester", N_("Software tester"), "unsure", also=N_("software testing, QA, quality assurance")
    ),
    Work(
        "server_administrator",
        N_("DevOps, server administration"),
        "unsure",
        also=N_("system administrator, cyber security, cybersecurity"),
    ),
    Work(
        "interface_designer",
        N_("Interface designer (UI, UX)"),
        "unsure",
        also=N_("UI/UX, Figma, product design"),
    ),
    Work(
        "graphic_designer",
        N_("Graphic designer, logos, illustrations"),
        "ites",
        N_("graphics design"),
        N_("graphics, logo design, illustrator, Canva, Photoshop"),
    ),
    Work(
        "chat_support",
        N_("Customer support by chat or email"),
        "unsure",
        also=N_("customer service, live chat"),
    ),
    Work(
        "call_centre",
        N_("Call centre, customer support by telephone"),
        "ites",
        N_("call centres"),
        N_("call center, call agent"),
    ),
    Work(
        "data_entry",
        N_("Data entry"),
        "ites",
        N_("data entry operations"),
        N_("typing into forms and sheets"),
    ),
    Work(
        "bookkeeper",
        N_("Accountant, bookkeeper"),
        "ites",
        N_("accounting services"),
        N_("accounting, bookkeeping, book-keeping, QuickBooks, Xero"),
    ),
    Work(
        "human_resources",
        N_("HR services, recruiting"),
        "ites",
        N_("HR services"),
        N_("recruiter, recruitment"),
    ),
    Work(
        "transcriber",
        N_("Transcription, other than medical"),
        "unsure",
        also=N_("transcriber, transcriptionist, captions"),
    ),
    Work("medical_transcriber", N_("Medical transcription"), "ites", N_("medical transcription")),
    Work("telemedicine", N_("Telemedicine"), "ites", N_("telemedicine centres")),
    Work("remote_monitoring", N_("Remote monitoring"), "ites", N_("remote monitoring")),
    Work("cloud_services", N_("Cloud computing, data storage"), "ites", N_("cloud computing services")),
    Work("insurance_claims", N_("Insurance claims processing"), "ites", N_("insurance claims processing")),
    Work(
        "video_editor",
        N_("Video editor, animator"),
        "unsure",
        also=N_("video editing, animation, motion graphics, 3D"),
    ),
    Work(
        "audio_editor", N_("Audio editor"), "unsure", also=N_("audio editing, podcast editing, sound mixing")
    ),
    Work(
        "translator", N_("Translator"), "unsure", also=N_("translation, interpreter, subtitles, localisation")
    ),
    Work(
        "writer",
        N_("Writer, copywriter"),
        "unsure",
        also=N_("content writer, content writing, article writer, blog writer, copywriting, ghostwriter"),
    ),
    Work(
        "proofreader",
        N_("Proofreader, text editor"),
        "unsure",
        also=N_("proofreading, copy editing, editing of texts"),
    ),
    Work(
        "virtual_assistant",
        N_("Virtual assistant"),
        "unsure",
        also=N_("VA, virtual assistance, admin work, Amazon, online store"),
    ),
    Work(
        "social_media_manager",
        N_("Social media manager"),
        "unsure",
        also=N_("social-media, social media marketing, Instagram, Facebook pages"),
    ),
    Work(
        "marketer",
        N_("Online marketing, SEO"),
        "unsure",
        also=N_("digital marketing, search engine work, ads, email marketing, lead generation"),
    ),
    Work(
        "tutor",
        N_("Online tutor, teacher"),
        "unsure",
        also=N_("tutoring, teaching, Quran teacher, online courses"),
    ),
    Work(
        "creator",
        N_("YouTuber, TikToker, content creator"),
        "unsure",
        also=N_("influencer, vlogger, blogger, streamer"),
    ),
    Work(
        "engineer",
        N_("Architect, engineer, technical drawings"),
        "other",
        also=N_("CAD, AutoCAD, interior design"),
    ),
    Work("consultant", N_("Business or legal consultant"), "other", also=N_("lawyer, business plans")),
    Work(
        "voice",
        N_("Voice over artist, musician, photographer"),
        "other",
        also=N_("voice-over, voiceover, music, photography"),
    ),
    Work("something_else", N_("Something else, or I don’t know"), "unsure"),
)
WORKS: Final = {work.code: work for work in _ALL}
"""By code, in the order in which they are offered."""


def offered() -> dict[str, str]:
    """What is offered, by code: the name with its other words, since a list is searched as it is shown."""
    return {code: _offered(work) for code, work in WORKS.items()}


def _offered(work: Work) -> str:
    if not work.also:
        return _(work.name)
    return _("{work} ({also})").format(work=_(work.name), also=_(work.also))


def trades() -> dict[str, Service]:
    """Every name of a trade, each part of its everyday name and what else it is called, with its class.

    A name that trades of several classes share is left out: it does not say which is meant.
    """
    found: dict[str, set[Service]] = {}
    for work in _ALL:
        for words in filter(None, (work.name, work.also)):
            for name in _(words).split(","):
                found.setdefault(name.strip(), set()).add(work.service)
    return {name: classes.pop() for name, classes in found.items() if len(classes) == 1}


def services() -> dict[str, str]:
    """The classes of the law in words, by code."""
    return {
        "it": _("IT: software, web, networks"),
        "ites": _("IT-enabled: design, data, accounts, call centre, …"),
        "other": _("Another service"),
        "unsure": _("Not sure, or the law does not name it"),
    }


def short_services() -> dict[str, str]:
    """The classes of the law in a word or two, by code."""
    return {"it": _("IT"), "ites": _("IT-enabled"), "other": _("Other"), "unsure": _("Not sure")}


def chosen(answer: str) -> list[Work]:
    """The kinds of work in an answer, which holds their codes with commas between them."""
    return [WORKS[code] for code in answer.split(",") if code in WORKS]


def service_of(works: Iterable[Work]) -> Service | None:
    """The one class that all this work belongs to; None where there are several, or no work."""
    found = {work.service for work in works}
    return found.pop() if len(found) == 1 else None


def meaning(work: Work) -> str:
    """What the law says about this work, in a sentence that goes on from its name."""
    if work.service == "it":
        return _("an IT service: the law names “{word}”.").format(word=_(work.word_of_law))
    if work.service == "ites":
        return _("an IT-enabled service: the law names “{word}”.").format(word=_(work.word_of_law))
    if work.service == "other":
        return _("another service. Exported services that are not IT or IT-enabled have the higher rate.")
    return _(
        "the law does not name it. It counts as another service here, and the result shows the difference."
    )
