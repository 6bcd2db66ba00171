"""What is kept: tables, and the questions and changes that the product needs, named by intent."""

from sqlmodel import SQLModel

# The database checks rows: what pydantic would check them with is not built.
SQLModel.model_config["defer_build"] = True
# Constraints have the same names on both databases, so that a later migration can find the one it changes.
SQLModel.metadata.naming_convention = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}
