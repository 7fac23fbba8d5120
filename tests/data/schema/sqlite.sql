CREATE TABLE audit (
    id BLOB NOT NULL,
    at BIGINT NOT NULL,
    actor VARCHAR(80) NOT NULL,
    what VARCHAR(40) NOT NULL,
    about VARCHAR(80) NOT NULL,
    detail TEXT NOT NULL,
    CONSTRAINT pk_audit PRIMARY KEY (id)
);

CREATE INDEX ix_audit_about_at ON audit (about, at);

CREATE TABLE contents (
    kind VARCHAR(20) NOT NULL,
    unit BLOB NOT NULL,
    digest VARCHAR(64) NOT NULL,
    content BLOB NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT pk_contents PRIMARY KEY (kind, unit)
);

CREATE TABLE dirty (
    cell_id BLOB NOT NULL,
    meeting BLOB NOT NULL,
    since BIGINT NOT NULL,
    due BIGINT NOT NULL,
    tries INTEGER NOT NULL,
    reason VARCHAR(80) NOT NULL,
    CONSTRAINT pk_dirty PRIMARY KEY (cell_id, meeting)
)
 WITHOUT ROWID;

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

CREATE TABLE heads (
    cell_id BLOB NOT NULL,
    meeting BLOB NOT NULL,
    device BLOB NOT NULL,
    header BLOB NOT NULL,
    seq BIGINT NOT NULL,
    hash BLOB NOT NULL,
    told_end BIGINT NOT NULL,
    at BIGINT NOT NULL,
    sig VARCHAR(128),
    CONSTRAINT pk_heads PRIMARY KEY (cell_id, meeting, device)
)
 WITHOUT ROWID;

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

CREATE TABLE lines (
    cell_id BLOB NOT NULL,
    meeting BLOB NOT NULL,
    device BLOB NOT NULL,
    seq BIGINT NOT NULL,
    type VARCHAR(80) NOT NULL,
    at BIGINT NOT NULL,
    hash BLOB NOT NULL,
    line BLOB NOT NULL,
    CONSTRAINT pk_lines PRIMARY KEY (cell_id, meeting, device, seq)
)
 WITHOUT ROWID;

CREATE TABLE meetings (
    cell_id BLOB NOT NULL,
    meeting BLOB NOT NULL,
    made_at BIGINT NOT NULL,
    CONSTRAINT pk_meetings PRIMARY KEY (cell_id, meeting)
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

CREATE TABLE settings (
    name VARCHAR(40) NOT NULL,
    value BLOB NOT NULL,
    CONSTRAINT pk_settings PRIMARY KEY (name)
);

CREATE TABLE stale (
    cell_id BLOB NOT NULL,
    since BIGINT NOT NULL,
    CONSTRAINT pk_stale PRIMARY KEY (cell_id)
);

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

CREATE INDEX ix_standings_campaign_date_hour ON standings (campaign, date, hour, path, stage);

CREATE INDEX ix_standings_campaign_overseer ON standings (campaign, overseer_key, overseer, stage, attended, path);

CREATE INDEX ix_standings_campaign_owes_path ON standings (campaign, owes, path);

CREATE INDEX ix_standings_campaign_stage_path ON standings (campaign, stage, path);

CREATE UNIQUE INDEX uq_standings_unit_campaign ON standings (unit, campaign);

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
    obliged INTEGER DEFAULT '0' NOT NULL,
    obliged_present INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_summaries PRIMARY KEY (cell_id, meeting)
)
 WITHOUT ROWID;

CREATE TABLE sums (
    unit BLOB NOT NULL,
    campaign VARCHAR(40) NOT NULL,
    tally TEXT NOT NULL,
    CONSTRAINT pk_sums PRIMARY KEY (unit, campaign)
);

CREATE TABLE tallies (
    unit BLOB NOT NULL,
    campaign VARCHAR(40) NOT NULL,
    tally TEXT NOT NULL,
    CONSTRAINT pk_tallies PRIMARY KEY (unit, campaign)
);

CREATE TABLE units (
    unit BLOB NOT NULL,
    code TEXT NOT NULL,
    body VARCHAR(40) NOT NULL,
    variant VARCHAR(40) NOT NULL,
    code_key TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_units PRIMARY KEY (unit),
    CONSTRAINT uq_units_code UNIQUE (code)
);

CREATE TABLE accounts (
    account BLOB NOT NULL,
    login TEXT NOT NULL,
    name VARCHAR(200) NOT NULL,
    password VARCHAR(200) NOT NULL,
    role VARCHAR(20) NOT NULL,
    unit BLOB,
    made_at BIGINT NOT NULL,
    disabled_at BIGINT,
    failed INTEGER NOT NULL,
    locked_until BIGINT NOT NULL,
    CONSTRAINT pk_accounts PRIMARY KEY (account),
    CONSTRAINT uq_accounts_login UNIQUE (login),
    CONSTRAINT fk_accounts_unit FOREIGN KEY(unit) REFERENCES units (unit)
);

