using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReaderStudy.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class CohortQuality : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "FileKey",
                table: "ImportFiles");

            migrationBuilder.AddColumn<string>(
                name: "BodyPart",
                table: "Series",
                type: "TEXT",
                maxLength: 16,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "ExclusionReason",
                table: "Series",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PersonMark",
                table: "Series",
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<double>(
                name: "PhaseConfidence",
                table: "Series",
                type: "REAL",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<string>(
                name: "PhaseDoubt",
                table: "Series",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PhaseEvidence",
                table: "Series",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PhaseWords",
                table: "Series",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SplitFromUid",
                table: "Series",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ExclusionReason",
                table: "Instances",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "BytesDone",
                table: "Imports",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "ReportJson",
                table: "Imports",
                type: "TEXT",
                maxLength: 1000000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NumberMark",
                table: "Cases",
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "CohortFindings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    StudyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SeriesId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Message = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    FoundAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DecidedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CohortFindings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CohortFindings_Studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "Studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "HeldImages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    StudyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ImportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ImportFileId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Cause = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Question = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    RegionsJson = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: false),
                    Order = table.Column<long>(type: "INTEGER", nullable: false),
                    Patient = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    PersonMark = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    NumberMark = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ExamUid = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SeriesUid = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SopUid = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    PhaseWords = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    DecidedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HeldImages", x => x.Id);
                    table.ForeignKey(
                        name: "FK_HeldImages_Imports_ImportId",
                        column: x => x.ImportId,
                        principalTable: "Imports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_HeldImages_Studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "Studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ReceivedImages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ImportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ImportFileId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FileKey = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Order = table.Column<long>(type: "INTEGER", nullable: false),
                    Patient = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    PersonMark = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    NumberMark = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ExamUid = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SeriesUid = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SopUid = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    PhaseWords = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReceivedImages", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReceivedImages_Imports_ImportId",
                        column: x => x.ImportId,
                        principalTable: "Imports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CohortFindings_StudyId_Kind_Subject",
                table: "CohortFindings",
                columns: new[] { "StudyId", "Kind", "Subject" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_HeldImages_ImportFileId",
                table: "HeldImages",
                column: "ImportFileId");

            migrationBuilder.CreateIndex(
                name: "IX_HeldImages_ImportId",
                table: "HeldImages",
                column: "ImportId");

            migrationBuilder.CreateIndex(
                name: "IX_HeldImages_SopUid",
                table: "HeldImages",
                column: "SopUid");

            migrationBuilder.CreateIndex(
                name: "IX_HeldImages_StudyId",
                table: "HeldImages",
                column: "StudyId");

            migrationBuilder.CreateIndex(
                name: "IX_ReceivedImages_ImportFileId",
                table: "ReceivedImages",
                column: "ImportFileId");

            migrationBuilder.CreateIndex(
                name: "IX_ReceivedImages_ImportId",
                table: "ReceivedImages",
                column: "ImportId");

            migrationBuilder.CreateIndex(
                name: "IX_ReceivedImages_SopUid",
                table: "ReceivedImages",
                column: "SopUid");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CohortFindings");

            migrationBuilder.DropTable(
                name: "HeldImages");

            migrationBuilder.DropTable(
                name: "ReceivedImages");

            migrationBuilder.DropColumn(
                name: "BodyPart",
                table: "Series");

            migrationBuilder.DropColumn(
                name: "ExclusionReason",
                table: "Series");

            migrationBuilder.DropColumn(
                name: "PersonMark",
                table: "Series");

            migrationBuilder.DropColumn(
                name: "PhaseConfidence",
                table: "Series");

            migrationBuilder.DropColumn(
                name: "PhaseDoubt",
                table: "Series");

            migrationBuilder.DropColumn(
                name: "PhaseEvidence",
                table: "Series");

            migrationBuilder.DropColumn(
                name: "PhaseWords",
                table: "Series");

            migrationBuilder.DropColumn(
                name: "SplitFromUid",
                table: "Series");

            migrationBuilder.DropColumn(
                name: "ExclusionReason",
                table: "Instances");

            migrationBuilder.DropColumn(
                name: "BytesDone",
                table: "Imports");

            migrationBuilder.DropColumn(
                name: "ReportJson",
                table: "Imports");

            migrationBuilder.DropColumn(
                name: "NumberMark",
                table: "Cases");

            migrationBuilder.AddColumn<string>(
                name: "FileKey",
                table: "ImportFiles",
                type: "TEXT",
                maxLength: 300,
                nullable: true);
        }
    }
}
