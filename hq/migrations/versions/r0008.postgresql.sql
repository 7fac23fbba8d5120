ALTER TABLE summaries ADD COLUMN obliged INTEGER DEFAULT '0' NOT NULL;

ALTER TABLE summaries ADD COLUMN obliged_present INTEGER DEFAULT '0' NOT NULL;

UPDATE summaries SET
    obliged = coalesce((figures::json #>> '{members,obliged_present,whole}')::integer, 0),
    obliged_present = coalesce((figures::json #>> '{members,obliged_present,part}')::integer, 0)
WHERE figures IS NOT NULL;
