"""What pages ask of the database: one module a subject, frozen values in answer, no HTML; scope by `hq.access`."""
