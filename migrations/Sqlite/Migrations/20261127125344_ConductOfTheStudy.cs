using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReaderStudy.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ConductOfTheStudy : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_AnalysisRuns_Studies_StudyId",
                table: "AnalysisRuns");

            migrationBuilder.DropForeignKey(
                name: "FK_AspNetUserRoles_AspNetRoles_RoleId",
                table: "AspNetUserRoles");

            migrationBuilder.DropForeignKey(
                name: "FK_AspNetUserRoles_AspNetUsers_UserId",
                table: "AspNetUserRoles");

            migrationBuilder.DropForeignKey(
                name: "FK_Cases_Studies_StudyId",
                table: "Cases");

            migrationBuilder.DropForeignKey(
                name: "FK_ImportFindings_Studies_StudyId",
                table: "ImportFindings");

            migrationBuilder.DropForeignKey(
                name: "FK_PredictionRuns_Studies_StudyId",
                table: "PredictionRuns");

            migrationBuilder.DropForeignKey(
                name: "FK_Predictions_PredictionRuns_RunId",
                table: "Predictions");

            migrationBuilder.DropForeignKey(
                name: "FK_ReadingSessions_Studies_StudyId",
                table: "ReadingSessions");

            migrationBuilder.DropForeignKey(
                name: "FK_ReadingSessions_StudyReaders_ReaderId",
                table: "ReadingSessions");

            migrationBuilder.DropForeignKey(
                name: "FK_ReferenceStandards_Cases_CaseId",
                table: "ReferenceStandards");

            migrationBuilder.DropForeignKey(
                name: "FK_SessionPlaces_ReadingSessions_SessionId",
                table: "SessionPlaces");

            migrationBuilder.DropForeignKey(
                name: "FK_StudyMembers_Studies_StudyId",
                table: "StudyMembers");

            migrationBuilder.DropForeignKey(
                name: "FK_StudyReaders_Studies_StudyId",
                table: "StudyReaders");

            migrationBuilder.AddColumn<DateTime>(
                name: "ArchivedAt",
                table: "Studies",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ArchivedBy",
                table: "Studies",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ProtocolVersion",
                table: "Studies",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "RemovalReason",
                table: "Studies",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RemovedAt",
                table: "Studies",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "RemovedBy",
                table: "Studies",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsRevealed",
                table: "SessionPlaces",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<string>(
                name: "ShamClassId",
                table: "SessionPlaces",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Variant",
                table: "Series",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "RecordedBy",
                table: "ReferenceStandards",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "ReferenceStandards",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ReferenceDate",
                table: "ReferenceStandards",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "ReadingSessions",
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValue: "Pivotal");

            migrationBuilder.AddColumn<int>(
                name: "Part",
                table: "ReadingSessions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<int>(
                name: "Period",
                table: "ReadingSessions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "RevealArmId",
                table: "ReadingSessions",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ProtocolVersion",
                table: "Readings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "ConfirmedJson",
                table: "ReadingRevisions",
                type: "TEXT",
                maxLength: 100000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "ReadingRevisions",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SkipReason",
                table: "ReadingRevisions",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "History",
                table: "Cases",
                type: "TEXT",
                maxLength: 4000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Purpose",
                table: "Cases",
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValue: "Test");

            migrationBuilder.AddColumn<string>(
                name: "RowsSha256",
                table: "AuditEntries",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "Acknowledgements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    StudyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProtocolVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acknowledgements", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Acknowledgements_AspNetUsers_PersonId",
                        column: x => x.PersonId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Acknowledgements_Studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "Studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DataLocks",
                columns: table => new
                {
                    StudyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StateSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    FinalRevisions = table.Column<int>(type: "INTEGER", nullable: false),
                    Planned = table.Column<int>(type: "INTEGER", nullable: false),
                    Read = table.Column<int>(type: "INTEGER", nullable: false),
                    Skipped = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    AuditSequence = table.Column<long>(type: "INTEGER", nullable: false),
                    AuditHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    LockedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    LockedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataLocks", x => x.StudyId);
                    table.ForeignKey(
                        name: "FK_DataLocks_Studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "Studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Deviations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    StudyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RuleCode = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ReaderId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SessionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Position = table.Column<int>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    RequestedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    RequestedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    DecidedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DecisionReason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Deviations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Deviations_ReadingSessions_SessionId",
                        column: x => x.SessionId,
                        principalTable: "ReadingSessions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Deviations_Studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "Studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Deviations_StudyReaders_ReaderId",
                        column: x => x.ReaderId,
                        principalTable: "StudyReaders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ProtocolVersions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    StudyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 1000000, nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    SignedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    EffectiveAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProtocolVersions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProtocolVersions_Studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "Studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Queries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    StudyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    AskedBy = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ReaderId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SessionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Position = table.Column<int>(type: "INTEGER", nullable: true),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Queries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Queries_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Queries_ReadingSessions_SessionId",
                        column: x => x.SessionId,
                        principalTable: "ReadingSessions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Queries_Studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "Studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Queries_StudyReaders_ReaderId",
                        column: x => x.ReaderId,
                        principalTable: "StudyReaders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RegisteredRows",
                columns: table => new
                {
                    AuditSequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Table = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    FoundSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegisteredRows", x => new { x.AuditSequence, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "Reminders",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    StudyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReaderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SentBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reminders", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Reminders_Studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "Studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Reminders_StudyReaders_ReaderId",
                        column: x => x.ReaderId,
                        principalTable: "StudyReaders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SealedAllocations",
                columns: table => new
                {
                    StudyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    InputJson = table.Column<string>(type: "TEXT", maxLength: 10000000, nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    DrawnAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SealedAllocations", x => x.StudyId);
                    table.ForeignKey(
                        name: "FK_SealedAllocations_Studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "Studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SealedRuns",
                columns: table => new
                {
                    StudyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ModelId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ModelSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SealedRuns", x => new { x.StudyId, x.ModelId });
                    table.ForeignKey(
                        name: "FK_SealedRuns_PredictionRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "PredictionRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SealedRuns_Studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "Studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SeriesFingerprints",
                columns: table => new
                {
                    SeriesId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PixelSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    FilesSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SeriesFingerprints", x => x.SeriesId);
                    table.ForeignKey(
                        name: "FK_SeriesFingerprints_Series_SeriesId",
                        column: x => x.SeriesId,
                        principalTable: "Series",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Signatures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    StudyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PrintedName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Meaning = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SubjectSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SignedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Signatures", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Signatures_AspNetUsers_PersonId",
                        column: x => x.PersonId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Signatures_Studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "Studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TruthVotes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TrutherId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    Seat = table.Column<int>(type: "INTEGER", nullable: false),
                    PanelSize = table.Column<int>(type: "INTEGER", nullable: false),
                    ClassId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ReferenceDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Rationale = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TruthVotes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TruthVotes_AspNetUsers_TrutherId",
                        column: x => x.TrutherId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_TruthVotes_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "QueryMessages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    QueryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Leads = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Side = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QueryMessages", x => x.Id);
                    table.ForeignKey(
                        name: "FK_QueryMessages_AspNetUsers_AuthorId",
                        column: x => x.AuthorId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_QueryMessages_Queries_QueryId",
                        column: x => x.QueryId,
                        principalTable: "Queries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReminderDismissals",
                columns: table => new
                {
                    ReminderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DismissedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReminderDismissals", x => x.ReminderId);
                    table.ForeignKey(
                        name: "FK_ReminderDismissals_Reminders_ReminderId",
                        column: x => x.ReminderId,
                        principalTable: "Reminders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SignedReadings",
                columns: table => new
                {
                    SignatureId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReadingId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RevisionNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    AnswersSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignedReadings", x => new { x.SignatureId, x.ReadingId });
                    table.ForeignKey(
                        name: "FK_SignedReadings_Readings_ReadingId",
                        column: x => x.ReadingId,
                        principalTable: "Readings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SignedReadings_Signatures_SignatureId",
                        column: x => x.SignatureId,
                        principalTable: "Signatures",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ReferenceStandards_RecordedBy",
                table: "ReferenceStandards",
                column: "RecordedBy");

            migrationBuilder.CreateIndex(
                name: "IX_Acknowledgements_PersonId",
                table: "Acknowledgements",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Acknowledgements_StudyId_PersonId",
                table: "Acknowledgements",
                columns: new[] { "StudyId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_Deviations_ReaderId",
                table: "Deviations",
                column: "ReaderId");

            migrationBuilder.CreateIndex(
                name: "IX_Deviations_SessionId",
                table: "Deviations",
                column: "SessionId");

            migrationBuilder.CreateIndex(
                name: "IX_Deviations_StudyId",
                table: "Deviations",
                column: "StudyId");

            migrationBuilder.CreateIndex(
                name: "IX_ProtocolVersions_StudyId_Number",
                table: "ProtocolVersions",
                columns: new[] { "StudyId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Queries_CaseId",
                table: "Queries",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_Queries_ReaderId",
                table: "Queries",
                column: "ReaderId");

            migrationBuilder.CreateIndex(
                name: "IX_Queries_SessionId",
                table: "Queries",
                column: "SessionId");

            migrationBuilder.CreateIndex(
                name: "IX_Queries_StudyId_Number",
                table: "Queries",
                columns: new[] { "StudyId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_QueryMessages_AuthorId",
                table: "QueryMessages",
                column: "AuthorId");

            migrationBuilder.CreateIndex(
                name: "IX_QueryMessages_QueryId_Number",
                table: "QueryMessages",
                columns: new[] { "QueryId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RegisteredRows_Table_Key_Version",
                table: "RegisteredRows",
                columns: new[] { "Table", "Key", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_ReaderId_Day",
                table: "Reminders",
                columns: new[] { "ReaderId", "Day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_StudyId",
                table: "Reminders",
                column: "StudyId");

            migrationBuilder.CreateIndex(
                name: "IX_SealedRuns_RunId",
                table: "SealedRuns",
                column: "RunId");

            migrationBuilder.CreateIndex(
                name: "IX_SeriesFingerprints_PixelSha256",
                table: "SeriesFingerprints",
                column: "PixelSha256");

            migrationBuilder.CreateIndex(
                name: "IX_Signatures_PersonId",
                table: "Signatures",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Signatures_StudyId_Subject",
                table: "Signatures",
                columns: new[] { "StudyId", "Subject" });

            migrationBuilder.CreateIndex(
                name: "IX_SignedReadings_ReadingId_RevisionNumber",
                table: "SignedReadings",
                columns: new[] { "ReadingId", "RevisionNumber" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TruthVotes_CaseId_Round_Seat",
                table: "TruthVotes",
                columns: new[] { "CaseId", "Round", "Seat" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TruthVotes_CaseId_TrutherId_Round",
                table: "TruthVotes",
                columns: new[] { "CaseId", "TrutherId", "Round" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TruthVotes_TrutherId",
                table: "TruthVotes",
                column: "TrutherId");

            migrationBuilder.AddForeignKey(
                name: "FK_AnalysisRuns_Studies_StudyId",
                table: "AnalysisRuns",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_AspNetUserRoles_AspNetRoles_RoleId",
                table: "AspNetUserRoles",
                column: "RoleId",
                principalTable: "AspNetRoles",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_AspNetUserRoles_AspNetUsers_UserId",
                table: "AspNetUserRoles",
                column: "UserId",
                principalTable: "AspNetUsers",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_Cases_Studies_StudyId",
                table: "Cases",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_ImportFindings_Studies_StudyId",
                table: "ImportFindings",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_PredictionRuns_Studies_StudyId",
                table: "PredictionRuns",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_Predictions_PredictionRuns_RunId",
                table: "Predictions",
                column: "RunId",
                principalTable: "PredictionRuns",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_ReadingSessions_Studies_StudyId",
                table: "ReadingSessions",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_ReadingSessions_StudyReaders_ReaderId",
                table: "ReadingSessions",
                column: "ReaderId",
                principalTable: "StudyReaders",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_ReferenceStandards_Cases_CaseId",
                table: "ReferenceStandards",
                column: "CaseId",
                principalTable: "Cases",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_SessionPlaces_ReadingSessions_SessionId",
                table: "SessionPlaces",
                column: "SessionId",
                principalTable: "ReadingSessions",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_StudyMembers_Studies_StudyId",
                table: "StudyMembers",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_StudyReaders_Studies_StudyId",
                table: "StudyReaders",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_AnalysisRuns_Studies_StudyId",
                table: "AnalysisRuns");

            migrationBuilder.DropForeignKey(
                name: "FK_AspNetUserRoles_AspNetRoles_RoleId",
                table: "AspNetUserRoles");

            migrationBuilder.DropForeignKey(
                name: "FK_AspNetUserRoles_AspNetUsers_UserId",
                table: "AspNetUserRoles");

            migrationBuilder.DropForeignKey(
                name: "FK_Cases_Studies_StudyId",
                table: "Cases");

            migrationBuilder.DropForeignKey(
                name: "FK_ImportFindings_Studies_StudyId",
                table: "ImportFindings");

            migrationBuilder.DropForeignKey(
                name: "FK_PredictionRuns_Studies_StudyId",
                table: "PredictionRuns");

            migrationBuilder.DropForeignKey(
                name: "FK_Predictions_PredictionRuns_RunId",
                table: "Predictions");

            migrationBuilder.DropForeignKey(
                name: "FK_ReadingSessions_Studies_StudyId",
                table: "ReadingSessions");

            migrationBuilder.DropForeignKey(
                name: "FK_ReadingSessions_StudyReaders_ReaderId",
                table: "ReadingSessions");

            migrationBuilder.DropForeignKey(
                name: "FK_ReferenceStandards_Cases_CaseId",
                table: "ReferenceStandards");

            migrationBuilder.DropForeignKey(
                name: "FK_SessionPlaces_ReadingSessions_SessionId",
                table: "SessionPlaces");

            migrationBuilder.DropForeignKey(
                name: "FK_StudyMembers_Studies_StudyId",
                table: "StudyMembers");

            migrationBuilder.DropForeignKey(
                name: "FK_StudyReaders_Studies_StudyId",
                table: "StudyReaders");

            migrationBuilder.DropTable(
                name: "Acknowledgements");

            migrationBuilder.DropTable(
                name: "DataLocks");

            migrationBuilder.DropTable(
                name: "Deviations");

            migrationBuilder.DropTable(
                name: "ProtocolVersions");

            migrationBuilder.DropTable(
                name: "QueryMessages");

            migrationBuilder.DropTable(
                name: "RegisteredRows");

            migrationBuilder.DropTable(
                name: "ReminderDismissals");

            migrationBuilder.DropTable(
                name: "SealedAllocations");

            migrationBuilder.DropTable(
                name: "SealedRuns");

            migrationBuilder.DropTable(
                name: "SeriesFingerprints");

            migrationBuilder.DropTable(
                name: "SignedReadings");

            migrationBuilder.DropTable(
                name: "TruthVotes");

            migrationBuilder.DropTable(
                name: "Queries");

            migrationBuilder.DropTable(
                name: "Reminders");

            migrationBuilder.DropTable(
                name: "Signatures");

            migrationBuilder.DropIndex(
                name: "IX_ReferenceStandards_RecordedBy",
                table: "ReferenceStandards");

            migrationBuilder.DropColumn(
                name: "ArchivedAt",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "ArchivedBy",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "ProtocolVersion",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "RemovalReason",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "RemovedAt",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "RemovedBy",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "IsRevealed",
                table: "SessionPlaces");

            migrationBuilder.DropColumn(
                name: "ShamClassId",
                table: "SessionPlaces");

            migrationBuilder.DropColumn(
                name: "Variant",
                table: "Series");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "ReferenceStandards");

            migrationBuilder.DropColumn(
                name: "ReferenceDate",
                table: "ReferenceStandards");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "ReadingSessions");

            migrationBuilder.DropColumn(
                name: "Part",
                table: "ReadingSessions");

            migrationBuilder.DropColumn(
                name: "Period",
                table: "ReadingSessions");

            migrationBuilder.DropColumn(
                name: "RevealArmId",
                table: "ReadingSessions");

            migrationBuilder.DropColumn(
                name: "ProtocolVersion",
                table: "Readings");

            migrationBuilder.DropColumn(
                name: "ConfirmedJson",
                table: "ReadingRevisions");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "ReadingRevisions");

            migrationBuilder.DropColumn(
                name: "SkipReason",
                table: "ReadingRevisions");

            migrationBuilder.DropColumn(
                name: "History",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "Purpose",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "RowsSha256",
                table: "AuditEntries");

            migrationBuilder.AlterColumn<Guid>(
                name: "RecordedBy",
                table: "ReferenceStandards",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.AddForeignKey(
                name: "FK_AnalysisRuns_Studies_StudyId",
                table: "AnalysisRuns",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_AspNetUserRoles_AspNetRoles_RoleId",
                table: "AspNetUserRoles",
                column: "RoleId",
                principalTable: "AspNetRoles",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_AspNetUserRoles_AspNetUsers_UserId",
                table: "AspNetUserRoles",
                column: "UserId",
                principalTable: "AspNetUsers",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_Cases_Studies_StudyId",
                table: "Cases",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_ImportFindings_Studies_StudyId",
                table: "ImportFindings",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_PredictionRuns_Studies_StudyId",
                table: "PredictionRuns",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_Predictions_PredictionRuns_RunId",
                table: "Predictions",
                column: "RunId",
                principalTable: "PredictionRuns",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_ReadingSessions_Studies_StudyId",
                table: "ReadingSessions",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_ReadingSessions_StudyReaders_ReaderId",
                table: "ReadingSessions",
                column: "ReaderId",
                principalTable: "StudyReaders",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_ReferenceStandards_Cases_CaseId",
                table: "ReferenceStandards",
                column: "CaseId",
                principalTable: "Cases",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_SessionPlaces_ReadingSessions_SessionId",
                table: "SessionPlaces",
                column: "SessionId",
                principalTable: "ReadingSessions",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_StudyMembers_Studies_StudyId",
                table: "StudyMembers",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_StudyReaders_Studies_StudyId",
                table: "StudyReaders",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);
        }
    }
}
