"""The project file: SQLite through SQLAlchemy, which is used nowhere else."""
