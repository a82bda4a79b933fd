"""The types of the desk: what is kept of work in progress, apart from what is known."""

from typing import Annotated, Final, Literal, get_args

from pydantic import Field, StringConstraints

from kg.base.audience import Audience
from kg.base.i18n import msg
from kg.model.fields import (
    MAILBOX,
    Id,
    IsoDate,
    LangCode,
    Long,
    Meta,
    Moment,
    Sha256,
    Short,
    Whole,
)
from kg.model.nodes import Node, Source

FocalRole = Literal["authority", "partner_body", "secretariat", "board"]
Pair = Annotated[str, StringConstraints(min_length=1, max_length=100_000)]
"""A column and a cell as JSON: a text with its signs escaped."""
FOCAL_ROLES: Final[tuple[FocalRole, ...]] = ("authority", "partner_body", "secretariat", "board")


DigestPace = Literal["week", "month", "never"]
DIGEST_PACES: Final[tuple[DigestPace, ...]] = ("week", "month", "never")
"""How often a focal point wants to hear at the most of what is new."""


class Key(Node):
    """A key by which a script reads at an audience; of its text only the SHA-256 is kept.

    ``expires`` is the last day, or the last instant, at which it counts. With a ``focal_point`` it
    acts as that, while its mailbox has this ``mark``.
    """

    prefix = "key"
    title_of_type = msg("Key")
    plural = msg("Keys")
    label_field = "note"
    room = "desk"

    note: Annotated[Short | None, Meta(msg("Note"), searchable=True)] = None
    audience: Annotated[Audience | None, Meta(msg("Reads as"))] = None
    sha256: Annotated[Sha256 | None, Meta(msg("SHA-256 of the key"))] = None
    created: Annotated[Moment | None, Meta(msg("Made on"))] = None
    expires: Annotated[Moment | None, Meta(msg("Expires on"))] = None
    revoked: Annotated[Moment | None, Meta(msg("Revoked on"))] = None
    focal_point: Annotated[Id | None, Meta(msg("Acts as"))] = None
    mark: Annotated[Short | None, Meta(msg("Mark of its mailbox"))] = None


class Secret(Node):
    """A secret that the services of one desk share, and nobody else knows.

    What was signed with ``former`` counts until ``former_until``.
    """

    prefix = "secret"
    title_of_type = msg("Secret")
    plural = msg("Secrets")
    label_field = "note"
    room = "desk"

    note: Annotated[Short | None, Meta(msg("Note"))] = None
    value: Annotated[Sha256 | None, Meta(msg("Random value"))] = None
    former: Annotated[Sha256 | None, Meta(msg("Value before"))] = None
    former_until: Annotated[Moment | None, Meta(msg("The value before counts until"))] = None


class Mapping(Node):
    """How the columns of a sender's sheets are read; the next one is known by its ``headers``.

    ``columns`` and ``values`` are pairs as JSON: a header and what it is, a column and what holds
    for all rows.
    """

    prefix = "mapping"
    title_of_type = msg("Mapping of columns")
    plural = msg("Mappings of columns")
    room = "desk"

    name: Annotated[Short | None, Meta(msg("Name"), searchable=True)] = None
    kind: Annotated[Short | None, Meta(msg("Kind of sheet"))] = None
    headers: Annotated[list[Short], Meta(msg("Headers by which it is known"))] = Field(
        default_factory=list
    )
    columns: Annotated[list[Short], Meta(msg("Columns"))] = Field(default_factory=list)
    values: Annotated[list[Short], Meta(msg("Values of all rows"))] = Field(default_factory=list)
    rows_from: Annotated[Short | None, Meta(msg("Where its rows come from"))] = None
    made: Annotated[Moment | None, Meta(msg("Made on"))] = None


