-- The triggers of that version (commit e1fbde9, append-only.sql), which stand while the database is brought up to date.
CREATE TRIGGER IF NOT EXISTS "ReadingRevisions_no_update" BEFORE UPDATE ON "ReadingRevisions" BEGIN SELECT RAISE(ABORT, 'ReadingRevisions is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "ReadingRevisions_no_delete" BEFORE DELETE ON "ReadingRevisions" BEGIN SELECT RAISE(ABORT, 'ReadingRevisions is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "ReferenceStandards_no_update" BEFORE UPDATE ON "ReferenceStandards" BEGIN SELECT RAISE(ABORT, 'ReferenceStandards is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "ReferenceStandards_no_delete" BEFORE DELETE ON "ReferenceStandards" BEGIN SELECT RAISE(ABORT, 'ReferenceStandards is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "SessionPlaces_no_update" BEFORE UPDATE ON "SessionPlaces" BEGIN SELECT RAISE(ABORT, 'SessionPlaces is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "SessionPlaces_no_delete" BEFORE DELETE ON "SessionPlaces" BEGIN SELECT RAISE(ABORT, 'SessionPlaces is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "AuditEntries_no_update" BEFORE UPDATE ON "AuditEntries" BEGIN SELECT RAISE(ABORT, 'AuditEntries is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "AuditEntries_no_delete" BEFORE DELETE ON "AuditEntries" BEGIN SELECT RAISE(ABORT, 'AuditEntries is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "Readings_stay_locked" BEFORE UPDATE ON "Readings" WHEN OLD."Status" = 'Locked' BEGIN SELECT RAISE(ABORT, 'A locked reading cannot be changed'); END;
CREATE TRIGGER IF NOT EXISTS "Readings_no_delete" BEFORE DELETE ON "Readings" BEGIN SELECT RAISE(ABORT, 'Readings are kept'); END;
