"""Mail of the exchange: letters in the reader's language, and how they leave."""
