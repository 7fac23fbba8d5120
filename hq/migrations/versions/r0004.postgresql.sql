CREATE TABLE contents (
    kind VARCHAR(20) NOT NULL,
    unit UUID NOT NULL,
    digest VARCHAR(64) NOT NULL,
    content BYTEA NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT pk_contents PRIMARY KEY (kind, unit)
);
