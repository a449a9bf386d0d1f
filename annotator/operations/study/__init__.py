"""The study: its plan, what its methods section reports, and what became of the plan."""