class Moving(Node):
    """What moves from state to state (``kg.exchange.life_cycle``), and since when it is there.

    ``act`` is the step by which it came there, ``by`` who took it: an office, or a role of the
    exchange without one; nobody where it came with time. ``set_back`` is when the desk was put
    right over a knowledge base that did not hold what the record says (``kg.exchange.repair``).
    """

    state: Annotated[Short | None, Meta(msg("State"))] = None
    moved: Annotated[Moment | None, Meta(msg("In this state since"))] = None
    act: Annotated[Short | None, Meta(msg("Step"))] = None
    by: Annotated[Short | None, Meta(msg("Step taken by"))] = None
    set_back: Annotated[Moment | None, Meta(msg("Set back on"))] = None

    @property
    def number(self) -> str:
        """What its id has after its type: it stands in the addresses of its pages."""
        return self.id.partition("/")[2]


class FocalPoint(Moving):
    """An office that may act: by its mailbox, which the secretariat has made sure of.

    ``verified`` is the day on which somebody last answered there, ``bounced`` the one on which a
    letter last came back from there since; the office is one of the knowledge base, or none for the
    secretariat and the board. ``visit`` is the revision of the knowledge base at which it signed in
    last, ``visit_before`` the one at which it did before.
    """

    prefix = "focalpoint"
    title_of_type = msg("Focal point")
    plural = msg("Focal points")
    room = "desk"

    office: Annotated[Id | None, Meta(msg("Office"))] = None
    role: Annotated[FocalRole | None, Meta(msg("Role"))] = None
    mailbox: Annotated[Short | None, MAILBOX] = None
    lang: Annotated[LangCode | None, Meta(msg("Language"))] = None
    verified: Annotated[IsoDate | None, Meta(msg("Verified on"))] = None
    bounced: Annotated[IsoDate | None, Meta(msg("A letter came back on"))] = None
    digest: Annotated[DigestPace | None, Meta(msg("Digest"))] = None
    successor: Annotated[Id | None, Meta(msg("Handed over to"))] = None
    visit: Annotated[Short | None, Meta(msg("Last visit"))] = None
    visit_before: Annotated[Short | None, Meta(msg("Visit before"))] = None


class Submission(Moving):
    """What an office enters: a row of a sheet of its kind, before it is known, or instead of it.

    ``row`` holds pairs as JSON, a column and what stands in it. ``record`` is what it is about,
    ``based_on`` the token of that record as the office saw it; ``led_to`` the token of the
    revision of the knowledge base that accepted it. ``edits`` are pairs of what the secretariat put
    instead when it accepted: the words of the office stay in ``row``. ``on_behalf``: the
    secretariat entered it for an office; ``upload`` and ``place`` are the sheet and the row.
    """

    prefix = "submission"
    title_of_type = msg("Submission")
    plural = msg("Submissions")
    room = "desk"

    office: Annotated[Id | None, Meta(msg("Office"))] = None
    kind: Annotated[Short | None, Meta(msg("Kind of sheet"))] = None
    row: Annotated[list[Pair], Meta(msg("Columns and cells"))] = Field(default_factory=list)
    lang: Annotated[LangCode | None, Meta(msg("Language"))] = None
    record: Annotated[Id | None, Meta(msg("Record"))] = None
    based_on: Annotated[Short | None, Meta(msg("Record as it was seen"))] = None
    remark: Annotated[Long | None, Meta(msg("Remark"))] = None
    led_to: Annotated[Short | None, Meta(msg("Led to"))] = None
    edits: Annotated[list[Pair], Meta(msg("What the secretariat put instead"))] = Field(
        default_factory=list
    )
    on_behalf: Annotated[bool | None, Meta(msg("Entered by the secretariat"))] = None
    upload: Annotated[Id | None, Meta(msg("Uploaded with"))] = None
    place: Annotated[Short | None, Meta(msg("Row"))] = None


