-- engine/store/sql/0002_extracted.sql - facts read out of running text
--
-- words_begin and words_end are the bytes of the words in the text of the field
-- a fact was read out of; NULL for a fact that was not read out of prose.
--
-- derivation: which rules and vocabulary the derived facts were made with. Other
-- rules: every service is derived anew before the next index is built.

ALTER TABLE fact_need ADD COLUMN words_begin INTEGER;
ALTER TABLE fact_need ADD COLUMN words_end INTEGER;
ALTER TABLE fact_payer ADD COLUMN words_begin INTEGER;
ALTER TABLE fact_payer ADD COLUMN words_end INTEGER;
ALTER TABLE fact_eligibility ADD COLUMN words_begin INTEGER;
ALTER TABLE fact_eligibility ADD COLUMN words_end INTEGER;
ALTER TABLE fact_coverage ADD COLUMN words_begin INTEGER;
ALTER TABLE fact_coverage ADD COLUMN words_end INTEGER;
ALTER TABLE fact_hours ADD COLUMN words_begin INTEGER;
ALTER TABLE fact_hours ADD COLUMN words_end INTEGER;
ALTER TABLE fact_capacity ADD COLUMN words_begin INTEGER;
ALTER TABLE fact_capacity ADD COLUMN words_end INTEGER;
ALTER TABLE fact_language ADD COLUMN words_begin INTEGER;
ALTER TABLE fact_language ADD COLUMN words_end INTEGER;
ALTER TABLE fact_attribute ADD COLUMN words_begin INTEGER;
ALTER TABLE fact_attribute ADD COLUMN words_end INTEGER;
ALTER TABLE fact_cost ADD COLUMN words_begin INTEGER;
ALTER TABLE fact_cost ADD COLUMN words_end INTEGER;

CREATE TABLE derivation (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    fingerprint TEXT NOT NULL
) STRICT;
