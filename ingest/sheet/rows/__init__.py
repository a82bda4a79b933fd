"""A row into statements: its fields, its id, the records that it names, who may see it."""