class ContactRequest(Moving):
    """One office asks another about a match; letters stay in people's mail.

    ``about`` are the records on both sides, a demand with an offer or a practice; that of the side
    that asks comes first. ``reason`` is what a decline or an end gives, told to the other side
    where ``reason_shown``; ``reason_by`` is the office that gave it. ``confirmed`` are the offices
    that said so of what was concluded, ``activity`` what it became. ``shares`` are what each office
    put in itself (``kg.exchange.shares``). ``passed_on`` is when the secretariat took it to a side
    that does not sign in, or to another office in its place.
    """

    prefix = "contact"
    title_of_type = msg("Contact request")
    plural = msg("Contact requests")
    room = "desk"

    asks: Annotated[Id | None, Meta(msg("Office that asks"))] = None
    asked: Annotated[Id | None, Meta(msg("Office that is asked"))] = None
    about: Annotated[list[Id], Meta(msg("About"))] = Field(default_factory=list)
    text: Annotated[Long | None, Meta(msg("Text"))] = None
    lang: Annotated[LangCode | None, Meta(msg("Language"))] = None
    reason: Annotated[Long | None, Meta(msg("Reason"))] = None
    reason_shown: Annotated[bool | None, Meta(msg("The other side sees the reason"))] = None
    started: Annotated[IsoDate | None, Meta(msg("Started on"))] = None
    ended: Annotated[IsoDate | None, Meta(msg("Concluded on"))] = None
    confirmed: Annotated[list[Id], Meta(msg("Confirmed by"))] = Field(default_factory=list)
    activity: Annotated[Id | None, Meta(msg("Activity"))] = None
    reason_by: Annotated[Id | None, Meta(msg("Reason given by"))] = None
    shares: Annotated[list[Long], Meta(msg("What each side put in"))] = Field(default_factory=list)
    passed_on: Annotated[Moment | None, Meta(msg("Passed on"))] = None


class Translation(Moving):
    """A courtesy translation of a record into one language, which its office decides about.

    ``original`` is the mark of the texts that it translates (``kg.exchange.translations``),
    ``led_to`` the token of the revision of the knowledge base in which it came to be seen.
    """

    prefix = "translation"
    title_of_type = msg("Courtesy translation")
    plural = msg("Courtesy translations")
    label_field = "title"
    room = "desk"

    office: Annotated[Id | None, Meta(msg("Office"))] = None
    record: Annotated[Id | None, Meta(msg("Record"))] = None
    lang: Annotated[LangCode | None, Meta(msg("Language"))] = None
    title: Annotated[Long | None, Meta(msg("Title"))] = None
    summary: Annotated[Long | None, Meta(msg("Summary"))] = None
    original: Annotated[Short | None, Meta(msg("Texts as they were seen"))] = None
    remark: Annotated[Long | None, Meta(msg("Remark"))] = None
    led_to: Annotated[Short | None, Meta(msg("Led to"))] = None


class Notice(Moving):
    """A letter to a focal point: that it left, and never again; nothing of what it says.

    It is known by its kind, its focal point, the record that it is about with the token of that
    record as it was then, and its period, such as a week. ``tried`` is when somebody took it to
    send it, ``again`` from when it may be tried once more. ``answer`` is how the mail server put it
    (a status code), ``why`` the reason for which it was given up. ``told`` are the records that a
    digest listed, ``known`` number and token of the revision of the knowledge base by which it
    did.
    """

    prefix = "notice"
    title_of_type = msg("Letter")
    plural = msg("Letters")
    room = "desk"

    kind: Annotated[Short | None, Meta(msg("Kind"))] = None
    focal_point: Annotated[Id | None, Meta(msg("Focal point"))] = None
    office: Annotated[Id | None, Meta(msg("Office"))] = None
    record: Annotated[Id | None, Meta(msg("Record"))] = None
    token: Annotated[Short | None, Meta(msg("Record as it was seen"))] = None
    period: Annotated[Short | None, Meta(msg("Period"))] = None
    attempt: Annotated[int | None, Meta(msg("Attempts"))] = None
    tried: Annotated[Moment | None, Meta(msg("Tried on"))] = None
    again: Annotated[Moment | None, Meta(msg("Again from"))] = None
    answer: Annotated[Short | None, Meta(msg("Answer of the mail server"))] = None
    why: Annotated[Short | None, Meta(msg("Given up because"))] = None
    told: Annotated[list[Id], Meta(msg("Told of"))] = Field(default_factory=list)
    known: Annotated[Short | None, Meta(msg("Known at"))] = None


