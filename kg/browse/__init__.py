"""What is on record, for whoever looks: status, records, surroundings, search."""
