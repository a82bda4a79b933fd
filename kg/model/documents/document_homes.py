"""In which module each document is, so that no other is loaded for it."""

from typing import Final

_NAMES: Final = {
    "answer_models": """
        AnswerGap AnswerMatch AnswerSector DeskAnswer
    """,
    "approach_models": """
        ApproachPart DeskApproaches NotedStep TransferPart
    """,
    "bridge_models": """
        AgreementStanding BridgeAgreement BridgeBody BridgeDispute BridgeDoor BridgeOnly
        BridgePlace BridgePractice BridgeRoute Bridges BridgeSector BridgeShared
        BridgeSource NewRelation RelationKind Shortening
    """,
    "campaign_models": """
        CampaignListPart CampaignProgressPoint CampaignState CampaignTotals DeskCampaign
    """,
    "condensed_models": """
        ChangedExtract Condensed Extract ExtractedRow KeyFigure LinkedRecord Passage
        PassageKind ProposedOfReport Quoted RecognisedRow RowFigure StateInReport StateRow
    """,
    "consultation_models": """
        ConsultationAnswer ConsultationItem ConsultationPart ConsultationPosition
        DeskConsultations
    """,
    "desk_models": """
        DeskContact DeskContacts DeskItem DeskQueue FocalPointPart FocalPoints LapsedPart
        LetterPart Notified Queue QueueDecision QueueFinding QueueItem QueueProposal
        Repaired RepairedPart
    """,
    "document_parts": """
        Answer Directed Document Named Part Ref RuledBy head
    """,
    "embed_models": """
        EmbedFiles EmbedForm EmbedForms
    """,
    "evaluation_models": """
        Evaluation EvaluationCut EvaluationSource Fit FitCut FittedWeight FitWindow Measured
        MeasuredPart
    """,
    "follow_up_models": """
        FollowUp FollowUpCounts FollowUpDays FollowUpLate FollowUpList FollowUpPeriod
        FollowUpRegion FollowUpState FollowUpUnmet FollowUpWeek
    """,
    "guideline_models": """
        CriterionChange EntryChange GuidelineAdopted GuidelineCriterion GuidelineDiff
        GuidelineRule Guidelines GuidelineText KeptGuideline KeptVersion PartnerChange
        PartnersRestsOn PartnersWhatIf RuleChange TextChange
    """,
    "identity_models": """
        IdentityCandidates IdentityChange IdentityDecision IdentityEvidence IdentityLog
        IdentityPair
    """,
    "keeping_models": """
        Fetched FetchedPart Finding KeyPart Keys Moved MovedDesk NewKey Overridden Release
        RevokedKey RotatedLinks Upgraded Verified Written
    """,
    "match_models": """
        Band Completeness Contact Match MatchResult Meet Reason SourceReach WayOn
    """,
    "partner_models": """
        Approaching Coverage CoverageStep Criterion Door LeftOut Partner Partners Robustness
        RulePart Told VerdictChange
    """,
    "passing_models": """
        PartnersPass PartnerStand PassUnknowns PassValue PassWeight
    """,
    "portfolio_models": """
        Portfolio PortfolioBetter PortfolioLeft PortfolioOffer PortfolioPair
        PortfolioProvider PortfolioState PortfolioUnderWay PortfolioUnmet
    """,
    "record_models": """
        ClaimPart Cypher Declared DeclaredByState DeclaredPart FieldChange Neighbourhood
        NodePart PositionPart RelationPart Search Show SourcePart StateCoverage Status
    """,
    "route_models": """
        PathRelation Paths Route Via
    """,
    "sheet_models": """
        MappedColumn MappingPart Mappings OneMapping SheetColumn SheetKind SheetKinds
    """,
    "together_models": """
        Together TogetherAdds TogetherBrings TogetherGap TogetherGround TogetherStep
    """,
    "triangle_models": """
        TriangleParts Triangles TriangleSuggestion TriangleTie
    """,
    "why_not_models": """
        KeptOutBy NearestChange PathApart RecordEdit StandsAhead WhyNot WhyNotVerdict
    """,
}

HOMES: Final = {name: module for module, names in _NAMES.items() for name in names.split()}
"""The module of each document, by its name."""