class Upload(Moving):
    """A sheet that an office uploaded: what was read of it, its rows as drafts of submissions.

    ``file`` is what its sender calls it, ``checksum`` the SHA-256 of its bytes. ``columns`` are
    pairs as JSON, a header and the column that it was read as, empty where it was not read;
    ``notes`` what was found of the sheet and of rows that were not taken, as JSON. ``entries`` are
    the submissions, in the order of the rows; ``read`` is when it came.
    """

    prefix = "upload"
    title_of_type = msg("Uploaded sheet")
    plural = msg("Uploaded sheets")
    room = "desk"

    office: Annotated[Id | None, Meta(msg("Office"))] = None
    kind: Annotated[Short | None, Meta(msg("Kind of sheet"))] = None
    file: Annotated[Short | None, Meta(msg("File"))] = None
    lang: Annotated[LangCode | None, Meta(msg("Language"))] = None
    checksum: Annotated[Sha256 | None, Meta(msg("Checksum"))] = None
    columns: Annotated[list[Pair], Meta(msg("Columns"))] = Field(default_factory=list)
    notes: Annotated[list[Pair], Meta(msg("What was found"))] = Field(default_factory=list)
    entries: Annotated[list[Id], Meta(msg("Submissions"))] = Field(default_factory=list)
    read: Annotated[Moment | None, Meta(msg("Read on"))] = None
    on_behalf: Annotated[bool | None, Meta(msg("Entered by the secretariat"))] = None


class Asking(Moving):
    """What the campaign asked an office for: when, by which role, for what; no person is named.

    ``about`` is its state, ``campaign`` the list that it is on, ``kind`` what it was asked for
    (``kg.exchange.campaign_asking``). ``records`` are those that it is to look at, ``marks`` by
    what it is known that they still say the same, one for each.
    """

    prefix = "asking"
    title_of_type = msg("Asking")
    plural = msg("Askings")
    room = "desk"

    office: Annotated[Id | None, Meta(msg("Office"))] = None
    about: Annotated[Id | None, Meta(msg("About"))] = None
    focal_point: Annotated[Id | None, Meta(msg("Focal point"))] = None
    kind: Annotated[Short | None, Meta(msg("Kind"))] = None
    role: Annotated[FocalRole | None, Meta(msg("Asked by"))] = None
    asked: Annotated[Moment | None, Meta(msg("Asked on"))] = None
    campaign: Annotated[Short | None, Meta(msg("List"))] = None
    lang: Annotated[LangCode | None, Meta(msg("Language"))] = None
    records: Annotated[list[Id], Meta(msg("Records"))] = Field(default_factory=list)
    marks: Annotated[list[Short], Meta(msg("Records as they were seen"))] = Field(
        default_factory=list
    )


class Suggestion(Moving):
    """What one office suggests about the record of another: cells of its sheet, and a text.

    ``row`` holds only what would be another; ``based_on`` is the token of the record as it was
    seen, ``submission`` the draft of the other office that it became.
    """

    prefix = "suggestion"
    title_of_type = msg("Suggestion")
    plural = msg("Suggestions")
    room = "desk"

    asks: Annotated[Id | None, Meta(msg("Office that suggests"))] = None
    asked: Annotated[Id | None, Meta(msg("Office that is asked"))] = None
    record: Annotated[Id | None, Meta(msg("Record"))] = None
    based_on: Annotated[Short | None, Meta(msg("Record as it was seen"))] = None
    kind: Annotated[Short | None, Meta(msg("Kind of sheet"))] = None
    row: Annotated[list[Long], Meta(msg("Columns and cells"))] = Field(default_factory=list)
    text: Annotated[Long | None, Meta(msg("Text"))] = None
    lang: Annotated[LangCode | None, Meta(msg("Language"))] = None
    submission: Annotated[Id | None, Meta(msg("Submission"))] = None


