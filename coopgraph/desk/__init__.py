"""What lies on the desk beside the store: rows that wait, mappings of senders."""
