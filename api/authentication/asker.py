"""The one place that decides for which audience a request is answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from starlette.requests import Request

from api.authentication import cookies
from api.authentication.access_errors import BadKeyError
from api.authentication.access_state import Access, our_origin
from kg.access.proxy import TrustedProxy
from kg.access.sessions import Session
from kg.base.audience import AUDIENCES, Audience
from kg.exchange.focal_points import READS_AS, mailbox_mark
from kg.model.desk_types import FocalPoint

AUDIENCE_HEADER: Final = "X-Coopgraph-Audience"
FOCAL_POINT_HEADER: Final = "X-Coopgraph-Focal-Point"
SECRET_HEADER: Final = "X-Coopgraph-Proxy-Secret"  # noqa: S105 (its name)
_ASKER: Final = "coopgraph.asker"
_BEARER: Final = re.compile(r"bearer +(\S+)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: the most that they may see, and the session by which they showed who they are.

    ``focal_point`` is who they act as, None for all who only read. ``by_key``: they showed a key,
    which no browser sends by itself.
    """

    audience: Audience = "public"
    session: Session | None = None
    focal_point: FocalPoint | None = None
    by_key: bool = False

    @property
    def shown(self) -> bool:
        """Whether they showed to be more than the public, or hold a session."""
        return self.audience != "public" or self.session is not None


ANYBODY: Final = Asker()


def audience_of(request: Request) -> Audience:
    """Return the audience of the answer: what its parameter asks for, at most what one may see."""
    given = request.query_params.getlist("audience")
    asked = next((name for name in AUDIENCES if name in given), None)
    return lowered(asked, asker_of(request).audience)


def asker_of(request: Request) -> Asker:
    """Return who asks: the public, unless it was decided that it is somebody else."""
    asker: Asker = request.scope.get(_ASKER, ANYBODY)
    return asker


def settle_asker(request: Request, asker: Asker) -> None:
    """Keep who asks; done once, before anything is answered."""
    request.scope[_ASKER] = asker


def decide(access: Access, request: Request) -> Asker:
    """Return who asks, by key, else by session, else by what a trusted proxy says.

    Raises:
        BadKeyError: a key was shown that does not count; it is not taken for none.
        StoreError: the desk, which knows the keys, cannot be read.
    """
    if shows_key(request):
        return _of_key(access, request)
    session = next(sessions_of(access, request), None)
    if session is not None and session.focal_point:
        return _of_office(access, session)
    if session is not None:
        return Asker(lowered(session.audience, access.settings.most), session)
    return _of_proxy(access, request)


def lowered(asked: Audience | None, most: Audience) -> Audience:
    """Return what is asked for where it is no more than ``most``.

    >>> lowered("board", "public"), lowered("states", "board"), lowered(None, "states")
    ('public', 'states', 'states')
    """
    return most if asked is None else min(asked, most, key=AUDIENCES.index)


def asks_desk(access: Access, request: Request) -> bool:
    """Say whether the desk has to be asked who it is."""
    if shows_key(request) or FOCAL_POINT_HEADER in request.headers:
        return True
    return any(s.focal_point for s in sessions_of(access, request))


def shows_key(request: Request) -> bool:
    """Say whether a request shows a key, or what it takes for one."""
    return "authorization" in request.headers


def sessions_of(access: Access, request: Request) -> Iterator[Session]:
    """Yield the sessions that a request holds, usually one."""
    for value in cookies.values(request, "session", our_origin(request)):
        session = access.sessions.find(value)
        if session is not None:
            yield session


def _of_key(access: Access, request: Request) -> Asker:
    given = request.headers.getlist("authorization")
    found = _BEARER.match(given[0].strip()) if len(given) == 1 else None
    key = access.desk.key(found[1]) if found else None
    if key is None:
        raise BadKeyError
    if not key.focal_point:
        return Asker(lowered(key.audience, access.settings.most), by_key=True)
    # A key ends with what it acts as, and is then told as one that is over.
    focal_point = access.desk.focal_point(key.focal_point, key.mark)
    if focal_point is None:
        raise BadKeyError
    return _acting(access, focal_point, by_key=True)


def _of_office(access: Access, session: Session) -> Asker:
    """Who holds the session of a focal point that may act no more is anybody."""
    found = access.desk.focal_point(session.focal_point, session.mark)
    if found is None or found.role is None:
        return ANYBODY
    return Asker(lowered(READS_AS[found.role], access.settings.most), session, found)


def _of_proxy(access: Access, request: Request) -> Asker:
    said = _Said(
        request.headers.getlist(AUDIENCE_HEADER),
        request.headers.getlist(FOCAL_POINT_HEADER),
        request.headers.getlist(SECRET_HEADER),
    )
    if not any(said):
        return ANYBODY
    peer = request.client.host if request.client else None
    doubt = _doubt(access.settings.proxy, peer, said)
    if doubt:
        access.ignored.tell(peer or "a connection without address", doubt)
        return ANYBODY
    if any(said.focal_points):
        # Whom it names decides, not the audience beside it; who may not act is nobody.
        found = access.desk.named_focal_point(said.focal_points[0])
        return ANYBODY if found is None else _acting(access, found)
    audience: Audience = next((name for name in AUDIENCES if said.words == [name]), "public")
    return Asker(lowered(audience, access.settings.most))


def _acting(access: Access, focal_point: FocalPoint, *, by_key: bool = False) -> Asker:
    """Return who acts as a focal point that each request names."""
    if focal_point.role is None:
        return ANYBODY
    audience = lowered(READS_AS[focal_point.role], access.settings.most)
    mark = mailbox_mark(focal_point.mailbox or "")
    session = access.sessions.standing(audience, focal_point.id, mark)
    return Asker(audience, session, focal_point, by_key)


class _Said(NamedTuple):
    """What the headers of a proxy say, each as often as it came."""

    words: list[str]
    focal_points: list[str]
    secrets: list[str]


def _doubt(proxy: TrustedProxy | None, peer: str | None, said: _Said) -> str:
    """Return why headers are not believed, empty where they are."""
    if proxy is None:
        return "no proxy is trusted"
    if not proxy.is_peer(peer):
        return "it is not in COOPGRAPH_TRUST_PROXY"
    if len(said.secrets) != 1 or not proxy.knows(said.secrets[0].encode("latin-1")):
        return "the secret is missing or wrong"
    if len(said.words) > 1 or any(word not in ("", *AUDIENCES) for word in said.words):
        return "the audience is said twice, or is none"
    if len(said.focal_points) > 1:
        return "the focal point is said twice"
    return ""