class Watch(Moving):
    """What an office wants to hear of when something new fits: a record, or a choice of a list.

    Either ``record``, whose matches count, or ``kind`` (of sheet) with what narrows the list down.
    ``known`` is number and token of the revision of the knowledge base when it was made or altered:
    what was there by then is not new.
    """

    prefix = "watch"
    title_of_type = msg("Watch list")
    plural = msg("Watch lists")
    room = "desk"

    office: Annotated[Id | None, Meta(msg("Office"))] = None
    record: Annotated[Id | None, Meta(msg("Record"))] = None
    kind: Annotated[Short | None, Meta(msg("Kind of sheet"))] = None
    sector: Annotated[Id | None, Meta(msg("Sector"))] = None
    state_of: Annotated[Id | None, Meta(msg("Who declares it"))] = None
    language: Annotated[Id | None, Meta(msg("Language"))] = None
    region: Annotated[Id | None, Meta(msg("Region"))] = None
    modality: Annotated[Id | None, Meta(msg("Modality"))] = None
    known: Annotated[Short | None, Meta(msg("Known at"))] = None


Position = Literal["supports", "proposes_wording", "reserves", "no_comment"]
POSITIONS: Final[tuple[Position, ...]] = get_args(Position)
Side = Literal["state", "body"]
"""Whether a response is the position of a state, or the comment of a body that was invited."""


class Response(Moving):
    """What an office says of one item of a consultation; positions are never tallied.

    ``initiative`` is the consultation, ``item`` a criterion or rule of what is consulted on
    (``kg.partners.guideline_items``), none for all of it. ``until`` is the last day of the
    consultation. ``side`` is for whom the office speaks. ``change`` is the item as the office would
    have it, in the form of the guideline's file. ``readers`` are the offices that may read it once
    the consultation has closed, besides its own. ``given`` is the day on which it was given.
    """

    prefix = "response"
    title_of_type = msg("Response")
    plural = msg("Responses")
    room = "desk"

    initiative: Annotated[Id | None, Meta(msg("Consultation"))] = None
    item: Annotated[Short | None, Meta(msg("Item"))] = None
    office: Annotated[Id | None, Meta(msg("Office"))] = None
    position: Annotated[Position | None, Meta(msg("Position"))] = None
    text: Annotated[Long | None, Meta(msg("Text"))] = None
    lang: Annotated[LangCode | None, Meta(msg("Language"))] = None
    until: Annotated[IsoDate | None, Meta(msg("End of the consultation"))] = None
    side: Annotated[Side | None, Meta(msg("Speaks for"))] = None
    change: Annotated[Long | None, Meta(msg("Proposed text of the item"))] = None
    given: Annotated[IsoDate | None, Meta(msg("Given on"))] = None
    readers: Annotated[list[Id], Meta(msg("Who reads it after the end"))] = Field(
        default_factory=list
    )


class Consultation(Moving):
    """A consultation that the board opens on one version of a guideline, and decides about.

    ``text`` is the file of that version as it was then, ``digest`` its SHA-256. ``states`` and
    ``bodies`` are who is asked; ``offices`` answer for the states, ``invited`` for the bodies.
    ``bodies_see``: after the end bodies read what states said, too. ``decision`` is the reference
    of the board's decision of the day ``decided``, ``reasons`` its text; ``adopted`` the file of
    the version that it adopted, none where it adopted none; ``led_to`` the token of the revision of
    the knowledge base since which that counts.
    """

    prefix = "consultation"
    title_of_type = msg("Consultation")
    plural = msg("Consultations")
    label_field = "guideline"
    room = "desk"

    guideline: Annotated[Short | None, Meta(msg("Guideline"))] = None
    version: Annotated[Short | None, Meta(msg("Version"))] = None
    text: Annotated[Whole | None, Meta(msg("Text of the guideline"))] = None
    digest: Annotated[Sha256 | None, Meta(msg("Checksum"))] = None
    intro: Annotated[Long | None, Meta(msg("What is asked"))] = None
    lang: Annotated[LangCode | None, Meta(msg("Language"))] = None
    states: Annotated[list[Id], Meta(msg("States that are asked"))] = Field(default_factory=list)
    bodies: Annotated[list[Id], Meta(msg("Bodies that are invited"))] = Field(default_factory=list)
    offices: Annotated[list[Id], Meta(msg("Offices that answer for states"))] = Field(
        default_factory=list
    )
    invited: Annotated[list[Id], Meta(msg("Offices that answer for bodies"))] = Field(
        default_factory=list
    )
    bodies_see: Annotated[bool | None, Meta(msg("Bodies read what states said"))] = None
    opened: Annotated[IsoDate | None, Meta(msg("Opened on"))] = None
    until: Annotated[IsoDate | None, Meta(msg("Last day"))] = None
    decision: Annotated[Short | None, Meta(msg("Decision of the board"))] = None
    decided: Annotated[IsoDate | None, Meta(msg("Decided on"))] = None
    reasons: Annotated[Long | None, Meta(msg("Text of the decision"))] = None
    adopted: Annotated[Whole | None, Meta(msg("Adopted text"))] = None
    adopted_version: Annotated[Short | None, Meta(msg("Adopted version"))] = None
    led_to: Annotated[Short | None, Meta(msg("Led to"))] = None


