CREATE INDEX ix_placements_parent ON placements (parent);

DROP INDEX ix_standings_campaign_date;

CREATE INDEX ix_standings_campaign_date_path ON standings (campaign, date, path);
