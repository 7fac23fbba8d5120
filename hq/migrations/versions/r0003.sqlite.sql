CREATE TABLE groupings (
    act BLOB NOT NULL,
    cell_id BLOB NOT NULL,
    meeting BLOB NOT NULL,
    indicator VARCHAR(80) NOT NULL,
    label VARCHAR(200) NOT NULL,
    made_by BLOB NOT NULL,
    made_at BIGINT NOT NULL,
    undone_at BIGINT,
    CONSTRAINT pk_groupings PRIMARY KEY (act, cell_id, meeting, indicator)
);

CREATE INDEX ix_groupings_cell_id_meeting ON groupings (cell_id, meeting);

CREATE TABLE indicators (
    cell_id BLOB NOT NULL,
    meeting BLOB NOT NULL,
    indicator VARCHAR(80) NOT NULL,
    number INTEGER,
    answer VARCHAR(20) NOT NULL,
    degree VARCHAR(40) NOT NULL,
    title TEXT NOT NULL,
    CONSTRAINT pk_indicators PRIMARY KEY (cell_id, meeting, indicator)
)
 WITHOUT ROWID;

CREATE TABLE remedies (
    cell_id BLOB NOT NULL,
    meeting BLOB NOT NULL,
    remedy VARCHAR(120) NOT NULL,
    own BOOLEAN NOT NULL,
    text TEXT NOT NULL,
    owner TEXT NOT NULL,
    personal BOOLEAN NOT NULL,
    due VARCHAR(10) NOT NULL,
    due_words VARCHAR(200) NOT NULL,
    state VARCHAR(20) NOT NULL,
    CONSTRAINT pk_remedies PRIMARY KEY (cell_id, meeting, remedy)
)
 WITHOUT ROWID;

CREATE TABLE stale (
    cell_id BLOB NOT NULL,
    since BIGINT NOT NULL,
    CONSTRAINT pk_stale PRIMARY KEY (cell_id)
);

CREATE TABLE standings (
    unit BLOB NOT NULL,
    campaign VARCHAR(40) NOT NULL,
    cell_id BLOB NOT NULL,
    meeting BLOB,
    day VARCHAR(10) NOT NULL,
    path TEXT NOT NULL,
    code TEXT NOT NULL,
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
    tally TEXT NOT NULL,
    CONSTRAINT pk_standings PRIMARY KEY (unit, campaign)
);

CREATE INDEX ix_standings_campaign_date ON standings (campaign, date);

CREATE INDEX ix_standings_campaign_path ON standings (campaign, path);

CREATE INDEX ix_standings_campaign_stage_path ON standings (campaign, stage, path);

CREATE TABLE summaries (
    cell_id BLOB NOT NULL,
    meeting BLOB NOT NULL,
    version INTEGER NOT NULL,
    "plan" VARCHAR(64) NOT NULL,
    date VARCHAR(10) NOT NULL,
    body VARCHAR(40) NOT NULL,
    variant VARCHAR(40) NOT NULL,
    rehearsal BOOLEAN NOT NULL,
    entries INTEGER NOT NULL,
    last_at BIGINT NOT NULL,
    started BIGINT,
    ended BIGINT,
    minutes INTEGER,
    members INTEGER NOT NULL,
    present INTEGER NOT NULL,
    adopted_at BIGINT,
    figures TEXT,
    flags TEXT NOT NULL,
    campaign VARCHAR(40) NOT NULL,
    planned_start VARCHAR(5) NOT NULL,
    place VARCHAR(200) NOT NULL,
    notified VARCHAR(10) NOT NULL,
    report_sent VARCHAR(10) NOT NULL,
    superiors INTEGER NOT NULL,
    contributions INTEGER NOT NULL,
    spoke INTEGER NOT NULL,
    short BOOLEAN NOT NULL,
    quiet BOOLEAN NOT NULL,
    quality VARCHAR(40) NOT NULL,
    unmet TEXT NOT NULL,
    steps TEXT NOT NULL,
    CONSTRAINT pk_summaries PRIMARY KEY (cell_id, meeting)
)
 WITHOUT ROWID;

CREATE TABLE sums (
    unit BLOB NOT NULL,
    campaign VARCHAR(40) NOT NULL,
    tally TEXT NOT NULL,
    CONSTRAINT pk_sums PRIMARY KEY (unit, campaign)
);
