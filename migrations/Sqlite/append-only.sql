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
CREATE TRIGGER IF NOT EXISTS "ReadingLinkings_no_update" BEFORE UPDATE ON "ReadingLinkings" BEGIN SELECT RAISE(ABORT, 'ReadingLinkings is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "ReadingLinkings_no_delete" BEFORE DELETE ON "ReadingLinkings" BEGIN SELECT RAISE(ABORT, 'ReadingLinkings is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "SignedReadings_no_update" BEFORE UPDATE ON "SignedReadings" BEGIN SELECT RAISE(ABORT, 'SignedReadings is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "SignedReadings_no_delete" BEFORE DELETE ON "SignedReadings" BEGIN SELECT RAISE(ABORT, 'SignedReadings is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "SeenIncrements_no_update" BEFORE UPDATE ON "SeenIncrements" BEGIN SELECT RAISE(ABORT, 'SeenIncrements is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "SeenIncrements_no_delete" BEFORE DELETE ON "SeenIncrements" BEGIN SELECT RAISE(ABORT, 'SeenIncrements is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "DrawnOutlines_no_update" BEFORE UPDATE ON "DrawnOutlines" BEGIN SELECT RAISE(ABORT, 'DrawnOutlines is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "DrawnOutlines_no_delete" BEFORE DELETE ON "DrawnOutlines" BEGIN SELECT RAISE(ABORT, 'DrawnOutlines is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "Acknowledgements_no_update" BEFORE UPDATE ON "Acknowledgements" BEGIN SELECT RAISE(ABORT, 'Acknowledgements is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "SiteChecks_no_update" BEFORE UPDATE ON "SiteChecks" BEGIN SELECT RAISE(ABORT, 'SiteChecks is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "Acknowledgements_no_delete" BEFORE DELETE ON "Acknowledgements" BEGIN SELECT RAISE(ABORT, 'Acknowledgements is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "SiteChecks_no_delete" BEFORE DELETE ON "SiteChecks" BEGIN SELECT RAISE(ABORT, 'SiteChecks is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "Readings_stay_locked" BEFORE UPDATE ON "Readings" WHEN OLD."Status" = 'Locked' BEGIN SELECT RAISE(ABORT, 'A locked reading cannot be changed'); END;
CREATE TRIGGER IF NOT EXISTS "Readings_stay_skipped" BEFORE UPDATE ON "Readings" WHEN OLD."Status" = 'Skipped' BEGIN SELECT RAISE(ABORT, 'A skipped reading cannot be changed'); END;
CREATE TRIGGER IF NOT EXISTS "Readings_no_delete" BEFORE DELETE ON "Readings" BEGIN SELECT RAISE(ABORT, 'Readings are kept'); END;
CREATE TRIGGER IF NOT EXISTS "Deviations_stay_decided" BEFORE UPDATE ON "Deviations" WHEN OLD."Status" <> 'Requested' BEGIN SELECT RAISE(ABORT, 'A decided deviation cannot be changed'); END;
CREATE TRIGGER IF NOT EXISTS "Deviations_no_delete" BEFORE DELETE ON "Deviations" BEGIN SELECT RAISE(ABORT, 'Deviations are kept'); END;
CREATE TRIGGER IF NOT EXISTS "RegisteredRows_no_update" BEFORE UPDATE ON "RegisteredRows" BEGIN SELECT RAISE(ABORT, 'RegisteredRows is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "RegisteredRows_no_delete" BEFORE DELETE ON "RegisteredRows" BEGIN SELECT RAISE(ABORT, 'RegisteredRows is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "SealedAllocations_no_update" BEFORE UPDATE ON "SealedAllocations" BEGIN SELECT RAISE(ABORT, 'SealedAllocations is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "SealedAllocations_no_delete" BEFORE DELETE ON "SealedAllocations" BEGIN SELECT RAISE(ABORT, 'SealedAllocations is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "AiSteps_no_update" BEFORE UPDATE ON "AiSteps" BEGIN SELECT RAISE(ABORT, 'AiSteps is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "AiSteps_no_delete" BEFORE DELETE ON "AiSteps" BEGIN SELECT RAISE(ABORT, 'AiSteps is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "SealedRuns_no_update" BEFORE UPDATE ON "SealedRuns" BEGIN SELECT RAISE(ABORT, 'SealedRuns is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "SealedRuns_no_delete" BEFORE DELETE ON "SealedRuns" BEGIN SELECT RAISE(ABORT, 'SealedRuns is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "TruthVotes_no_update" BEFORE UPDATE ON "TruthVotes" BEGIN SELECT RAISE(ABORT, 'TruthVotes is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "TruthVotes_no_delete" BEFORE DELETE ON "TruthVotes" BEGIN SELECT RAISE(ABORT, 'TruthVotes is append-only'); END;
-- Who gave the truth of a case never reads it, in no study that has the same images; and the other way round. These name other tables: migrations
-- that rebuild one of those find them gone (SqliteDatabase), and they are made anew here.
DROP TRIGGER IF EXISTS "SessionPlaces_firewall";
CREATE TRIGGER "SessionPlaces_firewall" BEFORE INSERT ON "SessionPlaces"
WHEN EXISTS (
  SELECT 1 FROM "ReadingSessions" s JOIN "StudyReaders" r ON r."Id" = s."ReaderId"
  WHERE s."Id" = NEW."SessionId" AND r."PersonId" IS NOT NULL AND (
    EXISTS (SELECT 1 FROM "TruthVotes" v WHERE v."TrutherId" = r."PersonId" AND (v."CaseId" = NEW."CaseId" OR EXISTS (
      SELECT 1 FROM "Series" a JOIN "SeriesFingerprints" fa ON fa."SeriesId" = a."Id" JOIN "SeriesFingerprints" fb ON fb."PixelSha256" = fa."PixelSha256" JOIN "Series" b ON b."Id" = fb."SeriesId" WHERE fa."PixelSha256" <> '' AND a."CaseId" = v."CaseId" AND b."CaseId" = NEW."CaseId")))
    OR EXISTS (SELECT 1 FROM "ReferenceStandards" v WHERE v."RecordedBy" = r."PersonId" AND (v."CaseId" = NEW."CaseId" OR EXISTS (
      SELECT 1 FROM "Series" a JOIN "SeriesFingerprints" fa ON fa."SeriesId" = a."Id" JOIN "SeriesFingerprints" fb ON fb."PixelSha256" = fa."PixelSha256" JOIN "Series" b ON b."Id" = fb."SeriesId" WHERE fa."PixelSha256" <> '' AND a."CaseId" = v."CaseId" AND b."CaseId" = NEW."CaseId")))))
BEGIN SELECT RAISE(ABORT, 'study.truther-is-no-reader: who gave the truth of these images cannot read them'); END;
DROP TRIGGER IF EXISTS "TruthVotes_firewall";
CREATE TRIGGER "TruthVotes_firewall" BEFORE INSERT ON "TruthVotes"
WHEN NEW."TrutherId" IS NOT NULL AND EXISTS (
  SELECT 1 FROM "StudyReaders" r JOIN "ReadingSessions" s ON s."ReaderId" = r."Id" JOIN "SessionPlaces" p ON p."SessionId" = s."Id"
  WHERE r."PersonId" = NEW."TrutherId" AND (p."CaseId" = NEW."CaseId" OR EXISTS (
    SELECT 1 FROM "Series" a JOIN "SeriesFingerprints" fa ON fa."SeriesId" = a."Id" JOIN "SeriesFingerprints" fb ON fb."PixelSha256" = fa."PixelSha256" JOIN "Series" b ON b."Id" = fb."SeriesId" WHERE fa."PixelSha256" <> '' AND a."CaseId" = p."CaseId" AND b."CaseId" = NEW."CaseId")))
BEGIN SELECT RAISE(ABORT, 'study.truther-is-no-reader: who reads these images cannot give their truth'); END;
DROP TRIGGER IF EXISTS "ReferenceStandards_firewall";
CREATE TRIGGER "ReferenceStandards_firewall" BEFORE INSERT ON "ReferenceStandards"
WHEN NEW."RecordedBy" IS NOT NULL AND EXISTS (
  SELECT 1 FROM "StudyReaders" r JOIN "ReadingSessions" s ON s."ReaderId" = r."Id" JOIN "SessionPlaces" p ON p."SessionId" = s."Id"
  WHERE r."PersonId" = NEW."RecordedBy" AND (p."CaseId" = NEW."CaseId" OR EXISTS (
    SELECT 1 FROM "Series" a JOIN "SeriesFingerprints" fa ON fa."SeriesId" = a."Id" JOIN "SeriesFingerprints" fb ON fb."PixelSha256" = fa."PixelSha256" JOIN "Series" b ON b."Id" = fb."SeriesId" WHERE fa."PixelSha256" <> '' AND a."CaseId" = p."CaseId" AND b."CaseId" = NEW."CaseId")))
BEGIN SELECT RAISE(ABORT, 'study.truther-is-no-reader: who reads these images cannot give their truth'); END;
CREATE TRIGGER IF NOT EXISTS "Queries_no_update" BEFORE UPDATE ON "Queries" BEGIN SELECT RAISE(ABORT, 'Queries is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "Queries_no_delete" BEFORE DELETE ON "Queries" BEGIN SELECT RAISE(ABORT, 'Queries is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "QueryMessages_no_update" BEFORE UPDATE ON "QueryMessages" BEGIN SELECT RAISE(ABORT, 'QueryMessages is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "QueryMessages_no_delete" BEFORE DELETE ON "QueryMessages" BEGIN SELECT RAISE(ABORT, 'QueryMessages is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "DataLocks_no_update" BEFORE UPDATE ON "DataLocks" BEGIN SELECT RAISE(ABORT, 'DataLocks is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "DataLocks_no_delete" BEFORE DELETE ON "DataLocks" BEGIN SELECT RAISE(ABORT, 'DataLocks is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "Reminders_no_update" BEFORE UPDATE ON "Reminders" BEGIN SELECT RAISE(ABORT, 'Reminders is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "Reminders_no_delete" BEFORE DELETE ON "Reminders" BEGIN SELECT RAISE(ABORT, 'Reminders is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "ReminderDismissals_no_update" BEFORE UPDATE ON "ReminderDismissals" BEGIN SELECT RAISE(ABORT, 'ReminderDismissals is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "ReminderDismissals_no_delete" BEFORE DELETE ON "ReminderDismissals" BEGIN SELECT RAISE(ABORT, 'ReminderDismissals is append-only'); END;
CREATE TRIGGER IF NOT EXISTS "DataLocks_cover_all" BEFORE INSERT ON "DataLocks" WHEN (SELECT COUNT(*) FROM "ReadingRevisions" v JOIN "Readings" r ON r."Id" = v."ReadingId" WHERE r."StudyId" = NEW."StudyId" AND v."Kind" <> 'Draft') <> NEW."FinalRevisions" BEGIN SELECT RAISE(ABORT, 'The data changed while they were locked'); END;
-- From the sealing on nobody changes what is read, by whom, and what is true, unless it is due with the data lock;
-- of readings made elsewhere all comes at once. These name other tables too.
DROP TRIGGER IF EXISTS "Cases_frozen_insert";
CREATE TRIGGER "Cases_frozen_insert" BEFORE INSERT ON "Cases" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" <> 'Draft' AND s."Id" = NEW."StudyId") BEGIN SELECT RAISE(ABORT, 'study.design-frozen: the study is sealed'); END;
DROP TRIGGER IF EXISTS "Cases_frozen_update";
CREATE TRIGGER "Cases_frozen_update" BEFORE UPDATE ON "Cases" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" <> 'Draft' AND s."Id" IN (OLD."StudyId", NEW."StudyId")) BEGIN SELECT RAISE(ABORT, 'study.design-frozen: the study is sealed'); END;
DROP TRIGGER IF EXISTS "Cases_frozen_delete";
CREATE TRIGGER "Cases_frozen_delete" BEFORE DELETE ON "Cases" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" <> 'Draft' AND s."Id" = OLD."StudyId") BEGIN SELECT RAISE(ABORT, 'study.design-frozen: the study is sealed'); END;
DROP TRIGGER IF EXISTS "Series_frozen_insert";
CREATE TRIGGER "Series_frozen_insert" BEFORE INSERT ON "Series" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" <> 'Draft' AND s."Id" = (SELECT c."StudyId" FROM "Cases" c WHERE c."Id" = NEW."CaseId")) BEGIN SELECT RAISE(ABORT, 'study.design-frozen: the study is sealed'); END;
DROP TRIGGER IF EXISTS "Series_frozen_update";
CREATE TRIGGER "Series_frozen_update" BEFORE UPDATE ON "Series" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" <> 'Draft' AND s."Id" IN (SELECT c."StudyId" FROM "Cases" c WHERE c."Id" IN (OLD."CaseId", NEW."CaseId"))) BEGIN SELECT RAISE(ABORT, 'study.design-frozen: the study is sealed'); END;
DROP TRIGGER IF EXISTS "Series_frozen_delete";
CREATE TRIGGER "Series_frozen_delete" BEFORE DELETE ON "Series" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" <> 'Draft' AND s."Id" = (SELECT c."StudyId" FROM "Cases" c WHERE c."Id" = OLD."CaseId")) BEGIN SELECT RAISE(ABORT, 'study.design-frozen: the study is sealed'); END;
DROP TRIGGER IF EXISTS "Instances_frozen_insert";
CREATE TRIGGER "Instances_frozen_insert" BEFORE INSERT ON "Instances" WHEN EXISTS (SELECT 1 FROM "Series" r JOIN "Cases" c ON c."Id" = r."CaseId" JOIN "Studies" s ON s."Id" = c."StudyId" WHERE NOT s."IsImported" AND s."Status" <> 'Draft' AND r."Id" = NEW."SeriesId") BEGIN SELECT RAISE(ABORT, 'study.design-frozen: the study is sealed'); END;
DROP TRIGGER IF EXISTS "Instances_frozen_update";
CREATE TRIGGER "Instances_frozen_update" BEFORE UPDATE ON "Instances" WHEN EXISTS (SELECT 1 FROM "Series" r JOIN "Cases" c ON c."Id" = r."CaseId" JOIN "Studies" s ON s."Id" = c."StudyId" WHERE NOT s."IsImported" AND s."Status" <> 'Draft' AND r."Id" IN (OLD."SeriesId", NEW."SeriesId")) BEGIN SELECT RAISE(ABORT, 'study.design-frozen: the study is sealed'); END;
DROP TRIGGER IF EXISTS "Instances_frozen_delete";
CREATE TRIGGER "Instances_frozen_delete" BEFORE DELETE ON "Instances" WHEN EXISTS (SELECT 1 FROM "Series" r JOIN "Cases" c ON c."Id" = r."CaseId" JOIN "Studies" s ON s."Id" = c."StudyId" WHERE NOT s."IsImported" AND s."Status" <> 'Draft' AND r."Id" = OLD."SeriesId") BEGIN SELECT RAISE(ABORT, 'study.design-frozen: the study is sealed'); END;
DROP TRIGGER IF EXISTS "Pictures_frozen_insert";
CREATE TRIGGER "Pictures_frozen_insert" BEFORE INSERT ON "Pictures" WHEN EXISTS (SELECT 1 FROM "Series" r JOIN "Cases" c ON c."Id" = r."CaseId" JOIN "Studies" s ON s."Id" = c."StudyId" WHERE NOT s."IsImported" AND s."Status" <> 'Draft' AND r."Id" = NEW."SeriesId") BEGIN SELECT RAISE(ABORT, 'study.design-frozen: the study is sealed'); END;
DROP TRIGGER IF EXISTS "Pictures_frozen_update";
CREATE TRIGGER "Pictures_frozen_update" BEFORE UPDATE ON "Pictures" WHEN EXISTS (SELECT 1 FROM "Series" r JOIN "Cases" c ON c."Id" = r."CaseId" JOIN "Studies" s ON s."Id" = c."StudyId" WHERE NOT s."IsImported" AND s."Status" <> 'Draft' AND r."Id" IN (OLD."SeriesId", NEW."SeriesId")) BEGIN SELECT RAISE(ABORT, 'study.design-frozen: the study is sealed'); END;
DROP TRIGGER IF EXISTS "Pictures_frozen_delete";
CREATE TRIGGER "Pictures_frozen_delete" BEFORE DELETE ON "Pictures" WHEN EXISTS (SELECT 1 FROM "Series" r JOIN "Cases" c ON c."Id" = r."CaseId" JOIN "Studies" s ON s."Id" = c."StudyId" WHERE NOT s."IsImported" AND s."Status" <> 'Draft' AND r."Id" = OLD."SeriesId") BEGIN SELECT RAISE(ABORT, 'study.design-frozen: the study is sealed'); END;
DROP TRIGGER IF EXISTS "PredictionOverlays_frozen_insert";
CREATE TRIGGER "PredictionOverlays_frozen_insert" BEFORE INSERT ON "PredictionOverlays" WHEN EXISTS (SELECT 1 FROM "PredictionRuns" r JOIN "Studies" s ON s."Id" = r."StudyId" WHERE NOT s."IsImported" AND s."Status" <> 'Draft' AND r."Id" = NEW."RunId") BEGIN SELECT RAISE(ABORT, 'study.design-frozen: the study is sealed'); END;
DROP TRIGGER IF EXISTS "PredictionOverlays_frozen_update";
CREATE TRIGGER "PredictionOverlays_frozen_update" BEFORE UPDATE ON "PredictionOverlays" WHEN EXISTS (SELECT 1 FROM "PredictionRuns" r JOIN "Studies" s ON s."Id" = r."StudyId" WHERE NOT s."IsImported" AND s."Status" <> 'Draft' AND r."Id" IN (OLD."RunId", NEW."RunId")) BEGIN SELECT RAISE(ABORT, 'study.design-frozen: the study is sealed'); END;
DROP TRIGGER IF EXISTS "PredictionOverlays_frozen_delete";
CREATE TRIGGER "PredictionOverlays_frozen_delete" BEFORE DELETE ON "PredictionOverlays" WHEN EXISTS (SELECT 1 FROM "PredictionRuns" r JOIN "Studies" s ON s."Id" = r."StudyId" WHERE NOT s."IsImported" AND s."Status" <> 'Draft' AND r."Id" = OLD."RunId") BEGIN SELECT RAISE(ABORT, 'study.design-frozen: the study is sealed'); END;
DROP TRIGGER IF EXISTS "StudyReaders_frozen_insert";
CREATE TRIGGER "StudyReaders_frozen_insert" BEFORE INSERT ON "StudyReaders" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" <> 'Draft' AND s."Id" = NEW."StudyId") BEGIN SELECT RAISE(ABORT, 'study.design-frozen: the study is sealed'); END;
DROP TRIGGER IF EXISTS "StudyReaders_frozen_update";
CREATE TRIGGER "StudyReaders_frozen_update" BEFORE UPDATE ON "StudyReaders" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" <> 'Draft' AND s."Id" IN (OLD."StudyId", NEW."StudyId")) BEGIN SELECT RAISE(ABORT, 'study.design-frozen: the study is sealed'); END;
DROP TRIGGER IF EXISTS "StudyReaders_frozen_delete";
CREATE TRIGGER "StudyReaders_frozen_delete" BEFORE DELETE ON "StudyReaders" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" <> 'Draft' AND s."Id" = OLD."StudyId") BEGIN SELECT RAISE(ABORT, 'study.design-frozen: the study is sealed'); END;
DROP TRIGGER IF EXISTS "ReferenceStandards_frozen_insert";
CREATE TRIGGER "ReferenceStandards_frozen_insert" BEFORE INSERT ON "ReferenceStandards" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" <> 'Draft' AND NOT (s."Status" IN ('Sealed', 'Reading') AND json_extract(s."ProtocolText", '$.truth.due') IS 'data-lock') AND s."Id" = (SELECT c."StudyId" FROM "Cases" c WHERE c."Id" = NEW."CaseId")) BEGIN SELECT RAISE(ABORT, 'study.design-frozen: the study is sealed'); END;
-- From the data lock on nobody reads, asks, notes, signs readings or votes. These name another table too.
DROP TRIGGER IF EXISTS "Deviations_locked_insert";
CREATE TRIGGER "Deviations_locked_insert" BEFORE INSERT ON "Deviations" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" NOT IN ('Draft', 'Sealed', 'Reading') AND s."Id" = NEW."StudyId") BEGIN SELECT RAISE(ABORT, 'study.reading-open: the data are locked'); END;
DROP TRIGGER IF EXISTS "Deviations_locked_update";
CREATE TRIGGER "Deviations_locked_update" BEFORE UPDATE ON "Deviations" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" NOT IN ('Draft', 'Sealed', 'Reading') AND s."Id" = NEW."StudyId") BEGIN SELECT RAISE(ABORT, 'study.reading-open: the data are locked'); END;
DROP TRIGGER IF EXISTS "Queries_locked_insert";
CREATE TRIGGER "Queries_locked_insert" BEFORE INSERT ON "Queries" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" NOT IN ('Draft', 'Sealed', 'Reading') AND s."Id" = NEW."StudyId") BEGIN SELECT RAISE(ABORT, 'study.reading-open: the data are locked'); END;
DROP TRIGGER IF EXISTS "QueryMessages_locked_insert";
CREATE TRIGGER "QueryMessages_locked_insert" BEFORE INSERT ON "QueryMessages" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" NOT IN ('Draft', 'Sealed', 'Reading') AND s."Id" = (SELECT q."StudyId" FROM "Queries" q WHERE q."Id" = NEW."QueryId")) BEGIN SELECT RAISE(ABORT, 'study.reading-open: the data are locked'); END;
DROP TRIGGER IF EXISTS "Reminders_locked_insert";
CREATE TRIGGER "Reminders_locked_insert" BEFORE INSERT ON "Reminders" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" NOT IN ('Draft', 'Sealed', 'Reading') AND s."Id" = NEW."StudyId") BEGIN SELECT RAISE(ABORT, 'study.reading-open: the data are locked'); END;
DROP TRIGGER IF EXISTS "Acknowledgements_locked_insert";
CREATE TRIGGER "Acknowledgements_locked_insert" BEFORE INSERT ON "Acknowledgements" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" NOT IN ('Draft', 'Sealed', 'Reading') AND s."Id" = NEW."StudyId") BEGIN SELECT RAISE(ABORT, 'study.reading-open: the data are locked'); END;
DROP TRIGGER IF EXISTS "SiteChecks_locked_insert";
CREATE TRIGGER "SiteChecks_locked_insert" BEFORE INSERT ON "SiteChecks" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" NOT IN ('Draft', 'Sealed', 'Reading') AND s."Id" = NEW."StudyId") BEGIN SELECT RAISE(ABORT, 'study.reading-open: the data are locked'); END;
DROP TRIGGER IF EXISTS "ReadingSessions_locked_insert";
CREATE TRIGGER "ReadingSessions_locked_insert" BEFORE INSERT ON "ReadingSessions" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" NOT IN ('Draft', 'Sealed', 'Reading') AND s."Id" = NEW."StudyId") BEGIN SELECT RAISE(ABORT, 'study.reading-open: the data are locked'); END;
DROP TRIGGER IF EXISTS "SessionPlaces_locked_insert";
CREATE TRIGGER "SessionPlaces_locked_insert" BEFORE INSERT ON "SessionPlaces" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" NOT IN ('Draft', 'Sealed', 'Reading') AND s."Id" = (SELECT x."StudyId" FROM "ReadingSessions" x WHERE x."Id" = NEW."SessionId")) BEGIN SELECT RAISE(ABORT, 'study.reading-open: the data are locked'); END;
DROP TRIGGER IF EXISTS "Readings_locked_insert";
CREATE TRIGGER "Readings_locked_insert" BEFORE INSERT ON "Readings" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" NOT IN ('Draft', 'Sealed', 'Reading') AND s."Id" = NEW."StudyId") BEGIN SELECT RAISE(ABORT, 'study.reading-open: the data are locked'); END;
DROP TRIGGER IF EXISTS "Readings_locked_update";
CREATE TRIGGER "Readings_locked_update" BEFORE UPDATE ON "Readings" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" NOT IN ('Draft', 'Sealed', 'Reading') AND s."Id" = NEW."StudyId") BEGIN SELECT RAISE(ABORT, 'study.reading-open: the data are locked'); END;
DROP TRIGGER IF EXISTS "ReadingRevisions_locked_insert";
CREATE TRIGGER "ReadingRevisions_locked_insert" BEFORE INSERT ON "ReadingRevisions" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" NOT IN ('Draft', 'Sealed', 'Reading') AND s."Id" = (SELECT x."StudyId" FROM "Readings" x WHERE x."Id" = NEW."ReadingId")) BEGIN SELECT RAISE(ABORT, 'study.reading-open: the data are locked'); END;
DROP TRIGGER IF EXISTS "ReadingLinkings_locked_insert";
CREATE TRIGGER "ReadingLinkings_locked_insert" BEFORE INSERT ON "ReadingLinkings" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" NOT IN ('Draft', 'Sealed', 'Reading') AND s."Id" = (SELECT x."StudyId" FROM "Readings" x WHERE x."Id" = NEW."ReadingId")) BEGIN SELECT RAISE(ABORT, 'study.reading-open: the data are locked'); END;
DROP TRIGGER IF EXISTS "SignedReadings_locked_insert";
CREATE TRIGGER "SignedReadings_locked_insert" BEFORE INSERT ON "SignedReadings" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" NOT IN ('Draft', 'Sealed', 'Reading') AND s."Id" = (SELECT x."StudyId" FROM "Readings" x WHERE x."Id" = NEW."ReadingId")) BEGIN SELECT RAISE(ABORT, 'study.reading-open: the data are locked'); END;
DROP TRIGGER IF EXISTS "SeenIncrements_locked_insert";
CREATE TRIGGER "SeenIncrements_locked_insert" BEFORE INSERT ON "SeenIncrements" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" NOT IN ('Draft', 'Sealed', 'Reading') AND s."Id" = (SELECT x."StudyId" FROM "Readings" x WHERE x."Id" = NEW."ReadingId")) BEGIN SELECT RAISE(ABORT, 'study.reading-open: the data are locked'); END;
DROP TRIGGER IF EXISTS "DrawnOutlines_locked_insert";
CREATE TRIGGER "DrawnOutlines_locked_insert" BEFORE INSERT ON "DrawnOutlines" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" NOT IN ('Draft', 'Sealed', 'Reading') AND s."Id" = (SELECT x."StudyId" FROM "Readings" x WHERE x."Id" = NEW."ReadingId")) BEGIN SELECT RAISE(ABORT, 'study.reading-open: the data are locked'); END;
DROP TRIGGER IF EXISTS "AiSteps_locked_insert";
CREATE TRIGGER "AiSteps_locked_insert" BEFORE INSERT ON "AiSteps" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" NOT IN ('Draft', 'Sealed', 'Reading') AND s."Id" = (SELECT x."StudyId" FROM "Readings" x WHERE x."Id" = NEW."ReadingId")) BEGIN SELECT RAISE(ABORT, 'study.reading-open: the data are locked'); END;
DROP TRIGGER IF EXISTS "TruthVotes_locked_insert";
CREATE TRIGGER "TruthVotes_locked_insert" BEFORE INSERT ON "TruthVotes" WHEN EXISTS (SELECT 1 FROM "Studies" s WHERE NOT s."IsImported" AND s."Status" NOT IN ('Draft', 'Sealed', 'Reading') AND s."Id" = (SELECT c."StudyId" FROM "Cases" c WHERE c."Id" = NEW."CaseId")) BEGIN SELECT RAISE(ABORT, 'study.reading-open: the data are locked'); END;
