"""The tables of such a folder with their columns, and what each of them is in the standard.

As the converter of Open Knowledge writes them: github.com/okfn/okfn_iati, its page
docs/csv_data_hierarchy.md and its folders data-samples/csv_folders.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ACTIVITIES: Final = "activities"
IDENTIFIER: Final = "activity_identifier"

CODED: Final[Mapping[str, str]] = {
    "activity_status": "activity-status",
    "activity_scope": "activity-scope",
    "collaboration_type": "collaboration-type",
    "default_flow_type": "default-flow-type",
    "default_finance_type": "default-finance-type",
    "default_aid_type": "default-aid-type",
    "default_tied_status": "default-tied-status",
}
"""Column of the activities → element that holds nothing but a code."""
DATED: Final[Mapping[str, str]] = {
    "planned_start_date": "1",
    "actual_start_date": "2",
    "planned_end_date": "3",
    "actual_end_date": "4",
}
"""Column of the activities → kind of date."""
BARE: Final[Mapping[str, str]] = {
    "locations": "location",
    "documents": "document-link",
    "results": "result",
    "contact_info": "contact-info",
    "conditions": "conditions",
    "country_budget_items": "country-budget-items",
}
"""Table → element: the model keeps nothing of them, so that their rows are only counted."""
INSIDE: Final = frozenset({"indicators", "indicator_periods"})
"""Tables about rows of a table of ``BARE``."""

COLUMNS: Final[Mapping[str, frozenset[str]]] = {
    ACTIVITIES: frozenset(
        {
            "title", "title_lang", "description", "description_lang", "default_currency",
            "humanitarian", "hierarchy", "last_updated_datetime", "xml_lang", "reporting_org_ref",
            "reporting_org_name", "reporting_org_name_lang", "reporting_org_type",
            "reporting_org_role", "reporting_org_secondary_reporter", "recipient_country_code",
            "recipient_country_percentage", "recipient_country_name", "recipient_country_lang",
            "recipient_region_code", "recipient_region_percentage", "recipient_region_name",
            "recipient_region_lang", "default_aid_type_vocabulary", "conditions_attached",
            *CODED, *DATED,
        }
    ),
    "activity_date": frozenset({"type", "iso_date", "narrative", "narrative_lang"}),
    "descriptions": frozenset(
        {
            "description_type", "description_sequence", "narrative", "narrative_lang",
            "narrative_sequence",
        }
    ),
    "participating_orgs": frozenset(
        {
            "org_ref", "org_name", "org_name_lang", "org_type", "role", "activity_id",
            "crs_channel_code",
        }
    ),
    "sectors": frozenset(
        {"sector_code", "sector_name", "vocabulary", "vocabulary_uri", "percentage"}
    ),
    "budgets": frozenset(
        {
            "budget_type", "budget_status", "period_start", "period_end", "value", "currency",
            "value_date",
        }
    ),
    "transactions": frozenset(
        {
            "transaction_ref", "transaction_type", "transaction_date", "value", "currency",
            "value_date", "description", "description_lang", "provider_org_ref",
            "provider_org_name", "provider_org_lang", "provider_org_type", "receiver_org_ref",
            "receiver_org_name", "receiver_org_lang", "receiver_org_type",
            "receiver_org_activity_id", "disbursement_channel", "flow_type", "finance_type",
            "aid_type", "aid_type_vocabulary", "tied_status", "humanitarian", "recipient_region",
        }
    ),
    "transaction_sectors": frozenset(
        {
            "transaction_ref", "transaction_type", "sector_code", "sector_name", "vocabulary",
            "vocabulary_uri",
        }
    ),
}  # fmt: skip
"""Table → its columns beside the identifier, of the tables that are read."""
