CREATE TABLE contents (
    kind VARCHAR(20) NOT NULL,
    unit BLOB NOT NULL,
    digest VARCHAR(64) NOT NULL,
    content BLOB NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT pk_contents PRIMARY KEY (kind, unit)
);