CREATE TABLE cells (
    cell_id BLOB NOT NULL,
    unit BLOB NOT NULL,
    made_at BIGINT NOT NULL,
    CONSTRAINT pk_cells PRIMARY KEY (cell_id),
    CONSTRAINT fk_cells_unit FOREIGN KEY(unit) REFERENCES units (unit)
);

CREATE INDEX ix_cells_unit ON cells (unit);

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

CREATE INDEX ix_placements_parent_valid_to ON placements (parent, valid_to, valid_from);

CREATE UNIQUE INDEX uq_placements_unit_valid_from ON placements (unit, valid_from);

CREATE TABLE cell_aliases (
    alias BLOB NOT NULL,
    cell_id BLOB NOT NULL,
    made_at BIGINT NOT NULL,
    CONSTRAINT pk_cell_aliases PRIMARY KEY (alias),
    CONSTRAINT fk_cell_aliases_cell_id FOREIGN KEY(cell_id) REFERENCES cells (cell_id)
);

CREATE INDEX ix_cell_aliases_cell_id ON cell_aliases (cell_id);

CREATE TABLE devices (
    device BLOB NOT NULL,
    cell_id BLOB NOT NULL,
    "key" VARCHAR(64) NOT NULL,
    alias VARCHAR(8) NOT NULL,
    name VARCHAR(200) NOT NULL,
    role VARCHAR(20) NOT NULL,
    enrolled_at BIGINT NOT NULL,
    revoked_at BIGINT,
    seen_at BIGINT,
    installation BLOB,
    CONSTRAINT pk_devices PRIMARY KEY (device),
    CONSTRAINT fk_devices_cell_id FOREIGN KEY(cell_id) REFERENCES cells (cell_id)
);

CREATE INDEX ix_devices_cell_id ON devices (cell_id);

CREATE INDEX ix_devices_installation ON devices (installation);

CREATE TABLE enrolment_codes (
    hash BLOB NOT NULL,
    cell_id BLOB NOT NULL,
    role VARCHAR(20) NOT NULL,
    made_at BIGINT NOT NULL,
    made_by BLOB,
    expires BIGINT NOT NULL,
    tries INTEGER NOT NULL,
    used_at BIGINT,
    used_by BLOB,
    CONSTRAINT pk_enrolment_codes PRIMARY KEY (hash),
    CONSTRAINT fk_enrolment_codes_cell_id FOREIGN KEY(cell_id) REFERENCES cells (cell_id)
);

CREATE TABLE grants (
    id BLOB NOT NULL,
    account BLOB NOT NULL,
    unit BLOB NOT NULL,
    what VARCHAR(40) NOT NULL,
    valid_from VARCHAR(10) NOT NULL,
    valid_to VARCHAR(10) NOT NULL,
    reason TEXT NOT NULL,
    made_by BLOB NOT NULL,
    made_at BIGINT NOT NULL,
    CONSTRAINT pk_grants PRIMARY KEY (id),
    CONSTRAINT fk_grants_account FOREIGN KEY(account) REFERENCES accounts (account),
    CONSTRAINT fk_grants_unit FOREIGN KEY(unit) REFERENCES units (unit)
);

CREATE INDEX ix_grants_account ON grants (account);

CREATE TABLE sessions (
    hash BLOB NOT NULL,
    account BLOB NOT NULL,
    made_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    CONSTRAINT pk_sessions PRIMARY KEY (hash),
    CONSTRAINT fk_sessions_account FOREIGN KEY(account) REFERENCES accounts (account)
);

CREATE INDEX ix_sessions_account ON sessions (account);

CREATE TABLE nonces (
    device BLOB NOT NULL,
    nonce VARCHAR(32) NOT NULL,
    expires BIGINT NOT NULL,
    CONSTRAINT pk_nonces PRIMARY KEY (device, nonce),
    CONSTRAINT fk_nonces_device FOREIGN KEY(device) REFERENCES devices (device)
);

CREATE INDEX ix_nonces_expires ON nonces (expires);

CREATE TABLE tokens (
    hash BLOB NOT NULL,
    device BLOB NOT NULL,
    made_at BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    CONSTRAINT pk_tokens PRIMARY KEY (hash),
    CONSTRAINT fk_tokens_device FOREIGN KEY(device) REFERENCES devices (device)
);

CREATE INDEX ix_tokens_device ON tokens (device);
