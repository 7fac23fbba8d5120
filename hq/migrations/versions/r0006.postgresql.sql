CREATE TABLE standings (
    unit UUID NOT NULL,
    campaign VARCHAR(40) NOT NULL,
    cell_id UUID NOT NULL,
    meeting UUID,
    day VARCHAR(10) NOT NULL,
    path TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    name VARCHAR(200) NOT NULL,
    search TEXT NOT NULL,
    overseer VARCHAR(200) NOT NULL,
    body VARCHAR(40) NOT NULL,
    variant VARCHAR(40) NOT NULL,
    stage INTEGER NOT NULL,
    date VARCHAR(10) NOT NULL,
    late BOOLEAN NOT NULL,
    short BOOLEAN NOT NULL,
    quiet BOOLEAN NOT NULL,
    attended BOOLEAN NOT NULL,
    owes INTEGER NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    overseer_key TEXT COLLATE "C" NOT NULL,
    hour VARCHAR(5),
    minutes INTEGER,
    present INTEGER,
    spoke INTEGER,
    started BIGINT,
    last_at BIGINT NOT NULL,
    CONSTRAINT pk_standings PRIMARY KEY (unit, campaign)
);

CREATE INDEX ix_standings_campaign_date_hour ON standings (campaign, date, hour, path, stage);

CREATE INDEX ix_standings_campaign_owes_path ON standings (campaign, owes, path);

CREATE INDEX ix_standings_campaign_path ON standings (campaign, path);

CREATE INDEX ix_standings_campaign_stage_path ON standings (campaign, stage, path);

CREATE TABLE tallies (
    unit UUID NOT NULL,
    campaign VARCHAR(40) NOT NULL,
    tally TEXT NOT NULL,
    CONSTRAINT pk_tallies PRIMARY KEY (unit, campaign)
);

ALTER TABLE units ADD COLUMN code_key TEXT COLLATE "C" DEFAULT '' NOT NULL;

ALTER TABLE placements ADD COLUMN search TEXT DEFAULT '' NOT NULL;

ALTER TABLE placements ADD COLUMN name_key TEXT COLLATE "C" DEFAULT '' NOT NULL;

ALTER TABLE placements ADD COLUMN overseer_key TEXT COLLATE "C" DEFAULT '' NOT NULL;
