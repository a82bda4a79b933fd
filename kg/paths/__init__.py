"""Routes between two actors: the strongest first, each relation with its sources."""
