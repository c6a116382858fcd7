"""How the workspace's tables came about, step by step (Alembic); run when a workspace is opened."""
