"""What a query of an analyst may do: the steps, procedures and functions that only read.

The steps are those by which Neo4j 5.26 describes plans. What is not on a list is refused, so a step
that a later version brings waits here until somebody has looked at it.
"""

from __future__ import annotations

from typing import Final

_NODES: Final = """
    AllNodesScan IntersectionNodeByLabelsScan MultiNodeIndexSeek NodeByElementIdSeek NodeByIdSeek
    NodeByLabelScan NodeCountFromCountStore NodeIndexContainsScan NodeIndexEndsWithScan
    NodeIndexScan NodeIndexSeek NodeIndexSeekByRange NodeUniqueIndexSeek NodeUniqueIndexSeekByRange
    SubtractionNodeByLabelsScan UnionNodeByLabelsScan"""
_RELATIONS: Final = """
    AllRelationshipsScan RelationshipByElementIdSeek RelationshipByIdSeek
    RelationshipIndexContainsScan RelationshipIndexEndsWithScan RelationshipIndexScan
    RelationshipIndexSeek RelationshipIndexSeekByRange RelationshipTypeScan
    RelationshipUniqueIndexSeek RelationshipUniqueIndexSeekByRange UnionRelationshipTypesScan"""
_WALKS: Final = """
    BidirectionalRepeat(Trail) Expand(All) Expand(Into) OptionalExpand(All) OptionalExpand(Into)
    PathPropagatingBFS ProjectEndpoints Repeat(Trail) Repeat(Walk) ShortestPath
    StatefulShortestPath(All) StatefulShortestPath(Into) TriadicBuild TriadicFilter TriadicSelection
    VarLengthExpand(All) VarLengthExpand(Into) VarLengthExpand(Pruning)
    VarLengthExpand(Pruning,BFS) VarLengthExpand(Pruning,BFS,All) VarLengthExpand(Pruning,BFS,Into)
    """
_ROWS: Final = """
    Anti AntiConditionalApply AntiSemiApply Apply Argument ArgumentTracker AssertSameNode
    AssertSameRelationship CacheProperties CartesianProduct ConditionalApply Distinct Eager
    EagerAggregation EmptyResult EmptyRow Error ExhaustiveLimit Filter LetAntiSemiApply
    LetSelectOrAntiSemiApply LetSelectOrSemiApply LetSemiApply Limit NodeHashJoin
    NodeLeftOuterHashJoin NodeRightOuterHashJoin NonFuseable NullifyMetadata Optional
    OrderedAggregation OrderedDistinct OrderedUnion PartialSort PartialTop PreserveOrder
    ProduceResults Projection RelationshipCountFromCountStore RemoteBatchProperties RollUpApply
    SelectOrAntiSemiApply SelectOrSemiApply SemiApply Skip Sort Top Top1WithTies Union Unwind
    ValueHashJoin"""

PROCEDURE_CALL: Final = "ProcedureCall"
OPERATORS: Final = frozenset(
    (
        *_NODES.split(),
        *(f"Directed{name}" for name in _RELATIONS.split()),
        *(f"Undirected{name}" for name in _RELATIONS.split()),
        *_WALKS.split(),
        *_ROWS.split(),
        PROCEDURE_CALL,
    )
)
"""The steps of a plan that read the graph, or work on rows that are there already."""

PROCEDURES: Final = frozenset(
    (
        "db.index.fulltext.queryNodes",
        "db.index.fulltext.queryRelationships",
        "db.labels",
        "db.propertyKeys",
        "db.relationshipTypes",
        "db.schema.nodeTypeProperties",
        "db.schema.relTypeProperties",
        "db.schema.visualization",
    )
)
"""The procedures that may be called: full text, and what there is to ask for."""

FUNCTIONS: Final = frozenset(
    f"{kind}.{name}"
    for kind, names in {
        "date": "realtime statement transaction truncate",
        "datetime": "fromepoch fromepochmillis realtime statement transaction truncate",
        "duration": "between indays inmonths inseconds",
        "localdatetime": "realtime statement transaction truncate",
        "localtime": "realtime statement transaction truncate",
        "point": "distance withinbbox",
        "time": "realtime statement transaction truncate",
        "vector.similarity": "cosine euclidean",
    }.items()
    for name in names.split()
)
"""Functions with a dot in their name that may be used, in lower case: the server's own.

Every function of a plug-in has a dot in its name, and some of them run queries or read files. The
server's own without a dot are harmless.
"""

_KEYWORDS: Final = """
    ALL AND ANY AS ASC ASCENDING BY CASE COLLECT CONTAINS COUNT DESC DESCENDING DISTINCT ELSE END
    ENDS EXISTS FALSE GROUPS IN IS LIMIT MATCH NONE NOT NULL OPTIONAL OR ORDER PATHS RETURN SHORTEST
    SINGLE SKIP STARTS THEN TRUE UNION UNWIND WHEN WHERE WITH XOR"""
_AROUND: Final = """
    BOOLEAN DATE DATETIME DURATION FLOAT INDEX INTEGER LIST LOCAL MAP NFC NFD NFKC NFKD NODE
    NORMALIZED PATH POINT RANGE RELATIONSHIP STRING TEXT TIME UNIQUE ZONED"""
WORDS: Final = frozenset((*_KEYWORDS.split(), *_AROUND.split()))
"""The keywords of which a subquery may be made where the plan shows only its text, and those that
the server writes around it: kinds of indexes, types of values."""
