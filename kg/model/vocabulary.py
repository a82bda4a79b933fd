"""Words for the values of the data, the same on every screen: kinds, statuses, roles, relations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kg.base.i18n import Message, msg
from kg.model.nodes import Node
from kg.model.registry import RELATIONS, metas
from kg.model.relations import Relation

KINDS: Final[Mapping[str, Message]] = {
    "academia": msg("university or research body"),
    "agreement": msg("agreement"),
    "bank": msg("development bank"),
    "board_priority": msg("priority of the Board"),
    "broad": msg("broader meaning"),
    "campaign": msg("campaign"),
    "close": msg("nearly the same"),
    "company": msg("company"),
    "compilation": msg("our own compilation"),
    "consultation": msg("consultation"),
    "decision": msg("decision"),
    "document": msg("document of the body itself"),
    "donor": msg("donor"),
    "encyclopaedia": msg("encyclopaedia that anybody edits"),
    "exact": msg("the same"),
    "forum": msg("forum"),
    "foundation": msg("foundation"),
    "framework": msg("framework"),
    "fund": msg("fund"),
    "goal": msg("goal"),
    "government": msg("government body"),
    "guiding_principle": msg("guiding principle of the Secretariat"),
    "inter_american_body": msg("Inter-American body"),
    "legal_standard": msg("legal standard"),
    "list": msg("published list or data set"),
    "measure": msg("measure"),
    "member_states_priority": msg("priority of the member states"),
    "ministerial_principle": msg("principle of the cooperation authorities"),
    "mou": msg("memorandum of understanding"),
    "multilateral": msg("multilateral body"),
    "narrow": msg("narrower meaning"),
    "national_agency": msg("cooperation agency of another country"),
    "national_authority": msg("national cooperation authority"),
    "news": msg("news of others"),
    "ngo": msg("non-governmental organisation"),
    "other": msg("other body"),
    "own_page": msg("page of the body itself"),
    "partnership": msg("partnership"),
    "pilot": msg("pilot"),
    "platform": msg("platform"),
    "political_forum": msg("forum of political consultation"),
    "press_release": msg("press release or speech of the body itself"),
    "programme": msg("programme"),
    "publication": msg("study or report"),
    "regional_body": msg("regional body"),
    "related": msg("related"),
    "resolution": msg("resolution"),
    "shared_file": msg("file on a sharing site"),
    "statistical_framework": msg("statistical framework"),
    "target": msg("target"),
    "un": msg("United Nations body"),
}
STATUSES: Final[Mapping[str, Message]] = {
    "active": msg("active"),
    "answered": msg("answered"),
    "associate": msg("associate"),
    "cancelled": msg("cancelled"),
    "closed": msg("closed"),
    "completed": msg("completed"),
    "contacted": msg("contacted"),
    "decided": msg("decided"),
    "disputed": msg("disputed"),
    "done": msg("done"),
    "expired": msg("expired"),
    "finalisation": msg("in its final phase"),
    "former": msg("former"),
    "implementation": msg("under way"),
    "in_force": msg("in force"),
    "late": msg("late"),
    "meeting_held": msg("meeting held"),
    "member": msg("member"),
    "met": msg("met"),
    "named": msg("named, not a party"),
    "not_participating": msg("not participating"),
    "observer": msg("observer"),
    "open": msg("open"),
    "partly_met": msg("partly met"),
    "party": msg("party"),
    "paused": msg("paused"),
    "pipeline": msg("being prepared"),
    "planned": msg("planned"),
    "replaced": msg("replaced"),
    "signatory": msg("signatory"),
    "signed": msg("signed"),
    "suspended": msg("suspended"),
    "under_negotiation": msg("under negotiation"),
    "unknown": msg("not known"),
    "withdrawn": msg("withdrawn"),
}
ROLES: Final[Mapping[str, Message]] = {
    "administrative_secretariat": msg("administrative secretariat"),
    "chair": msg("chair"),
    "committee": msg("committee"),
    "confirmed_2009": msg("confirmed in 2009"),
    "cooperation_negotiation": msg("negotiates cooperation"),
    "cooperation_signature": msg("approves and signs cooperation agreements"),
    "core_group": msg("core group"),
    "executive_secretariat": msg("executive secretariat"),
    "founding": msg("founding"),
    "general_secretariat": msg("general secretariat"),
    "governing_board": msg("governing board"),
    "national_authority": msg("national cooperation authority"),
    "non_borrowing": msg("non-borrowing"),
    "non_founding": msg("non-founding"),
    "non_regional": msg("non-regional"),
    "permanent_observer": msg("permanent observer"),
    "political_organ": msg("political organ"),
    "position_of_the_government": msg("position of the government"),
    "position_of_the_organisation": msg("position of the organisation"),
    "regional_non_founding": msg("regional, non-founding"),
    "rotating_presidency": msg("rotating presidency"),
    "technical_secretariat": msg("technical secretariat"),
    "working_group": msg("working group"),
}
FIELDS_OF_COOPERATION: Final[Mapping[str, Message]] = {
    "agenda_items": msg("items on each other’s agenda"),
    "consultative_meetings": msg("consultative meetings"),
    "cooperation_governance": msg("governance of cooperation"),
    "cooperation_policy": msg("cooperation policy"),
    "cooperation_relations": msg("cooperative relations"),
    "disaster_reduction": msg("disaster prevention and mitigation"),
    "exchange_of_documents": msg("exchange of documents"),
    "exchange_of_information": msg("exchange of information"),
    "exchange_of_statistics": msg("exchange of statistics"),
    "fields_of_common_interest": msg("fields of common interest"),
    "hemispheric_security": msg("hemispheric security"),
    "horizontal_cooperation": msg("horizontal cooperation"),
    "human_rights": msg("human rights"),
    "integral_development": msg("integral development"),
    "intra_bloc_cooperation": msg("cooperation within the bloc"),
    "joint_projects": msg("joint projects"),
    "migration": msg("migration"),
    "observers": msg("observers"),
    "political_affairs": msg("political affairs"),
    "received_cooperation": msg("cooperation received"),
    "reciprocal_consultation": msg("reciprocal consultation"),
    "south_south_cooperation": msg("South-South cooperation"),
    "sustainable_tourism": msg("sustainable tourism"),
    "trade": msg("trade"),
    "transport": msg("transport"),
    "triangular_cooperation": msg("triangular cooperation"),
}
NATURES: Final[Mapping[str, Message]] = {
    "declared": msg("declared"),
    "demonstrated": msg("demonstrated"),
    "example": msg("example"),
}
NATURE_NOTES: Final[Mapping[str, Message]] = {
    "declared": msg("Published by an authority as what it can give or needs."),
    "demonstrated": msg("Seen in cooperation that happened or runs."),
    "example": msg("Made up to show how things work; nobody has offered or asked for it."),
}
STANDINGS: Final[Mapping[str, Message]] = {
    "proposed": msg("proposed"),
    "adopted": msg("adopted"),
}
AUDIENCES: Final[Mapping[str, Message]] = {
    "public": msg("everybody"),
    "states": msg("the states"),
    "board": msg("the Board"),
}
SCHEMES: Final[Mapping[str, Message]] = {
    "dac": msg("OECD-DAC"),
    "segib": msg("SEGIB"),
    "m49": msg("United Nations M49"),
    "own": msg("own"),
    "sdg": msg("Sustainable Development Goals"),
}
LEVELS: Final[Mapping[str, Message]] = {
    "broad": msg("broad area"),
    "group": msg("group"),
    "category": msg("category (3 digits)"),
    "leaf": msg("purpose (5 digits)"),
}
PRECISIONS: Final[Mapping[str, Message]] = {
    "day": msg("to the day"),
    "month": msg("to the month"),
    "quarter": msg("to the quarter"),
    "half": msg("to the half-year"),
    "year": msg("to the year"),
}
COLLABORATION: Final[Mapping[str, Message]] = {
    "1": msg("bilateral"),
    "2": msg("multilateral (inflows)"),
    "3": msg("bilateral, core contribution to a non-governmental organisation"),
    "4": msg("multilateral (outflows)"),
    "6": msg("private sector outflows"),
    "7": msg("bilateral, from the administration’s own budget of another agency"),
    "8": msg("bilateral, triangular cooperation"),
}
TO_CONFIRM: Final = msg("to be confirmed")
"""The words for what nobody has read in a publication (``kg.model.confirmation``)."""
YES_OR_NO: Final[Mapping[bool, Message]] = {True: msg("yes"), False: msg("no")}
VERDICTS: Final[Mapping[str, Message]] = {
    "approach": msg("Approach"),
    "conditions": msg("Approach on conditions"),
    "unknown": msg("Not enough known"),
    "not_now": msg("Not at this stage"),
}
STANDINGS_OF_AGREEMENTS: Final[Mapping[str, Message]] = {
    "in_force": msg("in force"),
    "unknown": msg("not known whether in force"),
    "lapsed": msg("lapsed"),
    "not_yet": msg("not in force yet"),
}
USEFULNESS: Final[Mapping[str, Message]] = {
    "yes": msg("useful"),
    "partly": msg("useful in part"),
    "no": msg("not useful"),
}
OUTCOMES: Final[Mapping[str, Message]] = {
    "accepted": msg("accepted"),
    "changed": msg("accepted with a change"),
    "held": msg("held"),
    "rejected": msg("rejected"),
}
"""What became of a record of a file that was loaded."""
RULES: Final[Mapping[str, Message]] = {
    "only": msg("Only one source says something."),
    "agreed": msg("All sources say the same."),
    "united": msg("What all sources say is put together."),
    "disputed": msg("A source calls it disputed, so it is shown as disputed."),
    "positions": msg("It is disputed: the positions stand beside each other, none is chosen."),
    "basis": msg(
        "What was read in a publication goes before common knowledge, and that before what is "
        "uncertain."
    ),
    "strictest": msg("The strictest claim closes it."),
    "widest": msg("Each reader sees what is open to them."),
    "released": msg("It was released: the claim does not count."),
    "later": msg("Both rest on the same basis; the one that speaks of the later day is shown."),
    "source_order": msg(
        "Neither is better founded or later; the first source in alphabetical order is shown."
    ),
}
DOUBTS: Final[Mapping[str, Message]] = {
    "undated": msg("undated"),
    "ended": msg("has ended"),
    "not_known": msg("not known whether it still holds"),
    "unconfirmed": msg("not read in a publication"),
    "disputed": msg("disputed"),
}
"""Why a link of a route is to be confirmed."""
CONDITIONS: Final[Mapping[str, Message]] = {
    "different_actor": msg("both come from the same state"),
    "same_nature": msg("one is an example and the other is not"),
    "open": msg("one of them is paused, met or withdrawn"),
    "valid_on_date": msg("it is not valid on this day"),
    "common_language": msg("they have no language in common"),
    "eligible": msg("it is not open to the state that asks"),
    "same_field": msg("they are about different fields"),
    "period_overlap": msg("their periods do not overlap long enough"),
    "at_least": msg("they have too little of a path in common"),
}
"""Why a pair was kept out, by the hard condition of the lens."""
BANDS: Final[Mapping[str, Message]] = {
    "subject": msg("fits: the same subject"),
    "sector": msg("fits: the same sector"),
    "field": msg("the same broad field, not the same subject"),
}
"""How near a match is by what it is about."""
SIDES: Final[Mapping[str, Message]] = {
    "offer": msg("On the side of the offer"),
    "demand": msg("On the side of the demand"),
    "target": msg("On the other side"),
    "query": msg("On your side"),
}
"""Which side of a match an office speaks for."""


RULINGS: Final[Mapping[str, Message]] = {
    "different": msg("two bodies"),
    "same": msg("one body"),
}
DECIDED_BY: Final[Mapping[str, Message]] = {
    "person": msg("a person"),
    "rule": msg("a rule"),
}
FOCAL_ROLES: Final[Mapping[str, Message]] = {
    "authority": msg("cooperation authority"),
    "partner_body": msg("partner body"),
    "secretariat": msg("secretariat"),
    "board": msg("board"),
}
OUTCOMES_OF_ANSWERS: Final[Mapping[str, Message]] = {
    "covered": msg("It can be met"),
    "partly": msg("It can be met in part"),
    "not_covered": msg("Nothing on record meets it"),
}
"""What one consolidated answer comes to."""

POSITIONS: Final[Mapping[str, Message]] = {
    "supports": msg("supports"),
    "proposes_wording": msg("proposes wording"),
    "reserves": msg("reserves its position"),
    "no_comment": msg("no comment"),
}
BOARD_OUTCOMES: Final[Mapping[str, Message]] = {
    "taken_up": msg("taken up"),
    "partly": msg("partly taken up"),
    "not_taken_up": msg("not taken up"),
}
"""What the board answers to what was said in a consultation."""
CHANNELS: Final[Mapping[str, Message]] = {
    "letter": msg("letter"),
    "note_verbale": msg("note verbale"),
    "e_mail": msg("e-mail"),
    "telephone": msg("telephone"),
    "meeting": msg("meeting"),
    "event": msg("event"),
}
"""By what somebody is approached."""
EFFORTS: Final[Mapping[str, Message]] = {
    "person_days": msg("person-days"),
    "experts": msg("experts"),
    "hours": msg("hours"),
    "missions": msg("missions"),
    "places": msg("places in training"),
}
"""In what an effort is counted that is no money."""
BY_FIELD: Final[Mapping[str, Mapping[str, Message]]] = {
    "kind": KINDS,
    "status": STATUSES,
    "role": ROLES,
    "focal_role": FOCAL_ROLES,
    "position": POSITIONS,
    "board_outcome": BOARD_OUTCOMES,
    "fields": FIELDS_OF_COOPERATION,
    "nature": NATURES,
    "standing": STANDINGS,
    "visibility": AUDIENCES,
    "scheme": SCHEMES,
    "level": LEVELS,
    "precision": PRECISIONS,
    "collaboration": COLLABORATION,
    "iati_collaboration": COLLABORATION,
    "verdict": RULINGS,
    "by": DECIDED_BY,
    "effort": EFFORTS,
    "channel": CHANNELS,
}
"""The table that a field's values are looked up in."""


def word(field: str, value: str) -> Message | str:
    """Return the word for a value of a field; a value that has none is shown as it is.

    >>> str(word("status", "in_force")), word("status", "half_done")
    ('in force', 'half done')
    """
    table = BY_FIELD.get(field)
    if table is None:
        return value
    return table.get(value, value.replace("_", " "))


def lesser_status(relation: str, status: str | None) -> Message | str | None:
    """Return the word for a status that is less than full, None where there is nothing to say.

    >>> str(lesser_status("MEMBER_OF", "observer")), lesser_status("MEMBER_OF", "member")
    ('observer', None)
    """
    return None if status is None or status in RELATIONS[relation].full else word("status", status)


def heading(relation: str, *, outward: bool) -> Message:
    """Return the heading of relations of a type, seen from where they start or end."""
    cls = RELATIONS[relation]
    return cls.outward if outward else cls.inward


def label(cls: type[Node | Relation], field: str) -> Message | str:
    """Return what a field is called; one that is not declared goes by its name."""
    meta = metas(cls).get(field)
    return meta.label if meta else field
