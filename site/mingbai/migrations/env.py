"""What Alembic runs: the steps, on the connection that ``migrate`` opened, inside its one transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True, render_as_batch=False)
context.run_migrations()
