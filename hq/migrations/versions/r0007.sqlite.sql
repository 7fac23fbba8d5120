CREATE TEMPORARY TABLE kept AS SELECT * FROM standings;

DROP TABLE standings;

CREATE TABLE standings (
    campaign VARCHAR(40) NOT NULL,
    path TEXT NOT NULL,
    unit BLOB NOT NULL,
    cell_id BLOB NOT NULL,
    stage INTEGER NOT NULL,
    date VARCHAR(10) NOT NULL,
    hour VARCHAR(5),
    owes INTEGER NOT NULL,
    late BOOLEAN NOT NULL,
    short BOOLEAN NOT NULL,
    quiet BOOLEAN NOT NULL,
    attended BOOLEAN NOT NULL,
    minutes INTEGER,
    present INTEGER,
    spoke INTEGER,
    started BIGINT,
    last_at BIGINT NOT NULL,
    name_key TEXT NOT NULL,
    overseer_key TEXT NOT NULL,
    search TEXT NOT NULL,
    overseer VARCHAR(200) NOT NULL,
    meeting BLOB,
    day VARCHAR(10) NOT NULL,
    code TEXT NOT NULL,
    name VARCHAR(200) NOT NULL,
    body VARCHAR(40) NOT NULL,
    variant VARCHAR(40) NOT NULL,
    CONSTRAINT pk_standings PRIMARY KEY (campaign, path)
)
 WITHOUT ROWID;

INSERT INTO standings (campaign, path, unit, cell_id, stage, date, hour, owes, late, short, quiet, attended, minutes, present, spoke, started, last_at, name_key, overseer_key, search, overseer, meeting, day, code, name, body, variant)
SELECT campaign, path, unit, cell_id, stage, date, hour, owes, late, short, quiet, attended, minutes, present, spoke, started, last_at, name_key, overseer_key, search, overseer, meeting, day, code, name, body, variant FROM kept;

DROP TABLE kept;

CREATE INDEX ix_standings_campaign_date_hour ON standings (campaign, date, hour, path, stage);

CREATE INDEX ix_standings_campaign_overseer ON standings (campaign, overseer_key, overseer, stage, attended, path);

CREATE INDEX ix_standings_campaign_owes_path ON standings (campaign, owes, path);

CREATE INDEX ix_standings_campaign_stage_path ON standings (campaign, stage, path);

CREATE UNIQUE INDEX uq_standings_unit_campaign ON standings (unit, campaign);

CREATE TEMPORARY TABLE kept AS SELECT * FROM placements;

DROP TABLE placements;

CREATE TABLE placements (
    path TEXT NOT NULL,
    valid_from VARCHAR(10) NOT NULL,
    valid_to VARCHAR(10) NOT NULL,
    unit BLOB NOT NULL,
    parent BLOB,
    name_key TEXT DEFAULT '' NOT NULL,
    overseer_key TEXT DEFAULT '' NOT NULL,
    search TEXT DEFAULT '' NOT NULL,
    name VARCHAR(200) NOT NULL,
    overseer VARCHAR(200) NOT NULL,
    CONSTRAINT pk_placements PRIMARY KEY (path, valid_from),
    CONSTRAINT fk_placements_unit FOREIGN KEY(unit) REFERENCES units (unit)
)
 WITHOUT ROWID;

INSERT INTO placements (path, valid_from, valid_to, unit, parent, name_key, overseer_key, search, name, overseer)
SELECT path, valid_from, valid_to, unit, parent, name_key, overseer_key, search, name, overseer FROM kept;

DROP TABLE kept;

CREATE INDEX ix_placements_parent_valid_to ON placements (parent, valid_to, valid_from);

CREATE UNIQUE INDEX uq_placements_unit_valid_from ON placements (unit, valid_from);
