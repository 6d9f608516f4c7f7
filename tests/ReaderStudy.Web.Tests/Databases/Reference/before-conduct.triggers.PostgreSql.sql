-- The triggers of that version (commit e1fbde9, append-only.sql), which stand while the database is brought up to date.
CREATE OR REPLACE FUNCTION readerstudy_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "ReadingRevisions" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "ReferenceStandards" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "SessionPlaces" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "AuditEntries" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER no_delete BEFORE DELETE ON "Readings" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER stay_locked BEFORE UPDATE ON "Readings" FOR EACH ROW WHEN (OLD."Status" = 'Locked') EXECUTE FUNCTION readerstudy_append_only();
