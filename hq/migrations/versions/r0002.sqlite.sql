ALTER TABLE heads ADD COLUMN sig VARCHAR(128);

ALTER TABLE devices ADD COLUMN installation BLOB;

CREATE INDEX ix_devices_installation ON devices (installation);
