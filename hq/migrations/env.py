"""Run by Alembic: the revisions, on the connection that `hq.migrations` handed over."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
