"""Pages for trainers and their rooms."""
