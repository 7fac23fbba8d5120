ALTER TABLE summaries ADD COLUMN obliged INTEGER DEFAULT '0' NOT NULL;

ALTER TABLE summaries ADD COLUMN obliged_present INTEGER DEFAULT '0' NOT NULL;

UPDATE summaries SET
    obliged = coalesce(json_extract(figures, '$.members.obliged_present.whole'), 0),
    obliged_present = coalesce(json_extract(figures, '$.members.obliged_present.part'), 0)
WHERE figures IS NOT NULL;
