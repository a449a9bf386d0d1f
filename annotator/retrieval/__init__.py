"""What is looked for over the texts of a project, on arrays."""
