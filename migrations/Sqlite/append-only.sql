-- Evidence is only ever added. Run after every migration; repeatable.
CREATE TRIGGER IF NOT EXISTS "ReadingRevisions_no_update" BEFORE UPDATE ON "ReadingRevisions" BEGIN SELECT RAISE(ABORT, 'ReadingRevisions is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "ReadingRevisions_no_delete" BEFORE DELETE ON "ReadingRevisions" BEGIN SELECT RAISE(ABORT, 'ReadingRevisions is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "ReferenceStandards_no_update" BEFORE UPDATE ON "ReferenceStandards" BEGIN SELECT RAISE(ABORT, 'ReferenceStandards is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "ReferenceStandards_no_delete" BEFORE DELETE ON "ReferenceStandards" BEGIN SELECT RAISE(ABORT, 'ReferenceStandards is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "SessionPlaces_no_update" BEFORE UPDATE ON "SessionPlaces" BEGIN SELECT RAISE(ABORT, 'SessionPlaces is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "SessionPlaces_no_delete" BEFORE DELETE ON "SessionPlaces" BEGIN SELECT RAISE(ABORT, 'SessionPlaces is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "AuditEntries_no_update" BEFORE UPDATE ON "AuditEntries" BEGIN SELECT RAISE(ABORT, 'AuditEntries is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "AuditEntries_no_delete" BEFORE DELETE ON "AuditEntries" BEGIN SELECT RAISE(ABORT, 'AuditEntries is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "ProtocolVersions_no_update" BEFORE UPDATE ON "ProtocolVersions" BEGIN SELECT RAISE(ABORT, 'ProtocolVersions is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "ProtocolVersions_no_delete" BEFORE DELETE ON "ProtocolVersions" BEGIN SELECT RAISE(ABORT, 'ProtocolVersions is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "Signatures_no_update" BEFORE UPDATE ON "Signatures" BEGIN SELECT RAISE(ABORT, 'Signatures is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "Signatures_no_delete" BEFORE DELETE ON "Signatures" BEGIN SELECT RAISE(ABORT, 'Signatures is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "Readings_stay_locked" BEFORE UPDATE ON "Readings" WHEN OLD."Status" = 'Locked' BEGIN SELECT RAISE(ABORT, 'A locked reading cannot be changed'); END;
CREATE TRIGGER IF NOT EXISTS "Readings_no_delete" BEFORE DELETE ON "Readings" BEGIN SELECT RAISE(ABORT, 'Readings are kept'); END;
CREATE TRIGGER IF NOT EXISTS "Deviations_stay_decided" BEFORE UPDATE ON "Deviations" WHEN OLD."Status" <> 'Requested' BEGIN SELECT RAISE(ABORT, 'A decided deviation cannot be changed'); END;
CREATE TRIGGER IF NOT EXISTS "Deviations_no_delete" BEFORE DELETE ON "Deviations" BEGIN SELECT RAISE(ABORT, 'Deviations are kept'); END;
CREATE TRIGGER IF NOT EXISTS "SealedAllocations_no_update" BEFORE UPDATE ON "SealedAllocations" BEGIN SELECT RAISE(ABORT, 'SealedAllocations is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "SealedAllocations_no_delete" BEFORE DELETE ON "SealedAllocations" BEGIN SELECT RAISE(ABORT, 'SealedAllocations is append-only'); END;