Outcome = Literal["taken_up", "partly", "not_taken_up"]
OUTCOMES: Final[tuple[Outcome, ...]] = get_args(Outcome)


class BoardAnswer(Moving):
    """What the board answers to all that was said of one item of a consultation.

    ``item`` as of a response. ``change`` is the item as it shall be, in the form of the guideline's
    file, none where it stays. ``readers`` are the offices that were asked: they read it once the
    board has decided.
    """

    prefix = "boardanswer"
    title_of_type = msg("Answer of the board")
    plural = msg("Answers of the board")
    room = "desk"

    consultation: Annotated[Id | None, Meta(msg("Consultation"))] = None
    item: Annotated[Short | None, Meta(msg("Item"))] = None
    outcome: Annotated[Outcome | None, Meta(msg("What became of it"))] = None
    text: Annotated[Long | None, Meta(msg("Reasons"))] = None
    lang: Annotated[LangCode | None, Meta(msg("Language"))] = None
    change: Annotated[Long | None, Meta(msg("Text of the item as it shall be"))] = None
    readers: Annotated[list[Id], Meta(msg("Who reads it after the decision"))] = Field(
        default_factory=list
    )


Useful = Literal["yes", "partly", "no"]
USEFUL: Final[tuple[Useful, ...]] = get_args(Useful)


class Delivery(Moving):
    """A paper that was delivered to a focal point, and what its office said of it.

    ``kind`` and ``about`` name the paper (``kg.brief.paper_kinds``), ``title`` what it is called in
    the language of the focal point. ``batch`` tells what was delivered with one act, ``known`` is
    the token of the knowledge base of which it was then. Whether anybody opened it is not noted.
    """

    prefix = "delivery"
    title_of_type = msg("Delivered paper")
    plural = msg("Delivered papers")
    label_field = "title"
    room = "desk"

    office: Annotated[Id | None, Meta(msg("Office"))] = None
    focal_point: Annotated[Id | None, Meta(msg("Focal point"))] = None
    kind: Annotated[Short | None, Meta(msg("Kind of paper"))] = None
    about: Annotated[Id | None, Meta(msg("About"))] = None
    title: Annotated[Short | None, Meta(msg("Title"))] = None
    lang: Annotated[LangCode | None, Meta(msg("Language"))] = None
    batch: Annotated[Short | None, Meta(msg("Delivered with"))] = None
    delivered: Annotated[Moment | None, Meta(msg("Delivered on"))] = None
    known: Annotated[Short | None, Meta(msg("Known at"))] = None
    useful: Annotated[Useful | None, Meta(msg("Useful"))] = None
    missing: Annotated[Long | None, Meta(msg("What was missing"))] = None


Channel = Literal["letter", "note_verbale", "e_mail", "telephone", "meeting", "event"]
CHANNELS: Final[tuple[Channel, ...]] = get_args(Channel)
"""By what somebody is approached."""


