"""Colleagues' projects: what would come in, and what came in."""
