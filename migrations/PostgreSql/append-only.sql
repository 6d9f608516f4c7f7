-- Evidence is only ever added. Run after every migration; repeatable.
CREATE OR REPLACE FUNCTION readerstudy_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "ReadingRevisions" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "ReferenceStandards" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "SessionPlaces" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "AuditEntries" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "ProtocolVersions" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "Signatures" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "ReadingLinkings" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "SignedReadings" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "SeenIncrements" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "DrawnOutlines" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "Acknowledgements" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "SiteChecks" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER no_delete BEFORE DELETE ON "Readings" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER stay_locked BEFORE UPDATE ON "Readings" FOR EACH ROW WHEN (OLD."Status" IN ('Locked', 'Skipped')) EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER no_delete BEFORE DELETE ON "Deviations" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER stay_decided BEFORE UPDATE ON "Deviations" FOR EACH ROW WHEN (OLD."Status" <> 'Requested') EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "RegisteredRows" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "SealedAllocations" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "AiSteps" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "SealedRuns" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "TruthVotes" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
-- Who gave the truth of a case never reads it, in no study that has the same images; and the other way round.
CREATE OR REPLACE FUNCTION readerstudy_same_images(one uuid, other uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT one = other OR EXISTS (
    SELECT 1 FROM "Series" a JOIN "SeriesFingerprints" fa ON fa."SeriesId" = a."Id" JOIN "SeriesFingerprints" fb ON fb."PixelSha256" = fa."PixelSha256"
    JOIN "Series" b ON b."Id" = fb."SeriesId" WHERE fa."PixelSha256" <> '' AND a."CaseId" = one AND b."CaseId" = other) $$;
CREATE OR REPLACE FUNCTION readerstudy_reader_firewall() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (
    SELECT 1 FROM "ReadingSessions" s JOIN "StudyReaders" r ON r."Id" = s."ReaderId"
    WHERE s."Id" = NEW."SessionId" AND r."PersonId" IS NOT NULL AND (
      EXISTS (SELECT 1 FROM "TruthVotes" v WHERE v."TrutherId" = r."PersonId" AND readerstudy_same_images(v."CaseId", NEW."CaseId"))
      OR EXISTS (SELECT 1 FROM "ReferenceStandards" v WHERE v."RecordedBy" = r."PersonId" AND readerstudy_same_images(v."CaseId", NEW."CaseId"))))
  THEN RAISE EXCEPTION 'study.truther-is-no-reader: who gave the truth of these images cannot read them'; END IF;
  RETURN NEW; END $$;
CREATE OR REPLACE FUNCTION readerstudy_truther_firewall(person uuid, judged uuid) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (
    SELECT 1 FROM "StudyReaders" r JOIN "ReadingSessions" s ON s."ReaderId" = r."Id" JOIN "SessionPlaces" p ON p."SessionId" = s."Id"
    WHERE r."PersonId" = person AND readerstudy_same_images(p."CaseId", judged))
  THEN RAISE EXCEPTION 'study.truther-is-no-reader: who reads these images cannot give their truth'; END IF; END $$;
CREATE OR REPLACE FUNCTION readerstudy_vote_firewall() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM readerstudy_truther_firewall(NEW."TrutherId", NEW."CaseId"); RETURN NEW; END $$;
CREATE OR REPLACE FUNCTION readerstudy_truth_firewall() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM readerstudy_truther_firewall(NEW."RecordedBy", NEW."CaseId"); RETURN NEW; END $$;
CREATE OR REPLACE TRIGGER firewall BEFORE INSERT ON "SessionPlaces" FOR EACH ROW EXECUTE FUNCTION readerstudy_reader_firewall();
CREATE OR REPLACE TRIGGER firewall BEFORE INSERT ON "TruthVotes" FOR EACH ROW EXECUTE FUNCTION readerstudy_vote_firewall();
CREATE OR REPLACE TRIGGER firewall BEFORE INSERT ON "ReferenceStandards" FOR EACH ROW EXECUTE FUNCTION readerstudy_truth_firewall();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "Queries" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "QueryMessages" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "DataLocks" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "Reminders" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON "ReminderDismissals" FOR EACH ROW EXECUTE FUNCTION readerstudy_append_only();
CREATE OR REPLACE FUNCTION readerstudy_lock_covers_all() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM 1 FROM "Studies" WHERE "Id" = NEW."StudyId" FOR UPDATE; IF (SELECT COUNT(*) FROM "ReadingRevisions" v JOIN "Readings" r ON r."Id" = v."ReadingId" WHERE r."StudyId" = NEW."StudyId" AND v."Kind" <> 'Draft') <> NEW."FinalRevisions" THEN RAISE EXCEPTION 'The data changed while they were locked'; END IF; RETURN NEW; END $$;
CREATE OR REPLACE TRIGGER cover_all BEFORE INSERT ON "DataLocks" FOR EACH ROW EXECUTE FUNCTION readerstudy_lock_covers_all();
-- From the sealing on nobody changes what is read, by whom, and what is true, unless it is due with the data lock;
-- of readings made elsewhere all comes at once. The study's row is shared until the end of the change: a sealing waits for it.
CREATE OR REPLACE FUNCTION readerstudy_require_draft(study uuid) RETURNS void LANGUAGE plpgsql AS $$ DECLARE stands text; BEGIN
  SELECT "Status" INTO stands FROM "Studies" WHERE "Id" = study AND NOT "IsImported" FOR SHARE;
  IF stands <> 'Draft' THEN RAISE EXCEPTION 'study.design-frozen: the study is sealed'; END IF; END $$;
CREATE OR REPLACE FUNCTION readerstudy_frozen_of_study() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM readerstudy_require_draft(OLD."StudyId"); RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' THEN PERFORM readerstudy_require_draft(OLD."StudyId"); END IF;
  PERFORM readerstudy_require_draft(NEW."StudyId"); RETURN NEW; END $$;
CREATE OR REPLACE FUNCTION readerstudy_frozen_of_case() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM readerstudy_require_draft((SELECT "StudyId" FROM "Cases" WHERE "Id" = OLD."CaseId")); RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' THEN PERFORM readerstudy_require_draft((SELECT "StudyId" FROM "Cases" WHERE "Id" = OLD."CaseId")); END IF;
  PERFORM readerstudy_require_draft((SELECT "StudyId" FROM "Cases" WHERE "Id" = NEW."CaseId")); RETURN NEW; END $$;
CREATE OR REPLACE FUNCTION readerstudy_frozen_of_series() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM readerstudy_require_draft((SELECT c."StudyId" FROM "Series" r JOIN "Cases" c ON c."Id" = r."CaseId" WHERE r."Id" = OLD."SeriesId")); END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  PERFORM readerstudy_require_draft((SELECT c."StudyId" FROM "Series" r JOIN "Cases" c ON c."Id" = r."CaseId" WHERE r."Id" = NEW."SeriesId")); RETURN NEW; END $$;
CREATE OR REPLACE FUNCTION readerstudy_frozen_of_run() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM readerstudy_require_draft((SELECT "StudyId" FROM "PredictionRuns" WHERE "Id" = OLD."RunId")); END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  PERFORM readerstudy_require_draft((SELECT "StudyId" FROM "PredictionRuns" WHERE "Id" = NEW."RunId")); RETURN NEW; END $$;
CREATE OR REPLACE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON "Cases" FOR EACH ROW EXECUTE FUNCTION readerstudy_frozen_of_study();
CREATE OR REPLACE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON "StudyReaders" FOR EACH ROW EXECUTE FUNCTION readerstudy_frozen_of_study();
CREATE OR REPLACE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON "Series" FOR EACH ROW EXECUTE FUNCTION readerstudy_frozen_of_case();
CREATE OR REPLACE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON "Instances" FOR EACH ROW EXECUTE FUNCTION readerstudy_frozen_of_series();
CREATE OR REPLACE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON "Pictures" FOR EACH ROW EXECUTE FUNCTION readerstudy_frozen_of_series();
CREATE OR REPLACE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON "PredictionOverlays" FOR EACH ROW EXECUTE FUNCTION readerstudy_frozen_of_run();
CREATE OR REPLACE FUNCTION readerstudy_truth_is_due() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE one record; BEGIN
  SELECT "Status" AS stands, "ProtocolText"::jsonb -> 'truth' ->> 'due' AS due INTO one FROM "Studies"
    WHERE "Id" = (SELECT "StudyId" FROM "Cases" WHERE "Id" = NEW."CaseId") AND NOT "IsImported" FOR NO KEY UPDATE;
  IF FOUND AND one.stands <> 'Draft' AND NOT (one.stands IN ('Sealed', 'Reading') AND one.due IS NOT DISTINCT FROM 'data-lock')
  THEN RAISE EXCEPTION 'study.design-frozen: the study is sealed'; END IF; RETURN NEW; END $$;
CREATE OR REPLACE TRIGGER frozen BEFORE INSERT ON "ReferenceStandards" FOR EACH ROW EXECUTE FUNCTION readerstudy_truth_is_due();
-- From the data lock on nobody reads, asks, notes, signs readings or votes. The study's row is held until the end of the change: a data lock waits for it.
CREATE OR REPLACE FUNCTION readerstudy_require_open(study uuid) RETURNS void LANGUAGE plpgsql AS $$ DECLARE stands text; BEGIN
  SELECT "Status" INTO stands FROM "Studies" WHERE "Id" = study AND NOT "IsImported" FOR NO KEY UPDATE;
  IF stands NOT IN ('Draft', 'Sealed', 'Reading') THEN RAISE EXCEPTION 'study.reading-open: the data are locked'; END IF; END $$;
CREATE OR REPLACE FUNCTION readerstudy_locked_of_study() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM readerstudy_require_open(NEW."StudyId"); RETURN NEW; END $$;
CREATE OR REPLACE FUNCTION readerstudy_locked_of_query() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM readerstudy_require_open((SELECT "StudyId" FROM "Queries" WHERE "Id" = NEW."QueryId")); RETURN NEW; END $$;
CREATE OR REPLACE FUNCTION readerstudy_locked_of_session() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM readerstudy_require_open((SELECT "StudyId" FROM "ReadingSessions" WHERE "Id" = NEW."SessionId")); RETURN NEW; END $$;
CREATE OR REPLACE FUNCTION readerstudy_locked_of_reading() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM readerstudy_require_open((SELECT "StudyId" FROM "Readings" WHERE "Id" = NEW."ReadingId")); RETURN NEW; END $$;
CREATE OR REPLACE FUNCTION readerstudy_locked_of_case() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM readerstudy_require_open((SELECT "StudyId" FROM "Cases" WHERE "Id" = NEW."CaseId")); RETURN NEW; END $$;
CREATE OR REPLACE TRIGGER locked BEFORE INSERT OR UPDATE ON "Deviations" FOR EACH ROW EXECUTE FUNCTION readerstudy_locked_of_study();
CREATE OR REPLACE TRIGGER locked BEFORE INSERT ON "Queries" FOR EACH ROW EXECUTE FUNCTION readerstudy_locked_of_study();
CREATE OR REPLACE TRIGGER locked BEFORE INSERT ON "QueryMessages" FOR EACH ROW EXECUTE FUNCTION readerstudy_locked_of_query();
CREATE OR REPLACE TRIGGER locked BEFORE INSERT ON "Reminders" FOR EACH ROW EXECUTE FUNCTION readerstudy_locked_of_study();
CREATE OR REPLACE TRIGGER locked BEFORE INSERT ON "Acknowledgements" FOR EACH ROW EXECUTE FUNCTION readerstudy_locked_of_study();
CREATE OR REPLACE TRIGGER locked BEFORE INSERT ON "SiteChecks" FOR EACH ROW EXECUTE FUNCTION readerstudy_locked_of_study();
CREATE OR REPLACE TRIGGER locked BEFORE INSERT ON "ReadingSessions" FOR EACH ROW EXECUTE FUNCTION readerstudy_locked_of_study();
CREATE OR REPLACE TRIGGER locked BEFORE INSERT ON "SessionPlaces" FOR EACH ROW EXECUTE FUNCTION readerstudy_locked_of_session();
CREATE OR REPLACE TRIGGER locked BEFORE INSERT OR UPDATE ON "Readings" FOR EACH ROW EXECUTE FUNCTION readerstudy_locked_of_study();
CREATE OR REPLACE TRIGGER locked BEFORE INSERT ON "ReadingRevisions" FOR EACH ROW EXECUTE FUNCTION readerstudy_locked_of_reading();
CREATE OR REPLACE TRIGGER locked BEFORE INSERT ON "ReadingLinkings" FOR EACH ROW EXECUTE FUNCTION readerstudy_locked_of_reading();
CREATE OR REPLACE TRIGGER locked BEFORE INSERT ON "SignedReadings" FOR EACH ROW EXECUTE FUNCTION readerstudy_locked_of_reading();
CREATE OR REPLACE TRIGGER locked BEFORE INSERT ON "SeenIncrements" FOR EACH ROW EXECUTE FUNCTION readerstudy_locked_of_reading();
CREATE OR REPLACE TRIGGER locked BEFORE INSERT ON "DrawnOutlines" FOR EACH ROW EXECUTE FUNCTION readerstudy_locked_of_reading();
CREATE OR REPLACE TRIGGER locked BEFORE INSERT ON "AiSteps" FOR EACH ROW EXECUTE FUNCTION readerstudy_locked_of_reading();
CREATE OR REPLACE TRIGGER locked BEFORE INSERT ON "TruthVotes" FOR EACH ROW EXECUTE FUNCTION readerstudy_locked_of_case();