class Approach(Moving):
    """How a body is approached, step by step; each step is a version of this record.

    ``partner`` and ``body`` are ids, ``addressed`` the office that was written to. ``day`` is when
    the step happened, ``moved`` when it was noted. ``in_charge`` is an office of the body, or the
    mailbox of a role; never a person. ``document`` goes by its symbol, or is a link. ``verdict`` is
    the one under which it was decided, with the ``guideline`` it comes from. ``agreement`` is what
    the signing became in the knowledge base, called ``title``, and seen from ``seen_by`` on.
    """

    prefix = "approach"
    title_of_type = msg("Approach to a partner")
    plural = msg("Approaches to partners")
    label_field = "partner"
    room = "desk"

    partner: Annotated[Id | None, Meta(msg("Partner"))] = None
    body: Annotated[Id | None, Meta(msg("Body"))] = None
    verdict: Annotated[Short | None, Meta(msg("Verdict"))] = None
    guideline: Annotated[Short | None, Meta(msg("Guideline"))] = None
    day: Annotated[IsoDate | None, Meta(msg("Day"))] = None
    addressed: Annotated[Id | None, Meta(msg("Office of the partner"))] = None
    channel: Annotated[Channel | None, Meta(msg("Channel"))] = None
    text: Annotated[Long | None, Meta(msg("Text"))] = None
    lang: Annotated[LangCode | None, Meta(msg("Language"))] = None
    next_step: Annotated[Long | None, Meta(msg("Next step"))] = None
    next_day: Annotated[IsoDate | None, Meta(msg("Day of the next step"))] = None
    in_charge: Annotated[Short | None, Meta(msg("Office in charge"))] = None
    document: Annotated[Short | None, Meta(msg("Document, by its symbol or a link"))] = None
    decision: Annotated[Short | None, Meta(msg("Decision of the board"))] = None
    reason: Annotated[Long | None, Meta(msg("Reason"))] = None
    title: Annotated[Short | None, Meta(msg("Title of the agreement"))] = None
    kind: Annotated[Short | None, Meta(msg("Kind of agreement"))] = None
    ends: Annotated[IsoDate | None, Meta(msg("Last day of the agreement"))] = None
    seen_by: Annotated[Audience | None, Meta(msg("Who may see the agreement"))] = None
    agreement: Annotated[Id | None, Meta(msg("Agreement"))] = None


class Transfer(Moving):
    """A good practice that one body takes over from another, and what it changed there.

    ``gives`` has shown the practice, ``takes`` adapts it. The rest is as of an approach.
    """

    prefix = "transfer"
    title_of_type = msg("Transfer of a good practice")
    plural = msg("Transfers of good practices")
    label_field = "practice"
    room = "desk"

    practice: Annotated[Id | None, Meta(msg("Good practice"))] = None
    gives: Annotated[Id | None, Meta(msg("From"))] = None
    takes: Annotated[Id | None, Meta(msg("To"))] = None
    day: Annotated[IsoDate | None, Meta(msg("Day"))] = None
    text: Annotated[Long | None, Meta(msg("Text"))] = None
    changed: Annotated[Long | None, Meta(msg("What changed"))] = None
    lang: Annotated[LangCode | None, Meta(msg("Language"))] = None
    next_step: Annotated[Long | None, Meta(msg("Next step"))] = None
    next_day: Annotated[IsoDate | None, Meta(msg("Day of the next step"))] = None
    in_charge: Annotated[Short | None, Meta(msg("Office in charge"))] = None
    document: Annotated[
        Short | None, Meta(msg("Evidence: a document, by its symbol or a link"))
    ] = None
    reason: Annotated[Long | None, Meta(msg("Reason"))] = None


DESK_CLASSES: tuple[type[Node], ...] = (
    Approach,
    Asking,
    BoardAnswer,
    Consultation,
    ContactRequest,
    Delivery,
    FocalPoint,
    Key,
    Mapping,
    Response,
    Notice,
    Secret,
    Source,
    Submission,
    Suggestion,
    Transfer,
    Translation,
    Upload,
    Watch,
)
"""All node types of the desk, by name; a source is in both rooms, since every statement has one."""
